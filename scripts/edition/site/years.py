"""The events of the timeline: by year, busy years by month, what lies after the interview set apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from edition.model.edition import Edition, Event

BARS = 20
"""Bars that an overview can have and still be one; years are put together until there are no more."""
SPANS = (1, 5, 10, 25, 50, 100, 1000)
"""Years to a bar."""
DENSE = 6
"""Events by which a year is opened into months."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of an edition in the order of time."""

    years: dict[str, list[Event]]
    after: list[Event]
    """What happened after the day of the interview."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events some years have."""

    name: str
    """`2016`, or `2010–2014`."""
    first: str
    """The first year with an event."""
    count: int
    gap: bool
    """Whether years are missing between this bar and the one before."""


def timeline(edition: Edition) -> Timeline:
    """The edition's events by year."""
    said = edition.interview.date.isoformat()
    years: dict[str, list[Event]] = defaultdict(list)
    after: list[Event] = []
    for event in edition.events:
        (after if event.date > said[: len(event.date)] else years[event.date[:4]]).append(event)
    return Timeline(dict(years), after)


def bars(years: dict[str, list[Event]]) -> list[Bar]:
    """An overview of the years."""
    span = next(span for span in SPANS if len({int(year) // span for year in years}) <= BARS)
    counts: dict[int, int] = defaultdict(int)
    firsts: dict[int, str] = {}
    for year, events in years.items():
        counts[int(year) // span] += len(events)
        firsts.setdefault(int(year) // span, year)
    names = {bar: firsts[bar] if span == 1 else f"{bar * span}–{bar * span + span - 1}" for bar in counts}
    gaps = {bar for bar in counts if bar - 1 not in counts and bar != min(counts)}
    return [Bar(names[bar], firsts[bar], count, bar in gaps) for bar, count in counts.items()]


def by_month(events: list[Event]) -> dict[str, list[Event]]:
    """The events of a year by month, those with only a year first, as `""`; all of them so if they are few."""
    if len(events) < DENSE:
        return {"": events}
    months: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        months[event.date[:7] if "-" in event.date else ""].append(event)
    return months
