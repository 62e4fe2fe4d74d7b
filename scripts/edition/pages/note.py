"""A note on the page: the mark on its words, and its text after the passage."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..labels import Labels
from ..model import Note, Passage
from .markdown import inline, link, literal
from .repository import Repository


class Linked(NamedTuple):
    """Words of a passage between two pieces of Markdown, such as the two ends of a link."""

    start: int
    end: int
    before: str
    after: str


def marked(passage: Passage, notes: Sequence[Note], links: Sequence[Linked], labels: Labels, prefix: str = "") -> str:
    """The words of a passage with the noted ones marked, and mentions of terms linked.

    Marks may overlap, nest and cross a link: what any note covers is marked, in pieces that
    begin and end where a note or a link does. After the last of its words stands the
    reference to a note, a link without text; its number is written by the style sheet, so
    that it is in nobody's selection and no search. A reference that falls inside the link of
    a term stands behind it.
    """
    opening = {link.start: link for link in links}
    closing = {link.end: link for link in links}
    ends: dict[int, list[Note]] = {}
    for note in notes:
        behind = next((link.end for link in links if link.start < note.end < link.end), note.end)
        ends.setdefault(behind, []).append(note)
    edges = {note.start for note in notes} | {note.end for note in notes} | opening.keys() | closing.keys()
    out: list[str] = []
    for start, end in pairwise(sorted({0, len(passage.text), *edges})):
        text = passage.text[start:end]
        if start in opening:
            if out and out[-1].endswith("!"):  # or “![” would open a picture
                out[-1] = f"{out[-1][:-1]}&#33;"
            out.append(opening[start].before)
        if covering := [str(note.number) for note in notes if note.start <= start and end <= note.end]:
            out.append(f'<span class="noted" data-notes="{" ".join(covering)}">{inline(text)}</span>')
        else:
            out.append(inline(text) if start else literal(text))
        if end in closing:
            out.append(closing[end].after)
        out += (_reference(note, labels, prefix) for note in ends.get(end, ()))
    return "".join(out)


def note_block(note: Note, question: int, labels: Labels, repository: Repository, level: int, prefix: str = "") -> str:
    """The note as an aside of the page, to be read after its passage.

    The heading puts it into a screen reader's list of headings.
    """
    title = labels.note.format(number=note.number, kind=getattr(labels, note.text.kind))
    sources = "\n".join(f"- {source}" for source in note.text.sources)
    return (
        f'<aside class="note {note.text.kind} editors" data-note="{note.number}" data-passage="{question}.{note.passage}" '
        f'aria-labelledby="{prefix}{note.id}" role="note" markdown="1">\n'
        f'<h{level} id="{prefix}{note.id}">{html.escape(title)}</h{level}>\n'
        f'<div class="rest" markdown="1">\n\n'
        f"{note.text.body}\n\n"
        f"{inline(labels.sources)}:\n{{: .sources }}\n\n{sources}\n\n"
        f"{' · '.join(_ways(note, labels, repository, prefix))}\n{{: .ways }}\n\n"
        "</div>\n</aside>"
    )


def _reference(note: Note, labels: Labels, prefix: str) -> str:
    title = labels.note.format(number=note.number, kind=getattr(labels, note.text.kind))
    return f'[](#{prefix}{note.id}){{: .mark .ref #{prefix}r{note.id[1:]} data-note="{note.number}" aria-label="{html.escape(title)}" }}'


def _ways(note: Note, labels: Labels, repository: Repository, prefix: str) -> Iterator[str]:
    """The way back to the words, and to the note's own text."""
    yield link(labels.back, f"#{prefix}r{note.id[1:]}")
    if address := repository.edit_lines(note.text.place):
        yield link(labels.edit_note, address)
