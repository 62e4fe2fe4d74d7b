"""What comes back becomes a draft on the very words, or is told; the interview and what else is there stay as they were."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.text.run import Run
from hypothesis import given, settings
from hypothesis import strategies as st

import notes_from_word
from edition.characters import tidy_text
from edition.exports import web_annotations as sent_annotations
from edition.exports import word as sent_word
from edition.locale.labels import load_labels
from edition.model.edition import Edition
from edition.model.prose import join_words
from edition.model.text import Span
from edition.problems import Place, Problems
from edition.resolve.assemble import read_edition
from edition.returned import Remark, web_annotations, word
from edition.returned.drafts import drafts, escape_text
from edition.source.notes import read_notes
from edition.source.publication import NOWHERE, Publication
from support import FIXTURE, SITE_URL, lay_out
from test_hostile_text import edition_of, lines

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
NOTE = "Disputed. It is not one.\nSources: [“A title”, A publisher, 1 June 2020](https://example.org/a)"


@pytest.fixture
def little(tmp_path: Path) -> Path:
    return lay_out(tmp_path, {}) / "source"


def edition_in(source: Path) -> Edition:
    problems = Problems()
    edition = read_edition(source, problems)
    assert edition, [str(one) for one in problems.messages("source")]
    return edition


class Sent:
    """A Word file as somebody works on it."""

    def __init__(self, edition: Edition) -> None:
        self.file = docx.Document(io.BytesIO(sent_word.write(edition, NOWHERE, noted=True)))

    def run(self, passage: str, words: str) -> Run:
        """The words of a passage as a run of their own, as Word cuts them."""
        paragraph = next(one for one in self.file.paragraphs if one.text.startswith(f"{passage}\t"))
        run = next(one for one in paragraph.runs if words in one.text)
        before, _, after = run.text.partition(words)
        middle, rest = copy.deepcopy(run._r), copy.deepcopy(run._r)
        run._r.addnext(middle)
        middle.addnext(rest)
        run.text, Run(rest, paragraph).text = before, after
        marked = Run(middle, paragraph)
        marked.text = words
        return marked

    def comment(self, passage: str, words: str, text: str) -> None:
        self.file.add_comment(self.run(passage, words), text, author="Jane Doe", initials="JD")

    def save(self, path: Path) -> Path:
        self.file.save(str(path))
        return path


def told(source: Path, file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = notes_from_word.main([str(file), "--source", str(source), *options])
    return status, capsys.readouterr().out


def test_a_comment_becomes_a_note_on_the_very_words(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in little.rglob("*.*")}
    sent = Sent(edition_in(little))
    sent.comment("1.1", "an interview", NOTE)
    file = sent.save(little.parent / "back.docx")
    assert told(little, file, capsys, "--check")[0] == 0
    assert {path: path.read_bytes() for path in little.rglob("*.*")} == before
    assert told(little, file, capsys)[0] == 0
    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert [path.name for path in changed] == ["01-is-it-one.md"]
    (note,) = edition_in(little).questions[0].notes
    assert (note.span.name, note.span.words, note.kind, join_words(note.body)) == (
        "1.1",
        "an interview",
        "disputed",
        "It is not one.",
    )
    assert [source.address for source in note.sources] == ["https://example.org/a"]
    status, said = told(little, file, capsys)
    assert status == 1
    assert "have a note already, number 1" in said


def test_what_a_draft_lacks_is_asked_for(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = Sent(edition_in(little))
    sent.comment("1.1", "an interview", "What does that mean?")
    status, said = told(little, sent.save(little.parent / "back.docx"), capsys)
    assert status == 1
    assert "[note-kind-missing]" in said
    assert "[note-source-missing]" in said


def test_what_has_no_certain_place_is_told_and_not_written(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = Sent(edition_in(little))
    sent.comment("1.1", "nterview", "cut")
    sent.comment("1.2", "It", "several")
    heading = next(one for one in sent.file.paragraphs if one.style and one.style.name == "Heading 1")
    sent.file.add_comment(heading.runs, "heading", author="Jane Doe")
    first, last = sent.run("1.2", "questions"), sent.run("1.3", "passage")
    sent.file.add_comment([first, last], "across", author="Jane Doe")
    status, said = told(little, sent.save(little.parent / "back.docx"), capsys)
    assert status == 1
    assert {code for code in ("nowhere", "cut", "several", "across") if f"[comment-{code}]" in said} == {
        "nowhere",
        "cut",
        "several",
        "across",
    }
    assert "drafts added" not in said


def test_words_changed_in_word_change_nothing(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = Sent(edition_in(little))
    struck = sent.run("1.3", "page")
    deleted = OxmlElement("w:del")
    struck._r.addprevious(deleted)
    deleted.append(struck._r)
    sent.run("1.1", "Is this").text = "Was that"
    sent.comment("1.1", "an interview", NOTE)
    transcript = (little / "transcript.md").read_bytes()
    status, said = told(little, sent.save(little.parent / "back.docx"), capsys)
    assert status == 0
    assert said.count("[comment-text-changed]") == 1
    assert "the words of 1.1 were changed" in said
    assert (little / "transcript.md").read_bytes() == transcript
    assert edition_in(little).questions[0].notes[0].span.words == "an interview"


def test_what_was_only_sent_back_brings_nothing() -> None:
    edition, problems = edition_in(FIXTURE / "source"), Problems()
    packed = sent_word.write(edition, PUBLISHED, noted=True)
    assert list(word.read_remarks(packed, edition, "edition.docx", problems)) == []
    laid = sent_annotations.write(edition, PUBLISHED)
    assert list(web_annotations.read_remarks(laid, edition, "annotations.json", problems)) == []
    assert len(problems) == 0


def test_an_annotation_of_a_page_becomes_a_draft(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    selector = {"type": "TextQuoteSelector", "exact": "It", "prefix": "a very little one. ", "suffix": " has two"}
    page = {"source": f"{SITE_URL}questions/01-is-it-one/", "selector": [selector]}
    body = [{"type": "TextualBody", "value": NOTE}, {"purpose": "tagging", "value": "x"}]
    annotation = {"type": "Annotation", "creator": {"name": "Jane Doe"}, "body": body, "target": page}
    file = little.parent / "back.json"
    file.write_text(json.dumps([annotation]), encoding="utf-8")
    status, said = told(little, file, capsys)
    assert status == 1
    assert "[comment-several]" in said
    selector |= {"exact": "It has", "suffix": "two"}
    file.write_text(json.dumps({"items": [annotation]}), encoding="utf-8")
    assert told(little, file, capsys)[0] == 0
    (note,) = edition_in(little).questions[0].notes
    assert note.span.words == "It has"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{", b"\xff\xfe"])
@pytest.mark.parametrize("ending", ["docx", "json"])
def test_no_file_of_the_kind_is_told(
    little: Path, data: bytes, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = little.parent / f"back.{ending}"
    file.write_bytes(data)
    assert notes_from_word.main([str(file), "--source", str(little)]) == 1
    assert capsys.readouterr().err.startswith(f"{file}: ")


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        lines.map(lambda line: " ".join(line.split())).filter(lambda line: tidy_text(line).strip()),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_a_comment_says_is_what_the_draft_says(texts: list[str]) -> None:
    edition = edition_of("Is it?", "It is so.")
    remark = Remark(Place("f", 1), "", Span(edition.questions[0].passages[1], 0, 5), tuple(map(escape_text, texts)))
    (draft,) = drafts(edition, [remark], Problems()).values()
    (note,) = read_notes(
        f"{draft}\nSources: x", "q.md", 1, load_labels("en"), Problems()
    )  # an address or a table is asked about, but it stays
    assert note.quote.words == "It is"
    assert join_words(note.body) == " ".join(tidy_text(" ".join(texts)).split())
