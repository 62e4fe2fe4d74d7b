"""What a Word file holds, a finished one or one that was sent back: paragraphs, and comments with the words that they are on.

Read from the XML of the file (ECMA-376, part 1, 17: WordprocessingML) and by nothing that wrote it. What
somebody struck out in Word still counts, and what somebody put in doesn't: the text is as it was sent.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as Tree

from edition.exports.word import MARK
from edition.model.text import name_passage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOKMARK = re.compile(r"p(\d+)_(\d+)")
_PUT_IN = {f"{_W}ins", f"{_W}moveTo"}


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the text or of a comment."""

    style: str = ""
    """Its id."""
    passage: str = ""
    """`3.4` if a bookmark says so."""
    words: str = ""
    """Without its marks, if these weren't asked for."""
    bold: str = ""
    """Those of the words that are bold."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Which of the words lead where: from, to, address."""


@dataclass(slots=True)
class Comment:
    """A comment with the words that it is on."""

    author: str
    initials: str
    paragraphs: tuple[Paragraph, ...]
    at: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By the number of a paragraph, from where to where its words are commented on."""


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs in order, and the comments in the order of the words."""

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...]


def opened(data: bytes, marks: bool = False) -> Document:
    """A Word file taken apart; `marks` are words, too, if that is asked for: not every program keeps their style.

    Raises ValueError if it is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = {name: file.read(name) for name in file.namelist() if name.startswith("word/")}
        text = Tree.fromstring(parts["word/document.xml"])
    except (zipfile.BadZipFile, KeyError, Tree.ParseError) as error:
        raise ValueError(f"no Word file (.docx): {error}") from None
    comments = dict(_comments(parts, marks))
    paragraphs: list[Paragraph] = []
    begun: dict[str, tuple[int, int]] = {}
    for element in text.iter(f"{_W}p"):
        paragraph = Paragraph()
        for what, key in _read(element, paragraph, {}, marks):
            here = len(paragraphs), len(paragraph.words)
            if what == "commentRangeStart":
                begun[key] = here
            elif key in comments and key in begun:
                _reach(comments[key], begun[key], here, paragraphs)
        paragraphs.append(paragraph)
    order = sorted(comments.values(), key=lambda one: sorted(one.at.items())[:1])
    return Document(tuple(paragraphs), tuple(order))


def _reach(comment: Comment, begun: tuple[int, int], ended: tuple[int, int], paragraphs: list[Paragraph]) -> None:
    for index in range(begun[0], ended[0] + 1):
        start = begun[1] if index == begun[0] else 0
        comment.at[index] = start, ended[1] if index == ended[0] else len(paragraphs[index].words)


def _comments(parts: dict[str, bytes], marks: bool) -> Iterator[tuple[str, Comment]]:
    """The comments by id, not yet at their words."""
    if "word/comments.xml" not in parts:
        return
    links = {}
    if "word/_rels/comments.xml.rels" in parts:
        links = {
            one.get("Id", ""): one.get("Target", "") for one in Tree.fromstring(parts["word/_rels/comments.xml.rels"])
        }
    for element in Tree.fromstring(parts["word/comments.xml"]).iter(f"{_W}comment"):
        paragraphs = []
        for part in element.iter(f"{_W}p"):
            paragraph = Paragraph()
            list(_read(part, paragraph, links, marks))
            paragraphs.append(paragraph)
        given = (element.get(f"{_W}{name}", "") for name in ("id", "author", "initials"))
        key, author, initials = given
        yield key, Comment(author, initials, tuple(paragraphs))


def _read(element: Tree.Element, paragraph: Paragraph, links: dict[str, str], marks: bool) -> Iterator[tuple[str, str]]:
    """Fill in the paragraph; where a comment begins or ends, say so."""
    for part in element:
        name = part.tag.removeprefix(_W)
        if name == "pPr":
            style = part.find(f"{_W}pStyle")
            paragraph.style = style.get(f"{_W}val", "") if style is not None else ""
        elif name == "bookmarkStart" and (match := _BOOKMARK.fullmatch(part.get(f"{_W}name", ""))):
            paragraph.passage = name_passage(int(match[1]), int(match[2]))
        elif name in ("commentRangeStart", "commentRangeEnd"):
            yield name, part.get(f"{_W}id", "")
        elif name == "r":
            _read_run(part, paragraph, marks)
        elif part.tag not in _PUT_IN:
            begun = len(paragraph.words)
            yield from _read(part, paragraph, links, marks)
            if name == "hyperlink" and (address := links.get(part.get(f"{_R}id", ""), "")):
                paragraph.links.append((begun, len(paragraph.words), address))


def _read_run(run: Tree.Element, paragraph: Paragraph, marks: bool) -> None:
    about = run.find(f"{_W}rPr")
    style = about.find(f"{_W}rStyle") if about is not None else None
    if style is not None and style.get(f"{_W}val") == MARK and not marks:
        return
    text = "".join(_characters(run))
    paragraph.words += text
    if about is not None and about.find(f"{_W}b") is not None:
        paragraph.bold += text


def _characters(run: Tree.Element) -> Iterator[str]:
    for part in run:
        name = part.tag.removeprefix(_W)
        if name in ("t", "delText"):
            yield part.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name == "softHyphen":
            yield "\u00ad"
