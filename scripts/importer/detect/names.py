"""Whether the words before a colon look like somebody who speaks, and not like the beginning of a sentence."""

from __future__ import annotations

import re

LONGEST = 80
"""Characters of a label."""
_WORDS = 8
_SMALL = re.compile(
    r"of|the|and|for|d[eiou]?|des|da|dos|das|del|la|les?|y|en?|et|von|van|der|den|zur?|und|al|el|bin|ibn|via|on|at|in|per|il"
    r"|para|por|avec|translated|interpreter|through|и|из|от|по|с|как|через|перевод|переводчика"
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
    words = (
        re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", label)
        .replace("/", " ")
        .replace("&", " ")
        .replace(",", " ")
        .split()
    )
    if not 1 <= len(words) <= _WORDS:
        return False
    if not any(char.isupper() or char.islower() for char in label):
        return len(label) <= (12 if max(label) > "\u2e80" else 48) and len(words) <= 6
    return _is_capitalised(words[0]) and all(
        _is_capitalised(word) or _SMALL.fullmatch(word.casefold().strip(".-")) for word in words
    )


def shortens(short: str, full: str) -> bool:
    """Whether a label is a shorter one of the other: TRUMP of PRESIDENT TRUMP, KO of Kim Oh, B. of Brown.

    Of two that differ only in case, the one with more capitals counts as the longer.
    """
    brief, words = _split_label(short), _split_label(full)
    if not brief or _SEVERAL.search(full):
        return False
    if brief == words:
        return short > full
    if len(brief) > len(words):
        return _is_surname(short, full)
    is_part = len(brief) < len(words) and brief in (words[-len(brief) :], words[: len(brief)])
    return is_part or _is_surname(short, full) or _is_initials(short, brief, words)


def _is_initials(short: str, brief: list[str], words: list[str]) -> bool:
    """Whether a label is the initials of a name, or the first or the last of them."""
    letters = re.sub(r"[^\w]", "", short)
    if not letters.isupper() or len(letters) > 4 or not (len(brief) == 1 or all(len(word) == 1 for word in brief)):
        return False
    folded, initials = letters.casefold(), "".join(word[0] for word in words if word[0].isalpha())
    if len(folded) == 1:
        return folded in (initials[:1], initials[-1:]) and len(short) <= 2
    return len(words) > 1 and folded in (initials, initials[:1] + initials[-1:])


def _is_surname(short: str, full: str) -> bool:
    """Whether a name without spaces begins with another: 山田 of 山田太郎."""
    return 2 <= len(short) < len(full) <= 6 and full.startswith(short) and min(full) > "\u2e80"


def _split_label(label: str) -> list[str]:
    return [word for word in re.split(r"[\s,،–—-]+", label.casefold().replace(".", " ")) if word]


def find_style(label: str) -> str:
    """Find how a label is written, so that like is compared with like: `capitals`, `title` or `other`."""
    letters = [char for char in re.sub(r"\b(?:Mr|Ms|Mrs|Dr|Mc|Mac)\b\.?", "", label) if char.isalpha()]
    if letters and all(char.isupper() for char in letters):
        return "capitals"
    return "title" if any(char.isupper() for char in letters) else "other"


def _is_capitalised(word: str) -> bool:
    first = next((char for char in word if char.isalpha()), "")
    return (first.isupper() or first.istitle() or not (first.isupper() or first.islower())) or bool(
        _NUMBER.fullmatch(word)
    )
