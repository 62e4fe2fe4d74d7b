"""Editors' notes, written like replies to an e-mail: quote the words, write below.

    > the noted words

    **Context.** The note.

    Sources: [“Title”, Publisher, date](https://…)

What follows a quote, up to the next one, is the note about it. Which passage the words
stand in is not looked up here: see checking/anchoring.py.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..labels import KINDS, Labels
from ..model import NoteText
from ..problems import Place, Problem, did_you_mean, quoted

LONG = 120
"""Words of a note beyond which its editor is warned."""

_PASSAGE = re.compile(r"¶\s*(\d{1,6})\.(\d{1,6})\s*")
_KIND = re.compile(r"\*\*\s*([^*\n]+?)\s*[.:]?\s*\*\*[.:]?\s*")
_ITEM = re.compile(r"[-*+]\s+")
_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_ADDRESS = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#:]\S*)?")

_REFUSED = (
    (re.compile(r"<(?=[A-Za-z/!?])"), "HTML, which is refused in notes so that nothing can break or spy on a page; write Markdown, and &lt; for the sign itself"),
    (re.compile(r"-+8<-+"), "the command to take in another file, which notes can't use; delete it"),
    (re.compile(r"\{"), "a curly bracket, which would change the page instead of being shown; write &#123; for it"),
    (re.compile(r"!\["), "a picture, which notes can't have; link to it instead"),
    (re.compile(r"^ {0,3}(?:#{1,6}\s|(?:={3,}|-{3,}|\*{3,}|_{3,})\s*$)"), "a heading or a line across the page, which notes can't have; use a paragraph"),
    (re.compile(r"^\s*\[[^\]]*\]:\s"), "a link definition; write the address inside the link, [title](https://…)"),
    (re.compile(r"^\s*\[TOC\]\s*$"), "the command for a table of contents; delete it"),
    (re.compile(r"^ {0,3}(?:```|~~~)"), "a block of code, which notes can't have; use a paragraph"),
)  # fmt: skip


_SIGNS = ("<", "{", "![", "8<", "#", "===", "---", "***", "___", "]:", "[TOC]", "```", "~~~")
"""One of them is in every text that _REFUSED refuses, and in few others: most notes need no second look."""


def named_passage(quote: str) -> tuple[tuple[int, int] | None, str]:
    """Question and passage, if the quote begins with them (`¶3.4`), and the words."""
    match = _PASSAGE.match(quote)
    return ((int(match[1]), int(match[2])), quote[match.end() :]) if match else (None, quote)


def check_source(source: str, place: Place, problems: list[Problem]) -> None:
    """A source outside a note, in one line of Markdown, keeps to the same rules."""
    _check_markdown(place.path, [(place.line, source)], problems)


def read_notes(text: str, path: str, first_line: int, labels: Labels, problems: list[Problem]) -> tuple[NoteText, ...]:
    """The notes of an editorial file; `text` is what follows its front matter, from `first_line` on."""
    notes = []
    for place, quote, lines in _replies(text, path, first_line, problems):
        note = _note(place, quote, lines, labels, problems)
        if note is not None:
            notes.append(note)
    return tuple(notes)


def _replies(
    text: str, path: str, first_line: int, problems: list[Problem]
) -> Iterator[tuple[Place, str, list[tuple[int, str]]]]:
    """Each quote with the lines that answer it, numbered."""
    quote: list[str] = []
    reply: list[tuple[int, str]] = []
    start, quoting, stray = 0, False, False
    for number, line in enumerate(text.split("\n"), first_line):
        if line.startswith(">"):
            if not quoting:
                if start:
                    yield Place(path, start), " ".join(" ".join(quote).split()), reply
                quote, reply, start = [], [], number
            quoting = True
            quote.append(line.lstrip("> "))
            continue
        quoting = False
        if start:
            reply.append((number, line))
        elif line.strip() and not stray:
            stray = True
            problems.append(
                Problem(
                    Place(path, number),
                    f"{quoted(line)} stands before the first quote; begin a note with the words it is about, on a line that begins with “> ”",
                )
            )
    if start:
        yield Place(path, start), " ".join(" ".join(quote).split()), reply


def _note(
    place: Place, quote: str, lines: list[tuple[int, str]], labels: Labels, problems: list[Problem]
) -> NoteText | None:
    named, quote = named_passage(quote)
    if not quote:
        problems.append(Problem(place, "the quote is empty; write the words that the note is about after “> ”"))
        return None
    while lines and not lines[-1][1].strip():
        lines.pop()
    _check_markdown(place.path, lines, problems)
    body, sources = _parts(place, lines, labels, problems)
    kind, body = _kind(place, body, labels, problems)
    words = len(body.split())
    if not words and kind:
        problems.append(Problem(place, f"the note on {quoted(quote)} says nothing; write what a reader should know"))
    if words > LONG:
        problems.append(
            Problem(
                place,
                f"the note on {quoted(quote)} has {words} words; more than {LONG} are seldom read. Shorten or split it",
                fatal=False,
            )
        )
    return NoteText(quote, named, kind, body, sources, place)


def _kind(place: Place, body: str, labels: Labels, problems: list[Problem]) -> tuple[str, str]:
    """The kind by the bold word that opens the note, and the note without it."""
    match = _KIND.match(body)
    said = match[1].casefold() if match else ""
    kind = next((kind for kind in KINDS if getattr(labels, kind).casefold() == said), "")
    if match and kind:
        return kind, body[match.end() :]
    names = ", ".join(f"**{getattr(labels, kind)}.**" for kind in KINDS)
    if not match:
        problems.append(Problem(place, f"the note doesn't say its kind; begin it with one of {names}"))
        return "", body
    hint = did_you_mean(match[1], (getattr(labels, kind) for kind in KINDS))
    problems.append(Problem(place, f"unknown kind of note, {quoted(match[1])}{hint}; it is one of {names}"))
    return "", body[match.end() :]


@functools.cache
def _sources_line(label: str) -> re.Pattern[str]:
    """How the sources of a note begin: `Sources:` or its label in the edition's language, perhaps in bold."""
    return re.compile(rf"\s*(?:\*\*)?(?:{re.escape(label)}|sources?)\s*(?::\s*\*\*|\*\*\s*:|:)\s*", re.IGNORECASE)


