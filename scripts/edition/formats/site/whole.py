"""The whole interview on one page: to read offline, to print, to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.edition import Edition, Question
from ...views import routes
from .. import Download
from .markdown import attributes, inline, link, literal, relative
from .page import Head, Page
from .passages import Setting, turns
from .question import numbered_title


def whole_page(edition: Edition, downloads: Sequence[Download]) -> Page:
    """All questions with their notes, in order; a long interview has too many for one page. `downloads` hold the same."""
    interview, labels = edition.interview, edition.interview.labels
    title = f"# {inline(labels.interview)}"
    who = " · ".join(
        ", ".join(filter(None, (inline(speaker.name), inline(speaker.about)))) for speaker in interview.speakers
    )
    if edition.is_long:
        blocks: tuple[str, ...] = (title, link(labels.contents, relative(routes.CONTENTS, routes.WHOLE)))
    else:
        blocks = (
            title,
            f"{literal(labels.interview_about)} {link(labels.take, relative(routes.TAKE, routes.WHOLE))}\n{attributes('editors')}",
            f"{who} · {inline(labels.day(interview.date))}",
            literal(interview.provenance.published),
            *(block for question in edition.questions for block in _question(edition, question)),
        )
    files = {one.address: one.export.media for one in downloads if one.export.said}
    head: Head = {"references": "interview", "alternate": files}
    return Page(routes.WHOLE, labels.interview, labels.interview_about, blocks, head)


def _question(edition: Edition, question: Question) -> Iterator[str]:
    labels = edition.interview.labels
    home = relative(routes.question(question), routes.WHOLE)
    yield f"## {numbered_title(question, labels)} {attributes('question', f'q{question.number}')}"
    yield from turns(question, Setting(edition, routes.WHOLE, prefix=f"q{question.number}-", home=home, level=3))
