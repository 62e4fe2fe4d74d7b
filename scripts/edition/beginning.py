"""A new edition: from a file with an interview to a source folder, and what was found on the way.

Nothing is decided in silence: what is known stands in interview.yml, what was decided by its look is
a doubt, shown with its line, and what can't be known is asked for.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from .characters import CONTROL
from .inputs.encoding import Decoded, decode
from .inputs.language import language_of
from .labels import Labels, labels_in
from .model.forms import BOLD
from .model.text import words_in
from .problems import Place, Problem
from .transcript.recognising import Doubt, NotRecognisedError, Recognised, Voice, recognise

ENDINGS = {".md": ".md", ".markdown": ".md", ".txt": ".txt", ".text": ".txt", "": ".txt"}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


class RefusedError(Exception):
    """The file is no interview that can be read; says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file can't be trusted to say of itself; empty where nobody has said it."""

    asks: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    encoding: str = ""
    turns: tuple[str, ...] = ()

    def saying(self, name: str, value: str) -> Facts:
        """The same with the title, the date or the language."""
        title, date, language = (
            value if name == each else getattr(self, each) for each in ("title", "date", "language")
        )
        return replace(self, title=title, date=date, language=language)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was found in a file."""

    name: str
    """Of the transcript in the source folder."""
    data: bytes
    """As received."""
    text: str
    encoding: str
    controls: int
    found: Recognised
    facts: Facts
    """Those given, and those that the file shows."""
    doubts: tuple[Doubt, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that somebody has to be asked for."""
        return tuple(name for name in ("title", "date", "language") if not getattr(self.facts, name))


def look_into(name: str, data: bytes, facts: Facts) -> Beginning:
    """What there is in the file called `name`. Raises RefusedError, LookupError or UnicodeDecodeError (an encoding)."""
    ending = ENDINGS.get(PurePath(name).suffix.lower())
    if ending is None or data.startswith((b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise RefusedError(said("refused-format", name=PurePath(name).name))
    decoded = decode(data, facts.encoding)
    if decoded is None or decoded.text.count("\0"):
        raise RefusedError(said("refused-no-text"))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    doubts = [Doubt("guessed", 1, {"encoding": decoded.encoding})] if decoded.guessed else []
    if controls := len(CONTROL.findall(text)):
        doubts.append(Doubt("controls", 1, {"count": controls}))
        text = CONTROL.sub("", text)
    if ending == ".txt" and re.search(r"^\s*(?:\*\*[^*\n]+\*\*|#{1,6} \S)", text, re.M):
        ending = ".md"
    path = f"transcript{ending}"
    try:
        found = recognise(path, text, facts.asks, facts.turns)
    except NotRecognisedError as error:
        raise RefusedError(said(f"refused-{error.code}", **error.facts)) from None
    if not found.sure and not facts.asks:
        doubts.append(Doubt("asks", 1, {"label": ", ".join(v.label for v in found.voices if v.role == "interviewer")}))
    header = _header(text, found)
    facts = replace(
        facts,
        title=facts.title or _title(header),
        date=facts.date or _date(header),
        language=facts.language or language_of(text),
    )
    return Beginning(path, data, text, decoded.encoding, controls, found, facts, (*doubts, *found.doubts))


def said(code: str, **facts: object) -> str:
    """A message of words/problems.yml."""
    return Problem(Place("", 1), code, facts).message(".").text


def report(beginning: Beginning) -> Iterator[str]:
    """What was found, in sentences, with every doubt."""
    found = beginning.found
    turns = [f"{voice.turns:,} turns of {_called(voice)}" for voice in found.voices]
    roles = {
        role: ", ".join(_called(v) for v in found.voices if v.role == role) for role in ("interviewer", "moderator")
    }
    parts = [", ".join(turns), f"asks: {roles['interviewer'] or 'nobody'}"]
    parts += [f"neither asks nor answers: {roles['moderator']}"] if roles["moderator"] else []
    if found.statement:
        parts.append(f"{found.statement:,} words before the first question, kept as a statement")
    parts.append(f"{len(beginning.doubts)} doubt{'s' * (len(beginning.doubts) != 1)}")
    yield "; ".join(parts)
    facts = beginning.facts
    yield f"title: {facts.title or '?'}; date: {facts.date or '?'}; language: {facts.language or '?'}; encoding: {beginning.encoding or 'UTF-8'}"
    for doubt in sorted(beginning.doubts, key=lambda doubt: doubt.line):
        yield f"  line {doubt.line}: {said(f'doubt-{doubt.code}', line=doubt.line, **doubt.facts)}"


def _called(voice: Voice) -> str:
    return voice.label or {"interviewer": "the questions", "speaker": "the answers"}[voice.role]


def source_files(beginning: Beginning) -> Mapping[str, bytes]:
    """The files of the source folder, by name."""
    return {
        beginning.name: beginning.data,
        "interview.yml": "\n".join(_interview(beginning)).encode() + b"\n",
    }


def _interview(beginning: Beginning) -> Iterator[str]:
    facts, found, layout = beginning.facts, beginning.found, beginning.found.layout
    labels = labels_in(facts.language)
    yield "# Who spoke, when, and where the text comes from. What was recognised in the transcript can be"
    yield "# corrected here; the transcript itself is never changed."
    yield ""
    yield f"title: {_text(facts.title)}"
    yield f"date: {facts.date}"
    yield f"language: {facts.language}"
    yield "speakers:"
    yield "  # `label` is what opens a turn in the transcript, `also` are other labels of the same person;"
    yield "  # `name` is who that is, `about` what they are, in a few words. Roles: interviewer, speaker, moderator."
    for voice in found.voices:
        yield from _speaker(voice, labels)
    if found.not_speakers:
        yield f"not_speakers: {_texts(found.not_speakers)}"
    yield "transcript:"
    yield f"  sha256: {hashlib.sha256(beginning.data).hexdigest()}"
    if beginning.encoding:
        yield f"  encoding: {beginning.encoding}"
    if beginning.controls:
        yield "  control_characters: leave out"
    if facts.source:
        address = re.search(r"https?://\S+", facts.source)
        yield f"  published: {_text(facts.source)}"
        if address:
            yield f"  address: {_text(address[0])}"
    if layout.turns and layout.turns != (BOLD,):
        yield "  # How a turn begins: {speaker} is a label, {time} a time, {text} the words."
        yield f"  turns: {_texts(layout.turns)}"
    if layout.questions:
        yield f"  questions: {layout.questions}"
    if layout.every_line:
        yield "  paragraphs: lines"
    yield "  page_breaks: none"
    if layout.headings:
        yield "  headings: apart"
    for key in ("starts_at", "ends_at"):
        if value := getattr(layout, key):
            yield f"  {key}: {_text(value)}"
    if layout.ignore:
        yield f"  ignore: {_texts(layout.ignore)}"
    for key, lines in (
        ("text_lines", layout.text_lines),
        ("turn_lines", layout.turn_lines),
        ("heading_lines", layout.heading_lines),
        ("always_join", found.always_join),
    ):
        if lines:
            yield f"  {key}: [{', '.join(map(str, lines))}]"


def _speaker(voice: Voice, labels: Labels) -> Iterator[str]:
    generic = labels.interviewer if voice.role == "interviewer" else labels.interviewee
    names = [label for label in (voice.label, *voice.also) if len(label) > 2 and any(char.isalpha() for char in label)]
    if voice.label:
        yield f"  - label: {_text(voice.label)}"
        if voice.also:
            yield f"    also: {_texts(voice.also)}"
    yield f"  {' ' if voice.label else '-'} role: {voice.role}"
    yield f"    name: {_text(max(names, key=len) if names and not voice.generic else generic)}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _header(text: str, found: Recognised) -> str:
    """What stands above the interview, its first lines."""
    start = found.layout.starts_at
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if start and " ".join(line.split()).startswith(start)), 0)
    return "\n".join(lines[:end][:60])


