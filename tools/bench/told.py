"""Writes measured figures into BENCHMARKS.md, for the commands that measure and their `--update`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "BENCHMARKS.md"
PLACES = {
    "weight": ("added up from the finished files.", "The reading face is"),
    "phone": ("on a slow network.", "Bare Material, with the same text"),
    "speed": ("what every build but the first finds.", "## What else is tested"),
}
"""Where the figures belong: between these texts of the page."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, with text in its first column and figures in the others."""
    lines = (head, ["---", *["--:"] * (len(head) - 1)], *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def tell(figures: str, place: str) -> None:
    """Put figures at a place of the page, instead of those that stand there.

    Stops the command if the page doesn't say any more what PLACES names.
    """
    after, until = PLACES[place]
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(after)
    _, end, remains = rest.partition(until)
    if not end:
        sys.exit(f"{PAGE}: figures belong between “{after}” and “{until}”, which aren't there (tools/bench/told.py)")
    PAGE.write_text(f"{before}{begin}\n\n{figures}\n\n{end}{remains}", encoding="utf-8")
