"""Where a turn begins: a label that interview.yml lists, in the form that it gives, at the beginning of a line.

What only looks like one is no turn and no text either, but a problem: a label that isn't listed,
and a listed one in another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importer.detect.forms import BOLD, Form, compiled, forms_of, goes_on, label_pattern
from importer.detect.names import LONGEST, looks_like_name, style
from importer.model import Layout

OTHERS = (
    BOLD,
    "**{speaker}** {text}",
    "*{speaker}:* {text}",
    "*{speaker} ({time})*: {text}",
    "{speaker}: {text}",
    "{speaker} ({time}): {text}",
    "{speaker} [{time}]: {text}",
    "[{time}] {speaker}: {text}",
    "# {speaker}:",
    "{speaker} - {text}",
)
"""Forms in which a known label is no accident."""

_BOLD = rf"(?:[^*\n]|\*\*[^\S\n]+\*\*){{1,{LONGEST}}}?"
_PLAIN = rf"[《「『]?[^\W\d_](?:[^:：\n*]{{0,{LONGEST}}}?[^\s:：*])??"
_STOPPED = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Prof|Mme|Hr|Fr|Sra?)\.[^\S\n]+)?[^\W\d_][^.:：\n*]{0,60}?"
"""A label before a full stop, which may have one of its own."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a turn on a line."""

    label: str
    """White space folded."""
    form: Form
    time: str
    end: int
    """Where the words begin in the line."""


_COLUMN = r"[^\W\d_](?:(?!\t|   )[^:：\n*]){0,60}?"
"""A label in a column of its own."""


BARE = ("{speaker} {text}", "{speaker}{text}")
"""Forms that would take any paragraph which begins with a name for a turn."""


def stands_bare(label: str) -> bool:
    """Whether a label needs no colon and the like: a letter, or a sign."""
    return len(label.rstrip(".")) == 1 or not any(char.isalpha() for char in label)


def any_label(form: str) -> str:
    """A pattern for any label in a form."""
    if re.search(r"\{speaker\}\.", form):
        return _STOPPED
    if "{tab}" in form:
        return _COLUMN
    return _BOLD if "**" in form else _PLAIN


class Openings:
    """Looks for what opens a turn, with the labels and the forms of an interview."""

    def __init__(self, labels: Iterable[str], not_speakers: Iterable[str], layout: Layout) -> None:
        self.labels = frozenset(labels)
        self._not = frozenset(not_speakers)
        self._text_lines = frozenset(layout.text_lines)
        self._styles = {style(label) for label in self.labels}
        self._going_on = [compiled(text) for text in layout.turns if goes_on(text)]
        texts = [text for text in forms_of(layout.turns, layout.questions) if not goes_on(text)]
        bare = label_pattern(label for label in self.labels if stands_bare(label))
        known = label_pattern(self.labels)
        self._forms = [compiled(text, bare if text in BARE else known) for text in texts]
        self._any = [compiled(text, any_label(text)) for text in texts if _tells(text)]
        self._others = [compiled(text, f"(?i:{known})") for text in OTHERS] if self.labels else []

    def at(self, number: int, line: str) -> Opening | None:
        """A listed label in a given form."""
        return None if number in self._text_lines else next(self._found(self._forms, line), None)

    def unlisted(self, number: int, line: str) -> Opening | None:
        """A label that isn't listed, in a given form."""
        for found in () if number in self._text_lines else self._found(self._any, line):
            if found.label in self._not:
                continue
            if "**" in found.form.text or looks_like_name(found.label):
                exact = "{speaker}:" in found.form.text or "**" in found.form.text
                if exact or style(found.label) in self._styles:
                    return found
        return None

    def otherwise(self, number: int, line: str) -> Opening | None:
        """A listed label in a form that isn't given."""
        return None if number in self._text_lines else next(self._found(self._others, line), None)

    def going_on(self, line: str) -> tuple[str, int]:
        """The time of a paragraph in which the same voice goes on, and where its words begin."""
        found = next(filter(None, (form.pattern.match(line) for form in self._going_on)), None)
        return (found["time"], found.end()) if found else ("", 0)

    def _found(self, forms: Iterable[Form], line: str) -> Iterator[Opening]:
        for form in forms:
            if found := form.pattern.match(line):
                label = " ".join(found["speaker"].replace("**", " ").split())
                if label not in self._not:
                    yield Opening(label, form, found.groupdict().get("time") or "", found.end())


def _tells(form: str) -> bool:
    """Whether the form alone tells a label from other words."""
    return bool(re.search(r"[:*#(\[]|\{speaker\}\. ", form))
