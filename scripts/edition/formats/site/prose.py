"""The editors' prose and sources in Markdown, written anew: what it can say is decided in reading/prose.py."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.prose import Block, Citation, Emphasis, Inline, Link, Paragraph, Prose, Text
from .markdown import inline, literal


def prose(blocks: Prose) -> str:
    """Paragraphs and lists."""
    return "\n\n".join(map(_block, blocks))


def line(parts: Sequence[Inline]) -> str:
    """What stands inside a paragraph."""
    return "".join(map(_part, parts))


def sources(citations: Sequence[Citation]) -> str:
    """Sources in one line."""
    return "; ".join(line(citation.inside) for citation in citations)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        first = block.inside[:1]
        opening = literal(first[0].text) if first and isinstance(first[0], Text) else line(first)
        return opening + line(block.inside[1:])
    numbers = range(block.first or 0, (block.first or 0) + len(block.items))
    marks = ("-" if block.first is None else f"{number}." for number in numbers)
    return "\n".join(f"{mark} {_indented(prose(item))}" for mark, item in zip(marks, block.items, strict=True))


def _indented(text: str) -> str:
    """Below the mark of its list, which Python-Markdown wants four columns wide."""
    return text.replace("\n", "\n    ")


def _part(part: Inline) -> str:
    match part:
        case Text(text):
            return "\n".join(map(inline, text.split("\n")))
        case Link(inside, address):
            return f"[{line(inside)}]({address})"
        case Emphasis(inside, strong):
            mark = "**" if strong else "*"
            return f"{mark}{line(inside)}{mark}"
