"""Captions, WebVTT and SubRip (SRT): who speaks is named in `<v Name>`, by “NAME:”, or not at all."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer.formats.cues_to_turns import (
    UNNAMED,
    Piece,
    clean_label,
    format_time,
    join_pieces,
    list_voices,
    split_words,
)
from importer.formats.encoding import decode
from importer.formats.made import Made, list_versions
from importer.notices import Notice, RefusedError

_TAG = re.compile(
    r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>|</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>|\{\\an?\d+\}", re.I
)
_DASH, _ARROWS = r"[-–—]", ">>+"
_LABEL = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Prof|M|Mme|Hr|Fr|Sra?)\.\s)?[^\W\d_](?:[^:：.?!;,]|(?<=\b[A-ZА-Я])\.){0,60}?)\s?[:：](?=\s|$|[^\x00-\x7f])"
)
_BRACKETED = re.compile(r"^\[([^\W\d_][^\]:：\n]{0,40})\]:[ \t]+")
"""A label as WhisperX writes it: `[SPEAKER_00]: words`."""
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

    time: str
    words: tuple[Word, ...]


def read_captions(ending: str, data: bytes, encoding: str, _: str) -> Made:
    """Make a text of captions."""
    decoded = decode(data, encoding)
    if decoded is None:
        raise RefusedError("no-text")
    cues = list(_read_cues(ending, re.sub(r"\r\n?", "\n", decoded.text)))
    notices: list[Notice] = []
    if _repeats(cues):
        cues = _drop_repeats(cues)
        notices.append(Notice("rolling", 0, {"cues": len(cues)}))
    named = any(word.voice for cue in cues for word in cue.words)
    pieces = list(_divide_named(cues, notices) if named else _divide_labelled(cues))
    if not named and not any(piece.opens and not piece.voice for piece in pieces):
        raise RefusedError("no-voices", parts=f"{len(cues)} cues")
    if some := [piece for piece in pieces if piece.voice == UNNAMED]:
        facts = {"count": len(some), "time": some[0].time, "label": UNNAMED, "words": some[0].text}
        notices.append(Notice("unnamed", 0, facts))
    text, forms = join_pieces(pieces)
    return Made(
        text, False, list_versions("webvtt-py"), decoded.encoding, decoded.guessed,
        turns=forms, voices=list_voices(pieces), all_named=named, notices=tuple(notices),
    )  # fmt: skip


def _read_cues(ending: str, text: str) -> Iterator[Cue]:
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        captions = WebVTT.from_buffer(io.StringIO(text.strip("\n")), format=ending.removeprefix("."))
    except (MalformedFileError, MalformedCaptionError) as error:
        raise RefusedError("broken", name=f"a {ending} file", reason=error) from None
    shown = [[_BRACKETED.sub(r"\1: ", line) for line in caption.lines] for caption in captions.captions]
    signs = _find_signs(shown)
    for caption, lines in zip(captions.captions, shown, strict=True):
        words = [word for line in _divide_voices(lines, ending) for word in _read_words(line, signs)]
        hours, minutes, seconds, _ = caption.start_time.to_tuple()
        yield Cue(format_time(hours * 3600 + minutes * 60 + seconds), tuple(words))


def _find_signs(cues: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """Find what says that somebody else begins to speak: `>>`, and dashes where two lines of a cue begin with one."""
    plain = [[html.unescape(_TAG.sub("", line)).lstrip() for line in lines] for lines in cues]
    dashes = any(sum(bool(re.match(_DASH, line)) for line in lines) > 1 for lines in plain)
    arrows = any(line.startswith(">>") for lines in plain for line in lines)
    return re.compile("|".join(filter(None, (_DASH * dashes, _ARROWS * arrows))) or "(?!)")


def _divide_voices(lines: Sequence[str], ending: str) -> Iterator[list[tuple[str | None, str]]]:
    """Divide each line of a cue into runs of one voice: a voice goes on to the end of the cue, or to the next."""
    voice: str | None = None
    for line in lines:
        runs, at = [], 0
        for tag in _TAG.finditer(line):
            runs.append((voice, line[at : tag.start()]))
            at = tag.end()
            if tag[1] is not None:
                voice = clean_label(html.unescape(tag[1])) or None
        runs.append((voice, line[at:]))
        yield [(who, html.unescape(text) if ending == ".vtt" else text) for who, text in runs]


def _read_words(runs: Sequence[tuple[str | None, str]], signs: re.Pattern[str]) -> Iterator[Word]:
    """Read the words of a line. A tag inside a word divides it only where another voice begins."""
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
        for word in split_words(text):
            yield Word(word, voice, opens, first)
            opens = first = False


def _count_overlap(before: Cue, after: Cue) -> int:
    """Count the words that a cue repeats of the one before: its last, whole lines or else three at least."""
    ours, theirs = [[word.text for word in cue.words] for cue in (before, after)]
    counts = range(min(len(ours), len(theirs), _LONGEST), 0, -1)
    same = [count for count in counts if ours[-count:] == theirs[:count]]
    ends = {len(theirs), *(number for number, word in enumerate(after.words) if word.first)}
    whole = [count for count in same if before.words[-count].first and count in ends]
    return next((count for count in (*whole, *same) if count in whole or count >= 3), 0)


def _repeats(cues: Sequence[Cue]) -> bool:
    """Whether captions roll: a third of them begin with what is on the screen already."""
    repeats = sum(bool(_count_overlap(*pair)) for pair in pairwise(cues))
    return len(cues) > 3 and repeats > len(cues) / 3


def _drop_repeats(cues: Sequence[Cue]) -> list[Cue]:
    """Keep each word once."""
    dropped = [0, *(_count_overlap(*pair) for pair in pairwise(cues))]
    return [replace(cue, words=cue.words[count:]) for cue, count in zip(cues, dropped, strict=True)]


def _divide_named(cues: Sequence[Cue], notices: list[Notice]) -> Iterator[Piece]:
    """Divide captions that say who speaks; a cue that names nobody goes on with the voice before."""
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
        words = " ".join(word.text for word in carried[0].words)
        notices.append(Notice("carried", 0, {"count": len(carried), "time": carried[0].time, "words": words}))


def _divide_labelled(cues: Sequence[Cue]) -> Iterator[Piece]:
    """Divide captions whose words themselves may say who speaks: `JANE: …` at a line's beginning."""
    lines = [(cue.time, line) for cue in cues for line in _split_lines(cue)]
    found = [_LABEL.match(" ".join(word.text for word in line)) for _, line in lines]
    counts = Counter(match[1] for match in found if match)
    voice = ""
    for (time, line), match in zip(lines, found, strict=True):
        opens = match is not None and (line[0].opens or counts[match[1]] > 1 or _is_name(match[1]))
        voice = "" if opens else UNNAMED if line[0].opens else voice
        yield Piece(voice, " ".join(word.text for word in line), time, opens or line[0].opens)


def _is_name(text: str) -> bool:
    return len(text.split()) < 5 and all(word[0].isupper() for word in text.split())


def _split_lines(cue: Cue) -> Iterator[tuple[Word, ...]]:
    starts = [number for number, word in enumerate(cue.words) if word.first or not number]
    for start, end in pairwise([*starts, len(cue.words)]):
        yield cue.words[start:end]
