"""All notes on one page, by question, to be looked through and filtered by kind."""

from __future__ import annotations

from collections import Counter

from edition.model.edition import Edition, Question
from edition.model.editorial import NOTE_KINDS
from edition.resolve import urls
from edition.site.page import Page
from edition.site.render import render


def notes_page(edition: Edition) -> Page:
    """Make the list of all notes.

    Of a long interview, only how many notes each question has, and of which kinds: nobody
    reads a list of thousands.
    """
    labels, questions = edition.interview.labels, [question for question in edition.questions if question.notes]
    counts = Counter(note.kind for question in questions for note in question.notes)
    choices = [("all", labels.notes_all, counts.total()), *((kind, labels[kind], counts[kind]) for kind in NOTE_KINDS)]

    def kinds_of(question: Question) -> str:
        counts = Counter(note.kind for note in question.notes)
        return labels.comma.join(f"{labels[kind]} {counts[kind]}" for kind in NOTE_KINDS if counts[kind])

    body = render("notes", edition, urls.NOTES, questions=questions, choices=choices, kinds_of=kinds_of)
    return Page(urls.NOTES, labels.notes, labels.notes_about, body)
