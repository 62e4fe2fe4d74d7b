"""Convert an edition from before there was one transcript format: its layout keys are read for the last time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from edition.characters import CONTROL
from edition.locale.labels import load_labels
from edition.model.text import HEADING, Speaker
from importer.detect.sentences import fold_spaces
from importer.detect.turns import read_turns
from importer.folder import StoppedError
from importer.formats.encoding import decode
from importer.model import Layout
from importer.transcript import name_speakers, write_transcript
from importer.write_interview import quote

LAYOUT = re.compile(
    "turns|questions|paragraphs|page_breaks|headings|control_characters|opening|starts_at|ends_at|ignore|text_lines|turn_lines"
    "|heading_lines|never_join|always_join|not_speakers|original|sha256|encoding"
)
"""Keys of interview.yml that go, and those that are written anew."""


def convert_edition(folder: Path) -> dict[str, bytes | None]:
    """Convert the edition in `folder`; returns the files that change, without data those that go.

    Raises StoppedError if there is nothing to convert, and OSError or yaml.YAMLError if a file can't be read.
    """
    text = (folder / "interview.yml").read_text(encoding="utf-8-sig")
    settings = yaml.safe_load(text)
    given = settings.get("transcript") if isinstance(settings, dict) else None
    if not isinstance(given, dict):
        raise StoppedError("interview.yml has no block “transcript”, so it can’t be converted. Add it: CONTRIBUTING.md")
    if isinstance(given.get("original"), str):
        raise StoppedError("this edition has the present format already; there is nothing to convert")
    name = next((name for name in ("transcript.md", "transcript.txt") if (folder / name).is_file()), "")
    if not name:
        raise StoppedError("there is no transcript.md and no transcript.txt. Restore it, and try again")
    data = (folder / name).read_bytes()
    words = _decode(name, data, str(given.get("encoding", "")))
    speakers = [_read_speaker(entry) for entry in settings.get("speakers") or ()]
    labels = load_labels(str(settings.get("language", "en")))
    named = name_speakers(speakers, labels)
    layout = _read_layout(given, words.split("\n"))
    turns = read_turns(name.endswith(".md"), words, speakers, layout, settings.get("not_speakers") or ())
    new = {**dict(zip(map(id, speakers), named, strict=True)), id(HEADING): HEADING}
    transcript, _ = write_transcript([(new.get(id(draft.speaker), named[0]), draft) for draft in turns.drafts])
    made = given.get("original") or {}
    original = str(made.get("file") or f"original{Path(name).suffix}")
    facts = {
        "original": original,
        "sha256": made.get("sha256") or hashlib.sha256(data).hexdigest(),
        "encoding": made.get("charset") or given.get("encoding"),
        "made_with": made.get("made_with"),
    }
    interview = _rewrite(text, facts, zip(speakers, named, strict=True))
    received: dict[str, bytes | None] = {} if made else {original: data}
    gone: dict[str, bytes | None] = {name: None} if name != "transcript.md" else {}
    return {**gone, **received, "transcript.md": transcript.encode(), "interview.yml": interview.encode()}


def _decode(name: str, data: bytes, encoding: str) -> str:
    decoded = decode(data, encoding)
    if decoded is None:
        raise StoppedError(f"{name} is in no known encoding. Write its “encoding” under “transcript”, and try again")
    return CONTROL.sub("", re.sub(r"\r\n?", "\n", decoded.text))


def _read_speaker(entry: Mapping[str, Any]) -> Speaker:
    label, also = str(entry.get("label", "")), tuple(map(str, entry.get("also") or ()))
    return Speaker(label, str(entry.get("role", "")), str(entry.get("name", "")), "", "", also)


def _read_layout(given: Mapping[str, Any], lines: list[str]) -> Layout:
    """Read the old layout keys; the first words of a line, and patterns of lines, become its number."""
    folded = list(map(fold_spaces, lines))

    def find(key: str, after: int) -> int:
        words = fold_spaces(str(given.get(key, "")))
        numbers = (number for number, line in enumerate(folded, 1) if number > after and line.startswith(words))
        return next(numbers, 0) if words else 0

    first = find("starts_at", 0) or 1
    ignored = "|".join(
        r"\d{1,4}".join(map(re.escape, fold_spaces(str(entry)).split("{number}")))
        for entry in given.get("ignore") or ()
    )
    return Layout(
        turns=tuple(given.get("turns") or ()),
        questions=str(given.get("questions", "")),
        every_line=given.get("paragraphs") == "lines",
        headings=given.get("headings") == "apart",
        first=first,
        end=find("ends_at", first),
        ignored=frozenset(n for n, line in enumerate(folded, 1) if ignored and re.fullmatch(ignored, line)),
        text_lines=frozenset(given.get("text_lines") or ()),
        heading_lines=frozenset(given.get("heading_lines") or ()),
        opening=str(given.get("opening", "")),
        heals=given.get("page_breaks") != "none",
        always_join=frozenset(given.get("always_join") or ()),
        never_join=frozenset(given.get("never_join") or ()),
    )


def _rewrite(text: str, facts: Mapping[str, Any], speakers: Iterable[tuple[Speaker, Speaker]]) -> str:
    """Rewrite interview.yml: without its layout keys, with `facts` below “transcript”, and with labels that can be written."""
    root = yaml.compose(text)
    assert isinstance(root, yaml.MappingNode)
    inner = next(value for key, value in root.value if key.value == "transcript")
    lines = text.splitlines()
    gone = {
        line
        for key, value in (*root.value, *inner.value)
        if LAYOUT.fullmatch(key.value)
        for line in range(
            key.start_mark.line, max(value.end_mark.line + (value.end_mark.column > 0), key.start_mark.line + 1)
        )
    }
    for number in range(len(lines) - 1, 0, -1):  # comments on what goes
        if number in gone and lines[number - 1].lstrip().startswith("#"):
            gone.add(number - 1)
    lines = [line for number, line in enumerate(lines) if number not in gone]
    at = next(number for number, line in enumerate(lines, 1) if re.match(r"transcript\s*:", line))
    lines[at:at] = [f"  {key}: {quote(str(value))}" for key, value in facts.items() if value]
    text = "\n".join(lines) + "\n"
    for before, after in speakers:
        label = f"label: {quote(after.label)}"
        if not before.label:
            text = text.replace(f"  - role: {before.role}\n", f"  - {label}\n    role: {before.role}\n", 1)
        elif before.label != after.label:
            old = rf"label: ([\"']?){re.escape(before.label)}\1$"
            text = re.sub(old, lambda _, new=label: new, text, count=1, flags=re.M)  # type: ignore[misc]
    return text
