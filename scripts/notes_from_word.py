#!/usr/bin/env python3
"""Make drafts of notes from what somebody sent back: comments in a Word file, or Web Annotations.

Each new comment becomes a note's draft in the file of its question: the exact words that it is on, what it
says, and its kind and sources where it names them (“Disputed. …”, “Sources: …”); the build asks for
what is missing. The interview is never touched. What can't be placed for certain is told, with its
number in the file, and isn't written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition.exports import NotMadeError
from edition.output import add
from edition.pipeline import build
from edition.problems import EditionError, Problems, SourceError
from edition.returned import web_annotations, word
from edition.returned.drafts import drafts
from edition.source.files import shown

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (something to mend or not placed) or 2 (usage)."""
    parser = argparse.ArgumentParser(
        prog="notes_from_word.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="edition.docx as it came back, or annotations as .json")
    parser.add_argument("--source", type=Path, default=ROOT / "source", metavar="DIR", help="where the notes go")
    parser.add_argument("--check", action="store_true", help="only show the drafts, write nothing")
    options = parser.parse_args(argv)
    if not options.source.is_dir():
        parser.error(f"there is no folder {options.source}")
    try:
        data = options.file.read_bytes()
    except OSError as error:
        parser.error(f"{options.file}: {error.strerror}")
    problems = Problems()
    read = web_annotations.read_remarks if options.file.suffix in (".json", ".jsonld") else word.read_remarks
    try:
        edition = build(options.source, None).edition
        made = drafts(edition, read(data, edition, options.file.name, problems), problems)
    except (EditionError, NotMadeError, ValueError) as error:
        print(error if isinstance(error, EditionError) else f"{options.file}: {error}", file=sys.stderr)
        return 1
    for path, text in made.items():
        print(
            f"{shown(options.source)}/{path}:{text}"
            if options.check
            else f"{shown(options.source)}/{path}: drafts added"
        )
    missed = problems.messages(".")
    print("\n".join(map(str, missed)), end="\n" if missed else "")
    if options.check or not made:
        return 1 if problems else 0
    for path, text in made.items():
        add(options.source / path, text)
    return max(_asked(options.source), int(bool(problems)))


def _asked(source: Path) -> int:
    """Say what the drafts still need; 1 if that is something."""
    try:
        build(source, None)
    except SourceError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
