"""Turns that all begin with the same sign, whoever speaks: they can be told apart only where question and answer take turns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from importer.detect.sentences import ends_asking
from importer.detect.shapes import Hit
from importer.notices import Notice, RefusedError

MOST, FEW = 0.7, 0.15
"""The share of questions that end with a question mark at least, and of answers that do so at most."""


def opens_both_sides(turns: Sequence[Hit], lines: Sequence[str]) -> bool:
    """Whether a sign opens answers, too: then one follows the other with no paragraph in between."""
    apart = sum(not line.strip() for hit in turns for line in lines[hit.line - 2 : hit.line - 1]) > len(turns) / 2
    alone = 0
    for before, after in pairwise(turns):
        own = [line.strip() for line in lines[before.line - 1 : after.line - 1]]
        end = own.index("") if apart and "" in own else len(own) if apart else 1
        alone += not any(own[end:])
    return alone > 0.4 * (len(turns) - 1)


def check_alternation(turns: Sequence[Hit], lines: Sequence[str], asks: Sequence[str]) -> list[Notice]:
    """Check that question and answer take turns, unless somebody says who `asks`, and report turns that don't look like it.

    Raises RefusedError if they don't: after one sign too many all would be given to the wrong voice.
    """
    ends = [hit.line - 1 for hit in turns[1:]] + [turns[-1].line]
    asking = [ends_asking(" ".join(lines[hit.line - 1 : end])) for hit, end in zip(turns, ends, strict=True)]
    label = turns[0].label
    if not set(asks) & {hit.label for hit in turns} and (line := _find_unclear(turns, asking)):
        raise RefusedError("dashes", label=label, line=line)
    odd = [hit.line for n, (hit, asks_here) in enumerate(zip(turns, asking, strict=True)) if asks_here == bool(n % 2)]
    return [Notice("in-turn", turns[0].line, {"label": label}), *(Notice("in-turn-odd", line) for line in odd)]


def _find_unclear(turns: Sequence[Hit], asking: Sequence[bool]) -> int:
    """Find the line from which on it isn't clear who asks; 0 if it is."""
    questions, answers = asking[::2], asking[1::2]
    if len(turns) < 4 or sum(questions) < MOST * len(questions) or sum(answers) > FEW * len(answers):
        return turns[0].line
    for number, pair in enumerate(pairwise(questions[:-1])):
        if not any(pair):
            return turns[2 * number].line
    return 0
