"""What an edition is made of. Frozen values; every room of the machine speaks of these."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .labels import Labels
from .problems import Place


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words stand in the transcript."""

    label: str
    """The bold words before the colon that open a turn, for example `Question`."""
    role: str
    """`interviewer` (whose turns open a question) or `speaker`."""
    name: str
    about: str
    """Who that was, in a few words; an office is the one held on the day."""
    sorted: str
    """The name as a bibliography sorts it: `Lavrov, Sergey`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as the speaker's sentences run, page breaks healed: what is cited."""

    number: int
    """Counted from 1 through the question and its answer: 4 in “3.4”."""
    text: str
    """The words as received; white space inside folded to single spaces."""
    lines: tuple[int, ...]
    """The line of the transcript on which each piece begins; more than one means healed."""
    words: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one begins."""

    speaker: Speaker
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of the interview with its answer, as the transcript has them."""

    number: int
    """Counted from 1."""
    turns: tuple[Turn, ...]
    """The interviewer's turn, then one or more answering turns."""
    words: int
    """Of the question and the answer."""
    place: Place

    @property
    def passages(self) -> Iterator[Passage]:
        return (passage for turn in self.turns for passage in turn.passages)


@dataclass(frozen=True, slots=True)
class Join:
    """A page break that was healed: the two pieces and where they stand."""

    question: int
    passage: int
    before: int
    """Line of the piece before the break."""
    after: int
    """Line of the piece after it."""
    last_words: str
    first_words: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The interview as it was received, taken apart."""

    path: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    header: str
    """What stands above the first turn; it is not part of the interview."""
    exchanges: tuple[Exchange, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class TopicUse:
    """A topic named by a question file."""

    id: str
    passages: tuple[int, ...]
    """The passages that are about it; empty means the whole question."""
    place: Place


@dataclass(frozen=True, slots=True)
class Signpost:
    """An editors' heading inside a long answer."""

    passage: int
    """The number of the passage that it stands before."""
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as an editor wrote it: quoted words, and a reply to them."""

    quote: str
    """The noted words as the editor typed them, white space folded."""
    passage: tuple[int, int] | None
    """Question and passage, if the editor named them: (3, 4) for `¶3.4`."""
    kind: str
    """`context`, `clarification`, `disputed`, `correction` or `update`; empty when it couldn't be read."""
    body: str
    """The editors' words in Markdown, without the bold word at the beginning."""
    sources: tuple[str, ...]
    """One line of Markdown each."""
    place: Place
    """Where the quote begins."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note where it belongs: on these very characters of a passage."""

    id: str
    """Made from the noted words, so that a link to the note outlives notes added before it."""
    number: int
    """Counted from 1 through the question, in the order of the noted words."""
    passage: int
    start: int
    end: int
    """The noted words are `text[start:end]` of the passage."""
    text: NoteText


@dataclass(frozen=True, slots=True)
class Editorial:
    """What the editors wrote about one question: source/questions/NN-slug.md."""

    name: str
    """The file's name without its ending: the name of the page, hence a promise."""
    number: int
    title: str
    summary: str
    topics: tuple[TopicUse, ...]
    signposts: tuple[Signpost, ...]
    reviewed: datetime.date | None
    notes: tuple[NoteText, ...]
    """In the order of the file."""
    place: Place


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of the controlled vocabulary, source/topics.yml."""

    id: str
    title: str
    summary: str
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary, source/glossary/KIND.yml."""

    id: str
    kind: str
    """One of labels.TERM_KINDS: the file that it stands in."""
    term: str
    full: str
    """The full form or name; may be empty."""
    office: str
    """Of a person, on the day of the interview; may be empty."""
    forms: tuple[str, ...]
    """The words by which the text mentions it, the term itself first."""
    exceptions: tuple[str, ...]
    """Longer phrases of the text in which a form means something else."""
    lang: str
    """Of a foreign word in the text, such as `fr`; may be empty."""
    definition: str
    source: str
    """One line of Markdown."""
    search: tuple[str, ...]
    """Other words by which a reader may look for it; they need not stand in the text."""
    in_notes: bool
    """Whether it is a name that only the editors' notes mention, not the text."""
    place: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text mentions a term: `text[start:end]` of a passage."""

    term: Term
    question: int
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventText:
    """A dated event as an editor wrote it in source/timeline.yml."""

    date: str
    """`2016`, `2016-12` or `2016-12-29`."""
    label: str
    source: str
    question: int
    quote: str
    passage: tuple[int, int] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event with the words that mention it."""

    text: EventText
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text comes from, as source/interview.yml states it."""

    sha256: str
    sha256_place: Place
    published: str
    address: str
    title: str
    """What the text is called where it was published, for citations."""
    publisher: str
    received: str
    rights: str
    never_join: tuple[tuple[int, Place], ...]
    """Lines whose block stays a paragraph of its own, though the one before looks cut."""
    always_join: tuple[tuple[int, Place], ...]
    """Lines whose block continues the one before, though that one looks finished."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The facts of source/interview.yml."""

    title: str
    date: datetime.date
    language: str
    """Of the text, as a tag such as `en`."""
    edition: str
    """What this edition is called, for citations."""
    speakers: tuple[Speaker, ...]
    not_speakers: tuple[str, ...]
    """Bold words with a colon that open a paragraph of text, not a turn."""
    provenance: Provenance
    labels: Labels
    stop_words: tuple[str, ...] = ()
    """What the concordance leaves out; none means the English ones."""


@dataclass(frozen=True, slots=True)
class Question:
    """An exchange with what the editors wrote about it."""

    exchange: Exchange
    editorial: Editorial
    notes: tuple[Note, ...]
    """In the order of the noted words."""
    mentions: tuple[Mention, ...]
    """Of glossary terms, in the order of the text; none overlaps another."""

    @property
    def number(self) -> int:
        return self.exchange.number

    @property
    def heading(self) -> str:
        """`3. History and the Second World War`: the title of the page."""
        return f"{self.number}. {self.editorial.title}"

    def about(self, use: TopicUse) -> tuple[Passage, ...]:
        """The passages that a topic of this question covers."""
        every = tuple(self.exchange.passages)
        return tuple(every[n - 1] for n in use.passages) if use.passages else every


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that the pages are made from, checked."""

    interview: Interview
    transcript: Transcript
    questions: tuple[Question, ...]
    topics: Mapping[str, Topic]
    """By id, in the order of the file."""
    terms: tuple[Term, ...]
    """Sorted by term."""
    events: tuple[Event, ...]
    """In the order of time."""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file to be written."""

    path: str
    """Below docs/, for example `questions/03-history.md`."""
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to be written that isn't Markdown: a part of the search index, a picture."""

    path: str
    """Below its folder, for example `pagefind.js`."""
    data: bytes


SPOKEN = "interview"
"""The kind of a record that holds words of the interview; those of the other kinds are the editors'."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is written on the picture beside a shared link."""

    name: str
    """Of the file, without its ending."""
    edition: str
    title: str
    who: str
    """Who spoke with whom, and when."""
    label: str
    """Whose words `text` is; may be empty."""
    text: str
    foot: str
    """What kind of edition it is."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that the search finds: a passage, a note, a glossary entry, an event."""

    address: str
    """Where it stands in the site, for example `questions/03-history/#p4`."""
    kind: str
    """`interview`, `notes`, `glossary` or `timeline`: whose words these are."""
    title: str
    text: str
    also: str
    """Other names of what the text mentions, `MFA = Foreign Ministry; …`; may be empty."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of the pages, to be published on them."""

    words: int
    passages: int
    sha256: str
    """Of the words, joined by single spaces, in UTF-8."""
