"""Characters that do something to a text and aren't seen themselves."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that no text has and that HTML or XML can't carry: Unicode's Cc, white space apart, and what is no character."""
UNPRINTABLE = re.compile(f"{CONTROL.pattern[:-1]}\x0b\x0c\ud800-\udfff]")
"""The same for what editors write, whose white space is kept: XML 1.0 holds no U+000B (a line break in Word), no form feed and no half of a character.

In a transcript these two count as spaces, as they do everywhere between words, so that they never reach a file.
"""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Those that turn the direction of what follows, so that it reads as something else (https://trojansource.codes)."""

_NAMED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


def name_invisible(text: str) -> str:
    """`text` for a message: a character that isn't seen, or turns what is, by its number, as `U+202E`."""
    return _NAMED.sub(lambda found: number(found[0]), text)


def number(char: str) -> str:
    """`U+202E`."""
    return f"U+{ord(char):04X}"


def tidy_text(text: str) -> str:
    """What an editor wrote without what word processors leave in it: soft hyphens, spaces of no width, special line breaks."""
    return text if text.isascii() else text.translate(_UNSEEN).replace("\u2028", " ").replace("\u2029", " ")
