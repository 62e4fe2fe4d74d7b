"""Searching as readers do, in a real browser: searches.yml says what for, and where it has to lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from browser import PHONE
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.site import search_index
from support import Built, lay_out

SEARCHES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("searches.yml").read_text(encoding="utf-8"))

ASK = """async ([query, by]) => {
    const form = document.querySelector(".search form");
    form.q.value = query;
    for (const choice of form.by) choice.checked = choice.value === by;
    form.q.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise((done) => setTimeout(done));  // what was fetched is answered without waiting
    const text = (element, selector) => element.querySelector(selector)?.textContent ?? "";
    return {
        said: text(document, ".search [role=status]"),
        near: [...document.querySelectorAll(".search .near a")].map((link) => link.textContent),
        results: [...document.querySelectorAll(".search ol li:not(.more)")].map((item) => ({
            kind: item.className,
            at: item.querySelector("a").getAttribute("href").replace("../", "").split(":~:")[0],
            href: item.querySelector("a").href,
            excerpt: text(item, ".excerpt"),
            marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
        })),
    };
}"""


RECORDS = """Promise.all([import(document.querySelector("link[href$='finding.js']").href), fetch("../made/search/records.json")])
    .then(async ([{ recordsOf }, response]) => recordsOf(await response.json()))"""


def ask(page: Page, query: str, by: str = "") -> Any:
    """What the search page, which is open and has its records, answers."""
    return page.evaluate(ASK, [query, by])


def opened(page: Page, site: str) -> Page:
    """The search page with the records fetched."""
    page.goto(f"{site}search/")
    page.locator("#q").fill("Lavrov")
    expect(page.locator(".search ol li").first).to_be_visible()
    return page


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone, whose screen is small enough to miss the words."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def search(browser: Browser, published_site: str) -> Iterator[Page]:
    """The search page, open and ready."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield opened(context.new_page(), published_site)
    context.close()


@pytest.mark.parametrize("wanted", SEARCHES, ids=lambda wanted: wanted["for"])
def test_a_search_finds(search: Page, wanted: dict[str, Any]) -> None:
    answer = ask(search, wanted["for"])
    places = [result["at"] for result in answer["results"]]
    if wanted["at"] is None:
        assert places == []
    else:
        assert wanted["at"] in places[: wanted.get("rank", 3)]
    if "says" in wanted:
        assert wanted["says"] in answer["said"]
    if "near" in wanted:
        assert answer["near"] == wanted["near"]
    if "marks" in wanted:
        assert wanted["marks"] in answer["results"][places.index(wanted["at"])]["marks"]


