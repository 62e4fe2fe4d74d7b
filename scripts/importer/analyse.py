"""A new edition: from a file with an interview to a source folder, and what was found on the way.

Nothing is decided in silence: what is known stands in interview.yml, what was decided by its look is
a doubt, shown with its line, and what can't be known is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from edition.characters import CONTROL
from edition.problems import Place, Problem
from importer.detect.recognise import Doubt, NotRecognisedError, Recognised, Voice, recognise
from importer.formats.converted import Made, UnreadableError
from importer.formats.dates import days_in
from importer.formats.encoding import decode
from importer.formats.language import language_of
from importer.formats.originals import ending_of, transcript_of

MOST_ALIKE = 10
"""Doubts of one kind that are told in full; of the rest only the lines."""
LARGEST = 64_000_000
"""Bytes beyond which nobody has written a transcript."""
ENDINGS = {".md": ".md", ".markdown": ".md", ".txt": ".txt", ".text": ".txt", "": ".txt"}


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
    selector: str = ""

    def saying(self, name: str, value: str) -> Facts:
        """The same with the title, the date or the language."""
        title, date, language = (
            value if name == each else getattr(self, each) for each in ("title", "date", "language")
        )
        return replace(self, title=title, date=date, language=language)


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is no text, and what the transcript was made of it with."""

    name: str
    """In the source folder."""
    data: bytes
    """As received."""
    made: Made


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was found in a file."""

    name: str
    """Of the transcript in the source folder."""
    data: bytes
    """As received, or as made from the original."""
    text: str
    encoding: str
    controls: int
    found: Recognised
    facts: Facts
    """Those given, and those that the file shows."""
    doubts: tuple[Doubt, ...]
    original: Original | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that somebody has to be asked for."""
        return tuple(name for name in ("title", "date", "language") if not getattr(self.facts, name))


def look_into(name: str, data: bytes, facts: Facts) -> Beginning:
    """What there is in the file called `name`. Raises RefusedError, or UnicodeDecodeError if it was saved otherwise than is said."""
    if len(data) > LARGEST:
        raise RefusedError(said("refused-too-large", size=len(data) // 1_000_000))
    if ending_of(name):
        return _look_into_original(name, data, facts)
    ending = ENDINGS.get(PurePath(name).suffix.lower())
    if ending is None or data.startswith((b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise RefusedError(said("refused-format", name=PurePath(name).name))
    decoded = decode(data, facts.encoding)
    if decoded is None:
        raise RefusedError(said("refused-no-text"))
    doubts = [Doubt("guessed", 1, {"encoding": decoded.encoding})] if decoded.guessed else []
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if ending == ".txt" and re.search(r"^\s*(?:\*\*[^*\n]+\*\*|#{1,6} \S)", text, re.M):
        ending = ".md"
    return _look_into_text(data, Made(text, ending == ".md", ()), decoded.encoding, facts, doubts)


def _look_into_original(name: str, data: bytes, facts: Facts) -> Beginning:
    """What there is in a file that is no text."""
    try:
        made = transcript_of(name, data, facts.encoding, facts.selector)
        text = made.text.encode()
    except UnreadableError as error:
        raise RefusedError(said(f"refused-{error.code}", **error.facts)) from None
    except UnicodeEncodeError:  # half of a character, as JSON can have it
        raise RefusedError(said("refused-no-text")) from None
    doubts = [Doubt("guessed", 0, {"encoding": made.encoding})] if made.guessed else []
    doubts += (Doubt(code, 0, some) for code, some in made.doubts)
    facts = replace(
        facts,
        title=facts.title or made.title,
        date=facts.date or made.date,
        language=facts.language or made.language,
    )
    original = Original(f"original{ending_of(name)}", data, made)
    return replace(_look_into_text(text, made, "", facts, doubts), original=original)


def _look_into_text(data: bytes, made: Made, encoding: str, facts: Facts, doubts: list[Doubt]) -> Beginning:
    """What there is in a transcript, received or made."""
    text = made.text
    if "\0" in text:
        raise RefusedError(said("refused-no-text"))
    if controls := len(CONTROL.findall(text)):
        doubts.append(Doubt("controls", 1, {"count": controls}))
        text = CONTROL.sub("", text)
    path = f"transcript{'.md' if made.markdown else '.txt'}"
    found = _recognised(path, text, facts, made)
    if not found.sure and not facts.asks:
        doubts.append(Doubt("asks", 0, {"label": ", ".join(v.label for v in found.voices if v.role == "interviewer")}))
    header = _header(text, found)
    facts = replace(
        facts,
        title=facts.title or _title(header),
        date=facts.date or the_day(header),
        language=facts.language or language_of(text),
    )
    return Beginning(path, data, text, encoding, controls, found, facts, (*doubts, *found.doubts))


def _recognised(path: str, text: str, facts: Facts, made: Made) -> Recognised:
    try:
        return recognise(path, text, facts.asks, facts.turns or made.turns, made.voices, made.all_named)
    except NotRecognisedError as error:
        raise RefusedError(said(f"refused-{error.code}", **error.facts)) from None


def said(code: str, **facts: object) -> str:
    """A message of words/problems.yml."""
    return Problem(Place("", 1), code, facts).message(".").text


def report(beginning: Beginning) -> Iterator[str]:
    """What was found, in sentences, with every doubt."""
    found = beginning.found
    turns = [f"{voice.turns:,} turn{'s' * (voice.turns != 1)} of {_called(voice)}" for voice in found.voices]
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
    yield f"title: {facts.title or '?'}; date: {facts.date or '?'}; language: {facts.language or '?'}; encoding: {(beginning.original.made.encoding if beginning.original else beginning.encoding) or 'UTF-8'}"
    shown: dict[str, list[int]] = {}
    for doubt in sorted(beginning.doubts, key=lambda doubt: doubt.line):
        lines = shown.setdefault(doubt.code, [])
        lines.append(doubt.line)
        if len(lines) <= MOST_ALIKE or not doubt.line:
            where = f"line {doubt.line}: " if doubt.line else ""
            yield f"  {where}{said(f'doubt-{doubt.code}', line=doubt.line, **doubt.facts)}"
    for lines in shown.values():
        if rest := [line for line in lines[MOST_ALIKE:] if line]:
            yield f"  {said('doubt-alike', first=lines[MOST_ALIKE - 1], lines=', '.join(map(str, rest)))}"


def _called(voice: Voice) -> str:
    return voice.label or {"interviewer": "the questions", "speaker": "the answers"}[voice.role]


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


def the_day(text: str) -> str:
    """The one day that a text names, as interview.yml has it; empty if it names none, or several."""
    found = days_in(text)
    return found.pop().isoformat() if len(found) == 1 else ""
