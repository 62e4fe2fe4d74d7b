"""The only module that writes files: whole new pages or none.

New pages are staged in a hidden folder beside the old ones. When all of them are there,
one rename says so, and only then are they moved into place. A build that is interrupted
before the rename leaves the old pages; one interrupted after it is finished by the next
start (`recover`). A page whose text is the same is left alone, so that nobody who watches
docs/ sees a change that is none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .model import Asset, Page
from .pages.markdown import MADE_BY
from .problems import Place, Problem, SourceError

_INCOMING = ".incoming"
_READY = ".ready"
_PAGES = "pages"
_REMOVE = "remove"
_STAMP = "made-from.txt"

MADE = "made"
"""The folder below docs/ for what isn't Markdown: the search index, pictures."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did to docs/."""

    written: int
    unchanged: int
    removed: int


class Staging:
    """Takes pages one by one and puts them into place together.

    `folders` below `docs` (or files) belong to the build script: what else it once made there is
    stale and goes. A file that somebody wrote by hand is never touched; standing in the
    way, it is a problem. The folder MADE holds what isn't Markdown and is nobody else's.
    """

    def __init__(self, docs: Path, folders: Sequence[str]) -> None:
        self.docs, self.folders = docs, folders
        recover(docs)
        self._incoming = docs / _INCOMING
        self._paths: set[str] = set()
        self._made: set[str] = set()
        self._written = 0
        (self._incoming / _PAGES).mkdir(parents=True)

    def add(self, pages: Iterable[Page]) -> None:
        """Stage `pages`."""
        for page in pages:
            self._stage(page.path, page.text.encode())

    def add_assets(self, folder: str, key: str, make: Callable[[], Iterable[Asset]]) -> None:
        """Stage what `make` yields for MADE/`folder`, unless what is there was made for the same `key`.

        Making it may take a while; the key is what it is made from, in a few letters.
        """
        stamp = f"{MADE}/{folder}/{_STAMP}"
        if _same(self.docs / stamp, key.encode()):
            self._paths.update(_files(self.docs, f"{MADE}/{folder}"))
            return
        for asset in make():
            self._stage(f"{MADE}/{folder}/{asset.path}", asset.data)
        self._stage(stamp, key.encode())

    def _stage(self, path: str, data: bytes) -> None:
        self._paths.add(path)
        if _same(self.docs / path, data):
            return
        target = self._incoming / _PAGES / path
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        target.write_bytes(data)
        self._written += 1

    def commit(self) -> Outcome:
        """Put everything into place.

        Raises SourceError, nothing changed, when a hand-written file stands in the way.
        """
        existing = {path for folder in self.folders for path in _files(self.docs, folder)}
        foreign = sorted(path for path in existing if not _made_here(self.docs, path))
        if foreign:
            raise SourceError(
                Problem(
                    Place((self.docs / path).as_posix(), 1),
                    f"this file was not made by the build script, but {_owned(path)} belongs to it; move it to another folder",
                )
                for path in foreign
            )
        stale = sorted(existing - self._paths)
        if self._written or stale:
            (self._incoming / _REMOVE).write_text("\n".join(stale), encoding="utf-8")
            os.rename(self._incoming, self.docs / _READY)
            try:
                recover(self.docs)
            except KeyboardInterrupt:  # pressed in the very moment: finish first
                recover(self.docs)
                raise
        else:
            shutil.rmtree(self._incoming)
        return Outcome(self._written, len(self._paths) - self._written, len(stale))

    def discard(self) -> None:
        """Forget what was staged."""
        shutil.rmtree(self._incoming, ignore_errors=True)


def recover(docs: Path) -> None:
    """Finish a build that was interrupted after its last page, and clear away one that was before."""
    ready = docs / _READY
    if ready.is_dir():
        for path in _files(ready, _PAGES):
            target = docs / path.removeprefix(f"{_PAGES}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(ready / path, target)
        remove = ready / _REMOVE
        for line in remove.read_text(encoding="utf-8").split("\n") if remove.exists() else ():
            if line:
                (docs / line).unlink(missing_ok=True)
        shutil.rmtree(ready)
    shutil.rmtree(docs / _INCOMING, ignore_errors=True)


def _same(path: Path, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _made_here(docs: Path, path: str) -> bool:
    if path.startswith(f"{MADE}/"):
        return True
    with open(docs / path, "rb") as file:
        return MADE_BY.encode() in file.read(200)


def _owned(path: str) -> str:
    """The folder that a path lies in, or the path itself."""
    folder, slash, _ = path.partition("/")
    return folder + slash


def _files(root: Path, folder: str) -> list[str]:
    """The files in `folder`, or the one of that name, as paths below `root`; hidden ones left out."""
    found = [folder] if (root / folder).is_file() else []
    for place, _, names in os.walk(root / folder):
        below = Path(place).relative_to(root).as_posix()
        found += [f"{below}/{name}" for name in names if not name.startswith(".")]
    return found
