"""Read the turns of a text by its layout. What isn't clear is decided by its look, and reported."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from edition.model.text import HEADING, Speaker
from importer.detect.forms import list_forms
from importer.detect.known import classify_label
from importer.detect.names import find_style, looks_like_name
from importer.detect.openings import Opening, Openings
from importer.detect.sentences import ends_sentence, is_finished, join_text
from importer.detect.shapes import WEAK
from importer.formats.blocks import Block, read_blocks
from importer.model import Layout
from importer.notices import Notice

_NOBODY = Speaker("", "speaker", "", "", "")
_EMPHASIS = re.compile(r"\s*((?:(?:\*\*|__)(?=[^\S\n]*\S)(?:(?!\*\*|__).)+(?:\*\*|__)[^\S\n]*\n?[^\S\n]*)+)", re.S)
_ITALICS = re.compile(r"\s*([*_])(?![*_\s])((?:(?!\1).)+)(?<!\s)\1\s*", re.S)
_MARKS = re.compile(r"\*\*|__")
_STOP = re.compile(r"[?!.:…？！。：؟][\"”’»)\]）」』]*\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+|\s+#+\s*$")


@dataclass(slots=True)
class Draft:
    """A turn while it is being read."""

    speaker: Speaker
    line: int
    label: str = ""
    """As received; empty if no label opens it."""
    time: str = ""
    """Of what is said next."""
    passages: list[list[tuple[int, str]]] = field(default_factory=list)
    """Each as its pieces with their lines."""
    times: list[str] = field(default_factory=list)
    """Of each passage; empty if the text has none."""

    @property
    def last_line(self) -> int:
        return max((line for passage in self.passages for line, _ in passage), default=self.line)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a text."""

    drafts: list[Draft]
    others: frozenset[str]
    """What looks like a label and is text."""
    forms: tuple[str, ...]
    """In which turns begin, those included that were met on the way."""
    notices: list[Notice]


def read_turns(
    markdown: bool, text: str, speakers: Sequence[Speaker], layout: Layout, others: Sequence[str] = ()
) -> Turns:
    """Read the turns of a text; `others` look like labels and are text."""
    reader = _Reader(speakers, layout, others)
    lines = list(enumerate(text.split("\n"), 1))[layout.first - 1 : (layout.end or None) and layout.end - 1]
    kept = ((number, line) for number, line in lines if number not in layout.ignored)
    heads = markdown and (layout.headings or layout.questions.startswith("headings"))
    for block in read_blocks(kept, layout.every_line, heads):
        reader.read(block)
    return Turns(reader.drafts, frozenset(reader.others), reader.forms, reader.notices)


