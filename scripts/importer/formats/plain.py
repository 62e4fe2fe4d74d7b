"""Plain text: paragraphs between blank lines, or one to a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importer.formats.blocks import Block, Origin


def blocks(lines: Iterable[tuple[int, str]], every_line: bool = False) -> Iterator[Block]:
    """The runs of lines without a blank one, or between them; a line that is missing ends a run, too."""
    run: list[str] = []
    first = 0
    for number, line in lines:
        if run and (every_line or number != first + len(run) or not line.strip()):
            yield Block(Origin(first), "\n".join(run))
            run = []
        if line.strip():
            first = first if run else number
            run.append(line)
    if run:
        yield Block(Origin(first), "\n".join(run))
