"""Editors' notes, written like replies to an e-mail: quote the words, write below.

    > the noted words

    **Context.** The note.

    Sources: [“Title”, Publisher, date](https://…)

What follows a quote, up to the next one, is the note about it. Which passage the words
stand in is not looked up here: see resolving/quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edition.locale.labels import Labels
from edition.model.editorial import NOTE_KINDS, Annotation, Quote
from edition.model.prose import Citation, join_words
from edition.problems import Place, Problems, suggest_nearest
from edition.source.prose import read_prose, read_source, read_sources

LONG = 120
"""Words of a note beyond which its editor is warned."""

_PASSAGE = re.compile(r"¶\s*(\d{1,6})\.(\d{1,6})\s*")
_KIND = re.compile(r"\*\*\s*([^*\n]+?)\s*[.:。：．]?\s*\*\*[.:。：．]?[ \t]*")
_ITEM = re.compile(r"[-*+]\s+")
_SIGN = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:\\?>|&gt;|»)[ \t]*(?=\S)")
"""What is typed, or made by a program, for the “>” at the very beginning of a line that begins a note."""

Line = tuple[int, str]
"""A line with its number."""


def read_quote(words: str, place: Place, by: str = "note") -> Quote:
    """A quote, perhaps with question and passage before it: `¶3.4 the words`."""
    match = _PASSAGE.match(words)
    named = (int(match[1]), int(match[2])) if match else None
    return Quote(words[match.end() :] if match else words, named, place, by)


def read_notes(text: str, path: str, first_line: int, labels: Labels, problems: Problems) -> tuple[Annotation, ...]:
    """The notes of an editorial file; `text` is what follows its front matter, from `first_line` on."""
    replies = _read_whole(
        _split_passage_number(_split_replies(text, path, first_line), path, labels, problems), labels, problems
    )
    return tuple(filter(None, (_note(quote, lines, labels, problems) for quote, lines in replies)))


def _split_replies(text: str, path: str, first_line: int) -> Iterator[tuple[Quote | None, list[Line]]]:
    """Each quote with the lines that answer it; before them, without a quote, the lines above the first."""
    quote: list[str] = []
    reply: list[Line] = []
    start, quoting = 0, False
    for number, line in enumerate(text.split("\n"), first_line):
        if line.startswith(">"):
            if not quoting:
                yield _join_quote(quote, Place(path, start)), reply
                quote, reply, start = [], [], number
            quoting = True
            quote.append(line.lstrip("> "))
        else:
            quoting = False
            reply.append((number, line))
    yield _join_quote(quote, Place(path, start)), reply


def _join_quote(lines: list[str], place: Place) -> Quote | None:
    return read_quote(" ".join(" ".join(lines).split()), place) if lines else None


def _split_passage_number(
    replies: Iterable[tuple[Quote | None, list[Line]]], path: str, labels: Labels, problems: Problems
) -> Iterator[tuple[Quote, list[Line]]]:
    """The replies, one parted where the sign of a quote inside it is mistaken: below sources, or above the kind of a note.

    What then has no quote is a problem.
    """
    for quote, lines in replies:
        begun, ended, last = 0, False, 0
        for at, (number, line) in enumerate(lines):
            sign = _SIGN.match(line)
            if not sign or at < last:
                ended = ended or bool(_find_sources_line(labels.sources).match(line))
                continue
            last = next((i for i in range(at, len(lines)) if not _SIGN.match(lines[i][1])), len(lines))
            if ended or _find_opening(lines[last:]):
                words = " ".join(" ".join(_SIGN.sub("", line, count=1) for _, line in lines[at:last]).split())
                problems.at(Place(path, number), "note-sign", line=line, words=words)
                yield from _read_answer(quote, lines[begun:at], path, problems)
                quote, begun, ended = read_quote(words, Place(path, number)), last, False
        yield from _read_answer(quote, lines[begun:], path, problems)


def _read_answer(
    quote: Quote | None, lines: list[Line], path: str, problems: Problems
) -> Iterator[tuple[Quote, list[Line]]]:
    """A quote and the lines that answer it; a problem where lines answer none."""
    if quote:
        yield quote, lines
    elif stray := next(((number, line) for number, line in lines if line.strip()), None):
        problems.at(Place(path, stray[0]), "note-without-quote", line=stray[1])


def _read_whole(
    replies: Iterable[tuple[Quote, list[Line]]], labels: Labels, problems: Problems
) -> list[tuple[Quote, list[Line]]]:
    """The replies, one that a quotation inside it had cut in two put together again."""
    whole: list[tuple[Quote, list[Line]]] = []
    for quote, lines in replies:
        before = whole[-1][1] if whole else []
        ended = any(_find_sources_line(labels.sources).match(line) for _, line in before)
        if _find_opening(before) and not ended and not _find_opening(lines):
            problems.at(quote.place, "note-quotation", quote=quote.words)
            before += lines
        else:
            whole.append((quote, lines))
    return whole


def _find_opening(lines: list[Line]) -> bool:
    """Whether a reply begins as a note does, with a bold word."""
    return bool(_KIND.match(next((line for _, line in lines if line.strip()), "")))


def _note(quote: Quote, lines: list[Line], labels: Labels, problems: Problems) -> Annotation | None:
    if not quote.words:
        problems.at(quote.place, "note-quote-empty")
        return None
    begun = next((i for i, (_, line) in enumerate(lines) if _find_sources_line(labels.sources).match(line)), len(lines))
    sources = tuple(_read_note_sources(quote.place, lines[begun:], labels, problems))
    if not sources:
        where = (
            "after “Sources:”"
            if lines[begun:]
            else "at its end, on a line “Sources: [“Title”, Publisher, date](https://…)”"
        )
        problems.at(quote.place, "note-source-missing", where=where)
    while begun and not lines[0][1].strip():
        lines, begun = lines[1:], begun - 1
    body = "\n".join(line for _, line in lines[:begun]).strip("\n")
    kind, end = _read_kind(quote.place, body, labels, problems)
    first_line = (lines[0][0] if begun else quote.place.line) + body.count("\n", 0, end)
    prose = read_prose(body[end:], quote.place.path, first_line, problems)
    words = len(join_words(prose).split())
    if kind and not words:
        problems.at(quote.place, "note-empty", quote=quote.words)
    if words > LONG:
        problems.warn(quote.place, "note-long", quote=quote.words, words=words, most=LONG)
    return Annotation(quote, kind, prose, sources)


def _read_kind(place: Place, body: str, labels: Labels, problems: Problems) -> tuple[str, int]:
    """The kind by the bold word that opens the note, in the edition's language or in English, and where that word ends."""
    names = {name.casefold(): kind for kind in NOTE_KINDS for name in (kind, labels[kind])}
    kinds = ", ".join(f"**{labels[kind]}.**" for kind in NOTE_KINDS)
    match = _KIND.match(body)
    if not match:
        problems.at(place, "note-kind-missing", kinds=kinds)
        return "", 0
    if match[1].casefold() not in names:
        hint = suggest_nearest(match[1], (labels[kind] for kind in NOTE_KINDS))
        problems.at(place, "note-kind-unknown", kind=match[1], hint=hint, kinds=kinds)
    return names.get(match[1].casefold(), ""), match.end()


