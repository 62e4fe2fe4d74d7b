"""The timeline: what the interview mentions, in the order of time, each event at its words."""

from __future__ import annotations

from collections import defaultdict

from ..labels import Labels
from ..model import Edition, Event, Page
from .markdown import address, attributes, inline, literal, page
from .question import path_of

PATH = "timeline/index.md"


def timeline_page(edition: Edition, source: str) -> Page:
    """The timeline by year, what lies after the interview set apart."""
    labels = edition.interview.labels
    said = edition.interview.date.isoformat()
    blocks = [f"# {inline(labels.timeline)}", literal(labels.timeline_about)]
    years: dict[str, list[Event]] = defaultdict(list)
    after: list[Event] = []
    for event in edition.events:
        if event.text.date > said[: len(event.text.date)]:
            after.append(event)
        else:
            years[event.text.date[:4]].append(event)
    for year, events in years.items():
        blocks.append(f"## {year} {attributes(id=f'y{year}')}")
        blocks.append("\n\n".join(_entry(edition, event, labels) for event in events))
    if after:
        blocks.append(f"## {inline(labels.after)} {attributes('editors', 'after')}")
        blocks.append("\n\n".join(_entry(edition, event, labels) for event in after))
    return page(PATH, labels.timeline, labels.timeline_about, source, "\n\n".join(blocks))


def _entry(edition: Edition, event: Event, labels: Labels) -> str:
    question = edition.questions[event.text.question - 1]
    passage = next(p for p in question.exchange.passages if p.number == event.passage)
    name = f"{question.number}.{passage.number}"
    words = passage.text[event.start : event.end]
    where = address(path_of(question), PATH, f"p{passage.number}")
    mentioned = inline(labels.mentioned.format(passage="\0")).replace("\0", f"[{name}]({where})")
    return (
        f"- **{inline(written(event.text.date, labels))}** {inline(event.text.label)}\n    {attributes('editors')}\n\n"
        f"    {mentioned} “{inline(words)}”\n\n"
        f"    {inline(labels.sources)}: {event.text.source}\n    {attributes('facts')}"
    )


def written(date: str, labels: Labels) -> str:
    """`2016`, `December 2016` or `29 December 2016`, in the words of the edition."""
    year, month, day = ([*map(int, date.split("-")), 0, 0])[:3]
    name = labels.months.split(",")[month - 1].strip() if month else ""
    if day:
        return labels.date.format(day=day, month=name, year=year)
    return f"{name} {year}".strip()
