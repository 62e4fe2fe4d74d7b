"""The pages of a concordance that has too many lines for one page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from edition.locale.alphabet import find_initial
from edition.resolve import urls
from edition.resolve.kwic import Concordance, Headword
from edition.resolve.urls import Target, make_anchor

ONE = 1_000
"""Lines that one page can hold for all letters: more than fifty kilobytes of them, compressed, nobody waits for."""
MOST = 2_000
"""Lines of a page for a letter, or for a part of one."""
Heads = tuple[Headword, ...]


class Leaf(NamedTuple):
    """One of them."""

    name: str
    """In its address: `a`, and `a-2` where a letter has more lines than a page can hold."""
    title: str
    letter: str
    heads: Heads

    @property
    def target(self) -> Target:
        """A folder's own page, for the addresses in it."""
        return Target(f"{urls.CONCORDANCE.page}{self.name}/")


def leaves_of(words: Concordance) -> tuple[Leaf, ...]:
    """The pages of a concordance; none if it is short enough for one."""
    if count_all_lines(words) <= ONE:
        return ()
    return tuple(leaf for letter, heads in words.letters for leaf in _leaves(letter, heads))


def _leaves(letter: str, heads: Heads) -> Iterator[Leaf]:
    """The pages of a letter: one, or several of about the same size, each from word to word."""
    before = accumulate((len(head.lines) for head in heads), initial=0)
    step = count_lines(heads) / math.ceil(count_lines(heads) / MOST)
    placed = zip(before, heads, strict=False)  # the last sum is that of all
    pages = [tuple(head for _, head in some) for _, some in groupby(placed, lambda one: int(one[0] / step))]
    for number, some in enumerate(pages, 1):
        ends = f" ({some[0].spelling} – {some[-1].spelling})" if len(pages) > 1 else ""
        yield Leaf(
            make_anchor(letter) + (f"-{number}" if number > 1 else ""), f"{find_initial(letter)}{ends}", letter, some
        )


def count_lines(heads: Heads) -> int:
    """How many lines some words have."""
    return sum(len(head.lines) for head in heads)


def count_all_lines(words: Concordance) -> int:
    """How many lines a concordance has."""
    return sum(count_lines(heads) for _, heads in words.letters)
