"""What is found in a transcript: who speaks in it, how it is laid out, what is doubtful, why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from importer.detect.known import known
from importer.model import Layout


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided by its look."""

    code: str
    line: int
    """0 where it is about the whole."""
    facts: Mapping[str, object] = field(default_factory=dict)


class NotRecognisedError(Exception):
    """The text can't be read as an interview; `code` says why, and what would help."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks."""

    label: str
    also: tuple[str, ...]
    role: str
    turns: int
    words: int
    asking: float
    """The share of turns that end with a question."""

    @property
    def generic(self) -> bool:
        """Whether the label names nobody, as “Question” does."""
        return bool(known(self.label)) or not any(char.isalpha() for char in self.label)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a transcript."""

    layout: Layout
    voices: tuple[Voice, ...]
    not_speakers: tuple[str, ...]
    always_join: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    sure: bool
    """Whether it is clear who asks."""
    statement: int
    """Words before the first question."""
