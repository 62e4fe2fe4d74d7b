"""One HTML file with everything in it: text, notes, glossary, face. It asks nothing of any network, and may not."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

from ...model.edition import Edition, Note, Question
from ...publication import Publication
from ...views.colophon import Colophon, colophon
from ...views.plain import heading
from ...views.said import Reading
from ...views.tongues import of_page, of_words
from .. import Export
from ..hypertext import Setting, entry, note_anchor, note_body, note_head, read_tree, text, turn

_HERE = Path(__file__).parent
_FACE = _HERE.parents[3] / "docs/assets/fonts"
"""The interview's face and its licence, which has to go where the face goes."""
_VOID = {"br", "hr", "input", "link", "meta"}


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The page, in UTF-8; with what the editors wrote if `noted`."""
    about, setting = (
        colophon(edition, publication, noted),
        Setting(edition.interview.labels, noted, passage=of_words(edition.interview)),
    )
    blocks = [
        *_head(edition, about),
        *_controls(edition, noted),
        *_contents(edition, noted),
        "<main>",
        *(block for question in edition.questions for block in _question(question, setting)),
        "</main>",
        *(_glossary(edition, setting) if noted else ()),
        f"<script>{_script()}</script>",
        "</body>\n</html>\n",
    ]
    return "\n".join(blocks).encode()


def _head(edition: Edition, about: Colophon) -> Iterator[str]:
    yield f'<!doctype html>\n<html {of_page(edition.interview)}>\n<head>\n<meta charset="utf-8"/>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}"/>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    yield f"<title>{text(about.title)}</title>"
    yield f'<meta name="description" content="{text(f"{about.who}. {about.kind}")}"/>'
    if about.address:
        yield f'<link rel="canonical" href="{text(about.address)}"/>'
    yield f"<style>{_style()}</style>\n</head>\n<body>"
    lines = "\n".join(f"<p>{_linked(line, about.address)}</p>" for line in about.lines)
    yield f'<header>\n<h1>{text(about.title)}</h1>\n<div class="about">{lines}</div>\n</header>'


def _linked(line: str, address: str) -> str:
    return f'<a href="{text(line)}">{text(line)}</a>' if line == address else text(line)


def _controls(edition: Edition, noted: bool) -> Iterator[str]:
    labels = edition.interview.labels
    yield f'<nav class="controls" aria-label="{text(labels.frame_navigation)}">'
    if noted:
        yield f'<label><input type="checkbox" id="source-only"/> {text(labels.frame_source_only)}</label>'
        yield (
            f'<button type="button" id="open-notes" class="with-notes" hidden="" data-open="{text(labels.page_open)}" '
            f'data-close="{text(labels.page_close)}">{text(labels.page_open)}</button>'
        )
        yield f'<a href="#glossary" class="with-notes">{text(labels.glossary)}</a>'
    yield f'<a href="#contents">{text(labels.contents)}</a>\n</nav>'


def _contents(edition: Edition, noted: bool) -> Iterator[str]:
    labels = edition.interview.labels
    yield f'<nav id="contents" aria-label="{text(labels.contents)}">\n<ol>'
    for question in edition.questions:
        editorial = question.editorial
        title = text(editorial.title) if noted and editorial.titled else ""
        title = f'<span class="editors">{labels.colon}{title}</span>' if title else ""
        yield f'<li><a href="#q{question.number}">{text(heading(question, labels))}{title}</a></li>'
    yield "</ol>\n</nav>"


def _question(question: Question, setting: Setting) -> Iterator[str]:
    labels, editorial = setting.labels, question.editorial
    title = f' <span class="editors">{text(editorial.title)}</span>' if setting.noted and editorial.titled else ""
    yield f'<section id="q{question.number}">'
    yield f'<h2><span class="count">{text(heading(question, labels))}</span>{title}</h2>'
    if setting.noted and editorial.summary:
        yield f'<p class="editors summary"><b>{text(labels.summary)}</b> {text(editorial.summary)}</p>'
    for one in question.exchange.turns:
        for piece, notes in turn(question, one, 3, setting):
            shown = "\n".join(_note(note, setting) for note in notes)
            beside = f'\n<div class="notes editors">\n{shown}\n</div>' if notes else ""
            yield f'<div class="block">\n{piece}{beside}\n</div>' if "passage" in piece[:20] else piece
    yield "</section>"


def _note(note: Note, setting: Setting) -> str:
    anchor, back = note_anchor(note), text(setting.labels.back)
    return (
        f'<details class="note">\n<summary>{note_head(note, setting.labels)}</summary>\n<div id="n{anchor}">\n'
        f'{note_body(note, setting)}\n<p class="back"><a href="#r{anchor}">{back}</a></p>\n</div>\n</details>'
    )


def _glossary(edition: Edition, setting: Setting) -> Iterator[str]:
    yield f'<section id="glossary" class="editors" aria-labelledby="entries">\n<h2 id="entries">{text(setting.labels.frame_explained)}</h2>\n<dl>'
    for term in edition.terms.values():
        yield f'<dt id="t-{text(term.id)}">{text(term.term)}</dt>\n<dd>{entry(term, setting)}</dd>'
    yield '</dl>\n</section>\n<div popover="" tabindex="-1"></div>'


def _style() -> str:
    more = base64.b64encode((_FACE / "edition-serif-more.woff2").read_bytes()).decode()
    face = (_FACE / "edition-serif.css").read_text(encoding="utf-8")
    face = face.replace("url(edition-serif-more.woff2)", f"url(data:font/woff2;base64,{more})")
    licence = (_FACE / "OFL.txt").read_text(encoding="utf-8")
    return f"\n/*\n{licence}*/\n{face}\n{(_HERE / 'style.css').read_text(encoding='utf-8')}"


def _script() -> str:
    return "\n" + (_HERE / "script.js").read_text(encoding="utf-8")


def _policy() -> str:
    """What the page may do: run its one script, use its one style sheet and its face, and nothing else."""
    style, script = (
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (_style(), _script())
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


class _Body(HTMLParser):
    """The elements of the body of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self._builder, self._inside = TreeBuilder(), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "body"
        if self._inside:
            self._builder.start(tag, {name: value or "" for name, value in attrs})
            if tag in _VOID:
                self._builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML knows no `/>`: void elements end by themselves, others don't

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._builder.end(tag)
            self._inside = tag != "body"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._builder.data(data)

    def tree(self) -> Element:
        """The body."""
        return self._builder.close()


def read(data: bytes) -> Reading:
    """The passages and notes of a finished page."""
    body = _Body()
    body.feed(data.decode())
    body.close()
    return read_tree([body.tree()])


EXPORTS = (
    Export("edition.html", "text/html", "html", partial(write, noted=True), read),
    Export("interview.html", "text/html", "html", partial(write, noted=False), read, noted=False),
)
