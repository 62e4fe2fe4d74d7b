"""source/timeline.yml: dated events, each with the words of the interview that mention it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.editorial import DatedEvent
from edition.problems import Problems
from edition.source.fields import Field, read_entries
from edition.source.files import Document
from edition.source.notes import read_quote
from edition.source.prose import read_sources

TABLE = (Field("date", "date"), Field("label"), Field("question", "number"), Field("quote"), Field("source"))


def read_timeline(document: Document | None, problems: Problems) -> tuple[DatedEvent, ...]:
    """The events in the order of time; the order of the file decides between equal dates."""
    return tuple(sorted(_read_events(document, problems), key=lambda event: event.date)) if document else ()


def _read_events(document: Document, problems: Problems) -> Iterator[DatedEvent]:
    for entry in read_entries(document, TABLE, "events", problems) or ():
        values = entry.read()
        sources = read_sources(values["source"], entry.place_of("source"), problems)
        if all(values.values()):
            quote = read_quote(values["quote"], entry.place_of("quote"), "event")
            yield DatedEvent(values["date"], values["label"], sources, values["question"], quote)
