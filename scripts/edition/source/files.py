"""The source folder as it is on disk: the only place that reads files."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.characters import BIDI, UNPRINTABLE, number
from edition.model.editorial import TERM_KINDS
from edition.problems import Place, Problems, suggest_nearest

INTERVIEW = "interview.yml"
TRANSCRIPT = "transcript.md"
TOPICS = "topics.yml"
TIMELINE = "timeline.yml"
QUESTIONS = "questions"
GLOSSARY = "glossary"
PAGES = "pages"
ADDRESSES = "addresses.txt"
LEFT_OUT = "left-out.txt"
"""What the original holds beside the interview; `make new` writes it, and verify.py compares it with the files."""
ORIGINAL = re.compile(r"original\.\w+")
"""The file that the transcript was made from, as it was received."""
KNOWN = (INTERVIEW, TRANSCRIPT, LEFT_OUT, TOPICS, QUESTIONS, GLOSSARY, TIMELINE, PAGES, ADDRESSES)

LARGEST = 64_000_000
"""Bytes of a file beyond which nobody has written it."""

_LITTER = re.compile(r"[.#].*|~\$.*|.*~|thumbs\.db|desktop\.ini|readme\.md", re.IGNORECASE)
"""What editors' programs and systems leave behind, and what is written for the editors."""
_MARK = re.compile(r"^(?:([<>|])\1{6}(?: .*)?|={7})$", re.M)
"""A line by which git divides two versions of a text that it couldn't merge."""
_CONFLICT = re.compile("<[|=]*>|.")
"""The first signs of such lines: a whole conflict, or one that is left of it."""


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
    transcript: Document | None
    originals: tuple[str, ...]
    """The names of the files that the transcript was made from; none, or one."""
    left_out: Document | None
    """May be missing: nothing is left out, or there is no original."""
    topics: Document | None
    has_topics: bool
    """Whether there is such a file, which may be one that can't be read."""
    questions: Iterator[Document]
    """Those that can be read, sorted by name; each is read when its turn comes, so that the
    files of a long interview are never all in memory. What can't be read is reported then."""
    question_names: tuple[str, ...] | None
    """The names of all files there, whether they can be read or not; None if there is no folder that can be looked into."""
    glossary: tuple[Document, ...]
    """May be empty: an edition needs no glossary."""
    timeline: Document | None
    """May be missing without being a problem."""
    pages: tuple[Document, ...]
    """This edition's own prose; may be empty."""
    addresses: Document | None
    """What has been published; may be missing."""


def is_known(name: str) -> bool:
    """Whether a file or folder of this name at the top of the source folder belongs to an edition."""
    return name in KNOWN or bool(ORIGINAL.fullmatch(name))


def read_folder(root: Path, problems: Problems) -> Folder:
    """Read every document below `root`, reporting what is missing, unreadable or unknown."""
    entries = _list_folder(root, "", problems)
    found = {name for name, _ in entries or ()}
    if entries is not None and INTERVIEW not in found:
        problems.at(Place(INTERVIEW, 1), "file-missing-interview", hint=suggest_nearest(INTERVIEW, found))
    for name in (name for name in found if not is_known(name)):
        problems.at(Place(name, 1), "file-unknown", name=name, hint=suggest_nearest(name, KNOWN), root="")

    def single(name: str) -> Document | None:
        return _read_document(root, name, problems) if name in found else None

    if entries is not None and TRANSCRIPT not in found:
        problems.at(Place(TRANSCRIPT, 1), "file-missing-transcript", hint=suggest_nearest(TRANSCRIPT, found))
    questions = None if entries is None else _list_questions(root, problems)
    return Folder(
        single(INTERVIEW),
        single(TRANSCRIPT),
        tuple(sorted(name for name in found if ORIGINAL.fullmatch(name))),
        single(LEFT_OUT),
        single(TOPICS),
        entries is None or TOPICS in found,
        (
            document
            for name in questions or ()
            if name.endswith(".md") and (document := _read_document(root, f"{QUESTIONS}/{name}", problems)) is not None
        ),
        questions,
        tuple(_read_glossary_files(root, problems)) if GLOSSARY in found else (),
        single(TIMELINE),
        tuple(_read_page_files(root, problems)) if PAGES in found else (),
        single(ADDRESSES),
    )


def _list_questions(root: Path, problems: Problems) -> tuple[str, ...] | None:
    """The names of the editorial files, and of what lies beside them; None if there is no such folder."""
    if not (root / QUESTIONS).exists():
        return ()
    entries = _list_folder(root, QUESTIONS, problems)
    for name, path in entries or ():
        if not name.endswith(".md"):
            problems.at(Place(path, 1), "question-file-not-markdown")
    return None if entries is None else tuple(name for name, _ in entries)


def _read_glossary_files(root: Path, problems: Problems) -> Iterator[Document]:
    for name, path in _list_folder(root, GLOSSARY, problems) or ():
        if name.removesuffix(".yml") not in TERM_KINDS:
            wanted = ", ".join(f"{kind}.yml" for kind in TERM_KINDS)
            problems.at(Place(path, 1), "glossary-file-unknown", name=name, wanted=wanted)
        elif (document := _read_document(root, path, problems)) is not None:
            yield document


