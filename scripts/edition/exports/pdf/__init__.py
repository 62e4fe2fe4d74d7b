"""The interview as a book in PDF, set by Typst: tagged for screen readers (PDF/UA-1), and fit to be kept (PDF/A-2a)."""

from __future__ import annotations

import dataclasses
import datetime
import json
import unicodedata
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from edition.exports import Export, NotMadeError
from edition.exports.typesetting import Data, choose_setting, set_by_typst
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Block, Emphasis, Inline, Link, Name, Paragraph, Text, join_words
from edition.model.text import Passage, Turn
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.resolve.language_tags import get_page_language
from edition.resolve.plain import heading
from edition.resolve.runs import divide_into_runs
from edition.source.publication import Publication

BOOK = Path(__file__).parent / "book.typ"
LONGEST = 100_000
"""Words: at 67,000 with their notes the typesetter holds 900 MB in memory, and a reader some 300 pages in hand."""
STANDARDS: Any = ["ua-1", "a-2a"]

_LEFTWARD = ("R", "AL")
"""Classes of letters that run from right to left."""

FIRST = 3
"""The page on which the first question begins, counted from 0: after the cover, what it is, and the contents."""
PICTURED = 62
"""Dots an inch of a picture: 360 for the width of A5, twice what it is shown in."""


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The book, with what the editors wrote if `noted`.

    Characters that its face lacks are set in one that Typst brings, or in another of fonts/. Raises
    NotMadeError if none has them, or if they can't stand in a PDF of this kind.
    """
    about = colophon(edition, publication, noted)
    made = datetime.datetime.combine(about.changed, datetime.time(), datetime.UTC)
    _check_marks(edition, noted)
    return bytes(_set(edition, publication, noted, pdf_standards=STANDARDS, timestamp=made))


def _check_marks(edition: Edition, noted: bool) -> None:
    """Refuse marks above or below a letter that runs from right to left, as on أُ: Typst writes their letter apart from its word."""
    for question in edition.questions:
        passages = [(passage.name, passage.text) for passage in question.passages]
        notes = [(note.span.name, join_words(note.body)) for note in question.notes if noted]
        for name, text in (*passages, *notes):
            if any(unicodedata.bidirectional(a) in _LEFTWARD and unicodedata.combining(b) for a, b in pairwise(text)):
                raise NotMadeError(
                    f"the words of passage {name} would not stand in the PDF in the order in which they are read"
                )


def draw_cover(edition: Edition, publication: Publication) -> bytes:
    """The page on which the first question begins, as a PNG."""
    beginning = dataclasses.replace(edition, questions=edition.questions[:1])
    pages: list[bytes] = _set(beginning, publication, True, format="png", ppi=PICTURED)
    return pages[FIRST]


def _set(edition: Edition, publication: Publication, noted: bool, **options: Any) -> Any:
    data = _describe_book(edition, publication, noted)
    if lost := next((char for char in json.dumps(data, ensure_ascii=False) if char in "\u2028\u2029"), ""):
        raise NotMadeError(f"U+{ord(lost):04X} {unicodedata.name(lost)} would not stand in the PDF as it is read")
    return set_by_typst(BOOK, {"edition": data}, **options)


def words(edition: Edition, publication: Publication) -> str:
    """Everything that is set."""
    return json.dumps(_describe_book(edition, publication, noted=True), ensure_ascii=False)


def _describe_book(edition: Edition, publication: Publication, noted: bool) -> Data:
    interview, labels, about = edition.interview, edition.interview.labels, colophon(edition, publication, noted)
    return {
        "title": interview.title,
        "authors": [speaker.name for speaker in interview.speakers],
        "description": about.kind,
        "setting": choose_setting(get_page_language(interview)),
        "words": choose_setting(interview.language),
        "date": {"year": about.changed.year, "month": about.changed.month, "day": about.changed.day},
        "who": [about.who],
        "imprint": [*filter(None, (about.title if noted else "", about.kind, about.state))],
        "rights": [*filter(None, (about.published, about.rights, about.licence, about.address))],
        "reading": labels.book_reading if noted else labels.book_numbers,
        "contents": labels.contents,
        "summary": labels.summary,
        "index": labels.book_names,
        "questions": [_describe_question(edition, question, publication, noted) for question in edition.questions],
        "names": list(_names(edition)) if noted else [],
    }


def _describe_question(edition: Edition, question: Question, publication: Publication, noted: bool) -> Data:
    labels, editorial = edition.interview.labels, question.editorial
    signposts = {signpost.passage: signpost.text for signpost in editorial.signposts if noted}
    notes, foreign = question.notes if noted else (), [m for m in question.mentions if m.term.lang and noted]

    def passage(passage: Passage) -> Data:
        address = f"{publication.site}{urls.locate_passage(question, passage).address}" if publication.site else ""
        signpost = signposts.get(passage.number, "")
        return {
            "name": passage.name,
            "address": address,
            "signpost": f"[{signpost}]" if signpost else "",
            "runs": [
                {
                    "words": run.span.words,
                    "lang": run.mention.term.lang if run.mention else "",
                    "noted": bool(run.notes),
                    "notes": [_note(edition, note) for note in run.ended],
                }
                for run in divide_into_runs(passage, notes, foreign)
            ],
        }

    def turn(turn: Turn) -> Data:
        speaker = turn.speaker
        return {"speaker": speaker.name, "asks": speaker.asks, "passages": [*map(passage, turn.passages)]}

    return {
        "heading": question.heading if noted else heading(question, labels),
        "summary": editorial.summary if noted else "",
        "turns": [*map(turn, question.exchange.turns)],
    }


def _note(edition: Edition, note: Note) -> Data:
    before, _, after = edition.interview.labels.quotation.partition("{words}")
    return {
        "number": note.number,
        "before": before,
        "words": note.span.words,
        "after": after,
        "kind": edition.interview.labels[note.kind],
        "body": _describe_prose(note.body),
        "sources": [_inline(source.inside) for source in note.sources],
    }


def _names(edition: Edition) -> Iterable[Data]:
    """The index: each name with the passages that mention it."""
    found: dict[str, dict[str, None]] = {}
    for question in edition.questions:
        for mention in question.mentions:
            found.setdefault(mention.term.id, {})[mention.span.name] = None
    for term in edition.terms.values():
        if term.id in found:
            yield {"term": term.sorted, "passages": list(found[term.id])}


def _describe_prose(blocks: Iterable[Block]) -> list[Data]:
    return [
        {"is": "paragraph", "inside": _inline(block.inside)}
        if isinstance(block, Paragraph)
        else {"is": "list", "first": block.first, "items": [*map(_describe_prose, block.items)]}
        for block in blocks
    ]


def _inline(parts: Iterable[Inline]) -> list[Data]:
    out: list[Data] = []
    for part in parts:
        match part:
            case Text(text) | Name(text):
                out.append({"is": "text", "text": text.replace("\n", " ")})
            case Emphasis(inside, strong):
                out.append({"is": "strong" if strong else "emphasis", "inside": _inline(inside)})
            case Link(inside, address):
                out.append({"is": "link", "inside": _inline(inside), "to": address})
    return out


EXPORTS = (
    Export("edition.pdf", "application/pdf", "pdf", partial(write, noted=True), picture=draw_cover, longest=LONGEST),
    Export("interview.pdf", "application/pdf", "pdf", partial(write, noted=False), noted=False, longest=LONGEST),
)
