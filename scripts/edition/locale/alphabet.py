"""How lists are put in order: accents don't matter, and each word stands under a letter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DIGITS = "0-9"
"""The letter of words that begin with a digit."""
OTHERS = "#"
"""The letter of what has no letter or digit at all."""

_ACCENTS = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=е)\u0308|[\u064b-\u0655\u0670]+")
"""On Latin, Greek and Arabic letters, and of ё. A Cyrillic й is no и with an accent, but a letter of its own."""


@lru_cache(maxsize=8192)
def make_sort_key(text: str) -> str:
    """What a list sorts a text by: in small letters, without accents."""
    small = text.casefold()
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", small)))


def letter_of(text: str) -> str:
    """The small letter that a text stands under; of a Korean syllable, its first sound."""
    first = next((char for char in make_sort_key(text) if char.isalnum()), OTHERS)
    if "가" <= first <= "힣":
        return unicodedata.normalize("NFD", first)[0]
    return DIGITS if first.isdigit() else first


def find_initial(letter: str) -> str:
    """The letter as a capital, if that is the capital of no other: in Turkish, I belongs to ı."""
    capital = letter.upper()
    return (capital if capital.lower() == letter else letter).replace("-", "–")
