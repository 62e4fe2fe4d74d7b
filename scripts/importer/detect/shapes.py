"""The forms that turns have in real transcripts, and the lines that a label in one of them may open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from importer.detect.forms import Form, compile_form, is_continuation
from importer.detect.known import MARKS, list_labels
from importer.detect.openings import match_any_label
from importer.detect.sentences import ASKS_SOMEWHERE, ends_asking, is_finished

with open(Path(__file__).parent / "shapes.yml", encoding="utf-8") as _file:
    SHAPES, ALONE, LONE, WEAK = (tuple(shapes) for shapes in yaml.safe_load(_file).values())
SEPARATED = ("{wide}{text}", "{tab}{text}")
"""How those of LONE end that a remark hardly has."""
BARE = "{speaker} {text}"
"""A letter or a sign and then the words."""
JOINED = "{speaker}{text}"
"""A sign and the words, without a space."""


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
    asks: bool
    """Whether there is a question on the line."""
    follows: bool
    """Whether the paragraph before ends with a question."""
    small: bool
    """Whether the words begin with a small letter."""

    @property
    def begins(self) -> bool:
        """Whether a turn may begin here, in the middle of no sentence."""
        return self.first or self.ends


@cache
def _compile_shapes() -> tuple[Form, ...]:
    names = "|".join(
        re.escape(label) for kind in ("asks", "answers") for label in sorted(list_labels(kind), key=len, reverse=True)
    )
    marks = rf"[{re.escape(MARKS)}]{{1,3}}(?=[^\s\d{re.escape(MARKS)}])"
    bare = rf"(?i:{names})(?![^\W\d])|[{re.escape(MARKS)}]{{1,3}}"
    forms = []
    for shape in (*SHAPES, "# {speaker}"):
        short = shape in ("{speaker} {text}", "{speaker}) {text}") or "{number}" in shape
        forms.append(compile_form(shape, marks if shape == JOINED else bare if short else match_any_label(shape)))
    return tuple(forms)


def find_hits(lines: Sequence[str], body: int, forms: tuple[str, ...]) -> Iterator[Hit]:
    """Every line with every shape that it fits."""
    before, follows = "", False
    shapes = (
        tuple(compile_form(form, match_any_label(form)) for form in forms if not is_continuation(form))
        or _compile_shapes()
    )
    for number, line in enumerate(lines, 1):
        asks = bool(ASKS_SOMEWHERE.search(line))
        if number > body and line.strip():
            for form in shapes:
                found = form.pattern.match(line)
                if not found:
                    continue
                label = " ".join(found["speaker"].replace("**", " ").split()).strip()
                words = line[found.end() :]
                if label and not words.startswith("//"):
                    small = words[:1].islower()
                    yield Hit(number, form.text, label, not before.strip(), is_finished(before), asks, follows, small)
        before = line
        follows = ends_asking(line) if line.strip() else follows
