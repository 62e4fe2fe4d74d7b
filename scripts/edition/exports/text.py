"""Plain text: a passage on a line, behind its number and its speaker's name; notes indented below.

No line is broken for its length, and no passage holds a tab, so a tab tells the parts of a line
apart for a program, and is a gap for a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.exports import Export
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Block, Listing, join_words
from edition.resolve.colophon import colophon
from edition.resolve.plain import heading, line, plain
from edition.source.publication import Publication


def write_interview(edition: Edition, publication: Publication) -> bytes:
    """The interview alone, in UTF-8."""
    return plain(edition, publication).text.encode()


def write_edition(edition: Edition, publication: Publication) -> bytes:
    """The interview with what the editors wrote, in UTF-8."""
    about = colophon(edition, publication)
    blocks = ["\n".join((about.title, *about.lines))]
    blocks += (block for question in edition.questions for block in _write_question(edition, question))
    return ("\n\n".join(blocks) + "\n").encode()


def _write_question(edition: Edition, question: Question) -> Iterator[str]:
    labels, editorial = edition.interview.labels, question.editorial
    yield heading(question, labels)
    about = [f"    {labels.file_title}:\t{editorial.title}"] if editorial.titled else []
    about += [f"    {labels.summary}\t{editorial.summary}"] if editorial.summary else []
    if about:
        yield "\n".join(about)
    signposts = {signpost.passage: signpost.text for signpost in editorial.signposts}
    for passage in question.passages:
        if passage.number in signposts:
            yield f"    {labels.file_heading}:\t{signposts[passage.number]}"
        yield line(passage)
        yield from ("\n".join(_note(edition, note)) for note in question.notes if note.span.passage is passage)


def _note(edition: Edition, note: Note) -> Iterator[str]:
    labels = edition.interview.labels
    yield f"    {labels.file_note.format(number=note.number, passage=note.span.name)}:\t{labels[note.kind]}"
    yield f"    > {note.span.words}"
    for block in note.body:
        yield from _wrap_lines(block, "    ")
    for source in note.sources:
        yield f"    {labels.sources}:\t{join_words(source.inside)}\t{source.address}"


def _wrap_lines(block: Block, indent: str) -> Iterator[str]:
    """A block of the editors' prose, each paragraph on a line; the items of a list stand deeper."""
    if not isinstance(block, Listing):
        yield indent + join_words((block,))
        return
    for number, item in enumerate(block.items, block.first or 0):
        mark = "-" if block.first is None else f"{number}."
        lines = [line for inner in item for line in _wrap_lines(inner, indent + "  ")]
        yield f"{indent}  {mark} {''.join(lines[:1]).lstrip(' ')}"
        yield from lines[1:]


EXPORTS = (
    Export("edition.txt", "text/plain", "text", write_edition),
    Export("interview.txt", "text/plain", "text", write_interview, noted=False),
)
