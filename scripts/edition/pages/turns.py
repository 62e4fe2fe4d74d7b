"""The turns of a question on a page: who speaks, the passages, and the notes after them."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..labels import Labels
from ..model import Note, Passage, Question, Turn
from .markdown import attributes, inline, literal
from .names import links_of
from .note import Linked, marked, note_block
from .repository import NOWHERE, Repository


@dataclass(frozen=True, slots=True)
class Setting:
    """How turns are set on a page: that of their question, or one with others."""

    labels: Labels
    repository: Repository = NOWHERE
    prefix: str = ""
    """Before every anchor, so that none stands twice on a page of several questions."""
    home: str = ""
    """The address of the question's own page, if this is another: numbers lead there, and
    names are not explained here."""
    level: int = 2
    """Of the headings that say who speaks."""


def turns(question: Question, setting: Setting) -> Iterator[str]:
    """Each turn under its speaker; each passage with its anchor, a signpost before and the notes after it."""
    signposts = {signpost.passage: signpost.text for signpost in question.editorial.signposts}
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in question.notes:
        notes[note.passage].append(note)
    links = links_of(question, explained=not setting.home)
    for count, turn in enumerate(question.exchange.turns):
        anchor = setting.prefix + (("question", "answer")[count] if count < 2 else f"turn-{count + 1}")
        yield _heading(setting.level, turn.speaker.label, anchor, f"voice {turn.speaker.role}", setting)
        level = setting.level + 1
        for passage in turn.passages:
            if passage.number in signposts:
                anchor = f"{setting.prefix}s{passage.number}"
                yield _heading(setting.level + 1, signposts[passage.number], anchor, "editors signpost", setting)
                level = setting.level + 2
            here = notes.get(passage.number, [])
            yield _passage(question, turn, passage, here, links.get(passage.number, []), setting)
            for note in here:
                yield note_block(note, question.number, setting.labels, setting.repository, level, setting.prefix)


def _heading(level: int, text: str, anchor: str, classes: str, setting: Setting) -> str:
    """A heading; on a page of several questions, one that its outline leaves out."""
    if setting.home:
        return f'<h{level} class="{classes}" id="{anchor}">{html.escape(text)}</h{level}>'
    return f"{'#' * level} {inline(text)} {attributes(classes, anchor)}"


def _passage(
    question: Question, turn: Turn, passage: Passage, notes: Sequence[Note], links: Sequence[Linked], setting: Setting
) -> str:
    """A passage as a Markdown paragraph: its words, its number, its anchor.

    The number is a link without text, and so is the way to suggest a note; the style sheet
    shows them. So nothing but the source's words is found, copied or searched in a passage.
    """
    labels, name = setting.labels, f"{question.number}.{passage.number}"
    words = marked(passage, notes, links, labels, setting.prefix) if notes or links else literal(passage.text)
    marks = f'[]({setting.home}#p{passage.number}){{: .mark data-passage="{name}" aria-label="¶ {name}" }}'
    if form := setting.repository.suggest(question.heading, name, passage.text):
        marks += f'[]({form}){{: .mark .suggest aria-label="{html.escape(labels.suggest.format(passage=name))}" }}'
    return f"{words}\n{marks}\n{{: #{setting.prefix}p{passage.number} .passage .{turn.speaker.role} }}"
