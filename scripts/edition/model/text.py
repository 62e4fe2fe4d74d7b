"""The interview as it was received: who speaks, in which passages, and any of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from edition.problems import Place

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_EQUAL = str.maketrans(f"“”„‟«»‘’‚‛{_SPACES}", '""""""\'\'\'\'' + " " * len(_SPACES))
"""One character for one, so that places in the matched text are places in the text."""
_SENTENCE = re.compile(r"(?<=[.?!…])[\"”’')]*\s+(?=[\"“‘(]?[^\W\d_a-z])")
"""Where a sentence ends: a closing mark, white space, a capital."""
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Prof)\.$")


UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of scripts that put no spaces between words: Han, Hiragana, Katakana."""
WIDE = f"{UNSPACED}\u3000-\u3004\u3008-\u303f\uff01-\uff60"
"""The same with their punctuation marks."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_COUNTED = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def normalise(text: str) -> str:
    """`text` with quotation marks straightened and special spaces made plain, as long as before.

    Two texts are the same words when these are equal.
    """
    return text if text.isascii() else text.translate(_EQUAL)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words stand in the transcript."""

    label: str
    """The words that open a turn, for example `Question`; empty where no label does."""
    role: str
    """`interviewer` (whose turns open a question), `speaker`, or `moderator`, who neither asks nor
    answers; `heading` is the transcript itself, which nobody says."""
    name: str
    about: str
    """Who that was, in a few words; an office is the one held on the day."""
    sorted: str
    """The name as a bibliography sorts it: `Lavrov, Sergey`."""
    also: tuple[str, ...] = ()
    """Other labels of the same speaker."""
    shown: str = ""
    """What stands above the words on a page; empty: the label."""
    kind: str = ""
    """`person` or `organisation`; empty where that isn't known."""

    @property
    def asks(self) -> bool:
        return self.role == "interviewer"

    @property
    def answers(self) -> bool:
        return self.role == "speaker"

    @property
    def heading(self) -> str:
        """What stands above the words on a page."""
        return self.shown or self.label or self.name


HEADING = Speaker("", "heading", "", "", "")
"""The transcript itself: a heading between turns is nobody's words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the transcript: the unit that is numbered and cited."""

    question: int
    number: int
    """Counted from 1 through the question and its answer: 4 in “3.4”."""
    speaker: Speaker
    text: str
    """The words as received; white space inside folded to single spaces."""
    line: int
    """Of the transcript."""
    time: str = ""
    """When it was said, as the transcript writes it; may be empty."""
    matched: str = field(init=False, repr=False, compare=False)
    """The text in which words are looked for, `comparable`; as long as `text`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "matched", normalise(self.text))

    @property
    def name(self) -> str:
        """`3.4`."""
        return name_passage(self.question, self.number)

    @property
    def words(self) -> int:
        """How many there are."""
        return words_in(self.text)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """These words: `text[start:end]` of a passage."""

    passage: Passage = field(compare=False)
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def name(self) -> str:
        """Of the passage: `3.4`."""
        return self.passage.name

    def overlaps(self, other: Span) -> bool:
        """Whether the two share any of their words."""
        return self.passage is other.passage and self.start < other.end and other.start < self.end

    @property
    def sentence(self) -> Span:
        """The sentence, or sentences, that the words stand in."""
        text = self.passage.text
        cuts = _find_sentences(text)
        first = max(cut for cut in cuts if cut <= self.start)
        last = min(cut for cut in cuts if cut >= self.end)
        return Span(self.passage, first, len(text[:last].rstrip()))


def name_passage(question: int, number: int) -> str:
    """Return the number under which a passage is cited, `3.4`. Editors write it as `¶3.4`, which source/notes.py reads."""
    return f"{question}.{number}"


@lru_cache(maxsize=16384)
def words_in(text: str) -> int:
    """How many words a text has; where no spaces divide them, as in Chinese, each character counts as one."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(text.split())
    counts = (len(_COUNTED.findall(word)) if _UNSPACED.search(word) else 1 for word in text.split())
    return sum(counts)


@lru_cache(maxsize=16384)
def _find_sentences(text: str) -> tuple[int, ...]:
    """Where the sentences of a passage begin, and where the last one ends."""
    ends = (m.end() for m in _SENTENCE.finditer(text) if not _TITLE.search(text, max(0, m.start() - 6), m.start()))
    return (0, *ends, len(text))


def find_occurrences(wanted: str, text: str) -> Iterator[int]:
    """Where `wanted` stands in `text`, whole words only: “German” is not in “Germans”. Both are `comparable`."""
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_is_inside_word(text[start - 1 : start + 1]) or _is_inside_word(text[end - 1 : end + 1])):
            yield start
        start = text.find(wanted, start + 1)


def _is_inside_word(pair: str) -> bool:
    """Whether there is no end of a word between two characters; where no spaces are written, any place may be one."""
    return len(pair) == 2 and pair[0].isalnum() and pair[1].isalnum() and not _UNSPACED.search(pair)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one begins."""

    speaker: Speaker
    passages: tuple[Passage, ...]
    label: str = ""
    """The words that open it; empty where none do."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of the interview with its answer, as the transcript has them."""

    number: int
    """Counted from 1; 0 is what was said before the first question."""
    turns: tuple[Turn, ...]
    """Who calls up the question, if anybody does; the interviewers' turns; those that answer, if anybody does."""
    place: Place

    @property
    def asked(self) -> tuple[Turn, ...]:
        """The turns of the question."""
        first = next((n for n, turn in enumerate(self.turns) if turn.speaker.asks), len(self.turns))
        rest = (n for n, turn in enumerate(self.turns) if n > first and not turn.speaker.asks)
        return self.turns[first : next(rest, len(self.turns))]

    @property
    def answered(self) -> tuple[Turn, ...]:
        """The turns after the question."""
        asked = self.asked
        return self.turns[self.turns.index(asked[-1]) + 1 :] if asked else self.turns

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for turn in self.turns for passage in turn.passages)

    @property
    def words(self) -> int:
        """Of the question and the answer."""
        return sum(passage.words for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The interview, taken apart into questions."""

    path: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    exchanges: tuple[Exchange, ...]
    left_out: tuple[str, ...] = ()
    """What else the original holds, such as `7: 39-50 minutes`: the line of the original and the words."""

    @property
    def last(self) -> int:
        """The number of the last question."""
        return self.exchanges[-1].number if self.exchanges else 0

    def exchange(self, number: int) -> Exchange | None:
        """The question of that number; 0 is what was said before the first."""
        first = self.exchanges[0].number if self.exchanges else 1
        return self.exchanges[number - first] if first <= number <= self.last else None
