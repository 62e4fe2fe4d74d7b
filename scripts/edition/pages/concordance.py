"""The concordance: every word of the interview in its line of context (KWIC), from A to Z.

It is written as HTML, in one piece that Markdown passes through: thousands of lines would take
Markdown seconds, and the keyword in the middle of a line is nothing that Markdown can say.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from ..labels import Labels
from ..model import Edition, Page, Passage, Question
from .markdown import inline, literal, page
from .question import LISTED

PATH = "concordance/index.md"
CONTEXT = 42
"""Characters of context on either side, and then to the end of the word that they end in."""
LONGEST = 64
"""Where context ends even inside a word: a web address, or a script without spaces."""
ENGLISH = """\
a about above after again against ain't all almost also although always am among an and another any anybody
anyone anything are aren't around as at be because been before being below between both but by can can't cannot
could couldn't did didn't do does doesn't doing don't done down during each either else even ever every
everybody everyone everything few for from get gets getting got had hadn't has hasn't have haven't having he
he'd he'll hence her here hers herself him himself his how however i i'd i'll i'm i've if in indeed instead into
is isn't it it'd it'll its itself just let may me might mine more moreover most much must mustn't my myself
neither never nevertheless no nobody none nor not nothing now of off often on once one oneself only onto or
other others otherwise ought our ours ourselves out over own per perhaps quite rather really same shall shan't
she she'd she'll should shouldn't since so some somebody someone something still such than that that'd that'll
the their theirs them themselves then there therefore these they they'd they'll they're they've this those
though through throughout thus to too toward towards under until unto up upon us very was wasn't we we'd we'll
we're we've were weren't what whatever when whenever where whereas wherever whether which while who whoever whom
whose why will with within without won't would wouldn't yet you you'd you'll you're you've your yours yourself
yourselves"""
"""What is left out of an English interview: words that say little by themselves. `stop_words` in interview.yml
replaces them. Written in capitals, as “US” and “WHO”, a word is another word and stays."""

_ENGLISH = frozenset(ENGLISH.split())
_DIGITS = "0-9"
_SAME = str.maketrans("’ʼ‐‑", "''--")
_ACCENTS = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=е)\u0308")
"""On Latin and Greek letters, and of ё. A Cyrillic й is no и with an accent, but a letter of its own."""


class Word(NamedTuple):
    """A place of the text where a word begins that is worth a line: `text[start:end]`."""

    start: int
    end: int
    key: str
    """What all spellings of the word have in common; see `key_of`."""
    capitals: bool
    """Written as “US” and “WHO” are."""

    def left_out(self, stop_words: frozenset[str]) -> bool:
        """Whether it says too little to have a line."""
        return self.key in stop_words and not self.capitals


class Line(NamedTuple):
    """A word where it stands."""

    question: Question
    passage: Passage
    interviewer: bool
    word: Word

    @property
    def spelling(self) -> str:
        """The word as it is written here, without the ending of a possessive."""
        return _bare(self.passage.text[self.word.start : self.word.end])


def has_concordance(edition: Edition) -> bool:
    """Whether there is one: a long interview has none, for nobody could load such a page."""
    return len(edition.questions) <= LISTED


def concordance_page(edition: Edition, source: str) -> Page:
    """The page; `source` is the path of the transcript."""
    labels = edition.interview.labels
    title = f"# {inline(labels.concordance)}"
    if not has_concordance(edition):
        body = f"{title}\n\n{literal(labels.concordance_none)}"
        return page(PATH, labels.concordance, labels.concordance_none, source, body)
    lines: dict[str, list[Line]] = defaultdict(list)
    left_out: set[str] = set()
    words = stop_words(edition)
    for line in _lines(edition):
        if line.word.left_out(words):
            left_out.add(line.word.key)
        else:
            lines[line.word.key].append(line)
    body = "\n".join((title, "", literal(labels.concordance_about), "", *_html(labels, lines, left_out)))
    return page(PATH, labels.concordance, labels.concordance_about, source, body)


def words_of(text: str, start: int = 0) -> Iterator[Word]:
    """Where the words of a text begin, from `start` on.

    A word with hyphens is one word, and each of its parts from the second on is one, too: “NATO”
    in “Russia-NATO Council”. The first part would only repeat the line of the whole.
    """
    whole, part = _patterns(_marks(text))
    for found in whole.finditer(text, start):
        word = _word(found)
        yield word
        if "-" in word.key:
            yield from map(_word, part.finditer(text, word.start + 1, word.end))


@functools.lru_cache(maxsize=4096)
def key_of(word: str) -> str:
    """What makes two words the same: not their case, nor the shape of an apostrophe or hyphen, nor a possessive's ending."""
    return unicodedata.normalize("NFC", _bare(word).translate(_SAME).casefold())


def anchor(key: str) -> str:
    """The id of a word on the page: `w-libya`.

    It is made from the word alone, so that it lasts, and no two words share one; what is no
    plain letter or digit is written as its number.
    """
    return f"w-{_ascii(key)}"


def stop_words(edition: Edition) -> frozenset[str]:
    """The words that are left out, as keys."""
    return frozenset(map(key_of, edition.interview.stop_words)) or _ENGLISH


