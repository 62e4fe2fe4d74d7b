"""Reads finished exports back, notes included, and compares them with the edition that they were made from.

verify.py compares a published export with the transcript; these readers also take in what the editors wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import zip_longest

from edition.exports import Export
from edition.model.edition import Edition
from readback import csv_export, epub, json_export, markdown, pdf, tei, text, web_annotations, word
from readback.reading import Noted, Reading, Said, reading_of

READERS: dict[str, Callable[[bytes], Reading]] = {
    f"{name}.{ending}": module.read
    for name in ("edition", "interview")
    for ending, module in {
        "txt": text,
        "md.txt": markdown,
        "json": json_export,
        "tei.xml": tei,
        "epub": epub,
        "docx": word,
        "pdf": pdf,
    }.items()
} | {
    "passages.csv": csv_export.read_passages,
    "notes.csv": csv_export.read_notes,
    "annotations.json": web_annotations.read,
}
BEFORE, SHOWN = 20, 80
"""Characters that a message shows of a text: before the first difference, and in all."""
_MARK = re.compile(r"\[\d+\]")
"""A note's number among the words."""


def find_difference(export: Export, data: bytes, edition: Edition) -> str:
    """The first thing that a finished file holds otherwise than the edition; empty if there is none."""
    if export.path not in READERS:
        return ""
    try:
        found = READERS[export.path](data)
    except Exception as error:  # whatever a spoilt file does to its reader
        return f"it can't be read: {type(error).__name__}: {error}"
    wanted = reading_of(edition, export.said, export.noted)
    return (
        _find_first(found.said, wanted.said)
        or _find_first(found.noted, wanted.noted)
        or _find_first(
            tuple(map(_unmark_copy, found.said)),
            tuple(replace(one, words=_MARK.sub("", one.words)) for one in wanted.said),
        )
    )


def _unmark_copy(one: Said) -> Said:
    """A passage as a reader copies it, without what everybody can tell from its words: `[4]`, and its number before a space."""
    copied = re.sub(rf"^{re.escape(one.passage)}[ \u00a0]", "", one.copied)
    return replace(one, words=_MARK.sub("", copied or one.words))


def _find_first(found: tuple[Said | Noted, ...], wanted: tuple[Said | Noted, ...]) -> str:
    for theirs, ours in zip_longest(found, wanted):
        if theirs != ours:
            return _show(theirs, ours)
    return ""


def _show(theirs: Said | Noted | None, ours: Said | Noted | None) -> str:
    """What differs first in a passage or note, from a little before the difference on."""
    if theirs is None:
        return f"passage {ours.passage if ours else ''}: it isn't in the file, or a note on it isn't"
    if ours is None:
        return f"passage {theirs.passage}: the source has nothing more"
    name = next(each.name for each in fields(ours) if getattr(theirs, each.name) != getattr(ours, each.name))
    texts = [str(getattr(each, name)) for each in (theirs, ours)]
    same = next(index for index, (one, other) in enumerate(zip_longest(*texts)) if one != other)
    start = max(0, same - BEFORE)
    file, source = (text[start : start + SHOWN] for text in texts)
    where = f"passage {ours.passage}" + (f", note {ours.number}" if isinstance(ours, Noted) else "")
    return f"{where}: {name}\n  in the file:    …{file}…\n  in the source:  …{source}…"
