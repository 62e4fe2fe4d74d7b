"""An edition grants and claims only what its interview.yml declares, in every language and in every file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from conftest import built_once
from edition.exports import File
from edition.exports import citations as references
from edition.exports import registry as exports
from edition.locale.labels import WORDS, load_labels
from edition.model.edition import Edition
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.cards import list_cards
from edition.site import search_index
from edition.site.frame_text import frame_words
from edition.site.pages import make_site_files
from edition.source.publication import Publication
from support import FIXTURE, SITE_URL, Built, mkdocs

LANGUAGES = sorted(path.stem for path in WORDS.glob("??.yml"))
LICENCE = re.compile(
    r"creative ?commons|CC[ -]?BY|licen[cs]|lizenz|ライセンス|クリエイティブ|лиценз|رخصة|المشاع|知识共享|许可", re.I
)
CLAIMS = re.compile(
    r"independ|unabhängig|indépend|независим|مستقل|独立|(?:takes?|taking) no side|partei ergreift|toman partido|prend pas parti|чью сторону|"
    r"ينحازون|くみしない|不偏向|neither by those|as (?:it|they) (?:was|were) published|as published|wie (?:sie|es|er) veröffentlicht|"
    r"se publicaron|tal como se publicó|telle?s? qu[’e] ?\w* (?:a|ont) été publié|tel que publié|было? опубликован|были опубликованы|"
    r"كما نُشرت|公表されたとおり|发表时",
    re.I,
)
"""What the texts of independent editors say; test_the_words_that_are_looked_for_are_there holds it against them."""
SCHEMA = "edition.schema.json"
"""Says what fields a file may have, “licence” among them."""


def undeclared(folder: Path, language: str) -> Path:
    """The small edition in a language, without licence, and without a word on who its editors are."""
    text = (FIXTURE / "source/interview.yml").read_text(encoding="utf-8")
    text = re.sub(r"^(?:licence|editors): .*\n", "", text, flags=re.M).replace("language: en", f"language: {language}")
    for path in FIXTURE.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(FIXTURE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text.encode() if path.name == "interview.yml" else path.read_bytes())
    return folder


def read(folder: Path) -> Edition:
    problems = Problems()
    edition = read_edition(folder / "source", problems)
    assert edition, problems.messages("")
    return edition


def everything(edition: Edition) -> Iterator[File]:
    """What a build makes: pages, frame, search, citations, pictures (their words), files to take away."""
    publication = Publication("https://github.com/a/b", site="https://a.example/b/")
    downloads = []
    for download, files in exports.write_exports(edition, publication):
        downloads.append(download)
        assert not download.missing or download.export.label == "pdf", "no book with Arabic around English words"
        yield from files
    yield frame_words(edition)
    yield from make_site_files(edition, publication, downloads)
    yield from references.write_part_files(edition, publication)
    yield from search_index.make_index_files(edition)
    yield File("cards", "\n".join(map(str, list_cards(edition))).encode())


def words_in(file: File) -> str:
    """The text of a file, unpacked and without what the program's own parts say: a typeface, the schema, the program."""
    if file.path.endswith(".png") or file.path.endswith(SCHEMA):
        return ""
    if file.path.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(file.data))
        facts = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
        return "\n".join([facts, str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if file.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
            names = [name for name in packed.namelist() if re.search(r"\.(?:x?html|xml|opf|ncx|rels)$", name)]
            return "\n".join(packed.read(name).decode() for name in names)
    return file.data.decode()


def said(file: File, program: str) -> str:
    """The words of a file on one line, but for what is said of the program that made it."""
    text = re.sub(r"/\*.*?\*/", "", words_in(file), flags=re.S)
    return " ".join(text.split()).replace(program, "")


def first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return text[max(0, found.start() - 40) : found.end() + 40] if found else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_declared_is_granted_and_claimed_nowhere(language: str, tmp_path: Path) -> None:
    edition = read(undeclared(tmp_path, language))
    program = edition.interview.labels.about_program
    found = {
        file.path: told
        for file in everything(edition)
        if (told := first(LICENCE, said(file, program)) or first(CLAIMS, said(file, program)))
    }
    assert found == {}


def test_no_page_of_a_finished_site_does_either(tmp_path_factory: pytest.TempPathFactory) -> None:
    """With its frame, and the page for contributors."""
    built = built_once("undeclared", undeclared(tmp_path_factory.mktemp("undeclared"), "en"), mkdocs, tmp_path_factory)
    files = [path for path in built.site.rglob("*") if path.suffix in (".html", ".txt", ".xml", ".json", ".cff", ".md")]
    assert len(files) > 30
    program = load_labels("en").about_program
    told = {}
    for path in files:
        text = said(File(path.name, path.read_bytes()), program)
        if not path.is_relative_to(built.assets) and (words := first(LICENCE, text) or first(CLAIMS, text)):
            told[path.relative_to(built.site).as_posix()] = words
    assert told == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_are_looked_for_are_there(language: str) -> None:
    """Else nothing would be found whatever was said."""
    texts = yaml.safe_load((WORDS / f"{language}.yml").read_text(encoding="utf-8"))
    said_of_them = {name: text for name, text in texts.items() if name.endswith("_independent")}
    assert len(said_of_them) > 10
    silent = [name for name, text in said_of_them.items() if not CLAIMS.search(text)]
    assert silent in ([], ["about_policy_independent"])
    others = texts.keys() - said_of_them.keys() - {"provenance_made"}  # a program of its own, in Arabic and Chinese
    assert [name for name in others if CLAIMS.search(texts[name])] == []


def test_what_is_declared_is_said_in_every_file_with_words_of_the_editors(with_mkdocs: Built) -> None:
    for export in exports.EXPORTS:
        file = File(export.path, (with_mkdocs.site / "made/files" / export.path).read_bytes())
        if export.noted and export.said:
            assert "https://creativecommons.org/licenses/by/4.0/" in re.sub(r"\s", "", words_in(file)), export.path
            assert "Creative Commons Attribution 4.0" in " ".join(words_in(file).split()), export.path
    for name in ("about/index.html", "llms.txt"):
        text = (with_mkdocs.site / name).read_text(encoding="utf-8")
        assert "Creative Commons Attribution 4.0" in text, name
        assert CLAIMS.search(text), name
    question = with_mkdocs.pages["questions/03-the-lens/index.html"]
    assert question.xpath("//link[@rel='license']/@href") == [f"{SITE_URL}about/#rights"]
