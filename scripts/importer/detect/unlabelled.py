"""Questions that no label opens: those in bold letters or italics, and headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from edition.model.text import words_in
from importer.detect.sentences import ASKS_SOMEWHERE

BEGINS = {"bold": re.compile(r"\s*(?:\*\*|__)[^\S\n]*\S"), "italics": re.compile(r"\s*[*_](?![*_\s])")}
"""How a line begins with which a question is set apart."""
_FEWEST_ASKING = {"bold": 0.4, "italics": 0.4, "headings": 0.5}
"""The share of what is set apart that asks something, so that it is taken for questions. Found by trial on the cases."""
_WHOLE = {
    "bold": re.compile(r"\s*((?:(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*)+)", re.S),
    "italics": re.compile(r"\s*(([*_])(?![*_\s])(?:(?!\2).)+\2)\s*\Z", re.S),
}


def find_set_apart(markdown: bool, lines: Sequence[str], body: int) -> tuple[str, int] | None:
    """Find what sets questions apart if no label does, and how many there are; None if nothing does."""
    found = list(_find_headings(lines[body:])) if markdown else []
    blocks = re.split(r"\n\s*\n", "\n".join(lines[body:]))
    for kind in BEGINS:
        texts = [match[1] for match in map(_WHOLE[kind].match, blocks) if match and words_in(match[1]) > 2]
        asking = sum(bool(ASKS_SOMEWHERE.search(text)) for text in texts)
        if asking >= 3 and asking >= _FEWEST_ASKING[kind] * len(texts):
            found.append((kind, len(texts)))
    return max(found, key=lambda one: one[1], default=None)


def _find_headings(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    levels: dict[int, list[str]] = defaultdict(list)
    for line in lines:
        if heading := re.match(r" {0,3}(#{1,6})\s+(\S.*)", line):
            levels[len(heading[1])].append(heading[2])
    for level, texts in levels.items():
        asking = sum(bool(ASKS_SOMEWHERE.search(text)) for text in texts)
        if asking >= 2 and asking >= _FEWEST_ASKING["headings"] * len(texts):
            yield f"headings {level}", len(texts)


def find_unlabelled(kind: str, lines: Sequence[str], turns: Sequence[int]) -> list[int]:
    """Find lines of questions that are bold as a whole and have no label, each with a labelled turn behind it."""
    found = []
    for number, line in enumerate(lines, 1):
        whole = _WHOLE[kind].fullmatch(line.strip())
        if whole and number not in turns and ASKS_SOMEWHERE.search(line):
            behind = next((n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip()), 0)
            if behind in turns:
                found.append(number)
    return found
