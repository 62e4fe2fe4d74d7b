"""What the transcript asks when it is read as an edition would, answered by the look, each answer a doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import Speaker
from edition.problems import Problem, Problems
from importer.detect.findings import Doubt
from importer.detect.forms import forms_of
from importer.detect.join_lines import hyphens
from importer.detect.known import known
from importer.detect.names import looks_like_name, style
from importer.detect.page_breaks import ends_sentence
from importer.detect.shapes import WEAK
from importer.detect.turns import Draft, read_turns
from importer.model import Layout


def read_as_edition(
    path: str, text: str, layout: Layout, labels: Sequence[str], others: Sequence[str]
) -> tuple[list[Problem], list[Draft]]:
    """The problems and the turns that an edition would have."""
    speakers = [Speaker(label, "speaker", label, "", label) for label in labels]
    if layout.questions in ("bold", "italics") or layout.questions.startswith("headings"):
        speakers = [Speaker("", "interviewer", "?", "", ""), *(speakers or [Speaker("", "speaker", "!", "", "")])]
    elif layout.questions in ("labels", "in turn"):
        asker = replace(speakers[0], role="interviewer", also=tuple(labels[1:]))
        speakers = [asker, Speaker("", "speaker", "!", "", "")]
    elif any(form.endswith("**") for form in layout.turns) and len(speakers) == 1:
        speakers = [replace(speakers[0], role="interviewer"), Speaker("", "speaker", "!", "", "")]
    problems = Problems()
    _, _, drafts = read_turns(path, text, speakers, replace(layout, not_speakers=tuple(others)), problems)
    return list(problems), drafts


def answered(
    problem: Problem, layout: Layout, names: list[str], others: list[str], lines: Sequence[str], doubts: list[Doubt]
) -> Layout:
    """The layout that answers a problem; `names`, `others` and `doubts` grow."""
    line, facts = problem.place.line, problem.facts
    label = str(facts.get("label", ""))
    match problem.code:
        case "speaker-unknown" if label not in names and label not in others:
            alike = Counter(style(name) for name in names).most_common(1)
            named = looks_like_name(label) and known(label) != "nobody" and alike and style(label) == alike[0][0]
            several = len(label.split()) > 1 or known(label) or style(label) != "title"
            (names if named and several else others).append(label)
            doubts.append(Doubt("label-speaks" if named and several else "label-is-text", line, {"label": label}))
        case "turn-otherwise":
            doubts.append(Doubt("another-form", line, {"label": label, "form": facts["form"]}))
            if "- {text}" in str(facts["form"]):
                return replace(layout, text_lines=(*layout.text_lines, line))
            turns = forms_of(layout.turns, layout.questions)
            return replace(layout, turns=tuple(dict.fromkeys((*turns, str(facts["form"])))))
        case "turn-in-sentence":
            weak = not any(form != "{speaker} {text}" and form not in WEAK for form in layout.turns)
            doubts.append(Doubt("in-sentence-text" if weak else "in-sentence-turn", line, {"label": label}))
            if weak:
                return replace(layout, text_lines=(*layout.text_lines, line))
            return replace(layout, turn_lines=(*layout.turn_lines, line))
    return layout


def cut_paragraphs(drafts: Sequence[Draft], doubts: list[Doubt]) -> Iterator[int]:
    """Lines on which a paragraph goes on that a page break has cut."""
    for draft in drafts:
        for number, (before, after) in enumerate(pairwise(draft.passages), 1):
            (line, text), end = after[0], before[-1][1]
            if draft.times[number]:  # a time of its own is no accident of a page
                continue
            if not ends_sentence(end) and end[-1:] not in ")]）】*_" and text[:1].islower():
                doubts.append(Doubt("page-break", line, {"before": end[-30:], "after": text[:30]}))
                yield line


def hyphen_doubts(lines: Sequence[str]) -> Iterator[Doubt]:
    """Words that may be cut by the end of a line."""
    for number, (line, after) in enumerate(pairwise(lines), 1):
        if after.strip() and hyphens(f"{line.rstrip()}\n{after.lstrip()}"):
            words = f"{line.split()[-1]}{after.split()[0]}"
            yield Doubt("hyphen", number, {"word": words})
