"""Searching as readers do, in a real browser: fixture/searches.yml says what for, and where it has to lead."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from support import FIXTURE, QUESTION

SEARCHES: list[dict[str, Any]] = yaml.safe_load((FIXTURE / "searches.yml").read_text(encoding="utf-8"))


def results(page: Page, site: str, query: str) -> list[str]:
    """Where the results of a search lead, as far as the passage, note or entry."""
    page.goto(f"{site}search/")
    page.locator("#q").fill(query)
    expect(page.locator(".search [role=status]")).to_contain_text(query.strip())
    links = page.locator(".search ol a")
    if "Nothing" not in page.locator(".search [role=status]").inner_text():
        expect(links.first).to_be_visible()
    return [link.get_attribute("href") or "" for link in links.all()]


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search["for"])
def test_a_search_lands_on_the_words(phone: Page, site: str, search: dict[str, Any]) -> None:
    lands_on_the_words(phone, site, search)


def lands_on_the_words(phone: Page, site: str, search: dict[str, Any]) -> None:
    """One of the first three results leads to the place `at`, and there the words that the search `sees` are on the screen."""
    found = results(phone, site, search["for"])
    if search["at"] is None:
        assert found == []
        expect(phone.locator(".search [role=status]")).to_contain_text(search["sees"])
        return
    places = [link.removeprefix("../").partition(":~:")[0] for link in found]
    assert search["at"] in places[:3]
    phone.locator(".search ol a").nth(places.index(search["at"])).click()
    phone.wait_for_url(f"**/{search['at']}*")
    seen = phone.locator(f"#{search['at'].partition('#')[2]}").locator(
        "xpath=ancestor-or-self::*[self::p or self::aside or self::h2][1]"
    )
    if seen.evaluate("e => e.tagName") == "H2":  # a glossary entry: its words follow
        expect(seen).to_be_in_viewport()
        return
    shown = """(block, words) => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let text = "";
        const nodes = [];
        while (walker.nextNode()) {
            nodes.push([text.length, walker.currentNode]);
            text += walker.currentNode.data;
        }
        for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            const [start, node] = nodes.findLast(([start]) => start <= at);
            const range = document.createRange();
            range.setStart(node, at - start);
            range.setEnd(node, Math.min(node.length, at - start + words.length));
            const box = range.getBoundingClientRect();
            if (box.top >= 48 && box.bottom <= innerHeight && box.height) return true;
        }
        return false;
    }"""
    phone.wait_for_function(f"([block, words]) => ({shown})(block, words)", arg=[seen.element_handle(), search["sees"]])


def test_results_say_whose_words_they_are(phone: Page, site: str) -> None:
    results(phone, site, "fog signal")
    kinds = phone.locator(".search ol li")
    expect(kinds.first.locator(".whose")).to_have_text("Glossary")  # the entry of that very name
    names = [name.title() for name in kinds.locator(".whose").all_inner_texts()]
    assert {"Interview", "Notes", "Glossary"} <= set(names)
    assert names.index("Interview") < names.index("Notes"), "the interview comes first"
    phone.get_by_label("Editors").check()
    expect(phone.locator(".search ol .interview")).to_have_count(0)
    assert "by=editors" in phone.url
    phone.reload()
    expect(phone.locator("#q")).to_have_value("fog signal")
    expect(phone.locator(".search ol .notes").first).to_be_visible()


def test_another_name_is_said_to_be_one(phone: Page, site: str) -> None:
    found = results(phone, site, "foghorn")
    where = next(i for i, link in enumerate(found) if f"{QUESTION}#p5" in link)
    expect(phone.locator(".search ol li").nth(where)).to_contain_text("Editors’ glossary: fog signal")
    assert "fog%20signal" in found[where], "it leads to the words that stand there"


def test_nothing_of_the_search_is_fetched_before_it_is_used(browser: Browser, site: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{QUESTION}", wait_until="networkidle")
    assert not [url for url in asked if "made/search" in url or "js/search.js" in url]
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator("#q")).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("typed", "lands"), [("passage 3.4", "/questions/03-the-lens/#p4"), ("Holm", "/search/?q=Holm")]
)
def test_the_number_of_a_passage_typed_on_the_first_page_leads_there(
    page: Page, site: str, typed: str, lands: str
) -> None:
    page.goto(site)
    page.locator("#seek").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{lands}")
