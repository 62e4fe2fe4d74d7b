"""An edition written down: a module or a folder for each format, none of which knows another.

exports.py lists the files that readers take with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.edition import Edition
from ..publication import Publication
from ..views.said import Reading


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
    """Its name in the folder of such files: `interview.…` holds the interview alone, `edition.…` the notes, too."""
    media: str
    """Its media type, as in `application/epub+zip`."""
    label: str
    """What it is and what for: `epub` for the labels `take_epub` and `take_epub_for`."""
    write: Callable[[Edition, Publication], bytes]
    """The same edition always gives the same bytes."""
    read: Callable[[bytes], Reading] | None
    """What a finished file holds, read from it alone. None for a file of neither passages nor notes."""
    said: bool = True
    """Whether it has the interview's passages."""
    noted: bool = True
    """Whether it has the editors' notes."""
