"""How turns begin and what a paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import UNSPACED
from importer.detect.alternating import alternation, opens_both_sides
from importer.detect.findings import Doubt, NotRecognisedError
from importer.detect.known import ASKS_SOMEWHERE, is_dash, is_mark, known
from importer.detect.labelled import accepted_labels, chosen_hits, is_letter, is_plausible, seen_labels, take_turns
from importer.detect.shapes import BARE, SHAPES, WEAK, Hit, hits_in
from importer.detect.unlabelled_questions import set_apart, unlabelled
from importer.model import Layout

FEWEST_TURNS = 4


def laid_out(
    path: str, lines: Sequence[str], body: int, forms: tuple[str, ...], asks: Sequence[str] = ()
) -> tuple[Layout, list[str], list[Doubt]]:
    """The forms of turns and the labels that open them; `forms` are given or looked for."""
    hits = list(hits_in(lines, body, forms))
    accepted, once = accepted_labels(hits, lines, form_is_known=bool(forms))
    turns = chosen_hits(hits, accepted, lines)
    asked = None if forms else set_apart(path, lines, body)
    labelled = len(turns)
    voices = {hit.label for hit in turns}
    kinds = {known(label) for label in voices}
    named = asked is not None and kinds == {"asks"} and labelled >= asked[1]
    if (
        asked
        and not named
        and (labelled < FEWEST_TURNS or asked[1] > 1.5 * labelled or (len(voices) == 1 and "asks" not in kinds))
    ):
        keep = [hit for hit in turns if asked[1] <= 2 * labelled and known(hit.label) == "answers"]
        return _layout(keep, lines, asked[0]), sorted({hit.label for hit in keep}), []
    if labelled < FEWEST_TURNS and not named and not (labelled >= 2 and (forms or {"asks", "answers"} <= kinds)):
        written = sum(bool(line.strip()) for line in lines)
        if written < FEWEST_TURNS:
            raise NotRecognisedError("is-one-line", lines=written)
        raise NotRecognisedError("no-turns", found=seen_labels(hits))
    closing = any(hit.shape.endswith("**") for hit in turns)
    dashes = Counter(hit.label for hit in turns if is_dash(hit.label))
    if len(voices) == 1 or (len(voices) == len(dashes) and not take_turns(turns)):
        label = max(dashes, key=lambda one: dashes[one]) if dashes else min(voices)
        share = sum(bool(ASKS_SOMEWHERE.search(lines[hit.line - 1])) for hit in turns) / labelled
        if is_mark(label) and opens_both_sides(turns, lines):
            return _layout(turns, lines, "in turn"), sorted(voices), alternation(turns, lines, asks)
        if is_mark(label) and share < 0.5:
            raise NotRecognisedError("dashes", label=label, line=turns[0].line)
        if known(label) != "asks" and share < 0.5:
            raise NotRecognisedError("one-voice", label=label, turns=labelled)
        return (
            _layout(turns, lines, "" if closing else "labels"),
            sorted(voices),
            [Doubt("answers-unlabelled", turns[0].line, {"label": label})],
        )
    doubts = [Doubt("label-speaks", hit.line, {"label": hit.label}) for hit in once if hit.label in voices]
    words = _words(hits, turns)
    doubts += _words_doubts(words, turns)
    if bare := unlabelled("bold", lines, [hit.line for hit in turns]):
        doubts.append(Doubt("bold-unlabelled", bare[0], {"count": len(bare)}))
    layout = _layout(turns, lines, "bold" if bare else "")
    words_in_form = sorted({hit.line for hit in words if hit.shape in {turn.shape for turn in turns}})
    return replace(layout, text_lines=tuple(words_in_form)), sorted(voices), doubts


def _words(hits: Sequence[Hit], turns: Sequence[Hit]) -> list[Hit]:
    """Paragraphs among the turns that begin with a letter which is a label elsewhere, and here a word."""
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


def _words_doubts(words: Sequence[Hit], turns: Sequence[Hit]) -> Iterator[Doubt]:
    """By label, where such words might be another voice, or where other labels have no sign either."""
    shapes = {hit.shape for hit in turns}
    for label in dict.fromkeys(hit.label for hit in words):
        found = [
            hit
            for hit in words
            if hit.label == label
            and (hit.shape in shapes or [turn.label for turn in turns if turn.line < hit.line][-1] != label)
        ]
        if found:
            yield Doubt("bare-word", found[0].line, {"label": label, "count": len(found)})


def _layout(turns: Sequence[Hit], lines: Sequence[str], questions: str) -> Layout:
    counts = Counter(hit.shape for hit in turns)
    forms = tuple(shape for shape in dict.fromkeys((*SHAPES, "# {speaker}", *counts)) if counts[shape])
    plain = tuple(_spelt(form, turns, lines) for form in forms)
    return Layout(
        turns=plain,
        questions=questions,
        every_line=_every_line(lines, questions, {hit.line for hit in turns}),
        heals=False,
    )


def _spelt(form: str, turns: Sequence[Hit], lines: Sequence[str]) -> str:
    """The form as the text has it: with its own colon, so that an editor knows it again."""
    here = [lines[hit.line - 1] for hit in turns if hit.shape == form]
    return (
        form.replace(":", "：")
        if here and sum("：" in line for line in here) > len(here) / 2 and "**:" not in form and ":**" not in form
        else form
    )


def _every_line(lines: Sequence[str], questions: str, turns: Collection[int]) -> bool:
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
    return width > 130 or full < 0.7 * len(pairs)
