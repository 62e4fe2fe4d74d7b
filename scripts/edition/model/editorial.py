"""The editors' files as they were read: not yet held against the transcript."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from edition.locale.labels import Labels
from edition.model.prose import Citation, Prose
from edition.model.text import Speaker
from edition.problems import Place

NOTE_KINDS = ("context", "clarification", "disputed", "correction", "update")
"""The kinds of notes; the label of the same name is the bold word that opens one."""
TERM_KINDS = ("people", "organisations", "places", "agreements", "events", "concepts")
"""The kinds of glossary entries: the names of the files in source/glossary/, and of labels."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the interview as an editor typed them, to be found there exactly once."""

    words: str
    """White space folded."""
    passage: tuple[int, int] | None
    """Question and passage, if the editor named them: (3, 4) for `¶3.4`."""
    place: Place
    by: str = "note"
    """What quotes them: a `note`, an `event` of the timeline, or a `term` of the glossary under `also_at`."""

    @property
    def asked(self) -> str:
        """The name of the passage, `3.4`; empty if the editor named none."""
        return ".".join(map(str, self.passage or ()))

    def typed(self, words: str, passage: str = "") -> str:
        """How an editor types words in place of these, with the name of their passage."""
        text = f"¶{passage} {words}" if passage else words
        written = json.dumps(text, ensure_ascii=False)  # YAML reads what JSON writes
        return {"note": f"> {text}", "event": f"quote: {written}", "term": written}[self.by]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note as an editor wrote it: quoted words, and a reply to them."""

    quote: Quote
    kind: str
    """One of NOTE_KINDS."""
    body: Prose
    """Without the bold word at the beginning."""
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TopicUse:
    """A topic named by a question file."""

    id: str
    """Empty if it couldn't be read."""
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
    annotations: tuple[Annotation, ...]
    """In the order of the file."""
    place: Place
    titled: bool = True
    """Whether the title is the editors' and not the question's first words."""
    written: bool = True
    """Whether there is such a file."""
    was: tuple[tuple[str, Place], ...] = ()
    """Names that the file had before, whose addresses lead here."""


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
    """One of TERM_KINDS: the file that it stands in."""
    term: str
    full: str
    """The full form or name; may be empty."""
    office: str
    """Of a person, on the day of the interview; may be empty."""
    forms: tuple[str, ...]
    """The words by which the text mentions it, the term itself first; none if they couldn't all be read."""
    by_hand: tuple[Quote, ...]
    """Words that mean it without naming it, such as “the treaty”."""
    exceptions: tuple[str, ...]
    """Longer phrases of the text in which a form means something else."""
    lang: str
    """Of a foreign word in the text, such as `fr`; may be empty."""
    definition: str
    """May be empty: the entry then is a name with its mentions."""
    sources: tuple[Citation, ...]
    names: tuple[str, ...]
    """What else it is called."""
    search: tuple[str, ...]
    """Other words by which a reader may look for it; they are no names of it."""
    sorted: str
    """How a list sorts and shows it, such as `Putin, Vladimir`."""
    linked: bool
    """Whether it is explained where the text mentions it first; what every reader knows isn't."""
    until: datetime.date | None
    """The day after which the entry may no longer be true, such as the end of a term of office."""
    in_notes: bool
    """Whether it is a name that only the editors' notes mention, not the text."""
    place: Place
    wikidata: str = ""
    """Who or what it is, as Wikidata numbers it: `Q7747`; may be empty, as what follows."""
    born: str = ""
    """Of a person, like all that follows: `1950`, `1950-03` or `1950-03-21`."""
    died: str = ""
    office_from: str = ""
    """Since when the office was held."""
    office_to: str = ""
    letter: str = ""
    """Of a kind with so many entries that each letter has a page, the letter that it stands under."""

    @property
    def identity(self) -> str:
        """The address by which Wikidata knows it; empty if that isn't said."""
        return f"https://www.wikidata.org/wiki/{self.wikidata}" if self.wikidata else ""

    @property
    def other_names(self) -> tuple[str, ...]:
        """Full form and other names, those left out that repeat the headword."""
        return tuple(dict.fromkeys(name for name in (self.full, *self.names) if name and name != self.term))

    @property
    def asides(self) -> str:
        """Full form and office in one line; may be empty."""
        return "; ".join(filter(None, (self.full, self.office)))


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of this edition's own prose, source/pages/NAME.md; `home` and `about` take the place of what is made."""

    name: str
    title: str
    description: str
    menu: bool
    """Whether the menu lists it."""
    markdown: str
    """Below the front matter; it takes in generated parts with `--8<-- "interview.md"`."""
    place: Place


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event as an editor wrote it in source/timeline.yml."""

    date: str
    """`2016`, `2016-12` or `2016-12-29`."""
    label: str
    sources: tuple[Citation, ...]
    question: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text comes from, as source/interview.yml states it. All but `place` may be empty."""

    original: str = ""
    """The name of the file as it was received, in the source folder."""
    sha256: str = ""
    """Of the original's bytes, in hexadecimal."""
    made_with: str = ""
    """The tools that read the original, if it isn't plain text, each with its version."""
    published: str = ""
    address: str = ""
    title: str = ""
    """The title of the published text, for citations."""
    publisher: str = ""
    received: str = ""
    rights: str = ""
    place: Place | None = None
    """The line of interview.yml that names the original or its hash."""


UNDATED = datetime.date.min
"""The day of an interview whose date is missing, or can't be read."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The facts of source/interview.yml."""

    title: str
    date: datetime.date
    """UNDATED only while interview.yml has that problem."""
    language: str
    """Of the text, as a tag such as `en`."""
    edition: str
    """What this edition is called, for citations."""
    speakers: tuple[Speaker, ...]
    provenance: Provenance
    labels: Labels
    stop_words: tuple[str, ...]
    """What the concordance leaves out."""
    description: str = ""
    """What the site is, in a sentence."""
    copyright: str = ""
    """What stands at the foot of every page."""
    licence: str = ""
    """Of the editors' words, with its address; empty where they grant none."""
    version: str = ""
    """Of this edition, as its editors count them; may be empty."""
    changed: datetime.date | None = None
    """When what they wrote was last changed, where its history is known."""
