"""What is made of a received file: its text, with what its format says about it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from importer.notices import Notice


@dataclass(frozen=True, slots=True)
class Made:
    """The text of a file."""

    text: str
    markdown: bool
    """Whether bold letters and headings in it mean something."""
    tools: tuple[str, ...] = ()
    """What it was made with, each with its version."""
    encoding: str = ""
    """How the file was saved, if it is a text; empty for UTF-8."""
    guessed: bool = False
    """Whether the encoding is a guess."""
    turns: tuple[str, ...] = ()
    """The forms of its turns, if they are known."""
    voices: tuple[str, ...] = ()
    """Labels that speak for certain."""
    all_named: bool = False
    """Whether the format says who speaks, so that nothing has to be recognised."""
    notices: tuple[Notice, ...] = ()
    title: str = ""
    date: str = ""
    language: str = ""


def list_versions(*packages: str) -> tuple[str, ...]:
    """List packages with their versions."""
    return tuple(f"{package} {version(package)}" for package in packages)
