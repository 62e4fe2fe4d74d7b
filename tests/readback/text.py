"""Plain text, read back."""

from __future__ import annotations

import re

from readback.reading import Cited, Noted, Reading, Said

_PASSAGE = re.compile(r"(\d+\.\d+)(?: ([^\t]*))?:\t(.*)")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r" {4} +(?:-|\d+\.) ")
"""Opens an item of a list."""


def read(data: bytes) -> Reading:
    """The passages and notes of a finished file."""
    said, noted = [], []
    for block in data.decode().split("\n\n"):
        first, *lines = block.rstrip("\n").split("\n")
        if passage := _PASSAGE.fullmatch(first):
            said.append(Said(passage[2] or "", passage[1], passage[3]))
        elif lines and lines[0].startswith("    > "):
            noted.append(_noted(first, lines))
    return Reading(tuple(said), tuple(noted))


def _noted(first: str, lines: list[str]) -> Noted:
    title, kind = first.split("\t")
    numbers = _NUMBERS.findall(title)
    words, *rest = lines
    text = (_MARK.sub("", line, count=1).strip(" ") for line in rest if "\t" not in line)
    sources = (line.split("\t") for line in rest if "\t" in line)
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind,
        words.removeprefix("    > "),
        " ".join(text),
        tuple(Cited(source, address) for _, source, address in sources),
    )
