"""All notes on one page, by question, to be looked through and filtered by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..labels import KINDS
from ..model import Edition, Note, Page, Question
from .markdown import address, attributes, day, inline, link, literal, page
from .question import LISTED, path_of

PATH = "notes/index.md"


def notes_page(edition: Edition, source: str) -> Page:
    """The list of all notes; `source` is the folder of the editorial files.

    Of a long interview, only how many notes each question has, and of which kinds: nobody
    reads a list of thousands.
    """
    labels = edition.interview.labels
    counts = Counter(note.text.kind for question in edition.questions for note in question.notes)
    blocks = [
        f"# {inline(labels.notes)}",
        literal(labels.notes_about),
        *([] if len(edition.questions) > LISTED else ["\n".join(_filter(edition, counts))]),
    ]
    if len(edition.questions) > LISTED:
        blocks.append("\n".join(_counted(edition, question) for question in edition.questions))
    else:
        for question in edition.questions:
            blocks += _question(edition, question)
    return page(PATH, labels.notes, labels.notes_about, source, "\n\n".join(blocks))


def _filter(edition: Edition, counts: Counter[str]) -> Iterator[str]:
    """Buttons that show one kind: plain HTML, which the style sheet turns into a filter."""
    labels = edition.interview.labels
    choices = [
        ("all", labels.notes_all, counts.total()),
        *((kind, getattr(labels, kind), counts[kind]) for kind in KINDS),
    ]
    yield '<fieldset class="kinds">'
    yield f"<legend>{literal(labels.notes_filter)}</legend>"
    for kind, name, count in choices:
        checked = " checked" if kind == "all" else ""
        yield f'<label><input type="radio" name="kind" value="{kind}"{checked}> {inline(name)} ({count})</label>'
    yield "</fieldset>"


def _question(edition: Edition, question: Question) -> Iterator[str]:
    labels, editorial = edition.interview.labels, question.editorial
    yield f"## {link(question.heading, address(path_of(question), PATH))} {attributes(id=f'q{question.number}')}"
    if editorial.reviewed:
        yield f"{literal(labels.reviewed.format(date=day(editorial.reviewed, labels)))}\n{attributes('facts')}"
    if question.notes:
        yield "\n".join(_entry(edition, question, note) for note in question.notes)


def _counted(edition: Edition, question: Question) -> str:
    counts = Counter(note.text.kind for note in question.notes)
    kinds = ", ".join(f"{getattr(edition.interview.labels, kind)} {counts[kind]}" for kind in KINDS if counts[kind])
    return f"- {link(question.heading, address(path_of(question), PATH))} {inline(kinds)}"


def _entry(edition: Edition, question: Question, note: Note) -> str:
    labels = edition.interview.labels
    passages = {passage.number: passage for passage in question.exchange.passages}
    words = passages[note.passage].text[note.start : note.end]
    path, name = path_of(question), f"{question.number}.{note.passage}"
    return (
        f"- [{name}]({address(path, PATH, f'p{note.passage}')}) “{inline(words)}” · "
        f"[{inline(getattr(labels, note.text.kind))}]({address(path, PATH, note.id)}){attributes(f'kind {note.text.kind}')}"
    )
