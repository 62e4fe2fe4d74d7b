"""The whole interview on one page, or on a few if it is long: to read offline, to print, to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from edition.exports import Download
from edition.model.edition import Edition, Question
from edition.resolve import urls
from edition.resolve.pagination import Stretch, list_stretches
from edition.resolve.urls import Target
from edition.site.contents import stretch_title
from edition.site.markdown import relative
from edition.site.page import Head, Page
from edition.site.passages import Setting
from edition.site.question import words_to_read
from edition.site.render import render


def whole_pages(edition: Edition, downloads: Sequence[Download]) -> Iterator[Page]:
    """Show all questions with their notes, in order; of a long interview a page that leads to its parts, and these.

    `downloads` hold the same.
    """
    labels, parts = edition.interview.labels, list_stretches(edition)
    several = len(parts) > 1
    about = labels.interview_parts_about if several else labels.interview_about
    body = render(
        "whole",
        edition,
        urls.WHOLE,
        about=about,
        parts=[(part, stretch_title(edition, part), _length(edition, part)) for part in parts if several],
        questions=[] if several else _settings(edition, edition.questions, urls.WHOLE),
    )
    files = {one.address: one.export.media for one in downloads if one.export.said}
    head: Head = {"references": "interview", "alternate": files}
    yield Page(urls.WHOLE, labels.interview, about, body, head)
    for before, part, after in zip((None, *parts), parts, (*parts[1:], None), strict=False) if several else ():
        yield _part_page(edition, part, before, after)


def _part_page(edition: Edition, part: Stretch, before: Stretch | None, after: Stretch | None) -> Page:
    """Make a page of the whole, between those `before` and `after` it."""
    labels, title = edition.interview.labels, stretch_title(edition, part)
    directions = ((before, labels.previous, "prev"), (after, labels.next, "next"))
    body = render(
        "whole_part",
        edition,
        part.page,
        title=title,
        length=_length(edition, part),
        questions=_settings(edition, part.questions, part.page),
        neighbours=[(p.page, f"{label}: {stretch_title(edition, p)}", rel) for p, label, rel in directions if p],
    )
    return Page(part.page, f"{labels.interview}{labels.colon}{title}", labels.interview_about, body)


def _length(edition: Edition, part: Stretch) -> Markup:
    return words_to_read(edition, sum(question.exchange.words for question in part.questions))


def _settings(edition: Edition, questions: Sequence[Question], here: Target) -> list[tuple[Question, Setting]]:
    """Each question with how it is set on the page `here`."""
    homes = ((question, relative(urls.locate_question(question), here)) for question in questions)
    return [(question, Setting(edition, prefix=f"q{question.number}-", home=home, level=3)) for question, home in homes]
