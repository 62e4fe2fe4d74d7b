"""The published site as a reader meets it: in a real browser, under /REPOSITORY/."""

from __future__ import annotations

import re
import sys
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import PHONE
from support import QUESTION, QUESTIONS, Built, a_note, fold, passages
from test_concordance import plain

NOTE = 'article [role="doc-footnote"]'

PAGES = [
    "",
    "about/",
    "questions/",
    QUESTION,
    "topics/",
    "topics/visitors/",
    "notes/",
    "glossary/",
    "glossary/people/",
    "concordance/",
    "timeline/",
    "no/such/page/",
]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_a_third_party_and_nothing_goes_wrong(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert [error for error in errors if "404" not in error or path != "no/such/page/"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    context.close()


def test_a_link_to_a_passage_shows_it_below_the_header(page: Page, site: str) -> None:
    page.goto(site + QUESTION + "#p8")
    passage = page.locator("#p8")
    expect(passage).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = passage.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"]
    background = "e => getComputedStyle(e).backgroundColor"
    assert passage.evaluate(background) != page.locator("#p7").evaluate(background), "it isn't highlighted"


def test_one_key_reaches_a_note_and_one_key_returns(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    _, reference, _ = a_note(page)
    name = reference.get_attribute("aria-label") or ""
    assert name.startswith("Editors’ note ")
    reference.focus()
    page.keyboard.press("Enter")
    note = page.locator(NOTE).filter(has=page.get_by_role("heading", name=name))
    expect(note).to_be_in_viewport()
    assert urlsplit(page.url).fragment == note.get_attribute("aria-labelledby")
    for _ in range(40):  # Tab goes on from there, through the note's links
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Back to the words":
            break
    assert note.evaluate("note => note.contains(document.activeElement)")
    page.keyboard.press("Enter")
    expect(reference).to_be_in_viewport()
    assert urlsplit(page.url).fragment == reference.get_attribute("id")


def test_a_copied_passage_is_the_source_and_nothing_else(page: Page, site: str, with_mkdocs: Built) -> None:
    page.goto(site + QUESTION)
    expected = dict(passages(with_mkdocs.pages[QUESTION + "index.html"]))
    assert len(expected) == 11
    for anchor, text in expected.items():
        copied = page.evaluate(
            "id => (getSelection().selectAllChildren(document.getElementById(id)), getSelection().toString())", anchor
        )
        assert fold(copied) == text


def test_notes_and_passages_are_there_without_javascript(browser: Browser, site: str, with_mkdocs: Built) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site + QUESTION)
    assert page.locator(".passage").count() == 11
    notes = page.locator(NOTE)
    assert notes.count() == len(with_mkdocs.pages[QUESTION + "index.html"].xpath("//aside"))
    for index in range(notes.count()):
        expect(notes.nth(index)).to_be_visible()
    context.close()


@pytest.mark.parametrize("how", ["click", "keyboard", "touch"])
def test_a_term_explains_itself_and_closes_with_escape(browser: Browser, site: str, how: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(site + QUESTION)
    term = page.locator('#p6 a.term[href="#t-jon-aske"]')
    words = page.locator("#p6").inner_text()
    if how == "keyboard":
        term.focus()
        page.keyboard.press("Enter")
    else:
        term.click() if how == "click" else term.tap()
    tip = page.locator(".edition-tip")
    expect(tip).to_contain_text("shared the watch with Ms Marr")
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert page.locator("#p6").inner_text() == words, "the explanation is not inside the passage"
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    assert term.evaluate("term => term === document.activeElement")
    context.close()


def test_without_javascript_a_term_leads_to_its_explanation(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + QUESTION)
    page.locator('#p6 a.term[href="#t-jon-aske"]').click()
    expect(page.locator("#t-jon-aske")).to_be_in_viewport()
    context.close()


def test_the_list_of_notes_is_filtered_by_kind(page: Page, site: str) -> None:
    page.goto(site + "notes/")
    entries = page.locator("article .listed")
    disputed = page.locator("article .listed.disputed").count()
    assert 0 < disputed < entries.count()
    page.get_by_label("Disputed").check()
    expect(page.locator("article .listed:visible")).to_have_count(disputed)
    assert page.url.endswith("notes/?kind=disputed"), "what is shown can be shared"
    expect(page.locator("article section:visible")).to_have_count(page.locator("section:has(.disputed)").count())
    page.reload()
    expect(page.locator("article .listed:visible")).to_have_count(disputed)
    page.get_by_label("All").check()
    expect(page.locator("article .listed:visible")).to_have_count(entries.count())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_device_and_is_light_without_scripts(
    browser: Browser, site: str, scheme: Any, scripts: bool
) -> None:
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + QUESTION)

    def colour(selector: str, of: str = "backgroundColor") -> str:
        return str(page.locator(selector).first.evaluate("(e, of) => getComputedStyle(e)[of]", of))

    channels = [int(channel) for channel in re.findall(r"\d+", colour("body"))[:3]]
    assert (sum(channels) > 384) == (scheme == "light" or not scripts)
    assert colour(".md-header") not in ("rgba(0, 0, 0, 0)", colour("body")), "the text shows through the header"
    for voice, rule in ((".signpost", "solid"), (".passage.interviewer", "double")):
        assert colour(voice, "borderInlineStartStyle") == rule
        assert colour(voice, "borderInlineStartColor") != colour("body", "color"), "the rule has no colour of its own"
    context.close()


CONCORDANCE = "concordance/"


def shown(page: Page, what: str) -> list[str]:
    """The texts of the elements of the page that can be seen."""
    texts: list[str] = page.locator(what).evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.textContent)"
    )
    return texts


