"""The contents: every question with its summary, topics and reading time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.model.edition import Edition, Question
from edition.resolve import urls as routes
from edition.resolve.pagination import Stretch, stretches
from edition.site.markdown import attribute, attributes, inline, link, literal, relative
from edition.site.page import Page, Part
from edition.site.question import reading_time


def contents_page(edition: Edition) -> Page:
    """The page that lists all questions."""
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.contents)}", literal(labels.contents_about)]
    if edition.is_long:
        blocks.append(_stretches(edition, routes.CONTENTS))
        for part in stretches(edition):
            whole = link(labels.stretch_whole, relative(part.page, routes.CONTENTS))
            blocks += (
                f"## {inline(stretch_title(edition, part))} {attributes(id=part.anchor)}",
                f"{whole}\n{attributes('facts')}",
            )
            blocks.append(_list(edition, part.questions, routes.CONTENTS))
    else:
        blocks.append(_list(edition, edition.questions, routes.CONTENTS))
    return Page(routes.CONTENTS, labels.contents, labels.contents_about, tuple(blocks))


def contents_part(edition: Edition) -> Part:
    """The same list for the home page, which stands at the top of docs/; the ways to its stretches if it is long."""
    here = routes.HOME
    return Part(
        "parts/questions.md",
        (_stretches(edition, here) if edition.is_long else _list(edition, edition.questions, here),),
    )


def stretch_title(edition: Edition, stretch: Stretch) -> str:
    """`Questions 51–100`."""
    return edition.interview.labels.stretch.format(**stretch.ends)


def _stretches(edition: Edition, here: routes.Target) -> str:
    """The ways from the page at `here` to each stretch of the contents."""
    ways = "\n".join(
        f"- {link(stretch_title(edition, part), relative(routes.CONTENTS.at(part.anchor), here))}"
        for part in stretches(edition)
    )
    label = attribute(edition.interview.labels.contents)
    return f'<nav class="stretches" aria-label="{label}" markdown="1">\n\n{ways}\n\n</nav>'


def navigation(edition: Edition) -> Part:
    """The section of the site's navigation: the contents page, then each question.

    Material writes the whole navigation into every page, so that it grows with the square
    of the questions; a long interview has only the contents page listed.
    """
    entries = [f"* {link(edition.interview.labels.contents, 'index.md')}"]
    for question in () if edition.is_long else edition.questions:
        entries.append(f"* {link(question.heading, relative(routes.question(question), routes.CONTENTS))}")
    return Part("questions/SUMMARY.md", ("\n".join(entries),))


def _list(edition: Edition, questions: Sequence[Question], here: routes.Target) -> str:
    """Questions as a list for the page at `here`; the style sheet sets the numbers."""
    entries = "\n\n".join(_entries(edition, questions, here))
    before = max(0, questions[0].number - 1)
    start = f' style="--before: {before}"' if before else ""
    return f'<div class="contents"{start} markdown="1">\n\n{entries}\n\n</div>'


def _entries(edition: Edition, questions: Sequence[Question], here: routes.Target) -> Iterator[str]:
    """Markdown list items for the page at `here`."""
    for question in questions:
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
