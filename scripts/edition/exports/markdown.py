"""Markdown, as CommonMark has it: a paragraph for each passage, block quotes for whatever is the editors'.

It is published as `….md.txt`, because a site generator takes `….md` for a page of its own, and
browsers show text; a reader keeps it as `….md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from edition.exports import Export
from edition.exports.colophon import colophon
from edition.exports.readback import Cited, Noted, Reading, Said
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Block, Emphasis, Inline, Link, Listing, Name, Text
from edition.resolve.plain import heading
from edition.source.publication import Publication

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$]")
"""Means something wherever it stands, to CommonMark or to what is often added to it."""
_ADDRESS = re.compile(r"[\\&]")
"""Means something in an address between `<` and `>`."""
_ESCAPED = r"\\\g<0>"
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
"""Means something where a paragraph begins."""
_SPEAKER = re.compile(r"(\d+\.\d+)(?: (.*))?:")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The interview as Markdown, in UTF-8; with what the editors wrote if `noted`."""
    about = colophon(edition, publication, noted)
    blocks = [f"# {_line(about.title)}", _quote(_literal(line) for line in about.lines)]
    blocks += (block for question in edition.questions for block in _question(edition, question, noted))
    return ("\n\n".join(blocks) + "\n").encode()


def _question(edition: Edition, question: Question, noted: bool) -> Iterator[str]:
    labels, editorial = edition.interview.labels, question.editorial
    yield f"## {_line(heading(question, labels))}"
    about = [f"**{_line(labels.file_title)}:** {_line(editorial.title)}"] if editorial.titled else []
    about += [f"**{_line(labels.summary)}** {_line(editorial.summary)}"] if editorial.summary else []
    if noted and about:
        yield _quote(about)
    signposts = {signpost.passage: signpost.text for signpost in editorial.signposts if noted}
    for passage in question.passages:
        if passage.number in signposts:
            yield _quote([f"**{_line(labels.file_heading)}:** {_line(signposts[passage.number])}"])
        yield f"**{f'{passage.name} {_line(passage.speaker.name)}'.rstrip()}:** {_line(passage.text)}"
        yield from (_note(edition, note) for note in question.notes if noted and note.span.passage is passage)


def _note(edition: Edition, note: Note) -> str:
    labels = edition.interview.labels
    title = labels.file_note.format(number=note.number, passage=note.span.name)
    sources = "\n".join(f"- {_inlines(source.inside, opening=True)}" for source in note.sources)
    return _quote(
        (
            f"**{_line(title)}** · **{_line(labels[note.kind])}**",
            _quote([_literal(note.span.words)]),
            *map(_block, note.body),
            f"{_literal(labels.sources)}:",
            sources,
        )
    )


def _quote(blocks: Sequence[str] | Iterator[str]) -> str:
    return "> " + "\n\n".join(blocks).replace("\n", "\n> ").replace("\n> \n", "\n>\n")


def _block(block: Block) -> str:
    if not isinstance(block, Listing):
        return _inlines(block.inside, opening=True)
    marks = ("-" if block.first is None else f"{block.first + index}." for index in range(len(block.items)))
    items = (
        f"{mark} " + "\n\n".join(map(_block, item)).replace("\n", "\n" + " " * (len(mark) + 1))
        for mark, item in zip(marks, block.items, strict=True)
    )
    return "\n".join(items)


def _inlines(parts: Sequence[Inline], opening: bool = False) -> str:
    written = "".join(map(_inline, parts))
    return _opened(written) if opening and parts and isinstance(parts[0], Text | Name) else written


def _inline(part: Inline) -> str:
    match part:
        case Text(text) | Name(text):
            return _line(text.replace("\n", " "))
        case Link(inside, address):
            return f"[{_inlines(inside)}](<{_ADDRESS.sub(_ESCAPED, address)}>)"
        case Emphasis(inside, strong):
            mark = "**" if strong else "*"
            return f"{mark}{_inlines(inside)}{mark}"


def _line(text: str) -> str:
    """`text` so that these very characters are shown inside a line."""
    escaped = _SPECIAL.sub(_ESCAPED, text)
    first, last = escaped[:1], escaped[-1:]
    if last.isspace() and last != " ":  # a parser may strip a no-break space, too
        escaped = f"{escaped[:-1]}&#{ord(last)};"
    if first.isspace() and first != " " and len(text) > 1:
        escaped = f"&#{ord(first)};{escaped[1:]}"
    return escaped


def _literal(text: str) -> str:
    """The same where a paragraph begins."""
    return _opened(_line(text))


def _opened(written: str) -> str:
    """What is written for a line, as the beginning of a paragraph."""
    return _OPENING.sub(r"\1\\\2", written)


def read(data: bytes) -> Reading:
    """The passages and notes of a finished file."""
    said, noted = [], []
    for node in SyntaxTreeNode(_parser().parse(data.decode())).children:
        strong, rest = _first_strong(node)
        if node.type == "paragraph" and (speaker := _SPEAKER.fullmatch(strong)):
            said.append(Said(speaker[2] or "", speaker[1], rest.removeprefix(" ")))
        elif node.type == "blockquote" and any(child.type == "blockquote" for child in node.children):
            noted.append(_noted(node))
    return Reading(tuple(said), tuple(noted))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address is compared as it was written
    return parser


def _noted(node: SyntaxTreeNode) -> Noted:
    head, quoted, *body, _, sources = node.children
    title, kind = (_text(child) for child in head.children[0].children if child.type == "strong")
    numbers = _NUMBERS.findall(title)
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind,
        _text(quoted).rstrip("\n"),
        _folded("".join(map(_text, body))),
        tuple(Cited(_folded(_text(item)), _address(item)) for item in sources.children),
    )


def _first_strong(node: SyntaxTreeNode) -> tuple[str, str]:
    """The strong words that a paragraph begins with, and what follows them."""
    inside = node.children[0].children if node.type == "paragraph" else []
    parts = [part for part in inside if part.type != "text" or part.content]
    if not parts or parts[0].type != "strong":
        return "", ""
    return _text(parts[0]), "".join(map(_text, parts[1:]))


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "text_special"):
        return node.content
    inside = "".join(map(_text, node.children))
    return f"{inside}\n" if node.type == "paragraph" else inside


def _address(node: SyntaxTreeNode) -> str:
    links = (str(part.attrs["href"]) for part in node.walk() if part.type == "link")
    return next(links, "")


def _folded(text: str) -> str:
    return " ".join(text.split())


EXPORTS = (
    Export("edition.md.txt", "text/markdown", "markdown", partial(write, noted=True), read),
    Export("interview.md.txt", "text/markdown", "markdown", partial(write, noted=False), read, noted=False),
)
