"""What every file that is made from an edition has to hold: who said which words, and what the editors wrote about them.

The files differ; a reading of them is the same. Each format reads its finished file back into one,
from the file alone, and tests hold it against the edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.model.edition import Edition, Note
from edition.model.prose import join_words


@dataclass(frozen=True, slots=True)
class Said:
    """A passage."""

    voice: str
    """The speaker's name."""
    passage: str
    """`3.4`."""
    words: str
    """All of them, divided by single spaces."""
    copied: str = field(default="", compare=False)
    """The same as a reader copies them, with the editors' marks; empty if the file's text has no marks among the words."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a note."""

    words: str
    """Without the address, white space folded."""
    address: str
    """May be empty."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An editors' note."""

    passage: str
    """`3.4`."""
    number: int
    """Counted from 1 through the question."""
    kind: str
    """As readers see it: `Disputed`."""
    words: str
    """The noted words, as they stand in the passage."""
    text: str
    """Without the sources, blocks divided by spaces, white space folded."""
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds, in the order of the interview."""

    said: tuple[Said, ...] = ()
    noted: tuple[Noted, ...] = ()


def reading_of(edition: Edition, said: bool = True, noted: bool = True) -> Reading:
    """What a file of the passages (`said`), of the notes (`noted`), or of both has to hold."""
    passages = (passage for question in edition.questions for passage in question.passages)
    notes = (note for question in edition.questions for note in question.notes)
    labels = edition.interview.labels
    return Reading(
        tuple(Said(passage.speaker.name, passage.name, passage.text) for passage in passages) if said else (),
        tuple(_noted(note, labels[note.kind]) for note in notes) if noted else (),
    )


def _noted(note: Note, kind: str) -> Noted:
    sources = tuple(Cited(join_words(source.inside), source.address) for source in note.sources)
    return Noted(note.span.name, note.number, kind, note.span.words, join_words(note.body), sources)
