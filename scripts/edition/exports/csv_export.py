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

from edition.exports import Export, address_of
from edition.model.edition import Edition
from edition.model.prose import Citation, words_of
from edition.model.text import Passage
from edition.resolve import urls as routes
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
    return _table(
        PASSAGES,
        (
            _passage(passage, address_of(publication, routes.passage(question, passage)), rights)
            for question in edition.questions
            for passage in question.passages
        ),
    )


def _passage(passage: Passage, address: str, rights: str) -> Row:
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
            words_of(note.body),
            *_sources(note.sources),
            address_of(publication, routes.note(question, note)),
            rights,
        )
        for question in edition.questions
        for note in question.notes
    )
    return _table(NOTES, rows)


def glossary(edition: Edition, publication: Publication) -> bytes:
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
            *_sources(term.sources),
            address_of(publication, routes.term(term)),
            licence,
        )
        for term in edition.terms.values()
    )
    return _table(GLOSSARY, rows)


def timeline(edition: Edition, publication: Publication) -> bytes:
    """An event in a row."""
    about, targets = colophon(edition, publication), routes.events(edition.events)
    rights = about.all_rights
    rows = (
        (
            event.date,
            event.dated.label,
            f"¶{event.span.name}",
            event.span.words,
            *_sources(event.dated.sources),
            address_of(publication, targets[event]),
            rights,
        )
        for event in edition.events
    )
    return _table(TIMELINE, rows)


def _sources(sources: Sequence[Citation]) -> tuple[str, str]:
    """Two cells of as many lines: the sources, and where each is found."""
    return "\n".join(words_of(one.inside) for one in sources), "\n".join(one.address for one in sources)


def _table(columns: Row, rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_cell(value) for value in row] for row in (columns, *rows))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


EXPORTS = (
    Export("passages.csv", "text/csv", "csv", passages, noted=False),
    Export("notes.csv", "text/csv", "csv", notes, said=False),
    Export("glossary.csv", "text/csv", "csv", glossary, said=False),
    Export("timeline.csv", "text/csv", "csv", timeline, said=False),
)