@cache
def _find_sources_line(label: str) -> re.Pattern[str]:
    """How the sources of a note begin: `Sources:` or its label in the edition's language, perhaps in bold."""
    return re.compile(
        rf"\s*(?:\*\*)?(?:{re.escape(label)}|sources?)\s*(?:\s*[:：]\s*\*\*|\*\*\s*[:：]|\s*[:：])\s*", re.IGNORECASE
    )


def _read_note_sources(place: Place, lines: list[Line], labels: Labels, problems: Problems) -> Iterator[Citation]:
    """The sources of a note, from the line that announces them: behind it, divided by semicolons, or in a list below."""
    items: list[Line] = []
    for number, line in lines[:1]:
        opening = _find_sources_line(labels.sources).match(line)
        rest = line[opening.end() :].strip() if opening else ""
        yield from read_sources(rest, Place(place.path, number), problems) if rest else ()
    for number, line in lines[1:]:
        if item := _ITEM.match(line.strip()):
            items.append((number, line.strip()[item.end() :].strip()))
        elif line.strip() and items and line.startswith((" ", "\t")):
            items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
        elif line.strip():
            problems.at(Place(place.path, number), "note-after-sources", line=line)
    for number, text in items:
        if text:
            yield read_source(text, Place(place.path, number), problems)
