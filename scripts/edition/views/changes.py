"""Which notes changed, when, and in which words."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..labels import Labels
from ..model.edition import Edition, Note, Question
from ..model.editorial import Annotation
from ..model.prose import words_of
from ..model.text import comparable
from ..reading.history import Revision

AROUND = 8
"""Words that are shown before and behind those that changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A note that was written, changed or taken away on a day."""

    day: datetime.date
    question: Question
    quote: str
    """The words that the note is about."""
    old: str
    """Kind, text and sources before; empty for a new note."""
    new: str
    """The same from then on; empty for one that was taken away."""
    note: Note | None
    """The note, if the edition still has it."""


def changes(edition: Edition, revisions: Iterable[Revision]) -> tuple[Change, ...]:
    """All changes, the newest first; within a day by question."""
    labels, questions = edition.interview.labels, {one.number: one for one in edition.questions}
    notes = {number: {comparable(n.annotation.quote.words): n for n in one.notes} for number, one in questions.items()}
    state: dict[int, dict[str, tuple[str, str]]] = {}
    found: list[Change] = []
    for revision in revisions:
        number, before = revision.question, state.get(revision.question, {})
        now = {comparable(one.quote.words): (one.quote.words, _said(one, labels)) for one in revision.annotations}
        state[number] = now
        for key in [*now, *(key for key in before if key not in now)] if number in questions else ():
            (quote, new), (was, old) = now.get(key, ("", "")), before.get(key, ("", ""))
            if new != old:
                note = notes[number].get(key)
                found.append(Change(revision.day, questions[number], quote or was, old, new, note))
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.question.number)))


def reviews(edition: Edition) -> tuple[tuple[datetime.date, Question], ...]:
    """When the notes of each question were last reviewed, the newest first: all that is known without a history."""
    dated = [(one.editorial.reviewed, one) for one in edition.questions if one.editorial.reviewed]
    return tuple(sorted(dated, key=lambda one: (-one[0].toordinal(), one[1].number)))


def pieces(change: Change) -> Iterator[tuple[str, str]]:
    """The words of a change: each stretch with `same`, `old` or `new`; long stretches that stayed are cut with “…”."""
    old, new = change.old.split(), change.new.split()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (what, start, end, begin, stop) in enumerate(steps):
        if what == "equal":
            yield "same", _cut(new[begin:stop], at > 0, at + 1 < len(steps))
            continue
        for kind, words in (("old", old[start:end]), ("new", new[begin:stop])):
            if words:
                yield kind, " ".join(words)


def _cut(words: list[str], behind: bool, before: bool) -> str:
    if len(words) <= 2 * AROUND:
        return " ".join(words)
    return " ".join([*(words[:AROUND] if behind else []), "…", *(words[-AROUND:] if before else [])])


def _said(annotation: Annotation, labels: Labels) -> str:
    sources = "; ".join(words_of(source.inside) for source in annotation.sources)
    kind = f"{labels[annotation.kind]}. " if annotation.kind else ""
    return f"{kind}{words_of(annotation.body)} {labels.sources}: {sources}"
