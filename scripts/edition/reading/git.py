"""What git says of a folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path


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
