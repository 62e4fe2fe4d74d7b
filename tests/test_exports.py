"""Every file to take away holds the same words and the same notes, whatever these are, and is the same each time."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from edition.exports import Export
from edition.exports.citations import citation_file, csl, write_ris
from edition.exports.registry import EXPORTS
from edition.model.edition import Edition, Fidelity, Mention, Note, Question
from edition.model.editorial import NOTE_KINDS, Annotation, Editorial, Quote, Signpost
from edition.model.prose import Citation, Emphasis, Inline, Link, Listing, Name, Paragraph, Prose, Text
from edition.model.text import Span, Speaker
from edition.pipeline import build
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.colophon import colophon
from edition.resolve.works import bibtex, whole
from edition.site.citation import citations as cited
from edition.source.files import Document
from edition.source.publication import NOWHERE, Publication
from edition.source.transcript import read_transcript
from importer.import_file import import_file
from importer.model import Facts
from readback import READERS, find_difference
from readback.reading import reading_of
from support import FIXTURE, QUESTIONS, ROOT, SITE_URL, Built, lay_out
from test_hostile_text import INTERVIEW, PLACE, edition_of, lines, noted_texts, term, texts

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
ANYTHING = [export for export in EXPORTS if export.path in READERS and export.media != "application/pdf"]
"""Those that can be made of whatever people write; the book wants letters that its faces have: tests/test_book.py."""
READ = [export for export in EXPORTS if export.path in READERS]


@pytest.fixture(scope="module")
def interview() -> Edition:
    return build(FIXTURE / "source", None).edition


@pytest.mark.parametrize("publication", [PUBLISHED, NOWHERE], ids=["published", "nowhere"])
@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.path)
def test_the_file_holds_the_words_and_the_notes_and_is_the_same_each_time(
    interview: Edition, export: Export, publication: Publication
) -> None:
    data = export.write(interview, publication)
    assert data == export.write(interview, publication)
    if export.path in READERS:
        found = READERS[export.path](data)
        assert (len(found.said), len(found.noted)) == (29 * export.said, 16 * export.noted)
        assert found == reading_of(interview, export.said, export.noted)


@pytest.mark.parametrize("export", READ, ids=lambda export: export.path)
def test_the_rights_travel_with_the_words(interview: Edition, export: Export) -> None:
    provenance = dataclasses.replace(interview.interview.provenance, rights="MARKEDRIGHTS")
    marked = dataclasses.replace(interview, interview=dataclasses.replace(interview.interview, provenance=provenance))
    assert b"MARKEDRIGHTS" in unpacked(export.write(marked, PUBLISHED))


def unpacked(data: bytes) -> bytes:
    """What is in a file, or in those that are packed into it."""
    if data.startswith(b"%PDF"):
        return b"".join(page.extract_text().encode() for page in PdfReader(io.BytesIO(data)).pages)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join(map(packed.read, packed.namelist()))


def named(path: str) -> Export:
    return next(export for export in EXPORTS if export.path == path)


@pytest.mark.parametrize("publication", [PUBLISHED, NOWHERE], ids=["published", "nowhere"])
def test_json_is_what_its_schema_promises(interview: Edition, publication: Publication) -> None:
    assert unlike_the_schema(interview, publication) == []
    for path in ("edition.json", "interview.json"):
        document = json.loads(named(path).write(interview, publication))
        assert ("'editors':" in str(document)) == (path == "edition.json")


def unlike_the_schema(edition: Edition, publication: Publication) -> list[str]:
    """What the schema says against the files that it describes."""
    schema = json.loads(named("edition.schema.json").write(edition, publication))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema)
    documents = (json.loads(named(path).write(edition, publication)) for path in ("edition.json", "interview.json"))
    return [f"{error.json_path}: {error.message}" for one in documents for error in validator.iter_errors(one)]


CASES = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "tests/cases").glob("*/*.yml")}


@pytest.mark.parametrize(
    "path",
    [path for path, case in CASES.items() if "pages" in case],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_the_files_hold_whatever_the_pages_can(path: Path, tmp_path: Path) -> None:
    """Opening statements, moderators, no notes, no editors' files: every case of which pages are made."""
    edition = build(lay_out(tmp_path, CASES[path]["change"]) / "source", None).edition
    for export in ANYTHING:
        assert find_difference(export, export.write(edition, NOWHERE), edition) == "", export.path
    assert unlike_the_schema(edition, NOWHERE) == []


