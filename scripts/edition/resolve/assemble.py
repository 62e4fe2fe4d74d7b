"""From the source folder to a whole edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from edition.locale.labels import labels_in
from edition.model.edition import Edition, Promise, Question
from edition.model.editorial import UNDATED, Interview, Original
from edition.model.text import Transcript
from edition.problems import Place, Problems
from edition.proof import prove
from edition.resolve.glossary import check_dates, check_exceptions, check_forms, check_forms_of_notes
from edition.resolve.match_questions import check_former_names, check_passages, pair
from edition.resolve.mentions import find_mentions, forms_of
from edition.resolve.quotes import place_by_hand, place_events, place_notes
from edition.resolve.topics import check_topics
from edition.source.editorial import read_editorial
from edition.source.files import (
    ADDRESSES,
    TOPICS,
    Document,
    Folder,
    read_folder,
    read_transcript_file,
    sha256_of,
    transcript_text,
)
from edition.source.glossary import read_terms
from edition.source.interview import read_interview
from edition.source.pages import read_pages
from edition.source.timeline import read_timeline
from edition.source.topics import read_topics
from importer.detect.numbering import read_transcript


def read_edition(root: Path, problems: Problems) -> Edition | None:
    """The edition in the source folder at `root`; None when a part is missing, so that there is no whole.

    The checks that the parts at hand allow have been made all the same. What can't be checked for
    want of another part is passed over: one mistake is one problem.
    """
    folder = read_folder(root, problems)
    interview = read_interview(folder.interview, problems) if folder.interview else None
    topics = read_topics(folder.topics, problems) if folder.topics else None if folder.has_topics else {}
    terms = read_terms(folder.glossary, problems)
    dated = read_timeline(folder.timeline, problems)
    pages = read_pages(folder.pages, problems)
    labels = interview.labels if interview else labels_in("en")
    editorials = tuple(e for document in folder.questions if (e := read_editorial(document, labels, problems)))
    if not folder.has_topics and any(editorial.topics for editorial in editorials):
        topics = None
        problems.at(Place(TOPICS, 1), "file-missing-topics", hint="")
    transcript = _transcript(root, folder, interview, problems)
    whole = folder.question_names is not None and len(editorials) == len(folder.question_names)
    if topics is not None:
        asked = len(transcript.exchanges) if transcript else 1
        check_topics(topics, editorials, whole and asked <= len(editorials), problems)
    if not whole or topics is None:
        problems.unchecked("unchecked-topics")
    if not whole:
        problems.unchecked("unchecked-names")
    if interview is None or transcript is None:
        problems.unchecked("unchecked-words")
        return None
    paired = pair(transcript, editorials, labels, problems)
    check_passages(transcript, paired, problems)
    check_former_names(paired, problems)
    forms = forms_of(terms, problems)
    notes = place_notes(transcript, paired, forms, problems)
    mentions = find_mentions(transcript, forms, place_by_hand(transcript, paired, terms, problems))
    check_forms(terms, transcript, mentions, problems)
    if interview.date != UNDATED:
        check_dates(terms, interview.date, problems)
    if whole:
        check_forms_of_notes(terms, tuple(paired.values()), problems)
        check_exceptions(terms, transcript, tuple(paired.values()), problems)
    events = place_events(transcript, paired, dated, problems)
    if problems or topics is None:
        return None
    text = transcript_text(root, transcript.path, interview.encoding, interview.layout.drops_controls)
    fidelity = prove(text, interview, transcript)
    questions = tuple(Question(e, paired[e.number], notes[e.number], mentions[e.number]) for e in transcript.exchanges)
    named = {term.id: term for term in terms}
    promised = tuple(_promised(folder.addresses))
    return Edition(interview, transcript, fidelity, questions, topics, named, events, pages, promised)


def _check_original(root: Path, there: tuple[str, ...], original: Original | None, problems: Problems) -> None:
    """Whether what the transcript was made from is there, as it was received, and is named."""
    for name in there:
        if original is None or name != original.file:
            problems.at(Place(name, 1), "original-unnamed", name=name)
    if original is None or not original.file:
        return
    if original.file not in there:
        problems.at(original.place, "original-missing", name=original.file)
    elif (sha256 := sha256_of(root, original.file, problems)) and original.sha256 not in ("", sha256):
        facts = {"file": original.file, "sha256": sha256, "stated": original.sha256}
        problems.at(original.sha256_place, "original-changed", **facts)


def _promised(document: Document | None) -> Iterator[Promise]:
    """Each line of the list of addresses, with its place; those that begin with # are remarks."""
    for number, line in enumerate(document.text.split("\n") if document else (), 1):
        if line.strip() and not line.startswith("#"):
            address, arrow, target = line.partition("->")
            yield Promise(address.strip(), target.strip() if arrow else None, Place(ADDRESSES, number))


def _transcript(root: Path, folder: Folder, interview: Interview | None, problems: Problems) -> Transcript | None:
    """The transcript taken apart; None if its questions can't be counted on."""
    if not folder.transcript or not interview:
        return None
    _check_original(root, folder.originals, interview.provenance.original, problems)
    document = read_transcript_file(
        root, folder.transcript, interview.encoding, interview.layout.drops_controls, problems
    )
    if not document:
        return None
    provenance = interview.provenance
    if provenance.sha256 not in ("", document.sha256):
        code = _changed_by(document, provenance.sha256)
        facts = {"file": document.path, "sha256": document.sha256, "stated": provenance.sha256}
        problems.at(provenance.sha256_place, code, **facts)
    before = len(problems)
    transcript = read_transcript(document, interview, problems) if interview.speakers else None
    return transcript if len(problems) == before else None


def _changed_by(document: Document, stated: str) -> str:
    """Which problem it is that the transcript isn't what was received: its words, or what a program does to a file."""
    plain, marked = (hashlib.sha256(text.encode()).hexdigest() for text in (document.text, f"\ufeff{document.text}"))
    if plain != stated:
        return "transcript-changed"
    return "transcript-byte-order-mark" if marked == document.sha256 else "transcript-line-ends"
