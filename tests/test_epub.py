"""The e-book as its readers have it: whole, each link leading somewhere."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

import lxml.etree
import pytest

from edition.exports.registry import EXPORTS
from edition.model.edition import Edition
from edition.pipeline import build
from edition.source.publication import Publication
from support import FIXTURE, SITE_URL

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
XHTML = {"x": "http://www.w3.org/1999/xhtml"}
EPUB = "{http://www.idpf.org/2007/ops}"


@pytest.fixture(scope="module")
def interview() -> Edition:
    return build(FIXTURE / "source", None).edition


def written(edition: Edition, path: str) -> bytes:
    return next(export for export in EXPORTS if export.path == path).write(edition, PUBLISHED)


@pytest.fixture(scope="module", params=["edition.epub", "interview.epub"])
def book(request: pytest.FixtureRequest, interview: Edition) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(written(interview, request.param)))


def pages(book: zipfile.ZipFile) -> dict[str, Any]:
    return {
        name: lxml.etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xhtml", ".opf"))
    }


def test_a_book_is_known_by_its_first_bytes(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.header_offset) == ("mimetype", zipfile.ZIP_STORED, 0)
    assert book.read("mimetype") == b"application/epub+zip"


def test_every_link_in_a_book_leads_somewhere(book: zipfile.ZipFile) -> None:
    found = pages(book)
    ids = {name: set(page.xpath("//@id")) for name, page in found.items()}
    for name, page in found.items():
        for href in page.xpath("//x:a/@href | //x:link/@href | //x:img/@src", namespaces=XHTML):
            path, _, anchor = href.partition("#")
            if "://" not in path:
                target = posixpath.join("book", path) if path else name
                assert target in book.namelist(), f"{name}: {href}"
                assert not anchor or anchor in ids[target], f"{name}: {href}"
        assert len(ids[name]) == len(page.xpath("//@id")), f"{name}: an id stands twice"


def test_the_pages_of_a_book_are_its_passages(book: zipfile.ZipFile, interview: Edition) -> None:
    found = pages(book)
    passages = [passage.name for question in interview.questions for passage in question.passages]
    lists = found["book/nav.xhtml"].xpath("//x:nav", namespaces=XHTML)
    page_list = next(one for one in lists if one.get(f"{EPUB}type") == "page-list")
    assert ["".join(link.itertext()) for link in page_list.iter(f"{{{XHTML['x']}}}a")] == passages
    breaks = [
        mark.get("aria-label")
        for name in sorted(found)
        for mark in found[name].xpath("//x:span[@role='doc-pagebreak']", namespaces=XHTML)
    ]
    assert breaks == passages


def test_a_note_is_a_pop_up_and_in_the_list(interview: Edition) -> None:
    found = pages(zipfile.ZipFile(io.BytesIO(written(interview, "edition.epub"))))
    for question in interview.questions:
        page = found[f"book/q{question.number}.xhtml"]
        references = page.xpath("//x:a[@role='doc-noteref']/@href", namespaces=XHTML)
        notes = page.xpath("//x:section[@role='doc-endnotes']/x:ol/x:li", namespaces=XHTML)
        assert [f"#{note.get('id')}" for note in notes] == references
        assert len(notes) == len(question.notes)
        assert all(note.find("x:p/x:a", XHTML).get("role") == "doc-backlink" for note in notes)
        assert page.find(".//x:aside", XHTML) is None, "which Apple Books and Thorium hide"


def test_a_book_of_the_interview_alone_has_no_word_of_the_editors(interview: Edition) -> None:
    found = pages(zipfile.ZipFile(io.BytesIO(written(interview, "interview.epub"))))
    assert "book/glossary.xhtml" not in found
    for question in interview.questions:
        page = found[f"book/q{question.number}.xhtml"]
        assert page.xpath("//*[contains(@class, 'editors')]") == []
        body = page.find("x:body", XHTML)
        lines = [line for line in "".join(body.itertext()).split("\n") if line.strip()]
        said = [
            line
            for turn in question.exchange.turns
            for line in (turn.speaker.name, *(f"{one.name} {one.text}" for one in turn.passages))
        ]
        assert lines == [f"Question {question.number}", *said]
