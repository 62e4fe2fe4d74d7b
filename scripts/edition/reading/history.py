"""What the editors' notes were before, as git remembers it."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..labels import Labels
from ..model.editorial import Annotation
from ..problems import Problems
from .editorial import number_of, read_editorial
from .folder import QUESTIONS, Document

_CHANGED = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\t(.+)")
_GONE = re.compile("0+")
_KNOWN: dict[tuple[Path, str], tuple[Revision, ...]] = {}
"""What was found last, by what git said: the preview asks again and again."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The notes of a question as they were at the end of a day on which its file was changed."""

    day: datetime.date
    """In the time of whoever changed it."""
    question: int
    annotations: tuple[Annotation, ...]


def read_history(source: Path, labels: Labels) -> tuple[Revision, ...]:
    """Every revision, the oldest first; none where git isn't, doesn't know the folder, or has only the latest commits.

    Merges count as one change, on the day of the merge. A file that couldn't be read on its day is passed over.
    """
    log = _git(
        source, "-c", "core.quotePath=false", "log", "--reverse", "--first-parent", "-m", "--raw", "--no-abbrev",
        "--no-renames", "--relative", "--format=%cs", "--", QUESTIONS,
    )  # fmt: skip
    if not log or _git(source, "rev-parse", "--is-shallow-repository").strip() != "false":
        return ()
    if (source, log) not in _KNOWN:
        _KNOWN.clear()
        _KNOWN[source, log] = tuple(_revisions(source, log, labels))
    return _KNOWN[source, log]


def _revisions(source: Path, log: str, labels: Labels) -> Iterator[Revision]:
    last: dict[tuple[datetime.date, int], tuple[str, str]] = {}
    for day, blob, path in _changes(log):
        if (number := number_of(Path(path).name)) is not None:
            last[day, number] = blob, path
    texts = _texts(source, {blob for blob, _ in last.values()})
    for (day, number), (blob, path) in last.items():
        annotations = _annotations(path, texts[blob], labels) if blob in texts else ()
        if annotations is not None:
            yield Revision(day, number, annotations)


def _changes(log: str) -> Iterator[tuple[datetime.date, str, str]]:
    """On which day which file became what."""
    day = datetime.date.min
    for line in log.splitlines():
        if changed := _CHANGED.fullmatch(line):
            yield day, changed[1], changed[2]
        elif line:
            day = datetime.date.fromisoformat(line)


def _annotations(path: str, text: str, labels: Labels) -> tuple[Annotation, ...] | None:
    editorial = read_editorial(Document(path, text, ""), labels, Problems())
    return editorial.annotations if editorial else None


def _texts(source: Path, blobs: set[str]) -> dict[str, str]:
    """What stood in the files; a file that was taken away is none."""
    wanted = sorted(blob for blob in blobs if not _GONE.fullmatch(blob))
    answer = _git(source, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in wanted)).encode(
        errors="surrogateescape"
    )
    found, at = {}, 0
    for blob in wanted:
        head, _, _ = answer[at:].partition(b"\n")
        size = int(head.split()[-1])
        at += len(head) + 1
        found[blob] = answer[at : at + size].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        at += size + 1
    return found


def _git(source: Path, *arguments: str, asked: str = "") -> str:
    """What git says; nothing where there is none, or where it fails."""
    try:
        done = subprocess.run(["git", "-C", source, *arguments], input=asked.encode(), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode(errors="surrogateescape")
