"""Every word of the interview where it stands: the lines of a concordance (KWIC), from A to Z."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from edition.locale.alphabet import DIGITS, letter_of, make_sort_key
from edition.model.edition import Edition
from edition.model.text import Passage, Span

CONTEXT = 42
"""Characters of context on either side, and then to the end of the word that they end in."""
LONGEST = 64
"""Where context ends even inside a word: a web address, or a script without spaces."""

_SAME = str.maketrans("’ʼ‐‑", "''--")


class Word(NamedTuple):
    """A place of the text where a word begins that is worth a line: `text[start:end]`."""

    start: int
    end: int
    key: str
    """What all spellings of the word have in common; see `key_of`."""
    capitals: bool
    """Written as “US” and “WHO” are."""

    def left_out(self, stop_words: frozenset[str]) -> bool:
        """Whether it says too little to have a line. Written in capitals, as “US” and “WHO”, a word is another word."""
        return self.key in stop_words and not self.capitals


class Line(NamedTuple):
    """A word where it stands."""

    passage: Passage
    word: Word

    @property
    def spelling(self) -> str:
        """The word as it is written here, without the ending of a possessive."""
        return _strip_marks(self.passage.text[self.word.start : self.word.end])

    @property
    def keyword(self) -> Span:
        """The word itself."""
        return Span(self.passage, self.word.start, self.word.end)

    @property
    def before(self) -> Span:
        """What stands before the word."""
        start, end = max(0, self.word.start - LONGEST), self.word.start
        length = _to_a_word(self.passage.text[start:end][::-1])
        return Span(self.passage, end - length, end)

    @property
    def after(self) -> Span:
        """What stands behind it."""
        start = self.word.end
        return Span(self.passage, start, start + _to_a_word(self.passage.text[start : start + LONGEST]))


@dataclass(frozen=True, slots=True)
class Headword:
    """A word with its lines."""

    key: str
    lines: tuple[Line, ...]

    @property
    def spelling(self) -> str:
        """Of several spellings the most frequent, and of equals the one in small letters."""
        spellings = Counter(line.spelling for line in self.lines)
        return max(spellings, key=lambda spelling: (spellings[spelling], spelling))


@dataclass(frozen=True, slots=True)
class Concordance:
    """All words of an interview but those that say little."""

    letters: tuple[tuple[str, tuple[Headword, ...]], ...]
    """The headwords by first letter, from A to Z, digits first."""
    left_out: tuple[str, ...]
    """The words without lines, in the same order."""


@lru_cache(maxsize=1)
def make_concordance(edition: Edition) -> Concordance:
    """Every word of the edition's interview in its line."""
    lines: dict[str, list[Line]] = defaultdict(list)
    left_out: set[str] = set()
    words = stop_words(edition)
    for line in _make_lines(edition):
        if line.word.left_out(words):
            left_out.add(line.word.key)
        else:
            lines[line.word.key].append(line)
    order = sorted((letter_of(key) != DIGITS, make_sort_key(key), key) for key in lines)
    heads = (Headword(key, tuple(lines[key])) for _, _, key in order)
    letters = tuple((letter, tuple(some)) for letter, some in groupby(heads, key=lambda head: letter_of(head.key)))
    return Concordance(letters, tuple(sorted(left_out, key=lambda key: (make_sort_key(key), key))))


def find_words(text: str, start: int = 0) -> Iterator[Word]:
    """Where the words of a text begin, from `start` on.

    A word with hyphens is one word, and each of its parts from the second on is one, too: “NATO”
    in “Russia-NATO Council”. The first part would only repeat the line of the whole.
    """
    whole, part = _compile_patterns(_marks(text))
    for found in whole.finditer(text, start):
        word = _make_word(found)
        yield word
        if "-" in word.key:
            yield from map(_make_word, part.finditer(text, word.start + 1, word.end))


@lru_cache(maxsize=4096)
def make_key(word: str) -> str:
    """What makes two words the same: not their case, nor the shape of an apostrophe or hyphen, nor a possessive's ending."""
    return unicodedata.normalize("NFC", _strip_marks(word).translate(_SAME).casefold())


def stop_words(edition: Edition) -> frozenset[str]:
    """The words that are left out, as keys."""
    return _make_keys(edition.interview.stop_words)


@lru_cache(maxsize=2)
def _make_keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(make_key, words))


def find_first_word(span: Span, stop_words: frozenset[str]) -> Word | None:
    """The first of the words that has lines; None if all of them are left out."""
    words = (word for word in find_words(span.passage.text, span.start) if not word.left_out(stop_words))
    first = next(words, None)
    return first if first and first.start < span.end else None


def _marks(text: str) -> str:
    """The characters of a text that belong to the letter before them: accents, vowel signs, joiners."""
    if text.isascii():
        return ""
    return "".join(sorted(c for c in set(text) if unicodedata.category(c) in ("Mn", "Mc") or c in "\u200c\u200d"))


@cache
def _compile_patterns(marks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is a word, and what is a part of one after a hyphen."""
    letter = rf"[^\W_][{re.escape(marks)}]*" if marks else r"[^\W_]"
    plain = rf"(?:{letter})+(?:['’](?:{letter})+|(?<=\d)[.,+](?=\d)(?:{letter})+)*"
    return re.compile(rf"{plain}(?:[-‐‑]{plain})*"), re.compile(rf"(?<=[-‐‑]){plain}")


def _make_word(found: re.Match[str]) -> Word:
    bare = _strip_marks(found[0])
    return Word(found.start(), found.end(), make_key(found[0]), len(bare) > 1 and bare.isupper())


def _strip_marks(word: str) -> str:
    """A word without the ending of a possessive."""
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word


def _make_lines(edition: Edition) -> Iterator[Line]:
    """Every word, in the order of the text."""
    for question in edition.questions:
        for passage in question.passages:
            yield from (Line(passage, word) for word in find_words(passage.text))


def _to_a_word(text: str) -> int:
    """How long CONTEXT characters of `text` are, and on to the end of the word."""
    end = text.find(" ", CONTEXT)
    return len(text) if end < 0 else end
