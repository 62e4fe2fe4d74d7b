"""Captions, WebVTT and SubRip (SRT): who speaks is named in `<v Name>`, by “NAME:”, or not at all."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer.formats.converted import Made, UnreadableError, versions
from importer.formats.cues_to_turns import UNNAMED, Piece, clock, label, voices_of, words_of
from importer.formats.cues_to_turns import transcript as written
from importer.formats.encoding import decode

_TAG = re.compile(
    r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>|</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>|\{\\an?\d+\}", re.I
)
_DASH, _ARROWS = r"[-–—]", ">>+"
_LABEL = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Prof|M|Mme|Hr|Fr|Sra?)\.\s)?[^\W\d_](?:[^:：.?!;,]|(?<=\b[A-ZА-Я])\.){0,60}?)\s?[:：](?=\s|$|[^\x00-\x7f])"
)
_LONGEST = 200
"""Words of a cue that another is compared with."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a cue."""

    text: str
    voice: str | None
    """Whom the cue names; None: nobody."""
    opens: bool
    """Whether a sign stands before it by which somebody else begins to speak."""
    first: bool
    """Whether it begins a line."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at once."""

    number: int
    time: str
    words: tuple[Word, ...]


def transcript(ending: str, data: bytes, encoding: str, _: str) -> Made:
    """The transcript made from captions."""
    decoded = decode(data, encoding)
    if decoded is None:
        raise UnreadableError("no-text")
    cues = list(_cues(ending, re.sub(r"\r\n?", "\n", decoded.text)))
    doubts: list[tuple[str, Mapping[str, object]]] = []
    if _rolls(cues):
        cues = _unrolled(cues)
        doubts.append(("rolling", {"cues": len(cues)}))
    named = any(word.voice for cue in cues for word in cue.words)
    pieces = list(_named(cues, doubts) if named else _labelled(cues))
    if not named and not any(piece.opens and not piece.voice for piece in pieces):
        raise UnreadableError("no-voices", parts=f"{len(cues)} cues")
    if some := [piece for piece in pieces if piece.voice == UNNAMED]:
        doubts.append(("unnamed", {"count": len(some), "time": some[0].time, "label": UNNAMED}))
    text, forms = written(pieces)
    return Made(
        text, False, versions("webvtt-py"), decoded.encoding, decoded.guessed,
        turns=forms, voices=voices_of(pieces), all_named=named, doubts=tuple(doubts),
    )  # fmt: skip


def _cues(ending: str, text: str) -> Iterator[Cue]:
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        captions = WebVTT.from_buffer(io.StringIO(text.strip("\n")), format=ending.removeprefix("."))
    except (MalformedFileError, MalformedCaptionError) as error:
        raise UnreadableError("broken", name=f"a {ending} file", reason=error) from None
    lines = [caption.lines for caption in captions.captions]
    signs = _signs(lines)
    for number, caption in enumerate(captions.captions, 1):
        words = [word for line in _runs(caption.lines, ending) for word in _words(line, signs)]
        hours, minutes, seconds, _ = caption.start_time.to_tuple()
        yield Cue(number, clock(hours * 3600 + minutes * 60 + seconds), tuple(words))


