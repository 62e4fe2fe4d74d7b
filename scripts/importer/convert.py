"""Convert an edition from before there was one transcript format: its layout keys are read for the last time.

The transcript as received becomes `original.md` or `original.txt`, unless it was itself made from an original. A
transcript in the one format takes its place, and interview.yml loses the keys that described the layout.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from edition.characters import CONTROL
from edition.locale.labels import Labels, labels_in
from edition.model.text import Speaker
from importer.canonical import name_speakers, write_transcript
from importer.formats.encoding import decode
from importer.model import Layout

_LAYOUT = [
    "turns",
    "questions",
    "paragraphs",
    "page_breaks",
    "headings",
    "control_characters",
    "opening",
    "starts_at",
    "ends_at",
    "ignore",
    "text_lines",
    "turn_lines",
    "heading_lines",
    "never_join",
    "always_join",
]


class NotConvertedError(Exception):
    """The edition can't be converted; says why."""


def convert_edition(folder: Path) -> dict[str, bytes | None]:
    """The files of the source folder that change: their new bytes, or None for a file that goes.

    Raises NotConvertedError, OSError, or yaml.YAMLError if interview.yml can't be read.
    """
    text = (folder / "interview.yml").read_text(encoding="utf-8-sig")
    settings = yaml.safe_load(text)
    given = settings.get("transcript") if isinstance(settings, dict) else None
    if not isinstance(given, dict):
        raise NotConvertedError("interview.yml has no block “transcript”")
    if isinstance(given.get("original"), str):
        raise NotConvertedError("this edition is in the present format; there is nothing to convert")
    name = next((name for name in ("transcript.md", "transcript.txt") if (folder / name).is_file()), "")
    if not name:
        raise NotConvertedError("there is no transcript.md and no transcript.txt")
    data = (folder / name).read_bytes()
    decoded = decode(data, str(given.get("encoding", "")))
    if decoded is None:
        raise NotConvertedError(f"{name} can't be decoded; write its “encoding” under “transcript” first")
    words = CONTROL.sub("", decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    labels = labels_in(str(settings.get("language", "en")))
    speakers = tuple(_read_speaker(entry) for entry in settings.get("speakers") or ())
    layout = _read_layout(settings, given)
    transcript = write_transcript(name, words, speakers, layout, labels).encode()
    original = given.get("original") or {}
    kept = str(original.get("file") or f"original{Path(name).suffix}")
    facts: dict[str, Any] = {"original": kept, "sha256": original.get("sha256") or hashlib.sha256(data).hexdigest()}
    facts |= {"encoding": original.get("charset") or given.get("encoding"), "made_with": original.get("made_with")}
    interview = _rewrite(text, {key: value for key, value in facts.items() if value}, speakers, labels)
    received = {} if original else {kept: data}
    gone = {name: None} if name != "transcript.md" else {}
    return {**gone, **received, "transcript.md": transcript, "interview.yml": interview.encode()}


def _read_speaker(entry: Mapping[str, Any]) -> Speaker:
    label, also = str(entry.get("label", "")), tuple(map(str, entry.get("also") or ()))
    return Speaker(label, str(entry.get("role", "")), str(entry.get("name", "")), "", "", also)


def _read_layout(settings: Mapping[str, Any], given: Mapping[str, Any]) -> Layout:
    old: dict[str, Any] = {key: str(given.get(key, "")) for key in ("questions", "starts_at", "ends_at", "opening")}
    lists = ("turns", "ignore", "text_lines", "turn_lines", "heading_lines", "never_join", "always_join")
    old |= {key: tuple(given.get(key) or ()) for key in lists}
    return Layout(
        every_line=given.get("paragraphs") == "lines",
        heals=given.get("page_breaks") != "none",
        headings=given.get("headings") == "apart",
        not_speakers=tuple(settings.get("not_speakers") or ()),
        **old,
    )


def _rewrite(text: str, facts: Mapping[str, Any], speakers: tuple[Speaker, ...], labels: Labels) -> str:
    """interview.yml without its layout keys, with `facts` at the top of its block “transcript”."""
    root = yaml.compose(text)
    assert isinstance(root, yaml.MappingNode)
    gone, top = set[int](), 0
    for key, value in root.value:
        if key.value == "not_speakers":
            gone |= _lines_of(key, value)
        if key.value == "transcript":
            top = key.start_mark.line
            old = (
                (inner, node)
                for inner, node in value.value
                if inner.value in (*_LAYOUT, "original", "sha256", "encoding")
            )
            gone |= {line for inner, node in old for line in _lines_of(inner, node)}
    lines = [line for number, line in enumerate(text.splitlines()) if number not in gone]
    top -= sum(number < top for number in gone)
    lines[top + 1 : top + 1] = [f"  {key}: {_quote(str(value))}" for key, value in facts.items()]
    text = "\n".join(lines) + "\n"
    for before, after in zip(speakers, name_speakers(speakers, labels), strict=True):
        label = f"label: {_quote(after.label)}"
        if not before.label:
            text = text.replace(f"  - role: {before.role}\n", f"  - {label}\n    role: {before.role}\n", 1)
        elif before.label != after.label:
            text = re.sub(
                rf"label: ([\"']?){re.escape(before.label)}\1$", label.replace("\\", r"\\"), text, count=1, flags=re.M
            )
    return text


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines_of(key: yaml.Node, value: yaml.Node) -> set[int]:
    end = value.end_mark.line + (value.end_mark.column > 0)
    return set(range(key.start_mark.line, max(end, key.start_mark.line + 1)))
