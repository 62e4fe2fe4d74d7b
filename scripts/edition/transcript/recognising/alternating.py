"""Turns that all begin with the same sign, whoever speaks: they can be told apart only where question and answer take turns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .findings import Doubt, NotRecognisedError
from .known import ends_asking
from .shapes import Hit

_FEW = 0.2
"""The share of answers that may end with a question."""
_WINDOW = 10
"""Turns among which it has to show who asks: one missed sign, and the rest would be given to the wrong voice."""


def opens_both_sides(turns: Sequence[Hit], lines: Sequence[str]) -> bool:
    """Whether a sign opens answers, too: then one follows the other with no paragraph in between."""
    apart = sum(not line.strip() for hit in turns for line in lines[hit.line - 2 : hit.line - 1]) > len(turns) / 2
    alone = 0
    for before, after in pairwise(turns):
        own = [line.strip() for line in lines[before.line - 1 : after.line - 1]]
        end = own.index("") if apart and "" in own else len(own) if apart else 1
        alone += not any(own[end:])
    return alone > 0.4 * (len(turns) - 1)


def alternation(turns: Sequence[Hit], lines: Sequence[str]) -> list[Doubt]:
    """What is doubtful where question and answer take turns. Raises NotRecognisedError where it doesn't show that they do."""
    ends = [hit.line - 1 for hit in turns[1:]] + [turns[-1].line]
    asking = [ends_asking(" ".join(lines[hit.line - 1 : end])) for hit, end in zip(turns, ends, strict=True)]
    questions, answers = asking[::2], asking[1::2]
    label = turns[0].label
    if len(turns) < 4 or sum(questions) < 0.5 * len(questions) or sum(answers) > _FEW * len(answers):
        raise NotRecognisedError("dashes", label=label, line=turns[0].line)
    for start in range(0, max(1, len(turns) - _WINDOW), 2):
        here = asking[start : start + _WINDOW]
        if sum(here[::2]) <= sum(here[1::2]):
            raise NotRecognisedError("dashes", label=label, line=turns[start].line)
    odd = [hit.line for n, (hit, asks) in enumerate(zip(turns, asking, strict=True)) if asks == bool(n % 2)]
    doubts = [Doubt("in-turn", turns[0].line, {"label": label})]
    if odd:
        doubts.append(Doubt("in-turn-odd", odd[0], {"lines": ", ".join(map(str, odd[:12])), "count": len(odd)}))
    return doubts
