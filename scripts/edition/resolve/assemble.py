"""From the source folder to a whole edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from edition.locale.labels import load_labels
from edition.model.edition import Edition, Fidelity, Promise, Question
from edition.model.editorial import UNDATED, Interview, Provenance
from edition.model.text import Transcript, words_in
from edition.problems import Place, Problems
from edition.resolve.glossary import check_dates, check_exceptions, check_forms, check_forms_of_notes
from edition.resolve.match_questions import check_former_names, check_passages, pair
from edition.resolve.mentions import find_mentions, index_forms
from edition.resolve.quotes import place_by_hand, place_events, place_notes
from edition.resolve.topics import check_topics
from edition.source.editorial import read_editorial
from edition.source.files import (
    ADDRESSES,
    INTERVIEW,
    TOPICS,
    Document,
    Folder,
    read_bytes,
    read_folder,
)
from edition.source.glossary import read_terms
from edition.source.interview import read_interview
from edition.source.pages import read_pages
from edition.source.timeline import read_timeline
from edition.source.topics import read_topics
from edition.source.transcript import read_transcript


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
    labels = interview.labels if interview else load_labels("en")
    editorials = tuple(e for document in folder.questions if (e := read_editorial(document, labels, problems)))
    if not folder.has_topics and any(editorial.topics for editorial in editorials):
        topics = None
        problems.at(Place(TOPICS, 1), "file-missing-topics", hint="")
    transcript = _read_transcript_once(root, folder, interview, problems)
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
    forms = index_forms(terms, problems)
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
    fidelity = _measure(transcript)
    questions = tuple(Question(e, paired[e.number], notes[e.number], mentions[e.number]) for e in transcript.exchanges)
    named = {term.id: term for term in terms}
    promised = tuple(_read_promises(folder.addresses))
    return Edition(interview, transcript, fidelity, questions, topics, named, events, pages, promised)


def _measure(transcript: Transcript) -> Fidelity:
    """The figures that verify.py compares with what the site shows."""
    passages = [passage.text for exchange in transcript.exchanges for passage in exchange.passages]
    sha256 = hashlib.sha256(" ".join(passages).encode()).hexdigest()
    return Fidelity(sum(map(words_in, passages)), len(passages), sha256)


def _check_original(root: Path, there: tuple[str, ...], provenance: Provenance, problems: Problems) -> None:
    """Report an original that is missing, unnamed or not the file that was received."""
    stated, place = provenance.original, provenance.place or Place(INTERVIEW, 1)
    for name in there:
        if name != stated:
            problems.at(Place(name, 1), "original-unnamed", name=name)
    if stated and stated not in there:
        problems.at(place, "original-missing", name=stated)
    elif stated and (data := read_bytes(root, stated, problems)) is not None:
        sha256, with_unix_lines = (hashlib.sha256(some).hexdigest() for some in (data, data.replace(b"\r\n", b"\n")))
        if provenance.sha256 not in ("", sha256):
            code = "original-line-ends" if with_unix_lines == provenance.sha256 else "original-changed"
            problems.at(place, code, file=stated, sha256=sha256, stated=provenance.sha256)


def _read_promises(document: Document | None) -> Iterator[Promise]:
    """The published addresses, each with the page that it redirects to, if it does."""
    for number, line in _list_entries(document):
        address, arrow, target = line.partition("->")
        yield Promise(address.strip(), target.strip() if arrow else None, Place(ADDRESSES, number))


def _list_entries(document: Document | None) -> Iterator[tuple[int, str]]:
    """Each line of a list, with its number; those that begin with # are remarks."""
    for number, line in enumerate(document.text.split("\n") if document else (), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _read_transcript_once(
    root: Path, folder: Folder, interview: Interview | None, problems: Problems
) -> Transcript | None:
    """The transcript taken apart; None if its questions can't be counted on."""
    if not interview:
        return None
    _check_original(root, folder.originals, interview.provenance, problems)
    if not folder.transcript or not interview.speakers:
        return None
    before = len(problems)
    left_out = tuple(line for _, line in _list_entries(folder.left_out))
    transcript = read_transcript(folder.transcript, interview.speakers, left_out, problems)
    return transcript if len(problems) == before else None