class _Reader:
    """Reads block after block; `drafts` is what has been said so far, the last of them open."""

    def __init__(self, speakers: Sequence[Speaker], layout: Layout, others: Sequence[str]) -> None:
        self.layout = layout
        self.speakers = {label: one for one in speakers for label in (one.label, *one.also) if label}
        self.others = {*others}
        self.forms = list_forms(layout.turns, layout.questions)
        self.openings = Openings(self.speakers, self.others, self.forms)
        self.asker = next((one for one in speakers if one.asks), _NOBODY)
        self.answerer = next((one for one in speakers if one.answers), _NOBODY)
        self.drafts: list[Draft] = []
        self.notices: list[Notice] = []
        self.voice = self.speakers.get(self.layout.opening, _NOBODY)
        """Who goes on when no label says who speaks."""
        self.closing = ""
        """What ends the words of the open turn: the marks of a question that is bold as a whole."""

    def read(self, block: Block) -> None:
        """Read the turns of a block, or what continues in it."""
        lines = block.text.split("\n")
        found = [self._find_opening(block.line + number, number, lines) for number in range(len(lines))]
        starts = [0, *(number for number, opening in enumerate(found) if opening and number), len(lines)]
        for start, end in itertools.pairwise(starts):
            text, number = "\n".join(lines[start:end]), block.line + start
            if opening := found[start]:
                speaker = self.speakers.get(opening.label, _NOBODY)
                alternates = self.layout.questions == "in turn" and self.voice is speaker
                self._open(self.answerer if alternates else speaker, number, opening)
                self._add_words(number, text[opening.end :])
            elif not self._read_set_apart(block, number, text):
                self._add_unlabelled(number, text)

    def _find_opening(self, line: int, number: int, lines: Sequence[str]) -> Opening | None:
        """Find what opens a turn on a line of a block, and decide about what only looks like it."""
        if line in self.layout.text_lines:
            return None
        text = lines[number]
        if opening := self.openings.find(text):
            return opening if not number or is_finished(lines[number - 1]) else self._decide_in_sentence(opening, line)
        if number:
            return None
        if (opening := self.openings.find_unlisted(text)) and self._decide_who_speaks(opening.label, line):
            return opening
        if not opening and self.drafts and (opening := self.openings.find_in_another_form(text)):
            return self._decide_form(opening, line)
        return None

    def _decide_in_sentence(self, opening: Opening, line: int) -> Opening | None:
        """Decide about a label after a line that doesn't end a sentence: it is text if the form is weak."""
        is_weak = all(form == "{speaker} {text}" or form in WEAK for form in self.forms)
        code = "in-sentence-text" if is_weak else "in-sentence-turn"
        self.notices.append(Notice(code, line, {"label": opening.label}))
        return None if is_weak else opening

    def _decide_who_speaks(self, label: str, line: int) -> bool:
        """Decide whether a label that isn't listed is somebody who speaks: it is if it is written like the others."""
        alike = Counter(find_style(name) for name in self.speakers).most_common(1)
        named = looks_like_name(label) and classify_label(label) != "nobody"
        several = len(label.split()) > 1 or classify_label(label) or find_style(label) != "title"
        if not (named and several and alike and find_style(label) == alike[0][0]):
            self.others.add(label)
            return False
        is_side = self.layout.questions in ("labels", "in turn")
        self.speakers[label] = self.asker if is_side else Speaker(label, "speaker", label, "", label)
        self.openings = Openings(self.speakers, self.others, self.forms)
        self.notices.append(Notice("label-speaks", line, {"label": label}))
        return True

    def _decide_form(self, opening: Opening, line: int) -> Opening | None:
        """Decide about a listed label in another form; after a dash it is more often text."""
        form = opening.form.text
        if "- {text}" in form:
            self.notices.append(Notice("label-in-text", line, {"label": opening.label}))
            return None
        self.notices.append(Notice("another-form", line, {"label": opening.label, "form": form}))
        self.forms = (*self.forms, form)
        self.openings = Openings(self.speakers, self.others, self.forms)
        found = self.openings.find(opening.line) or self.openings.find_unlisted(opening.line)
        is_speaker = found and (found.label in self.speakers or self._decide_who_speaks(found.label, line))
        return found if is_speaker else None

    def _open(self, speaker: Speaker, line: int, by: Opening | None = None) -> None:
        self.drafts.append(Draft(speaker, line, by.label, by.time) if by else Draft(speaker, line))
        self.voice, self.closing = speaker, by.form.closing if by else ""

    def _read_set_apart(self, block: Block, line: int, text: str) -> bool:
        """Read a question that bold letters, italics or a heading set apart, or a heading; returns whether it is one."""
        kind, _, level = self.layout.questions.partition(" ")
        if line in self.layout.text_lines:
            return False
        if kind == "headings" and block.level and int(level or block.level) == block.level:
            self._ask(line, _HEADING.sub("", text))
            return True
        if (block.level and self.layout.headings) or line in self.layout.heading_lines:
            if self.drafts:
                self.drafts.append(Draft(HEADING, line))
                self._add(line, _MARKS.sub("", _HEADING.sub("", text)))
            return True
        if kind == "italics" and (italics := _ITALICS.fullmatch(text)):
            self._ask(line, italics[2])
            return True
        return kind == "bold" and self._read_bold(line, text)

    def _read_bold(self, line: int, text: str) -> bool:
        """Read a question in bold letters, and the answer that may follow on its last line."""
        bold = _EMPHASIS.match(text)
        rest = text[bold.end() :] if bold else ""
        if not bold or (rest.strip() and not _STOP.search(_MARKS.sub("", bold[1]))):
            return False
        self._ask(line, bold[1])
        if rest.strip():
            self._open(self.answerer, line + text[: bold.end()].count("\n"))
            self._add_words(self.drafts[-1].line, rest)
        return True

    def _ask(self, line: int, text: str) -> None:
        """Add a question that no label opens, or another paragraph of it."""
        if self.voice is not self.asker or not self.drafts or self.drafts[-1].speaker is HEADING:
            self._open(self.asker, line)
        self._add_words(line, _MARKS.sub("", text))

    def _add_unlabelled(self, line: int, text: str) -> None:
        """Add words that no label opens: the same voice goes on, or answers what was set apart."""
        if self.voice is _NOBODY and not self.drafts:
            return
        answers = self.layout.questions not in ("", "in turn") or (
            self.closing and not self.answerer.label and not _is_bold(text)
        )
        if answers and self.voice is self.asker and line not in self.layout.text_lines:
            self._open(self.answerer, line)
        elif not self.drafts or self.drafts[-1].speaker is HEADING:
            self._open(self.voice, line)
        time, start = self.openings.find_time(text)
        self.drafts[-1].time = time or self.drafts[-1].time  # of a label that is alone on its line
        self._add_words(line, text[start:])

    def _add_words(self, line: int, text: str) -> None:
        """Add words of the open turn, without the marks that close its form; what follows those is an answer."""
        if self.closing:
            text = _MARKS.sub("", text, count=1) if _is_bold(text) and self.drafts[-1].passages else text
            inside, found, rest = text.partition(self.closing)
            if found and self.answerer.label:
                inside, rest = inside + rest, ""
            if found and rest.strip():
                self._add(line, inside)
                self._open(self.answerer, line + inside.count("\n"))
                line = self.drafts[-1].line
            text = rest if found and rest.strip() else inside
        self._add(line, text)

    def _add(self, line: int, text: str) -> None:
        draft, passages = self.drafts[-1], self.drafts[-1].passages
        if not (text := join_text(text)):
            return
        if passages and self._is_joined(line, passages[-1][-1][1]):
            passages[-1].append((line, text))
        else:
            passages.append([(line, text)])
            draft.times.append(draft.time)
            draft.time = ""

    def _is_joined(self, line: int, before: str) -> bool:
        """Whether the paragraph on `line` continues the one before; only old editions have such."""
        layout = self.layout
        heals = layout.heals and not ends_sentence(before)
        return line not in layout.never_join and (line in layout.always_join or heals)


def _is_bold(text: str) -> bool:
    """Whether all of a block is bold."""
    found = _EMPHASIS.match(text)
    return bool(found and not text[found.end() :].strip())
