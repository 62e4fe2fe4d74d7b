"""The comments of a Word file that was sent back: which are new, and on which words of the interview."""

from __future__ import annotations

from collections.abc import Iterator

from edition.exports.word import write
from edition.model.edition import Edition
from edition.model.text import Passage, Span, find_occurrences, normalise
from edition.problems import Place, Problems
from edition.returned import Remark
from edition.returned.drafts import escape_text
from edition.returned.word_file import Comment, Document, Paragraph, opened
from edition.source.publication import NOWHERE


def read_remarks(data: bytes, edition: Edition, name: str, problems: Problems) -> Iterator[Remark]:
    """The new comments of the file called `name`; what can't be placed is a problem.

    The editors' own are known by their author. Raises ValueError if it is no Word file.
    """
    document = opened(data, marks=True)
    passages = _list_passages(document, edition, name, problems)
    ours = edition.interview.labels.file_editors.format(edition=edition.interview.edition)
    sent = {_read_text(comment) for comment in opened(write(edition, NOWHERE, noted=True), marks=True).comments}
    for number, comment in enumerate(document.comments, 1):
        place, said = Place(name, number), {"author": comment.author or "?", "text": _read_text(comment)}
        if comment.author == ours:
            if said["text"] not in sent:
                problems.warn(place, "comment-ours-changed", **said)
        elif not said["text"]:
            problems.warn(place, "comment-empty", **said)
        elif span := _find_span(comment, document, passages, place, said, problems):
            yield Remark(place, comment.author, span, tuple(map(_write_markdown, comment.paragraphs)))


def _read_text(comment: Comment) -> str:
    return " ".join(" ".join(one.words for one in comment.paragraphs).split())


def _list_passages(
    document: Document, edition: Edition, name: str, problems: Problems
) -> dict[int, tuple[Passage, int]]:
    """By the number of a paragraph, the passage in it, and where its words begin; -1 where they were changed."""
    every = {passage.name: passage for question in edition.questions for passage in question.passages}
    found: dict[int, tuple[Passage, int]] = {}
    for index, paragraph in enumerate(document.paragraphs):
        passage = every.get(paragraph.passage) or next((p for p in every.values() if p.text in paragraph.words), None)
        if passage:
            found[index] = passage, paragraph.words.find(passage.text)
            if found[index][1] < 0:
                problems.warn(Place(name, 1), "comment-text-changed", passage=passage.name)
    return found


def _find_span(
    comment: Comment,
    document: Document,
    passages: dict[int, tuple[Passage, int]],
    place: Place,
    said: dict[str, str],
    problems: Problems,
) -> Span | None:
    """The words that a comment is on; None and a problem where that isn't certain."""
    reached = [(index, edges) for index, edges in comment.at.items() if edges[0] < edges[1] and index in passages]
    if len(reached) != 1:
        problems.at(place, "comment-across" if reached else "comment-nowhere", **said)
        return None
    ((index, (start, end)),) = reached
    passage, begin = passages[index]
    if begin < 0:
        wanted = normalise(" ".join(document.paragraphs[index].words[start:end].split()))
        places = [*find_occurrences(wanted, passage.matched)] if wanted else []
        if len(places) != 1:
            problems.at(place, "comment-words-changed", passage=passage.name, words=wanted, **said)
            return None
        return Span(passage, places[0], places[0] + len(wanted))
    start, end = max(start - begin, 0), min(end - begin, len(passage.text))
    words = passage.text[start:end]
    if not words.strip():
        problems.at(place, "comment-nowhere", **said)
        return None
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return Span(passage, start, end)


def _write_markdown(paragraph: Paragraph) -> str:
    """The words of a comment's paragraph, with their links."""
    parts, done = [], 0
    for start, end, address in paragraph.links:
        parts += [escape_text(paragraph.words[done:start]), f"[{escape_text(paragraph.words[start:end])}]({address})"]
        done = end
    return "".join((*parts, escape_text(paragraph.words[done:]))).strip()
