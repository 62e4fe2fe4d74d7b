"""The turns of a question as a page shows them, for the macros in macros.md.jinja."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from edition.locale.labels import Labels
from edition.model.edition import Edition, Mention, Note, Question
from edition.model.text import HEADING, Passage, Span, Turn
from edition.resolve.language_tags import write_words_language
from edition.resolve.runs import Run, divide_into_runs, list_explained
from edition.site.markdown import attribute, escape_words, mark_as_written, words
from edition.source.publication import NOWHERE, Publication


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with what the editors put around it."""

    passage: Passage
    text: Markup
    """Its words, with noted words and terms marked."""
    signpost: str
    """The editors' heading above it, if it has one."""
    notes: list[Note]
    """Below it."""
    level: int
    """Of the notes' headings."""


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn with the heading that says who speaks."""

    heading: str
    """Empty above words that nobody says."""
    anchor: str
    classes: str
    passages: list[ShownPassage]


@dataclass(frozen=True, slots=True)
class Setting:
    """How turns are set on a page: that of their question, or one with others."""

    edition: Edition
    publication: Publication = NOWHERE
    prefix: str = ""
    """Before every anchor, so that none stands twice on a page of several questions."""
    home: str = ""
    """The address of the question's own page, if this is another: numbers lead there, and
    names are not explained here."""
    level: int = 2
    """Of the headings that say who speaks."""

    @property
    def labels(self) -> Labels:
        return self.edition.interview.labels

    @property
    def words_language(self) -> Markup:
        """The attributes that say in which language the interview's words are, if it isn't that of the page."""
        return Markup(write_words_language(self.edition.interview))

    @property
    def beside(self) -> str:
        """What else names a note: of several questions, each has a note 1."""
        return f" {self.prefix.removesuffix('-')}" if self.prefix else ""

    def turns(self, question: Question) -> Iterator[ShownTurn]:
        """Show each turn under its speaker, and each passage with its notes."""
        signposts = {signpost.passage: signpost.text for signpost in question.editorial.signposts}
        marks: Set[Mention] = frozenset() if self.home else list_explained(question)
        marked = [m for m in question.mentions if not m.inside and (m in marks or m.term.lang)]
        for turn, anchor in _name_turns(question):
            shown, level = [], self.level + 1
            for passage in turn.passages:
                signpost = signposts.get(passage.number, "")
                level = self.level + 2 if signpost else level
                notes = [note for note in question.notes if note.span.passage is passage]
                shown.append(ShownPassage(passage, self._mark(passage, notes, marked, marks), signpost, notes, level))
            heading = "" if turn.speaker is HEADING else turn.speaker.heading
            yield ShownTurn(heading, f"{self.prefix}{anchor}", f"voice {turn.speaker.role}", shown)

    def _mark(
        self, passage: Passage, notes: Sequence[Note], mentions: Sequence[Mention], explained: Set[Mention]
    ) -> Markup:
        """Write the words of a passage with the noted ones marked, and mentions of terms linked.

        After the last of its words stands the reference to a note, a link without text; its number
        is written by the style sheet, so that it is in nobody's selection and no search.
        """
        if not notes and not mentions:
            return words(Span(passage, 0, len(passage.text)), opening=True)
        out: list[str] = []
        for mention, group in groupby(divide_into_runs(passage, notes, mentions), key=lambda run: run.mention):
            before, after = _link_mention(mention, explained) if mention else ("", "")
            if before and out and out[-1].endswith("!"):  # or “![” would open a picture
                out[-1] = f"{out[-1][:-1]}&#33;"
            out.append(before)
            references: list[str] = []
            for run in group:
                out.append(self._mark_run(run))
                references = [self._refer_to(note) for note in run.ended]
                out += [] if mention else references
            out += [after, *references] if mention else []
        return mark_as_written("".join(out))

    def _mark_run(self, run: Run) -> str:
        """Say at noted words where their note is: screen readers tell that there is one, and jump to it.

        Of several notes the first: `aria-details` names one element (ARIA 1.2). Each has its number besides.
        """
        text = escape_words(run.span, opening=not run.span.start and not run.notes)
        if not run.notes:
            return text
        numbers = " ".join(str(note.number) for note in run.notes)
        details = f"{self.prefix}c{run.notes[0].id[1:]}"
        return f'<mark class="noted" data-notes="{numbers}" aria-details="{details}">{text}</mark>'

    def _refer_to(self, note: Note) -> str:
        title = attribute(self.labels.note.format(number=note.number, kind=self.labels[note.kind]))
        anchor, here = f"{self.prefix}{note.id}", f"{self.prefix}r{note.id[1:]}"
        return f'[](#{anchor}){{: .mark .ref #{here} data-note="{note.number}" aria-label="{title}" }}'


def _name_turns(question: Question) -> Iterator[tuple[Turn, str]]:
    """Each turn with its anchor."""
    asked, answered = question.exchange.asked[:1], question.exchange.answered[:1]
    for count, turn in enumerate(question.exchange.turns, 1):
        yield turn, "question" if turn in asked else "answer" if turn in answered else f"turn-{count}"


def _link_mention(mention: Mention, explained: Set[Mention]) -> tuple[str, str]:
    """What stands before and after a mention: a link to the explanation if it has one; foreign words say their language."""
    term = mention.term
    lang = f' lang="{term.lang}"' if term.lang else ""
    return ("[", f"](#t-{term.id}){{: .term{lang} }}") if mention in explained else (f"<span{lang}>", "</span>")
