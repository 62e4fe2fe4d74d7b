"""Editors' Markdown, read into paragraphs, lists, emphasis and links; whatever else Markdown can do is a problem.

markdown-it-py reads it, as CommonMark has it (https://spec.commonmark.org); what comes out is
written anew by each format, so no sign of an editor's ever acts on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition.characters import tidy_text
from edition.model.prose import Block, Citation, Emphasis, Inline, Link, Listing, Paragraph, Prose, Text, join_words
from edition.problems import Place, Problems
from edition.source.fields import ADDRESS

_REFUSED = {
    "html_block": "html",
    "html_inline": "html",
    "image": "picture",
    "heading_open": "heading",
    "hr": "heading",
    "fence": "code",
    "code_block": "code",
    "code_inline": "code",
    "blockquote_open": "quotation",
}
"""Tokens that a note can't have, and the code of the problem after `markdown-`."""
_SLIPS = {
    "link-half": re.compile(r"(?:\[[^\[\]\n]*)?\](?:\(|[ \n]+\((?=https?:|www\.)|\[\w)"),
    "link-bare": re.compile(r"(?<![\w@/])(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+"),
    "markdown-emphasis": re.compile(r"\*\*+|__+|(?<![\w*])[*_](?=\w)|(?<=\w)[*_](?![\w*])"),
    "markdown-footnote": re.compile(r"\[\^[^\]\n]*\]"),
    "markdown-definition": re.compile(r"^\[[^\]\n^][^\]\n]*\]:", re.M),
    "markdown-table": re.compile(r"^[ \t]*\|.*\|[ \t]*$|^[ \t|:]*-{2,}[ \t:]*\|[ \t|:-]*$", re.M),
}
"""What is still there when everything has been read that Markdown can make of a text, and the code of the problem:
somebody meant something by it, and readers would see the signs."""
_HEAD = re.compile(r"#{1,6}[^\W\d_]")
_NAMED = re.compile(r"(?:“(?P<title>.+?)”|(?P<words>[^,]*?))(?: \([^()]*\))?(?:, (?P<rest>.*))?", re.S)
_REMARK = re.compile(r" \([^()]*\)$")
_DATE = re.compile(r"(?:.*[\s–-])?\d{4}|\d{4}-\d\d-\d\d|undated", re.S)
_FIGURE = re.compile(r"\d")
_BETWEEN = re.compile(r"; (?![^“]*”)(?![^(]*\))")
"""What divides sources: a semicolon that stands neither in a title nor in brackets."""


def read_prose(text: str, path: str, first_line: int, problems: Problems) -> Prose:
    """The blocks of a Markdown text that begins on `first_line` of the file at `path`."""
    tokens = _tokenise(text, lines=True)
    reader = _Reader(text.split("\n"), path, first_line, problems)
    return tuple(reader.blocks(iter(tokens)))


def read_line(text: str, place: Place, problems: Problems) -> tuple[Inline, ...]:
    """One line of Markdown, such as a source: what stands inside its paragraph."""
    reader = _Reader([text], place.path, place.line, problems)
    return tuple(part for token in _tokenise(text, lines=False) for part in reader.inline(token))


@lru_cache(maxsize=8192)
def _tokenise(text: str, lines: bool) -> tuple[Token, ...]:
    """What Markdown sees in a text; a preview reads the same texts with every save."""
    return tuple(_make_parser().parse(text) if lines else _make_parser().parseInline(text))


def read_sources(text: str, place: Place, problems: Problems) -> tuple[Citation, ...]:
    """Sources in one line, divided by semicolons: `[“Title”, Publisher, date](address); …`."""
    sources = tuple(_divide_sources(read_line(text, place, problems)))
    if any(_links(source) > 1 for source in sources):
        problems.at(place, "sources-undivided")
    return tuple(map(parse_citation, sources))


def read_source(text: str, place: Place, problems: Problems) -> Citation:
    """The source that has a line for itself."""
    source = read_line(text, place, problems)
    if _links(source) > 1:
        problems.at(place, "sources-in-item")
    return parse_citation(source)


