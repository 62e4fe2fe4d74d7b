"""Which parts an edition has: what isn't there has no page, no entry in the menu and no link."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.resolve.urls import Target

UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that put no spaces between words, so that nobody knows where one begins."""

WORDS = 250_000
"""Of an interview beyond which nobody looks through all of them, and the search alone finds them."""


def sections(edition: Edition) -> dict[str, Target]:
    """The parts that it has, by the name of their label, in the order of the menu."""
    return dict(_sections(edition))


def _sections(edition: Edition) -> Iterator[tuple[str, Target]]:
    yield "contents", routes.CONTENTS
    yield "interview", routes.WHOLE
    if edition.topics:
        yield "topics", routes.TOPICS
    if any(question.notes for question in edition.questions):
        yield "notes", routes.NOTES
    if edition.events:
        yield "timeline", routes.TIMELINE
    yield "search", routes.SEARCH
    if edition.terms:
        yield "glossary", routes.GLOSSARY
    if has_concordance(edition):
        yield "concordance", routes.CONCORDANCE
    yield "take", routes.TAKE


def has_concordance(edition: Edition) -> bool:
    """Whether every word can be listed in its line."""
    return edition.words <= WORDS and edition.interview.language.partition("-")[0] not in UNSPACED
