"""JSON, read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from readback.reading import Cited, Noted, Reading, Said

Node = dict[str, Any]


def read(data: bytes) -> Reading:
    """The passages and notes of a finished file."""
    questions = json.loads(data)["questions"]
    passages = (passage for question in questions for passage in question["passages"])
    notes = (note for question in questions for note in question.get("editors", {"notes": ()})["notes"])
    return Reading(
        tuple(Said(one["voice"], one["passage"], one["text"]) for one in passages), tuple(map(_noted, notes))
    )


def _noted(note: Node) -> Noted:
    sources: Sequence[Node] = note["sources"]
    return Noted(
        note["passage"],
        note["number"],
        note["label"],
        note["quote"],
        " ".join(note["text"].split()),
        tuple(Cited(one["text"], one["address"]) for one in sources),
    )
