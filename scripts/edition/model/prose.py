"""What the editors write, taken apart: paragraphs and lists of text, emphasis and links, and no more.

Every format writes these in its own way, so nothing but them ever reaches a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that are shown as they are; a line break in the file is one here."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, or strongly stressed ones."""

    inside: tuple[Inline, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a web address."""

    inside: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the glossary has an entry for."""

    name: str
    term: str
    """The entry's id."""


Inline = Text | Emphasis | Link | Name


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, each made of blocks."""

    items: tuple[tuple[Block, ...], ...]
    first: int | None
    """The number of the first item; None for a list without numbers."""


Block = Paragraph | Listing
Prose = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that the editors name: `[“Title”, Publisher, 18 June 2020](https://…), a remark`."""

    inside: tuple[Inline, ...]
    """The line as it was written."""
    title: str
    """Without quotation marks; a description where a source has no title."""
    publisher: str
    date: str
    """As the editors wrote it: a day, a month, a year, a span; may be empty."""
    address: str
    """May be empty."""


def join_words(parts: Iterable[Block | Inline]) -> str:
    """The words alone, blocks divided by spaces, white space folded."""
    return " ".join(_iterate_words(tuple(parts)).split())


def _iterate_words(parts: tuple[Block | Inline, ...]) -> str:
    out = []
    for part in parts:
        match part:
            case Text(text) | Name(text):
                out.append(text)
            case Listing(items):
                out += (f"{_iterate_words(item)}\n" for item in items)
            case Paragraph(inside):
                out.append(f"{_iterate_words(inside)}\n")
            case Emphasis(inside) | Link(inside):
                out.append(_iterate_words(inside))
    return "".join(out)
