"""EPUB 3.3, with EPUB Accessibility 1.1: a chapter for each question, its notes as pop-ups and as a list at its end.

Notes stand in a `section`, not in `aside`, which Apple Books and Thorium hide: they would be pop-ups only.
The passages are the book's page list, so that “go to page 3.4” leads to passage 3.4.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from edition.exports import Export, check_xml
from edition.exports.epub.hypertext import Setting, entry, note_anchor, note_body, note_head, text, turn
from edition.locale.labels import find_direction
from edition.model.edition import Edition, Note, Question
from edition.resolve.cards import HOME, Card, list_cards
from edition.resolve.colophon import Colophon, colophon
from edition.resolve.language_tags import (
    get_page_language,
    write_page_language,
    write_words_language,
    write_xhtml_language,
)
from edition.resolve.plain import heading
from edition.source.publication import Publication

Draw = Callable[[Card], bytes]
"""Makes a picture in PNG of what is written on a card."""

_STYLE = Path(__file__).parent / "style.css"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FEATURES = ("displayTransformability", "structuralNavigation", "tableOfContents", "readingOrder", "pageNavigation",
             "pageBreakMarkers", "alternativeText", "unlocked")  # fmt: skip
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def _cover(edition: Edition, draw: Draw) -> bytes:
    return draw(next(card for card in list_cards(edition) if card.name == HOME))


def write(edition: Edition, publication: Publication, draw: Draw, noted: bool) -> bytes:
    """The book; with what the editors wrote if `noted`. Raises NotMadeError for characters that XML can't hold."""
    about = colophon(edition, publication, noted)
    setting = Setting(edition.interview.labels, noted, write_xhtml_language(write_words_language(edition.interview)))
    pages = dict(_write_pages(edition, about, setting))
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _write_package(edition, about, list(pages)),
        "book/nav.xhtml": _write_page(edition, about.title, _write_navigation(edition, about, noted)),
        **{f"book/{name}.xhtml": page for name, page in pages.items()},
        "book/style.css": _STYLE.read_text(encoding="utf-8"),
        "book/cover.png": _cover(edition, draw),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)  # readers look for it at this very place
        for name, content in files.items():
            _add(book, name, check_xml(content).encode() if isinstance(content, str) else content)
    return out.getvalue()


