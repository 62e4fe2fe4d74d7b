"""Questions that no label opens: bold ones, and headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .known import ASKS_SOMEWHERE


def set_apart(path: str, lines: Sequence[str], body: int) -> tuple[str, int] | None:
    """What sets questions apart where no label does, and how many there are; None if nothing does."""
    found: list[tuple[str, int]] = []
    if path.endswith(".md"):
        levels: dict[int, list[str]] = defaultdict(list)
        for line in lines[body:]:
            if heading := re.match(r" {0,3}(#{1,6})\s+(\S.*)", line):
                levels[len(heading[1])].append(heading[2])
        for level, texts in levels.items():
            asking = sum(bool(ASKS_SOMEWHERE.search(text)) for text in texts)
            if asking >= 2 and asking >= 0.5 * len(texts):
                found.append((f"headings {level}", len(texts)))
    bold = [block for block in re.split(r"\n\s*\n", "\n".join(lines[body:])) if re.match(r"\s*(?:\*\*|__)\S", block)]
    inside = [re.match(r"\s*((?:(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*)+)", block, re.S) for block in bold]
    texts = [match[1] for match in inside if match and len(match[1].split()) > 2]
    asking = sum(bool(ASKS_SOMEWHERE.search(text)) for text in texts)
    if asking >= 2 and asking >= 0.4 * len(texts):
        found.append(("bold", len(texts)))
    return max(found, key=lambda one: one[1], default=None)
