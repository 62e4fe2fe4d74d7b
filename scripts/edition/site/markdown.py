"""How things are written in Markdown, so that any text comes out as itself.

The dialect is Python-Markdown with the extensions that mkdocs.yml turns on; MkDocs and
Zensical both speak it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from edition.locale.labels import Labels
from edition.model.editorial import Interview
from edition.model.text import Span
from edition.resolve.language_tags import write_words_language
from edition.resolve.urls import Target

_ALWAYS = re.compile(r"[\\`*_{}\[\]<>&#|~^$@]")
"""Emphasis, code, links, HTML, attributes, tables, snippets: special wherever they stand."""
_TOGETHER = re.compile(r"[:=+%-](?:(?<=[:=+%-]{2})|(?=[:=+%/-])|(?<=:)(?=\w))")
"""`==mark==`, `++key++`, `:emoji:`, `https://`: special beside one another or before a word."""
_SPECIAL = re.compile(f"{_ALWAYS.pattern}|{_TOGETHER.pattern}")
_OPENING = frozenset("!?:+/=.%;-")
"""Special where a paragraph begins: lists, definitions, admonitions, blocks."""
_OF_ADDRESSES = "%:/?#@!$&'+,;="
"""What an address has beside letters, digits and `-._~` and may stand in a link as it is."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NUMBERED = re.compile(r"(\d+)([.)])")


def mark_as_written(text: str) -> Markup:
    """`Markup(text)` for a plain string, in a third of the time."""
    return str.__new__(Markup, text)


def escape_line(text: str) -> str:
    """Write `text` so that Markdown shows these very characters inside a line.

    What could mean something is written as a character reference, which no extension
    looks into; everything else stays readable. `text` is one folded line.
    """
    return _SPECIAL.sub(_reference, text)


def escape_paragraph(text: str) -> str:
    """The same for a text that is a whole paragraph, or begins one."""
    return _escape_opening(_SPECIAL.sub(_reference, text))


def inline(text: str) -> Markup:
    """`escape_line`, for templates."""
    return mark_as_written(escape_line(text))


def literal(text: str) -> Markup:
    """`escape_paragraph`, for templates."""
    return mark_as_written(escape_paragraph(text))


def _escape_opening(text: str) -> str:
    """A text, already written for a line, as one that begins a paragraph."""
    first = text[:1]
    if first in _OPENING or first.isspace():  # Markdown would strip a no-break space, too
        return f"&#{ord(first)};{text[1:]}"
    if number := _NUMBERED.match(text):
        return f"{number[1]}&#{ord(number[2])};{text[number.end() :]}"
    return text


def _reference(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"&#{ord(found[0])};"


def words(span: Span, opening: bool = False) -> Markup:
    """`escape_words`, for templates."""
    return mark_as_written(escape_words(span, opening))


def escape_words(span: Span, opening: bool = False) -> str:
    """Write the words of a span as `escape_line` does, or as `escape_paragraph` does when they begin a paragraph.

    A passage is looked through once, however often it is cut.
    """
    text, special = span.passage.text, _special(span.passage.text)
    out: list[str] = []
    at = span.start
    for place in special[bisect_left(special, span.start) : bisect_left(special, span.end)]:
        out += (text[at:place], _NAMED.get(text[place]) or f"&#{ord(text[place])};")
        at = place + 1
    written = "".join((*out, text[at : span.end]))
    return _escape_opening(written) if opening else written


@lru_cache(maxsize=16384)
def _special(text: str) -> tuple[int, ...]:
    """Where a text has characters that mean something to Markdown."""
    return tuple(found.start() for found in _SPECIAL.finditer(text))


def quotation(text: str, labels: Labels) -> Markup:
    """A text, already written, in quotation marks."""
    return filled(labels.quotation, words=text)


def said(text: str, interview: Interview) -> Markup:
    """Words of the interview, already written, among those of others: in its face and in quotation marks."""
    return mark_as_written(
        f'<span class="said"{write_words_language(interview)}>{quotation(text, interview.labels)}</span>'
    )


def filled(label: str, **written: str) -> Markup:
    """A label in a line, with what is already `written` in its places."""
    pieces = _split_label(label)
    return mark_as_written("".join(written.get(piece, "") if at % 2 else piece for at, piece in enumerate(pieces)))


@lru_cache(maxsize=512)
def _split_label(label: str) -> tuple[str, ...]:
    """Split a label into text, written for a line, and the names of its places, in turn."""
    pieces = re.split(r"\{(\w+)\}", label)
    return tuple(piece if at % 2 else escape_line(piece) for at, piece in enumerate(pieces))


def attribute(text: str) -> Markup:
    """`text` as the value of an attribute, in HTML or in an attribute list, into which Markdown looks, too."""
    return mark_as_written(_ALWAYS.sub(_reference, text).replace('"', "&quot;"))


def anchor(id: str) -> Markup:
    """Write an id for an attribute list, in which Markdown would take `_28_` for emphasis."""
    return mark_as_written(id.replace("_", r"\_"))


def link(text: str, address: str) -> Markup:
    """A link whose text is `text` to the letter."""
    return mark_as_written(f"[{escape_line(text)}]({address})")


def target(address: str) -> Markup:
    """A web address as the target of a link: what Markdown would take for the target's end, or look into, is written as its number."""
    return mark_as_written(quote(address, safe=_OF_ADDRESSES))


def file_of(page: str) -> str:
    """The Markdown file of a target's page, below docs/: `topics/index.md` for `topics/`."""
    return f"{page}index.md" if page.endswith("/") or not page else f"{page}.md"


@lru_cache(maxsize=16384)
def relative(target: Target, page: Target) -> Markup:
    """The relative address of `target` from `page`, as Markdown has it."""
    there, here = file_of(target.page), file_of(page.page)
    folder, _, name = there.rpartition("/")
    home = here.rpartition("/")[0]
    path = name if folder == home else "../" * here.count("/") + there
    return mark_as_written(f"{path}#{target.anchor}" if target.anchor else path)


def published(target: Target, page: Target) -> Markup:
    """The same between the published pages, for raw HTML, whose addresses MkDocs leaves alone.

    Only for a folder's own page: elsewhere Zensical takes the address for one between the files.
    """
    return mark_as_written("../" * page.folder.count("/") + target.address)
