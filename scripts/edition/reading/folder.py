"""The source folder as it is on disk: the only place that reads files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..labels import TERM_KINDS
from ..problems import Place, Problem, did_you_mean, quoted

INTERVIEW = "interview.yml"
TRANSCRIPT = "transcript.md"
TOPICS = "topics.yml"
TIMELINE = "timeline.yml"
QUESTIONS = "questions"
GLOSSARY = "glossary"

REQUIRED = {
    INTERVIEW: "it says who spoke, when, and where the text comes from",
    TRANSCRIPT: "the text of the interview belongs there, as it was received",
    TOPICS: "it is the list of topics",
}

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Characters that no text has and that HTML can't carry: Unicode's Cc, white space apart."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text file of the source."""

    path: str
    """As an editor would type it."""
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


def read_folder(root: Path, problems: list[Problem]) -> Folder:
    """Read every document below `root`, reporting what is missing, unreadable or unknown."""
    name_of_root = shown(root)
    found = {entry.name: entry for entry in _entries(root)}
    for name, why in REQUIRED.items():
        if name not in found:
            near = did_you_mean(name, found)
            problems.append(Problem(Place(f"{name_of_root}/{name}", 1), f"there is no such file; {why}{near}"))
    for name in sorted(found.keys() - REQUIRED.keys() - {QUESTIONS, GLOSSARY, TIMELINE}):
        problems.append(
            Problem(
                Place(f"{name_of_root}/{name}", 1),
                f"the edition knows no {quoted(name)} here{did_you_mean(name, [*REQUIRED, QUESTIONS, GLOSSARY, TIMELINE])}; rename it or move it out of {name_of_root}/",
            )
        )

    def single(name: str) -> Document | None:
        return _read(Path(found[name].path), f"{name_of_root}/{name}", problems) if name in found else None

    readable: list[tuple[Path, str]] = []
    folder = root / QUESTIONS
    if QUESTIONS not in found or not folder.is_dir():
        problems.append(
            Problem(
                Place(f"{name_of_root}/{QUESTIONS}", 1),
                "there is no such folder; the editors' files, one for each question, belong there",
            )
        )
    else:
        for entry in _entries(folder):
            path = f"{name_of_root}/{QUESTIONS}/{entry.name}"
            if not entry.name.endswith(".md"):
                problems.append(Problem(Place(path, 1), "not a Markdown file; its name has to end with .md"))
                continue
            readable.append((Path(entry.path), path))
    glossary: list[Document] = []
    for entry in _entries(root / GLOSSARY) if GLOSSARY in found else ():
        path = f"{name_of_root}/{GLOSSARY}/{entry.name}"
        if entry.name.removesuffix(".yml") not in TERM_KINDS:
            wanted = ", ".join(f"{kind}.yml" for kind in TERM_KINDS)
            problems.append(
                Problem(Place(path, 1), f"the glossary knows no {quoted(entry.name)}; its files are {wanted}")
            )
        elif (document := _read(Path(entry.path), path, problems)) is not None:
            glossary.append(document)
    return Folder(
        single(INTERVIEW),
        lambda: single(TRANSCRIPT),
        single(TOPICS),
        (document for path, name in readable if (document := _read(path, name, problems)) is not None),
        tuple(path.name for path, _ in readable),
        tuple(glossary),
        single(TIMELINE),
    )


def read_file(path: Path, problems: list[Problem]) -> Document | None:
    """A text file that stands outside the source folder."""
    return _read(path, shown(path), problems)


def transcript_lines(root: Path) -> Iterator[str]:
    """The lines of the transcript, read once more from the disk, for the proof."""
    with open(root / TRANSCRIPT, encoding="utf-8-sig") as file:
        for line in file:
            yield line.removesuffix("\n")


def shown(root: Path) -> str:
    """The folder or file `root` as an editor would type it: from here where it lies below, else in full."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.as_posix()


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


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What lies in `folder`, sorted; hidden files, editors' backups and README are passed over."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return iter(())
    return (
        e for e in listed if not e.name.startswith((".", "#")) and not e.name.endswith("~") and e.name != "README.md"
    )


def _read(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        problems.append(Problem(Place(shown, 1), "this is a folder; a file of that name is needed"))
        return None
    except OSError as error:
        problems.append(Problem(Place(shown, 1), f"can't be read: {error.strerror}"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(
                Place(shown, line),
                f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}; save the file again with the encoding UTF-8",
            )
        )
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.append(Problem(Place(shown, 1), "the file is empty"))
        return None
    strange = list(CONTROL.finditer(text))
    for match in strange:
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        problems.append(
            Problem(
                Place(shown, line),
                f"control character U+{ord(match[0]):04X} in column {column}; delete it, a page can't show it",
            )
        )
    return None if strange else Document(shown, text, hashlib.sha256(data).hexdigest())
