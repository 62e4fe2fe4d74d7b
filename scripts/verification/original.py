"""Compare source/transcript.md with the original, word by word.

Every word of a passage has to occur in the original, in the same order. Every word of the original that isn't in the
transcript has to be listed in source/left-out.txt with its line. So no word can be lost, added or changed unnoticed.
Labels and times may be added, because many originals have none.
It knows file formats, but nothing of how an interview is laid out.
"""

from __future__ import annotations

import bisect
import difflib
import hashlib
import html
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from verification.transcript import Speaker, read_setting, read_speakers, read_transcript

Line = tuple[int, str]
"""A line, cue, segment or paragraph of the original with its number, counted from 1."""
Word = tuple[str, int]
"""A word and the line on which it stands."""

SHOWN = 8
"""Words that a message quotes."""
WIDE = "\u2e80-\u2fdf\u3000-\u3007\u3008-\u303f\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
"""Characters of scripts without spaces, which are compared one by one."""
TIMING = re.compile(r"\s*(?:\d+:)?\d+:\d+[.,]\d+\s*-->")
OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub"
    "|sup|time|tt|u|var|wbr"
)
SYMBOL = "\ufffd"
"""A sign of a symbol font in a Word document, of which only the number in that font is known."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−⁼⁽⁾ⁱⁿ", "0123456789+--=()in")
LEFT_OUT_HEAD = (
    "# What {original} holds beside the interview, by line. `make new` wrote this list; `make verify` compares it with\n"
    "# the two files, so that nothing can be left out of the transcript unnoticed.\n"
)


@dataclass(frozen=True)
class Comparison:
    """What a transcript and its original have, and haven't, in common."""

    added: tuple[Line, ...]
    """Words of the transcript that the original hasn't in this place, by line of the transcript."""
    left_out: tuple[str, ...]
    """Words of the original that the transcript hasn't: `7: 39-50 minutes`."""
    replaced: Mapping[Line, str]
    """Of the added words, those that are there instead of others in the original."""
    heard: tuple[tuple[int, str, str], ...]
    """Where the original names another speaker than the label: line of the transcript, label, the name in the original."""


def read_lines(name: str, data: bytes, encoding: str = "") -> list[Line]:
    """The text of an original, hidden text included, by line, cue, segment or paragraph.

    Raises ValueError, LookupError, zipfile.BadZipFile or ElementTree.ParseError if the file can't be read.
    """
    ending = Path(name).suffix.lower()
    if ending == ".docx":
        return list(enumerate(read_docx(data), 1))
    text = re.sub(r"\r\n?", "\n", data.decode(encoding or "utf-8-sig").removeprefix("\ufeff"))
    if ending == ".html":
        return Page(text).lines
    if ending == ".json":
        return [(n, str(one["body"] if "body" in one else one["text"])) for n, one in enumerate(read_segments(text), 1)]
    if ending in (".vtt", ".srt"):
        return list(read_cues(text, ending == ".vtt"))
    if ending == ".md":
        text = html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!>~|-])", r"\1", text))
    unbroken = re.sub(r"(?<=[^\W\d_])([-‐])[^\S\n]*\n[^\S\n]*(?=[^\W\d_])", r"\1", text)
    return list(enumerate(unbroken.split("\n"), 1))


def read_cues(text: str, has_entities: bool) -> Iterator[Line]:
    """The lines that captions show; where captions roll, a line that repeats the one before is passed over."""
    passed, before = text.startswith("WEBVTT"), ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if TIMING.match(line) or not line.strip():
            passed = False
        elif re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", line) and not (number and lines[number - 1].strip()):
            passed = True
        elif not passed and not TIMING.match(following):
            shown = re.sub(r"</?[^<>]*>|\{\\an?\d\}", "", line)
            shown = html.unescape(shown) if has_entities else shown
            if shown.strip() and shown != before:
                yield number + 1, shown
            before = shown


