"""Markdown: plain text whose headings say that they are some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from importer.formats import plain
from importer.formats.blocks import Block

HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u00a0]+(?=\S)")


def blocks(lines: Iterable[tuple[int, str]], every_line: bool = False) -> Iterator[Block]:
    """As of plain text; a heading stands alone, blank lines or not."""
    for block in plain.blocks(lines, every_line):
        start = 0
        texts = block.text.split("\n")
        for number, line in enumerate(texts):
            if found := HEADING.match(line):
                if start < number:
                    yield replace(block, origin=block.line(start), text="\n".join(texts[start:number]))
                yield Block(block.line(number), line, level=len(found[1]))
                start = number + 1
        if start < len(texts):
            yield replace(block, origin=block.line(start), text="\n".join(texts[start:]))
