"""A long interview is divided into stretches."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from edition.model.edition import Edition
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.pagination import list_stretches
from support import LITTLE


@pytest.fixture(scope="module")
def little() -> Edition:
    edition = read_edition(Path(LITTLE), Problems())
    assert edition
    return edition


@pytest.mark.parametrize(("words", "parts"), [(2_000, 1), (19_000, 1), (21_000, 2)])
def test_questions_of_twenty_thousand_words_are_a_stretch(little: Edition, words: int, parts: int) -> None:
    """Of two questions with so many words each."""
    long = []
    for question in little.questions:
        passage = dataclasses.replace(question.passages[0], text="word " * words)
        turn = dataclasses.replace(question.exchange.turns[0], passages=(passage,))
        long.append(dataclasses.replace(question, exchange=dataclasses.replace(question.exchange, turns=(turn,))))
    fidelity = dataclasses.replace(little.fidelity, words=2 * words)
    edition = dataclasses.replace(little, questions=tuple(long), fidelity=fidelity)
    assert len(list_stretches(edition)) == parts
