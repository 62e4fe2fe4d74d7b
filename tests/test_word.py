"""The Word file as Word sees it: comments on the very words, and nothing that says who made the file but the edition."""

from __future__ import annotations

import dataclasses
import datetime
import io
import sys
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from edition.exports import NotMadeError, word
from edition.locale.labels import load_labels
from edition.source.publication import NOWHERE
from test_hostile_text import edition_of

NOTED, ALONE = word.EXPORTS


def test_the_notes_are_comments_on_the_very_words() -> None:
    edition = edition_of("Is it?", "It is so.", "Whether it is", [(0, 5), (3, 8)])
    document = docx.Document(io.BytesIO(NOTED.write(edition, NOWHERE)))
    comments = list(document.comments)
    day = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    assert [(one.author, one.initials, one.timestamp) for one in comments] == [
        ("Editors: t", "1", day),
        ("Editors: t", "2", day),
    ]
    assert [one.text for one in comments[0].paragraphs] == ["Context", "Words", "Sources:", "“A source”"]
    (passage,) = (one for one in document.paragraphs if one.text.startswith("1.2\t"))
    assert passage.text == "1.2\tIt is so."
    parts = (
        (one.tag.rpartition("}")[2], one.get(qn("w:id")), "".join(text.text or "" for text in one.iter(qn("w:t"))))
        for one in passage._p
    )
    shown = [text or (name, key) for name, key, text in parts if text or name.startswith("commentRange")]
    assert shown == [
        "1.2", ("commentRangeStart", "0"), "It ", ("commentRangeStart", "1"), "is", ("commentRangeEnd", "0"), " so",
        ("commentRangeEnd", "1"), ".",
    ]  # fmt: skip


def test_the_source_alone_has_no_comments() -> None:
    edition = edition_of("Is it?", "It is so.", "Whether it is", [(0, 5)])
    document = docx.Document(io.BytesIO(ALONE.write(edition, NOWHERE)))
    assert list(document.comments) == []
    assert "Whether" not in " ".join(one.text for one in document.paragraphs)


def test_the_file_says_of_itself_what_it_is() -> None:
    packed = NOTED.write(edition_of("Is it?", "It is so."), NOWHERE)
    properties = docx.Document(io.BytesIO(packed)).core_properties
    assert (properties.title, properties.author, properties.language) == ("t", "Q; A", "en")
    assert properties.modified == datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"python-docx" in file.read(name) for name in file.namelist())


def test_what_xml_cannot_hold_and_a_missing_library_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotMadeError):
        NOTED.write(edition_of("Is it?", "It is \uffff."), NOWHERE)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(NotMadeError, match=r"requirements/exports\.txt"):
        NOTED.write(edition_of("Is it?", "It is so."), NOWHERE)


def test_arabic_runs_from_right_to_left_and_says_so_for_its_kind_of_script() -> None:
    edition = edition_of("هل هذا؟", "هذا هو.", "عنوان", [(0, 3)])
    interview = dataclasses.replace(edition.interview, language="ar", labels=load_labels("ar"))
    document = docx.Document(io.BytesIO(NOTED.write(dataclasses.replace(edition, interview=interview), NOWHERE)))
    paragraphs = [*document.paragraphs, *(one for comment in document.comments for one in comment.paragraphs)]
    assert all(one._p.get_or_add_pPr().find(qn("w:bidi")) is not None for one in paragraphs)
    assert all(run.font.rtl for one in paragraphs for run in one.runs)
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    normal = document.styles["Normal"].element.rPr
    assert normal.find(qn("w:lang")).get(qn("w:bidi")) == "ar"
    assert normal.find(qn("w:szCs")).get(qn("w:val")) == normal.find(qn("w:sz")).get(qn("w:val"))


def test_the_words_alone_run_from_right_to_left_where_the_editors_write_english() -> None:
    edition = edition_of("האם?", "כן.")
    interview = dataclasses.replace(edition.interview, language="he")
    document = docx.Document(io.BytesIO(NOTED.write(dataclasses.replace(edition, interview=interview), NOWHERE)))
    turned = [one.text for one in document.paragraphs if one._p.get_or_add_pPr().find(qn("w:bidi")) is not None]
    assert turned == ["1.1\tהאם?", "1.2\tכן."]
