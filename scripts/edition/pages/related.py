"""Which questions belong together, and why: shared topics, the rarer the better."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from ..model import Edition, Question

MOST = 3
"""Related questions on a page; more is a list that nobody reads."""
REASONS = 3
"""Shared topics named as the reason."""
NEIGHBOURS = 12
"""How far to either side a topic is followed. It keeps the work for each question the same
in an interview of thousands, and every question of a short one is within reach."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A related question with the reason."""

    question: Question
    topics: tuple[str, ...]
    """Ids of the shared topics, the rarest first, at most REASONS."""


class Relations:
    """Looks up related questions; made once for an edition."""

    def __init__(self, edition: Edition) -> None:
        self._questions = {question.number: question for question in edition.questions}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for question in edition.questions:
            for use in question.editorial.topics:
                self._numbers[use.id].append(question.number)

    def of(self, question: Question) -> tuple[Relation, ...]:
        """The nearest relations of `question`, best first: at most MOST.

        A shared topic weighs 1 / (number of questions that have it): a topic that
        is everywhere says little.
        """
        weights: dict[int, float] = defaultdict(float)
        shared: dict[int, list[str]] = defaultdict(list)
        uses = sorted(question.editorial.topics, key=lambda use: (len(self._numbers[use.id]), use.id))
        for use in uses:
            numbers = self._numbers[use.id]
            here = bisect_left(numbers, question.number)
            for number in numbers[max(0, here - NEIGHBOURS) : here + NEIGHBOURS + 1]:
                if number != question.number:
                    weights[number] += 1 / len(numbers)
                    shared[number].append(use.id)
        best = sorted(weights, key=lambda number: (-weights[number], abs(number - question.number), number))[:MOST]
        return tuple(Relation(self._questions[number], tuple(shared[number][:REASONS])) for number in best)
