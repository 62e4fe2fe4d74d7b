"""Messages of the importer: notices, which report what was assumed, and refusals. The words are in messages.yml."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from edition.problems import quoted

MESSAGES = Path(__file__).parent / "messages.yml"
SHOWN_ALIKE = 3
"""Notices of a kind that are shown in full; more would hide the other kinds."""
LISTED = 12
"""Lines that a notice lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A guess that is reported, so that a site owner can correct it."""

    code: str
    line: int = 0
    """Of the text that was read; 0 if it concerns all of it."""
    facts: Mapping[str, object] = field(default_factory=dict)


class RefusedError(Exception):
    """The file can't be imported; `str()` of it says why, and what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(fill_in(_read_messages()["refused"][code], facts))


def fill_in(message: str, facts: Mapping[str, object]) -> str:
    """Fill facts into a message: `{word:q30}` is a word in quotation marks, cut to 30 characters."""
    return _Formatter().vformat(message, (), facts)


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.startswith("q"):
            return quoted(str(value), int(format_spec[1:] or 60))
        return str(super().format_field(value, format_spec))


@cache
def _read_messages() -> dict[str, dict[str, str]]:
    with open(MESSAGES, encoding="utf-8") as file:
        messages: dict[str, dict[str, str]] = yaml.safe_load(file)
    return messages


def write_notices(
    notices: Iterable[Notice], places: Sequence[tuple[int, int]], files: Mapping[str, str]
) -> Iterator[str]:
    """Write each notice as `file:line: message`, the most consequential first, those of one kind together.

    `places` are lines of the text that was read with the lines that they became in transcript.md, in order; `files`
    are the written files by name.
    """
    for file, messages in _read_messages().items():
        for code, message in messages.items():
            found: dict[str, list[int]] = {}
            for notice in (notice for notice in notices if notice.code == code):
                line = _find_line(file, notice, places, files)
                lines = found.setdefault(fill_in(message, {**notice.facts, "line": line}), [])
                lines += [line] * (line not in lines)
            ordered = sorted(found.items(), key=lambda entry: entry[1])
            for text, lines in ordered[:SHOWN_ALIKE]:
                yield f"{_name_place(file, lines[0], files)}: {text}{_list_lines(lines[1:], ' Likewise: ')}"
            rest = [line for _, lines in ordered[SHOWN_ALIKE:] for line in lines]
            if rest:
                yield f"{_name_place(file, rest[0], files)}: as in line {ordered[0][1][0]}.{_list_lines(rest[1:], ' Likewise: ')}"


def _find_line(file: str, notice: Notice, places: Sequence[tuple[int, int]], files: Mapping[str, str]) -> int:
    """Find the line of a written file that a notice is about; 0 if it is about none."""
    if file == "transcript.md" and notice.line:
        return places[max(0, bisect_right(places, (notice.line, len(places) * 2)) - 1)][1]
    wanted = str(notice.facts.get("words", "")) if file == "transcript.md" else f'"{notice.facts.get("label")}"'
    lines = files.get(file, "").split("\n") if wanted else []
    return next((number for number, line in enumerate(lines, 1) if wanted in line), 0)


def _name_place(file: str, line: int, files: Mapping[str, str]) -> str:
    name = file if file != "original" else next(name for name in files if name.startswith("original."))
    return f"{name}:{line}" if line else name


def _list_lines(lines: Sequence[int], intro: str) -> str:
    """List further lines of a notice; nothing if there are none."""
    listed = ", ".join(f"line {line}" if not number else str(line) for number, line in enumerate(lines[:LISTED]))
    more = f" and {len(lines) - LISTED} more" if len(lines) > LISTED else ""
    return f"{intro}{listed}{more}." if lines else ""
