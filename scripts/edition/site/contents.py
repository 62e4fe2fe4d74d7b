"""The contents: every question with its summary, topics and reading time."""

from __future__ import annotations

from markupsafe import Markup

from edition.model.edition import Edition, Question
from edition.resolve import urls
from edition.resolve.pagination import Stretch, list_stretches
from edition.resolve.urls import Target
from edition.site.page import Page, Part
from edition.site.question import reading_time
from edition.site.render import render


def contents_page(edition: Edition) -> Page:
    """Build the page that lists all questions."""
    labels = edition.interview.labels
    body = _render("contents", edition, urls.CONTENTS)
    return Page(urls.CONTENTS, labels.contents, labels.contents_about, body)


def contents_part(edition: Edition) -> Part:
    """Build the same list for the home page; of a long interview, links to the parts of the contents."""
    return Part("parts/questions.md", _render("contents_part", edition, urls.HOME))


def stretch_title(edition: Edition, stretch: Stretch) -> str:
    """Return `Questions 51–100`."""
    return edition.interview.labels.stretch.format(**stretch.ends)


def navigation(edition: Edition) -> Part:
    """Build the section of the site's navigation: the contents page, then each question.

    Material writes the whole navigation into every page, so that it grows with the square
    of the questions; a long interview has only the contents page listed.
    """
    entries = [(edition.interview.labels.contents, urls.CONTENTS)]
    if not edition.is_long:
        entries += [(question.heading, urls.locate_question(question)) for question in edition.questions]
    return Part("questions/SUMMARY.md", render("navigation", edition, urls.CONTENTS, entries=entries))


def _render(template: str, edition: Edition, here: Target) -> Markup:
    def read(edition: Edition, question: Question) -> Markup:
        return Markup(reading_time(edition, question))

    return render(template, edition, here, stretches=list_stretches(edition), reading_time=read)