def read_voices(name: str, data: bytes, encoding: str) -> dict[int, str]:
    """Who says each line or segment, if the original names the speaker in machine-readable form: captions and JSON."""
    if not name.lower().endswith((".vtt", ".srt", ".json")):
        return {}
    text = re.sub(r"\r\n?", "\n", data.decode(encoding or "utf-8-sig"))
    if name.lower().endswith(".json"):
        return {number: str(one["speaker"]) for number, one in enumerate(read_segments(text), 1) if one.get("speaker")}
    voice, found = "", dict[int, str]()
    for number, line in enumerate(text.split("\n"), 1):
        named = re.findall(r"<v(?:\.[^\s>]*)?\s+([^>]*)>", line)
        changes = bool(re.match(r"\s*(?:[-–—]|&gt;|>)", re.sub(r"<[^>]*>", "", line)))
        voice = html.unescape(named[-1]) if named else voice if line.strip() and not changes else ""
        if voice and len(named) < 2 and line.lstrip().startswith("<v" if named else ""):
            found[number] = voice
    return found


def read_segments(text: str) -> list[dict[str, Any]]:
    """The segments of speech recognition."""
    document: Any = json.loads(text)
    return list(document["segments"] if isinstance(document, dict) else document)


def read_docx(data: bytes) -> Iterator[str]:
    """The text of each paragraph of a Word document, without what tracked changes deleted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{OFFICE}p"):
        yield "".join(read_runs(paragraph))


def read_runs(element: ElementTree.Element) -> Iterator[str]:
    """The text below an element; a paragraph inside it, as a text box has, comes by itself."""
    for child in element:
        tag = child.tag.removeprefix(OFFICE)
        if tag in ("del", "moveFrom", "p") or tag.endswith("}Fallback"):
            continue
        yield {"t": child.text or "", "sym": SYMBOL, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}.get(tag, "")
        yield " " if tag in ("tab", "br", "cr") else ""
        yield from read_runs(child)


class Page(HTMLParser):
    """The text of a web page, hidden text included, by line of the file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = list[Line]()
        self._skipped, self._text, self._line = "", "", 1
        self.feed(text)
        self.close()
        self._end_block("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = self._skipped or (tag if tag in ("script", "style") else "")
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._skipped = "" if tag == self._skipped else self._skipped
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if not self._text.strip():
            self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        self._text += "" if self._skipped else data

    def _end_block(self, tag: str) -> None:
        if not INLINE.fullmatch(tag):
            self.lines += [(self._line, self._text)] if self._text.strip() else []
            self._text = ""


def divide(line: Line) -> Iterator[Word]:
    """The words of a line without marks of Markdown; each character of a script without spaces is one."""
    number, text = line
    text = re.sub(r"(?<=[^\w\s*])\*+(?=\w)", " ", text).replace("*", "")
    text = re.sub(r"(?<![^\W_])_+|_+(?![^\W_])", "", text).translate(RAISED)
    for word in re.sub(rf"([{WIDE}])", r" \1 ", text).split():
        yield re.sub(r"^(?:[#>\\]+|[-–—―─]+(?=[^\W\d_]))", "", word) or word, number


def fold(word: str) -> str:
    """A word of a label or a time as it is compared: letters and digits only; empty for a dash."""
    return re.sub(r"[\W_]", "", word).casefold().lstrip("0")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the transcript."""

    head: frozenset[str]
    """The words of its label and its time, folded; an original need not have them."""
    words: list[str]
    line: int
    label: str
    """Of its turn; empty for a heading."""


def read_paragraphs(transcript: str) -> Iterator[Paragraph]:
    """The paragraphs that have words."""
    current = ""
    for number, label, time, words in read_transcript(transcript):
        current = current if label is None else label
        if said := [word for word, _ in divide((number, words))]:
            yield Paragraph(frozenset(map(fold, f"{label or ''} {time}".split())), said, number, current)


class Aligner:
    """Finds the paragraphs of a transcript in the words of its original."""

    LONG = 6
    """Words from which a paragraph is surely found in the right place, so that shorter ones are looked for between."""

    def __init__(self, original: list[Word], paragraphs: list[Paragraph]) -> None:
        self.original, self.paragraphs = original, paragraphs
        self.words = [word for word, _ in original]
        self.index: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            self.index.setdefault(word, []).append(position)
        self.taken = dict[int, Paragraph | None]()
        """By the position of a word in the original, the paragraph that has it; None for words of a label or a time."""
        self.added, self.replaced = list[Line](), dict[Line, str]()

    def align(self) -> None:
        """Mark the words of the original that the transcript has, and note those that the original hasn't."""
        places = self._place_long_ones()
        after, ends = [len(self.words)] * (len(self.paragraphs) + 1), 0
        for number in range(len(self.paragraphs) - 1, -1, -1):
            after[number] = places.get(number, after[number + 1])
        for number, paragraph in enumerate(self.paragraphs):
            start = places.get(number, self._find(paragraph.words, ends, after[number]))
            pieces = [(start, len(paragraph.words))] if start >= 0 else self._match(paragraph, ends, after[number])
            for at, length in pieces:
                self.taken.update(dict.fromkeys(range(at, at + length), paragraph))
            if pieces:
                behind = max(ends, pieces[0][0] - len(paragraph.head) - 2)
                head = (n for n in range(behind, pieces[0][0]) if fold(self.words[n]) in paragraph.head)
                self.taken.update(dict.fromkeys(head))
                ends = sum(pieces[-1])

    def _place_long_ones(self) -> dict[int, int]:
        places, position = dict[int, int](), 0
        for number, paragraph in enumerate(self.paragraphs):
            if len(paragraph.words) >= self.LONG:
                start = self._find(paragraph.words, position, len(self.words))
                if start >= 0:
                    places[number], position = start, start + len(paragraph.words)
        return places

    def _find(self, words: list[str], start: int, end: int) -> int:
        """Where these words stand unbroken between two positions; -1 if nowhere."""
        positions = self.index.get(words[0], [])
        for position in positions[bisect.bisect_left(positions, start) :]:
            if position + len(words) > end:
                break
            if self.words[position : position + len(words)] == words:
                return position
        return -1

    def _match(self, paragraph: Paragraph, start: int, end: int) -> list[tuple[int, int]]:
        """Where the pieces of a paragraph begin that the original breaks, or that was changed, with their lengths."""
        matcher = difflib.SequenceMatcher(None, paragraph.words, self.words[start:end], autojunk=False)
        pieces = list[tuple[int, int]]()
        for kind, first, until, at, stop in matcher.get_opcodes():
            if kind == "equal":
                pieces.append((start + at, stop - at))
            elif until > first:
                instead, said = self.words[start + at : start + stop], paragraph.words[first:until]
                if SYMBOL in instead and not any(map(fold, said)):
                    continue
                self.added.append((paragraph.line, " ".join(said)))
                if instead and len(instead) <= 2 * len(said):  # more would be page numbers and the like, too
                    self.replaced[self.added[-1]] = " ".join(instead)
                    self.taken.update(dict.fromkeys(range(start + at, start + stop)))
        return pieces

    def list_left_out(self) -> Iterator[str]:
        """The words of the original that the transcript hasn't, by line; signs that say nothing are passed over."""
        rest = (word for position, word in enumerate(self.original) if position not in self.taken)
        for line, words in itertools.groupby(rest, key=lambda word: word[1]):
            said = [word for word, _ in words]
            if any(map(fold, said)):
                yield f"{line}: {' '.join(said)}"

    def list_other_voices(self, voices: dict[int, str]) -> Iterator[tuple[int, str, str]]:
        """Where the original names another speaker than the transcript: line, label, name."""
        for position, paragraph in self.taken.items():
            voice = voices.get(self.original[position][1], "")
            if paragraph and voice and fold(paragraph.label) != fold(voice):
                yield paragraph.line, paragraph.label, voice


def compare(name: str, data: bytes, encoding: str, transcript: str) -> Comparison:
    """Compare the original called `name` with the text of a transcript. Raises what `read_lines` raises."""
    original = [word for line in read_lines(name, data, encoding) for word in divide(line)]
    aligner = Aligner(original, list(read_paragraphs(transcript)))
    aligner.align()
    heard = dict.fromkeys(aligner.list_other_voices(read_voices(name, data, encoding)))
    return Comparison(tuple(aligner.added), tuple(aligner.list_left_out()), aligner.replaced, tuple(heard))


def find_differences(source: Path) -> list[str]:
    """What is wrong with the transcript in the folder `source`, as messages; empty if interview.yml names no original.

    Raises OSError if a file can't be read, and ValueError if it isn't UTF-8 or the original isn't as it was received.
    """
    settings = (source / "interview.yml").read_text("utf-8-sig")
    original, stated = read_setting("original", settings), read_setting("sha256", settings)
    if not original:
        return []
    data = (source / original).read_bytes()
    if stated != (sha256 := hashlib.sha256(data).hexdigest()):
        raise ValueError(
            f"{original} isn’t the file that was received: its SHA-256 is {sha256}, not {stated or 'stated in interview.yml'}"
        )
    shown, listed = source.as_posix(), source / "left-out.txt"
    transcript = (source / "transcript.md").read_text("utf-8-sig")
    try:
        found = compare(original, data, read_setting("encoding", settings), transcript)
    except (ValueError, LookupError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        return [f"{shown}/{original}:1: can’t be read: {error}"]
    wrong = []
    for added in found.added:
        instead = f", which has {quote(found.replaced[added])}" if added in found.replaced else ""
        message = f"{quote(added[1])} isn’t here in {original}{instead}; restore the words as they were received"
        wrong.append(f"{shown}/transcript.md:{added[0]}: {message}")
    for number, label, voice in found.heard:
        if not is_called(voice, label, read_speakers(settings)):
            wrong.append(
                f"{shown}/transcript.md:{number}: “{label}” says here what {original} has of “{voice}”; correct the label, "
                f"or add “{voice}” under `also` to the speaker in interview.yml"
            )
    there = listed.read_text("utf-8-sig").splitlines() if listed.is_file() else []
    entries = [line for line in there if line and not line.startswith("#")]
    for entry in sorted({*found.left_out} - {*entries}, key=number_of):
        line, _, words = entry.partition(": ")
        wrong.append(
            f"{shown}/{original}:{line}: {quote(words)} isn’t in transcript.md; put it back there, or, if it isn’t part "
            f"of the interview, add this line to {shown}/left-out.txt: {entry}"
        )
    for entry in sorted({*entries} - {*found.left_out}, key=number_of):
        wrong.append(f"{shown}/left-out.txt:{there.index(entry) + 1}: {quote(entry)} isn’t left out; delete the line")
    return wrong


def check_original(source: Path) -> list[str]:
    """The same before a build, which says by itself what is wrong with files that can't be read."""
    with suppress(OSError, ValueError):
        return find_differences(source)
    return []


def is_called(name: str, label: str, speakers: list[Speaker]) -> bool:
    """Whether the speaker with this label has the name, too."""
    names = {fold(one) for each in speakers if label in each.labels for one in (*each.labels, each.name, each.shown)}
    return fold(name) in names


def number_of(entry: str) -> tuple[int, str]:
    """By which lines of left-out.txt are sorted."""
    number = entry.partition(":")[0]
    return (int(number) if number.isdecimal() else 0, entry)


def quote(text: str) -> str:
    """The first words of a text, in quotation marks."""
    words = text.split()
    return f"“{' '.join(words[:SHOWN])}{' …' if len(words) > SHOWN else ''}”"
