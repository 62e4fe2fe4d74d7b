"""Which questions belong together, and why: shared topics and shared names, the rarer the better."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from edition.model.edition import Edition, Question
from edition.model.editorial import Term

MOST = 3
"""Related questions on a page; more is a list that nobody reads."""
REASONS = 3
"""Shared topics, and shared names, that are given as the reason."""
NEIGHBOURS = 12
"""How far to either side a topic is followed. It keeps the work for each question the same
in an interview of thousands, and every question of a short one is within reach."""
RARE = 12
"""Questions beyond which a name is too common to relate any two of them; in a short interview
a third of its questions. Names as rare as that are followed however far apart their questions are."""
NAME = 0.25
"""What a name weighs beside a topic. Editors choose topics; a name may be mentioned in passing."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A related question with the reason."""

    question: Question
    topics: tuple[str, ...]
    """Ids of the shared topics, the rarest first, at most REASONS."""
    names: tuple[Term, ...]
    """Glossary terms mentioned in both, the rarest first, at most REASONS."""


class Relations:
    """Looks up related questions; made once for an edition."""

    def __init__(self, edition: Edition) -> None:
        self._questions = {question.number: question for question in edition.questions}
        self._titles = {id: topic.title.casefold() for id, topic in edition.topics.items()}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        named: dict[str, list[int]] = defaultdict(list)
        for question in edition.questions:
            for use in question.editorial.topics:
                self._numbers[use.id].append(question.number)
            for id in question.terms:
                named[id].append(question.number)
        rare = min(RARE, edition.asked // 3)
        self._named = {id: numbers for id, numbers in named.items() if 1 < len(numbers) <= rare}

    def of(self, question: Question) -> tuple[Relation, ...]:
        """The nearest relations of `question`, best first: at most MOST.

        What two questions share weighs 1 / (number of questions that have it): a topic
        that is everywhere says little, and a name NAME times as much as a topic.
        """
        weights: dict[int, float] = defaultdict(float)
        topics: dict[int, list[str]] = defaultdict(list)
        names: dict[int, list[Term]] = defaultdict(list)
        uses = sorted(question.editorial.topics, key=lambda use: (len(self._numbers[use.id]), use.id))
        for use in uses:
            numbers = self._numbers[use.id]
            here = bisect_left(numbers, question.number)
            for number in numbers[max(0, here - NEIGHBOURS) : here + NEIGHBOURS + 1]:
                if number != question.number:
                    weights[number] += 1 / len(numbers)
                    topics[number].append(use.id)
        said = {self._titles[use.id] for use in uses}  # “Turkey” is no further reason beside the topic “Turkey”
        rare = [t for id, t in question.terms.items() if id in self._named and t.term.casefold() not in said]
        for term in sorted(rare, key=lambda term: (len(self._named[term.id]), term.id)):
            numbers = self._named[term.id]
            for number in numbers:
                if number != question.number:
                    weights[number] += NAME / len(numbers)
                    names[number].append(term)
        best = sorted(weights, key=lambda number: (-weights[number], abs(number - question.number), number))[:MOST]
        return tuple(
            Relation(self._questions[number], tuple(topics[number][:REASONS]), tuple(names[number][:REASONS]))
            for number in best
        )
