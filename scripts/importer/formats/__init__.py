"""One file a format: what was received, taken apart into blocks with their places.

plain.py     lines of text, whose paragraphs stand between blank lines or are the lines themselves
markdown.py  the same with headings
encoding.py  bytes to characters
originals.py what is no text, from which a transcript is made once: captions.py (WebVTT, SRT), segments.py (JSON),
             word.py (docx), webpage.py (HTML)

An input knows nothing of who speaks, unless its format says so: that is found in transcript/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importer.formats import markdown, plain
from importer.formats.blocks import Block


def blocks(path: str, lines: Iterable[tuple[int, str]], every_line: bool, headings: bool) -> Iterator[Block]:
    """The blocks of a text file's numbered lines.

    `every_line` is one where lines are paragraphs; `headings` are told from text where the format has them.
    """
    read = markdown.blocks if headings and path.endswith(".md") else plain.blocks
    return read(lines, every_line)
