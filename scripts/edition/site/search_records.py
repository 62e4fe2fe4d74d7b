"""What a search finds: the interview passage by passage, and notes, glossary and timeline entry by entry.

So a result leads to the very place and says whose words it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.model.edition import Edition, Question
from edition.model.editorial import Term
from edition.model.prose import join_words
from edition.model.text import Passage, Span
from edition.resolve import urls
from edition.resolve.urls import Target

SPOKEN = "interview"
"""The kind of a record that holds words of the interview; those of the other kinds are the editors'."""
KINDS = (SPOKEN, "notes", "glossary", "timeline")


@dataclass(frozen=True, slots=True)
class Record:
    """Something that the search finds: a passage, a note, a glossary entry, an event."""

    target: Target
    kind: str
    """One of KINDS: whose words these are."""
    title: str
    text: str
    quoted: Span | None = None
    """The words of the interview that a note is about."""
    full: str = ""
    """The full form of a glossary entry, which is shown before its text; may be empty."""
    names: tuple[str, ...] = ()
    """What else an entry is called, in the text or elsewhere."""
    sought: tuple[str, ...] = ()
    """Other words by which a reader may look for it."""
    mentions: tuple[tuple[Target, Span], ...] = ()
    """The glossary entries that a passage mentions, each with the words that mean it there first.

    So a search for one name of a thing finds the passages that use another.
    """


def records(edition: Edition) -> Iterator[Record]:
    """Everything that can be found, in the order of the site."""
    for question in edition.questions:
        yield from _question(edition, question)
    for term in edition.terms.values():
        yield _entry(term)
    targets = urls.locate_events(edition.events)
    for event in edition.events:
        yield Record(targets[event], "timeline", edition.interview.labels.partial(event.date), event.dated.label)


def _question(edition: Edition, question: Question) -> Iterator[Record]:
    labels = edition.interview.labels
    mentions: dict[int, dict[Target, Span]] = {}
    for mention in question.mentions:
        mentions.setdefault(mention.span.passage.number, {}).setdefault(urls.locate_term(mention.term), mention.span)
    for passage in question.passages:
        yield _passage(question, passage, mentions.get(passage.number, {}))
    for note in question.notes:
        title = f"{note.span.name} · {labels.note.format(number=note.number, kind=labels[note.kind])}"
        yield Record(urls.locate_note(question, note), "notes", title, join_words(note.body), quoted=note.span)


def _passage(question: Question, passage: Passage, mentions: dict[Target, Span]) -> Record:
    title = f"{passage.name} · {passage.speaker.name}"
    return Record(urls.locate_passage(question, passage), SPOKEN, title, passage.text, mentions=tuple(mentions.items()))


def _entry(term: Term) -> Record:
    names = dict.fromkeys((*term.names, *term.forms))
    surname, comma, _ = term.sorted.partition(",")
    sought = (*term.search, surname) if comma and term.kind == "people" else term.search
    return Record(
        urls.locate_term(term),
        "glossary",
        term.term,
        " ".join(f"{part.rstrip('.')}." for part in (term.office, term.definition) if part),
        full=term.full,
        names=tuple(name for name in names if name not in (term.term, term.full)),
        sought=tuple(word for word in sought if word not in names),
    )
