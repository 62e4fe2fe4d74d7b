"""The table of pages: whatever follows from it agrees with it, so that no place is forgotten when a page is added."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pathspec
import pytest
import yaml

from edition.locale.labels import load_labels
from edition.model.edition import Edition
from edition.model.site import BY_HAND, MADE, OWNED, PAGES, is_taken
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.permalinks import addresses
from edition.site.pages import find_builders, make_site_files
from edition.source.publication import NOWHERE
from support import FIXTURE, ROOT


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The edition in tests/fixture/, which has every page of the table."""
    edition = read_edition(FIXTURE / "source", Problems())
    assert edition is not None
    return edition


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, str]:
    """Every generated file of the edition."""
    return {file.path: file.data.decode() for file in make_site_files(edition)}


def test_each_page_of_the_table_is_built(edition: Edition, files: dict[str, str]) -> None:
    assert [page.name for page in PAGES if not page.exists(edition)] == [], "the fixture lacks something"
    assert [page.name for page in PAGES if not page.by_hand] == list(find_builders(edition, NOWHERE, ()))
    for page in PAGES:
        path = f"{page.entry}/index.md" if page.url.endswith("/") else page.entry
        assert page.by_hand or path in files
        assert not page.lists_pages or f"{page.entry}/SUMMARY.md" in files


def test_each_page_of_the_table_stands_in_the_menu_by_its_label(files: dict[str, str]) -> None:
    labels = load_labels("en")
    menu = re.findall(r"^\* \[(.+)\]\((.+)\)$", files["SUMMARY.md"], re.MULTILINE)
    listed = [labels[f"menu_{page.name}"] for page in PAGES]
    assert [title for title, _ in menu if title in listed] == listed


def test_every_generated_page_has_a_permalink(edition: Edition, files: dict[str, str]) -> None:
    """And nothing else has one but what is written by hand."""
    made = [re.sub(r"(index)?\.(md|html)$", "", path) for path in files if path.endswith((".md", ".html"))]
    made = [path for path in made if not path.endswith("SUMMARY") and not path.startswith("parts/")]
    found = {path if path.endswith("/") else f"{path}/" for path in made if path}
    by_hand = {f"{page.url}/" for page in PAGES if page.by_hand}
    redirected = {one.address for one in edition.promised if one.target}
    assert found - redirected == set(addresses(edition)) - by_hand


def test_every_generated_file_is_owned(edition: Edition, files: dict[str, str]) -> None:
    others = {f"{page.name}.md" for page in edition.pages}
    others |= {one.address for one in edition.promised}
    assert [path for path in files if path.partition("/")[0] not in OWNED and path not in others] == []
    assert all(is_taken(entry.partition(".")[0]) for entry in {*OWNED, *BY_HAND} - {"about.md"})


def test_the_site_generator_is_told_which_pages_the_menu_leaves_out(files: dict[str, str]) -> None:
    """A page in neither would be a warning to MkDocs, which stops a strict build."""
    text = re.sub("!ENV", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    left_out = pathspec.GitIgnoreSpec.from_lines(yaml.safe_load(text)["not_in_nav"].splitlines())
    listed = {
        f"{path.removesuffix('SUMMARY.md')}{name}"
        for path, text in files.items()
        if path.endswith("SUMMARY.md")
        for name in re.findall(r"\]\((.+)\)$", text, re.MULTILINE)
    }
    pages = {path for path in files if path.endswith(".md")} - {"SUMMARY.md"}
    pages = {path for path in pages if not path.startswith("parts/") and not path.endswith("/SUMMARY.md")}
    assert [path for path in sorted(pages - listed) if not left_out.match_file(path)] == []


def test_git_ignores_all_of_docs_but_what_is_written_by_hand() -> None:
    ignore = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    assert all(ignore.match_file(f"docs/{name}/x.md") for name in (*OWNED, MADE))
    assert not any(ignore.match_file(f"docs/{name}" if "." in name else f"docs/{name}/x") for name in BY_HAND)


def test_make_clean_removes_what_was_made_and_nothing_else(tmp_path: Path, files: dict[str, str]) -> None:
    by_hand = {
        "docs/contributing.md": "x",
        "docs/assets/css/page.css": "x",
        "docs/CNAME": "x",
        "docs/ours/index.md": "x",
    }
    made = {f"docs/{path}": text for path, text in files.items()} | {"docs/made/search/records.json": "{}"}
    for path, text in {**by_hand, **made}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    subprocess.run(["make", "-s", "-f", str(ROOT / "Makefile"), "clean"], cwd=tmp_path, check=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == by_hand.keys()
    assert not (tmp_path / "docs/glossary").exists()
