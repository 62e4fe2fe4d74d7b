"""The timeline: how many events each year has, then all of them in the order of time, each at its words."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..labels import Labels
from ..model import Edition, Event, Page
from .markdown import address, attributes, inline, literal, page
from .question import path_of

PATH = "timeline/index.md"
BARS = 20
"""Bars that the overview can have and still be one; years are put together until there are no more."""
SPANS = (1, 5, 10, 25, 50, 100, 1000)
"""Years to a bar."""
DENSE = 6
"""Events by which a year is opened into months."""


def timeline_page(edition: Edition, source: str) -> Page:
    """The timeline by year, busy years by month, what lies after the interview set apart."""
    labels = edition.interview.labels
    anchors = anchors_of(edition)
    said = edition.interview.date.isoformat()
    years: dict[str, list[Event]] = defaultdict(list)
    after: list[Event] = []
    for event in edition.events:
        if event.text.date > said[: len(event.text.date)]:
            after.append(event)
        else:
            years[event.text.date[:4]].append(event)
    blocks = [f"# {inline(labels.timeline)}", literal(labels.timeline_about)]
    if edition.events:
        blocks.append("\n".join(_overview({year: len(events) for year, events in years.items()}, len(after), labels)))
    for year, events in years.items():
        blocks.append(f"## {year} {attributes(id=f'y{year}')}")
        for month, some in _by_month(events).items():
            if month:
                blocks.append(f"### {inline(written(month, labels))} {attributes(id=f'y{month}')}")
            blocks.append("\n\n".join(_entry(edition, event, anchors[event]) for event in some))
    if after:
        blocks.append(f"## {inline(labels.after)} {attributes('editors', 'after')}")
        blocks.append("\n\n".join(_entry(edition, event, anchors[event]) for event in after))
    return page(PATH, labels.timeline, labels.timeline_about, source, "\n\n".join(blocks))


def _overview(years: dict[str, int], after: int, labels: Labels) -> Iterator[str]:
    """A list of years with their number of events, which the style sheet draws as bars.

    `after` is the number of events after the interview. Where years are missing between two
    bars, the second has the class `gap`.
    """
    span = next(span for span in SPANS if len({int(year) // span for year in years}) <= BARS)
    bars: dict[int, int] = defaultdict(int)
    firsts: dict[int, str] = {}
    for year, count in years.items():
        bars[int(year) // span] += count
        firsts.setdefault(int(year) // span, year)
    most = max(*bars.values(), after, 1)
    yield f'<nav class="years" aria-labelledby="years">\n<p id="years">{html.escape(labels.timeline_years)}</p>\n<ol>'
    for bar, count in bars.items():
        name = firsts[bar] if span == 1 else f"{bar * span}–{bar * span + span - 1}"
        yield _bar(name, f"y{firsts[bar]}", count, most, labels, "" if bar - 1 in bars or bar == min(bars) else "gap")
    if after:
        yield _bar(labels.after, "after", after, most, labels, "gap after")
    yield "</ol>\n</nav>"


def _bar(name: str, anchor: str, count: int, most: int, labels: Labels, kind: str) -> str:
    """A year's line in the overview; “Events:” before the number is only said."""
    around = html.escape(labels.event_count).split("{count}")
    said = str(count).join(f'<span class="unseen">{text}</span>' if text else "" for text in around)
    item = f'<li class="{kind}">' if kind else "<li>"
    return (
        f'{item}<a href="#{anchor}"><span>{html.escape(name)}</span> '
        f'<span class="bar" style="--share: {round(100 * count / most)}%"></span> <span>{said}</span></a></li>'
    )


def _by_month(events: list[Event]) -> dict[str, list[Event]]:
    """The events of a year by month, those with only a year first, as `""`; all of them so if they are few."""
    if len(events) < DENSE:
        return {"": events}
    months: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        months[event.text.date[:7] if "-" in event.text.date else ""].append(event)
    return months


def anchors_of(edition: Edition) -> dict[Event, str]:
    """Each event's anchor on the page, made from its date."""
    same: Counter[str] = Counter()
    anchors = {}
    for event in edition.events:
        same[event.text.date] += 1
        count = same[event.text.date]
        anchors[event] = f"e-{event.text.date}" + (f"-{count}" if count > 1 else "")
    return anchors


def _entry(edition: Edition, event: Event, anchor: str) -> str:
    labels = edition.interview.labels
    question = edition.questions[event.text.question - 1]
    passage = next(p for p in question.exchange.passages if p.number == event.passage)
    name = f"{question.number}.{passage.number}"
    words = passage.text[event.start : event.end]
    where = address(path_of(question), PATH, f"p{passage.number}")
    mentioned = inline(labels.mentioned.format(passage="\0")).replace("\0", f"[{name}]({where})")
    return (
        f"- **{inline(written(event.text.date, labels))}**{attributes(id=anchor)} {inline(event.text.label)}\n    {attributes('editors')}\n\n"
        f'    {mentioned} <span class="said">“{inline(words)}”</span>\n\n'
        f"    {inline(labels.sources)}: {event.text.source}\n    {attributes('facts')}"
    )


def written(date: str, labels: Labels) -> str:
    """`2016`, `December 2016` or `29 December 2016`, in the words of the edition."""
    year, month, day = ([*map(int, date.split("-")), 0, 0])[:3]
    name = labels.months.split(",")[month - 1].strip() if month else ""
    if day:
        return labels.date.format(day=day, month=name, year=year)
    return f"{name} {year}".strip()
