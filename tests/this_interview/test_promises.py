"""What was received, and what became of it: passage numbers, page names, joins, names, the published words."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path

import pytest
import told
import weight
import yaml

from edition.exports.registry import EXPORTS
from edition.pipeline import Report
from edition.pipeline import build as build_edition
from edition.resolve.permalinks import addresses
from edition.source.publication import NOWHERE
from support import ROOT, Built, fold, passages, spoken
from test_concordance import words_of
from test_site import lacking

ORIGINAL = ROOT / "source" / "original.md"
LEFT_OUT = Path(__file__).parent / "names_left_out.yml"


@pytest.fixture(scope="module")
def report() -> Report:
    return build_edition(ROOT / "source", None)


def test_the_transcript_is_byte_for_byte_what_was_received(received: str) -> None:
    assert hashlib.sha256(ORIGINAL.read_bytes()).hexdigest() == received


def test_what_was_mended_stands_at_passages_with_notes(report: Report) -> None:
    noted = {note.span.name for question in report.edition.questions for note in question.notes}
    rows = re.findall(
        r"^\| \d+ \w+ \d+ \| (notes? .*?) \|", (ROOT / "source/pages/checked.md").read_text("utf-8"), re.M
    )
    named = [name for row in rows for name in re.findall(r"\b\d\.\d+", row)]
    assert len(named) >= 15
    assert set(named) <= noted


def test_passage_numbers_are_promises(report: Report) -> None:
    """They are cited; whoever changes the reading of the transcript must not renumber them."""
    counted = {question.number: len(question.passages) for question in report.edition.questions}
    assert counted == {1: 6, 2: 11, 3: 6, 4: 6, 5: 5, 6: 7, 7: 11, 8: 11, 9: 10}
    assert report.edition.fidelity.passages == 73


def test_page_names_are_promises(report: Report) -> None:
    assert [question.editorial.name for question in report.edition.questions] == [
        "01-american-exceptionalism",
        "02-sanctions-and-accusations",
        "03-history-and-the-second-world-war",
        "04-relations-with-france",
        "05-rt-and-sputnik-in-france",
        "06-africa-after-sochi",
        "07-syria-and-the-caesar-act",
        "08-the-persian-gulf",
        "09-libya",
    ]


def test_the_words_are_the_transcripts_in_order_each_once(report: Report) -> None:
    text = " ".join(p.text for q in report.edition.questions for p in q.passages)
    words = spoken(ROOT / "source")
    assert text == words
    assert report.edition.fidelity.words == len(words.split())
    assert report.edition.fidelity.sha256 == hashlib.sha256(words.encode()).hexdigest()


def test_slips_stay() -> None:
    assert "the Republic parties" in spoken(ROOT / "source")


def test_the_published_words_are_those_that_were_proved_before(published: Built) -> None:
    """Of the finished pages, whatever the program that makes them; a new number is a new text."""
    text = fold(published.pages["about/index.html"].text_content())
    for fact in ("6,946", "b2c365fe21661d3ab36ae11d89849710294b19361aac3d621b16ed90cd84891e"):
        assert fact in text
    assert "39-50 minutes" in text, "what was left out is said"
    *_, (anchor, last) = passages(published.pages["questions/09-libya/index.html"])
    assert (anchor, last[-40:]) == ("p10", "There are grounds for cautious optimism.")


def test_about_says_whose_site_this_is(published: Built) -> None:
    text = fold(published.pages["about/index.html"].text_content())
    for promise in ("neither by the Ministry", "takes no side", "MIT licence"):
        assert promise in text


def test_the_citation_file_of_the_repository_is_that_of_the_edition(report: Report) -> None:
    """Of this edition: a fork makes its own with `make citation`."""
    (citation,) = (export for export in EXPORTS if export.path == "CITATION.cff")
    made = yaml.safe_load(citation.write(report.edition, NOWHERE))
    kept = yaml.safe_load((ROOT / "CITATION.cff").read_bytes())
    assert made == {key: value for key, value in kept.items() if key not in ("url", "repository-code")}


def test_no_page_has_grown_by_more_than_a_tenth(published: Built) -> None:
    """What may be heavier is said by `make weigh UPDATE=1`, and so seen in a commit."""
    kept = yaml.safe_load(weight.KEPT.read_text(encoding="utf-8"))
    found = {page: weight.weight(published.site, page) for page in weight.PAGES}
    assert kept.keys() == found.keys()
    assert weight.grown(found, kept) == []
    assert weight.grown(found, {"": kept[""] // 2}) == [f"/: {kept[''] // 2:,} bytes before, {found[''].whole:,} now"]


@pytest.mark.parametrize("place", told.PLACES)
def test_figures_are_told_where_they_belong(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "BENCHMARKS.md"
    page.write_text(told.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(told, "PAGE", page)
    told.tell("| new |", place)
    after, until = told.PLACES[place]
    assert page.read_text(encoding="utf-8").count(f"{after}\n\n| new |\n\n{until}") == 1
    page.write_text("rewritten by hand", encoding="utf-8")
    with pytest.raises(SystemExit, match=after):
        told.tell("| new |", place)
    assert page.read_text(encoding="utf-8") == "rewritten by hand"


def test_the_face_has_every_character(published: Built) -> None:
    sheet = (published.assets / "fonts/edition-serif.css").read_text(encoding="utf-8")
    assert lacking(sheet, spoken(ROOT / "source")) == set()


def test_every_question_has_notes_and_every_note_its_place_in_the_list(published: Built) -> None:
    counts = [len(published.pages[path].xpath("//aside")) for path in published.pages if path.startswith("questions/0")]
    assert min(counts) >= 7
    assert sum(counts) >= 80
    assert len(published.pages["timeline/index.html"].xpath("//article/ul/li")) >= 70


def test_the_concordance_leaves_out_the_words_that_the_editors_went_through(published: Built) -> None:
    left_out = Path(__file__).with_name("words_left_out.txt").read_text(encoding="utf-8").split()
    assert words_of(published, left_out) > 3400


def test_editors_texts_are_all_there(report: Report) -> None:
    """Every question has a summary of one or two sentences, topics, and signposts if it is long."""
    for question in report.edition.questions:
        editorial = question.editorial
        assert 20 <= len(editorial.summary.split()) <= 50, question.heading
        assert len(editorial.topics) >= 3
        assert editorial.reviewed
        assert len(editorial.signposts) >= len(question.passages) // 3
    assert 20 <= len(report.edition.topics) <= 40


def test_every_source_names_publisher_and_date(report: Report) -> None:
    edition = report.edition
    notes = [source for question in edition.questions for note in question.notes for source in note.sources]
    names = [source for term in edition.terms.values() for source in term.sources]
    events = [source for event in edition.events for source in event.dated.sources]
    assert [s for s in notes + names + events if not (s.title and s.publisher and s.date)] == []


def test_every_name_is_in_the_glossary_or_left_out_for_a_reason(report: Report) -> None:
    """A capital inside a sentence is a name until somebody says why not."""
    found = capitalised(report)
    groups = yaml.safe_load(LEFT_OUT.read_text(encoding="utf-8"))
    listed = [word for group in groups for word in group["words"]]
    assert all(group["why"].strip() for group in groups)
    assert {word: places for word, places in found.items() if word not in listed} == {}, (
        f"give these words a glossary entry, or a reason in {LEFT_OUT.name}"
    )
    assert [word for word in listed if word not in found] == [], f"{LEFT_OUT.name} doesn't need these words any more"
    assert len(listed) == len(set(listed)), f"a word stands twice in {LEFT_OUT.name}"
    entries = {id for group in groups if isinstance(group["words"], dict) for id in group["words"].values()}
    assert entries <= report.edition.terms.keys(), "a reason names an entry that isn't there"


def capitalised(report: Report) -> dict[str, list[str]]:
    """Words with a capital inside a sentence, outside every mention, with the passages where they stand."""
    found: dict[str, list[str]] = defaultdict(list)
    for question in report.edition.questions:
        for passage in question.passages:
            mentions = [(m.span.start, m.span.end) for m in question.mentions if m.span.passage is passage]
            for word in re.finditer(r"(?<!\w)[^\W\d_][\w-]*", passage.text):
                before = passage.text[: word.start()].rstrip(" \"“”'‘’(")
                inside = before and before[-1] not in ".?!:…"
                if (
                    word[0][0].isupper()
                    and inside
                    and not any(start < word.end() and word.start() < end for start, end in mentions)
                ):
                    found[word[0]].append(passage.name)
    return found


def test_every_page_is_in_the_list_of_promised_addresses(report: Report) -> None:
    promised = {promise.address for promise in report.edition.promised}
    assert set(addresses(report.edition)) <= promised, "`make promise` adds those of new pages"
