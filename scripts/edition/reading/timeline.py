"""source/timeline.yml: dated events, each with the words of the interview that mention it."""

from __future__ import annotations

import datetime
import re

import yaml

from ..model import EventText
from ..problems import Problem, quoted
from .fields import Fields, parse
from .folder import Document
from .notes import check_source, named_passage

KEYS = ("date", "label", "question", "quote", "source")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_timeline(document: Document | None, problems: list[Problem]) -> tuple[EventText, ...]:
    """The events in the order of time; the order of the file decides between equal dates."""
    node = parse(document.text, document.path, problems) if document else None
    if document is None or node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        problems.append(
            Problem(
                Fields(node, document.path, [], ()).start, "expected a list of events, each beginning with “- date: …”"
            )
        )
        return ()
    events = []
    for item in node.value:
        fields = Fields(item, document.path, problems, KEYS)
        passage, quote = named_passage(fields.text("quote"))
        asked = fields.require("question")
        question = fields.number(asked, "“question”") if asked is not None else None
        source = fields.text("source")
        if source:
            check_source(source, fields.place_of("source"), problems)
        event = EventText(
            _date(fields), fields.text("label"), source, question or 0, quote, passage, fields.place_of("quote")
        )
        if event.date and event.label and event.quote and event.question:
            events.append(event)
    return tuple(sorted(events, key=lambda event: event.date))


def _date(fields: Fields) -> str:
    node = fields.require("date")
    if node is None:
        return ""
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    match = _DATE.fullmatch(text)
    try:
        if match:
            year, month, day = (int(part or 1) for part in match.groups())
            datetime.date(year, month, day)
            return text
    except ValueError:
        pass
    fields.report(
        node,
        f"{quoted(text or 'a list')} can't be a date; it is a year, a month or a day that exists: 2016, 2016-12 or 2016-12-29",
    )
    return ""
