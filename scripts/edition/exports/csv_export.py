"""Tables (CSV, RFC 4180) for spreadsheets and statistics: passages, notes, glossary, timeline.

They open in a spreadsheet as they are: in UTF-8 with the byte order mark by which Excel knows it,
and with no cell that it would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection)
or, as with passage 3.10, for a number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from edition.exports import Export, make_address
from edition.model.edition import Edition
from edition.model.prose import Citation, join_words
from edition.model.text import Passage
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.source.publication import Publication

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula, with the apostrophes that say that it is none."""

Row = Sequence[str | int]

PASSAGES = ("passage", "question", "number", "voice", "role", "text", "words", "time", "address", "rights")
SOURCES = ("sources", "source_addresses")
NOTES = ("passage", "note", "kind", "noted_words", "editors_text", *SOURCES, "address", "rights")
GLOSSARY = ("id", "kind", "term", "other_names", "office", "editors_definition", *SOURCES, "address", "rights")
TIMELINE = ("date", "editors_text", "passage", "mentioning_words", *SOURCES, "address", "rights")
"""The names of the columns. Rights stand in every row, since rows are what is passed on."""


def passages(edition: Edition, publication: Publication) -> bytes:
    """A passage in a row."""
    rights = colophon(edition, publication, noted=False).rights
    return _write_table(
        PASSAGES,
        (
            _make_passage_row(passage, make_address(publication, urls.locate_passage(question, passage)), rights)
            for question in edition.questions
            for passage in question.passages
        ),
    )


def _make_passage_row(passage: Passage, address: str, rights: str) -> Row:
    speaker = passage.speaker
    where = (f"¶{passage.name}", passage.question, passage.number)
    return (*where, speaker.name, speaker.role, passage.text, passage.words, passage.time, address, rights)


def notes(edition: Edition, publication: Publication) -> bytes:
    """A note in a row."""
    about = colophon(edition, publication)
    rights = about.all_rights
    rows = (
        (
            f"¶{note.span.name}",
            note.number,
            edition.interview.labels[note.kind],
            note.span.words,
            join_words(note.body),
            *_make_source_cells(note.sources),
            make_address(publication, urls.locate_note(question, note)),
            rights,
        )
        for question in edition.questions
        for note in question.notes
    )
    return _write_table(NOTES, rows)


def write_glossary(edition: Edition, publication: Publication) -> bytes:
    """A glossary entry in a row."""
    licence = colophon(edition, publication).licence
    rows = (
        (
            term.id,
            edition.interview.labels[term.kind],
            term.term,
            "\n".join(term.other_names),
            term.office,
            term.definition,
            *_make_source_cells(term.sources),
            make_address(publication, urls.locate_term(term)),
            licence,
        )
        for term in edition.terms.values()
    )
    return _write_table(GLOSSARY, rows)


def write_timeline(edition: Edition, publication: Publication) -> bytes:
    """An event in a row."""
    about, targets = colophon(edition, publication), urls.locate_events(edition.events)
    rights = about.all_rights
    rows = (
        (
            event.date,
            event.dated.label,
            f"¶{event.span.name}",
            event.span.words,
            *_make_source_cells(event.dated.sources),
            make_address(publication, targets[event]),
            rights,
        )
        for event in edition.events
    )
    return _write_table(TIMELINE, rows)


def _make_source_cells(sources: Sequence[Citation]) -> tuple[str, str]:
    """Two cells of as many lines: the sources, and where each is found."""
    return "\n".join(join_words(one.inside) for one in sources), "\n".join(one.address for one in sources)


def _write_table(columns: Row, rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_guard_cell(value) for value in row] for row in (columns, *rows))
    return out.getvalue().encode("utf-8-sig")


def _guard_cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


EXPORTS = (
    Export("passages.csv", "text/csv", "csv", passages, noted=False),
    Export("notes.csv", "text/csv", "csv", notes, said=False),
    Export("glossary.csv", "text/csv", "csv", write_glossary, said=False),
    Export("timeline.csv", "text/csv", "csv", write_timeline, said=False),
)
