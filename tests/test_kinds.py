"""One list of note kinds, one of term kinds and one of glossary fields: a place that one of them doesn't reach is found here.

The edition in tests/fixture/ has a note of each kind and an entry with each field.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.exports.registry import EXPORTS
from edition.model.edition import Edition, Mention, Question
from edition.model.editorial import NOTE_KINDS, TERM_KINDS, Term
from edition.model.prose import Citation, Text
from edition.problems import Problems
from edition.resolve import urls
from edition.resolve.assemble import read_edition
from edition.site.linked_data import describe_terms
from edition.site.pages import make_site_files
from edition.site.search_index import make_index_files as search_files
from edition.source.glossary import TABLE
from edition.source.publication import NOWHERE
from support import FIXTURE, ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "scripts/edition/exports/edition.schema.json").read_text(encoding="utf-8"))
WITH_NOTES = {
    path: export
    for path, export in ((export.path, export) for export in EXPORTS)
    if path in ("edition.epub", "edition.docx", "edition.txt", "edition.md.txt", "edition.json", "edition.tei.xml")
    or path == "notes.csv"
}


def text_of(data: bytes) -> str:
    """The text of an export; of a ZIP file, of all its documents."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [name for name in file.namelist() if name.endswith((".xml", ".xhtml"))]
            data = b"\n".join(map(file.read, names))
    return html.unescape(data.decode())


def write(path: str, edition: Edition) -> str:
    """The text of one export of an edition."""
    (export,) = (export for export in EXPORTS if export.path == path)
    return text_of(export.write(edition, NOWHERE))


@pytest.fixture(scope="module")
def edition() -> Edition:
    edition = read_edition(FIXTURE / "source", Problems())
    assert edition is not None
    return edition


# Kinds


def test_the_full_edition_has_each_kind_of_note_and_term(edition: Edition) -> None:
    assert {note.kind for question in edition.questions for note in question.notes} == {*NOTE_KINDS}
    assert {term.kind for term in edition.terms.values()} == {*TERM_KINDS}


@pytest.mark.parametrize("path", WITH_NOTES)
def test_each_kind_of_note_is_named_in_each_export(path: str, edition: Edition) -> None:
    text, labels = write(path, edition), edition.interview.labels
    assert [kind for kind in NOTE_KINDS if labels[kind] not in text] == []


def test_each_kind_of_note_and_term_is_named_on_the_pages(edition: Edition) -> None:
    pages = {file.path: file.data.decode() for file in make_site_files(edition)}
    labels = edition.interview.labels
    for kind in NOTE_KINDS:
        assert f'value="{kind}"' in pages["notes/index.md"]
        assert f'<div class="listed {kind}"' in pages["notes/index.md"]
        assert any(labels[kind] in text for path, text in pages.items() if path.startswith("questions/0"))
    for kind in TERM_KINDS:
        assert f"# {labels[kind]}\n" in pages[f"glossary/{kind}.md"]
        assert f"({kind}.md)" in pages["glossary/SUMMARY.md"]


def test_the_style_sheet_filters_each_kind_of_note() -> None:
    """CSS can't compare two elements' values, so the filter of the list of notes has a selector for each kind."""
    styles = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets").rglob("*.css"))
    assert {*re.findall(r'\.kinds \[value="([a-z]+)"\]', styles)} == {*NOTE_KINDS}
    for kind in NOTE_KINDS:
        assert re.search(rf"\.listed:not\(\.{kind}\), section:not\(:has\(\.{kind}\)\)", styles), kind


def test_the_schema_knows_each_kind() -> None:
    editors = SCHEMA["properties"]["questions"]["items"]["properties"]["editors"]["properties"]
    assert editors["notes"]["items"]["properties"]["kind"]["enum"] == [*NOTE_KINDS]
    terms = SCHEMA["properties"]["editors"]["properties"]["glossary"]["items"]["properties"]
    assert terms["kind"]["enum"] == [*TERM_KINDS]


def test_the_guide_for_editors_names_each_kind(edition: Edition) -> None:
    assert [kind for kind in NOTE_KINDS if f"**{edition.interview.labels[kind]}**" not in GUIDE] == []
    assert [kind for kind in TERM_KINDS if kind not in GUIDE] == []


# Fields of the glossary

