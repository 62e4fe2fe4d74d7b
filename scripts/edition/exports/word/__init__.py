"""A Word file, with the editors' notes as real comments on the very words.

What is neither the interview's words nor a note's has the style MARK: numbers of passages, signs before the items of a list.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from edition.exports import Export, NotInstalledError, NotMadeError
from edition.exports.word.scripts import complete, find_language, set_faces, turn_lines, turn_words
from edition.locale.labels import find_direction, has_italics
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Emphasis, Inline, Link, Listing, Name, Prose, Text
from edition.model.text import HEADING, Passage
from edition.resolve.colophon import colophon
from edition.resolve.language_tags import get_page_language
from edition.resolve.plain import heading
from edition.resolve.runs import divide_into_runs
from edition.source.publication import Publication

PASSAGE, EDITORS, SOURCE, MARK = "Passage", "Editors", "Source", "Mark"
"""Styles, by name and by id."""

_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""When everything in the file was packed, so that equal editions make equal files."""
LONGEST = 100_000
"""Words: python-docx looks through all comments for each new one."""
_GREEN, _GREY = "0A5F5A", "5C6067"


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The file, with what the editors wrote if `noted`.

    Raises NotMadeError if python-docx isn't installed, or for characters that XML can't hold.
    """
    try:
        import docx  # only here: the site can be built without it
    except ImportError:
        raise NotInstalledError("python-docx isn’t installed; requirements/exports.txt has it") from None
    about, labels = colophon(edition, publication, noted), edition.interview.labels
    document = docx.Document()
    try:
        _set_up(document, edition, _make_midnight(about.changed), about.title, about.rights)
        _write_paragraph(document, "Title", about.title)
        for line in about.lines:
            _write_paragraph(document, EDITORS, labels.word_reading if line == about.voices else line)
        for question in edition.questions:
            _write_question(document, edition, question, noted)
    except ValueError as error:  # lxml's, of text that it can't write
        raise NotMadeError(str(error)) from None
    _turn_to_left(document, edition)
    saved = io.BytesIO()
    document.save(saved)
    return _pack_archive(saved)


def _set_up(document: Any, edition: Edition, changed: datetime.datetime, title: str, rights: str) -> None:
    """The styles, the page, and what the file says of itself."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    properties = document.core_properties
    properties.title, properties.subject, properties.comments = title, edition.interview.title, rights
    properties.author = "; ".join(speaker.name for speaker in edition.interview.speakers)
    properties.last_modified_by, properties.language = edition.interview.edition, edition.interview.language
    properties.created = properties.modified = changed
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]  # a picture of python-docx's own empty page

    styles, ours = document.styles, get_page_language(edition.interview)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        set_faces(styles[name], edition.interview.language)
        styles[name].font.color.rgb = RGBColor.from_string("23395B" if name in ("Title", "Heading 1") else "1D1F23")
    styles["Normal"].element.get_or_add_rPr().append(find_language(ours))
    styles["Normal"].font.size, styles["Title"].font.size = Pt(11), Pt(24)
    styles["Heading 3"].font.color.rgb, styles["Heading 3"].font.italic = (
        RGBColor.from_string(_GREEN),
        has_italics(ours),
    )

    passage = styles.add_style(PASSAGE, WD_STYLE_TYPE.PARAGRAPH)
    passage.base_style = styles["Normal"]
    passage.paragraph_format.first_line_indent, passage.paragraph_format.line_spacing = Mm(-12), 1.25
    passage.paragraph_format.tab_stops.add_tab_stop(Mm(0))
    passage.element.get_or_add_rPr().append(find_language(edition.interview.language))
    editors = styles.add_style(EDITORS, WD_STYLE_TYPE.PARAGRAPH)
    editors.base_style, editors.font.color.rgb = styles["Normal"], RGBColor.from_string(_GREEN)
    styles.add_style(SOURCE, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    mark = styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.size, mark.font.color.rgb = Pt(8), RGBColor.from_string(_GREY)

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(32), Mm(28)
    section.header.paragraphs[0].text = edition.interview.edition
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(number)


def _turn_to_left(document: Any, edition: Edition) -> None:
    """Have what is written from right to left run so: all of the file, or only the interview's words."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", PASSAGE, EDITORS, SOURCE, MARK):
        complete(document.styles[name])
    body = document.element.body
    if find_direction(get_page_language(edition.interview)) == "rtl":
        section = document.sections[0]
        for part in (body, section.header._element, section.footer._element, document.comments._comments_elm):
            turn_words(part)
        turn_lines(section._sectPr)
        turn_lines(document.styles["Normal"].element.get_or_add_pPr())
    elif find_direction(edition.interview.language) == "rtl":
        for paragraph in body.iter(qn("w:p")):
            if paragraph.style == PASSAGE:
                turn_words(paragraph)


def _write_question(document: Any, edition: Edition, question: Question, noted: bool) -> None:
    labels, editorial = edition.interview.labels, question.editorial
    _write_paragraph(document, "Heading1", question.heading if noted else heading(question, labels))
    if noted and editorial.summary:
        _write_paragraph(document, EDITORS, f"{labels.summary} {editorial.summary}")
    signposts = {signpost.passage: signpost.text for signpost in editorial.signposts if noted}
    for turn in question.exchange.turns:
        if turn.speaker is not HEADING:
            _write_paragraph(document, "Heading2", turn.speaker.name)
        for passage in turn.passages:
            if passage.number in signposts:
                _write_paragraph(document, "Heading3", f"[{signposts[passage.number]}]")
            _write_passage(document, edition, question, passage, noted)


def _write_passage(document: Any, edition: Edition, question: Question, passage: Passage, noted: bool) -> None:
    """A passage behind its number, with the notes on its words; a bookmark has its name, `p3_4`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = _write_paragraph(document, "Heading2" if passage.speaker is HEADING else PASSAGE)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        bookmark = OxmlElement(tag)
        bookmark.set(qn("w:id"), f"{question.number}{passage.number:04}")
        if tag == "w:bookmarkStart":
            bookmark.set(qn("w:name"), f"p{question.number}_{passage.number}")
        paragraph._p.append(bookmark)
    _mark(paragraph, f"{passage.name}\t")
    pieces: dict[str, list[Any]] = {}
    notes = question.notes if noted else ()
    for run in divide_into_runs(passage, notes, [mention for mention in question.mentions if mention.term.lang]):
        piece = paragraph.add_run()
        piece.text = run.span.words
        if run.mention:
            piece._r.get_or_add_rPr().append(find_language(run.mention.term.lang))
        for note in run.notes:
            pieces.setdefault(note.id, []).append(piece)
    for note in notes:
        if note.span.passage is passage:
            _write_comment(document, edition, note, pieces[note.id])


def _write_comment(document: Any, edition: Edition, note: Note, pieces: list[Any]) -> None:
    """The note on the pieces: its kind, what it says, its sources."""
    interview, labels = edition.interview, edition.interview.labels
    author = labels.file_editors.format(edition=interview.edition)
    comment = document.add_comment(pieces, "", author, str(note.number))
    reviewed = edition.question_of(note.span).editorial.reviewed or interview.date
    comment._comment_elm.date = _make_midnight(reviewed)
    first = comment.paragraphs[0]
    first.add_run(labels[note.kind]).bold = True
    for mark, inside in _write_blocks(note.body):
        paragraph = comment.add_paragraph()
        _mark(paragraph, mark)
        _inline(paragraph, inside)
    _mark(comment.add_paragraph(), f"{labels.sources}{labels.colon}".rstrip(" "))
    for source in note.sources:
        _inline(_write_paragraph(comment, SOURCE), source.inside)


def _make_midnight(day: datetime.date) -> datetime.datetime:
    """The beginning of a day in UTC: python-docx would take a time without a zone for the builder's local time."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _write_blocks(prose: Prose, indent: str = "") -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """The paragraphs of a text, each behind what marks it as an item of a list."""
    for block in prose:
        if not isinstance(block, Listing):
            yield indent, block.inside
            continue
        for number, item in enumerate(block.items, block.first or 0):
            mark = "– " if block.first is None else f"{number}. "
            for position, (inner, inside) in enumerate(_write_blocks(item)):
                yield f"{indent}{mark if not position else '  '}{inner}", inside


def _write_paragraph(where: Any, style: str, text: str = "") -> Any:
    """A new paragraph; its style by the id, since python-docx looks names up at length."""
    paragraph = where.add_paragraph()
    paragraph._p.style = style
    if text:
        paragraph.add_run().text = text
    return paragraph


def _mark(paragraph: Any, text: str) -> None:
    if text:
        paragraph.add_run(text)._r.style = MARK


def _inline(
    paragraph: Any, parts: Iterable[Inline], bold: bool = False, italic: bool = False, link: Any = None
) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for part in parts:
        match part:
            case Text(text) | Name(text):
                run = paragraph.add_run()
                run.text, run.bold, run.italic = text.replace("\n", " "), bold or None, italic or None
                if link is not None:
                    run.underline = True
                    link.append(run._r)
            case Emphasis(inside, strong):
                _inline(paragraph, inside, bold or strong, italic or not strong, link)
            case Link(inside, address):
                link_here = OxmlElement("w:hyperlink")
                key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link_here.set(qn("r:id"), key)
                paragraph._p.append(link_here)
                _inline(paragraph, inside, bold, italic, link_here)


def _pack_archive(saved: io.BytesIO) -> bytes:
    """The same parts, packed without the time of day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIPPED), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXPORTS = (
    Export("edition.docx", _MEDIA, "word", partial(write, noted=True), longest=LONGEST),
    Export("interview.docx", _MEDIA, "word", partial(write, noted=False), noted=False, longest=LONGEST),
)
