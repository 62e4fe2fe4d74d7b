"""Reads the tags of a PDF: in which order the pieces of its pages are read, and what each is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any


@dataclass(frozen=True)
class Tag:
    """An element of the tree of tags."""

    name: str
    """`P`, `H1`, `Note`, …"""
    inside: list[Tag | str]
    """In the order of reading."""

    def find(self, *names: str) -> Iterator[Tag]:
        """The elements of these names inside it, but not those inside one another."""
        for part in self.inside:
            if isinstance(part, Tag):
                yield from (part,) if part.name in names else part.find(*names)


def get_text(part: Tag | str, *without: str) -> str:
    """The text of an element; that of the elements named left out. A soft hyphen at the end of a line is there twice."""
    if isinstance(part, str):
        return part
    inside = (get_text(one, *without) for one in part.inside)
    return "" if part.name in without else re.sub("\u00ad+", "\u00ad", "".join(inside))


def read_tags(data: bytes) -> Tag:
    """The tree of a file."""
    from pypdf import PdfReader

    file = PdfReader(BytesIO(data))
    pieces = {page.indirect_reference.idnum: read_pieces(page) for page in file.pages if page.indirect_reference}
    return read_tag(file.root_object["/StructTreeRoot"].get_object(), pieces, 0)


def read_tag(element: Any, pieces: dict[int, dict[int, str]], page: int) -> Tag:
    """An element with all that is in it; `page` is the one that its pieces are on, if it doesn't say so."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    inside = list[Tag | str]()
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            inside.append(pieces[page].get(kid, ""))
        elif kid.get("/Type") == "/MCR":
            inside.append(pieces[kid.raw_get("/Pg").idnum].get(kid["/MCID"], ""))
        elif kid.get("/Type") != "/OBJR":
            inside.append(read_tag(kid, pieces, page))
    return Tag(str(element.get("/S", "")).removeprefix("/"), inside)


def read_pieces(page: Any) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    from pypdf.generic import ContentStream

    fonts = {name: read_font(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int | None, list[str]] = {}
    backwards = set[int | None]()
    marks = list[tuple[int | None, bool]]([(None, False)])  # the number, and whether another text replaces the letters
    font: dict[bytes, str] = {}
    for operands, operator in ContentStream(page["/Contents"], page.pdf).operations:
        number, silent = marks[-1]
        if operator in (b"BDC", b"BMC"):
            given = operands[1] if operator == b"BDC" else {}
            number, instead = given.get("/MCID", number), given.get("/ActualText")
            if instead is not None and not silent:
                found.setdefault(number, []).append(instead)
            backwards |= {number} if operands[0] == "/ReversedChars" else set()
            marks.append((number, silent or instead is not None))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and not silent:
            shown = operands[0] if operator == b"TJ" else operands
            codes = b"".join(part.original_bytes for part in shown if hasattr(part, "original_bytes"))
            found.setdefault(number, []).extend(font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
    for number, parts in found.items():  # as they are seen, letters that run from right to left begin at their end
        if number in backwards or any(unicodedata.bidirectional(char) in ("R", "AL") for char in "".join(parts)):
            parts.reverse()
    return {number: "".join(parts) for number, parts in found.items() if number is not None}


def read_font(font: Any) -> dict[bytes, str]:
    """What the characters of a font, two bytes each, stand for."""
    table = font["/ToUnicode"].get_data() if "/ToUnicode" in font else b""
    found: dict[bytes, str] = {}
    for kind, body in re.findall(rb"beginbf(char|range)\s(.*?)endbf", table, re.S):
        codes = [bytes.fromhex(code.decode()) for code in re.findall(rb"<([0-9A-Fa-f]+)>", body)]
        if kind == b"char":
            found |= {code: text.decode("utf-16-be") for code, text in zip(codes[::2], codes[1::2], strict=True)}
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False) if kind == b"range" else ():
            for step in range(int.from_bytes(last) - int.from_bytes(first) + 1):
                letters = (int.from_bytes(text) + step).to_bytes(len(text)).decode("utf-16-be")
                found[(int.from_bytes(first) + step).to_bytes(2)] = letters
    return found