ATTRIBUTES = {"source": "sources"}
"""Of a term, if they are called otherwise than the field."""
STEERING = {"id", "also", "also_at", "except", "link", "until", "where"}
"""Fields that say what is built, and when editors look again; nobody reads them."""
FOR_PROGRAMS = {"wikidata", "born", "died", "office_from", "office_to"}
"""Readers are told in the definition."""
NOT_IN: Mapping[str, set[str]] = {
    "glossary": {"search", "sorted", *FOR_PROGRAMS},
    "list from A to Z": {"term", "full", "names", "office", "lang", "search", "definition", "source", *FOR_PROGRAMS},
    "question": {"names", "search", "sorted", "source", *FOR_PROGRAMS},
    "search": {"lang", "source", *FOR_PROGRAMS},
    "JSON-LD": {"office", "lang", "search", "sorted", "source", "office_from", "office_to"},
    "edition.epub": {"names", "search", "sorted", *FOR_PROGRAMS},
    "edition.json": {"lang", "search", "sorted"},
    "glossary.csv": {"lang", "search", "sorted", *FOR_PROGRAMS},
    "edition.tei.xml": {"search", "sorted"},
}
"""Each place that shows terms, with the fields that it leaves out; it shows every other one."""


def pages_of(edition: Edition, start: str) -> str:
    """The text of the pages whose path begins so."""
    return "".join(file.data.decode() for file in make_site_files(edition) if file.path.startswith(start))


def describe(edition: Edition) -> str:
    """The JSON-LD of the entry."""
    term = edition.terms[TERM]
    return describe_terms(edition, term.kind, urls.locate_terms(term.kind), "Terms", [term], "https://example.org/")


PLACES: Mapping[str, Callable[[Edition], str]] = {
    "glossary": lambda edition: pages_of(edition, "glossary/people.md"),
    "list from A to Z": lambda edition: pages_of(edition, "glossary/index.md"),
    "question": lambda edition: pages_of(edition, "questions/0"),
    "search": lambda edition: search_files(edition)[0].data.decode(),
    "JSON-LD": describe,
    **{path: partial(write, path) for path in NOT_IN if "." in path},
}
TERM = "jon-aske"


def mark(field: str) -> Any:
    """A value that stands nowhere else."""
    if field == "wikidata":
        return "Q987654"
    if field == "lang":
        return "oc"
    if field in FOR_PROGRAMS:
        return "1817-06"
    text = f"Zephyr {field}"
    if field == "source":
        return (Citation((Text(text),), text, "", "", ""),)
    return (text,) if field in ("names", "search") else text


def change(edition: Edition, field: str, value: Any) -> Edition:
    """The edition with another value in a field of one entry, wherever it is mentioned."""
    new = replace(edition.terms[TERM], **{ATTRIBUTES.get(field, field): value})

    def changed(mention: Mention) -> Mention:
        return replace(mention, term=new) if mention.term.id == TERM else mention

    def with_it(question: Question) -> Question:
        return replace(question, mentions=tuple(map(changed, question.mentions)))

    terms: dict[str, Term] = {**edition.terms, TERM: new}
    return replace(edition, terms=terms, questions=tuple(map(with_it, edition.questions)))


SHOWN = [field.name for field in TABLE if field.name not in STEERING]


@pytest.mark.parametrize("field", SHOWN)
def test_each_place_shows_each_field_but_those_that_it_leaves_out(field: str, edition: Edition) -> None:
    changed = change(edition, field, mark(field))
    missing = {place for place, show in PLACES.items() if show(changed) == show(edition)}
    assert missing == {place for place, left_out in NOT_IN.items() if field in left_out}


def test_the_full_edition_has_an_entry_with_each_field() -> None:
    paths: list[Path] = sorted((FIXTURE / "source/glossary").glob("*.yml"))
    entries = [entry for path in paths for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert {name for entry in entries for name in entry} == {field.name for field in TABLE}


def test_the_guide_for_editors_explains_each_field() -> None:
    rows = "".join(re.findall(r"^\| (`.+?) \|", GUIDE, re.MULTILINE))
    assert [field.name for field in TABLE if not re.search(rf"`{field.name}[`:]", rows)] == []


def test_the_schema_describes_each_property_of_a_term(edition: Edition) -> None:
    changed = edition
    for field in SHOWN:
        changed = change(changed, field, mark(field))
    entries = {entry["id"]: entry for entry in json.loads(write("edition.json", changed))["editors"]["glossary"]}
    described = SCHEMA["properties"]["editors"]["properties"]["glossary"]["items"]["properties"]
    assert entries[TERM].keys() == described.keys()
