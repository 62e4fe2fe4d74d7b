"""What git remembers of the source: when it last changed, and what the editors' notes were before."""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..labels import Labels
from ..model.editorial import Annotation
from ..problems import Problems
from .editorial import number_of, read_editorial
from .folder import INTERVIEW, QUESTIONS, Document
from .git import git

_CHANGED = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\t(.+)")
_GONE = re.compile("0+")
_DATE = re.compile(r"^date:\s*[\"']?([^\s\"'#]+)", re.M)
_HASH = re.compile(r"^  sha256:\s*[\"']?([0-9a-f]{64})", re.M)


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
    commits = list(_commits(log.decode(errors="replace")))
    texts = _texts(source, {blob for _, files in commits for blob, _ in files})
    if texts is None:
        return UNKNOWN
    clean = not git(source, "status", "--porcelain", "--", ".").strip()
    files = _files(commits[_begun(source, commits, texts) :])
    return History(commits[-1][0].date() if clean else None, tuple(_revisions(files, texts, labels)))


_Commit = tuple[datetime.datetime, list[tuple[str, str]]]
"""Its time, and the files that it changed, each as the hash of what it then was, and its path."""
_File = tuple[datetime.datetime, str, str]
"""When a file became what it then was, the hash of that, and its path."""


def _commits(log: str) -> Iterator[_Commit]:
    """The commits that changed interview.yml or the file of a question, and the last one."""
    every = log.split("\0")[1:]
    for commit in every:
        head, *lines = commit.split("\n")
        changed = [(one[1], one[2]) for line in lines if (one := _CHANGED.fullmatch(line))]
        changed = [(blob, path) for blob, path in changed if path == INTERVIEW or _question(path) is not None]
        changed.sort(key=lambda one: not _GONE.fullmatch(one[0]))  # what has a new name isn't gone
        if changed or commit is every[-1]:
            yield datetime.datetime.fromisoformat(head), changed


def _question(path: str) -> int | None:
    """The question that a file is about."""
    folder, _, name = path.rpartition("/")
    return number_of(name) if folder == QUESTIONS else None


def _begun(source: Path, commits: Sequence[_Commit], texts: Mapping[str, str]) -> int:
    """The place of the commit with which this interview took that of another, whose history is none of its own.

    It is another one if neither its day nor its transcript is the same: either alone may have been corrected.
    """
    try:
        now = _interview((source / INTERVIEW).read_text(encoding="utf-8-sig", errors="replace"))
    except OSError:
        return 0
    later = len(commits)
    for number, (_, files) in reversed(list(enumerate(commits))):
        for blob, path in files:
            then = _interview(texts[blob]) if path == INTERVIEW and blob in texts else ("", "")
            if any(then):
                if not any(map(operator.eq, now, then)):
                    return later
                now, later = then, number
    return 0


def _interview(text: str) -> tuple[str, str]:
    """The day and the transcript's hash, as interview.yml has them; one that isn't there is empty."""
    return tuple(found[1] if (found := pattern.search(text)) else "" for pattern in (_DATE, _HASH))  # type: ignore[return-value]


def _files(commits: Sequence[_Commit]) -> dict[int, list[_File]]:
    """What became of the file of each question, day by day."""
    found: dict[int, list[_File]] = {}
    for time, changed in commits:
        for blob, path in changed:
            if (number := _question(path)) is not None:
                days = found.setdefault(number, [])
                if days and days[-1][0].date() == time.date():
                    days.pop()
                days.append((time, blob, path))
    return found


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
