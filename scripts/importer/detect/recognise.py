"""How an unknown transcript is laid out and who speaks in it, as far as it shows; and every doubt that is left.

Nothing here is needed to build an edition: what is recognised is written into interview.yml once,
for an editor to see and to correct, and is read from there ever after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import words_in
from importer.detect.doubts import answered, cut_paragraphs, hyphen_doubts, read_as_edition
from importer.detect.findings import Doubt, NotRecognisedError, Recognised, Voice
from importer.detect.forms import goes_on
from importer.detect.header_footer import trimmed
from importer.detect.layout import laid_out
from importer.detect.roles import told_above
from importer.detect.stray_headings import has_headings, headings, nothing_said
from importer.detect.suspicious_turns import second_look
from importer.detect.turns import Draft
from importer.detect.voices import voices_of
from importer.model import Layout

_FRONT = re.compile(
    r"\s*(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*(?:\n|$)|\{\s*\n.*?\n\}[ \t]*(?:\n|$))",
    re.S,
)


FEWEST_WORDS = 30
_ACT = re.compile(
    r"\W*(?:act|scene|acte|scène|akt|aufzug|szene|auftritt|acto|escena|акт|действие|явление|сцена)\s+(?:[ivxlc]+|\d+|[^\W\d]+)\b|第.{1,3}[幕場场]",
    re.I,
)
_ENTERS = re.compile(r"\W*(?:enter|exit|exeunt|entre|sort|входит|уходит)\b", re.I)


def recognise(
    path: str,
    text: str,
    asks: Sequence[str] = (),
    turns: Sequence[str] = (),
    voices: Sequence[str] = (),
    all_named: bool = False,
) -> Recognised:
    """How the transcript at `path` (whose ending says what it is) is laid out.

    `asks` are labels known to ask, `turns` forms in which turns begin, if somebody says so; `voices` are
    labels that speak for certain; with `all_named` there are no others.

    Raises NotRecognisedError when it is no interview, or none that can be told from its text.
    """
    lines = text.split("\n")
    if all_named:
        return _known_by_format(path, text, Layout(turns=tuple(turns), heals=False), voices, asks)
    _refuse_at_sight(text, lines)
    body = text.count("\n", 0, found.end()) if (found := _FRONT.match(text)) else 0
    layout, labels, doubts = laid_out(path, lines, body, tuple(turns), asks)
    layout = replace(layout, turns=(*layout.turns, *filter(goes_on, turns)))
    labels = [*labels, *(voice for voice in voices if voice not in labels)]
    layout, more = trimmed(path, lines, layout, labels)
    return _settled(path, text, layout, labels, [*doubts, *more], tuple(asks))


def _known_by_format(path: str, text: str, layout: Layout, voices: Sequence[str], asks: Sequence[str]) -> Recognised:
    """Who asks, where nothing else has to be found out."""
    if (words := words_in(text)) < FEWEST_WORDS:
        raise NotRecognisedError("is-short", words=words)
    if len(voices) == 1:
        raise NotRecognisedError("one-named", label=voices[0])
    return _settled(path, text, layout, voices, [], tuple(asks))


def _refuse_at_sight(text: str, lines: Sequence[str]) -> None:
    words = words_in(text)
    if len(re.findall(r"</?(?:p|div|span|br|html|body|td|li)\b", text)) > max(5, words // 100):
        raise NotRecognisedError("is-html")
    if words < FEWEST_WORDS:
        raise NotRecognisedError("is-short", words=words)
    short = [line for line in lines if len(line) < 80]
    acts, enters = (sum(bool(sign.match(line)) for line in short) for sign in (_ACT, _ENTERS))
    if acts > 1 and (acts > 3 or enters):
        raise NotRecognisedError("is-play")
    numbers = [int(found[0]) for line in lines if line.strip() and (found := re.match(r"\s*\d{1,3}(?=\s)", line))]
    if len(numbers) > 0.7 * sum(bool(line.strip()) for line in lines) and _count_up(numbers):
        raise NotRecognisedError("line-numbers")


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of lines: each one more than the one before, or a page's first."""
    steps = [after - before for before, after in pairwise(numbers)]
    return sum(step == 1 for step in steps) > 0.8 * len(steps)


def _settled(
    path: str, text: str, layout: Layout, labels: Sequence[str], doubts: list[Doubt], asks: tuple[str, ...]
) -> Recognised:
    """Reads the transcript as an edition would, and answers by the look what it asks, each answer a doubt."""
    names, others, lines = list(labels), list[str](), text.split("\n")
    for _ in range(4):
        problems, drafts = read_as_edition(path, text, layout, names, others)
        before = (layout, len(names), len(others))
        for problem in problems:
            layout = answered(problem, layout, names, others, lines, doubts)
        if before == (layout, len(names), len(others)):
            break
    layout = _without_what_is_nobodys(path, lines, drafts, layout, doubts)
    _, drafts = read_as_edition(path, text, layout, names, others)
    always = tuple(cut_paragraphs(drafts, doubts))
    doubts += second_look(lines, drafts, layout, others)
    doubts += hyphen_doubts(lines)
    told = told_above(lines[: drafts[0].line - 1] if drafts else ())
    voices, sure = voices_of(drafts, layout, asks, told, doubts)
    if layout.questions == "in turn":  # a sign that only answers had is the question's, too
        voices = tuple(replace(v, also=tuple(n for n in names if n != v.label)) if v.label else v for v in voices)
    if not any(voice.role == "interviewer" for voice in voices):
        sure = False
    seen: dict[tuple[str, int, str], Doubt] = {}
    merged = {label for voice in voices for label in voice.also}
    for doubt in doubts:
        if doubt.code == "label-speaks" and doubt.facts["label"] in merged:
            continue
        seen.setdefault((doubt.code, doubt.line, str(doubt.facts)), doubt)
    return Recognised(layout, voices, tuple(others), always, tuple(seen.values()), sure, _statement(drafts, voices))


def _without_what_is_nobodys(
    path: str, lines: Sequence[str], drafts: Sequence[Draft], layout: Layout, doubts: list[Doubt]
) -> Layout:
    """The layout by which headings between turns are told from words, and labels without any left out."""
    if line := has_headings(path, lines, drafts, layout):
        layout = replace(layout, headings=True)
        doubts.append(Doubt("headings", line, {"text": lines[line - 1].strip("# ")}))
    found = list(headings(lines, drafts))
    doubts += (Doubt("heading", line, {"text": words}) for line, words in found)
    empty = list(nothing_said(lines, drafts))
    doubts += (Doubt("empty", draft.line, {"label": draft.label}) for _, draft in empty)
    return replace(
        layout,
        heading_lines=(*layout.heading_lines, *(line for line, _ in found)),
        ignore=(*layout.ignore, *(line for line, _ in empty)),
    )


def _statement(drafts: Sequence[Draft], voices: Sequence[Voice]) -> int:
    """The words of those who answer before anybody asks."""
    roles = {label: voice.role for voice in voices for label in (voice.label, *voice.also)}
    words = 0
    for draft in drafts:
        role = draft.speaker.role if not draft.label else roles.get(draft.label, "")
        if role == "interviewer":
            return words
        if role == "speaker":
            words += sum(words_in(text) for passage in draft.passages for _, text in passage)
    return 0


__all__ = ["Doubt", "NotRecognisedError", "Recognised", "Voice", "recognise"]
