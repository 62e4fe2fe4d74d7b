"""Markdown, read back."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from readback.reading import Cited, Noted, Reading, Said

_SPEAKER = re.compile(r"(\d+\.\d+)(?: (.*))?:")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def read(data: bytes) -> Reading:
    """The passages and notes of a finished file."""
    said, noted = [], []
    for node in SyntaxTreeNode(_parser().parse(data.decode())).children:
        strong, rest = _first_strong(node)
        if node.type == "paragraph" and (speaker := _SPEAKER.fullmatch(strong)):
            said.append(Said(speaker[2] or "", speaker[1], rest.removeprefix(" ")))
        elif node.type == "blockquote" and any(child.type == "blockquote" for child in node.children):
            noted.append(_noted(node))
    return Reading(tuple(said), tuple(noted))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address is compared as it was written
    return parser


def _noted(node: SyntaxTreeNode) -> Noted:
    head, quoted, *body, _, sources = node.children
    title, kind = (_text(child) for child in head.children[0].children if child.type == "strong")
    numbers = _NUMBERS.findall(title)
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind,
        _text(quoted).rstrip("\n"),
        _folded("".join(map(_text, body))),
        tuple(Cited(_folded(_text(item)), _address(item)) for item in sources.children),
    )


def _first_strong(node: SyntaxTreeNode) -> tuple[str, str]:
    """The strong words that a paragraph begins with, and what follows them."""
    inside = node.children[0].children if node.type == "paragraph" else []
    parts = [part for part in inside if part.type != "text" or part.content]
    if not parts or parts[0].type != "strong":
        return "", ""
    return _text(parts[0]), "".join(map(_text, parts[1:]))


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "text_special"):
        return node.content
    inside = "".join(map(_text, node.children))
    return f"{inside}\n" if node.type == "paragraph" else inside


def _address(node: SyntaxTreeNode) -> str:
    links = (str(part.attrs["href"]) for part in node.walk() if part.type == "link")
    return next(links, "")


def _folded(text: str) -> str:
    return " ".join(text.split())
