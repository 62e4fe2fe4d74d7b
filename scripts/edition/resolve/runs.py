"""A passage cut into runs: the longest pieces whose words share their notes and their mention.

Every format writes a passage run by run, so the words are cut in one place only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from edition.model.edition import Mention, Note, Question
from edition.model.text import Passage, Span


class Run(NamedTuple):
    """Words of a passage that are marked alike."""

    span: Span
    notes: tuple[Note, ...]
    """Those that are about these words."""
    mention: Mention | None
    """The mention that these words belong to."""
    ended: tuple[Note, ...]
    """The notes whose reference stands behind these words."""


def divide_into_runs(passage: Passage, notes: Sequence[Note], mentions: Sequence[Mention]) -> Iterator[Run]:
    """The words of `passage` in order; `mentions` don't overlap, notes may do so and cross mentions.

    The reference to a note stands behind its last word, or behind the mention that this is part of.
    """
    here = [mention for mention in mentions if mention.span.passage is passage]
    noted = [note for note in notes if note.span.passage is passage]
    spans = [*(mention.span for mention in here), *(note.span for note in noted)]
    edges = {0, len(passage.text), *(span.start for span in spans), *(span.end for span in spans)}
    ends = {note.id: _find_ends(note.span.end, here) for note in noted}
    for start, end in pairwise(sorted(edges)):
        yield Run(
            Span(passage, start, end),
            tuple(note for note in noted if note.span.start <= start and end <= note.span.end) if noted else (),
            next((mention for mention in here if mention.span.start <= start and end <= mention.span.end), None),
            tuple(note for note in noted if ends[note.id] == end) if noted else (),
        )


def list_explained(question: Question) -> Set[Mention]:
    """The first mention of each term that a reader may not know: it leads to the explanation.

    One inside noted words does not, for there a tap has to open the note.
    """
    noted = [note.span for note in question.notes]
    first: dict[str, Mention] = {}
    for mention in question.mentions:
        if (
            mention.term.linked
            and mention.term.definition
            and not mention.inside
            and not any(map(mention.span.overlaps, noted))
        ):
            first.setdefault(mention.term.id, mention)
    return frozenset(first.values())


def _find_ends(end: int, mentions: Sequence[Mention]) -> int:
    """`end`, or the end of the mention that it falls inside."""
    return next((m.span.end for m in mentions if m.span.start < end < m.span.end), end)
