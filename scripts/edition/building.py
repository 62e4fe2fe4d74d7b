"""A build, unless it would make what is there.

Whatever a build depends on is in one hash: the bytes of the source, of the program and of what it reads, the
installed packages, what git knows, and the environment. When that is what it was, and every file is as the last
build left it, there is nothing to do. This is found out without the program itself, which takes longer to load.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .locking import LOCK
from .problems import Message
from .reading.git import git

STATE = ".built"
"""The file in docs/ that says what was built, and from what."""
_SHELL = {"_", "OLDPWD", "SHLVL"}
"""What a shell says of itself, and of the command before."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build has to tell."""

    found: str
    """What the edition holds."""
    warnings: tuple[Message, ...]
    missing: tuple[str, ...]
    """The files to take away that couldn't be made, each with the reason."""
    written: int
    unchanged: int
    removed: int


def built(
    project: Path, source: Path, docs: Path, pages_only: bool = False, with_exports: bool = True, anew: bool = False
) -> Result:
    """Build the edition in `source` as `story.build` does, or say what the last build said if nothing has changed since.

    `project` is the folder with mkdocs.yml; `anew` is for who knows that something has changed. Nobody else may
    build meanwhile (locking.py). Raises EditionError.
    """
    asked = (project, source, f"{docs.absolute()} {pages_only} {with_exports}")
    key = "" if anew else made_from(*asked)
    if last := _last(docs, key):
        return replace(last, written=0, unchanged=last.written + last.unchanged, removed=0)
    from .formats import File
    from .publication import publication_of
    from .story import build
    from .writing import write_beside

    publication = publication_of(project / "mkdocs.yml", source, os.environ)
    report = build(source, docs, publication, pages_only, with_exports)
    assert report.outcome
    result = Result(report.found, report.warnings, report.missing, *report.outcome)
    if not anew and made_from(*asked) == key:  # else it isn't known what was read
        state = {"from": key, "there": _there(docs), "result": asdict(result)}
        write_beside(docs, File(STATE, json.dumps(state).encode()))
    return result


def _last(docs: Path, key: str) -> Result | None:
    """What the last build said, if it was made from the same and its files are as it left them."""
    try:
        state = json.loads((docs / STATE).read_bytes())
        if (state["from"], state["there"]) != (key, _there(docs)):
            return None
        told = state["result"]
        warnings = tuple(Message(**message) for message in told["warnings"])
        return Result(**{**told, "warnings": warnings, "missing": tuple(told["missing"])})
    except (OSError, ValueError, KeyError, TypeError):  # there was none, or one of another version
        return None


def made_from(project: Path, source: Path, asked: str) -> str:
    """A hash of all that a build in the folder `project` depends on, and of what is `asked` of it."""
    environment = sorted((name, text) for name, text in os.environ.items() if name not in _SHELL)
    facts = [asked, os.getcwd(), sys.version, *_packages(), *environment, *map(repr, _history(source))]
    digest = hashlib.sha256(json.dumps(facts).encode())
    program = Path(__file__).parents[1]
    settings = project.absolute() / "mkdocs.yml"
    for path in (str(settings), *_below(source.absolute(), program, program.parent / "docs/assets")):
        data = _bytes(path)
        digest.update(f"\n{path} {len(data)}\n".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """The installed packages with their versions, as their folders are called."""
    for folder in filter(os.path.isdir, sys.path):
        yield from sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _history(source: Path) -> tuple[bytes, ...]:
    """Which commit this is, whether those before it are there, and what isn't committed yet."""
    about = ("rev-parse", "HEAD", "--is-shallow-repository", "--glob=refs/replace/*")
    return git(source, *about), git(source, "status", "--porcelain", "--", ".")


def _below(*roots: Path) -> Iterator[str]:
    """The files and folders below some folders, sorted; without what Python keeps for itself."""
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (os.path.join(folder, name) for name in (*folders, *sorted(names)))


def _bytes(path: str) -> bytes:
    """What is in a file; nothing where it is none, or can't be read, which is reported by who needs it."""
    try:
        return Path(path).read_bytes() if os.path.isfile(path) else b""
    except OSError:
        return b""


def _there(docs: Path) -> str:
    """A hash of how the files look that a build writes, and those beside them."""
    found = _look(docs.absolute(), docs.resolve().parent / "overrides")
    for name in (LOCK, STATE):
        found.pop(str(docs.absolute() / name), None)
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _look(*roots: Path) -> dict[str, tuple[int, int, int]]:
    """How large each file below some folders is, and when it was last written and changed (nanoseconds)."""
    found = {}
    for path in _below(*roots):
        try:
            status = os.stat(path)
        except OSError:  # gone between the listing and the look
            continue
        found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def watch(source: Path, again: Callable[[], object], pause: float = 0.05) -> None:
    """Call `again` at once, and then for every change below `source`, until interrupted; `pause` in seconds."""
    before = _look(source)
    again()
    while True:
        time.sleep(pause)
        if (now := _look(source)) != before:
            before = now
            again()
