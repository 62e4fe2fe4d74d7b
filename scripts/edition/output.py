"""The only module that writes files.

A file whose bytes are the same is left alone, so that nobody who watches docs/ sees a change
that is none; one that changes is replaced in one step. Nothing is begun before the edition is
whole and proved. A build that is killed leaves docs/ half new, which the next build mends; what
is published is made from docs/ by a run that goes to its end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from edition.exports import File
from edition.model.site import MADE
from edition.problems import Place, Problems

_STAMP = "made-from.txt"
_NEW = ".new"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files that take a while to make, for MADE/`folder`."""

    folder: str
    key: str
    """What they are made from, in a few letters: they are made anew when it is another."""
    make: Callable[[], Iterable[File]]


class Outcome(NamedTuple):
    """What a build did to docs/."""

    written: int
    unchanged: int
    removed: int


def write(
    docs: Path,
    owned: Sequence[str],
    mark: str,
    files: Iterable[File],
    made: Sequence[str] = (),
    assets: Sequence[Assets] = (),
) -> Outcome:
    """Write `files` and `assets` below `docs`, and remove what else was once made there.

    The `owned` folders below it (or files) belong to the build script, and so do those below MADE that are `made`. A
    file in the first without the `mark` was written by hand: it is never touched, and raises SourceError before
    anything is written.
    """
    there = {path for folder in owned for path in _list_files(docs, folder)}
    foreign = sorted(path for path in there if not _is_marked(docs / path, mark))
    if foreign:
        problems = Problems()
        for path in foreign:
            problems.at(Place(path, 1), "generated-folder", folder="".join(path.partition("/")[:2]))
        raise problems.error(docs.as_posix())
    # Own pages and redirects have names that this program doesn't know: their mark tells that they were made by it.
    named = (*docs.glob("*.md"), *docs.glob("*/index.*"))
    there |= {file.relative_to(docs).as_posix() for file in named if file.is_file() and _is_marked(file, mark)}
    folders = (*made, *(each.folder for each in assets))
    there |= {path for folder in folders for path in _list_files(docs, f"{MADE}/{folder}")}
    paths, written = set(), 0
    for file in chain(_write_assets(docs, assets), files):
        paths.add(file.path)
        written += _replace(docs / file.path, file.data)
    stale = there - paths
    for path in stale:
        (docs / path).unlink()
    return Outcome(written, len(paths) - written, len(stale))


def write_beside(folder: Path, file: File) -> None:
    """Write a file that doesn't stand in docs/, if its folder's parent is there."""
    if folder.parent.is_dir():
        _replace(folder / file.path, file.data)


def add(path: Path, text: str) -> None:
    """Add to the end of a file that is there, one empty line before it at most; line ends stay as they were."""
    data = path.read_bytes()
    end = b"\r\n" if b"\r\n" in data else b"\n"
    _replace(path, data.rstrip() + end + text.encode().replace(b"\n", end))


def _write_assets(docs: Path, assets: Iterable[Assets]) -> Iterator[File]:
    """The files of each, made anew or as they are."""
    for each in assets:
        folder = f"{MADE}/{each.folder}"
        stamp = File(f"{folder}/{_STAMP}", each.key.encode())
        if _is_same(docs / stamp.path, stamp.data):
            yield from (File(path, (docs / path).read_bytes()) for path in _list_files(docs, folder))
        else:
            yield from (File(f"{folder}/{file.path}", file.data) for file in each.make())
            yield stamp  # last, so that a build that was killed is known by it


def _replace(path: Path, data: bytes) -> bool:
    """Whether the file had to be written."""
    if _is_same(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{_NEW}-{path.name}")
    new.write_bytes(data)
    os.replace(new, path)
    return True


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _is_marked(path: Path, mark: str) -> bool:
    with open(path, "rb") as file:
        return mark.encode() in file.read(200)


def _list_files(root: Path, folder: str) -> list[str]:
    """The files in `folder`, or the one of that name, as paths below `root`; hidden ones left out."""
    found = [folder] if (root / folder).is_file() else []
    for place, _, names in os.walk(root / folder):
        below = Path(place).relative_to(root).as_posix()
        found += [f"{below}/{name}" for name in names if not name.startswith(".")]
    return found
