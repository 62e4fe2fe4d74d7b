"""Word files, read back."""

from __future__ import annotations

from edition.exports.word import SOURCE
from edition.returned.word_file import Comment, Document, opened
from readback.reading import Cited, Noted, Reading, Said


def read(data: bytes) -> Reading:
    """The passages and notes of a finished file."""
    document = opened(data)
    said, voice = [], ""
    for paragraph in document.paragraphs:
        if (
            paragraph.style == "Heading2"
        ):  # a speaker's name, or a heading between turns, which is a passage of nobody's
            voice = "" if paragraph.passage else paragraph.words
        if paragraph.passage:
            said.append(Said(voice, paragraph.passage, paragraph.words))
    return Reading(tuple(said), tuple(_noted(document, comment) for comment in document.comments))


def _noted(document: Document, comment: Comment) -> Noted:
    ((index, (start, end)),) = comment.at.items()
    kind, *rest = comment.paragraphs
    passage = document.paragraphs[index]
    body = " ".join(" ".join(one.words for one in rest if one.style != SOURCE).split())
    sources = (
        Cited(" ".join(one.words.split()), next((address for _, _, address in one.links), ""))
        for one in rest
        if one.style == SOURCE
    )
    number, words = int(comment.initials), passage.words[start:end]
    return Noted(passage.passage, number, kind.bold, words, body, tuple(sources))
