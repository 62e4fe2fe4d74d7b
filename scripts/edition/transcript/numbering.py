"""Turns counted into questions, and their paragraphs into passages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model.editorial import Interview
from ..model.text import Exchange, Join, Passage, Transcript, Turn
from ..problems import Place, Problems
from ..reading.folder import Document
from .turns import Draft, read_turns


def read_transcript(document: Document, interview: Interview, problems: Problems) -> Transcript:
    """Take the transcript apart; unknown labels and answers out of place are problems."""
    header, drafts = read_turns(document, interview, problems)
    exchanges = tuple(_exchanges(drafts, document.path, problems))
    return Transcript(document.path, document.sha256, header, exchanges, tuple(_joins(exchanges, drafts)))


def _exchanges(drafts: list[Draft], path: str, problems: Problems) -> Iterator[Exchange]:
    """Every interviewer's turn opens a question; the turns after it are the answer."""
    number, passage, place = 0, 0, Place(path, 1)
    turns: list[Turn] = []
    for draft in drafts:
        here = Place(path, draft.line)
        if not draft.passages:
            problems.at(here, "turn-empty", label=draft.speaker.label)
        if draft.speaker.asks:
            if turns:
                yield _exchange(number, turns, place, problems)
            number, passage, place, turns = number + 1, 0, here, []
        elif not number:
            problems.at(here, "answer-first", label=draft.speaker.label)
            return
        turns.append(Turn(draft.speaker, tuple(_passages(draft, number, passage + 1))))
        passage += len(draft.passages)
    if turns:
        yield _exchange(number, turns, place, problems)


def _passages(draft: Draft, question: int, first: int) -> Iterator[Passage]:
    for number, pieces in enumerate(draft.passages, first):
        text = " ".join(text for _, text in pieces)
        yield Passage(question, number, draft.speaker, text, tuple(line for line, _ in pieces))


def _exchange(number: int, turns: list[Turn], place: Place, problems: Problems) -> Exchange:
    if len(turns) == 1:
        problems.at(place, "answer-missing", number=number)
    return Exchange(number, tuple(turns), place)


def _joins(exchanges: tuple[Exchange, ...], drafts: list[Draft]) -> Iterator[Join]:
    pieces = (piece for draft in drafts for piece in draft.passages)
    for exchange in exchanges:
        for passage in exchange.passages:
            for (before, head), (after, tail) in pairwise(next(pieces)):
                last, first = head.split()[-4:], tail.split(maxsplit=4)[:4]
                yield Join(passage, before, after, " ".join(last), " ".join(first))
