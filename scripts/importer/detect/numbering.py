"""Turns counted into questions, and their paragraphs into passages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from edition.model.editorial import Interview
from edition.model.text import Exchange, Join, Passage, Transcript, Turn
from edition.problems import Place, Problems
from edition.source.files import Document
from importer.detect.join_lines import joined
from importer.detect.turns import Draft, read_turns


def read_transcript(document: Document, interview: Interview, problems: Problems) -> Transcript:
    """Take the transcript apart; what is unclear about who speaks is a problem."""
    header, left_out, drafts = read_turns(document, interview, problems)
    for draft in drafts:
        if not draft.passages:
            problems.at(Place(document.path, draft.line), "turn-empty", label=draft.speaker.label)
    exchanges = tuple(_exchange(number, some, document.path) for number, some in _asked(drafts))
    joins = tuple(_joins(exchanges, drafts))
    return Transcript(document.path, document.sha256, header, exchanges, joins, left_out)


def _asked(drafts: list[Draft]) -> Iterator[tuple[int, list[Draft]]]:
    """The turns of each question: those that call it up, those that ask it, and all up to the next.

    Questions that nobody has answered yet are one. What is said before the first is number 0.
    """
    number = 0
    here: list[Draft] = []
    for draft in drafts:
        if draft.speaker.asks and (not number or any(one.speaker.answers for one in here)):
            rest = next(
                (n for n, one in enumerate(reversed(here)) if one.speaker.answers or one.speaker.asks), len(here)
            )
            before, here = here[: len(here) - rest], here[len(here) - rest :]
            if before:
                yield number, before
            number += 1
        here.append(draft)
    if here:
        yield number, here


def _exchange(number: int, drafts: list[Draft], path: str) -> Exchange:
    turns, passage = [], 0
    for draft in drafts:
        turns.append(Turn(draft.speaker, tuple(_passages(draft, number, passage + 1)), draft.label))
        passage += len(draft.passages)
    return Exchange(number, tuple(turns), Place(path, drafts[0].line))


def _passages(draft: Draft, question: int, first: int) -> Iterator[Passage]:
    for number, (pieces, time) in enumerate(zip(draft.passages, draft.times, strict=True), first):
        lines = tuple(line for line, _ in pieces)
        yield Passage(question, number, draft.speaker, joined(text for _, text in pieces), lines, time)


def _joins(exchanges: tuple[Exchange, ...], drafts: list[Draft]) -> Iterator[Join]:
    pieces = (piece for draft in drafts for piece in draft.passages)
    for exchange in exchanges:
        for passage in exchange.passages:
            for (before, head), (after, tail) in pairwise(next(pieces)):
                last, first = head.split()[-4:], tail.split(maxsplit=4)[:4]
                yield Join(passage, before, after, " ".join(last), " ".join(first))