def _parts(
    place: Place, lines: list[tuple[int, str]], labels: Labels, problems: list[Problem]
) -> tuple[str, tuple[str, ...]]:
    """The words of the note, and its sources."""
    opening = _sources_line(labels.sources)
    body: list[str] = []
    sources: list[str] = []
    begun = False
    for number, line in lines:
        if not begun:
            if ":" not in line or not (match := opening.match(line)):
                body.append(line)
                continue
            begun = True
            sources += (part.strip() for part in re.split(r";\s+", line[match.end() :]) if part.strip())
        elif item := _ITEM.match(line.strip()):
            sources.append(line.strip()[item.end() :].strip())
        elif line.strip() and sources and line.startswith((" ", "\t")):
            sources[-1] += " " + line.strip()
        elif line.strip():
            problems.append(
                Problem(
                    Place(place.path, number),
                    f"{quoted(line)} follows the sources; a source stands on a line of its own that begins with “- ”, and nothing comes after them",
                )
            )
    if not begun or not any(sources):
        where = (
            "after “Sources:”" if begun else "at its end, on a line “Sources: [“Title”, Publisher, date](https://…)”"
        )
        problems.append(Problem(place, f"the note has no source; name at least one {where}"))
    return "\n".join(body).strip("\n"), tuple(filter(None, sources))


def _check_markdown(path: str, lines: list[tuple[int, str]], problems: list[Problem]) -> None:
    note = "\n".join(line for _, line in lines)
    refused = _REFUSED if any(sign in note for sign in _SIGNS) else ()
    for number, line in lines:
        for pattern, what in refused:
            if found := pattern.search(line):
                problems.append(Problem(Place(path, number), f"{quoted(line[found.start() :], 30)}: this is {what}"))
        for address in _LINK.findall(line) if "](" in line else ():
            if not _ADDRESS.fullmatch(address):
                problems.append(
                    Problem(
                        Place(path, number),
                        f"{quoted(address or '()')} is no web address; a link looks like [title](https://www.un.org/…)",
                    )
                )