def _links(parts: Iterable[Inline]) -> int:
    """How many links there are; a source with two is two, and the address of the second would be lost."""
    return sum(
        1 if isinstance(part, Link) else _links(part.inside) for part in parts if isinstance(part, Link | Emphasis)
    )


def parse_citation(inside: tuple[Inline, ...]) -> Citation:
    """A source with its title, publisher and date, as far as its wording tells them apart.

    The date is the last part that ends with a year, or `undated`. What stands between the publisher's
    name and the date and has a figure in it is a number within the publisher's papers, such as `S/2014/695`.
    """
    link = next((part for part in inside if isinstance(part, Link)), None)
    named = _NAMED.fullmatch(join_words(link.inside if link else inside))
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
def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).disable(["reference", "text_join"])
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
                line = (token.map or [0])[0]
                if line and _HEAD.match(self.lines[line]):  # the first line goes on behind the note's kind
                    self._refuse("heading_open", line)
                yield Paragraph(self.inline(token))
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

    def inline(self, token: Token) -> tuple[Inline, ...]:
        """What stands inside a paragraph."""
        first, left = (token.map or [0])[0], _find_left_over(token.children or ())
        slips = {code: found for code, pattern in _SLIPS.items() if (found := pattern.search(left))}
        if slips.keys() & {"link-half", "markdown-definition"}:  # then the address is part of it
            slips.pop("link-bare", None)
        for code, found in slips.items():
            place = self._place(first + left.count("\n", 0, found.start()))
            text = left[found.start() :].partition("\n")[0].replace("\0", "")
            self.problems.at(place, code, text=text, address=found[0])
        return self._together(iter(token.children or ()), [first])

    def _together(self, tokens: Iterator[Token], line: list[int]) -> tuple[Inline, ...]:
        """The parts, with neighbouring texts as one: each is later written by itself."""
        parts: list[Inline] = []
        for part in self._parts(tokens, line):
            before = parts[-1] if parts else None
            if isinstance(part, Text) and isinstance(before, Text):
                parts[-1] = Text(before.text + part.text)
            else:
                parts.append(part)
        return tuple(parts)

    def _parts(self, tokens: Iterator[Token], line: list[int]) -> Iterator[Inline]:
        """The parts up to the end of the one that is open; `line` goes on with every line break."""
        for token in tokens:
            if token.type in ("text", "text_special"):
                if content := tidy_text(token.content):
                    yield Text(content)
            elif token.type in ("softbreak", "hardbreak"):
                line[0] += 1
                yield Text("\n")
            elif token.type in ("em_open", "strong_open"):
                yield Emphasis(self._together(tokens, line), token.type == "strong_open")
            elif token.type == "link_open":
                yield self._link(str(token.attrGet("href")), tokens, line)
            elif token.type.endswith("_close"):
                return
            elif not token.content.startswith("</"):  # the opening one is reported
                self._refuse(token.type, line[0], token.content if token.type == "html_inline" else "")

    def _link(self, address: str, tokens: Iterator[Token], line: list[int]) -> Link:
        place, before = self._place(line[0]), len(self.problems)
        if not ADDRESS.fullmatch(address):
            self.problems.at(place, "link-address", address=address or "()")
        inside = self._together(tokens, line)
        if not join_words(inside) and len(self.problems) == before:
            self.problems.at(place, "link-empty", link=f"[]({address})")
        return Link(inside, address)

    def _place(self, line: int) -> Place:
        return Place(self.path, self.first_line + line)

    def _refuse(self, type: str, line: int, words: str = "") -> None:
        text = self.lines[line]
        self.problems.at(self._place(line), f"markdown-{_REFUSED.get(type, type)}", text=text[text.find(words) :])


def _find_left_over(tokens: Iterable[Token]) -> str:
    """The text of a paragraph that is no link and was not escaped; what is left out is a zero character."""
    out: list[str] = []
    links = 0
    for token in tokens:
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif not token.type.startswith(("em_", "strong_")):
            out.append(token.content if token.type == "text" and not links else "\0")
    return "".join(out)


def _divide_sources(parts: Iterable[Inline]) -> Iterator[tuple[Inline, ...]]:
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
