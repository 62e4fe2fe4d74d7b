"""Text and Markdown as blocks: paragraphs between blank lines, or one per line, and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what a page break left of one."""

    line: int
    """On which it begins."""
    text: str
    """As received, perhaps of several lines."""
    level: int = 0
    """Of a heading: 3 for `### …`; 0 for all other blocks."""


def read_blocks(lines: Iterable[tuple[int, str]], every_line: bool, headings: bool) -> Iterator[Block]:
    """Divide numbered lines into blocks; a missing line ends one. With `headings` a heading of Markdown is a block."""
    run: list[str] = []
    first = 0
    for number, line in lines:
        heading = HEADING.match(line) if headings else None
        if run and (every_line or heading or number != first + len(run) or not line.strip()):
            yield Block(first, "\n".join(run))
            run = []
        if heading:
            yield Block(number, line, len(heading[1]))
        elif line.strip():
            first = first if run else number
            run.append(line)
    if run:
        yield Block(first, "\n".join(run))
