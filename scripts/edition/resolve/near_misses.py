"""The words nearest to a quote that wasn't found, for the message to its editor and for nothing else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from edition.model.text import Passage, find_occurrences, normalise

NEAR = 0.55
"""How much of a quote (by difflib's ratio) the words of a passage must share to be shown."""
SHOWN = 2
"""Nearest places shown."""

LONGEST = 80
"""Words of a quote beyond which nothing is compared: that takes time, and one quotes a few words."""
PLAIN_HINT = "; copy them from the page, exactly as they stand"

_LEFT_OUT = re.compile(r" *(?:\[ *)?(?:…|\.\.\.)(?: *\])? *")
_PUNCTUATION = ".,;:!?…\"'“”‘’()[]–—"


def find_nearest(wanted: str, passages: Sequence[Passage], typed: Callable[[str], str]) -> str:
    """The nearest words in the passages, with those marked that differ, and what to type, as `typed` has it."""
    if len(wanted.split()) > LONGEST:
        return "; that is a long quote: a few words are enough, copied from the page"
    if plain := _strip_marks(wanted, passages, typed) or _extend_to_words(wanted, passages, typed):
        return plain
    candidates = sorted((_find_closest(wanted, passage) for passage in passages), key=lambda c: -c[0])
    shown = [candidate for candidate in candidates if candidate[0] >= NEAR][:SHOWN]
    if not shown:
        return PLAIN_HINT
    lines = [f"\n    nearest, {name}: {marked}" for _, name, marked, _ in shown]
    return f"; they have to be exactly as on the page (›…‹ marks what differs):{''.join(lines)}\n    so type: {typed(shown[0][3])}"


def _strip_marks(wanted: str, passages: Sequence[Passage], typed: Callable[[str], str]) -> str:
    """What to type in place of a quote that stands in quotation marks of its editor's; empty if it doesn't."""
    bare = wanted.strip("\"'")
    found = (
        bare != wanted and bare and any(True for passage in passages for _ in find_occurrences(bare, passage.matched))
    )
    return f"; they stand there without quotation marks, so type: {typed(bare)}" if found else ""


def _extend_to_words(wanted: str, passages: Sequence[Passage], typed: Callable[[str], str]) -> str:
    """What to type in place of a quote with words left out; empty if it is none."""
    first, *rest = _LEFT_OUT.split(wanted.strip())
    if first and rest and rest[-1]:
        for passage in passages:
            start = passage.matched.find(first)
            end = passage.matched.find(rest[-1], start + len(first)) if start >= 0 else -1
            if end >= 0:
                words = passage.text[start : end + len(rest[-1])]
                return f"; no words can be left out of a quote, so type: {typed(words)}"
    return ""


def _find_closest(wanted: str, passage: Passage) -> tuple[float, str, str, str]:
    """How near the passage comes to the words, its name, and its words there, marked and plain."""
    spans = [match.span() for match in re.finditer(r"\S+", passage.text)]
    theirs = [passage.matched[a:b] for a, b in spans]
    ours = wanted.split()
    matcher = difflib.SequenceMatcher(
        None, [w.casefold() for w in ours], [w.casefold() for w in theirs], autojunk=False
    )
    block = matcher.find_longest_match()
    best = (0.0, passage.name, "", "")
    for start in range(max(0, block.b - block.a - 2), block.b - block.a + 3):
        for more in range(-2, 3):
            window = theirs[start : start + max(1, len(ours) + more)]
            here = " ".join(window).casefold()
            nearness = difflib.SequenceMatcher(None, wanted.casefold(), here, autojunk=False).ratio() - abs(more) / 20
            if window and nearness > best[0]:
                plain = _trim_ends(passage.text[spans[start][0] : spans[start + len(window) - 1][1]], wanted)
                best = (nearness, passage.name, _mark_words(ours, plain), plain)
    return best


def _trim_ends(words: str, wanted: str) -> str:
    """The words without punctuation at an end where the wanted ones have none."""
    if wanted[-1].isalnum():
        words = words.rstrip(_PUNCTUATION)
    return words.lstrip(_PUNCTUATION) if wanted[0].isalnum() else words


def _mark_words(ours: list[str], plain: str) -> str:
    """The passage's words with those in ›…‹ that the quote doesn't have."""
    theirs, shown = normalise(plain).split(), plain.split()
    out: list[str] = []
    for what, _, _, start, end in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if start < end:
            part = " ".join(shown[start:end])
            out.append(part if what == "equal" else f"›{part}‹")
    return " ".join(out)