def address_of(text: str, start: int, end: int, stop_words: frozenset[str]) -> str:
    """The last part of the address at which the concordance shows `text[start:end]`: `?words=Libya#w-libya`.

    Empty if all its words are left out. `text` is that of the whole passage.
    """
    words = (word for word in words_of(text, start) if not word.left_out(stop_words))
    first = next(words, None)
    return f"?words={quote(text[first.start : end])}#{anchor(first.key)}" if first and first.start < end else ""


def _marks(text: str) -> str:
    """The characters of a text that belong to the letter before them: accents, vowel signs, joiners."""
    if text.isascii():
        return ""
    return "".join(sorted(c for c in set(text) if unicodedata.category(c) in ("Mn", "Mc") or c in "\u200c\u200d"))


@functools.cache
def _patterns(marks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is a word, and what is a part of one after a hyphen."""
    letter = rf"[^\W_][{re.escape(marks)}]*" if marks else r"[^\W_]"
    plain = rf"(?:{letter})+(?:['’](?:{letter})+|(?<=\d)[.,+](?=\d)(?:{letter})+)*"
    return re.compile(rf"{plain}(?:[-‐‑]{plain})*"), re.compile(rf"(?<=[-‐‑]){plain}")


def _word(found: re.Match[str]) -> Word:
    bare = _bare(found[0])
    return Word(found.start(), found.end(), key_of(found[0]), len(bare) > 1 and bare.isupper())


def _bare(word: str) -> str:
    """A word without the ending of a possessive."""
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word


def _lines(edition: Edition) -> Iterator[Line]:
    """Every word, in the order of the text."""
    for question in edition.questions:
        for turn in question.exchange.turns:
            asks = turn.speaker.role == "interviewer"
            for passage in turn.passages:
                yield from (Line(question, passage, asks, word) for word in words_of(passage.text))


def _html(labels: Labels, lines: dict[str, list[Line]], left_out: set[str]) -> Iterator[str]:
    order = sorted(lines, key=lambda key: (_letter(key) != _DIGITS, _sorted_as(key), key))
    letters = [(letter, list(keys)) for letter, keys in groupby(order, key=_letter)]
    count = f"<span>{sum(map(len, lines.values()))}</span>"
    yield f'<div class="concordance" data-context="{CONTEXT}">'
    yield (
        f'<search hidden><label for="words">{html.escape(labels.concordance_filter)}</label> '
        '<input type="search" id="words" autocomplete="off" autocapitalize="off" spellcheck="false"> '
        f'<span role="status">{html.escape(labels.concordance_lines).format(count=count)}</span></search>'
    )
    if left_out:  # so that a reader knows what isn't there
        words = _escaped(", ".join(sorted(left_out, key=_sorted_as)).replace("'", "’"))
        summary = f"{html.escape(labels.concordance_left_out)} ({len(left_out)})"
        yield f"<details><summary>{summary}</summary><p>{words}</p></details>"
    links = " ".join(f'<a href="#letter-{_ascii(letter)}">{_heading(letter)}</a>' for letter, _ in letters)
    yield f'<nav aria-label="{html.escape(labels.concordance_letters)}">{links}</nav>'
    for letter, keys in letters:
        yield f'<section style="--lines: {sum(len(lines[key]) for key in keys) + len(keys)}">'
        yield f'<h2 id="letter-{_ascii(letter)}">{_heading(letter)}</h2>'
        yield "<dl>"
        for key in keys:
            yield _entry(key, lines[key])
        yield "</dl></section>"
    yield "</div>\n"
    yield '<script src="../assets/concordance.js" defer></script>'


def _entry(key: str, lines: Sequence[Line]) -> str:
    """A word with its lines; of several spellings the most frequent is shown, and of equals the one in small letters."""
    spellings = Counter(line.spelling for line in lines)
    shown = max(spellings, key=lambda spelling: (spellings[spelling], spelling))
    context = "".join(map(_line, lines))
    return f'<div id="{anchor(key)}"><dt>{html.escape(shown)} <small>{len(lines)}</small></dt>{context}</div>'


def _line(line: Line) -> str:
    text, word = line.passage.text, line.word
    name = f"{line.question.number}.{line.passage.number}"
    where = f"../questions/{quote(line.question.editorial.name)}/#p{line.passage.number}"
    before = _to_a_word(text[max(0, word.start - LONGEST) : word.start][::-1])[::-1]
    kind = ' class="asks"' if line.interviewer else ""
    after = _to_a_word(text[word.end : word.end + LONGEST])
    return (
        f'<dd{kind}><a href="{where}">{name}</a> {_escaped(before)}'
        f"<b>{_escaped(text[word.start : word.end])}</b>{_escaped(after)}</dd>"
    )


def _to_a_word(text: str) -> str:
    """CONTEXT characters of `text`, and on to the end of the word."""
    end = text.find(" ", CONTEXT)
    return text if end < 0 else text[:end]


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _sorted_as(key: str) -> str:
    """Accents don't matter to the order."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", key)))


def _letter(key: str) -> str:
    first = _sorted_as(key)[0]
    return _DIGITS if first.isdigit() else first


def _heading(letter: str) -> str:
    """The letter as a capital, if that is the capital of no other: in Turkish, I belongs to ı."""
    capital = letter.upper()
    return (capital if capital.lower() == letter else letter).replace("-", "–")


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", text)
