"""The transcript's blocks and the turns that its labels open: `**Question:** …`, or as interview.yml says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from edition.model.text import HEADING, Speaker
from edition.problems import Place, Problems, did_you_mean
from importer.detect.join_lines import flowed
from importer.detect.page_breaks import Healing, ends_sentence
from importer.detect.trimming import trimmed
from importer.detect.turn_labels import Opening, Openings
from importer.formats import blocks
from importer.formats.blocks import Block
from importer.model import Layout, LeftOut

_NOBODY = Speaker("", "speaker", "", "", "")
_EMPHASIS = re.compile(r"\s*((?:(?:\*\*|__)(?=[^\S\n]*\S)(?:(?!\*\*|__).)+(?:\*\*|__)[^\S\n]*\n?[^\S\n]*)+)", re.S)
_ITALICS = re.compile(r"\s*([*_])(?![*_\s])((?:(?!\1).)+)(?<!\s)\1\s*", re.S)
_MARKS = re.compile(r"\*\*|__")
_STOP = re.compile(r"[?!.:…？！。：؟][\"”’»)\]）」』]*\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+|\s+#+\s*$")


@dataclass(slots=True)
class Draft:
    """A turn while it is being read: each passage as its pieces with their lines."""

    speaker: Speaker
    line: int
    label: str = ""
    """As received; empty where no label opens it."""
    time: str = ""
    """Of what is said next."""
    passages: list[list[tuple[int, str]]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    """Of each passage; empty where the transcript has none."""


def read_turns(
    path: str, text: str, speakers: Sequence[Speaker], layout: Layout, problems: Problems
) -> tuple[str, tuple[LeftOut, ...], list[Draft]]:
    """What stands above the first turn, what else is left out, and the turns; what is unclear is a problem."""
    reader = _Reader(path, speakers, layout, problems)
    lines, left_out = trimmed(text, layout, path, problems)
    heads = layout.headings or layout.questions.startswith("headings")
    for block in blocks(path, lines, layout.every_line, heads):
        reader.read(block)
    return " / ".join(reader.header), left_out, reader.drafts


class _Reader:
    """Reads block after block; `drafts` is what has been said so far, the last of them open."""

    def __init__(self, path: str, speakers: Sequence[Speaker], layout: Layout, problems: Problems) -> None:
        self.path, self.problems, self.layout = path, problems, layout
        self.healing = Healing(layout)
        self.speakers = {label: one for one in speakers for label in (one.label, *one.also) if label}
        self.openings = Openings(self.speakers, layout.not_speakers, layout)
        self.asker = next((one for one in speakers if one.asks), _NOBODY)
        self.answerer = next((one for one in speakers if one.answers), _NOBODY)
        self.header: list[str] = []
        self.drafts: list[Draft] = []
        self.voice = self.speakers.get(self.layout.opening, _NOBODY)
        """Who goes on when no label says who speaks."""
        self.closing = ""
        """What ends the words of the open turn: the marks of a question that is bold as a whole."""

    def read(self, block: Block) -> None:
        """The turns of a block, or what goes on in it."""
        lines = block.text.split("\n")
        found = {number: self._opening(block, number, line, lines) for number, line in enumerate(lines)}
        starts = [0, *(number for number, opening in found.items() if opening and number), len(lines)]
        for start, end in itertools.pairwise(starts):
            text, number = "\n".join(lines[start:end]), block.line(start).number
            if opening := found[start]:
                self._open(self._speaker(opening, number), number, opening)
                self._said(number, text[opening.end :])
            elif not self._set_apart(block, number, text):
                self._go_on(number, text)

    def _opening(self, block: Block, number: int, line: str, lines: list[str]) -> Opening | None:
        """What opens a turn on a line of a block; what only looks so is reported."""
        here = block.line(number).number
        opening = self.openings.at(here, line)
        if opening and number and here not in self.layout.turn_lines and not _finished(lines[number - 1]):
            self.problems.at(Place(self.path, here), "turn-in-sentence", label=opening.label, line=here)
        if opening or number:
            return opening
        if opening := self.openings.unlisted(here, line):
            return opening
        if self.drafts and (other := self.openings.otherwise(here, line)):
            facts = {"label": other.label, "form": other.form.text, "line": here}
            self.problems.at(Place(self.path, here), "turn-otherwise", **facts)
        return None

    def _speaker(self, opening: Opening, line: int) -> Speaker:
        if opening.label not in self.speakers:
            hint = did_you_mean(opening.label, self.speakers)
            self.problems.at(Place(self.path, line), "speaker-unknown", label=opening.label, hint=hint)
        speaker = self.speakers.get(opening.label, _NOBODY)
        return self.answerer if self.layout.questions == "in turn" and self.voice is speaker else speaker

    def _open(self, speaker: Speaker, line: int, by: Opening | None = None) -> None:
        self.drafts.append(Draft(speaker, line, by.label, by.time) if by else Draft(speaker, line))
        self.voice, self.closing = speaker, by.form.closing if by else ""

    def _set_apart(self, block: Block, line: int, text: str) -> bool:
        """Whether a block is a question that bold letters or a heading set apart, or a heading between turns."""
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
            else:
                self.header.append(flowed(text))
            return True
        if kind == "italics" and (italics := _ITALICS.fullmatch(text)):
            self._ask(line, italics[2])
            return True
        bold = _EMPHASIS.match(text) if kind == "bold" else None
        rest = text[bold.end() :] if bold else ""
        if not bold or (rest.strip() and not _STOP.search(_MARKS.sub("", bold[1]))):
            return False
        self._ask(line, bold[1])
        if rest.strip():
            self._open(self.answerer, line + text[: bold.end()].count("\n"))
            self._said(self.drafts[-1].line, rest)
        return True

    def _ask(self, line: int, text: str) -> None:
        """A question that no label opens, or another paragraph of it."""
        if self.voice is not self.asker or not self.drafts or self.drafts[-1].speaker is HEADING:
            self._open(self.asker, line)
        self._said(line, _MARKS.sub("", text))

    def _go_on(self, line: int, text: str) -> None:
        """Words that no label opens: the same voice goes on, or answers what was set apart."""
        if self.voice is _NOBODY and not self.drafts:
            self.header.append(flowed(text))
            return
        answers = self.layout.questions not in ("", "in turn") or (
            self.closing and not self.answerer.label and not _bold(text)
        )
        if answers and self.voice is self.asker and line not in self.layout.text_lines:
            self._open(self.answerer, line)
        elif not self.drafts or self.drafts[-1].speaker is HEADING:
            self._open(self.voice, line)
        self.drafts[-1].time, start = self.openings.going_on(text)
        self._said(line, text[start:])

    def _said(self, line: int, text: str) -> None:
        """Words of the open turn, without the marks that close its form; what follows those is an answer without a label."""
        if self.closing:
            text = _MARKS.sub("", text, count=1) if _bold(text) and self.drafts[-1].passages else text
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
        if not (text := flowed(text)):
            return
        if passages and self.healing.continues(line, passages[-1][-1][1]):
            passages[-1].append((line, text))
        else:
            passages.append([(line, text)])
            draft.times.append(draft.time)
            draft.time = ""


def _finished(line: str) -> bool:
    """Whether somebody else may speak after a line."""
    return ends_sentence(line) or line.rstrip()[-1:] in ")]）】-–—"


def _bold(text: str) -> bool:
    """Whether all of a block is bold."""
    found = _EMPHASIS.match(text)
    return bool(found and not text[found.end() :].strip())
