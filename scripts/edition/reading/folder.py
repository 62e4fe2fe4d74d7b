"""The source folder as it is on disk: the only place that reads files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.editorial import TERM_KINDS
from ..problems import Place, Problems, did_you_mean

INTERVIEW = "interview.yml"
TRANSCRIPT = "transcript.md"
TOPICS = "topics.yml"
TIMELINE = "timeline.yml"
QUESTIONS = "questions"
GLOSSARY = "glossary"
REQUIRED = (INTERVIEW, TRANSCRIPT, TOPICS)
KNOWN = (*REQUIRED, QUESTIONS, GLOSSARY, TIMELINE)

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Characters that no text has and that HTML can't carry: Unicode's Cc, white space apart."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text file of the source."""

    path: str
    """Below the source folder."""
    text: str
    """Decoded; without a byte order mark; lines end with `\\n`."""
    sha256: str
    """Of the bytes on disk."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The documents of a source folder; what is missing or unreadable is None, and a problem."""

    interview: Document | None
    transcript: Callable[[], Document | None]
    """Reads it when asked, so that a long one can be forgotten when it has been taken apart."""
    topics: Document | None
    questions: Iterator[Document]
    """Those that can be read, sorted by name; each is read when its turn comes, so that the
    files of a long interview are never all in memory. What can't be read is reported then."""
    question_names: tuple[str, ...]
    """The names of all Markdown files there, readable or not."""
    glossary: tuple[Document, ...]
    """May be empty: an edition needs no glossary."""
    timeline: Document | None
    """May be missing without being a problem."""


def read_folder(root: Path, problems: Problems) -> Folder:
    """Read every document below `root`, reporting what is missing, unreadable or unknown."""
    found = {name for name, _ in _entries(root, "", problems)}
    for name in REQUIRED:
        if name not in found:
            problems.at(Place(name, 1), f"file-missing-{Path(name).stem}", hint=did_you_mean(name, found))
    for name in found.difference(KNOWN):
        problems.at(Place(name, 1), "file-unknown", name=name, hint=did_you_mean(name, KNOWN), root="")

    def single(name: str) -> Document | None:
        return _read(root, name, problems) if name in found else None

    questions = tuple(_questions(root, problems))
    return Folder(
        single(INTERVIEW),
        lambda: single(TRANSCRIPT),
        single(TOPICS),
        (document for name in questions if (document := _read(root, f"{QUESTIONS}/{name}", problems)) is not None),
        questions,
        tuple(_glossary(root, problems)) if GLOSSARY in found else (),
        single(TIMELINE),
    )


def _questions(root: Path, problems: Problems) -> Iterator[str]:
    """The names of the editorial files."""
    if not (root / QUESTIONS).is_dir():
        problems.at(Place(QUESTIONS, 1), "questions-missing")
        return
    for name, path in _entries(root, QUESTIONS, problems):
        if name.endswith(".md"):
            yield name
        else:
            problems.at(Place(path, 1), "question-file-not-markdown")


def _glossary(root: Path, problems: Problems) -> Iterator[Document]:
    for name, path in _entries(root, GLOSSARY, problems):
        if name.removesuffix(".yml") not in TERM_KINDS:
            wanted = ", ".join(f"{kind}.yml" for kind in TERM_KINDS)
            problems.at(Place(path, 1), "glossary-file-unknown", name=name, wanted=wanted)
        elif (document := _read(root, path, problems)) is not None:
            yield document


def read_file(path: Path, problems: Problems) -> Document | None:
    """A text file that stands outside the source folder."""
    return _read(path.parent, path.name, problems)


def transcript_lines(root: Path) -> Iterator[str]:
    """The lines of the transcript, read once more from the disk, for the proof."""
    with open(root / TRANSCRIPT, encoding="utf-8-sig") as file:
        for line in file:
            yield line.removesuffix("\n")


def shown(root: Path) -> str:
    """The folder `root` as an editor would type it: from here where it lies below, else in full."""
    here = Path.cwd()
    return root.resolve().relative_to(here).as_posix() if root.resolve().is_relative_to(here) else root.as_posix()


def snapshot(root: Path) -> dict[str, int]:
    """When each file below `root` was last written (nanoseconds), to notice a change by."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            try:
                found[path] = os.stat(path).st_mtime_ns
            except OSError:  # gone between the listing and the look
                continue
    return found


def _entries(root: Path, below: str, problems: Problems) -> Iterator[tuple[str, str]]:
    """What lies in a folder of the source: name and path, sorted; hidden files, editors' backups and README are passed over."""
    try:
        names = sorted(os.listdir(root / below))
    except OSError as error:
        problems.at(Place(below or ".", 1), "file-unreadable", reason=error.strerror)
        return
    for name in names:
        if not name.startswith((".", "#")) and not name.endswith("~") and name != "README.md":
            yield name, f"{below}/{name}" if below else name


def _read(root: Path, path: str, problems: Problems) -> Document | None:
    """The document at `path` below the source; None, and a problem, when it is no text."""
    try:
        data = (root / path).read_bytes()
        text = data.decode("utf-8-sig")
    except IsADirectoryError:
        problems.at(Place(path, 1), "file-is-folder")
        return None
    except OSError as error:
        problems.at(Place(path, 1), "file-unreadable", reason=error.strerror)
        return None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.at(Place(path, line), "file-not-utf8", byte=f"{data[error.start]:02X}", offset=error.start)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.at(Place(path, 1), "file-empty")
        return None
    strange = list(CONTROL.finditer(text))
    for match in strange:
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        problems.at(Place(path, line), "control-character", code=f"{ord(match[0]):04X}", column=column)
    return None if strange else Document(path, text, hashlib.sha256(data).hexdigest())
