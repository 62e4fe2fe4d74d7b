"""The book: whatever is in the letters of its face comes out as itself, what isn't is refused with the reason."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from edition.exports import NotMadeError, pdf
from edition.exports import registry as exports
from edition.locale.labels import Labels
from edition.model.edition import Edition
from edition.site.downloads import make_downloads_page
from edition.source.publication import NOWHERE, Publication
from readback.pdf import read
from readback.reading import reading_of
from support import SITE_URL
from test_exports import editions
from test_hostile_text import edition_of

NOTED, ALONE = pdf.EXPORTS
PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
RANGES = ((" ", "~"), ("\u00a0", "ſ"), ("Α", "Ρ"), ("Σ", "ω"), ("А", "я"), ("‘", "„"))
FACE = [chr(c) for first, last in RANGES for c in range(ord(first), ord(last) + 1)] + [
    *"–—…€\u0301\u2009\u200e\u2060\n"
]
"""Letters that the book's face has, and some that nobody sees."""


class InTheFace(dict[int, str]):
    """For str.translate: other characters become some of the face's."""

    def __missing__(self, code: int) -> str:
        return chr(code) if chr(code) in FACE else FACE[code % (len(FACE) - 1)]  # but for the line break


def in_the_face(value: Any, made: dict[int, tuple[Any, Any]]) -> Any:
    """The same with every text in the letters of the face; `made` are the values that were met before."""
    match value:
        case str():
            return value.translate(InTheFace())
        case tuple() if not hasattr(value, "_fields"):
            return tuple(in_the_face(part, made) for part in value)
        case Mapping():
            return {key: in_the_face(part, made) for key, part in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, Labels):
            if id(value) not in made:
                parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
                changed = {name: in_the_face(part, made) for name, part in parts.items()}
                made[id(value)] = value, dataclasses.replace(value, **changed)  # type: ignore[type-var]
            return made[id(value)][1]
    return value


@settings(deadline=None, max_examples=16, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(editions(), st.booleans())
def test_whatever_is_written_comes_out_as_itself(raw: Edition, noted: bool) -> None:
    edition, export = in_the_face(raw, {}), NOTED if noted else ALONE
    found = read(export.write(edition, PUBLISHED))
    assert found == reading_of(edition, noted=noted)


def test_chinese_and_japanese_come_out_as_themselves() -> None:
    """Broken by their own rules, with full-width marks, and Latin words and digits among them."""
    said = "访谈全文集中在一页，“仅原文”会隐去编者添加的一切内容……（UNESCO，4000册）——「百十二段」の階段。" * 3
    edition = edition_of("它是吗？", said, "题目", [(0, 5)])
    edition = dataclasses.replace(edition, interview=dataclasses.replace(edition.interview, language="zh"))
    assert read(NOTED.write(edition, NOWHERE)) == reading_of(edition)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "كانت المنارة (UNESCO) مغلقة منذ 1987، وكان سؤالهم: «ماذا يوجد في الداخل؟» " * 4),
        ("fa", "فانوس از سال ۱۳۶۶ بسته بود و بچه\u200cها هر عصر دور آن بازی می\u200cکردند. " * 4),
        ("he", "המגדלור היה סגור מאז 1987, וילדים שיחקו סביבו: „מה יש בפנים?” UNESCO שלחה 4,000 ספרים. " * 4),
    ],
)
def test_what_runs_from_right_to_left_is_read_back_in_its_order(language: str, said: str) -> None:
    edition = edition_of(said[:20].strip() + "?", said.strip(), "عنوان", [(0, 5)])
    edition = dataclasses.replace(edition, interview=dataclasses.replace(edition.interview, language=language))
    assert read(NOTED.write(edition, NOWHERE)) == reading_of(edition)


def test_a_book_whose_words_would_be_read_in_another_order_is_refused() -> None:
    with pytest.raises(NotMadeError, match=r"passage 1\.2 "):
        NOTED.write(edition_of("Is it?", "جففناها ورقةً ورقة، واستغرق ذلك شتاءً كاملًا."), NOWHERE)


@pytest.mark.parametrize("letters", ["𒀀", "a\u2028b", "\ue000"])
def test_what_cannot_be_set_is_refused_with_the_reason(letters: str) -> None:
    with pytest.raises(NotMadeError) as refused:
        NOTED.write(edition_of("Is it?", f"It is {letters}."), NOWHERE)
    reason = str(refused.value)
    assert any(f"U+{ord(c):04X}" in reason or f"{{{ord(c):x}}}" in reason or c in reason for c in letters), reason


def test_a_reader_and_a_screen_reader_find_their_way() -> None:
    edition = edition_of("Is it?", "It is so.", "Whether it is", [(0, 5)], [(6, 8)])
    edition = dataclasses.replace(edition, terms=edition.questions[0].terms)
    book: Any = PdfReader(BytesIO(NOTED.write(edition, PUBLISHED)))
    assert [(entry.title, book.get_destination_page_number(entry)) for entry in book.outline] == [
        ("1. Whether it is", 3),
        ("Names and terms", 4),
    ]
    assert book.pages[4].extract_text().split("\n")[:2] == ["Names and terms", "T 1.2"]
    links = (link.get_object() for link in book.pages[3]["/Annots"])
    addresses = [str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})]
    assert addresses == [f"{SITE_URL}questions/01-x/#p1", f"{SITE_URL}questions/01-x/#p2"]
    assert book.root_object["/Lang"] == "en"
    assert book.root_object["/MarkInfo"]["/Marked"]
    told = book.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told


def test_without_typst_the_site_says_that_there_is_no_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    edition = edition_of("Is it?", "It is so.")
    made = [download for download, _ in exports.write_exports(edition, NOWHERE)]
    assert {one.export.path for one in made if one.missing} >= {"edition.pdf", "interview.pdf"}
    assert all("requirements/exports.txt" in one.missing for one in made if one.missing)
    page = make_downloads_page(edition, made).file("").data.decode()
    assert "edition.txt" in page
    assert "pdf" not in page