def test_no_cell_of_a_table_is_a_formula_or_a_number_that_it_isnt(interview: Edition) -> None:
    noted = dataclasses.replace(interview.events[0].dated, label='=HYPERLINK("https://a.example")')
    event = dataclasses.replace(interview.events[0], dated=noted)
    edition = dataclasses.replace(interview, events=(event, *interview.events[1:]))
    for export in (export for export in EXPORTS if export.media == "text/csv"):
        data = export.write(edition, PUBLISHED)
        assert data.startswith(b"\xef\xbb\xbf")
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))] == []
        assert [cell for cell in cells if re.fullmatch(r"\d+\.\d+", cell)] == []
        assert ("'=HYPERLINK(" in "".join(cells)) == (export.path == "timeline.csv")


def test_every_annotation_is_at_its_words_in_the_text_and_on_the_page(with_mkdocs: Built) -> None:
    """As a program finds them that knows only the W3C's model and the published files."""
    folder = with_mkdocs.site / "made/files"
    text = (folder / "interview.txt").read_text(encoding="utf-8")
    collection = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert len(items) == collection["total"] == len({item["id"] for item in items}) == 16
    for item in items:
        page, _, anchor = item["id"].removeprefix(SITE_URL).partition("#")
        assert with_mkdocs.pages[f"{page}index.html"].get_element_by_id(anchor).text
        in_text, on_page = item["target"]
        assert in_text["source"] == f"{SITE_URL}made/files/interview.txt"
        position, quote = in_text["selector"]
        exact = quote["exact"]
        assert text[position["start"] : position["end"]] == exact
        assert text.index(quote["prefix"] + exact + quote["suffix"]) + len(quote["prefix"]) == position["start"]
        assert text.count(quote["prefix"] + exact + quote["suffix"]) == 1
        fragment = on_page["selector"]
        tree = with_mkdocs.pages[f"{on_page['source'].removeprefix(SITE_URL)}index.html"]
        words = "".join(tree.get_element_by_id(fragment["value"]).itertext())
        refined = fragment["refinedBy"]
        assert refined["exact"] == exact
        assert words.count(refined["prefix"] + exact + refined["suffix"]) == 1
        assert on_page["source"] == f"{SITE_URL}{page}"


def test_every_question_and_passage_has_its_files_for_reference_managers(with_mkdocs: Built) -> None:
    folder = with_mkdocs.site / "made/files"
    whole = [folder / f"interview.{ending}" for ending in ("ris", "bib", "csl.json")]
    parts = sorted((folder / "cite").iterdir())
    assert len(parts) == 3 * (5 + 29)
    for path in (*whole, *parts):
        text = path.read_text(encoding="utf-8")
        assert "Marr, Edda" in text or json.loads(text)[0]["author"] == [{"family": "Marr", "given": "Edda"}]
        name = path.name.partition(".ris")[0].partition(".bib")[0].partition(".csl")[0]
        place = re.sub(r"q(\d)", r"question \1", name).capitalize() if name[0] == "q" else f"Passage {name}"
        assert (place if path in parts else "The whole interview") in text
        page = re.search(rf"{re.escape(SITE_URL)}([^\s\"}}#]*)#?(\w*)", text)
        assert page
        tree = with_mkdocs.pages[f"{page[1]}index.html"]
        if page[2]:
            assert tree.get_element_by_id(page[2]).get("class").split()[0] == "passage"


def test_pages_say_where_their_files_and_their_rights_are(with_mkdocs: Built) -> None:
    """For harvesters and reference managers (https://signposting.org)."""
    links = [
        (page, link.get("rel"), link.get("href"), link.get("type"))
        for page, tree in with_mkdocs.pages.items()
        for link in tree.iterfind(".//head/link")
        if link.get("rel") in ("cite-as", "license", "describedby", "alternate")
    ]
    for page, _, href, _ in links:
        path, _, anchor = urljoin(SITE_URL + page, href).removeprefix(SITE_URL).partition("#")
        file = with_mkdocs.site / path / ("index.html" if path.endswith("/") else "")
        assert file.is_file()
        assert not anchor or with_mkdocs.pages[f"{path}index.html"].get_element_by_id(anchor) is not None
    on_question = [(rel, href) for page, rel, href, _ in links if page.startswith("questions/03-")]
    assert ("cite-as", f"{SITE_URL}questions/{QUESTIONS[2]}/") in on_question
    assert ("describedby", f"{SITE_URL}made/files/cite/q3.ris") in on_question
    alternates = {href.rpartition("/")[2]: media for page, rel, href, media in links if rel == "alternate"}
    assert alternates == {export.path: export.media for export in EXPORTS if export.said}


