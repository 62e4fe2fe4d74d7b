"""The contents: every question with its summary, topics and reading time."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.edition import Edition, Question
from ...views import routes
from .markdown import attributes, inline, link, literal, relative
from .page import Page, Part
from .question import reading_time


def contents_page(edition: Edition) -> Page:
    """The page that lists all questions."""
    labels = edition.interview.labels
    blocks = (f"# {inline(labels.contents)}", literal(labels.contents_about), _list(edition, routes.CONTENTS))
    return Page(routes.CONTENTS, labels.contents, labels.contents_about, blocks)


def contents_part(edition: Edition) -> Part:
    """The same list for the home page, which stands at the top of docs/; a link to it if it is long."""
    way = link(edition.interview.labels.contents, relative(routes.CONTENTS, routes.HOME))
    return Part("parts/questions.md", (way if edition.is_long else _list(edition, routes.HOME),))


def navigation(edition: Edition) -> Part:
    """The section of the site's navigation: the contents page, then each question.

    Material writes the whole navigation into every page, so that it grows with the square
    of the questions; a long interview has only the contents page listed.
    """
    entries = [f"* {link(edition.interview.labels.contents, 'index.md')}"]
    for question in () if edition.is_long else edition.questions:
        entries.append(f"* {link(question.heading, relative(routes.question(question), routes.CONTENTS))}")
    return Part("questions/SUMMARY.md", ("\n".join(entries),))


def _list(edition: Edition, here: routes.Target) -> str:
    """All questions as a list for the page at `here`; the style sheet sets the numbers."""
    entries = "\n\n".join(_entries(edition, here))
    return f'<div class="contents" markdown="1">\n\n{entries}\n\n</div>'


def _entries(edition: Edition, here: routes.Target) -> Iterator[str]:
    """Markdown list items for the page at `here`."""
    for question in edition.questions:
        yield (
            f"{_mark(question)} **{link(question.editorial.title, relative(routes.question(question), here))}**\n\n"
            + (
                f"    {literal(summary)}\n    {attributes('editors')}\n\n"
                if (summary := question.editorial.summary)
                else ""
            )
            + f"    {reading_time(edition, question)}\n    {attributes('editors facts')}"
            + ("" if question.number else "\n\n<!-- the questions: a list of their own -->")
        )


def _mark(question: Question) -> str:
    """What opens an entry: its number; an opening statement has none."""
    return f"{question.number}." if question.number else "-"
