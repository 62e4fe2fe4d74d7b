"""The notes in the margin of a wide screen: what of them is shown, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from support import QUESTION, Built

HERE = Path(__file__).parent
WIDTHS = (1220, 1280, 1440, 1680, 1920)
SENTENCES: list[Any] = yaml.safe_load((HERE / "sentences.yml").read_text(encoding="utf-8"))

NOTES = """() => {
    const notes = [...document.querySelectorAll("article .note")];
    const boxes = notes.map((note) => note.getBoundingClientRect());
    const words = document.querySelector("article .passage").getBoundingClientRect();
    const isProse = (text) => !text.parentElement.closest(".sources, .sources ~ *");
    return notes.map((note, i) => {
        const rest = note.querySelector(".rest");
        const walker = document.createTreeWalker(rest, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (isProse(walker.currentNode)) texts.push(walker.currentNode);
        const said = (some) => some.map(({ data }) => data).join("").replace(/\\\\s+/g, " ").trim();
        return {
            name: note.id,
            twoSided: note.matches(".disputed, .correction"),
            shown: said(texts.filter((text) => !text.parentElement.closest("[hidden]"))),
            whole: said(texts),
            clipped: rest.scrollHeight > rest.clientHeight + 2,
            covers: boxes.slice(i + 1).some((box) => boxes[i].bottom > box.top + 0.5),
            inText: Math.min(words.right - boxes[i].left, boxes[i].right - words.left) > 0,
            below: boxes[i].top - document.querySelector(`.ref[href="#${note.firstElementChild.id}"]`).getBoundingClientRect().top,
        };
    });
}"""


def notes_at(page: Page, width: int) -> list[dict[str, Any]]:
    """What the notes show when the window is that wide."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function("width => document.body.clientWidth === width", arg=width)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: list[dict[str, Any]] = page.evaluate(NOTES)
    return found


def is_complete(text: str) -> bool:
    """Whether it ends with a sentence, no quotation or bracket open."""
    closed = all(text.count(opening) == text.count(closing) for opening, closing in ("“”", "«»", "()", "「」"))
    return closed and text.rstrip("”’»」)").endswith((".", "?", "!", "…", "؟", "。"))


def look_at(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        for width in WIDTHS:
            notes = notes_at(page, width)
            where = f"{address} at {width} pixels"
            assert [note["name"] for note in notes if note["covers"] or note["inText"]] == [], where
            assert [note["name"] for note in notes if note["clipped"]] == [], where
            assert [note["name"] for note in notes if note["twoSided"] and note["shown"] != note["whole"]] == [], where
            assert [note["shown"] for note in notes if not is_complete(note["shown"])] == [], where


@pytest.mark.parametrize("path", [QUESTION, "interview/"])
def test_notes_are_cut_at_sentences_and_those_with_two_sides_are_not(page: Page, site: str, path: str) -> None:
    look_at(page, [site + path])


def test_so_are_those_of_the_edition(page: Page, published: Built, published_site: str) -> None:
    questions = [name.removesuffix("index.html") for name, tree in published.pages.items() if tree.xpath("//aside")]
    look_at(page, [published_site + name for name in sorted(questions)])


def test_a_note_that_is_asked_for_stands_at_its_words(page: Page, site: str) -> None:
    """However many are above it; those make way, and none covers another."""
    page.goto(site + QUESTION)
    crowded = [i for i, note in enumerate(notes_at(page, 1220)) if note["below"] > 20]
    assert crowded, "nothing is to be seen here"
    page.locator(".ref").nth(crowded[-1]).click()
    notes = notes_at(page, 1220)
    assert abs(notes[crowded[-1]]["below"]) < 12
    assert [note["name"] for note in notes if note["covers"]] == []


@pytest.mark.parametrize("how", ["tap", "link"])
def test_an_opened_note_leaves_its_words_in_sight(phone: Page, published: Built, published_site: str, how: str) -> None:
    """Notes are often higher than the screen of a phone, whose header covers what is above it."""
    path = next(name for name in sorted(published.pages) if re.match(r"questions/\d+-", name)).removesuffix(
        "index.html"
    )
    phone.set_viewport_size({"width": 390, "height": 664})
    phone.goto(published_site + path)
    header = phone.locator(".md-header").evaluate("header => header.offsetHeight")
    for i in range(phone.locator(".ref").count()):
        if how == "link":
            phone.evaluate(
                "id => { location.hash = id }", phone.locator(".note > :first-child").nth(i).get_attribute("id")
            )
        else:
            phone.locator(".ref").nth(i).click()
        number = phone.locator(".ref").nth(i).get_attribute("data-note")
        words = phone.locator(f'.noted[data-notes~="{number}"]').first
        expect(words).to_be_in_viewport()
        assert words.evaluate("words => words.getBoundingClientRect().top") >= header - 4, (
            f"the words of note {number} are under the header"
        )


@pytest.fixture(scope="module")
def reading(browser: Browser, site: str) -> Iterator[Page]:
    """A page with passages, whose script is asked."""
    page = browser.new_page()
    page.goto(site + QUESTION)
    yield page
    page.close()


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: str(case)[:40])
def test_a_text_is_cut_where_a_sentence_ends_in_its_language(reading: Page, case: Any) -> None:
    marked, language = (case, "en") if isinstance(case, str) else (case["text"], case["lang"])
    text = marked.replace("|", "")
    ends = reading.evaluate(
        """([text, lang]) => import(document.querySelector("script[src$='reading.js']").src)
            .then(({ endsIn }) => endsIn(text, lang))""",
        [text, language],
    )
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True)]
    assert "|".join(pieces) == marked
