"""What git knows of the source folder."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path


@cache
def day_of_last_change(folder: Path) -> datetime.date | None:
    """The day of the last commit that changed something in `folder`; a merge counts as one change.

    None if git doesn't know it, as in a shallow clone, or if something isn't committed yet.
    """
    options = ("-c", "log.follow=false", "-c", "log.showSignature=false")
    day = _say(folder, *options, "log", "-1", "--first-parent", "--format=%cs", "--", ".")
    is_shallow = _say(folder, "rev-parse", "--is-shallow-repository") != "false"
    if not day or is_shallow or _say(folder, "status", "--porcelain", "--", "."):
        return None
    return datetime.date.fromisoformat(day)


def _say(folder: Path, *arguments: str) -> str:
    return git(folder, *arguments).decode(errors="replace").strip()


def git(folder: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """The answer of `git` with these arguments; nothing where there is none, or where it fails."""
    try:
        return subprocess.run(["git", "-C", folder, *arguments], input=asked, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""


def not_committed(folder: Path, names: Iterable[str]) -> list[str] | None:
    """The files of these names in `folder`, or below folders of these names, that the last commit hasn't as they are.

    Files are compared by their hashes, so that what git ignores or is told not to look at counts, too. None where there
    is no commit.
    """
    if not git(folder, "rev-parse", "--verify", "HEAD"):
        return None
    top, below = (
        git(folder, "rev-parse", "--show-toplevel", "--show-prefix").decode(errors="surrogateescape").split("\n")[:2]
    )
    listed = git(folder, "ls-tree", "-r", "-z", "HEAD").decode(errors="surrogateescape").split("\0")
    kept = {path: about.split()[2] for about, _, path in (line.partition("\t") for line in listed) if path}
    there = list(files_below(folder, names))
    asked = "\n".join(below + path for path in there).encode(errors="surrogateescape")
    hashes = git(Path(top), "hash-object", "--stdin-paths", asked=asked).decode().split()
    if len(hashes) != len(there):  # one of them can't be read
        return there
    return [path for path, found in zip(there, hashes, strict=True) if kept.get(path) != found]


def files_below(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """The files of these names in `folder`, and those below folders of these names, as git has their paths."""
    for path in (folder / name for name in names):
        if path.is_symlink() or path.is_file():
            yield path.name
        for place, folders, files in os.walk(path):
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            yield from ((Path(place) / name).relative_to(folder).as_posix() for name in sorted([*links, *files]))
