"""The contents: every question with its summary, topics and reading time."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.edition import Edition
from ...views import routes
from .markdown import attributes, inline, link, literal, relative
from .page import Page, Part
from .question import facts


def contents_page(edition: Edition) -> Page:
    """The page that lists all questions."""
    labels = edition.interview.labels
    blocks = (f"# {inline(labels.contents)}", literal(labels.contents_about), *_entries(edition, routes.CONTENTS))
    return Page(routes.CONTENTS, labels.contents, labels.contents_about, blocks)


def contents_part(edition: Edition) -> Part:
    """The same list for the home page, which stands at the top of docs/; a link to it if it is long."""
    way = link(edition.interview.labels.contents, relative(routes.CONTENTS, routes.HOME))
    return Part("parts/questions.md", (way,) if edition.is_long else tuple(_entries(edition, routes.HOME)))


def navigation(edition: Edition) -> Part:
    """The section of the site's navigation: the contents page, then each question.

    Material writes the whole navigation into every page, so that it grows with the square
    of the questions; a long interview has only the contents page listed.
    """
    entries = [f"* {link(edition.interview.labels.contents, 'index.md')}"]
    for question in () if edition.is_long else edition.questions:
        entries.append(f"* {link(question.heading, relative(routes.question(question), routes.CONTENTS))}")
    return Part("questions/SUMMARY.md", ("\n".join(entries),))


def _entries(edition: Edition, here: routes.Target) -> Iterator[str]:
    """Markdown list items for the page at `here`."""
    for question in edition.questions:
        yield (
            f"- **{link(question.heading, relative(routes.question(question), here))}**\n\n"
            f"    {literal(question.editorial.summary)}\n    {attributes('editors')}\n\n"
            f"    {facts(edition, question, here)}\n    {attributes('editors facts')}"
        )
