"""What an input gives: the blocks of a received file, in order, each with its place there."""

from __future__ import annotations

from dataclasses import dataclass

ORIGINALS = (".vtt", ".srt", ".json", ".html", ".docx")
"""The endings of files that are no text; a transcript is made from them, and stands beside them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something begins in the file as it was received."""

    number: int
    """Of the line, the cue or the paragraph, counted from 1."""
    unit: str = "line"
    """`line`, `cue`, `segment` or `paragraph`: what is counted."""
    time: str = ""
    """When it was said, as the file writes it: `0:04:39`; may be empty."""

    def __str__(self) -> str:
        return f"{self.unit} {self.number}" + (f" ({self.time})" if self.time else "")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that the file sets apart: a paragraph, or what a page break left of one."""

    origin: Origin
    text: str
    """As received; of several lines where the file breaks them."""
    label: str = ""
    """Who speaks, where the format itself says so and not the text."""
    level: int = 0
    """Of a heading: 3 for `### …`; 0 for all other blocks."""

    def line(self, number: int) -> Origin:
        """Where its line `number` begins, counted from 0."""
        return Origin(self.origin.number + number, self.origin.unit, self.origin.time)
