"""How turns begin and what a paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import UNSPACED
from importer.detect.alternating import check_alternation, opens_both_sides
from importer.detect.known import classify_label, is_dash, is_mark
from importer.detect.labelled import accept_labels, choose_hits, is_letter, is_plausible, list_seen_labels, take_turns
from importer.detect.sentences import ASKS_SOMEWHERE
from importer.detect.shapes import BARE, SHAPES, WEAK, Hit, find_hits
from importer.detect.unlabelled import find_set_apart, find_unlabelled
from importer.model import Layout
from importer.notices import Notice, RefusedError

FEWEST_TURNS = 4
"""Fewer may be accidents."""
FEWEST_ASKING = 0.5
"""The share of turns that ask something, if all have the same label: it is then the label of the questions."""
CLEARLY_MORE = 1.5
"""By which factor questions set apart must outnumber labels, so that those are taken for remarks."""

_WIDEST = 130
"""Characters of a line beyond which lines aren't wrapped by hand: typewriters and e-mail stop at 72 to 100."""
_MOSTLY_FULL = 0.7
"""The share of lines that the next word wouldn't have fitted on, from which lines are wrapped. Found by trial."""


def find_layout(
    markdown: bool, lines: Sequence[str], body: int, forms: tuple[str, ...], asks: Sequence[str]
) -> tuple[Layout, list[str], list[Notice]]:
    """Find the forms of turns and the labels that open them; `forms` are those that somebody names."""
    hits = list(find_hits(lines, body, forms))
    accepted, once = accept_labels(hits, lines, form_is_known=bool(forms))
    turns = choose_hits(hits, accepted, lines)
    labels = sorted({hit.label for hit in turns})
    kinds = {*map(classify_label, labels)}
    kind, count = (not forms and find_set_apart(markdown, lines, body)) or ("", 0)
    all_ask = kinds == {"asks"} and 0 < count <= len(turns)
    if kind and not all_ask and _has_more_questions(count, turns, kinds):
        return _find_set_apart(turns if count <= 2 * len(turns) else [], lines, kind)
    fewest = 0 if all_ask else 2 if forms or {"asks", "answers"} <= kinds else FEWEST_TURNS
    if len(turns) < fewest:
        raise _refuse(hits, lines)
    if len(labels) == 1 or (all(map(is_dash, labels)) and not take_turns(turns)):
        return _find_single_label(turns, lines, asks)
    return _find_several_labels(hits, turns, once, lines)


def _find_set_apart(turns: Sequence[Hit], lines: Sequence[str], kind: str) -> tuple[Layout, list[str], list[Notice]]:
    """Find the layout of a text in which questions are set apart; answers may have labels."""
    answers = [hit for hit in turns if classify_label(hit.label) == "answers"]
    return _describe_layout(answers, lines, kind), sorted({hit.label for hit in answers}), []


def _has_more_questions(count: int, turns: Sequence[Hit], kinds: Collection[str]) -> bool:
    """Whether questions that are set apart count more than labels, of which there are few, or only one that doesn't ask."""
    is_single = len({hit.label for hit in turns}) == 1 and "asks" not in kinds
    return len(turns) < FEWEST_TURNS or count > CLEARLY_MORE * len(turns) or is_single


def _refuse(hits: Sequence[Hit], lines: Sequence[str]) -> RefusedError:
    """Say why no turns were found."""
    written = sum(map(bool, map(str.strip, lines)))
    if written < FEWEST_TURNS:
        return RefusedError("is-one-line", lines=written)
    return RefusedError("no-turns", found=list_seen_labels(hits))


def _find_single_label(
    turns: Sequence[Hit], lines: Sequence[str], asks: Sequence[str]
) -> tuple[Layout, list[str], list[Notice]]:
    """Find the layout of a text in which all turns have the same label: it opens both sides, or only questions."""
    counts = Counter(hit.label for hit in turns)
    label, labels = max(sorted(counts), key=lambda one: counts[one]), sorted(counts)
    if is_mark(label) and opens_both_sides(turns, lines):
        return _describe_layout(turns, lines, "in turn"), labels, check_alternation(turns, lines, asks)
    share = sum(bool(ASKS_SOMEWHERE.search(lines[hit.line - 1])) for hit in turns) / len(turns)
    if is_mark(label) and share < FEWEST_ASKING:
        raise RefusedError("dashes", label=label, line=turns[0].line)
    if classify_label(label) != "asks" and share < FEWEST_ASKING:
        raise RefusedError("one-voice", label=label, turns=len(turns))
    is_closed = any(hit.shape.endswith("**") for hit in turns)
    layout = _describe_layout(turns, lines, "" if is_closed else "labels")
    return layout, labels, [Notice("answers-unlabelled", turns[0].line, {"label": label})]


