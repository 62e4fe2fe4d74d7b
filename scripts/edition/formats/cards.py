"""The pictures beside shared links, drawn from their words: 1200 × 630, as messengers and networks show them.

Drawing needs no network and no font of the machine's: the two faces in fonts/ are part of the
program (Latin letters only). A text in another script is left out of the picture, which is
quieter than a row of boxes; the words stand beside the picture, anyway.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..views.cards import Card
from . import File

FOLDER = "cards"
"""Where the pictures stand below docs/made/."""
SIZE = (1200, 630)
COVER = (1000, 1600)
"""Of a book's front, as shops and e-readers show it."""
SMALL = 288
"""Pixels that a picture of a file is wide."""

_FONTS = Path(__file__).parent / "fonts"
_TEXT, _TITLE = "regular.ttf", "title.ttf"
_MISSING = re.compile(
    "[^ -~\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0218-\u021b\u1e9e\u2010-\u2015\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2116\u2122\u2212]"
)
"""What the fonts don't have."""

_PAPER, _INK, _QUIET, _RULE = "#fffefb", "#1d1f23", "#5c6067", "#c9ccd3"
_BLUE, _EDITORS = "#23395b", "#0a5f5a"  # of docs/assets/css/colours.css
_LEFT, _WIDTH, _TOP, _FOOT = 84, 1032, 62, 548
_LEADING = 1.3
_LONGEST = 160
"""Characters that no line has; what is beyond them would be cut, anyway."""


def key(cards: Iterable[Card]) -> str:
    """A hash of all that the pictures are made from."""
    made_from = hashlib.sha256(f"{version('pillow')}\n".encode())
    for path in (Path(__file__), _FONTS / _TEXT, _FONTS / _TITLE):
        made_from.update(path.read_bytes())
    for card in cards:
        made_from.update(repr(card).encode())
    return made_from.hexdigest()


def pictures(cards: Iterable[Card]) -> Iterator[File]:
    """Each card as a PNG."""
    return (File(f"{card.name}.png", draw(card)) for card in cards)


def draw(card: Card) -> bytes:
    """The picture of a card, as a PNG. Every text fits: it is wrapped, then set smaller, then cut with “…”."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 15), fill=_BLUE)
    y = _TOP + _put(pen, _LEFT, _TOP, card.edition, _TEXT, [27], _WIDTH, 1, _QUIET)
    y += 18
    y += _put(pen, _LEFT, y, card.title, _TITLE, range(66, 43, -2), _WIDTH, 3, _BLUE, leading=1.12, even=True)
    y += 18
    y += _put(pen, _LEFT, y, card.who, _TEXT, [31, 29, 27], _WIDTH, 1, _INK)
    _editors(pen, card, y + 28)
    pen.line((_LEFT, _FOOT, _LEFT + _WIDTH, _FOOT), fill=_RULE, width=2)
    _put(pen, _LEFT, _FOOT + 16, card.foot, _TEXT, [25], _WIDTH, 1, _EDITORS)
    return _saved(image)


@functools.cache
def cover(card: Card) -> bytes:
    """The front of a book with the words of a card, as a PNG; what the card says of the edition is left to the title page."""
    width, height = COVER
    image = Image.new("RGB", COVER, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width, 28), fill=_BLUE)
    room, y = width - 2 * _LEFT, 240
    y += _put(pen, _LEFT, y, card.edition, _TEXT, [38, 34, 30], room, 2, _QUIET) + 40
    y += _put(pen, _LEFT, y, card.title, _TITLE, range(104, 55, -4), room, 6, _BLUE, leading=1.12, even=True) + 48
    _put(pen, _LEFT, y, card.who, _TEXT, [42, 38, 34], room, 3, _INK)
    pen.line((_LEFT, height - 180, width - _LEFT, height - 180), fill=_RULE, width=2)
    _put(pen, _LEFT, height - 150, card.foot, _TEXT, [38, 34, 30], room, 2, _EDITORS)
    return _saved(image)


def small(picture: bytes) -> bytes:
    """The same picture as wide as it is shown on a page, twice so for fine screens."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.thumbnail((SMALL, 2 * SMALL), Image.Resampling.LANCZOS)
    return _saved(image)