def test_the_citation_file_says_where_the_edition_is(interview: Edition) -> None:
    published = yaml.safe_load(named("CITATION.cff").write(interview, PUBLISHED))
    assert (published["url"], published["repository-code"]) == (SITE_URL, PUBLISHED.repository)
    assert not list(ROOT.glob("*zenodo*")), "it would switch CITATION.cff off"


def begun(name: str, folder: Path) -> Edition:
    """The edition that make new begins with a transcript of beginnings/."""
    case = yaml.safe_load((ROOT / f"tests/beginnings/{name}.yml").read_text(encoding="utf-8"))
    imported = import_file(case["file"], case["text"].encode(), Facts((), "“An interview”", "2020-01-31", "en"))
    for file, data in imported.files.items():
        (folder / file).write_bytes(data)
    edition = read_edition(folder, Problems())
    assert edition
    return edition


@pytest.mark.parametrize(
    ("name", "heading", "below", "voice"),
    [
        ("headings-between", "Money", "In spring.", "Ann Other"),
        ("heading-in-an-answer", "Read more", "Why the lighthouse stays.", "Ben"),
    ],
)
def test_a_heading_is_nobody_s_in_every_file(name: str, heading: str, below: str, voice: str, tmp_path: Path) -> None:
    edition = begun(name, tmp_path)
    for export in (export for export in READ if export.said):
        said = {one.words: one.voice for one in READERS[export.path](export.write(edition, NOWHERE)).said}
        assert (said[heading], said[below]) == ("", voice), export.path


def test_a_citation_says_nothing_that_nobody_knows(tmp_path: Path) -> None:
    """No publisher; of several who ask the first with a name; no family name of what may be a title; marks only once."""
    edition = begun("reporters-by-name", tmp_path)
    opening, first = (cited(edition, question, "")[0].question for question in edition.questions[:2])
    assert first == (
        "MAYOR OTHER, “An interview,” interview by ANN MARR, GAZETTE, January 31, 2020; "
        "question 1 in “An interview”, an annotated edition"
    )
    assert "; opening statement in " in opening
    assert colophon(edition, NOWHERE).state == "", "as of a day on which there was no edition"
    assert json.loads(csl(whole(edition, NOWHERE)))[0]["interviewer"] == [{"literal": "ANN MARR, GAZETTE"}]


# What the editors write

