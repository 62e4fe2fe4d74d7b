"""What git remembers of the source: when it last changed, and what the editors' notes were before."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..labels import Labels
from ..model.editorial import Annotation
from ..problems import Problems
from .editorial import number_of, read_editorial
from .folder import QUESTIONS, Document
from .git import git

_CHANGED = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\t(.+)")
_GONE = re.compile("0+")


@dataclass(frozen=True, slots=True)
class Revision:
    """The notes of a question as they were at the end of a day on which its file was changed."""

    time: datetime.datetime
    """Of the day's last commit, by the clock of whoever made it."""
    question: int
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the source's past."""

    changed: datetime.date | None = None
    """When it was last changed; None if that isn't known, or if it was changed since and not yet committed."""
    revisions: tuple[Revision, ...] = ()
    """Of the notes; those of each question in their order, the oldest first."""


UNKNOWN = History()


_LAST: dict[Path, History] = {}
"""What was found the last time."""


def read_history(source: Path, labels: Labels, again: bool = True) -> History:
    """The history of the source folder; nothing where git isn't, doesn't know the folder, or has only the latest commits.

    Merges count as one change, at the time of the merge. A file that couldn't be read then is passed over. What was
    found before is taken without looking `again`: a preview saves the moment, and nobody commits at every word.
    """
    if again or source not in _LAST:
        _LAST[source] = _read(source, labels)
    return _LAST[source]


def _read(source: Path, labels: Labels) -> History:
    log = git(
        source, "-c", "core.quotePath=false", "-c", "log.follow=false", "-c", "log.showSignature=false", "log",
        "--reverse", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--relative",
        "--format=%x00%cI", "--", ".",
    )  # fmt: skip
    if not log or git(source, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return UNKNOWN
    changed, files = _files(log.decode(errors="replace"))
    texts = _texts(source, {blob for some in files.values() for _, blob, _ in some})
    if texts is None:
        return UNKNOWN
    clean = not git(source, "status", "--porcelain", "--", ".").strip()
    return History(changed.date() if clean else None, tuple(_revisions(files, texts, labels)))


_File = tuple[datetime.datetime, str, str]
"""When a file became what it then was, the hash of that, and its path."""


def _files(log: str) -> tuple[datetime.datetime, dict[int, list[_File]]]:
    """The time of the last commit, and what became of the file of each question, day by day."""
    found: dict[int, list[_File]] = {}
    time = datetime.datetime.min
    for commit in log.split("\0")[1:]:
        head, *lines = commit.split("\n")
        time = datetime.datetime.fromisoformat(head)
        changed = [(one[1], one[2]) for line in lines if (one := _CHANGED.fullmatch(line))]
        changed.sort(key=lambda one: not _GONE.fullmatch(one[0]))  # what has a new name isn't gone
        for blob, path in changed:
            folder, _, name = path.rpartition("/")
            number = number_of(name) if folder == QUESTIONS else None
            if number is not None:
                days = found.setdefault(number, [])
                if days and days[-1][0].date() == time.date():
                    days.pop()
                days.append((time, blob, path))
    return time, found


def _revisions(files: dict[int, list[_File]], texts: dict[str, str], labels: Labels) -> Iterator[Revision]:
    for number, some in files.items():
        for time, blob, path in some:
            annotations = _annotations(path, texts[blob], labels) if blob in texts else ()
            if annotations is not None:
                yield Revision(time, number, annotations)


def _annotations(path: str, text: str, labels: Labels) -> tuple[Annotation, ...] | None:
    editorial = read_editorial(Document(path, text, ""), labels, Problems())
    return editorial.annotations if editorial else None


def _texts(source: Path, blobs: set[str]) -> dict[str, str] | None:
    """What stood in the files; one that was taken away is none. None if git doesn't have them all."""
    wanted = sorted(blob for blob in blobs if not _GONE.fullmatch(blob))
    answer = git(source, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in wanted).encode())
    found, at = {}, 0
    for blob in wanted:
        head = answer[at : answer.find(b"\n", at)]
        if not head.startswith(f"{blob} blob ".encode()):
            return None
        start = at + len(head) + 1
        at = start + int(head.split()[-1]) + 1
        found[blob] = answer[start : at - 1].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return found
