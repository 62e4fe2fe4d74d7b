"""What a search finds: the interview passage by passage, and notes, glossary and timeline entry by entry.

So a result leads to the very place and says whose words it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.edition import Edition, Mention, Question
from ..model.editorial import Term
from ..model.prose import words_of
from ..model.text import Passage
from . import routes
from .routes import Target

SPOKEN = "interview"
"""The kind of a record that holds words of the interview; those of the other kinds are the editors'."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that the search finds: a passage, a note, a glossary entry, an event."""

    target: Target
    kind: str
    """`interview`, `notes`, `glossary` or `timeline`: whose words these are."""
    title: str
    text: str
    also: str
    """Other names of what the text mentions, `MFA = Foreign Ministry; …`; may be empty."""


def records(edition: Edition) -> Iterator[Record]:
    """Everything that can be found, in the order of the site."""
    for question in edition.questions:
        yield from _question(edition, question)
    for term in edition.terms.values():
        text = " ".join(f"{part.rstrip('.')}." for part in (term.term, term.full, term.office, term.definition) if part)
        names = ", ".join(dict.fromkeys((*term.forms[1:], *term.names, *term.search)))
        yield Record(routes.term(term), "glossary", term.term, text, f"{names} = {term.term}" if names else "")
    targets = routes.events(edition.events)
    for event in edition.events:
        date = edition.interview.labels.partial(event.date)
        yield Record(targets[event], "timeline", date, event.dated.label, "")


def _question(edition: Edition, question: Question) -> Iterator[Record]:
    labels = edition.interview.labels
    mentions: dict[int, list[Mention]] = {}
    for mention in question.mentions:
        mentions.setdefault(mention.span.passage.number, []).append(mention)
    for passage in question.passages:
        title = f"{passage.name} · {passage.speaker.name}"
        also = _other_names(passage, mentions.get(passage.number, []))
        yield Record(routes.passage(question, passage), SPOKEN, title, passage.text, also)
    for note in question.notes:
        title = f"{note.span.name} · {labels.note.format(number=note.number, kind=labels[note.kind])}"
        text = f"{labels.quotation.format(words=note.annotation.quote.words)} {words_of(note.body)}"
        yield Record(routes.note(question, note), "notes", title, text, "")


def _other_names(passage: Passage, mentions: Sequence[Mention]) -> str:
    """`MFA = Foreign Ministry; …`: what else the things are called that the passage mentions.

    So a search for one name of a thing finds the passages that use another.
    """
    words = {mention.term.id: mention.span.words for mention in reversed(mentions)}
    terms: dict[str, Term] = {mention.term.id: mention.term for mention in mentions}
    pairs = []
    for term in terms.values():
        names = dict.fromkeys(filter(None, (*term.forms, *term.other_names, *term.search)))
        others = [name for name in names if name not in passage.text]
        if others:
            pairs.append(f"{', '.join(others)} = {words[term.id]}")
    return "; ".join(pairs)
