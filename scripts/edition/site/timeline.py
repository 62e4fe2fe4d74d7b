"""The timeline: how many events each year has, then all of them in the order of time, each with its words."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.resolve import urls
from edition.site.page import Page
from edition.site.render import render
from edition.site.years import bars, by_month, timeline


def timeline_page(edition: Edition) -> Page:
    """Build the timeline by year, busy years by month, what happened after the interview set apart."""
    labels, events = edition.interview.labels, timeline(edition)
    shown = bars(events.years)
    body = render(
        "timeline",
        edition,
        urls.TIMELINE,
        events=events,
        bars=shown,
        most=max(*(bar.count for bar in shown), len(events.after), 1),
        years={year: by_month(some) for year, some in events.years.items()},
        targets=urls.locate_events(edition.events),
    )
    return Page(urls.TIMELINE, labels.timeline, labels.timeline_about, body)
