"""What is wrong, where, and how to mend it.

Parsers and checks append to a list of problems and go on, so that one run tells an
editor everything; only building.py raises, once, with all of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a source file. A tuple, because a large interview has a great many."""

    path: str
    """The path as an editor would type it, for example `source/topics.yml`."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend."""

    place: Place
    message: str
    """What is wrong, quoted, and how to mend it. Further lines are details."""
    fatal: bool = True
    """False for a warning, which stops nothing."""

    def __str__(self) -> str:
        return f"{self.place}: {'' if self.fatal else 'warning: '}{self.message}"


class SourceError(Exception):
    """The source can't be published as it is; nothing was written.

    `str()` of it is what an editor reads: every problem, sorted by path and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotation marks for a message, on one line, shortened to `limit` characters."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= limit else flat[: limit - 1].rstrip() + '…'}”"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of the `known` words that `word` may be a slip for, or None."""
    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean “topics”?)` when one of the `known` words is near `word`, else nothing."""
    near = nearest(word, known)
    return f" (did you mean {quoted(near)}?)" if near else ""
