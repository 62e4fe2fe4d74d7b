"""Editors' Markdown, read into paragraphs, lists, emphasis and links; whatever else Markdown can do is a problem.

markdown-it-py reads it, as CommonMark has it (https://spec.commonmark.org); what comes out is
written anew by each format, so no sign of an editor's ever acts on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..model.prose import Block, Citation, Emphasis, Inline, Link, Listing, Paragraph, Prose, Text, words_of
from ..problems import Place, Problems
from .fields import ADDRESS

_REFUSED = {
    "html_block": "html",
    "html_inline": "html",
    "image": "picture",
    "heading_open": "heading",
    "hr": "heading",
    "fence": "code",
    "code_block": "code",
    "code_inline": "code",
}
"""Tokens that a note can't have, and the code of the problem after `markdown-`."""
_DEFINITION = re.compile(r"^\[[^\]\n]*\]:", re.M)
_NAMED = re.compile(r"(?:“(?P<title>.+?)”|(?P<words>[^,]*?))(?: \([^()]*\))?(?:, (?P<rest>.*))?", re.S)
_REMARK = re.compile(r" \([^()]*\)$")
_DATE = re.compile(r"(?:.*[\s–-])?\d{4}|\d{4}-\d\d-\d\d|undated", re.S)
_FIGURE = re.compile(r"\d")
_BETWEEN = re.compile(r"; (?![^“]*”)(?![^(]*\))")
"""What divides sources: a semicolon that stands neither in a title nor in brackets."""


def read_prose(text: str, path: str, first_line: int, problems: Problems) -> Prose:
    """The blocks of a Markdown text that begins on `first_line` of the file at `path`."""
    tokens = _parser().parse(text)
    reader = _Reader(text.split("\n"), path, first_line, problems)
    return tuple(reader.blocks(iter(tokens)))


def read_line(text: str, place: Place, problems: Problems) -> tuple[Inline, ...]:
    """One line of Markdown, such as a source: what stands inside its paragraph."""
    blocks = read_prose(text, place.path, place.line, problems)
    return tuple(part for block in blocks if isinstance(block, Paragraph) for part in block.inside)


def read_sources(text: str, place: Place, problems: Problems) -> tuple[Citation, ...]:
    """Sources in one line, divided by semicolons: `[“Title”, Publisher, date](address); …`."""
    return tuple(map(citation, _divided(read_line(text, place, problems))))


def citation(inside: tuple[Inline, ...]) -> Citation:
    """A source with its title, publisher and date, as far as its wording tells them apart.

    The date is the last part that ends with a year, or `undated`. What stands between the publisher's
    name and the date and has a figure in it is a number within the publisher's papers, such as `S/2014/695`.
    """
    link = next((part for part in inside if isinstance(part, Link)), None)
    named = _NAMED.fullmatch(words_of(link.inside if link else inside))
    parts = _REMARK.sub("", named["rest"] or "").split(", ") if named else []
    dated = max((n for n, part in enumerate(parts) if _DATE.fullmatch(part)), default=len(parts))
    publisher = takewhile(lambda part: part == parts[0] or not _FIGURE.search(part), parts[:dated])
    return Citation(
        inside,
        title=(named["title"] or named["words"]) if named else "",
        publisher=", ".join(publisher),
        date="".join(parts[dated : dated + 1]),
        address=link.address if link else "",
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).disable("reference")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # checked here, with a message
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address stays as it was written
    return parser


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns tokens into prose; knows the lines, to say where a problem is."""

    lines: Sequence[str]
    path: str
    first_line: int
    problems: Problems

    def blocks(self, tokens: Iterator[Token]) -> Iterator[Block]:
        """The blocks up to the end of the one that is open."""
        for token in tokens:
            if token.type in _REFUSED:
                self._refuse(token.type, token.map[0] if token.map else 0)
            elif token.type == "inline":
                yield Paragraph(self._inline(token))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                first = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None
                yield Listing(tuple(self._items(tokens)), first)
            elif token.type == "list_item_close":
                return

    def _items(self, tokens: Iterator[Token]) -> Iterator[tuple[Block, ...]]:
        for token in tokens:
            if token.type != "list_item_open":
                return
            yield tuple(self.blocks(tokens))

    def _inline(self, token: Token) -> tuple[Inline, ...]:
        if _DEFINITION.search(token.content):
            line = token.content.count("\n", 0, _DEFINITION.search(token.content).start())  # type: ignore[union-attr]
            self._refuse("definition", (token.map or [0])[0] + line)
        return tuple(self._parts(iter(token.children or ()), [(token.map or [0])[0]]))

    def _parts(self, tokens: Iterator[Token], line: list[int]) -> Iterator[Inline]:
        """The parts up to the end of the one that is open; `line` goes on with every line break."""
        for token in tokens:
            if token.type in ("text", "text_special"):
                if token.content:
                    yield Text(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                line[0] += 1
                yield Text("\n")
            elif token.type in ("em_open", "strong_open"):
                yield Emphasis(tuple(self._parts(tokens, line)), token.type == "strong_open")
            elif token.type == "link_open":
                address = str(token.attrGet("href"))
                if not ADDRESS.fullmatch(address):
                    self.problems.at(self._place(line[0]), "link-address", address=address or "()")
                yield Link(tuple(self._parts(tokens, line)), address)
            elif token.type.endswith("_close"):
                return
            elif not token.content.startswith("</"):  # the opening one is reported
                self._refuse(token.type, line[0], token.content if token.type == "html_inline" else "")

    def _place(self, line: int) -> Place:
        return Place(self.path, self.first_line + line)

    def _refuse(self, type: str, line: int, words: str = "") -> None:
        text = self.lines[line]
        self.problems.at(self._place(line), f"markdown-{_REFUSED.get(type, type)}", text=text[text.find(words) :])


def _divided(parts: Iterable[Inline]) -> Iterator[tuple[Inline, ...]]:
    """Parts of a line divided where its own text (no link's) has a semicolon between sources."""
    here: list[Inline] = []
    for part in parts:
        pieces = _BETWEEN.split(part.text) if isinstance(part, Text) else []
        for piece in pieces[:-1]:
            yield (*here, Text(piece)) if piece else tuple(here)
            here = []
        part = Text(pieces[-1]) if pieces else part
        if part != Text(""):
            here.append(part)
    if here:
        yield tuple(here)
