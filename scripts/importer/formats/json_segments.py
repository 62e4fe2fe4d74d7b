"""JSON of speech recognition and of podcasts: Whisper and WhisperX (`segments`, `start`, `text`), Podcasting 2.0 (`startTime`, `body`)."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from typing import Any

from importer.formats.converted import Made, UnreadableError
from importer.formats.cues_to_turns import UNNAMED, Piece, clock, label, voices_of, words_of
from importer.formats.cues_to_turns import transcript as written
from importer.formats.encoding import decode


def transcript(_: str, data: bytes, encoding: str, __: str) -> Made:
    """The transcript made from segments."""
    decoded = decode(data, encoding)
    if decoded is None:
        raise UnreadableError("no-text")
    try:
        document = json.loads(decoded.text)
    except ValueError as error:
        raise UnreadableError("broken", name="this JSON", reason=error) from None
    segments = document.get("segments") if isinstance(document, dict) else document
    if not isinstance(segments, list) or not segments or not all(map(_is_segment, segments)):
        raise UnreadableError("json")
    if not any(_voice(segment) for segment in segments):
        raise UnreadableError("no-voices", parts=f"{len(segments)} segments")
    doubts: list[tuple[str, Mapping[str, object]]] = []
    pieces = list(_pieces(segments, doubts))
    text, forms = written(pieces)
    language = document.get("language") if isinstance(document, dict) else ""
    return Made(
        text, False, (f"Python {platform.python_version()}",), decoded.encoding, decoded.guessed,
        turns=forms, voices=voices_of(pieces), all_named=True, doubts=tuple(doubts),
        language=language if isinstance(language, str) and len(language) == 2 else "",
    )  # fmt: skip


def _is_segment(segment: object) -> bool:
    return isinstance(segment, dict) and isinstance(_text(segment), str)


def _text(segment: Mapping[str, Any]) -> Any:
    return segment.get("body", segment.get("text"))


def _voice(segment: Mapping[str, Any]) -> str:
    voice = segment.get("speaker")
    return label(voice) if isinstance(voice, str) else ""


def _time(segment: Mapping[str, Any]) -> str:
    time = segment.get("startTime", segment.get("start"))
    return clock(time) if isinstance(time, int | float) and not isinstance(time, bool) else ""


def _pieces(segments: list[dict[str, Any]], doubts: list[tuple[str, Mapping[str, object]]]) -> Iterator[Piece]:
    """A segment that names nobody goes on with the voice before."""
    voice, carried, divided = UNNAMED, list[int](), list[int]()
    for number, segment in enumerate(segments, 1):
        words = words_of(_text(segment))
        if words and not _voice(segment):
            carried.append(number)
        if len({one.get("speaker") for one in _words(segment)} - {None}) > 1:
            divided.append(number)
        voice = _voice(segment) or voice
        if words:
            yield Piece(voice, " ".join(words), _time(segment))
    for code, numbers in (("segment-carried", carried), ("segment-divided", divided)):
        if numbers:
            doubts.append(
                (code, {"count": len(numbers), "number": numbers[0], "time": _time(segments[numbers[0] - 1])})
            )


def _words(segment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    words = segment.get("words")
    return [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
