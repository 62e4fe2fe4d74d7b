"""JSON of speech recognition and of podcasts: Whisper and WhisperX (`segments`, `start`, `text`), Podcasting 2.0 (`startTime`, `body`)."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from typing import Any

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
from importer.formats.made import Made
from importer.notices import Notice, RefusedError


def read_segments(_: str, data: bytes, encoding: str, __: str) -> Made:
    """Make a text of segments."""
    decoded = decode(data, encoding)
    if decoded is None:
        raise RefusedError("no-text")
    try:
        document = json.loads(decoded.text, object_pairs_hook=_read_object)
    except ValueError as error:
        raise RefusedError("broken", name="this JSON", reason=error) from None
    segments = document.get("segments") if isinstance(document, dict) else document
    if not isinstance(segments, list) or not segments or not all(map(_is_segment, segments)):
        raise RefusedError("json")
    if not any(_get_voice(segment) for segment in segments):
        raise RefusedError("no-voices", parts=f"{len(segments)} segments")
    notices: list[Notice] = []
    pieces = list(_divide(segments, notices))
    text, forms = join_pieces(pieces)
    language = document.get("language") if isinstance(document, dict) else ""
    return Made(
        text, False, (f"Python {platform.python_version()}",), decoded.encoding, decoded.guessed,
        turns=forms, voices=list_voices(pieces), all_named=True, notices=tuple(notices),
        language=language if isinstance(language, str) and len(language) == 2 else "",
    )  # fmt: skip


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dictionary of an object; of a key that is there twice Python would drop the first value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key is there twice in one object: {', '.join(sorted(found))}")
    return found


def _is_segment(segment: object) -> bool:
    return isinstance(segment, dict) and isinstance(_get_text(segment), str)


def _get_text(segment: Mapping[str, Any]) -> Any:
    return segment.get("body", segment.get("text"))


def _get_voice(segment: Mapping[str, Any]) -> str:
    voice = segment.get("speaker")
    return clean_label(voice) if isinstance(voice, str) else ""


def _get_time(segment: Mapping[str, Any]) -> str:
    time = segment.get("startTime", segment.get("start"))
    return format_time(time) if isinstance(time, int | float) and not isinstance(time, bool) else ""


def _divide(segments: list[dict[str, Any]], notices: list[Notice]) -> Iterator[Piece]:
    """Divide segments; one that names nobody continues the voice before."""
    voice, carried, divided = UNNAMED, list[int](), list[int]()
    for number, segment in enumerate(segments, 1):
        words = split_words(_get_text(segment))
        if words and not _get_voice(segment):
            carried.append(number)
        if len({one.get("speaker") for one in _list_words(segment)} - {None}) > 1:
            divided.append(number)
        voice = _get_voice(segment) or voice
        if words:
            yield Piece(voice, " ".join(words), _get_time(segment))
    for code, numbers in (("segment-carried", carried), ("segment-divided", divided)):
        if numbers:
            first = segments[numbers[0] - 1]
            text = " ".join(split_words(_get_text(first)))
            notices.append(Notice(code, 0, {"count": len(numbers), "time": _get_time(first), "words": text}))


def _list_words(segment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    words = segment.get("words")
    return [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