def _find_several_labels(
    hits: Sequence[Hit], turns: Sequence[Hit], once: Sequence[Hit], lines: Sequence[str]
) -> tuple[Layout, list[str], list[Notice]]:
    """Find the layout of a text in which each side has a label; some questions may be bold instead."""
    labels = sorted({hit.label for hit in turns})
    notices = [Notice("label-speaks", hit.line, {"label": hit.label}) for hit in once if hit.label in labels]
    words = _find_words(hits, turns)
    notices += _report_words(words, turns)
    if bare := find_unlabelled("bold", lines, [hit.line for hit in turns]):
        notices.append(Notice("bold-unlabelled", bare[0], {"count": len(bare)}))
    layout = _describe_layout(turns, lines, "bold" if bare else "")
    shapes = {turn.shape for turn in turns}
    return replace(layout, text_lines=frozenset(hit.line for hit in words if hit.shape in shapes)), labels, notices


def _find_words(hits: Sequence[Hit], turns: Sequence[Hit]) -> list[Hit]:
    """Find paragraphs among the turns that begin with a letter which is a label elsewhere, and here a word."""
    opened, letters = {hit.line for hit in turns}, {hit.label for hit in turns if is_letter(hit.label)}
    return [
        hit
        for hit in hits
        if hit.label in letters
        and hit.shape in (BARE, *WEAK)
        and hit.line not in opened
        and hit.line > turns[0].line
        and is_plausible(hit)
    ]


def _report_words(words: Sequence[Hit], turns: Sequence[Hit]) -> Iterator[Notice]:
    """Report such words that might be another voice, or if other labels have no sign either."""
    shapes = {hit.shape for hit in turns}
    for label in dict.fromkeys(hit.label for hit in words):
        found = [
            hit
            for hit in words
            if hit.label == label
            and (hit.shape in shapes or [turn.label for turn in turns if turn.line < hit.line][-1] != label)
        ]
        if found:
            yield from (Notice("bare-word", hit.line, {"label": label}) for hit in found)


def _describe_layout(turns: Sequence[Hit], lines: Sequence[str], questions: str) -> Layout:
    counts = Counter(hit.shape for hit in turns)
    forms = tuple(shape for shape in dict.fromkeys((*SHAPES, "# {speaker}", *counts)) if counts[shape])
    plain = tuple(_spell_form(form, turns, lines) for form in forms)
    return Layout(
        turns=plain,
        questions=questions,
        every_line=_is_every_line(lines, questions, {hit.line for hit in turns}),
    )


def _spell_form(form: str, turns: Sequence[Hit], lines: Sequence[str]) -> str:
    """Write a form with the colon that the text has; after a full-width one any words may follow."""
    here = [lines[hit.line - 1] for hit in turns if hit.shape == form]
    return (
        form.replace(":", "：")
        if here and sum("：" in line for line in here) > len(here) / 2 and "**:" not in form and ":**" not in form
        else form
    )


def _is_every_line(lines: Sequence[str], questions: str, turns: Collection[int]) -> bool:
    """Whether lines are paragraphs: some follow each other without a blank one, though there was room for more."""
    pairs = [
        (line.rstrip(), after.strip())
        for number, (line, after) in enumerate(pairwise(lines), 2)
        if line.strip() and after.strip() and number not in turns and number > min(turns, default=0)
    ]
    if questions == "bold" and any(line.count("**") % 2 for line in lines):
        return False
    if not pairs:
        return any(line.strip() and after.strip() for line, after in pairwise(lines))
    width = max(len(line.rstrip()) for line in lines[min(turns, default=1) - 1 :])
    full = sum(len(line) + 1 + len(re.match(rf"[{UNSPACED}]|\S+", after)[0]) > width for line, after in pairs)  # type: ignore[index]
    return width > _WIDEST or full < _MOSTLY_FULL * len(pairs)