def test_the_concordance_shows_the_lines_that_begin_as_typed(page: Page, site: str, with_mkdocs: Built) -> None:
    page.goto(site + CONCORDANCE)
    field = page.get_by_role("searchbox", name="Word or phrase")
    status = page.get_by_role("status")
    found = {
        "lig": {"light", "lighthouse", "lights"},
        "LIGHT ": {"light"},
        "harbour board": {"Harbour"},
        "eclairer": {"Éclairer"},
        "fishermen's ": {"Fishermen"},
        "skerra holm": {"Skerra-Holm"},
        "2+2": {"2+2"},
        "from brest": {"Brest"},
    }
    for typed, words in found.items():
        field.fill(typed)
        page.wait_for_url(f"{site}{CONCORDANCE}?words={quote(typed.strip())}")
        assert {text.rpartition(" ")[0] for text in shown(page, "article dt")} == words
        expect(status).to_have_text(f"Lines: {len(shown(page, 'article dd'))}")
        expect(page.locator(".concordance nav")).to_be_hidden()
        if typed == "harbour board":
            lines = with_mkdocs.pages[CONCORDANCE + "index.html"].xpath(
                "//dd[b = 'Harbour' and starts-with(b/following-sibling::text(), ' Board')]"
            )
            assert shown(page, "article dd") == [line.text_content() for line in lines]
    field.fill("")
    page.wait_for_url(site + CONCORDANCE)
    every = page.locator("article dd").count()
    expect(status).to_have_text(f"Lines: {every}")
    assert len(shown(page, "article dd")) == every


def test_what_is_typed_into_the_concordance_can_be_shared(page: Page, site: str) -> None:
    page.goto(site + CONCORDANCE + "#w-light")
    field = page.get_by_role("searchbox", name="Word or phrase")
    field.fill("harbour board")
    page.wait_for_url(site + CONCORDANCE + "?words=harbour%20board")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(field).to_have_value("harbour board")
    expect(page.get_by_role("status")).to_have_text("Lines: 3")
    assert len(shown(page, "article dd")) == 3
    field.fill("")
    page.wait_for_url(site + CONCORDANCE)


def test_a_phrase_longer_than_a_line_of_the_concordance_is_found(page: Page, site: str) -> None:
    phrase = "Eleven days and two votes, I'd say. Or, if you ask Jon Aske, who can count better than I can"
    page.goto(f"{site}{CONCORDANCE}?words={quote(phrase)}")
    assert [line[:3] for line in shown(page, "article dd")] == ["2.1"]
    page.goto(f"{site}{CONCORDANCE}?words={quote('without any truth whatever')}")
    expect(page.get_by_role("status")).to_have_text("Lines: 0")


