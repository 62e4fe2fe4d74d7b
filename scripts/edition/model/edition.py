"""The whole edition: what the editors wrote, at the very words that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.model.editorial import (
    Annotation,
    DatedEvent,
    Editorial,
    Interview,
    OwnPage,
    Signpost,
    Term,
    Topic,
    TopicUse,
)
from edition.model.prose import Citation, Prose
from edition.model.text import Exchange, Passage, Span, Transcript
from edition.problems import Place

LONG = 60
"""Questions beyond which pages lead to the contents instead of listing them all."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note where it belongs."""

    id: str
    """Made from the noted words, so that a link to the note outlives notes added before it."""
    number: int
    """Counted from 1 through the question, in the order of the noted words."""
    span: Span
    """The noted words."""
    annotation: Annotation
    body: Prose
    """The editors' words, the first mention of each name a `Name`."""

    @property
    def kind(self) -> str:
        return self.annotation.kind

    @property
    def sources(self) -> tuple[Citation, ...]:
        return self.annotation.sources


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """Where the text mentions a term; each is one of its own."""

    term: Term
    span: Span
    inside: bool = False
    """Whether it is part of a longer mention, as “Berlin” is in “Berlin Conference”."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event with the words that mention it."""

    dated: DatedEvent
    span: Span

    @property
    def date(self) -> str:
        return self.dated.date


@dataclass(frozen=True, slots=True)
class Question:
    """An exchange with what the editors wrote about it."""

    exchange: Exchange
    editorial: Editorial
    notes: tuple[Note, ...]
    """In the order of the noted words."""
    mentions: tuple[Mention, ...]
    """Of glossary terms, in the order of the text; those that are not `inside` another don't overlap."""

    @property
    def number(self) -> int:
        return self.exchange.number

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.exchange.passages

    @property
    def heading(self) -> str:
        """`3. History and the Second World War`: the title of the page."""
        return f"{self.number}. {self.editorial.title}" if self.number else self.editorial.title

    @property
    def terms(self) -> dict[str, Term]:
        """The terms that it mentions, each once, by id."""
        return {mention.term.id: mention.term for mention in self.mentions}

    def signpost_of(self, passage: Passage) -> Signpost | None:
        """The editors' heading that a passage stands under."""
        above = [signpost for signpost in self.editorial.signposts if signpost.passage <= passage.number]
        return above[-1] if above else None

    def about(self, use: TopicUse) -> tuple[Passage, ...]:
        """The passages that a topic of this question covers."""
        return tuple(self.passages[n - 1] for n in use.passages) if use.passages else self.passages


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What was proved of the text, to be published."""

    words: int
    passages: int
    sha256: str
    """Of the words, joined by single spaces, in UTF-8."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An address below the site that has been published."""

    address: str
    target: str | None
    """The address that it redirects to; None if it has a page of its own."""
    place: Place
    """Where it is listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Everything that the formats are made from, checked; each is one of its own."""

    interview: Interview
    transcript: Transcript
    fidelity: Fidelity
    questions: tuple[Question, ...]
    topics: Mapping[str, Topic]
    """By id, in the order of the file."""
    terms: Mapping[str, Term]
    """By id, sorted as a reader looks them up."""
    events: tuple[Event, ...]
    """In the order of time."""
    pages: tuple[OwnPage, ...] = ()
    """This edition's own prose, by name."""
    promised: tuple[Promise, ...] = ()
    """The addresses that have been published."""

    @property
    def asked(self) -> int:
        """How many questions there are; an opening statement is none."""
        return len(self.questions) - (not self.questions[0].number) if self.questions else 0

    @property
    def is_long(self) -> bool:
        """Whether it has too many questions for one page or one list of them all."""
        return len(self.questions) > LONG

    @property
    def words(self) -> int:
        return self.fidelity.words

    def question_of(self, span: Span) -> Question:
        """The question that the words stand in."""
        return self.questions[span.passage.question - self.questions[0].number]
