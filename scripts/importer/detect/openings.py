"""What opens a turn: a listed label in one of the given forms, at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from importer.detect.forms import BOLD, Form, compile_form, is_continuation, match_labels
from importer.detect.names import LONGEST, find_style, looks_like_name

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
BARE = ("{speaker} {text}", "{speaker}{text}")
"""Forms that would take any paragraph which begins with a name for a turn."""

_BOLD = rf"(?:[^*\n]|\*\*[^\S\n]+\*\*){{1,{LONGEST}}}?"
_PLAIN = rf"[《「『]?[^\W\d_](?:[^:：\n*]{{0,{LONGEST}}}?[^\s:：*])??"
_STOPPED = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Prof|Mme|Hr|Fr|Sra?)\.[^\S\n]+)?[^\W\d_][^.:：\n*]{0,60}?"
"""A label before a full stop, which may have one of its own."""
_COLUMN = r"[^\W\d_](?:(?!\t|   )[^:：\n*]){0,60}?"
"""A label in a column of its own."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a turn on a line."""

    label: str
    """White space folded."""
    form: Form
    time: str
    end: int
    """Where the words begin in the line."""
    line: str


def is_bare_label(label: str) -> bool:
    """Whether a label needs no colon and the like: a letter, or a sign."""
    return len(label.rstrip(".")) == 1 or not any(char.isalpha() for char in label)


def match_any_label(form: str) -> str:
    """Write a pattern for any label in a form."""
    if re.search(r"\{speaker\}\.", form):
        return _STOPPED
    if "{tab}" in form:
        return _COLUMN
    return _BOLD if "**" in form else _PLAIN


class Openings:
    """Looks for what opens a turn, with given labels and forms; `others` look like labels and are text."""

    def __init__(self, labels: Iterable[str], others: Collection[str], forms: Iterable[str]) -> None:
        labels = frozenset(labels)
        self._others = others
        self._styles = {find_style(label) for label in labels}
        self._timed = [compile_form(form) for form in forms if is_continuation(form)]
        opening = [form for form in forms if not is_continuation(form)]
        bare, listed = match_labels(filter(is_bare_label, labels)), match_labels(labels)
        self._listed = [compile_form(form, bare if form in BARE else listed) for form in opening]
        self._any = [compile_form(form, match_any_label(form)) for form in opening if _is_telling(form)]
        self._in_other_forms = [compile_form(form, f"(?i:{listed})") for form in OTHERS] if labels else []

    def find(self, line: str) -> Opening | None:
        """Find a listed label in a given form."""
        return next(self._find_all(self._listed, line), None)

    def find_unlisted(self, line: str) -> Opening | None:
        """Find a label that isn't listed, in a given form."""
        for found in self._find_all(self._any, line):
            is_exact = "{speaker}:" in found.form.text or "**" in found.form.text
            is_name = "**" in found.form.text or looks_like_name(found.label)
            if is_name and (is_exact or find_style(found.label) in self._styles):
                return found
        return None

    def find_in_another_form(self, line: str) -> Opening | None:
        """Find a listed label in a form that isn't given."""
        return next(self._find_all(self._in_other_forms, line), None)

    def find_time(self, line: str) -> tuple[str, int]:
        """Find the time of a paragraph in which the same voice goes on, and where its words begin."""
        found = next(filter(None, (form.pattern.match(line) for form in self._timed)), None)
        return (found["time"], found.end()) if found else ("", 0)

    def _find_all(self, forms: Iterable[Form], line: str) -> Iterator[Opening]:
        for form in forms:
            if found := form.pattern.match(line):
                label = " ".join(found["speaker"].replace("**", " ").split())
                if label not in self._others:
                    yield Opening(label, form, found.groupdict().get("time") or "", found.end(), line)


def _is_telling(form: str) -> bool:
    """Whether the form alone tells a label from other words."""
    return bool(re.search(r"[:*#(\[]|\{speaker\}\. ", form))
