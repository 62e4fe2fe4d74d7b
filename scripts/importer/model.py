"""What the importer knows of a file: what somebody said about it, its layout, and who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file can't be trusted to say about itself; empty if nobody has said it."""

    asks: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    encoding: str = ""
    turns: tuple[str, ...] = ()
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out, unless it is `**Speaker:** words` between blank lines. Lines are counted from 1."""

    turns: tuple[str, ...] = ()
    """How a turn begins: forms such as `{speaker}: {text}`; none means `**{speaker}:** {text}`."""
    questions: str = ""
    """`bold`, `italics` or `headings 3`: what marks a question that has no label. `labels`: only questions have one.
    `in turn`: the same sign opens both, and they alternate, a question first."""
    every_line: bool = False
    """Whether each line is a paragraph."""
    headings: bool = False
    """Whether headings of Markdown are nobody's words."""
    first: int = 1
    """The line with which the interview begins."""
    end: int = 0
    """The line before which it ends; 0 if it ends with the text."""
    ignored: frozenset[int] = frozenset()
    """Lines that are no part of the interview, such as page numbers."""
    text_lines: frozenset[int] = frozenset()
    """Lines that begin like a turn, and are text."""
    heading_lines: frozenset[int] = frozenset()
    """Lines that are headings although nothing marks them."""
    opening: str = ""
    """The label of whoever speaks above the first label. Only old editions have this, and what follows."""
    heals: bool = False
    """Whether a paragraph that doesn't end a sentence continues in the next one."""
    always_join: frozenset[int] = frozenset()
    """Lines whose paragraph continues the one before in any case."""
    never_join: frozenset[int] = frozenset()
    """Lines whose paragraph never does."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks."""

    keys: tuple[str, ...]
    """The labels as turns have them, or what stands for one that is missing."""
    label: str
    """Empty if the words have no label."""
    also: tuple[str, ...]
    """Other labels of the same person."""
    role: str
    turns: int
    words: int
    asking: float
    """The share of turns that end with a question."""
