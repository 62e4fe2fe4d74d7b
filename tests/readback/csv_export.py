"""CSV, read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from readback.reading import Cited, Noted, Reading, Said

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
SOURCES = ("sources", "source_addresses")


def _rows(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [{name: _uncovered(cell) for name, cell in row.items()} for row in csv.DictReader(text)]


def _uncovered(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_passages(data: bytes) -> Reading:
    """The passages of a finished table."""
    return Reading(said=tuple(Said(row["voice"], row["passage"][1:], row["text"]) for row in _rows(data)))


def read_notes(data: bytes) -> Reading:
    """The notes of a finished table."""
    return Reading(noted=tuple(map(_noted, _rows(data))))


def _noted(row: Mapping[str, str]) -> Noted:
    lines = (row[name].split("\n") for name in SOURCES)
    return Noted(
        row["passage"][1:],
        int(row["note"]),
        row["kind"],
        row["noted_words"],
        row["editors_text"],
        tuple(Cited(words, address) for words, address in zip(*lines, strict=True)),
    )
