"""The folder of an edition: what is in it, whether git could bring it back, and how another takes its place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

EDITION = re.compile(
    r"interview\.yml|transcript\.(?:md|txt)|original\.\w+|left-out\.txt|topics\.yml|questions|glossary|timeline\.yml|pages"
    r"|addresses\.txt"
)
"""The files and folders of an edition, those of older ones included."""
NAMED = 10
"""Files that a message names."""


class StoppedError(Exception):
    """Nothing was written; `str()` of it says why, and what to do."""


def list_edition(folder: Path) -> list[str]:
    """List the files and folders of an edition in `folder`."""
    return sorted(path.name for path in folder.iterdir() if EDITION.fullmatch(path.name)) if folder.is_dir() else []


def describe_edition(folder: Path) -> str:
    """List the files of an edition for a message, those of its folders counted."""
    counts = {name: len(list(_list_files(folder, [name]))) for name in list_edition(folder)}
    return ", ".join(
        f"{name}/ ({count} file{'s' * (count != 1)})" if (folder / name).is_dir() else name
        for name, count in counts.items()
    )


def check_replaceable(folder: Path, place: str) -> None:
    """Raise StoppedError if git couldn't bring back the edition in `folder`, which people call `place`."""
    names = list_edition(folder)
    if not names:
        return
    lost = _list_uncommitted(folder, names)
    if lost is None:
        raise StoppedError(
            f"{place} holds an edition ({describe_edition(folder)}) and isn’t in a git repository with a commit, so nothing "
            f"could bring it back; nothing was written. Move {place} away, or commit it: git init && git add {place} && git commit"
        )
    if lost:
        more = f" and {len(lost) - NAMED} others" if len(lost) > NAMED else ""
        raise StoppedError(
            f"git’s last commit doesn’t have these files of {place} as they are: {', '.join(lost[:NAMED])}{more}; nothing "
            f"was written. Commit them: git add {place} && git commit (git add --force for what git ignores), or move {place} away"
        )


def write_undo(folder: Path, place: str) -> str:
    """Write the command with which git brings back the edition that was replaced."""
    return f"git checkout {_run_git(folder, 'rev-parse', '--short', 'HEAD').decode().strip()} -- {place}"


@contextmanager
def prepare_folder(source: Path, files: Mapping[str, bytes | None], keeps: bool = False) -> Iterator[Path]:
    """Make a folder beside `source` with these files; what `source` has is in it if it `keeps` it.

    A file without data is removed. The folder is gone at the end, unless it has taken the place of `source`.
    """
    source.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{source.name}-", dir=source.parent) as folder:
        new = Path(folder) / source.name
        if keeps:
            shutil.copytree(source, new, symlinks=True)
        write_files(new, files)
        yield new


def write_files(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files into `folder`; one without data is removed."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        if data is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(data)


def take_place(new: Path, source: Path, replaced: Collection[str]) -> None:
    """Put the folder `new` in the place of `source`; what isn't to be `replaced` there, such as a README, stays.

    Between two renames there is no `source`. If the second fails, the first is undone; if the program is killed there,
    `put_back` undoes it the next time.
    """
    before = _name_before(source)
    if not source.exists():
        new.rename(source)
        return
    for path in source.iterdir():
        if path.name not in replaced and path.is_dir() and not path.is_symlink():
            shutil.copytree(path, new / path.name, symlinks=True)
        elif path.name not in replaced:
            shutil.copy2(path, new / path.name, follow_symlinks=False)
    if before.exists():  # left by a program that was killed while it deleted it
        shutil.rmtree(before)
    try:
        source.rename(before)
        new.rename(source)
    finally:
        put_back(source)
    shutil.rmtree(before, ignore_errors=True)


def put_back(source: Path) -> None:
    """Put back the folder that `take_place` was to replace, if nothing has taken its place."""
    if _name_before(source).exists() and not source.exists():
        _name_before(source).rename(source)


def _name_before(source: Path) -> Path:
    """Name the place of a folder while another takes its place."""
    return source.with_name(f".{source.name}.replaced-by-make-new")


def _list_uncommitted(folder: Path, names: Iterable[str]) -> list[str] | None:
    """List the files of these names, or below folders of these names, that the last commit hasn't as they are.

    Files are compared by their hashes, so that what git ignores or is told not to look at counts. None if there is no
    commit.
    """
    if not _run_git(folder, "rev-parse", "--verify", "HEAD"):
        return None
    asked = _run_git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    top, below = asked.decode(errors="surrogateescape").split("\n")[:2]
    listed = _run_git(folder, "ls-tree", "-r", "-z", "HEAD").decode(errors="surrogateescape").split("\0")
    kept = {path: about.split()[2] for about, _, path in (line.partition("\t") for line in listed) if path}
    there = list(_list_files(folder, names))
    paths = "\n".join(below + path for path in there).encode(errors="surrogateescape")
    hashes = _run_git(Path(top), "hash-object", "--stdin-paths", given=paths).decode().split()
    if len(hashes) != len(there):  # one of them can't be read
        return there
    return [path for path, found in zip(there, hashes, strict=True) if kept.get(path) != found]


def _run_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git; nothing comes of it if it isn't there, or fails."""
    try:
        return subprocess.run(["git", "-C", folder, *arguments], input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""


def _list_files(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """List the files of these names in `folder`, and those below folders of these names, as git has their paths."""
    for path in (folder / name for name in names):
        if path.is_symlink() or path.is_file():
            yield path.name
        for place, folders, files in os.walk(path):
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            yield from ((Path(place) / name).relative_to(folder).as_posix() for name in sorted([*links, *files]))
