"""Import a file: read it, recognise who speaks, and write the files of a source folder, with a notice of every guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.characters import CONTROL
from edition.locale.labels import load_labels
from edition.model.text import HEADING
from importer.detect.recognise import Recognised, recognise
from importer.formats.dates import find_days
from importer.formats.language import guess_language
from importer.formats.made import Made
from importer.formats.read import read_file
from importer.model import Facts, Voice
from importer.notices import Notice, write_notices
from importer.transcript import name_speakers, write_transcript
from importer.write_interview import name_voice, write_interview


@dataclass(frozen=True, slots=True)
class Import:
    """What comes of a file."""

    files: dict[str, bytes]
    """Of the source folder, by name."""
    encoding: str
    """Of the original; empty for UTF-8."""
    facts: Facts
    """Those given, and those that the file shows."""
    found: Recognised
    notices: tuple[str, ...]
    """As a site owner reads them: `transcript.md:5: …`."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that somebody has to be asked for."""
        return tuple(name for name in ("title", "date", "language") if not getattr(self.facts, name))

    @property
    def original(self) -> str:
        """The name of the original."""
        return next(name for name in self.files if name.startswith("original."))


def import_file(name: str, data: bytes, facts: Facts) -> Import:
    """Import the file called `name`.

    Raises RefusedError, or UnicodeDecodeError if it isn't saved in the encoding that `facts` name.
    """
    ending, made = read_file(name, data, facts.encoding, facts.selector)
    text = CONTROL.sub("", made.text)
    found = recognise(made.markdown, text, facts, made.turns, made.voices, made.all_named)
    guessed = "" if facts.language or made.language else guess_language(text)
    notices = [*made.notices, *_report_guesses(made, found, facts, guessed), *found.notices]
    facts = replace(
        facts,
        title=facts.title or made.title or _find_title(found.header),
        date=facts.date or made.date or find_day(found.header),
        language=facts.language or made.language or guessed,
    )
    labels = load_labels(facts.language)
    speakers = name_speakers((name_voice(voice, labels) for voice in found.voices), labels)
    by_voice = dict(zip(found.voices, speakers, strict=True))
    voices = map(found.find_voice, found.keys)
    turns = [(by_voice[voice] if voice else HEADING, draft) for voice, draft in zip(voices, found.drafts, strict=True)]
    transcript, places = write_transcript(turns)
    original = f"original{ending}"
    interview = write_interview(facts, speakers, original, data, made)
    files = {original: data, "transcript.md": transcript.encode(), "interview.yml": interview.encode()}
    texts = {"transcript.md": transcript, "interview.yml": interview, original: ""}
    written = write_notices(notices, places, texts)
    return Import(files, made.encoding, facts, found, tuple(written))


def _report_guesses(made: Made, found: Recognised, facts: Facts, language: str) -> Iterator[Notice]:
    """Report what was guessed about the whole file."""
    if made.guessed:
        yield Notice("encoding", 0, {"encoding": made.encoding})
    if controls := len(CONTROL.findall(made.text)):
        yield Notice("controls", 0, {"count": controls})
    if not found.sure and not facts.asks:
        asking = ", ".join(voice.label for voice in found.voices if voice.role == "interviewer")
        yield Notice("asks", 0, {"label": asking})
    if language:
        yield Notice("language", 0, {"language": language})


def describe(imported: Import) -> Iterator[str]:
    """Describe in two lines what was found."""
    found, facts = imported.found, imported.facts
    turns = [f"{voice.turns:,} turn{'s' * (voice.turns != 1)} of {_call(voice)}" for voice in found.voices]
    asking, moderating = (
        ", ".join(_call(voice) for voice in found.voices if voice.role == role) for role in ("interviewer", "moderator")
    )
    parts = [", ".join(turns), f"asks: {asking or 'nobody'}"]
    parts += [f"neither asks nor answers: {moderating}"] * bool(moderating)
    if found.statement:
        parts.append(f"{found.statement:,} words before the first question, kept as a statement")
    count = len(imported.notices)
    parts.append(f"{count} notice{'s' * (count != 1)}")
    yield "; ".join(parts)
    yield f"title: {facts.title or '?'}; date: {facts.date or '?'}; language: {facts.language or '?'}; encoding: {imported.encoding or 'UTF-8'}"


def _call(voice: Voice) -> str:
    return voice.label or {"interviewer": "the questions", "speaker": "the answers"}[voice.role]


def _find_title(header: str) -> str:
    """Find the title in what stands above an interview: in front matter, as a heading, or the first line like one."""
    front = re.search(r"^\"?title\"?\s*[:=]\s*[\"']?(.+?)[\"']?,?\s*$", header, re.M | re.I)
    heading = re.search(r"^#{1,3}\s+(.+?)\s*#*$", header, re.M)
    lines = [line.strip(" *_#\t\u00a0") for line in header.split("\n")]
    plain = (
        line for line in lines if 8 <= len(line) <= 160 and any(c.isalpha() for c in line) and ":" not in line[:12]
    )
    found = front[1] if front else heading[1] if heading else next(plain, "")
    return " ".join(found.replace("**", "").split())


def find_day(text: str) -> str:
    """Find the one day that a text names, as interview.yml has it; empty if it names none, or several."""
    found = find_days(text)
    return found.pop().isoformat() if len(found) == 1 else ""
