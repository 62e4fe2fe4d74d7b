"""Pieces of speech as captions and recordings have them, put together into a transcript: paragraphs with times and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edition.model.text import WIDE, words_in

UNNAMED = "Unnamed voice"
"""The label of somebody who begins to speak and isn't named."""
TURN, GOES_ON, UNTIMED = "[{time}] {speaker}: {text}", "[{time}] {text}", "{speaker}: {text}"
LONG = 80
"""Words after which the next sentence begins a paragraph: a turn of an hour would be one."""

_ENDS = re.compile(r"[.?!…。？！؟][\"”’»)\]」』]*$")
_LABELLED = re.compile(r"[^:：]{1,80}[:：]")
_BETWEEN = re.compile(rf"(?<=[{WIDE}]) (?=[{WIDE}])")
_WHITE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that somebody says without a break."""

    voice: str
    """As the format names it; empty where it names nobody."""
    text: str
    time: str = ""
    """When it begins; empty if that isn't known."""
    opens: bool = False
    """Whether a paragraph begins here in any case."""


def split_words(text: str) -> list[str]:
    """Split a text into words; a no-break space is a character of a word."""
    return [word for word in _WHITE.split(text) if word]


def format_time(seconds: float) -> str:
    """Write a time as `00:01:07`; empty for what is no time of a recording."""
    if not 0 <= seconds < 360_000:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def clean_label(voice: str) -> str:
    """Write a voice as a label, without the signs that would end one."""
    return " ".join(re.sub(r"[:：*\[\]#<>]", " ", voice).split())[:60].strip()


def join_pieces(pieces: Sequence[Piece]) -> tuple[str, tuple[str, ...]]:
    """Join pieces to a text; returns it with the forms of its turns."""
    paragraphs: list[tuple[str, list[str]]] = []
    voice, words = "", 0
    for piece in pieces:
        fresh = not paragraphs or piece.voice != voice
        long = words >= LONG and _ENDS.search(paragraphs[-1][1][-1]) and not _LABELLED.match(piece.text)
        if fresh or piece.opens or long:
            time = f"[{piece.time}] " if piece.time else ""
            named = f"{piece.voice}: " if fresh and piece.voice else ""
            paragraphs.append((time + named, []))
            voice, words = piece.voice, 0
        paragraphs[-1][1].append(piece.text)
        words += words_in(piece.text)
    text = "\n\n".join(head + _BETWEEN.sub("", " ".join(said)) for head, said in paragraphs)
    timed = (TURN, GOES_ON) if any(piece.time for piece in pieces) else ()
    return f"{text}\n", (*timed, *((UNTIMED,) if not all(piece.time for piece in pieces) else ()))


def list_voices(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """List the labels, each once, in the order in which they begin to speak."""
    return tuple(dict.fromkeys(piece.voice for piece in pieces if piece.voice))