def _add(book: zipfile.ZipFile, name: str, data: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    """A file without a date of its own, so that equal books have equal bytes."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = compression
    info.external_attr = 0o644 << 16
    book.writestr(info, data)


def _write_pages(edition: Edition, about: Colophon, setting: Setting) -> Iterator[tuple[str, str]]:
    labels = edition.interview.labels
    picture = f'<img src="cover.png" alt="{text(about.title)}" role="doc-cover"/>'
    yield "cover", _write_page(edition, about.title, f'<div class="cover">{picture}</div>', "cover")
    lines = "\n".join(f"<p>{text(line)}</p>" for line in about.lines)
    title = f'<section epub:type="titlepage">\n<h1>{text(about.title)}</h1>\n{lines}\n</section>'
    yield "title", _write_page(edition, about.title, title, "frontmatter")
    for question in edition.questions:
        body = "\n".join(_write_question(question, setting))
        yield f"q{question.number}", _write_page(edition, _name(question, setting), body)
    if setting.noted and edition.terms:
        entries = "\n".join(
            f'<dt id="t-{text(term.id)}"><dfn>{text(term.term)}</dfn></dt>\n<dd>{entry(term, setting)}</dd>'
            for term in edition.terms.values()
        )
        name = text(labels.frame_explained)
        body = f'<section class="editors" role="doc-glossary" epub:type="glossary" aria-label="{name}">\n<h2>{name}</h2>\n<dl>\n{entries}\n</dl>\n</section>'
        yield "glossary", _write_page(edition, labels.frame_explained, body, "backmatter")


def _write_page(edition: Edition, title: str, body: str, kind: str = "bodymatter") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f"{write_xhtml_language(write_page_language(edition.interview))}>\n<head>\n<title>{text(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f'<body epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _name(question: Question, setting: Setting) -> str:
    """What the contents call a question."""
    name, editorial = heading(question, setting.labels), question.editorial
    return f"{name}: {editorial.title}" if setting.noted and editorial.titled else name


def _write_question(question: Question, setting: Setting) -> Iterator[str]:
    labels, editorial = setting.labels, question.editorial
    title = f' <span class="editors">{text(editorial.title)}</span>' if setting.noted and editorial.titled else ""
    count = text(heading(question, labels))
    yield f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="q{question.number}">'
    yield f'<h2 id="q{question.number}"><span class="count">{count}</span>{title}</h2>'
    if setting.noted and editorial.summary:
        yield f'<p class="editors summary"><b>{text(labels.summary)}</b> {text(editorial.summary)}</p>'
    for one in question.exchange.turns:
        yield from turn(question, one, setting)
    if setting.noted and question.notes:
        name = text(labels.file_notes)
        yield f'<section class="notes editors" epub:type="endnotes" role="doc-endnotes" aria-label="{name}">'
        yield f"<h3>{name}</h3>\n<ol>"
        yield from (_note(note, setting) for note in question.notes)
        yield "</ol>\n</section>"
    yield "</section>"


def _note(note: Note, setting: Setting) -> str:
    """The way back first, since some readers run notes together in one pop-up."""
    anchor, back = note_anchor(note), text(setting.labels.back)
    return (
        f'<li class="note" id="n{anchor}" epub:type="endnote">\n'
        f'<p><a href="#r{anchor}" role="doc-backlink" title="{back}">↑</a> {note_head(note, setting.labels)}</p>\n'
        f"{note_body(note, setting)}\n</li>"
    )


def _write_navigation(edition: Edition, about: Colophon, noted: bool) -> str:
    labels = edition.interview.labels
    setting = Setting(labels, noted)
    entries = [("title.xhtml", about.title)]
    entries += [(f"q{one.number}.xhtml", _name(one, setting)) for one in edition.questions]
    entries += [("glossary.xhtml", labels.frame_explained)] if noted and edition.terms else []
    contents = "\n".join(f'<li><a href="{href}">{text(name)}</a></li>' for href, name in entries)
    passages = "\n".join(
        f'<li><a href="q{question.number}.xhtml#p{passage.name}">{passage.name}</a></li>'
        for question in edition.questions
        for passage in question.passages
    )
    first = f"q{edition.questions[0].number}.xhtml"
    return (
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{text(labels.contents)}</h1>\n<ol>\n{contents}\n</ol>\n</nav>\n'
        f'<nav epub:type="page-list" role="doc-pagelist" hidden="hidden" id="passages">\n<h2>{text(labels.proof_passages)}</h2>\n'
        f"<ol>\n{passages}\n</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden" id="landmarks">\n<h2>{text(labels.frame_navigation)}</h2>\n<ol>\n'
        f'<li><a epub:type="toc" href="#toc">{text(labels.contents)}</a></li>\n'
        f'<li><a epub:type="bodymatter" href="{first}">{text(labels.interview)}</a></li>\n</ol>\n</nav>'
    )


def _write_people(edition: Edition) -> str:
    """Who answers has made the interview, who asks has contributed, in the words of MARC's relators."""
    lines = [
        f'<dc:{"creator" if one.answers else "contributor"} id="s{number}">{text(one.name)}</dc:{"creator" if one.answers else "contributor"}>\n'
        f'<meta refines="#s{number}" property="role" scheme="marc:relators">{"ive" if one.answers else "ivr" if one.asks else "mod"}</meta>\n'
        f'<meta refines="#s{number}" property="file-as">{text(one.sorted)}</meta>'
        for number, one in enumerate(edition.interview.speakers, 1)
        if one.name
    ]
    return "\n".join(lines)


def _state_metadata(edition: Edition, about: Colophon) -> str:
    """What the book says of its accessibility, as EPUB Accessibility 1.1 wants it."""
    stated = (
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in _FEATURES),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", edition.interview.labels.epub_access),
        ("dcterms:conformsTo", CONFORMS),
        ("a11y:certifiedBy", edition.interview.edition),
        ("pageBreakSource", "none"),
        ("dcterms:modified", f"{about.changed.isoformat()}T00:00:00Z"),
    )
    return "\n".join(f'<meta property="{name}">{text(value)}</meta>' for name, value in stated)


def _write_package(edition: Edition, about: Colophon, pages: list[str]) -> str:
    interview = edition.interview
    provenance, labels = interview.provenance, interview.labels
    editors = text(labels.file_editors.format(edition=interview.edition))
    manifest = "\n".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages
    )
    spine = "\n".join(f'<itemref idref="{name}"/>' for name in pages)
    rights = text(about.all_rights)
    source = text(provenance.address or provenance.published)
    ours = get_page_language(interview)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{ours}" dir="{find_direction(ours)}" prefix="a11y: http://www.idpf.org/epub/vocab/package/a11y/#">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{about.identifier}</dc:identifier>
<dc:title>{text(about.title)}</dc:title>
<dc:language>{text(interview.language)}</dc:language>
{_write_people(edition)}
<dc:contributor id="editors">{editors}</dc:contributor>
<meta refines="#editors" property="role" scheme="marc:relators">edt</meta>
<dc:publisher>{text(interview.edition)}</dc:publisher>
<dc:date>{interview.date.isoformat()}</dc:date>
<dc:description>{text(f"{about.who}. {about.kind}")}</dc:description>
{f"<dc:source>{source}</dc:source>" if source else ""}
{f"<dc:rights>{rights}</dc:rights>" if rights else ""}
{_state_metadata(edition, about)}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="picture" href="cover.png" media-type="image/png" properties="cover-image"/>
{manifest}
</manifest>
<spine page-progression-direction="{find_direction(ours)}">
{spine}
<itemref idref="nav" linear="no"/>
</spine>
</package>
"""


def exports(draw: Draw) -> tuple[Export, ...]:
    """The book with the editors' words and the one without; `draw` makes the cover."""
    media, noted, alone = (
        "application/epub+zip",
        partial(write, draw=draw, noted=True),
        partial(write, draw=draw, noted=False),
    )
    return (
        Export("edition.epub", media, "epub", noted, picture=lambda edition, _: _cover(edition, draw)),
        Export("interview.epub", media, "epub", alone, noted=False),
    )
