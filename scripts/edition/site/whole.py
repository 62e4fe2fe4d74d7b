"""The whole interview on one page, or on a few if it is long: to read offline, to print, to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.exports import Download
from edition.model.edition import Edition, Question
from edition.resolve import urls as routes
from edition.resolve.pagination import Stretch, stretches
from edition.resolve.urls import Target
from edition.site.contents import stretch_title
from edition.site.markdown import attributes, inline, link, literal, relative
from edition.site.page import Head, Page
from edition.site.passages import Setting, turns
from edition.site.question import numbered_title, words_to_read


def whole_pages(edition: Edition, downloads: Sequence[Download]) -> Iterator[Page]:
    """All questions with their notes, in order; of a long interview a page that leads to its parts, and these.

    `downloads` hold the same.
    """
    interview, labels = edition.interview, edition.interview.labels
    parts = stretches(edition)
    who = " · ".join(
        ", ".join(filter(None, (inline(speaker.name), inline(speaker.about)))) for speaker in interview.speakers
    )
    about = labels.interview_about if len(parts) == 1 else labels.interview_parts_about
    blocks = (
        f"# {inline(labels.interview)}",
        f"{literal(about)} {link(labels.take, relative(routes.TAKE, routes.WHOLE))}\n{attributes('editors')}",
        f"{who} · {inline(labels.day(interview.date))}\n{attributes('editors')}",
        literal(interview.provenance.published),
    )
    files = {one.address: one.export.media for one in downloads if one.export.said}
    head: Head = {"references": "interview", "alternate": files}
    if len(parts) == 1:
        whole = (block for question in edition.questions for block in _question(edition, question, routes.WHOLE))
        yield Page(routes.WHOLE, labels.interview, about, (*blocks, *whole), head)
        return
    ways = "\n".join(f"- {_way(edition, part, routes.WHOLE)} · {_length(edition, part)}" for part in parts)
    yield Page(routes.WHOLE, labels.interview, about, (*blocks, ways), head)
    for index, part in enumerate(parts):
        yield _part(edition, part, parts[index - 1] if index else None, next(iter(parts[index + 1 : index + 2]), None))


def _part(edition: Edition, part: Stretch, before: Stretch | None, after: Stretch | None) -> Page:
    """A page of the whole, between those `before` and `after` it."""
    labels, title = edition.interview.labels, stretch_title(edition, part)
    ways = [
        f"[{inline(f'{label}: {stretch_title(edition, other)}')}]({relative(other.page, part.page)}){attributes(rel, rel=rel)}"
        for other, label, rel in ((before, labels.previous, "prev"), (after, labels.next, "next"))
        if other
    ]
    blocks = (
        f"# {inline(title)}",
        f"{link(labels.interview, relative(routes.WHOLE, part.page))} · {_length(edition, part)}\n{attributes('facts')}",
        *(block for question in part.questions for block in _question(edition, question, part.page)),
        f"{' '.join(ways)}\n{attributes('pager')}",
    )
    return Page(part.page, f"{labels.interview}{labels.colon}{title}", labels.interview_about, blocks)


def _way(edition: Edition, part: Stretch, here: Target) -> str:
    return link(stretch_title(edition, part), relative(part.page, here))


def _length(edition: Edition, part: Stretch) -> str:
    return words_to_read(edition, sum(question.exchange.words for question in part.questions))


def _question(edition: Edition, question: Question, here: Target) -> Iterator[str]:
    labels = edition.interview.labels
    home = relative(routes.question(question), here)
    yield f"## {numbered_title(question, labels)} {attributes('question', f'q{question.number}')}"
    yield from turns(question, Setting(edition, here, prefix=f"q{question.number}-", home=home, level=3))
