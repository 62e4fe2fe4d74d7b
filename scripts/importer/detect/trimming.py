"""What is no part of the interview, as interview.yml says: what stands above and below it, and lines in between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from edition.problems import Place, Problems
from importer.model import Layout, LeftOut

Line = tuple[int, str]
"""A line with its number."""


def trimmed(text: str, layout: Layout, path: str, problems: Problems) -> tuple[list[Line], tuple[LeftOut, ...]]:
    """The lines of the interview, and what is left out."""
    lines = list(enumerate(text.split("\n"), 1))
    first = _edge("starts_at", layout.starts_at, lines, layout, path, problems) or 1
    last = _edge("ends_at", layout.ends_at, lines[first:], layout, path, problems) or len(lines) + 1
    kept, ignored, unused = [], [], set(layout.ignore)
    for number, line in lines[first - 1 : last - 1]:
        entry = next((entry for entry in layout.ignore if _pattern(entry).fullmatch(plain(line))), None)
        if entry is None:
            kept.append((number, line))
        else:
            unused.discard(entry)
            ignored.append(LeftOut("ignored", number, plain(line)))
    for entry in sorted(unused):
        problems.at(Place(path, 1), "ignore-nowhere", entry=entry, file=path)
    above, below = _outside("header", lines[: first - 1]), _outside("footer", lines[last - 1 :])
    return kept, (*above, *ignored, *below)


def plain(line: str) -> str:
    """A line with its white space folded, no-break spaces too."""
    return " ".join(line.split())


def _edge(key: str, words: str, lines: Sequence[Line], layout: Layout, path: str, problems: Problems) -> int | None:
    """The first line that begins with these words."""
    found = next((number for number, line in lines if plain(line).startswith(plain(words))), None) if words else None
    if words and found is None:
        problems.at(Place(path, 1), "edge-nowhere", key=key, words=words, file=path)
    return found


def _outside(reason: str, lines: Sequence[Line]) -> tuple[LeftOut, ...]:
    text = " / ".join(filter(None, (plain(line) for _, line in lines)))
    return (LeftOut(reason, lines[0][0], text),) if text else ()


@lru_cache(maxsize=256)
def _pattern(entry: str) -> re.Pattern[str]:
    return re.compile(r"\d{1,4}".join(map(re.escape, plain(entry).split("{number}"))))
