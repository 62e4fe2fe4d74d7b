"""The whole interview on one page: to read offline, to print, to keep."""

from __future__ import annotations

from ..model import Edition, Page
from .markdown import address, attributes, day, inline, link, literal, page
from .question import CONTENTS, LISTED, path_of
from .turns import Setting, turns

PATH = "interview/index.md"


def interview_page(edition: Edition, source: str) -> Page:
    """All questions with their notes, in order; a long interview has too many for one page."""
    interview = edition.interview
    labels = interview.labels
    who = " · ".join(f"{inline(speaker.name)}, {inline(speaker.about)}" for speaker in interview.speakers)
    published = interview.provenance.published
    blocks = [
        f"# {inline(labels.interview)}",
        f"{literal(labels.interview_about)}\n{attributes('editors')}",
        f"{who} · {inline(day(interview.date, labels))}",
        literal(published),
    ]
    if len(edition.questions) > LISTED:
        blocks = [blocks[0], link(labels.contents, address(CONTENTS, PATH))]
        return page(PATH, labels.interview, labels.interview_about, source, "\n\n".join(blocks))
    for question in edition.questions:
        home = address(path_of(question), PATH)
        title = f'<span class="count" data-label="{inline(labels.question)}">{question.number}</span>'
        blocks.append(
            f'## {title}<span class="title editors">. {inline(question.editorial.title)}</span>'
            f" {attributes('question', f'q{question.number}')}"
        )
        blocks += turns(question, Setting(labels, prefix=f"q{question.number}-", home=home, level=3))
    return page(PATH, labels.interview, labels.interview_about, source, "\n\n".join(blocks))
