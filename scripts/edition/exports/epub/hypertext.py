"""Pieces of XHTML for the e-book.

A program needs these classes to tell whose words are whose, and a style sheet shows the same:

    voice     who speaks, until the next one
    passage   the words of the interview, and no others but those of class `mark`: numbers, references
    number    of the passage, in it
    note      the editors', with .title, .kind, the .quoted words, .text and every .source
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.locale.labels import Labels
from edition.model.edition import Mention, Note, Question
from edition.model.editorial import Term
from edition.model.prose import Block, Emphasis, Inline, Link, Listing, Name, Prose, Text
from edition.model.text import Passage, Turn
from edition.resolve.runs import divide_into_runs, list_explained


@dataclass(frozen=True, slots=True)
class Setting:
    """How the pieces are written in a file."""

    labels: Labels
    noted: bool
    """Whether the editors' words are in it."""
    passage: str = ""
    """Attributes of a passage."""


def text(words: str) -> str:
    """Words as they are shown, also in an attribute."""
    return html.escape(words, quote=False).replace('"', "&quot;")


def turn(question: Question, turn: Turn, setting: Setting) -> Iterator[str]:
    """Who speaks, then each passage with the editors' heading before it."""
    name = text(turn.speaker.name)
    role = f"voice {turn.speaker.role}"
    yield f'<h3 class="{role}">{name}</h3>' if name else f'<hr class="{role}"/>'
    signposts = {one.passage: one.text for one in question.editorial.signposts} if setting.noted else {}
    first = list_explained(question) if setting.noted else frozenset()
    mentions = [one for one in question.mentions if not one.inside and (one in first or one.term.lang)]
    marked = [(one, one in first) for one in mentions]
    for passage in turn.passages:
        if passage.number in signposts:
            label = text(setting.labels.file_heading)
            yield f'<p class="editors signpost"><span>{label}:</span> {text(signposts[passage.number])}</p>'
        notes = [note for note in question.notes if setting.noted and note.span.passage is passage]
        yield _write_passage(passage, notes, marked, setting)


def _write_passage(
    passage: Passage, notes: Sequence[Note], marked: Sequence[tuple[Mention, bool]], setting: Setting
) -> str:
    """A paragraph with its number; of the `marked` mentions those lead to the glossary beside which that is said."""
    leads = {id(one): is_first for one, is_first in marked}
    breaks = f'epub:type="pagebreak" role="doc-pagebreak" aria-label="{passage.name}"'
    parts = [f'<span class="mark number" id="p{passage.name}" {breaks}>{passage.name} </span>']
    for run in divide_into_runs(passage, notes, [one for one, _ in marked]):
        words = text(run.span.words)
        if run.notes:
            words = f'<span class="noted">{words}</span>'
        if run.mention:
            words = _write_mention(run.mention, words, leads[id(run.mention)])
        parts.append(words)
        parts += (_write_reference(passage, note, setting) for note in run.ended)
    return f'<p class="passage {passage.speaker.role}"{setting.passage}>{"".join(parts)}</p>'


def _write_mention(mention: Mention, words: str, is_explained: bool) -> str:
    term = mention.term
    lang = f' lang="{term.lang}" xml:lang="{term.lang}"' if term.lang else ""
    if is_explained:
        return f'<a class="term" href="glossary.xhtml#t-{text(term.id)}"{lang}>{words}</a>'
    return f"<span{lang}>{words}</span>" if lang else words


def _write_reference(passage: Passage, note: Note, setting: Setting) -> str:
    """The note's number, in brackets so that in a copy it isn't taken for digits of the words before it."""
    title = text(note_title(note, setting.labels))
    anchor = note_anchor(note)
    return (
        f'<sup class="mark"><a class="ref" id="r{anchor}" href="#n{anchor}" title="{title}" epub:type="noteref" '
        f'role="doc-noteref">[{note.number}]</a></sup>'
    )


def note_anchor(note: Note) -> str:
    """What tells a note from all others of the file: `3.4-n2` of question 3."""
    return f"{note.span.name}-{note.number}"


def note_title(note: Note, labels: Labels) -> str:
    """`Editors’ note 2 on 3.4`."""
    return labels.file_note.format(number=note.number, passage=note.span.name)


def note_head(note: Note, labels: Labels) -> str:
    """What note it is, of which kind, and the words that it is about."""
    quoted = text(labels.quotation).replace("{words}", f'<span class="quoted">{text(note.span.words)}</span>')
    title, kind = text(note_title(note, labels)), text(labels[note.kind])
    return f'<span class="title">{title}</span> · <b class="kind">{kind}</b> · {quoted}'


def note_body(note: Note, setting: Setting) -> str:
    """What the note says, and its sources."""
    sources = "\n".join(f'<li class="source">{_inlines(one.inside)}</li>' for one in note.sources)
    label = text(setting.labels.sources)
    return f'<div class="text">{prose(note.body)}</div>\n<p class="label">{label}:</p>\n<ul>{sources}</ul>'


def prose(blocks: Prose) -> str:
    """Paragraphs and lists."""
    return "\n".join(_write_block(block) for block in blocks)


def _write_block(block: Block) -> str:
    if not isinstance(block, Listing):
        return f"<p>{_inlines(block.inside)}</p>"
    items = "\n".join(f"<li>{prose(item)}</li>" for item in block.items)
    if block.first is None:
        return f"<ul>\n{items}\n</ul>"
    return f'<ol start="{block.first}">\n{items}\n</ol>'


def _inlines(parts: Iterable[Inline]) -> str:
    return "".join(_inline(part) for part in parts)


def _inline(part: Inline) -> str:
    match part:
        case Text(words):
            return text(words)
        case Name(words, term):
            return f'<a class="term" href="glossary.xhtml#t-{text(term)}">{text(words)}</a>'
        case Link(inside, address):
            words = "".join(text(one.name) if isinstance(one, Name) else _inline(one) for one in inside)
            return f'<a href="{text(address)}">{words}</a>'
        case Emphasis(inside, strong):
            tag = "strong" if strong else "em"
            return f"<{tag}>{_inlines(inside)}</{tag}>"


def entry(term: Term, setting: Setting) -> str:
    """What a glossary entry says: other names, office, what it is, and the sources of that."""
    about = [f"<i>{text(term.asides)}.</i>"] if term.asides else []
    about += [text(term.definition)] if term.definition else []
    named = f"<p>{' '.join(about)}</p>" if about else ""
    if not term.sources:
        return named
    sources = "; ".join(_inlines(one.inside) for one in term.sources)
    return f'{named}<p class="label">{text(setting.labels.sources)}{setting.labels.colon}{sources}</p>'
