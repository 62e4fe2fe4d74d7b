"""What a finished PDF holds, read as a screen reader does: by its tags.

The tree of tags says in which order the pieces of the pages are read, and what each is; the pieces
are characters of fonts, which the file's own tables turn into letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from readback.reading import Cited, Noted, Reading, Said

_MAPPINGS = re.compile(rb"beginbf(char|range)\s(.*?)endbf", re.S)
_CODES = re.compile(rb"<([0-9A-Fa-f]+)>")

_NUMBER = re.compile(r"\d+\.\d+")
_REFERENCE = re.compile(r"\[(\d+)\]")
_SOFT = re.compile("\u00ad+")
"""A soft hyphen at the end of a line stands there twice: as the text has it, and as the hyphen that is seen."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the tree."""

    name: str
    """`P`, `H1`, `Note`, …"""
    inside: tuple[Tag | str, ...]
    """Elements, and pieces of text, in the order of reading."""
    address: str
    """Where it leads; may be empty."""

    def text(self, *without: str) -> str:
        """Its text; that of the elements named left out, and a space after each block."""
        if self.name in without:
            return ""
        text = "".join(part if isinstance(part, str) else part.text(*without) for part in self.inside)
        return f"{text} " if self.name in ("P", "LI") else _SOFT.sub("\u00ad", text)

    def words(self, *without: str) -> str:
        """The same with white space folded."""
        return " ".join(self.text(*without).split())

    def all(self, *names: str) -> Iterator[Tag]:
        """The elements of these names inside it, but not those inside one another."""
        for part in self.inside:
            if isinstance(part, Tag):
                yield from (part,) if part.name in names else part.all(*names)


def read(data: bytes) -> Reading:
    """The passages and notes of a finished book."""
    said: list[Said] = []
    noted: list[Noted] = []
    voice = ""
    for tag in _tree(data).all("H1", "H2", "P"):
        first, *rest = tag.inside or ("",)
        name = (first if isinstance(first, str) else first.text()).rstrip()
        if tag.name == "H2":  # a speaker's name, or a heading between turns, which is a passage of nobody's
            voice = "" if _NUMBER.fullmatch(name) else tag.text()
        if tag.name in ("P", "H2") and _NUMBER.fullmatch(name):
            words = Tag("Span", tuple(rest), "")
            said.append(Said(voice, name, words.text("Lbl", "Note"), Tag("Span", tag.inside, "").text("Note")))
            notes = (_noted(name, note) for note in tag.all("Note"))
            noted += sorted(notes, key=lambda note: note.number)
        elif tag.name == "H1":
            voice = ""
    return Reading(tuple(said), tuple(noted))


def _noted(passage: str, note: Tag) -> Noted:
    about, *body, sources = (part for part in note.inside if isinstance(part, Tag))
    number, quote, kind = (next(about.all(name)).text() for name in ("Lbl", "Quote", "Strong"))
    text = Tag("Div", tuple(body), "").words("Lbl")
    return Noted(
        passage, int(_REFERENCE.sub(r"\1", number)), kind, quote, text, tuple(map(_cited, sources.all("LBody")))
    )


def _cited(source: Tag) -> Cited:
    return Cited(source.words(), next((link.address for link in source.all("Link")), ""))


def _tree(data: bytes) -> Tag:
    from pypdf import PdfReader  # only here, because it isn't needed to make files

    file = PdfReader(BytesIO(data))
    pieces = {page.indirect_reference.idnum: _pieces(page) for page in file.pages if page.indirect_reference}
    return _tag(file.root_object["/StructTreeRoot"].get_object(), pieces, 0)


def _tag(element: Any, pieces: dict[int, dict[int, str]], page: int) -> Tag:
    """An element with all that is in it; `page` is the one that its pieces are on, if it doesn't say so."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    inside: list[Tag | str] = []
    address = ""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            inside.append(pieces[page].get(kid, ""))
        elif kid.get("/Type") == "/MCR":
            inside.append(pieces[kid.raw_get("/Pg").idnum].get(kid["/MCID"], ""))
        elif kid.get("/Type") == "/OBJR":
            link = kid["/Obj"].get("/A", {})
            address = link["/URI"].original_bytes.decode() if "/URI" in link else address
        else:
            inside.append(_tag(kid, pieces, page))
    return Tag(str(element.get("/S", "")).removeprefix("/"), tuple(inside), address)


def _pieces(page: Any) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    from pypdf.generic import ContentStream

    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, list[str]] = {}
    reversed_: set[int] = set()
    open_marks: list[tuple[int | None, bool]] = []
    font: dict[bytes, str] = {}
    for operands, operator in ContentStream(page["/Contents"], page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            given = operands[1] if operator == b"BDC" else {}
            number, instead = given.get("/MCID", open_marks[-1][0] if open_marks else None), given.get("/ActualText")
            silent = bool(open_marks and open_marks[-1][1])
            if instead is not None and number is not None and not silent:
                found.setdefault(number, []).append(instead)
            if operands[0] == "/ReversedChars" and number is not None:
                reversed_.add(number)
            open_marks.append((number, silent or instead is not None))
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and open_marks and open_marks[-1][0] is not None and not open_marks[-1][1]:
            shown = operands[0] if operator == b"TJ" else operands
            codes = b"".join(part.original_bytes for part in shown if hasattr(part, "original_bytes"))
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            found.setdefault(open_marks[-1][0], []).extend(font.get(pair, "") for pair in pairs)
    return {
        number: "".join(reversed(parts) if number in reversed_ or _leftward(parts) else parts)
        for number, parts in found.items()
    }


def _leftward(parts: list[str]) -> bool:
    """Whether the pieces stand in the order in which they are seen, from right to left; a file says so only of pieces of one letter."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for part in parts for char in part)


def _letters(font: Any) -> dict[bytes, str]:
    """What the characters of a font, two bytes each, stand for."""
    table = font["/ToUnicode"].get_data() if "/ToUnicode" in font else b""
    found: dict[bytes, str] = {}
    for kind, body in _MAPPINGS.findall(table):
        codes = [bytes.fromhex(code.decode()) for code in _CODES.findall(body)]
        if kind == b"char":
            found |= {code: text.decode("utf-16-be") for code, text in zip(codes[::2], codes[1::2], strict=True)}
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False) if kind == b"range" else ():
            start = int.from_bytes(text[-2:])
            for step in range(int.from_bytes(last) - int.from_bytes(first) + 1):
                code = (int.from_bytes(first) + step).to_bytes(2)
                found[code] = (text[:-2] + (start + step).to_bytes(2)).decode("utf-16-be")
    return found
