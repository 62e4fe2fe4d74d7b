"""All notes on one page, by question, to be looked through and filtered by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...model.edition import Edition, Note, Question
from ...model.editorial import NOTE_KINDS
from ...views import routes
from .markdown import attributes, inline, link, literal, quotation, relative, words
from .page import Page


def notes_page(edition: Edition) -> Page:
    """The list of all notes.

    Of a long interview, only how many notes each question has, and of which kinds: nobody
    reads a list of thousands.
    """
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.notes)}", literal(labels.notes_about)]
    if edition.is_long:
        blocks.append("\n".join(_counted(edition, question) for question in edition.questions))
    else:
        blocks.append("\n".join(_filter(edition)))
        blocks += (block for question in edition.questions for block in _question(edition, question))
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
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    heading = link(question.heading, relative(routes.question(question), routes.NOTES))
    yield f"## {heading} {attributes(id=f'q{question.number}')}"
    if reviewed:
        yield f"{literal(labels.reviewed.format(date=labels.day(reviewed)))}\n{attributes('facts')}"
    if question.notes:
        yield "\n".join(_entry(edition, question, note) for note in question.notes)


def _counted(edition: Edition, question: Question) -> str:
    counts = Counter(note.kind for note in question.notes)
    kinds = ", ".join(f"{edition.interview.labels[kind]} {counts[kind]}" for kind in NOTE_KINDS if counts[kind])
    return f"- {link(question.heading, relative(routes.question(question), routes.NOTES))} {inline(kinds)}"


def _entry(edition: Edition, question: Question, note: Note) -> str:
    labels = edition.interview.labels
    passage = relative(routes.passage(question, note.span.passage), routes.NOTES)
    place = relative(routes.note(question, note), routes.NOTES)
    return (
        f"- [{note.span.name}]({passage}) {quotation(words(note.span), labels)} · "
        f"[{inline(labels[note.kind])}]({place}){attributes(f'kind {note.kind}')}"
    )
