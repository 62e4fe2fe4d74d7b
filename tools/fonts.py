#!/usr/bin/env python3
"""Make the face in which the interview is set: docs/assets/fonts/edition-serif.css, and book-….ttf for its PDF.

On the pages it stands in the style sheet itself, so that a page is painted with it or not at all: nothing
jumps, nothing more is asked of the network, and it costs the bytes that it would cost anyway. The letters that most
texts don't have are in a file beside it, which a browser fetches where there is one of them.

It is Source Serif 4, cut down to the characters of Western and Central European texts; for the book, which
costs its readers only the letters that it uses, with all that there are. Adobe
reserves the name “Source” for the face as Adobe made it, so this one has a name of its own.
Run by `make fonts`, which needs npm; the site itself is built without it. Given the files of
other faces, it says instead how their measures have to be changed so that a text in them takes
the room that it takes in ours: these are the numbers in docs/assets/css/base.css.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "docs/assets/fonts"
NAME = "Edition Serif"
SHEET = FONTS / "edition-serif.css"
MORE = FONTS / "edition-serif-more.woff2"
BOOK = ROOT / "scripts/edition/exports/fonts"
STYLES = {"Regular": "400-normal", "Italic": "400-italic", "SemiBold": "600-normal"}
"""The faces of the book, with the names of their files in the package; the pages have the first."""
PARTS = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext")

PACKAGE = "@fontsource/source-serif-4@5.3.1"
SHA512 = "cWcTCXjYYrgF9A67fThVir1VSc0lPEYmwQ6jA4pPt01s2MSCi/maINUcZoCzaqnU8fyUReDO97eGcBUkHgOeug=="

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN_1 = "\u00a0£§«°¶·»" + "".join(map(chr, range(0xC0, 0x100)))
FRENCH_POLISH_CZECH_TURKISH = "ŒœŸĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžĞğİıŞş"
PUNCTUATION = "\u202f–—‘’‚“”„…‹›€−"
FREQUENT = "àáâäçèéêëíñóôöúüß"
FIRST = sorted(map(ord, {*ASCII, *PUNCTUATION, *FREQUENT, *"\u00a0£§«°¶·»"}))
CHARACTERS = sorted({*FIRST, *map(ord, LATIN_1 + FRENCH_POLISH_CZECH_TURKISH)})
FACE = """@font-face {{
  font-family: "{name}";
  font-style: normal;
  font-weight: 400;
  unicode-range: {characters};
  src: url({address}) format("woff2");
}}
"""


def main(others: list[str]) -> None:
    """Make the face, or measure other faces against it."""
    for other in others:
        print(f"{other}: {fitted(TTFont(other))}")
    if others:
        return
    with tempfile.TemporaryDirectory() as folder:
        package = unpacked(Path(folder))
        first, more = (
            made(package, "Regular", PARTS[:2], characters, ("kern", "liga"))
            for characters in (FIRST, sorted({*CHARACTERS} - {*FIRST}))
        )
        for style in STYLES:
            made(package, style, PARTS, (), ("kern", "liga", "locl", "ccmp", "mark")).save(
                BOOK / f"book-{style.lower()}.ttf"
            )
        licence = (package / "LICENSE").read_text(encoding="utf-8")
    copyright_line = first["name"].getDebugName(0)
    MORE.write_bytes(compressed(more))
    data = f"data:font/woff2;base64,{base64.b64encode(compressed(first)).decode()}"
    SHEET.write_text(
        f"/* Made by tools/fonts.py; OFL.txt is the licence. */\n{face_rule(first, data)}{face_rule(more, MORE.name)}",
        encoding="utf-8",
    )
    (FONTS / "OFL.txt").write_text(
        f"{copyright_line}\n\n“{NAME}” is a modified version of it: Source Serif 4, with fewer characters.\n\n"
        + licence[licence.index("This Font Software is licensed") :],
        encoding="utf-8",
    )
    print(SHEET.stat().st_size, "bytes")


def face_rule(face: TTFont, address: str) -> str:
    """The `@font-face` of a face that is found at an address."""
    return FACE.format(name=NAME, characters=unicode_range(sorted(face.getBestCmap())), address=address)


def compressed(face: TTFont) -> bytes:
    """The face as browsers take it."""
    file = BytesIO()
    face.flavor = "woff2"
    face.save(file)
    return file.getvalue()


def read() -> TTFont:
    """The face as it stands in the sheet: with all characters of an English text."""
    data, *_ = re.findall(r"base64,([^)]*)\)", SHEET.read_text(encoding="utf-8"))
    return TTFont(BytesIO(base64.b64decode(data)))


def unpacked(folder: Path) -> Path:
    """The package, as npm delivers it and as it was when this was written."""
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE], check=True, stdout=subprocess.DEVNULL
    )
    (archive,) = folder.glob("*.tgz")
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
        sys.exit(f"{PACKAGE} is not the package that SHA512 was taken from")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def made(package: Path, style: str, parts: Sequence[str], characters: Sequence[int], features: Sequence[str]) -> TTFont:
    """A face: its `parts` put together, cut down to the `characters` (or to what they have) and renamed."""
    files = [package / f"files/source-serif-4-{part}-{STYLES[style]}.woff2" for part in parts]
    font = Merger().merge(files)
    for table in font["cmap"].tables:
        table.cmap[0x202F] = table.cmap[0x2009]  # the narrow no-break space is as wide as the thin one
    options = Options(layout_features=list(features), notdef_outline=True)
    options.drop_tables += ["BASE", "STAT"]
    options.name_IDs += [14]  # the licence's address
    subsetter = Subsetter(options)
    wanted = set(characters) or set(font.getBestCmap())
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if missing := wanted - font.getBestCmap().keys():
        sys.exit(f"{PACKAGE} has no {', '.join(map(chr, missing))}")
    rename(font, style)
    dates = TTFont(files[0])["head"]  # not today's: equal sources make equal files
    font["head"].created, font["head"].modified = dates.created, dates.modified
    font.recalcTimestamp = False
    font.flavor = None
    return font


def rename(font: TTFont, style: str) -> None:
    """Give a changed face a name that isn't reserved; its makers' copyright line stays."""
    postscript = f"{NAME.replace(' ', '')}-{style}"
    version = font["name"].getDebugName(5)
    names = {1: NAME, 2: style, 3: f"{version};{postscript}", 4: f"{NAME} {style}", 6: postscript}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    for number in (16, 17):  # the family and its style once more, in the old name
        font["name"].removeNames(nameID=number)


def unicode_range(characters: list[int]) -> str:
    """The characters as CSS writes them: U+20-7E, U+A0, …"""
    starts = [c for c in characters if c - 1 not in characters]
    ends = [c for c in characters if c + 1 not in characters]
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in zip(starts, ends, strict=True))


def fitted(other: TTFont) -> str:
    """What makes lines of the interview in another face as long and as high as in ours."""
    ours = read()
    size = length(ours) / length(other)
    em = ours["head"].unitsPerEm
    ascent, descent = (abs(value) / em / size for value in (ours["hhea"].ascent, ours["hhea"].descent))
    return f"size-adjust: {size:.2%}; ascent-override: {ascent:.2%}; descent-override: {descent:.2%}"


def length(font: TTFont) -> float:
    """How many ems the interview takes in one line, kerning and ligatures and all."""
    text = hb.Buffer()
    text.add_str(" ".join((ROOT / "source/transcript.md").read_text(encoding="utf-8").split()))
    text.guess_segment_properties()
    plain = BytesIO()
    font.flavor = None
    font.save(plain)
    hb.shape(hb.Font(hb.Face(plain.getvalue())), text)
    return float(sum(glyph.x_advance for glyph in text.glyph_positions) / font["head"].unitsPerEm)


if __name__ == "__main__":
    main(sys.argv[1:])
