"""Stretches of a long interview, each as many questions as a page can show and a reader can look over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from edition.model.edition import Edition, Question
from edition.resolve import urls
from edition.resolve.urls import Target

QUESTIONS = 50
"""Of a stretch."""
WORDS = 20_000
"""Of a stretch, after which it ends with the question; an interview of twice as many is one still."""


class Stretch(NamedTuple):
    """Questions that follow one another."""

    questions: tuple[Question, ...]

    @property
    def ends(self) -> dict[str, int]:
        """The numbers of the first and the last; an opening statement belongs to the questions after it."""
        first, last = self.questions[0].number, self.questions[-1].number
        return {"first": first or min(1, last), "last": last}

    @property
    def name(self) -> str:
        """`1-50`."""
        return "-".join(map(str, self.ends.values()))

    @property
    def anchor(self) -> str:
        """Its place in the contents."""
        return f"s-{self.name}"

    @property
    def page(self) -> Target:
        """Its page of the whole interview."""
        return Target(f"{urls.WHOLE.page}{self.name}")


def list_stretches(edition: Edition) -> tuple[Stretch, ...]:
    """All questions, in one stretch unless they are very many or very long."""
    if not edition.is_long and edition.words <= 2 * WORDS:
        return (Stretch(edition.questions),)
    return tuple(_divide_into_stretches(edition))


def _divide_into_stretches(edition: Edition) -> Iterator[Stretch]:
    some: list[Question] = []
    words = 0
    for question in edition.questions:
        some.append(question)
        words += question.exchange.words
        if words >= WORDS or (question.number % QUESTIONS == 0 and question.number):
            yield Stretch(tuple(some))
            some, words = [], 0
    if some:
        yield Stretch(tuple(some))
