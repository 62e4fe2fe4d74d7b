"""What is made from an original that is no text: a transcript, with what the original's format says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version


class UnreadableError(Exception):
    """Nothing can be made of the file; `code` says why, and what would help."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Made:
    """The transcript made from an original."""

    text: str
    markdown: bool
    """Whether bold letters and headings in it mean something."""
    tools: tuple[str, ...]
    """What it was made with, each with its version."""
    encoding: str = ""
    """How the original was saved, if it is a text; empty for UTF-8."""
    guessed: bool = False
    selector: str = ""
    """Of the part of a page that was taken."""
    turns: tuple[str, ...] = ()
    """The forms of its turns, where they are known."""
    voices: tuple[str, ...] = ()
    """Labels that speak for certain."""
    all_named: bool = False
    """Whether the format says who speaks, so that nothing has to be recognised."""
    doubts: tuple[tuple[str, Mapping[str, object]], ...] = ()
    title: str = ""
    date: str = ""
    language: str = ""


def versions(*packages: str) -> tuple[str, ...]:
    """The packages with their versions."""
    return tuple(f"{package} {version(package)}" for package in packages)
