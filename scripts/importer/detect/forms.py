"""How a turn begins: forms such as `**{speaker}:** {text}`, as somebody would write one down.

`{speaker}` stands for a label, `{time}` for a time code, `{number}` for any number, `{remark}`
for what a bracket says; `{text}` for the words, or nothing where they begin on the next line.
What follows `{text}` stands behind the words of the turn. White space may be missing or of any
kind, except between two of these; a colon, a dash or a bracket may be the full-width or long one.
`{tab}` is one, or three spaces; `{wide}` is a space as wide as a Chinese character.
A form without `{speaker}`, such as `[{time}] {text}`, begins a paragraph in which the same voice goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

BOLD = "**{speaker}:** {text}"
"""What opens a turn unless the layout says otherwise."""
HOLES = ("speaker", "time", "number", "remark", "tab", "wide", "text")

_HOLE = re.compile(rf"\{{({'|'.join(HOLES)})\}}")
_SPACE = r"[^\S\n]"
_BOLD = r"(?:\*\*|__)"
_LITERALS = {
    ":**": rf"(?:{_SPACE}*[:：]{_SPACE}*{_BOLD}|{_SPACE}*{_BOLD}{_SPACE}*[:：])",
    ".**": rf"(?:\.{_SPACE}*{_BOLD}|{_BOLD}{_SPACE}*\.)",
    ":*": rf"(?:{_SPACE}*[:：]{_SPACE}*[*_]|[*_]{_SPACE}*[:：])",
    "**": rf"{_BOLD}{_SPACE}*",
    "*": r"[*_]",
    ":": rf"{_SPACE}*[:：]",
    "-": "[-‐‑–—―−]",
    "[": r"\\?[\[【［]",
    "]": r"\\?[\]】］]",
    "(": "[(（]",
    ")": "[)）]",
    "#": "#{1,6}",
}
_LITERAL = re.compile("|".join(re.escape(text) for text in _LITERALS) + r"|\s+|.")
_TIME = r"(?P<time>\d{1,2}(?:[:：]\d{2}){1,2}(?:[.,]\d{1,3})?)"
_RUNS = rf"(?:{_SPACE}+|{_SPACE}*\*\*{_SPACE}+\*\*{_SPACE}*)"
"""White space, also between two bold runs."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that can be looked for."""

    text: str
    """As it is written in shapes.yml."""
    pattern: re.Pattern[str]
    """Matches at a line's beginning, up to where the words begin."""
    closing: str
    """What stands behind the words: `**` where the whole question is bold; empty in most forms."""


def check_form(form: str) -> str:
    """Check a form that somebody names, and return it. Raises ValueError if it is none."""
    if unknown := re.search(r"\{[^{}]*\}?|\}", _HOLE.sub("", form)):
        raise ValueError(
            f"“{unknown[0]}” is unknown; the placeholders are {', '.join(f'{{{name}}}' for name in HOLES)}"
        )
    if form.count("{speaker}") != 1 and not is_continuation(form):
        raise ValueError(f"“{form}” must have {{speaker}} once, as in “{{speaker}} > {{text}}”")
    return form


def is_continuation(form: str) -> bool:
    """Whether a form opens no turn, but only says when a paragraph was said."""
    return "{speaker}" not in form and "{time}" in form and form.endswith("{text}")


def list_forms(turns: tuple[str, ...], questions: str) -> tuple[str, ...]:
    """List the forms in which turns begin."""
    return turns or (() if questions else (BOLD,))


def match_labels(labels: Iterable[str]) -> str:
    """Write a pattern for any of these labels, the longest first, their white space of any kind."""
    ordered = sorted(labels, key=lambda label: (-len(label), label))
    written = "|".join(_RUNS.join(map(re.escape, label.split())) for label in ordered)
    return written or "(?!)"


@lru_cache(maxsize=512)
def compile_form(form: str, speaker: str = "") -> Form:
    """Compile a form, with a pattern for its speakers if it has any."""
    opening, _, closing = form.partition("{text}")
    parts = _HOLE.split(opening)
    out = [rf"{_SPACE}*"]
    for index, part in enumerate(parts):
        if index % 2:
            out.append(_match_hole(part, speaker))
            continue
        between = index > 0 and (index < len(parts) - 1 or "{text}" in form)
        for found in _LITERAL.findall(part):
            if found.isspace():
                out.append(f"{_SPACE}+" if between and part.isspace() else f"{_SPACE}*")
            else:
                out.append(_LITERALS.get(found) or re.escape(found))
    out.append(f"{_SPACE}*" if "{text}" in form else rf"{_SPACE}*\\?$")
    return Form(form, re.compile("".join(out), re.M), closing.strip())


def _match_hole(name: str, speaker: str) -> str:
    match name:
        case "speaker":
            return f"(?P<speaker>{speaker})"
        case "time":
            return _TIME
        case "number":
            return r"\d{1,4}"
        case "tab":
            return rf"(?:\t|{_SPACE}{{3}}){_SPACE}*"
        case "wide":
            return "\u3000"
    return r"[^()\[\]（）\n]{0,80}?"
