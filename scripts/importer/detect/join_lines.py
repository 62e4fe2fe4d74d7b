"""Lines of a paragraph put together, as words flow: with a space, or without one where the script has none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from edition.model.text import WIDE

_RUN = re.compile(r"[ \t\n\f\v]+")
_NO_SPACE = re.compile(rf"[{WIDE}]\n(?=[{WIDE}])")
"""Between characters of scripts without spaces, and their punctuation marks."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐]\n(?=[^\W\d_])")
"""At a line's end, inside a word; whether the word has it anywhere else, nobody can tell."""


def single_spaced(text: str) -> str:
    """`text` with each run of white space made one space, and none at its ends; a no-break space inside is kept."""
    return _RUN.sub(" ", text.strip())


def joined(pieces: Iterable[str]) -> str:
    """Pieces of a paragraph as one text."""
    return single_spaced(reduce(_on, (piece.strip() for piece in pieces)))


def flowed(text: str) -> str:
    """The lines of `text` as one."""
    return joined(text.split("\n")) if "\n" in text else single_spaced(text)


def hyphens(text: str) -> int:
    """How many of the lines of `text` end with a hyphen inside a word."""
    return len(_HYPHEN.findall(text))


def _on(before: str, after: str) -> str:
    seam = f"{before[-2:]}\n{after[:1]}"
    return f"{before}{after}" if _NO_SPACE.search(seam) or _HYPHEN.search(seam) else f"{before} {after}"
