"""The timeline: how many events each year has, then all of them in the order of time, each at its words."""

from __future__ import annotations

import html
from collections.abc import Iterator

from edition.locale.labels import Labels
from edition.model.edition import Edition, Event
from edition.resolve import urls as routes
from edition.site.markdown import attributes, inline, literal, relative, said, words
from edition.site.page import Page
from edition.site.prose import sources
from edition.site.years import Timeline, bars, by_month, timeline


def timeline_page(edition: Edition) -> Page:
    """The timeline by year, busy years by month, what lies after the interview set apart."""
    labels, events = edition.interview.labels, timeline(edition)
    blocks = [f"# {inline(labels.timeline)}", literal(labels.timeline_about)]
    if edition.events:
        blocks.append("\n".join(_overview(events, labels)))
    targets = routes.events(edition.events)

    def entries(some: list[Event]) -> str:
        return "\n\n".join(_entry(edition, event, targets[event].anchor) for event in some)

    for year, here in events.years.items():
        blocks.append(f"## {year} {attributes(id=f'y{year}')}")
        for month, some in by_month(here).items():
            if month:
                blocks.append(f"### {inline(labels.partial(month))} {attributes(id=f'y{month}')}")
            blocks.append(entries(some))
    if events.after:
        blocks.append(f"## {inline(labels.after)} {attributes('editors', 'after')}")
        blocks.append(entries(events.after))
    return Page(routes.TIMELINE, labels.timeline, labels.timeline_about, tuple(blocks))


def _overview(events: Timeline, labels: Labels) -> Iterator[str]:
    """A list of years with their number of events, which the style sheet draws as bars.

    Where years are missing between two bars, the second has the class `gap`.
    """
    shown, after = bars(events.years), len(events.after)
    most = max(*(bar.count for bar in shown), after, 1)
    yield f'<nav class="years" aria-labelledby="years">\n<p id="years">{html.escape(labels.timeline_years)}</p>\n<ol>'
    for bar in shown:
        yield _bar(bar.name, f"y{bar.first}", bar.count, most, labels, "gap" if bar.gap else "")
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


def _entry(edition: Edition, event: Event, anchor: str) -> str:
    labels, span = edition.interview.labels, event.span
    where = relative(routes.passage(edition.question_of(span), span.passage), routes.TIMELINE)
    mentioned = inline(labels.mentioned.format(passage="\0")).replace("\0", f"[{span.name}]({where})")
    return (
        f"- **{inline(labels.partial(event.date))}**{attributes(id=anchor)} {inline(event.dated.label)}\n    {attributes('editors')}\n\n"
        f"    {mentioned} {said(words(span), edition.interview)}\n\n"
        f"    {inline(labels.sources)}{labels.colon}{sources(event.dated.sources)}\n    {attributes('facts')}"
    )
