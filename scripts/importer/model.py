"""What the importer knows of a file that it reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out, unless it is `**Speaker:** words` between blank lines."""

    turns: tuple[str, ...] = ()
    """How a turn begins: forms such as `{speaker}: {text}`; none are `**{speaker}:** {text}`."""
    questions: str = ""
    """`bold`, `italics` or `headings`: what sets questions apart where no label does; `headings 3` are those of `###`.
    `labels`: only questions have one. `in turn`: one sign opens both, and they take turns, the question first."""
    every_line: bool = False
    """Whether each line is a paragraph."""
    heals: bool = True
    """Whether page breaks have cut paragraphs in two."""
    headings: bool = False
    """Whether headings between turns are told from the words of the speakers."""
    ignore: tuple[str, ...] = ()
    """Lines that are no part of the interview, such as running heads; `{number}` stands for any number."""
    starts_at: str = ""
    """The first words of the line with which the interview begins; empty: with the first turn."""
    ends_at: str = ""
    """The first words of the line with which it is over."""
    opening: str = ""
    """The label of who speaks above the first one."""
    text_lines: tuple[int, ...] = ()
    """Lines that look as if a turn began there, and are text."""
    turn_lines: tuple[int, ...] = ()
    """Lines on which a turn begins, though the line before ends in mid-sentence."""
    heading_lines: tuple[int, ...] = ()
    """Lines that are headings, nobody's words, though nothing marks them as such."""
    drops_controls: bool = False
    """Whether control characters, which no page can show, are left out."""
    never_join: tuple[int, ...] = ()
    """Lines whose block stays a paragraph of its own, though the one before looks cut."""
    always_join: tuple[int, ...] = ()
    """Lines whose block continues the one before, though that one looks finished."""
    not_speakers: tuple[str, ...] = ()
    """Words in the form of a label that open a paragraph of text, not a turn."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines of the file that are not part of the interview."""

    reason: str
    """`header`, `footer` or `ignored`."""
    line: int
    """On which they begin."""
    text: str