def _signs(cues: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """What says that somebody else begins to speak: `>>`, and dashes where two lines of a cue begin with one."""
    plain = [[html.unescape(_TAG.sub("", line)).lstrip() for line in lines] for lines in cues]
    dashes = any(sum(bool(re.match(_DASH, line)) for line in lines) > 1 for lines in plain)
    arrows = any(line.startswith(">>") for lines in plain for line in lines)
    return re.compile("|".join(filter(None, (_DASH * dashes, _ARROWS * arrows))) or "(?!)")


def _runs(lines: Sequence[str], ending: str) -> Iterator[list[tuple[str | None, str]]]:
    """Each line of a cue as runs of one voice: a voice goes on to the end of the cue, or to the next."""
    voice: str | None = None
    for line in lines:
        runs, at = [], 0
        for tag in _TAG.finditer(line):
            runs.append((voice, line[at : tag.start()]))
            at = tag.end()
            if tag[1] is not None:
                voice = label(html.unescape(tag[1])) or None
        runs.append((voice, line[at:]))
        yield [(who, html.unescape(text) if ending == ".vtt" else text) for who, text in runs]


def _words(runs: Sequence[tuple[str | None, str]], signs: re.Pattern[str]) -> Iterator[Word]:
    """The words of a line. A tag inside a word divides it only where another voice begins."""
    joined: list[tuple[str | None, str]] = []
    for voice, text in runs:
        if joined and joined[-1][0] == voice:
            joined[-1] = (voice, joined[-1][1] + text)
        else:
            joined.append((voice, text))
    opens, first = False, True
    for voice, text in joined:
        if first and (sign := re.match(rf"\s*(?:{signs.pattern})", text)):
            opens, text = True, text[sign.end() :]
        for word in words_of(text):
            yield Word(word, voice, opens, first)
            opens = first = False


def _overlap(before: Cue, after: Cue) -> int:
    """How many words a cue repeats of the one before: its last, whole lines or else three at least."""
    ours, theirs = [[word.text for word in cue.words] for cue in (before, after)]
    counts = range(min(len(ours), len(theirs), _LONGEST), 0, -1)
    same = [count for count in counts if ours[-count:] == theirs[:count]]
    ends = {len(theirs), *(number for number, word in enumerate(after.words) if word.first)}
    whole = [count for count in same if before.words[-count].first and count in ends]
    return next((count for count in (*whole, *same) if count in whole or count >= 3), 0)


def _rolls(cues: Sequence[Cue]) -> bool:
    """Whether captions roll: a third of them begin with what is on the screen already."""
    repeats = sum(bool(_overlap(*pair)) for pair in pairwise(cues))
    return len(cues) > 3 and repeats > len(cues) / 3


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """Each word once."""
    dropped = [0, *(_overlap(*pair) for pair in pairwise(cues))]
    return [replace(cue, words=cue.words[count:]) for cue, count in zip(cues, dropped, strict=True)]


def _named(cues: Sequence[Cue], doubts: list[tuple[str, Mapping[str, object]]]) -> Iterator[Piece]:
    """Pieces of captions that say who speaks; a cue that names nobody goes on with the voice before."""
    voice, carried = UNNAMED, list[Cue]()
    for cue in cues:
        said: list[str] = []
        for word in cue.words:
            who = word.voice or (UNNAMED if word.opens else voice)
            if who != voice and said:
                yield Piece(voice, " ".join(said), cue.time)
                said = []
            voice = who
            said.append(word.text)
        if said:
            yield Piece(voice, " ".join(said), cue.time)
        if cue.words and not any(word.voice or word.opens for word in cue.words):
            carried.append(cue)
    if carried:
        doubts.append(("carried", {"count": len(carried), "number": carried[0].number, "time": carried[0].time}))


def _labelled(cues: Sequence[Cue]) -> Iterator[Piece]:
    """Pieces of captions whose words themselves may say who speaks: `JANE: …` at a line's beginning."""
    lines = [(cue.time, line) for cue in cues for line in _lines(cue)]
    found = [_LABEL.match(" ".join(word.text for word in line)) for _, line in lines]
    counts = Counter(match[1] for match in found if match)
    voice = ""
    for (time, line), match in zip(lines, found, strict=True):
        opens = match is not None and (line[0].opens or counts[match[1]] > 1 or _is_name(match[1]))
        voice = "" if opens else UNNAMED if line[0].opens else voice
        yield Piece(voice, " ".join(word.text for word in line), time, opens or line[0].opens)


def _is_name(text: str) -> bool:
    return len(text.split()) < 5 and all(word[0].isupper() for word in text.split())


def _lines(cue: Cue) -> Iterator[tuple[Word, ...]]:
    starts = [number for number, word in enumerate(cue.words) if word.first or not number]
    for start, end in pairwise([*starts, len(cue.words)]):
        yield cue.words[start:end]
