"""The contents: every question with its summary, topics and reading time."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Page
from .markdown import MADE_BY, address, attributes, inline, link, literal, page, part
from .question import CONTENTS as PATH
from .question import LISTED, facts, path_of


def contents_page(edition: Edition, source: str) -> Page:
    """The page that lists all questions; `source` is the folder of the editorial files."""
    labels = edition.interview.labels
    body = "\n\n".join((f"# {inline(labels.contents)}", literal(labels.contents_about), *_entries(edition, PATH)))
    return page(PATH, labels.contents, labels.contents_about, source, body)


def contents_part(edition: Edition, source: str) -> Page:
    """The same list for the home page, which stands at the top of docs/; a link to it if it is long."""
    if len(edition.questions) > LISTED:
        body = link(edition.interview.labels.contents, address(PATH, "index.md"))
    else:
        body = "\n\n".join(_entries(edition, "index.md"))
    return part("parts/questions.md", source, body)


def navigation(edition: Edition, source: str) -> Page:
    """The section of the site's navigation: the contents page, then each question.

    Material writes the whole navigation into every page, so that it grows with the square
    of the questions; a long interview has only the contents page listed.
    """
    entries = [f"* {link(edition.interview.labels.contents, 'index.md')}"]
    if len(edition.questions) <= LISTED:
        entries += (f"* {link(question.heading, address(path_of(question), PATH))}" for question in edition.questions)
    return Page("questions/SUMMARY.md", f"<!-- {MADE_BY} from {source} -->\n\n" + "\n".join(entries) + "\n")


def _entries(edition: Edition, path: str) -> Iterator[str]:
    """Markdown list items: `path` is the page that they stand on."""
    for question in edition.questions:
        yield (
            f"- **{link(question.heading, address(path_of(question), path))}**\n\n"
            f"    {literal(question.editorial.summary)}\n    {attributes('editors')}\n\n"
            f"    {facts(edition, question, path)}\n    {attributes('editors facts')}"
        )