folded = lines.map(lambda line: " ".join(line.split())).filter(bool)
addresses = st.sampled_from(
    ["https://a.example/x", "https://a.example/(x)?a=*b*&copy=_c_#~`\\'|", "http://ü.example/Ж[1]"]
)
plain = folded.map(Text)
inlines = st.lists(
    st.one_of(
        plain,
        st.just(Text("\n")),
        folded.map(lambda text: Name(text, "t0")),
        st.builds(lambda text, strong: Emphasis((Text(f"a{text}z"),), strong), folded, st.booleans()),
        st.builds(lambda text, address: Link((Text(text),), address), folded, addresses),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: spaced(parts))


def spaced(parts: list[Inline]) -> tuple[Inline, ...]:
    """The parts with spaces between them, beginning and ending with words, as Markdown reads a paragraph."""
    out: list[Inline] = [Text("a ")]
    for part in parts:
        out += [part, Text(" ")]
    return (*out, Text("z"))


paragraphs = inlines.map(Paragraph)
listings = st.builds(
    Listing,
    st.lists(st.lists(paragraphs, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
    st.sampled_from([None, 1, 7]),
)
bodies = st.builds(
    lambda first, rest: (first, *rest), paragraphs, st.lists(st.one_of(paragraphs, listings), max_size=3)
)
citations = st.builds(
    lambda title, address, remark: Citation(
        ((Link((Text(title),), address) if address else Text(title)), *((Text(f" {remark}"),) if remark else ())),
        title, "", "", address,
    ),
    folded, st.one_of(st.just(""), addresses), st.one_of(st.just(""), folded),
)  # fmt: skip


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition of one question in which everything that somebody writes may be anything."""
    name = draw(folded)
    speakers = (
        Speaker("Question", "interviewer", name, draw(folded), name),
        Speaker("Answer", "speaker", draw(folded.filter(lambda other: other != name)), draw(folded), "A, B"),
    )
    provenance = dataclasses.replace(INTERVIEW.provenance, rights=draw(folded), published=draw(folded))
    told = dataclasses.replace(
        INTERVIEW, title=draw(folded), edition=draw(folded), speakers=speakers, provenance=provenance
    )
    answer, noted, named = draw(noted_texts())
    asked, answer = (part.replace("\n", " ") for part in (draw(texts), answer))  # one line each
    text = f"**Question:** \\{asked}\n\n**Answer:** \\{answer}\n"
    problems = Problems()
    transcript = read_transcript(Document("transcript.md", text, ""), told.speakers, (), problems)
    assert not problems
    passage = transcript.exchanges[0].passages[1]
    notes = []
    spans = [span for edges in noted if (span := Span(passage, *edges)).words.strip(" ") == span.words]
    for number, span in enumerate(spans, 1):
        body: Prose = draw(bodies)
        sources = tuple(draw(st.lists(citations, min_size=1, max_size=2)))
        kind = draw(st.sampled_from(NOTE_KINDS))
        annotation = Annotation(Quote(span.words, None, PLACE), kind, body, sources)
        notes.append(Note(f"n-{number}", number, span, annotation, body))
    mentions = tuple(Mention(term(n), Span(passage, *edges)) for n, edges in enumerate(named))
    terms = {f"t{n}": dataclasses.replace(term(n), term=draw(folded), definition=draw(folded)) for n in (0, 1)}
    terms |= {mention.term.id: mention.term for mention in mentions if mention.term.id not in terms}
    editorial = Editorial(
        "01-x", 1, draw(folded), draw(folded), (), (Signpost(2, draw(folded), PLACE),), None, (), PLACE
    )
    made = Question(transcript.exchanges[0], editorial, tuple(notes), mentions)
    return Edition(told, transcript, Fidelity(1, 2, "0" * 64), (made,), {}, terms, ())


# Without making a failing example smaller, which takes minutes: the difference says enough.
@settings(
    deadline=None,
    max_examples=20,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(editions())
def test_whatever_is_written_comes_out_as_itself(edition: Edition) -> None:
    for export in ANYTHING:
        different = find_difference(export, export.write(edition, PUBLISHED), edition)
        if different:
            pytest.fail(f"{export.path}: {different}")
    work = whole(edition, PUBLISHED)
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in write_ris(work).removesuffix("\r\n").split("\r\n"))
    assert json.loads(csl(work))[0]["container-title"] == work.container
    entry = re.sub(r"\\.", "", bibtex(work), flags=re.S)
    assert (entry.count("{"), entry.count("%"), entry.count("&")) == (entry.count("}"), 0, 0)
    assert yaml.safe_load(citation_file(edition, PUBLISHED))["title"] == edition.interview.edition


@pytest.mark.parametrize(
    ("language", "said", "year"),
    [
        ("en", "1938 is how it all began; of 2.5 million in 1938[7] more below.", (0, 4)),
        ("en", "How it all began in 1938, the policy of appeasement.", (20, 24)),
        ("zh", "一切始于1938年的绥靖政策。", (4, 8)),
        ("ar", "هكذا بدأ كل شيء في عام 1938، مع سياسة الاسترضاء.", (23, 27)),
    ],
)
def test_no_mark_runs_into_the_words_in_a_copy(language: str, said: str, year: tuple[int, int]) -> None:
    edition = edition_of("Is it?", said, "Whether it is", [year])
    edition = dataclasses.replace(edition, interview=dataclasses.replace(edition.interview, language=language))
    for export in READ:
        data = export.write(edition, NOWHERE)
        assert find_difference(export, data, edition) == "", export.path
        assert "19381" not in re.sub("<[^>]*>", "", unpacked(data).decode(errors="ignore")), export.path


# What was published


def test_the_page_offers_every_file_and_about_its_hash(with_mkdocs: Built) -> None:
    page, about = with_mkdocs.pages["take/index.html"], with_mkdocs.pages["about/index.html"]
    offered = {link.get("href"): link for link in page.iterfind(".//article//a[@download]")}
    assert set(offered) == {f"../made/files/{export.path}" for export in EXPORTS}
    assert all((with_mkdocs.site / "take" / href).is_file() for href in offered)
    listed = [link.get("href") for link in about.iterfind(".//li/a")]
    assert all(f"../made/files/{export.path}" in listed for export in EXPORTS)


def test_llms_txt_leads_to_the_words_and_says_whose_they_are(with_mkdocs: Built) -> None:
    text = (with_mkdocs.site / "llms.txt").read_text(encoding="utf-8")
    for address in re.findall(r"\]\(([^)]*)\)", text):
        path = with_mkdocs.site / address.removeprefix(SITE_URL)
        assert (path / "index.html" if address.endswith("/") else path).is_file(), address
    for path in ("edition.txt", "interview.txt", "edition.md.txt", "interview.md.txt", "edition.json"):
        assert f"({SITE_URL}made/files/{path})" in text
    questions = [line for line in text.splitlines() if "/questions/" in line]
    assert len(questions) > 4
    assert all("Editors’ title: " in line or "Editors’ summary." in line or ": " not in line[2:] for line in questions)
