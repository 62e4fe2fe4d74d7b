"""The pictures beside shared links, drawn from their words: 1200 × 630, as messengers and networks show them.

    cards.typ     how they look

A text whose letters no face here has is left out of the picture, which is quieter than a row of boxes; `lacking` tells
the publisher of it.
"""

from __future__ import annotations

import functools
import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edition.exports import File, NotMadeError
from edition.exports.typesetting import (
    MISSING,
    Data,
    choose_setting,
    list_faces,
    list_installed,
    set_by_typst,
    suggest_fonts,
)
from edition.resolve.cards import Card

if TYPE_CHECKING:
    from PIL import Image  # else only where something is drawn: most builds draw nothing

FOLDER = "cards"
"""Where the pictures stand below docs/made/."""
SIZE = (1200, 630)
COVER = (1000, 1600)
"""Of a book's front, as shops and e-readers show it."""
SMALL = 288
"""Pixels that a picture of a file is wide."""

LOOK = Path(__file__).parent / "cards.typ"
_ALL = b"""#let card = json(bytes(sys.inputs.card))
#set document(title: "?")
#set text(font: card.setting.faces, lang: card.setting.lang)
#for it in card.texts [#par(it)]"""
"""A document of the texts alone: as a PDF to be kept it is refused if a letter is in no face."""

_INK, _QUIET, _BLUE, _EDITORS = "#1d1f23", "#5c6067", "#23395b", "#0a5f5a"  # of docs/assets/css/base.css
_COLOURS = {"paper": "#fffefb", "rule": "#c9ccd3", "title": _BLUE, "editors": _EDITORS}
_TEXTS = ("edition", "title", "who", "label", "text", "foot")


def _style(sizes: Sequence[int], lines: int, colour: str, bold: bool = False, even: bool = False) -> Data:
    """`even` lines are about equally long, as a title's should be."""
    face, weight = ("Edition Cards Title", 600) if bold else ("Edition Cards", 400)
    look = {"face": face, "weight": weight, "even": even, "tight": even and bold}
    return {"sizes": [*sizes], "lines": lines, "colour": colour, **look}


_CARD = {
    "size": SIZE, "left": 84, "top": 62, "band": 16, "foot": 548, "below": 16, "gaps": (18, 18, 28),
    "styles": {
        "edition": _style([27], 1, _QUIET),
        "title": _style(range(66, 43, -2), 3, _BLUE, bold=True, even=True),
        "who": _style([31, 29, 27], 1, _INK),
        "label": _style([25], 1, _EDITORS, bold=True),
        "text": _style(range(31, 23, -1), 9, _INK),
        "foot": _style([25], 1, _EDITORS),
    },
}  # fmt: skip
_COVER = {
    "size": COVER, "left": 84, "top": 240, "band": 29, "foot": COVER[1] - 180, "below": 30, "gaps": (40, 48, 0),
    "styles": {
        "edition": _style([38, 34, 30], 2, _QUIET),
        "title": _style(range(104, 55, -4), 6, _BLUE, bold=True, even=True),
        "who": _style([42, 38, 34], 3, _INK, even=True),
        "foot": _style([38, 34, 30], 2, _EDITORS),
    },
}  # fmt: skip


def key(cards: Iterable[Card]) -> str:
    """A hash of all that the pictures are made from."""
    from importlib.metadata import version

    made_from = hashlib.sha256(f"{version('pillow')}\n{list_faces()}\n".encode())
    for path in (Path(__file__), LOOK):
        made_from.update(path.read_bytes())
    for card in cards:
        made_from.update(repr(card).encode())
    return made_from.hexdigest()


def draw_pictures(cards: Iterable[Card]) -> Iterator[File]:
    """Each card as a PNG."""
    return (File(f"{card.name}.png", draw(card)) for card in cards)


def draw(card: Card) -> bytes:
    """The picture of a card, as a PNG."""
    return _draw_card(card, _CARD)


@functools.cache
def cover(card: Card) -> bytes:
    """The front of a book with the words of a card, as a PNG; what the card says of the edition is left to the title page."""
    return _draw_card(card, _COVER)


def shrink_picture(picture: bytes) -> bytes:
    """The same picture as wide as it is shown on a page, twice so for fine screens."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.thumbnail((SMALL, 2 * SMALL), Image.Resampling.LANCZOS)
    return _save_png(image)


def list_missing_glyphs(cards: Iterable[Card]) -> str:
    """What the publisher should know of texts that are left out of the pictures; empty if there are none."""
    if not list_installed():
        return f"the pictures beside shared links were not drawn: {MISSING}"
    whole = ((card, keep_drawable(card)) for card in cards)
    left_out = {
        text: 0 for card, drawn in whole for name in _TEXTS if (text := getattr(card, name)) and not drawn[name]
    }
    if not left_out:
        return ""
    first, more = next(iter(left_out)), len(left_out) - 1
    texts = f"“{first}”" + (f" and {more} more are" if more else " is")
    return f"{texts} left out of the pictures beside shared links: no face here has all the letters; {suggest_fonts()}"


def keep_drawable(card: Card) -> dict[str, str]:
    """The texts of a card as far as there are faces for them: signs that they lack are left out, and so is a text with other letters."""
    texts = {name: " ".join(unicodedata.normalize("NFC", getattr(card, name)).split()) for name in _TEXTS}
    if can_be_set(tuple(texts.values()), card.language):
        return texts
    return {name: _list_known_glyphs(text, card.language) for name, text in texts.items()}


def _list_known_glyphs(text: str, language: str) -> str:
    plain = " ".join("".join(char for char in text if unicodedata.category(char)[0] not in "SC").split())
    return next((one for one in (text, plain) if can_be_set((one,), language)), "")


@functools.lru_cache(maxsize=1024)
def can_be_set(texts: tuple[str, ...], language: str) -> bool:
    """Whether there are faces for all letters of the texts."""
    data = {"texts": texts, "setting": choose_setting(language)}
    try:
        set_by_typst(_ALL, {"card": data}, pdf_standards=["a-2a"])
    except NotMadeError:
        return False
    return True


def _draw_card(card: Card, look: Data) -> bytes:
    from PIL import Image

    data = {**look, "colours": _COLOURS, "setting": choose_setting(card.language), "texts": keep_drawable(card)}
    png = set_by_typst(LOOK, {"card": data}, format="png", ppi=72)
    return _save_png(Image.open(io.BytesIO(png)).convert("RGB"))


def _save_png(image: Image.Image) -> bytes:
    """32 shades of five colours are as good as all, and a third of the bytes."""
    from PIL import Image

    out = io.BytesIO()
    image.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
