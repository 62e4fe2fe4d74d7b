"""Another interview in another script: a small edition in Arabic, built, proved and read in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import built_once, served
from support import Built, mkdocs, run

ANOTHER = Path(__file__).parent / "another"
FIRST = "questions/01-manara/"


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once("another", ANOTHER, mkdocs, tmp_path_factory)


@pytest.fixture(scope="module")
def address(another: Built) -> Iterator[str]:
    with served(another) as address:
        yield address


def test_it_is_verified_and_a_book_that_cannot_be_made_is_no_mistake(another: Built) -> None:
    done = run("scripts/verify.py", "site", cwd=another.project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "13 passages, 157 words" in done.stdout
    assert not (another.site / "made/files/edition.pdf").exists()


def test_every_page_says_its_language_and_direction(another: Built) -> None:
    said = {name: (page.get("lang"), page.get("dir")) for name, page in another.pages.items()}
    assert {name: pair for name, pair in said.items() if pair != ("ar", "rtl")} == {}
    assert (
        another.pages["questions/2/index.html"].findtext(".//title")
        == "2. من دفع تكاليف الترميم؟ - حديث عن منارة ومكتبة"
    )
    assert "5 مارس 2024" in another.pages["index.html"].text_content()


def test_what_is_english_says_so(another: Built) -> None:
    """Contributors are told in English, from left to right, whatever the edition's language."""
    text = another.pages["contributing/index.html"].find(".//article//h1/..")
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")


def test_no_page_speaks_english(another: Built) -> None:
    """But for names of programs, formats and licences."""
    for name in ("index.html", FIRST + "index.html", "questions/index.html", "glossary/index.html", "404.html"):
        text = another.pages[name].xpath("string(//body/header) or string(//main)")
        assert not any(word in str(text) for word in ("Question", "Editors", "Search", "Source only")), name


def test_it_reads_from_right_to_left(page: Page, phone: Page, address: str) -> None:
    """Number, words and note follow one another from the right, and no page is wider than a phone."""
    page.goto(address + FIRST)
    expect(page.locator("aside.note.ready")).to_be_visible()
    boxes = [page.locator(where).bounding_box() for where in ("#p3 .mark[data-passage]", "#p3", "aside.note")]
    number, words, note = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert number[0] >= words[1]
    assert note[1] <= words[0]
    for where in ("", FIRST, "interview/", "concordance/", "glossary/organisations/"):
        phone.goto(address + where)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), where


def test_its_words_are_found(phone: Page, address: str) -> None:
    phone.goto(address + "search/?q=الطيور")
    phone.get_by_role("link", name="5.2").first.click()
    expect(phone.locator("#p2:target")).to_contain_text("الطيور المهاجرة")
