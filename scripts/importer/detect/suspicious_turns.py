"""What was read as somebody's words and may be something else: the turns looked at once more, for whatever no rule asks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model.text import HEADING
from importer.detect.findings import Doubt
from importer.detect.forms import compiled, label_pattern
from importer.detect.known import ends_asking, known
from importer.detect.labelled import is_plausible
from importer.detect.names import looks_like_name, means
from importer.detect.shapes import BARE, JOINED, LONE, WEAK, hits_in
from importer.detect.trimming import plain
from importer.detect.turns import Draft
from importer.model import Layout

_MOST = 12
"""Lines of one kind that are shown; the rest is counted."""


def second_look(
    lines: Sequence[str], drafts: Sequence[Draft], layout: Layout, others: Sequence[str]
) -> Iterator[Doubt]:
    """Every doubt that is left when the turns are known."""
    if drafts:
        yield from _labels_in_text(lines, drafts, others)
        yield from _unlabelled_questions(drafts)
        yield from _remarks(lines, drafts, layout)
        yield from _after_headings(drafts)


def _labels_in_text(lines: Sequence[str], drafts: Sequence[Draft], others: Sequence[str]) -> Iterator[Doubt]:
    """Lines that begin as a turn might, and are read as words of another, or left out above the first turn."""
    turns = {draft.line for draft in drafts}
    first, last = drafts[0].line, max(line for draft in drafts for line in (draft.line, *_lines(draft)))
    found: dict[str, Doubt] = {}
    for hit in hits_in(lines[:last], 0, ()):
        if (
            hit.line in turns
            or hit.label in (*others, *found)
            or hit.shape in (*LONE, *WEAK, BARE, JOINED)
            or not (hit.first or hit.ends)
            or known(hit.label) == "nobody"
            or not looks_like_name(hit.label)
            or not is_plausible(hit)
        ):
            continue
        if hit.line < first and not hit.asks:
            continue
        code = "label-above" if hit.line < first else "label-in-text"
        found[hit.label] = Doubt(code, hit.line, {"label": hit.label})
    yield from list(found.values())[:_MOST]
    if len(found) > _MOST:
        yield Doubt("labels-in-text", 0, {"count": len(found) - _MOST})


def _unlabelled_questions(drafts: Sequence[Draft]) -> Iterator[Doubt]:
    """A paragraph that asks, at the end of a turn after which the same voice gets another label: whose is it?"""
    for draft, after in pairwise(drafts):
        same = draft.label == after.label or means(draft.label, after.label) or means(after.label, draft.label)
        if draft.label and draft.speaker.label and same and len(draft.passages) > 1:
            line, text = draft.passages[-1][-1]
            if ends_asking(text):
                yield Doubt("question-unlabelled", line, {"label": draft.label, "text": text})


def _remarks(lines: Sequence[str], drafts: Sequence[Draft], layout: Layout) -> Iterator[Doubt]:
    """What stands in a bracket beside a label, which no page shows."""
    forms = [
        compiled(form, label_pattern({draft.label for draft in drafts})) for form in layout.turns if "{remark}" in form
    ]
    found = [(draft.line, form.pattern.match(lines[draft.line - 1])) for draft in drafts for form in forms]
    remarks = [(line, plain(match[0])) for line, match in found if match]
    if remarks:
        line, text = remarks[0]
        yield Doubt("remarks", line, {"count": len(remarks), "text": text})


def _after_headings(drafts: Sequence[Draft]) -> Iterator[Doubt]:
    """What goes on below a heading where every turn has a label: words of the same voice, or of nobody here."""
    labels = {draft.label for draft in drafts if draft.label}
    for heading, draft in pairwise(drafts):
        if heading.speaker is HEADING and not draft.label and draft.speaker is not HEADING and len(labels) > 1:
            words = " ".join(text for _, text in draft.passages[0]) if draft.passages else ""
            yield Doubt("below-heading", draft.line, {"label": draft.speaker.label, "text": words})


def _lines(draft: Draft) -> Iterator[int]:
    return (line for passage in draft.passages for line, _ in passage)
