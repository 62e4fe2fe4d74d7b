"""The turns of a question on a page: who speaks, the passages with their marks, and the notes after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from edition.locale.labels import Labels
from edition.model.edition import Edition, Mention, Note, Question
from edition.model.text import HEADING, Passage, Span
from edition.resolve import urls as routes
from edition.resolve.language_tags import of_words
from edition.resolve.runs import Run, explained, runs
from edition.resolve.urls import Target
from edition.site.markdown import attribute, attributes, inline, link, relative, words
from edition.site.prose import paragraph, prose
from edition.source.publication import NOWHERE, Publication


@dataclass(frozen=True, slots=True)
class Setting:
    """How turns are set on a page: that of their question, or one with others."""

    edition: Edition
    page: Target
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

    def name(self, id: str) -> str:
        """The address of a name's entry in the glossary."""
        return relative(routes.term(self.edition.terms[id]), self.page)


def turns(question: Question, setting: Setting) -> Iterator[str]:
    """Each turn under its speaker; each passage with its anchor, a signpost before and the notes after it."""
    signposts = {signpost.passage: signpost.text for signpost in question.editorial.signposts}
    marks: Set[Mention] = frozenset() if setting.home else explained(question)
    marked = [m for m in question.mentions if not m.inside and (m in marks or m.term.lang)]
    asked, answered = question.exchange.asked[:1], question.exchange.answered[:1]
    for count, turn in enumerate(question.exchange.turns, 1):
        name = "question" if turn in asked else "answer" if turn in answered else f"turn-{count}"
        if turn.speaker is not HEADING:
            classes = f"voice {turn.speaker.role}"
            yield _heading(setting.level, turn.speaker.heading, setting.prefix + name, classes, setting)
        level = setting.level + 1
        for passage in turn.passages:
            if passage.number in signposts:
                anchor = f"{setting.prefix}s{passage.number}"
                yield _heading(setting.level + 1, signposts[passage.number], anchor, "editors signpost", setting)
                level = setting.level + 2
            here = [note for note in question.notes if note.span.passage is passage]
            yield _passage(question, passage, _marked(passage, here, marked, marks, setting), setting)
            yield from (_note(note, setting, level) for note in here)


def _heading(level: int, text: str, anchor: str, classes: str, setting: Setting) -> str:
    """A heading; on a page of several questions, one that its outline leaves out."""
    if setting.home:
        return f'<h{level} class="{classes}" id="{anchor}">{inline(text)}</h{level}>'
    return f"{'#' * level} {inline(text)} {attributes(classes, anchor)}"


def _passage(question: Question, passage: Passage, text: str, setting: Setting) -> str:
    """A passage as a Markdown paragraph: its words, its number, its anchor.

    The number is a link without text, and so is the way to suggest a note; the style sheet
    shows them. So nothing but the source's words is found, copied or searched in a passage.
    """
    name, anchor = passage.name, f"p{passage.number}"
    time = f' data-time="{attribute(passage.time)}"' if passage.time else ""
    said = attribute(f"¶ {name}" + (f", {passage.time}" if passage.time else ""))
    marks = f'[]({setting.home}#{anchor}){{: .mark data-passage="{name}"{time} aria-label="{said}" }}'
    if form := setting.publication.suggest(question.heading, name, passage.text):
        label = attribute(setting.labels.suggest.format(passage=name))
        marks += f'[]({form}){{: .mark .suggest aria-label="{label}" }}'
    return f"{text}\n{marks}\n{{: #{setting.prefix}{anchor} .passage .{passage.speaker.role}{of_words(setting.edition.interview)} }}"


def _marked(
    passage: Passage, notes: Sequence[Note], mentions: Sequence[Mention], explained: Set[Mention], setting: Setting
) -> str:
    """The words of a passage with the noted ones marked, and mentions of terms linked.

    After the last of its words stands the reference to a note, a link without text; its number
    is written by the style sheet, so that it is in nobody's selection and no search.
    """
    if not notes and not mentions:
        return words(Span(passage, 0, len(passage.text)), opening=True)
    out: list[str] = []
    for mention, group in groupby(runs(passage, notes, mentions), key=lambda run: run.mention):
        before, after = _around(mention, explained) if mention else ("", "")
        if before and out and out[-1].endswith("!"):  # or “![” would open a picture
            out[-1] = f"{out[-1][:-1]}&#33;"
        out.append(before)
        references: list[str] = []
        for run in group:
            out.append(_run(run, setting))
            references = [_reference(note, setting) for note in run.ended]
            out += [] if mention else references
        out += [after, *references] if mention else []
    return "".join(out)


def _around(mention: Mention, explained: Set[Mention]) -> tuple[str, str]:
    """What stands before and after a mention: a link to the explanation if it has one; foreign words say their language."""
    term = mention.term
    lang = f' lang="{term.lang}"' if term.lang else ""
    return ("[", f"](#t-{term.id}){{: .term{lang} }}") if mention in explained else (f"<span{lang}>", "</span>")


def _run(run: Run, setting: Setting) -> str:
    """Noted words say where their note is: screen readers tell that there is one, and jump to it.

    Of several notes the first: `aria-details` names one element (ARIA 1.2). Each has its number besides.
    """
    text = words(run.span, opening=not run.span.start and not run.notes)
    if not run.notes:
        return text
    numbers = " ".join(str(note.number) for note in run.notes)
    details = _comment(run.notes[0], setting)
    return f'<mark class="noted" data-notes="{numbers}" aria-details="{details}">{text}</mark>'


def _comment(note: Note, setting: Setting) -> str:
    """The id of the note as a whole; that of its heading is the one that is linked to."""
    return f"{setting.prefix}c{note.id[1:]}"


def _reference(note: Note, setting: Setting) -> str:
    title = attribute(_title(note, setting.labels))
    id = f"{setting.prefix}{note.id}"
    return f'[](#{id}){{: .mark .ref #{setting.prefix}r{note.id[1:]} data-note="{note.number}" aria-label="{title}" }}'


def _title(note: Note, labels: Labels) -> str:
    """`Editors’ note 2: Disputed`."""
    return labels.note.format(number=note.number, kind=labels[note.kind])


def _note(note: Note, setting: Setting, level: int) -> str:
    """The note as an aside of the page, to be read after its passage.

    The heading puts it into a screen reader's list of headings.
    """
    labels, prefix = setting.labels, setting.prefix
    question = f" {prefix.removesuffix('-')}" if prefix else ""  # of several questions, each has a note 1
    sources = "\n".join(f"- {paragraph(source.inside)}" for source in note.sources)
    ways = [link(labels.back, f"#{prefix}r{note.id[1:]}")]
    if address := setting.publication.edit(note.annotation.quote.place):
        ways.append(link(labels.edit_note, address))
    return (
        f'<aside class="note {note.kind} editors" data-note="{note.number}" data-passage="{note.span.name}" '
        f'id="{_comment(note, setting)}" aria-labelledby="{prefix}{note.id}{question}" role="doc-footnote" markdown="1">\n'
        f'<h{level} id="{prefix}{note.id}">{inline(_title(note, labels))}</h{level}>\n'
        f'<div class="rest" markdown="1">\n\n'
        f"{prose(note.body, setting.name)}\n\n"
        f"{inline(labels.sources)}{labels.colon.rstrip(' ')}\n{{: .sources }}\n\n{sources}\n\n"
        f"{' · '.join(ways)}\n{{: .ways }}\n\n"
        "</div>\n</aside>"
    )
