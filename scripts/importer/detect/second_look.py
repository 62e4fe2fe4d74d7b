"""Look once more at the turns that were read: what was taken as somebody's words and may be something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from edition.model.text import HEADING, words_in
from importer.detect.forms import compile_form, match_labels
from importer.detect.known import classify_label
from importer.detect.labelled import is_plausible
from importer.detect.names import looks_like_name
from importer.detect.sentences import ends_asking, ends_sentence, fold_spaces, is_divided
from importer.detect.shapes import BARE, JOINED, LONE, WEAK, Hit, find_hits
from importer.detect.turns import Draft, Turns
from importer.model import Layout, Voice
from importer.notices import Notice

_SHORT_QUESTION = 40
"""Words of a paragraph that may be somebody else's question; longer ones that end in a question mostly argue."""


def look_again(lines: Sequence[str], turns: Turns, layout: Layout, voices: Sequence[Voice]) -> Iterator[Notice]:
    """Report what is left to doubt when the turns are known."""
    drafts = turns.drafts
    if drafts:
        asking = {key for voice in voices if voice.role == "interviewer" for key in voice.keys}
        yield from _report_labels_in_text(lines, drafts, turns.others)
        yield from _report_labels_inside(drafts)
        yield from _report_unlabelled_questions(drafts, asking)
        yield from _report_remarks(lines, drafts, turns.forms)
        yield from _report_headings(drafts)
        yield from _report_hyphens(lines, drafts, layout)


def _report_labels_in_text(lines: Sequence[str], drafts: Sequence[Draft], others: frozenset[str]) -> Iterator[Notice]:
    """Report lines that begin as a turn might, each label once."""
    turns, first = {draft.line for draft in drafts}, drafts[0].line
    found: set[str] = set()
    for hit in find_hits(lines[: max(draft.last_line for draft in drafts)], 0, ()):
        if hit.line in turns or hit.label in found or not (hit.label in others or _looks_like_turn(hit)):
            continue
        if hit.line > first or hit.asks:
            found.add(hit.label)
            yield Notice("label-above" if hit.line < first else "label-in-text", hit.line, {"label": hit.label})


def _looks_like_turn(hit: Hit) -> bool:
    if hit.shape in (*LONE, *WEAK, BARE, JOINED) or not hit.begins:
        return False
    return classify_label(hit.label) != "nobody" and looks_like_name(hit.label) and is_plausible(hit)


def _report_labels_inside(drafts: Sequence[Draft]) -> Iterator[Notice]:
    """Report labels within a paragraph, as a lost line break leaves them; letters and words such as “no” may be text."""
    labels = {draft.label for draft in drafts if len(draft.label) > 2 and looks_like_name(draft.label)}
    pattern = re.compile(rf"[?!.:…？！。؟][\s\"”’»)*_]*\s(?:\*\*)?({match_labels(labels)})\s*[:：]")
    for draft in drafts:
        for line, text in (piece for passage in draft.passages for piece in passage):
            if found := pattern.search(text):
                yield Notice("label-inside", line, {"label": found[1]})


def _report_unlabelled_questions(drafts: Sequence[Draft], asking: Collection[str]) -> Iterator[Notice]:
    """Report short paragraphs of those who answer that only ask: a label may be lost."""
    for draft in drafts:
        for (line, text), *more in draft.passages[1:]:
            is_short = not more and words_in(text) <= _SHORT_QUESTION
            if draft.label and draft.label not in asking and is_short and ends_asking(text):
                yield Notice("question-unlabelled", line, {"label": draft.label, "text": text})


def _report_remarks(lines: Sequence[str], drafts: Sequence[Draft], turns: Sequence[str]) -> Iterator[Notice]:
    """Report brackets beside labels, which are left out."""
    labels = match_labels({draft.label for draft in drafts})
    forms = [compile_form(form, labels) for form in turns if "{remark}" in form]
    found = [match[0] for draft in drafts for form in forms if (match := form.pattern.match(lines[draft.line - 1]))]
    if found:
        yield Notice("remarks", 0, {"count": len(found), "text": fold_spaces(found[0])})


def _report_headings(drafts: Sequence[Draft]) -> Iterator[Notice]:
    """Report headings, and what continues below one without a label in a text of several voices."""
    labels = {draft.label for draft in drafts if draft.label}
    for draft, below in pairwise((*drafts, drafts[-1])):
        if draft.speaker is HEADING:
            words = " ".join(text for passage in draft.passages for _, text in passage)
            yield Notice("heading", draft.line, {"text": words})
            if below.speaker is not HEADING and not below.label and below.passages and len(labels) > 1:
                facts = {"label": below.speaker.label, "text": " ".join(text for _, text in below.passages[0])}
                yield Notice("below-heading", below.line, facts)


def _report_hyphens(lines: Sequence[str], drafts: Sequence[Draft], layout: Layout) -> Iterator[Notice]:
    """Report words that the end of a line may have divided."""
    for number in range(drafts[0].line, drafts[-1].last_line):
        line, after = lines[number - 1 : number + 1]
        if after.strip() and number not in layout.ignored and is_divided(line, after):
            yield Notice("hyphen", number, {"word": f"{line.split()[-1]}{after.split()[0]}"})


def join_cut_paragraphs(drafts: Iterable[Draft]) -> Iterator[Notice]:
    """Join paragraphs that a page break has cut: one stops within a sentence, and the next begins with a small letter."""
    for draft in drafts:
        joined: list[list[tuple[int, str]]] = []
        times: list[str] = []
        for passage, time in zip(draft.passages, draft.times, strict=True):
            end, text = joined[-1][-1][1] if joined else "", passage[0][1]
            is_cut = not time and not ends_sentence(end) and end[-1] not in ")]）】*_" and text[:1].islower()
            if is_cut:
                yield Notice("page-break", passage[0][0], {"before": end[-30:], "after": text[:30]})
                joined[-1] = [*joined[-1], *passage]
            else:
                joined.append(passage)
                times.append(time)
        draft.passages, draft.times = joined, times
