"""An edition written down: a module or a folder for each format, none of which knows another."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from edition.model.edition import Edition
from edition.resolve.urls import Target
from edition.source.publication import Publication

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FILES = "files"
"""Where the files that readers take with them stand below docs/made/."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    path: str
    """Below its folder, for example `questions/03-history.md`."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file that readers take with them."""

    path: str
    """Where it stands in the folder of such files: `interview.…` holds the interview alone, `edition.…` the notes, too."""
    media: str
    """Its media type, as in `application/epub+zip`."""
    label: str
    """What it is and what for: `epub` for the labels `take_epub` and `take_epub_for`."""
    write: Callable[[Edition, Publication], bytes]
    """The same edition always gives the same bytes."""
    said: bool = True
    """Whether it has the interview's passages."""
    noted: bool = True
    """Whether it has the editors' notes."""
    picture: Callable[[Edition, Publication], bytes] | None = None
    """What it looks like, as a PNG."""
    longest: int | None = None
    """Words of the interview beyond which it isn't made: what is set as one document needs memory and time by its length."""

    @property
    def name(self) -> str:
        """What it is called where a reader keeps it: `edition.md` for what is published as `edition.md.txt`."""
        return self.path.rpartition("/")[2].replace(".md.txt", ".md")


@dataclass(frozen=True, slots=True)
class Download:
    """An export as the site offers it."""

    export: Export
    size: int = 0
    """In bytes; none in the preview, which makes no file, and where it can't be made."""
    sha256: str = ""
    """Of its bytes, in hexadecimal; empty where there are none."""
    missing: str = ""
    """Why it couldn't be made."""
    lacks_tools: bool = False
    """Whether it could be made if a program or fonts were installed."""
    picture: bytes | None = None
    """What it looks like, as a PNG; None where there is nothing to be seen of it."""

    @property
    def address(self) -> str:
        """Below the site."""
        return f"made/{FILES}/{self.export.path}"


def write_json(document: Any) -> bytes:
    """JSON for people, too, in UTF-8; written piece by piece, since the pieces of a long one need five times its room."""
    data = io.BytesIO()
    with io.TextIOWrapper(data, encoding="utf-8", newline="\n") as text:
        json.dump(document, text, ensure_ascii=False, indent=1)
        text.write("\n")
        text.flush()
        return data.getvalue()


class NotMadeError(Exception):
    """A file can't be made of this edition, or not here; `str()` of it says why."""


def check_xml(text: str) -> str:
    """Return `text`; raise NotMadeError for characters that XML can't hold."""
    if illegal := _ILLEGAL.search(text):
        raise NotMadeError(f"no XML can hold the character U+{ord(illegal[0]):04X}")
    return text


def make_address(publication: Publication, target: Target) -> str:
    """The URL of a page or a place on it; empty where the site's isn't known."""
    return publication.site + target.address if publication.site else ""


class NotInstalledError(NotMadeError):
    """A file can't be made here, for want of a program or of faces."""