def _title(header: str) -> str:
    front = re.search(r"^\"?title\"?\s*[:=]\s*[\"']?(.+?)[\"']?,?\s*$", header, re.M | re.I)
    heading = re.search(r"^#{1,3}\s+(.+?)\s*#*$", header, re.M)
    lines = [line.strip(" *_#\t\u00a0") for line in header.split("\n")]
    plain = next(
        (line for line in lines if 8 <= len(line) <= 160 and any(c.isalpha() for c in line) and ":" not in line[:12]),
        "",
    )
    return " ".join((front[1] if front else heading[1] if heading else plain).replace("**", "").split())


def _date(header: str) -> str:
    """The one day that the header names, if it is one."""
    found = {f"{y}-{m}-{d}" for y, m, d in re.findall(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", header)}
    names = "|".join(_MONTHS)
    for m, d, y in re.findall(rf"\b({names})\s+(\d{{1,2}}),?\s+((?:19|20)\d\d)\b", header, re.I):
        found.add(f"{y}-{_MONTHS.index(m.lower()) + 1:02}-{int(d):02}")
    for d, m, y in re.findall(rf"\b(\d{{1,2}})\s+({names})\s+((?:19|20)\d\d)\b", header, re.I):
        found.add(f"{y}-{_MONTHS.index(m.lower()) + 1:02}-{int(d):02}")
    for y, m, d in re.findall(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", header):
        found.add(f"{y}-{int(m):02}-{int(d):02}")
    try:
        return datetime.date.fromisoformat(found.pop()).isoformat() if len(found) == 1 else ""
    except ValueError:
        return ""


def words_above(beginning: Beginning) -> int:
    """How many words stand above the interview."""
    return words_in(_header(beginning.text, beginning.found))


__all__ = ["Beginning", "Decoded", "Facts", "RefusedError", "look_into", "report", "source_files"]
