"""Which notes changed, when, and in which words."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..labels import Labels
from ..model.edition import Edition, Note, Question
from ..model.editorial import Annotation
from ..model.prose import words_of
from ..model.text import comparable
from ..reading.history import Revision

AROUND = 8
"""Words that are shown before and behind those that changed."""


_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A note that was written, changed or taken away on a day."""

    time: datetime.datetime
    """Of the day's last commit."""
    question: Question
    quote: str
    """The words that the note is about."""
    old: str
    """Kind, text and sources before; empty for a new note."""
    new: str
    """The same from then on; empty for one that was taken away."""
    note: Note | None
    """The note, if the edition still has it."""

    @property
    def day(self) -> datetime.date:
        return self.time.date()


def changes(edition: Edition, revisions: Iterable[Revision]) -> tuple[Change, ...]:
    """All changes, the newest first; within a day by question."""
    labels, questions = edition.interview.labels, {one.number: one for one in edition.questions}
    notes = {
        number: dict(zip(_keys(note.annotation for note in one.notes), one.notes, strict=True))
        for number, one in questions.items()
    }
    state: dict[int, dict[_Key, Annotation]] = {}
    found: list[Change] = []
    for revision in revisions:
        number, before = revision.question, state.get(revision.question, {})
        now = state[number] = dict(zip(_keys(revision.annotations), revision.annotations, strict=True))
        for key in [*now, *(key for key in before if key not in now)] if number in questions else ():
            new, old = _said(now.get(key), labels), _said(before.get(key), labels)
            if new != old:
                quote = (now.get(key) or before[key]).quote.words
                found.append(Change(revision.time, questions[number], quote, old, new, notes[number].get(key)))
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.question.number)))


def _keys(annotations: Iterable[Annotation]) -> Iterator[_Key]:
    """What each is known by: the words that it is about, and how many on the same words stand before it."""
    before = Counter[str]()
    for annotation in annotations:
        words = comparable(annotation.quote.words)
        yield words, before[words]
        before[words] += 1


def reviews(edition: Edition) -> tuple[tuple[datetime.date, Question], ...]:
    """When the notes of each question were last reviewed, the newest first: all that is known without a history."""
    dated = [(one.editorial.reviewed, one) for one in edition.questions if one.editorial.reviewed]
    return tuple(sorted(dated, key=lambda one: (-one[0].toordinal(), one[1].number)))


def pieces(change: Change) -> tuple[tuple[str, str], ...]:
    """The words of a change: each stretch with `same`, `old` or `new`; long stretches that stayed are cut with “…”."""
    return _pieces(change.old, change.new)


@lru_cache(maxsize=4096)
def _pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Found once: the page has them and the feed, and a preview again and again."""
    old, new, found = before.split(), after.split(), list[tuple[str, str]]()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (what, start, end, begin, stop) in enumerate(steps):
        if what == "equal":
            found.append(("same", _cut(new[begin:stop], at > 0, at + 1 < len(steps))))
            continue
        for kind, words in (("old", old[start:end]), ("new", new[begin:stop])):
            if words:
                found.append((kind, " ".join(words)))
    return tuple(found)


def _cut(words: list[str], behind: bool, before: bool) -> str:
    if len(words) <= 2 * AROUND:
        return " ".join(words)
    return " ".join([*(words[:AROUND] if behind else []), "…", *(words[-AROUND:] if before else [])])


def _said(annotation: Annotation | None, labels: Labels) -> str:
    """Kind, text and sources of a note."""
    if not annotation:
        return ""
    sources = "; ".join(words_of(source.inside) for source in annotation.sources)
    kind = f"{labels[annotation.kind]}. " if annotation.kind else ""
    return f"{kind}{words_of(annotation.body)} {labels.sources}: {sources}"
