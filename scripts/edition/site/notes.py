"""All notes on one page, by question, to be looked through and filtered by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.model.edition import Edition, Note, Question
from edition.model.editorial import NOTE_KINDS
from edition.resolve import urls as routes
from edition.site.markdown import attributes, inline, link, literal, relative, said, words
from edition.site.page import Page
from edition.site.prose import prose, sources


def notes_page(edition: Edition) -> Page:
    """The list of all notes.

    Of a long interview, only how many notes each question has, and of which kinds: nobody
    reads a list of thousands.
    """
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.notes)}", literal(labels.notes_about)]
    if edition.is_long:
        blocks.append("\n".join(_counted(edition, question) for question in edition.questions if question.notes))
    else:
        blocks.append("\n".join(_filter(edition)))
        blocks += (block for question in edition.questions if question.notes for block in _question(edition, question))
    return Page(routes.NOTES, labels.notes, labels.notes_about, tuple(blocks))


def _filter(edition: Edition) -> Iterator[str]:
    """Buttons that show one kind: plain HTML, which the style sheet turns into a filter."""
    labels = edition.interview.labels
    counts = Counter(note.kind for question in edition.questions for note in question.notes)
    choices = [("all", labels.notes_all, counts.total()), *((kind, labels[kind], counts[kind]) for kind in NOTE_KINDS)]
    yield '<fieldset class="kinds">'
    yield f"<legend>{literal(labels.notes_filter)}</legend>"
    for kind, name, count in choices:
        checked = " checked" if kind == "all" else ""
        yield f'<label><input type="radio" name="kind" value="{kind}"{checked}> {inline(name)} ({count})</label>'
    yield "</fieldset>"


def _question(edition: Edition, question: Question) -> Iterator[str]:
    """A section of its own, so that the style sheet can leave out one without notes of the kind that is asked for."""
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    heading = link(question.heading, relative(routes.question(question), routes.NOTES))
    yield '<section markdown="1">'
    yield f"## {heading} {attributes(id=f'q{question.number}')}"
    if reviewed:
        yield f"{literal(labels.reviewed.format(date=labels.day(reviewed)))}\n{attributes('facts')}"
    yield from (_entry(edition, question, note) for note in question.notes)
    yield "</section>"


def _counted(edition: Edition, question: Question) -> str:
    counts = Counter(note.kind for note in question.notes)
    kinds = edition.interview.labels.comma.join(
        f"{edition.interview.labels[kind]} {counts[kind]}" for kind in NOTE_KINDS if counts[kind]
    )
    return f"- {link(question.heading, relative(routes.question(question), routes.NOTES))} {inline(kinds)}"


def _entry(edition: Edition, question: Question, note: Note) -> str:
    """A note with the words that it is about, its text and its sources."""
    labels = edition.interview.labels
    passage = relative(routes.passage(question, note.span.passage), routes.NOTES)
    place = relative(routes.note(question, note), routes.NOTES)

    def name(id: str) -> str:
        return relative(routes.term(edition.terms[id]), routes.NOTES)

    return (
        f'<div class="listed {note.kind}" markdown="1">\n\n'
        f"[{note.span.name}]({passage}) {said(words(note.span), edition.interview)}\n\n"
        f'<div class="editors" markdown="1">\n\n'
        f"[{inline(labels[note.kind])}]({place}){attributes('kind')}\n\n{prose(note.body, name)}\n\n"
        f"{inline(labels.sources)}{labels.colon}{sources(note.sources)}\n{attributes('facts')}\n\n</div>\n</div>"
    )