def _read_page_files(root: Path, problems: Problems) -> Iterator[Document]:
    for name, path in _list_folder(root, PAGES, problems) or ():
        if not name.endswith(".md"):
            problems.at(Place(path, 1), "page-name", name=name)
        elif (document := _read_document(root, path, problems)) is not None:
            yield document


def read_file(path: Path, problems: Problems) -> Document | None:
    """A text file that stands outside the source folder, where links are followed."""
    data = _read_file_bytes(path.resolve(), Place(path.name, 1), problems)
    return None if data is None else _make_document(data, path.name, problems)


def read_bytes(root: Path, path: str, problems: Problems) -> bytes | None:
    """The bytes of a file of the source; None, and a problem, when it can't be read."""
    return _read_file_bytes(root / path, Place(path, 1), problems)


def shown(root: Path) -> str:
    """The folder `root` as an editor would type it: from here where it lies below, else in full."""
    here = Path.cwd()
    return root.resolve().relative_to(here).as_posix() if root.resolve().is_relative_to(here) else root.as_posix()


def _list_folder(root: Path, below: str, problems: Problems) -> list[tuple[str, str]] | None:
    """What lies in a folder of the source: name and path, sorted; hidden files, litter and README are passed over.

    None, and a problem, when it can't be looked into.
    """
    try:
        if below and (root / below).is_symlink():
            problems.at(Place(below, 1), "file-is-link")
            return None
        names = sorted(os.listdir(root / below))
    except NotADirectoryError:
        problems.at(Place(below, 1), "folder-is-file")
        return None
    except OSError as error:
        problems.at(Place(below or ".", 1), "file-unreadable", reason=error.strerror)
        return None
    return [(name, f"{below}/{name}" if below else name) for name in names if not _LITTER.fullmatch(name)]


def _read_document(root: Path, path: str, problems: Problems) -> Document | None:
    """The document at `path` below the source; None, and a problem, when it is no text that can be read.

    What an editor wrote is held against what gets into a text unseen.
    """
    data = _read_file_bytes(root / path, Place(path, 1), problems)
    document = None if data is None else _make_document(data, path, problems)
    if document is None:
        return None
    if marks := _merge_marks(document):
        for found in _CONFLICT.finditer("".join(mark[0][0] for mark in marks)):
            mark = marks[found.start()]
            place, _ = _locate_character(document.text, mark.start(), path)
            if len(found[0]) > 1:
                problems.at(place, "merge-conflict")
            else:
                problems.at(place, "merge-rest", text=mark[0])
        return None
    if path == TRANSCRIPT:  # whose words nobody may change
        _look_for_bidi(document, problems.warn, "bidi-in-transcript")
    else:
        _look_for_bidi(document, problems.at, "bidi-character")
    return document


def _merge_marks(document: Document) -> list[re.Match[str]]:
    """The lines that git left; `=======` alone, below a line of a page of its editors' own, makes that a heading."""
    marks = list(_MARK.finditer(document.text))
    if document.path.startswith(f"{PAGES}/") and all(mark[0][0] == "=" for mark in marks):
        return [
            mark for mark in marks if not document.text[: mark.start()].removesuffix("\n").rpartition("\n")[2].strip()
        ]
    return marks


def decode_text(data: bytes) -> str:
    """A text in UTF-8 without byte order mark; lines end with `\\n`."""
    text = data.decode("utf-8-sig").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _look_for_bidi(document: Document, report: Callable[..., None], code: str) -> None:
    for found in () if document.text.isascii() else BIDI.finditer(document.text):
        place, column = _locate_character(document.text, found.start(), document.path)
        report(place, code, char=number(found[0]), where=f"column {column}")


def _read_file_bytes(path: Path, place: Place, problems: Problems) -> bytes | None:
    """What is in a file; None, and a problem, when it is none, or can't be read."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            problems.at(place, "file-is-link")
        elif stat.S_ISDIR(status.st_mode):
            problems.at(place, "file-is-folder")
        elif not stat.S_ISREG(status.st_mode):  # a pipe, for example, which would be waited for
            problems.at(place, "file-is-special")
        elif status.st_size > LARGEST:
            size, most = (f"{count / 1_000_000:.0f}" for count in (status.st_size, LARGEST))
            problems.at(place, "file-too-large", size=size, most=most)
        else:
            return path.read_bytes()
    except OSError as error:
        problems.at(place, "file-unreadable", reason=error.strerror)
    return None


def _make_document(data: bytes, path: str, problems: Problems) -> Document | None:
    """The text of a file's bytes; None, and a problem, when it has none, or one with control characters."""
    try:
        text = decode_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.at(Place(path, line), "file-not-utf8", byte=f"{data[error.start]:02X}", offset=error.start)
        return None
    if not text.strip():
        problems.at(Place(path, 1), "file-empty")
        return None
    strange = list(UNPRINTABLE.finditer(text))
    for found in strange:
        place, column = _locate_character(text, found.start(), path)
        problems.at(place, "control-character", char=number(found[0]), where=f"in column {column}")
    return None if strange else Document(path, text, hashlib.sha256(data).hexdigest())


def _locate_character(text: str, at: int, path: str) -> tuple[Place, int]:
    """The line and the column of a character."""
    return Place(path, text.count("\n", 0, at) + 1), at - text.rfind("\n", 0, at)
