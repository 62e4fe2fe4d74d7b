"""The editors' prose and sources in Markdown, written anew: what it can say is decided in reading/prose.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from edition.model.prose import Block, Citation, Emphasis, Inline, Link, Name, Paragraph, Prose, Text
from edition.site.markdown import inline, link, literal, target

Names = Callable[[str], str]
"""The address of the glossary's entry with an id."""


def prose(blocks: Prose, names: Names) -> Markup:
    """Paragraphs and lists."""
    return Markup("\n\n".join(_block(block, names) for block in blocks))


def line(parts: Sequence[Inline], names: Names = str) -> Markup:
    """What stands inside a paragraph."""
    return Markup("".join(_part(part, names) for part in parts))


def sources(citations: Sequence[Citation]) -> Markup:
    """Sources in one line."""
    return Markup("; ".join(line(citation.inside) for citation in citations))


def paragraph(parts: Sequence[Inline], names: Names = str) -> Markup:
    """The same for a whole paragraph, or what stands behind the mark of a list."""
    first = parts[0] if parts else None
    opening = _lines(first.text, literal) if isinstance(first, Text) else line(parts[:1], names)
    return Markup(f"{opening}{line(parts[1:], names)}")


def _block(block: Block, names: Names) -> str:
    if isinstance(block, Paragraph):
        return paragraph(block.inside, names)
    numbers = range(block.first or 0, (block.first or 0) + len(block.items))
    marks = ("-" if block.first is None else f"{number}." for number in numbers)
    return "\n".join(f"{mark} {_indented(prose(item, names))}" for mark, item in zip(marks, block.items, strict=True))


def _lines(text: str, first: Callable[[str], str]) -> str:
    """A text of several lines; none of them begins anything but the line."""
    opening, *others = text.split("\n")
    return "\n".join((first(opening), *map(literal, others)))


def _indented(text: str) -> str:
    """Below the mark of its list, which Python-Markdown wants four columns wide."""
    return str(text).replace("\n", "\n    ")


def _part(part: Inline, names: Names) -> str:
    match part:
        case Text(text):
            return _lines(text, inline)
        case Name(name, term):
            return link(name, names(term))
        case Link(inside, address):
            return f"[{line(inside, names)}]({target(address)})"
        case Emphasis(inside, strong):
            mark = "**" if strong else "*"
            return f"{mark}{line(inside, names)}{mark}"