def test_a_phrase_that_begins_with_words_left_out_is_found(page: Page, site: str, with_mkdocs: Built) -> None:
    spoken = [
        f" {plain(text)}"
        for path in sorted(with_mkdocs.pages)
        if path.startswith("questions/0")
        for _, text in passages(with_mkdocs.pages[path])
    ]
    phrases = {
        "The Board": {"Board"},
        "of the light": {"light"},
        "the it man": {"IT"},
        "for those eleven days the lamp": {"eleven"},
        "the well-known letter": {"well-known"},
        "can’t see": {"see"},
        "cant see": {"see"},
        "which nobody had asked it to do, and came to": {"asked"},
        "the of light": set(),
    }
    for typed, words in phrases.items():
        page.goto(f"{site}{CONCORDANCE}?words={quote(typed)}")
        times = sum(text.count(f" {plain(typed)}") for text in spoken)
        expect(page.get_by_role("status")).to_have_text(f"Lines: {times}")
        assert len(shown(page, "article dd")) == times, "a place has two lines, or none"
        assert {*shown(page, "article dd b")} == words


def test_of_words_that_are_left_out_the_concordance_says_so(page: Page, site: str) -> None:
    for typed, lines in {"the": 0, "of the ": 0, "don't": 0, "it": 1}.items():
        page.goto(f"{site}{CONCORDANCE}?words={quote(typed)}")
        status = f"Lines: {lines} · Words left out: {typed.strip()}"
        expect(page.get_by_role("status")).to_have_text(status)
    assert shown(page, "article dt") == ["IT 1"]
    page.get_by_role("searchbox").fill("light")
    expect(page.get_by_role("status")).not_to_contain_text("left out")


def test_the_glossary_leads_into_the_concordance(page: Page, site: str) -> None:
    page.goto(site + "glossary/concepts/")
    page.locator("#fog-signal ~ p a", has_text="In the concordance").first.click()
    assert urlsplit(page.url).fragment == "w-fog"
    expect(page.locator("#w-fog")).to_be_in_viewport()
    assert shown(page, "article dt") == ["fog 2"]
    page.locator("#w-fog dd a").first.click()
    expect(page.locator(".passage:target")).to_contain_text("fog signal")


@pytest.mark.parametrize("width", [320, 390, 1350])
def test_the_concordance_is_whole_without_javascript(
    browser: Browser, site: str, with_mkdocs: Built, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{site}{CONCORDANCE}?words=light#w-light")
    expect(page.locator(".concordance input")).to_be_hidden()
    expect(page.locator("#w-light")).to_be_in_viewport()
    assert len(shown(page, "article dd")) == len(with_mkdocs.pages[CONCORDANCE + "index.html"].xpath("//dd"))
    ends = page.locator("dd").evaluate_all(
        "lines => Math.max(...lines.map((line) => line.getBoundingClientRect().right))"
    )
    assert ends <= width
    places = page.locator("dd b").evaluate_all("all => new Set(all.map((b) => b.getBoundingClientRect().left)).size")
    assert (places == 1) == (width > 960), "on a wide screen the keywords stand below one another"


@pytest.mark.skipif(
    sys.platform != "linux", reason="only on Linux can a browser be given other fonts than the machine's"
)
def test_the_machine_s_fonts_decide_nothing(page: Page, site: str) -> None:
    """All that isn't set in the face of the interview is set in one that the tests bring."""
    page.goto(site, wait_until="networkidle")
    page.evaluate("document.body.append('Й 語 ✓')")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    body = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "body"})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": body})["fonts"]
    assert {font["familyName"] for font in fonts if not font["isCustomFont"]} <= {
        "Edition Cards Regular",
        "Edition Serif",
    }


def test_every_letter_of_the_interview_is_of_its_own_face(page: Page, site: str) -> None:
    page.goto(f"{site}questions/{QUESTIONS[2]}/", wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    devtools = page.context.new_cdp_session(page)
    page.evaluate("document.querySelectorAll('.passage .mark').forEach(mark => mark.remove())")
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".passage"})["nodeIds"]
    assert len(nodes) == 5
    for node in nodes:
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert [(font["familyName"], font["isCustomFont"]) for font in fonts] == [("Edition Serif", True)]
