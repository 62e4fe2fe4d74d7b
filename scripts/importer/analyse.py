"""A new edition: from a file with an interview to a source folder, and what was found on the way.

Nothing is decided in silence: what is known stands in interview.yml, what was decided by its look is
a doubt, shown with its line, and what can't be known is asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from edition.characters import CONTROL
from edition.locale.labels import Labels, labels_in
from edition.model.text import UNSPACED
from edition.problems import Place, Problem
from importer.detect.forms import BOLD
from importer.detect.recognise import Doubt, NotRecognisedError, Recognised, Voice, recognise
from importer.formats.converted import Made, UnreadableError
from importer.formats.dates import days_in
from importer.formats.encoding import Decoded, decode
from importer.formats.language import language_of
from importer.formats.originals import ending_of, transcript_of

MOST_ALIKE = 10
"""Doubts of one kind that are told in full; of the rest only the lines."""
LARGEST = 64_000_000
"""Bytes beyond which nobody has written a transcript."""
UNDECLARED = (
    "# What nobody declares here is granted and claimed nowhere. `licence`: the one for the editors' own words, with its address.",
    "# `editors: independent`: they belong neither to those who speak nor to those who first published the interview.",
    "# licence: Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/",
    "# editors: independent",
)
"""What only the publisher can say; a program has no right to."""
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


def source_files(beginning: Beginning) -> Mapping[str, bytes]:
    """The files of the source folder, by name."""
    original = beginning.original
    return {
        **({original.name: original.data} if original else {}),
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
    yield from UNDECLARED
    yield "speakers:"
    yield "  # `label` is what opens a turn in the transcript, `also` are other labels of the same person;"
    yield "  # `name` is who that is, `about` what they are, in a few words. Roles: interviewer, speaker, moderator."
    yield "  # `kind: person` lets a bibliography sort Jane Doe under Doe; newspapers are of `kind: organisation`."
    for voice in found.voices:
        yield from _speaker(voice, labels)
    if found.not_speakers:
        yield f"not_speakers: {_texts(found.not_speakers)}"
    yield "transcript:"
    yield from _file(beginning)
    if facts.source:
        address = re.search(r"https?://\S+", facts.source)
        yield f"  published: {_text(facts.source.replace(address[0], '').strip(' ,;:，、،') or facts.source if address else facts.source)}"
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


def _file(beginning: Beginning) -> Iterator[str]:
    """The transcript's file and how it was saved, and what it was made from."""
    yield f"  sha256: {_text(hashlib.sha256(beginning.data).hexdigest())}"
    yield from _original(beginning.original) if beginning.original else ()
    if beginning.encoding:
        yield f"  encoding: {beginning.encoding}"
    if beginning.controls:
        yield "  control_characters: leave out"


def _original(original: Original) -> Iterator[str]:
    made = original.made
    yield "  # The transcript was made from this file, which stays as it was received. Both hashes are held against the files."
    yield "  original:"
    yield f"    file: {original.name}"
    yield f"    sha256: {_text(hashlib.sha256(original.data).hexdigest())}"
    yield f"    made_with: {_text(', '.join(made.tools))}"
    if made.encoding:
        yield f"    charset: {made.encoding}"
    if made.selector:
        yield f"    selector: {_text(made.selector)}"


def _speaker(voice: Voice, labels: Labels) -> Iterator[str]:
    generic = labels.interviewer if voice.role == "interviewer" else labels.interviewee
    names = [label for label in (voice.label, *voice.also) if _may_be_name(label)]
    if voice.label:
        yield f"  - label: {_text(voice.label)}"
        if voice.also:
            yield f"    also: {_texts(voice.also)}"
    yield f"  {' ' if voice.label else '-'} role: {voice.role}"
    yield f"    name: {_text(max(names, key=len) if names and not voice.generic else generic)}"


def _may_be_name(label: str) -> bool:
    """Whether a label is more than initials or a sign; in Chinese and Japanese two characters are a name."""
    return len(label) > (1 if re.search(f"[{UNSPACED}]", label) else 2) and any(char.isalpha() for char in label)


def nameless(beginning: Beginning) -> tuple[str, ...]:
    """What stands in the place of names that the file doesn't tell."""
    labels = labels_in(beginning.facts.language)
    kinds = {"interviewer": labels.interviewer, "speaker": labels.interviewee}
    some = (
        kinds.get(voice.role, "")
        for voice in beginning.found.voices
        if voice.generic or not any(map(_may_be_name, (voice.label, *voice.also)))
    )
    return tuple(dict.fromkeys(filter(None, some)))


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


def the_day(text: str) -> str:
    """The one day that a text names, as interview.yml has it; empty if it names none, or several."""
    found = days_in(text)
    return found.pop().isoformat() if len(found) == 1 else ""


__all__ = [
    "Beginning",
    "Decoded",
    "Facts",
    "RefusedError",
    "look_into",
    "nameless",
    "report",
    "source_files",
    "the_day",
]
