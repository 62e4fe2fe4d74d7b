#!/usr/bin/env python3
"""Prove that the files to take away, in a finished site, hold the interview's words and the editors' notes.

Each file is read from what was published, by a reader of its own that shares nothing with its writer, and
compared with source/: who says which words in which passage; which note stands at which words, and what it
says with which sources. Where a file's text has marks among the words, it is also read with them, as readers copy it,
and the words have to remain the transcript's: no number may touch a word. Then the sizes and hashes on the About page. That the passages are the transcript's
is proved by prove.py, of the pages, and by the build. A file that wasn't made, and isn't offered, fails where
it could have been made and CI is set.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import zip_longest
from pathlib import Path

from edition.exports import FILES, Export, NotInstalledError, NotMadeError
from edition.exports.readback import Noted, Reading, Said, reading_of
from edition.exports.registry import EXPORTS
from edition.model.edition import Edition
from edition.model.site import MADE
from edition.pipeline import build
from edition.problems import EditionError
from edition.source.publication import NOWHERE

ROOT = Path(__file__).resolve().parent.parent
BEFORE, SHOWN = 20, 80
"""Characters that a message shows of a text: before the first difference, and in all."""
_MARK = re.compile(r"\[\d+\]")
"""A note's number among the words."""


def difference(export: Export, data: bytes, edition: Edition) -> str:
    """The first thing that a finished file holds otherwise than the edition; empty if there is none."""
    if export.read is None:
        return ""
    try:
        found = export.read(data)
    except Exception as error:  # whatever a spoilt file does to its reader
        return f"it can't be read: {type(error).__name__}: {error}"
    wanted = reading_of(edition, export.said, export.noted)
    return (
        _first(found.said, wanted.said)
        or _first(found.noted, wanted.noted)
        or _first(
            tuple(map(_unmark_copy, found.said)),
            tuple(replace(one, words=_MARK.sub("", one.words)) for one in wanted.said),
        )
    )


def _unmark_copy(one: Said) -> Said:
    """A passage as a reader copies it, without what everybody can tell from its words: `[4]`, and its number before a space."""
    copied = re.sub(rf"^{re.escape(one.passage)}[ \u00a0]", "", one.copied)
    return replace(one, words=_MARK.sub("", copied or one.words))


def _first(found: tuple[Said | Noted, ...], wanted: tuple[Said | Noted, ...]) -> str:
    for theirs, ours in zip_longest(found, wanted):
        if theirs != ours:
            return _shown(theirs, ours)
    return ""


def _shown(theirs: Said | Noted | None, ours: Said | Noted | None) -> str:
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


def prove(site: Path, edition: Edition) -> Iterator[tuple[bool, str]]:
    """For each file, whether it is proved, and what was found."""
    pages = (site / "about/index.html", site / "about.html")
    about = next((page.read_text(encoding="utf-8") for page in pages if page.is_file()), "")
    for export in EXPORTS:
        path = site / MADE / FILES / export.path
        if not path.is_file():
            right, why = _left_out(export, edition) if export.path not in about else (False, "the About page offers it")
            yield right, f"{path}: the file isn't there: {why}"
            continue
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        if wrong := difference(export, data, edition):
            yield False, f"{path}: {wrong}"
        elif sha256 not in about:
            yield False, f"{path}: its SHA-256 is {sha256}; the About page doesn't say so"
        else:
            yield True, f"{path}: {_counted(export, reading_of(edition, export.said, export.noted))}SHA-256 {sha256}"


def _left_out(export: Export, edition: Edition) -> tuple[bool, str]:
    """Whether it is right that a file isn't there, and why: it can't be made of this edition, or not here, which is wrong in CI."""
    if export.longest and edition.words > export.longest:
        return True, f"the interview has more than {export.longest:,} words"
    try:
        export.write(edition, NOWHERE)
    except NotInstalledError as reason:
        return not os.environ.get("CI"), str(reason)
    except NotMadeError as reason:
        return True, str(reason)
    return not os.environ.get("CI"), "it wasn't made"


def _counted(export: Export, reading: Reading) -> str:
    said, noted = f"{len(reading.said)} passages, ", f"{len(reading.noted)} notes, "
    return (said * export.said + noted * export.noted) if export.read else ""


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (not proved) or 2 (usage)."""
    parser = argparse.ArgumentParser(prog="prove_files.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="what MkDocs or Zensical wrote")
    parser.add_argument(
        "--source", type=Path, default=ROOT / "source", metavar="DIR", help="what editors write (%(default)s)"
    )
    options = parser.parse_args(argv)
    for folder in (options.site, options.source):
        if not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    try:
        edition = build(options.source, None).edition
    except EditionError as error:
        print(error)
        return 1
    outcome = list(prove(options.site, edition))
    print("\n".join(said for _, said in outcome))
    return 0 if all(proved for proved, _ in outcome) else 1


if __name__ == "__main__":
    sys.exit(main())
