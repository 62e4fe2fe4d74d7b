"""The editors' prose and sources in Markdown, written anew: what it can say is decided in reading/prose.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from edition.model.prose import Block, Citation, Emphasis, Inline, Link, Name, Paragraph, Prose, Text
from edition.site.markdown import escape_line, escape_paragraph, mark_as_written, target

Names = Callable[[str], str]
"""The address of the glossary's entry with an id."""


def prose(blocks: Prose, names: Names) -> Markup:
    """Write paragraphs and lists."""
    return mark_as_written(_write_blocks(blocks, names))


def sources(citations: Sequence[Citation]) -> Markup:
    """Write sources in one line."""
    return mark_as_written("; ".join(_write_line(citation.inside, str) for citation in citations))


def paragraph(parts: Sequence[Inline], names: Names = str) -> Markup:
    """Write a whole paragraph, or the words after the mark of a list."""
    return mark_as_written(_write_paragraph(parts, names))


def _write_blocks(blocks: Prose, names: Names) -> str:
    return "\n\n".join([_write_block(block, names) for block in blocks])


def _write_block(block: Block, names: Names) -> str:
    if isinstance(block, Paragraph):
        return _write_paragraph(block.inside, names)
    numbers = range(block.first or 0, (block.first or 0) + len(block.items))
    marks = ("-" if block.first is None else f"{number}." for number in numbers)
    items = (_write_blocks(item, names) for item in block.items)
    # What stands below the mark of its list is indented four columns, as Python-Markdown wants it.
    indented = (item.replace("\n", "\n    ") for item in items)
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, indented, strict=True))


def _write_paragraph(parts: Sequence[Inline], names: Names) -> str:
    if parts and isinstance(parts[0], Text):
        return _escape_lines(parts[0].text, escape_paragraph) + _write_line(parts[1:], names)
    return _write_line(parts, names)


def _write_line(parts: Sequence[Inline], names: Names) -> str:
    return "".join([_write_part(part, names) for part in parts])


def _write_part(part: Inline, names: Names) -> str:
    match part:
        case Text(text):
            return _escape_lines(text, escape_line)
        case Name(name, term):
            return f"[{escape_line(name)}]({names(term)})"
        case Link(inside, address):
            return f"[{_write_line(inside, names)}]({target(address)})"
        case Emphasis(inside, strong):
            mark = "**" if strong else "*"
            return f"{mark}{_write_line(inside, names)}{mark}"


def _escape_lines(text: str, first: Callable[[str], str]) -> str:
    """Write a text of several lines; none of them begins anything but the line."""
    if "\n" not in text:
        return first(text)
    opening, *others = text.split("\n")
    return "\n".join((first(opening), *map(escape_paragraph, others)))