SHOWN = """([block, words]) => {
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


def test_a_result_lands_on_the_words(search: Page, phone: Page) -> None:
    for wanted in (each for each in SEARCHES if "sees" in each):
        results = ask(search, wanted["for"])["results"]
        phone.goto(next(result["href"] for result in results if result["at"] == wanted["at"]))
        place = phone.locator(f"#{wanted['at'].partition('#')[2]}")
        seen = place.locator("xpath=ancestor-or-self::*[self::p or self::aside or self::h2][1]")
        if seen.evaluate("e => e.tagName") == "H2":  # a glossary entry: its words follow
            expect(seen).to_be_in_viewport()
        else:
            phone.wait_for_function(SHOWN, arg=[seen.element_handle(), wanted["sees"]])


def test_results_say_whose_words_they_are(search: Page, published_site: str) -> None:
    kinds = [result["kind"] for result in ask(search, "Idlib")["results"]]
    assert kinds[0] == "glossary"  # the entry of that very name
    assert {"interview", "notes", "glossary"} <= set(kinds)
    assert kinds.index("interview") < kinds.index("notes"), "the interview comes first"
    assert {result["kind"] for result in ask(search, "Idlib", "interview")["results"]} == {"interview"}
    assert "interview" not in {result["kind"] for result in ask(search, "Idlib", "editors")["results"]}
    assert "by=editors" in search.url
    search.reload()
    expect(search.locator("#q")).to_have_value("Idlib")
    expect(search.locator(".search ol .notes").first).to_be_visible()
    expect(search.locator(".search ol .interview")).to_have_count(0)
    for kind, name in {"notes": "Notes", "glossary": "Glossary"}.items():
        expect(search.locator(f".search ol .{kind} .whose").first).to_have_text(name)


def test_words_of_the_interview_that_a_note_is_about_stand_apart_from_the_editors(search: Page) -> None:
    ask(search, "cholinesterase")
    note = search.locator(".search ol .notes").first
    expect(note.locator(".quoted")).to_have_text("“the fact of poisoning has been established”")
    expect(note.locator(".excerpt")).to_contain_text("cholinesterase")
    expect(note.locator(".excerpt")).not_to_contain_text("the fact of poisoning")


def test_another_name_is_said_to_be_one(search: Page) -> None:
    answer = ask(search, "Covid")
    where = next(i for i, result in enumerate(answer["results"]) if result["at"].endswith("africa-after-sochi/#p7"))
    expect(search.locator(".search ol li").nth(where).locator(".also")).to_contain_text("COVID-19")
    assert "coronavirus" in answer["results"][where]["marks"]
    assert "coronavirus" in unquote(answer["results"][where]["href"]), "it leads to the words that stand there"


def test_an_excerpt_begins_and_ends_at_a_sentence_or_says_that_it_doesn_t(search: Page) -> None:
    texts = dict(search.evaluate(f"{RECORDS}.then((records) => records.map(({{ address, text }}) => [address, text]))"))
    seen = set[bool]()
    for query in ("US", "2020", "the", "international law", "monuments", "Confederates", "zeal and ardour"):
        for result in ask(search, query)["results"]:
            excerpt, text = result["excerpt"], texts[result["at"]]
            if not text:
                continue  # an entry that is only a name
            inner = excerpt.removeprefix("… ").removesuffix(" …")
            assert inner in text
            before, after = (part.strip() for part in text.split(inner, 1))
            ended = r"[.?!…:][”\"’)]*$"
            assert excerpt.startswith("… ") or not before or re.search(ended, before), excerpt
            assert excerpt.endswith(" …") or not after or re.search(ended, inner), excerpt
            seen.add("… " in excerpt or " …" in excerpt)
    assert seen == {True, False}


def test_a_suggestion_is_searched_for_where_one_is(search: Page) -> None:
    ask(search, "Novichock attack")
    search.locator(".search .near a", has_text="Novichok").click()
    expect(search.locator("#q")).to_have_value("Novichok attack")
    expect(search.locator(".search [role=status]")).to_contain_text("Novichok")
    expect(search.locator(".search mark", has_text="Novichok").first).to_be_visible()


def test_the_name_of_a_passage_leads_there_with_the_enter_key(page: Page, published_site: str) -> None:
    opened(page, published_site)
    page.locator("#q").fill("passage 2.5")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/questions/02-sanctions-and-accusations/#p5")


@pytest.mark.parametrize("query", ["x" * 3000, "word " * 600, "“" * 3000], ids=["a word", "words", "marks"])
def test_a_query_however_long_is_answered_in_a_line_or_two(search: Page, query: str) -> None:
    answer = ask(search, query)
    assert 0 < len(answer["said"]) < 120
    assert len(unquote(search.url)) < 700
    assert search.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_coming_back_from_a_result_one_is_where_one_was(browser: Browser, published_site: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = opened(context.new_page(), published_site)
    ask(page, "Russia")
    page.get_by_role("button", name="Show more").click()
    result = page.locator(".search ol li:not(.more)").nth(14).locator("a")
    result.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    result.click()
    page.wait_for_url("**/questions/**")
    page.go_back()
    expect(page.locator("#q")).to_have_value("Russia")
    expect(page.locator(".search ol li:not(.more)")).to_have_count(20)
    page.wait_for_function("before => Math.abs(scrollY - before) < 2", arg=before)
    context.close()


def test_nothing_of_the_search_is_fetched_before_it_is_used_and_the_records_once(
    browser: Browser, published_site: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(urlsplit(request.url).path) if request.resource_type != "other" else None,
    )
    page.goto(f"{published_site}questions/02-sanctions-and-accusations/", wait_until="networkidle")
    assert not [path for path in asked if "search" in path or "vendor" in path]
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator("#q")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.endswith("records.json")]
    asked.clear()
    page.keyboard.type("Novichok")
    expect(page.locator(".search ol li").first).to_be_visible()
    for query in ("Qatar", "Libya", "vaccine", "zzyzx"):
        ask(page, query)
    assert [Path(path).name for path in asked] == ["records.json"]
    page.close()


def test_if_the_records_can_t_be_had_that_is_said_and_they_are_asked_for_again(page: Page, published_site: str) -> None:
    page.route("**/records.json", lambda route: route.abort())
    page.goto(f"{published_site}search/")
    page.locator("#q").fill("Qata")
    expect(page.locator(".search [role=status]")).to_have_text("The search could not be loaded.")
    page.unroute("**/records.json")
    page.locator("#q").press_sequentially("r")
    expect(page.locator(".search ol li").first).to_be_visible()


def test_every_passage_note_entry_and_event_can_be_found_where_it_is(published: Built, search: Page) -> None:
    found = search.evaluate(f"{RECORDS}.then((records) => records.map(({{ address }}) => address))")
    there = set[str]()
    for path, page in published.pages.items():
        folder = path.removesuffix("index.html")
        if folder.startswith("questions/"):
            there |= {f"{folder}#{id}" for id in page.xpath('//*[contains(@class, "passage ")]/@id')}
            there |= {f"{folder}#{id}" for id in page.xpath('//aside//@id[starts-with(., "n-")]')}
        elif folder.startswith("glossary/") and folder.count("/") == 2:
            there |= {f"{folder}#{id}" for id in page.xpath("//article//h2/@id")}
        elif folder == "timeline/":
            there |= {f"{folder}#{id}" for id in page.xpath('//article//strong/@id[starts-with(., "e-")]')}
    assert len(found) == len(set(found))
    assert set(found) == there


def answer_with(data: bytes, kind: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=data, content_type=kind)


CHINESE = {
    "transcript.md": "**Question:** 您如何看待对俄制裁？\n\n**部长:** 𠮷先生认为，卡塔尔在调解中发挥了重要作用。制裁是非法的。\n\n"
    "**Question:** 谢谢。\n\n**部长:** サーバーは東京にあります。国際法を守るべきです。\n",
    "interview.yml": {
        "replace": {"title: A little": "language: zh\ntitle: A little", "label: Ms Example": "label: 部长"}
    },
    "questions/01-is-it-one.md": "---\ntitle: 制裁\nsummary: 概要。\ntopics: [interviews, numbers]\n---\n\n"
    "> 卡塔尔在调解中发挥了重要作用\n\n**Context.** 多哈协议。\n\nSources:\n\n- “Title”, Publisher, 1 January 2020\n",
    "questions/02-the-second.md": "---\ntitle: 谢谢\nsummary: 概要。\ntopics: [numbers]\n---\n",
}


@pytest.mark.parametrize(
    ("query", "first", "mark"),
    [
        ("制裁", "#p1", "制裁"),
        ("俄制裁", "#p1", "俄制裁"),
        ("“制裁是非法的”", "#p2", "制裁是非法的"),
        ("他对卡塔尔说了什么？", "#p2", "卡塔尔"),
        ("サーバー", "#p2", "サーバー"),
        ("国際法", "#p2", "国際法"),
        ("多哈协议", "#n-", "多哈协议"),
        ("莫斯科", None, None),
    ],
)
def test_texts_without_spaces(
    browser: Browser, published_site: str, tmp_path: Path, query: str, first: str | None, mark: str | None
) -> None:
    edition = read_edition(lay_out(tmp_path, CHINESE) / "source", Problems())
    assert edition
    page = browser.new_page()
    for file in search_index.make_index_files(edition):
        kind = {".json": "application/json", ".js": "text/javascript"}[Path(file.path).suffix]
        page.route(f"**/made/search/{file.path}", answer_with(file.data, kind))
    page.goto(f"{published_site}search/")
    page.locator("#q").fill(query)
    expect(page.locator(".search [role=status]")).to_have_text(re.compile("found|Nothing"))
    results = page.locator(".search ol li")
    if first is None:
        expect(results).to_have_count(0)
    else:
        expect(results.first.locator("a")).to_have_attribute("href", re.compile(re.escape(first)))
        expect(results.first.locator("mark").first).to_have_text(str(mark))
    if mark == "多哈协议":
        expect(results.first.locator(".quoted")).to_have_text("“卡塔尔在调解中发挥了重要作用”")
    page.close()