def _saved(image: Image.Image) -> bytes:
    """64 shades of five colours are as good as all, and a third of the bytes."""
    out = io.BytesIO()
    image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _editors(pen: ImageDraw.ImageDraw, card: Card, top: int) -> None:
    """What the editors say, behind their bar, as on the pages."""
    indent, room = 30, _FOOT - 26 - top
    y = top
    if (label := drawable(card.label)) and drawable(card.text):
        y += _put(pen, _LEFT + indent, y, label, _TITLE, [25], _WIDTH - indent, 1, _EDITORS) + 2
    left = room - (y - top)
    sizes = range(31, 23, -1)
    y += _put(pen, _LEFT + indent, y, card.text, _TEXT, sizes, _WIDTH - indent, 9, _INK, height=left)
    if y > top:
        pen.rectangle((_LEFT, top + 4, _LEFT + 5, y), fill=_EDITORS)


def _put(
    pen: ImageDraw.ImageDraw,
    x: int,
    y: int,
    text: str,
    face: str,
    sizes: Sequence[int],
    width: int,
    lines: int,
    colour: str,
    height: int | None = None,
    leading: float = _LEADING,
    even: bool = False,
) -> int:
    """Write `text` in the first of the `sizes` that fits, and return how high it became.

    `even` lines are about equally long, as a title's should be.
    """
    size, fitted = fit(text, face, sizes, width, lines, height, leading)
    if even:
        fitted = _evened(fitted, _font(face, size), width)
    step = round(size * leading)
    for number, line in enumerate(fitted):
        pen.text((x, y + number * step), line, font=_font(face, size), fill=colour)
    return step * len(fitted)


def fit(
    text: str,
    face: str,
    sizes: Sequence[int],
    width: int,
    lines: int,
    height: int | None = None,
    leading: float = _LEADING,
) -> tuple[int, list[str]]:
    """The first of the `sizes` in which `text` has no more than so many lines, and the lines.

    If there is none, the last size and the lines that there is room for, the last with “…”.
    """
    words = drawable(text)[: lines * _LONGEST]
    for size in sizes:
        room = lines if height is None else min(lines, int(height / round(size * leading)))
        broken = _wrapped(words, _font(face, size), width)
        if len(broken) <= room:
            return size, broken
    kept = broken[: max(room, 0)]
    if kept:
        last = kept[-1]
        while last and _font(face, size).getlength(f"{last}…") > width:
            last = last[:-1]
        kept[-1] = f"{last.rstrip(' ,;:.')}…"
    return size, kept


def drawable(text: str) -> str:
    """`text` as far as the fonts have it: signs that they lack are left out, and so is a text in another script."""
    known = " ".join(unicodedata.normalize("NFC", text).split())
    lacking = _MISSING.findall(known)
    if any(unicodedata.category(char)[0] in "LMN" for char in lacking):
        return ""
    return " ".join(_MISSING.sub("", known).split()) if lacking else known


def _evened(lines: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The same lines broken so that they are about equally long."""
    even = lines
    for less in range(width, 0, -12) if len(lines) > 1 else ():
        narrower = _wrapped(" ".join(lines), font, less)
        if len(narrower) != len(lines):
            break
        even = narrower
    return even


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """`text` in lines of that width; a word that is longer than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" ") if text else ():
        if line and font.getlength(f"{line} {word}") <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and font.getlength(word) > width:
            lengths = functools.partial(_length, font, word)
            cut = max(1, bisect.bisect_right(range(len(word)), width, key=lengths) - 1)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines


def _length(font: ImageFont.FreeTypeFont, word: str, characters: int) -> int:
    return math.ceil(font.getlength(word[:characters]))


@functools.cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / face), size)
