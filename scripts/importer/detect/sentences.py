"""Sentences and lines: what ends one, what asks something, and how lines of a paragraph are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from edition.model.text import WIDE

ASKS_SOMEWHERE = re.compile(r"[?？؟]|か[。」]|か$")
_ASKS = re.compile(r"(?:[?？؟;]|か[。．]?)[\s\"”’»)\]）」』*_]*$")
_ENDS = ".?!…:;。？！：；؟۔।"
_CLOSES = "\"”’'»)]」』）】》*_"
_RUN = re.compile(r"[ \t\n\f\v]+")
_NO_SPACE = re.compile(rf"[{WIDE}]\n(?=[{WIDE}])")
"""Between characters of scripts without spaces, and their punctuation marks."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐]\n(?=[^\W\d_])")
"""At a line's end, inside a word. Nobody can tell whether the word has it anywhere else, so it is kept."""


def ends_asking(text: str) -> bool:
    """Whether a text ends with a question."""
    return bool(_ASKS.search(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends a sentence, perhaps inside quotes or brackets; an empty text does."""
    return text.rstrip().rstrip(_CLOSES)[-1:] in _ENDS


def is_finished(line: str) -> bool:
    """Whether somebody else may speak after a line."""
    return ends_sentence(line) or line.rstrip()[-1:] in ")]）】-–—"


def fold_spaces(line: str) -> str:
    """Fold white space, no-break spaces too."""
    return " ".join(line.split())


def collapse_spaces(text: str) -> str:
    """Make each run of white space one space; a no-break space inside is kept."""
    return _RUN.sub(" ", text.strip())


def join_lines(pieces: Iterable[str]) -> str:
    """Join pieces of a paragraph: with a space, or without one in scripts that have none."""
    return collapse_spaces(reduce(_append, (piece.strip() for piece in pieces)))


def join_text(text: str) -> str:
    """Join the lines of `text`."""
    return join_lines(text.split("\n")) if "\n" in text else collapse_spaces(text)


def is_divided(line: str, following: str) -> bool:
    """Whether a line ends with a hyphen inside a word."""
    return bool(_HYPHEN.search(f"{line.rstrip()[-2:]}\n{following.lstrip()[:1]}"))


def _append(before: str, after: str) -> str:
    seam = f"{before[-2:]}\n{after[:1]}"
    return f"{before}{after}" if _NO_SPACE.search(seam) or _HYPHEN.search(seam) else f"{before} {after}"
