"""Whether the words before a colon look like somebody who speaks, and not like the beginning of a sentence."""

from __future__ import annotations

import re

LONGEST = 80
"""Characters of a label."""
_WORDS = 8
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "d",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "y",
        "e",
        "et",
        "von",
        "van",
        "der",
        "den",
        "zu",
        "zur",
        "und",
        "и",
        "из",
        "от",
        "по",
        "с",
        "al",
        "el",
        "bin",
        "ibn",
        "via",
        "on",
        "at",
        "in",
        "translated",
        "interpreter",
        "through",
        "перевод",
        "переводчика",
        "через",
        "как",
        "en",
        "avec",
        "para",
        "por",
        "per",
        "per",
        "il",
        "per",
    ]
)
"""Words of names and offices that are written small."""
_STOPS = re.compile(r"[?!;؟؛،…“”\"«»=<>|{}*_`~。！？；、]")
_NUMBER = re.compile(r"№?\d{1,4}\.?")


_SEVERAL = re.compile(r"[&/、，,]|\b(?:and|et|und|y|и)\b")
"""In a label of several people."""


def looks_like_name(label: str) -> bool:
    """Whether somebody may be called so: every word but “of” and the like begins with a capital.

    In scripts without capitals, a short run of letters without a stop.
    """
    label = label.strip()
    if not label or len(label) > LONGEST or _STOPS.search(label) or not any(char.isalpha() for char in label):
        return False
    bare = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", label)
    words = [word for word in re.split(r"[\s,/&]+", bare) if word]
    if not words or len(words) > _WORDS:
        return False
    cased = [char for char in label if char.isupper() or char.islower()]
    if not cased:
        return len(label) <= (12 if max(label) > "\u2e80" else 48) and len(words) <= 6
    return _capital(words[0]) and all(_capital(word) or word.casefold().strip(".-") in _SMALL for word in words)


def means(short: str, full: str) -> bool:
    """Whether a label is a shorter one of the other: TRUMP of PRESIDENT TRUMP, KO of Kim Oh, B. of Brown."""
    brief, words = _words_of(short), _words_of(full)
    if _SEVERAL.search(full):
        return False
    if not brief:
        return False
    if brief == words or _is_surname(short, full):
        return short > full if brief == words else True
    if not brief or len(brief) > len(words) or short.casefold() == full.casefold():
        return short.casefold() == full.casefold() and short > full
    letters = re.sub(r"[^\w]", "", short)
    initials = "".join(word[0] for word in words if word[0].isalpha())
    if letters.isupper() and len(letters) <= 4 and (len(brief) == 1 or all(len(word) == 1 for word in brief)):
        if len(letters) == 1:
            return letters.casefold() in (initials[:1], initials[-1:]) and len(short) <= 2
        if len(words) > 1 and letters.casefold() in (initials, initials[:1] + initials[-1:]):
            return True
    return len(brief) < len(words) and brief in (words[-len(brief) :], words[: len(brief)])


def _is_surname(short: str, full: str) -> bool:
    """Whether a name without spaces begins with another: 山田 of 山田太郎."""
    return 2 <= len(short) < len(full) <= 6 and full.startswith(short) and min(full) > "\u2e80"


def _words_of(label: str) -> list[str]:
    return [word for word in re.split(r"[\s,،–—-]+", label.casefold().replace(".", " ")) if word]


def style(label: str) -> str:
    """How a label is written, so that like is compared with like: `capitals`, `title` or `other`."""
    letters = [char for char in re.sub(r"\b(?:Mr|Ms|Mrs|Dr|Mc|Mac)\b\.?", "", label) if char.isalpha()]
    if letters and all(char.isupper() for char in letters):
        return "capitals"
    return "title" if any(char.isupper() for char in letters) else "other"


def _capital(word: str) -> bool:
    first = next((char for char in word if char.isalpha()), "")
    return (first.isupper() or first.istitle() or not (first.isupper() or first.islower())) or bool(
        _NUMBER.fullmatch(word)
    )
