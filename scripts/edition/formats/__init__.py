"""An edition written down: a module or a folder for each format, none of which knows another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    path: str
    """Below its folder, for example `questions/03-history.md`."""
    data: bytes
