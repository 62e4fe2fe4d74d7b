"""The forms that turns have in real transcripts, and the lines that a label in one of them may open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...model.forms import Form, compiled, goes_on
from ..healing import ends_sentence
from ..openings import ANY
from .known import MARKS, labels_that

SHAPES = (
    "**{speaker}:** [{time}] {text}",
    "**{speaker}:** ({time}) {text}",
    "**{speaker} ({time}):** {text}",
    "**{speaker} [{time}]:** {text}",
    "**[{time}] {speaker}:** {text}",
    "[{time}] **{speaker}:** {text}",
    "**{speaker}** ({time}): {text}",
    "**{speaker}** [{time}]: {text}",
    "**{speaker}**: [{time}] {text}",
    "**{speaker}** ({time})",
    "**{speaker}** {time}",
    "*{speaker} ({time})*: {text}",
    "*{speaker} ({time}):* {text}",
    "# {speaker} ({time})",
    "[{time}] {speaker}: {text}",
    "({time}) {speaker}: {text}",
    "{time} {speaker}: {text}",
    "{speaker} ({time}): {text}",
    "{speaker} [{time}]: {text}",
    "{speaker}: [{time}] {text}",
    "{speaker}: ({time}) {text}",
    "{speaker} ({time})",
    "{speaker} {time}",
    "**{speaker}:** {text}",
    "*{speaker}:* {text}",
    "**{speaker}{number}: {text}**",
    "**{speaker}: {text}**",
    "**{speaker}. {text}**",
    "**{speaker}** - {text}",
    "**{speaker}.** {text}",
    "**{speaker}**",
    "# {speaker}:",
    "{speaker}{number}: {text}",
    "{speaker}{number}. {text}",
    "{speaker} ({remark}): {text}",
    "{speaker}: {text}",
    "{speaker} - {text}",
    "{speaker}. {text}",
    "{speaker}) {text}",
    "{speaker} {text}",
)
"""Forms that real transcripts have, those that say more first."""


ALONE = (
    "**{speaker}**",
    "{speaker} ({time})",
    "{speaker} {time}",
    "**{speaker}** ({time})",
    "**{speaker}** {time}",
    "# {speaker}",
    "# {speaker} ({time})",
)


_STOPS = ("{speaker}. {text}", "**{speaker}. {text}**", "**{speaker}.** {text}")


_STOPPED = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Prof|Mme|Hr|Fr|Sra?)\.[^\S\n]+)?[^\W\d_][^.:：\n*]{0,60}?"
"""A label before a full stop, which may have one of its own."""


WEAK = ("{speaker} - {text}", "{speaker}. {text}", "{speaker}) {text}", "{speaker}{number}. {text}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a label may open."""

    line: int
    shape: str
    label: str
    first: bool
    """Whether it begins a block."""
    ends: bool
    """Whether the line before ends a sentence."""


@cache
def _shapes() -> tuple[Form, ...]:
    short = "|".join(
        re.escape(label) for kind in ("asks", "answers") for label in sorted(labels_that(kind), key=len, reverse=True)
    )
    bare = rf"(?i:{short})(?![^\W\d])|[{re.escape(MARKS)}]"
    forms = []
    for shape in (*SHAPES, "# {speaker}"):
        label = (
            bare if shape in ("{speaker} {text}", "{speaker}) {text}") or "{number}" in shape else ANY["**" in shape]
        )
        forms.append(compiled(shape, _STOPPED if shape in _STOPS else label))
    return tuple(forms)


def hits_in(lines: Sequence[str], body: int, forms: tuple[str, ...]) -> Iterator[Hit]:
    """Every line with every shape that it fits."""
    before = ""
    shapes = tuple(compiled(form, ANY["**" in form]) for form in forms if not goes_on(form)) or _shapes()
    for number, line in enumerate(lines, 1):
        if number > body and line.strip():
            for form in shapes:
                found = form.pattern.match(line)
                if not found:
                    continue
                label = " ".join(found["speaker"].replace("**", " ").split()).strip()
                if label and not line[found.end() :].startswith("//"):
                    yield Hit(number, form.text, label, not before.strip(), _finished(before))
        before = line


def _finished(line: str) -> bool:
    return not line.strip() or ends_sentence(line) or line.rstrip()[-1:] in ")]）】-–—"
