"""Markdown, as CommonMark has it: a paragraph for each passage, block quotes for whatever is the editors'.

It is published as `….md.txt`, because a site generator takes `….md` for a page of its own, and
browsers show text; a reader keeps it as `….md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from edition.exports import Export
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Block, Emphasis, Inline, Link, Listing, Name, Text
from edition.resolve.colophon import colophon
from edition.resolve.plain import heading
from edition.source.publication import Publication

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$]")
"""Means something wherever it stands, to CommonMark or to what is often added to it."""
_ADDRESS = re.compile(r"[\\&]")
"""Means something in an address between `<` and `>`."""
_ESCAPED = r"\\\g<0>"
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
"""Means something where a paragraph begins."""


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The interview as Markdown, in UTF-8; with what the editors wrote if `noted`."""
    about = colophon(edition, publication, noted)
    blocks = [f"# {_write_line(about.title)}", _quote(_escape_paragraph(line) for line in about.lines)]
    blocks += (block for question in edition.questions for block in _write_question(edition, question, noted))
    return ("\n\n".join(blocks) + "\n").encode()


def _write_question(edition: Edition, question: Question, noted: bool) -> Iterator[str]:
    labels, editorial = edition.interview.labels, question.editorial
    yield f"## {_write_line(heading(question, labels))}"
    about = [f"**{_write_line(labels.file_title)}:** {_write_line(editorial.title)}"] if editorial.titled else []
    about += [f"**{_write_line(labels.summary)}** {_write_line(editorial.summary)}"] if editorial.summary else []
    if noted and about:
        yield _quote(about)
    signposts = {signpost.passage: signpost.text for signpost in editorial.signposts if noted}
    for passage in question.passages:
        if passage.number in signposts:
            yield _quote([f"**{_write_line(labels.file_heading)}:** {_write_line(signposts[passage.number])}"])
        yield f"**{f'{passage.name} {_write_line(passage.speaker.name)}'.rstrip()}:** {_write_line(passage.text)}"
        yield from (_note(edition, note) for note in question.notes if noted and note.span.passage is passage)


def _note(edition: Edition, note: Note) -> str:
    labels = edition.interview.labels
    title = labels.file_note.format(number=note.number, passage=note.span.name)
    sources = "\n".join(f"- {_inlines(source.inside, opening=True)}" for source in note.sources)
    return _quote(
        (
            f"**{_write_line(title)}** · **{_write_line(labels[note.kind])}**",
            _quote([_escape_paragraph(note.span.words)]),
            *map(_write_block, note.body),
            f"{_escape_paragraph(labels.sources)}:",
            sources,
        )
    )


def _quote(blocks: Sequence[str] | Iterator[str]) -> str:
    return "> " + "\n\n".join(blocks).replace("\n", "\n> ").replace("\n> \n", "\n>\n")


def _write_block(block: Block) -> str:
    if not isinstance(block, Listing):
        return _inlines(block.inside, opening=True)
    marks = ("-" if block.first is None else f"{block.first + index}." for index in range(len(block.items)))
    items = (
        f"{mark} " + "\n\n".join(map(_write_block, item)).replace("\n", "\n" + " " * (len(mark) + 1))
        for mark, item in zip(marks, block.items, strict=True)
    )
    return "\n".join(items)


def _inlines(parts: Sequence[Inline], opening: bool = False) -> str:
    written = "".join(map(_inline, parts))
    return _escape_opening(written) if opening and parts and isinstance(parts[0], Text | Name) else written


def _inline(part: Inline) -> str:
    match part:
        case Text(text) | Name(text):
            return _write_line(text.replace("\n", " "))
        case Link(inside, address):
            return f"[{_inlines(inside)}](<{_ADDRESS.sub(_ESCAPED, address)}>)"
        case Emphasis(inside, strong):
            mark = "**" if strong else "*"
            return f"{mark}{_inlines(inside)}{mark}"


def _write_line(text: str) -> str:
    """`text` so that these very characters are shown inside a line."""
    escaped = _SPECIAL.sub(_ESCAPED, text)
    first, last = escaped[:1], escaped[-1:]
    if last.isspace() and last != " ":  # a parser may strip a no-break space, too
        escaped = f"{escaped[:-1]}&#{ord(last)};"
    if first.isspace() and first != " " and len(text) > 1:
        escaped = f"&#{ord(first)};{escaped[1:]}"
    return escaped


def _escape_paragraph(text: str) -> str:
    """The same where a paragraph begins."""
    return _escape_opening(_write_line(text))


def _escape_opening(written: str) -> str:
    """What is written for a line, as the beginning of a paragraph."""
    return _OPENING.sub(r"\1\\\2", written)


EXPORTS = (
    Export("edition.md.txt", "text/markdown", "markdown", partial(write, noted=True)),
    Export("interview.md.txt", "text/markdown", "markdown", partial(write, noted=False), noted=False),
)
