"""Recognise how an unknown text is laid out and who speaks in it, and report every guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.model.text import Speaker, words_in
from importer.detect.edges import find_edges
from importer.detect.forms import is_continuation
from importer.detect.headings import find_empty_turns, find_headings, has_marked_headings
from importer.detect.layout import find_layout
from importer.detect.roles import read_roles_above
from importer.detect.second_look import join_cut_paragraphs, look_again
from importer.detect.turns import Draft, read_turns
from importer.detect.voices import find_voices, write_key
from importer.model import Facts, Layout, Voice
from importer.notices import Notice, RefusedError

_RARE = 2
"""Turns that a label may open and still be reported as a guess."""
FEWEST_WORDS = 30
"""Fewer show nothing: the shortest case has 40."""
_FRONT = re.compile(
    r"\s*(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*(?:\n|$)|\{\s*\n.*?\n\}[ \t]*(?:\n|$))",
    re.S,
)
"""Front matter in YAML, TOML or JSON."""
_ACT = re.compile(
    r"\W*(?:act|scene|acte|scène|akt|aufzug|szene|auftritt|acto|escena|акт|действие|явление|сцена)\s+(?:[ivxlc]+|\d+|[^\W\d]+)\b|第.{1,3}[幕場场]",
    re.I,
)
_ENTERS = re.compile(r"\W*(?:enter|exit|exeunt|entre|sort|входит|уходит)\b", re.I)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a text."""

    drafts: tuple[Draft, ...]
    """The turns, in order."""
    keys: tuple[str, ...]
    """For each turn, the label of whoever says it, or what stands for one that has none."""
    voices: tuple[Voice, ...]
    notices: tuple[Notice, ...]
    sure: bool
    """Whether it is clear who asks."""
    header: str
    """What stands above the interview, its first lines."""

    @property
    def statement(self) -> int:
        """How many words those say who answer before anybody asks."""
        words = 0
        for draft, key in zip(self.drafts, self.keys, strict=True):
            voice = self.find_voice(key)
            if voice and voice.role == "interviewer":
                return words
            if voice and voice.role == "speaker":
                words += sum(words_in(text) for passage in draft.passages for _, text in passage)
        return 0

    def find_voice(self, key: str) -> Voice | None:
        """Find the voice of a turn; None for headings."""
        return next((voice for voice in self.voices if key in voice.keys), None)


def recognise(
    markdown: bool, text: str, facts: Facts, turns: Sequence[str], voices: Sequence[str], all_named: bool
) -> Recognised:
    """Recognise a text, in which bold letters and headings mean something if it is `markdown`.

    `turns` are forms in which turns begin, and `voices` labels that speak for certain, if the format says so; with
    `all_named` there are no others. Raises RefusedError if it is no interview, or none that its text shows.
    """
    lines = text.split("\n")
    words = words_in(text)
    if not all_named:
        _refuse_at_sight(text, lines, words)
    if words < FEWEST_WORDS:
        raise RefusedError("is-short", words=words)
    if all_named:
        if len(voices) == 1:
            raise RefusedError("one-named", label=voices[0])
        return _read(markdown, text, Layout(turns=tuple(turns)), voices, [], facts.asks)
    body = text.count("\n", 0, found.end()) if (found := _FRONT.match(text)) else 0
    layout, labels, notices = find_layout(markdown, lines, body, facts.turns or tuple(turns), facts.asks)
    layout = replace(layout, turns=(*layout.turns, *filter(is_continuation, facts.turns or turns)))
    labels = [*labels, *(voice for voice in voices if voice not in labels)]
    layout, more = find_edges(markdown, lines, layout, labels)
    return _read(markdown, text, layout, labels, [*notices, *more], facts.asks)


def _refuse_at_sight(text: str, lines: Sequence[str], words: int) -> None:
    if len(re.findall(r"</?(?:p|div|span|br|html|body|td|li)\b", text)) > max(5, words // 100):
        raise RefusedError("is-html")
    short = [line for line in lines if len(line) < 80]
    acts, enters = (sum(bool(sign.match(line)) for line in short) for sign in (_ACT, _ENTERS))
    if acts > 1 and (acts > 3 or enters):
        raise RefusedError("is-play")
    numbers = [int(found[0]) for line in lines if line.strip() and (found := re.match(r"\s*\d{1,3}(?=\s)", line))]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(numbers) > 0.7 * sum(bool(line.strip()) for line in lines) and steps.count(1) > 0.8 * len(steps):
        raise RefusedError("line-numbers")


def _read(
    markdown: bool, text: str, layout: Layout, labels: Sequence[str], notices: list[Notice], asks: tuple[str, ...]
) -> Recognised:
    """Read the turns, and once more when it is known what between them is nobody's."""
    lines, speakers = text.split("\n"), _name_sides(labels, layout)
    turns = read_turns(markdown, text, speakers, layout)
    empty = list(find_empty_turns(lines, turns.drafts))
    layout = replace(
        layout,
        headings=has_marked_headings(markdown, lines, turns.drafts, layout),
        heading_lines=frozenset(find_headings(lines, turns.drafts)),
        ignored=layout.ignored | {draft.line for draft in empty},
    )
    turns = read_turns(markdown, text, speakers, layout)
    notices = [*notices, *turns.notices, *(Notice("empty", draft.line, {"label": draft.label}) for draft in empty)]
    notices += join_cut_paragraphs(turns.drafts)
    roles = read_roles_above(lines[: turns.drafts[0].line - 1] if turns.drafts else ())
    voices, sure, more = find_voices(turns.drafts, layout, asks, roles)
    notices += look_again(lines, turns, layout, voices)
    if layout.questions == "in turn":  # the same sign in other lengths
        voices = tuple(
            replace(voice, also=tuple(label for label in labels if label != voice.label)) if voice.label else voice
            for voice in voices
        )
    rare = [label for label, count in Counter(draft.label for draft in turns.drafts).items() if count <= _RARE]
    notices = [
        notice
        for notice in (*notices, *more)
        if notice.code != "label-speaks" or (notice.facts["label"] in rare and not _is_alias(notice, voices))
    ]
    keys = tuple(write_key(draft, layout) for draft in turns.drafts)
    header = "\n".join(lines[: layout.first - 1][:60])
    is_asked = any(voice.role == "interviewer" for voice in voices)
    return Recognised(tuple(turns.drafts), keys, voices, tuple(notices), sure and is_asked, header)


def _name_sides(labels: Sequence[str], layout: Layout) -> list[Speaker]:
    """Name who speaks as far as the layout needs it: who asks without a label, and who answers without one."""
    speakers = [Speaker(label, "speaker", label, "", label) for label in labels]
    unlabelled = Speaker("", "speaker", "!", "", "")
    if layout.questions in ("bold", "italics") or layout.questions.startswith("headings"):
        return [Speaker("", "interviewer", "?", "", ""), *(speakers or [unlabelled])]
    if layout.questions in ("labels", "in turn"):
        return [replace(speakers[0], role="interviewer", also=tuple(labels[1:])), unlabelled]
    if len(speakers) == 1 and any(form.endswith("**") for form in layout.turns):
        return [replace(speakers[0], role="interviewer"), unlabelled]
    return speakers


def _is_alias(notice: Notice, voices: Sequence[Voice]) -> bool:
    """Whether the label that a notice is about is another one of somebody who speaks."""
    return any(notice.facts["label"] in voice.also for voice in voices)
