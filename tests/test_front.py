"""The scripts and style sheets: what a page takes in, and what becomes of them where nothing can be kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import DESKTOP, PHONE
from support import QUESTION, Built

KINDS = ["", QUESTION, "interview/", "topics/", "topics/visitors/", "notes/", "glossary/people/", "timeline/", "about/"]

FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
ABSENT = "Object.defineProperty(window, 'localStorage', {value: null})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
UNREADABLE = "Storage.prototype.getItem = () => '{'"
GARBAGE = [
    *(
        "",
        "{",
        "null",
        "[]",
        "7",
        '"purple"',
        '{"href": 7, "name": {}}',
        '{"href": "javascript:alert(1)", "name": "2.4"}',
    ),
    *('"p4"', '"__proto__"', '{"href": "//example.org/", "name": "2.4"}', '{"toString": 1, "valueOf": 1}'),
]
ADDRESSES = [
    *("#%", "#100%", "#%D0", "#%E0%A4%A", "#n-%D0", "#%00", "#%ED%A0%80", "#p", "#p4-p", "#p9-p1", "#p" + "9" * 400),
    *("#:~:text=%", "#__proto__", "#'\"]</script>", "?q=%&by=%E0#%", "?words=%D0#%D0", "?kind=%ZZ#%ZZ"),
]


@pytest.mark.parametrize("path", [*KINDS, "concordance/", "search/", "404.html"])
def test_what_a_page_takes_in_is_there(with_mkdocs: Built, path: str) -> None:
    """What every page has and what its kind has: few style sheets and scripts, since many would cost more."""
    page = with_mkdocs.pages[path if path.endswith(".html") else f"{path}index.html"]
    folder = with_mkdocs.site / path if not path.endswith(".html") else with_mkdocs.site

    def local(address: str) -> Path:
        return (folder / address.removeprefix("/the-edited-interview/")).resolve()

    sheets = [local(href) for href in page.xpath('//link[@rel="stylesheet"]/@href')]
    scripts = [local(src) for src in page.xpath("//script/@src | //link[@rel='modulepreload']/@href")]
    assert [each for each in (*sheets, *scripts) if not each.is_file()] == []
    assert len([sheet for sheet in sheets if sheet.parent.name == "css"]) in (2, 3)
    assert len([script for script in scripts if script.parent.name == "js"]) in (1, 2, 3)


def test_each_style_sheet_and_script_is_taken_in_by_some_page(with_mkdocs: Built) -> None:
    taken = {
        Path(address).name
        for page in with_mkdocs.pages.values()
        for address in page.xpath('//link/@href[contains(., "assets-")] | //script/@src')
    }
    ours = {path.name for folder in ("css", "js") for path in (with_mkdocs.assets / folder).iterdir()}
    assert ours - taken == {"tools.js"}, "only the tools of a passage wait until they are wanted"


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture(params=[FORBIDDEN, ABSENT, FULL, UNREADABLE], ids=["forbidden", "absent", "full", "unreadable"])
def forgetful(request: pytest.FixtureRequest, browser: Browser, errors: list[str]) -> Iterator[Page]:
    """A page of a dark device on which nothing can be kept."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark")
    context.add_init_script(request.param)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()


def is_dark(page: Page) -> bool:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    return bool(sum(colour) < 384)


def test_where_nothing_can_be_kept_all_else_works(forgetful: Page, site: str, errors: list[str]) -> None:
    page = forgetful
    page.goto(site + QUESTION)
    assert is_dark(page)
    words, reference, note = page.locator(".noted").first, page.locator(".ref").first, page.locator(".note").first
    expect(note).to_be_visible()
    text, margin = words.bounding_box(), note.bounding_box()
    assert text
    assert margin
    assert margin["x"] > text["x"] + text["width"], "the notes aren't placed"
    reference.click()
    expect(note.get_by_text("Sources")).to_be_visible()
    colours = page.locator(".colours")
    colours.click()
    expect(colours).to_have_attribute("aria-label", "Colours: light")
    assert not is_dark(page)
    only = page.get_by_role("button", name="Source only")
    only.click()
    expect(only).to_have_attribute("aria-pressed", "true")
    expect(note).to_be_hidden()
    only.click()
    expect(note).to_be_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('.passage')")
    page.goto(site)
    assert is_dark(page)
    assert errors == []


@pytest.mark.parametrize("value", GARBAGE)
def test_whatever_was_kept_the_page_is_whole(browser: Browser, site: str, value: str, errors: list[str]) -> None:
    """Others can write into the same store: other sites of one user on GitHub Pages share it."""
    context = browser.new_context(viewport=PHONE, color_scheme="dark")
    context.add_init_script(f"Storage.prototype.getItem = () => {value!r}")
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site)
    assert errors == []
    offered = page.locator(".resume a")
    assert not offered.count() or (offered.get_attribute("href") or "").startswith("/the-edited-interview/")
    page.goto(site + QUESTION)
    assert is_dark(page)
    page.locator(".ref").first.click()
    expect(page.locator(".note").first.get_by_text("Sources")).to_be_visible()
    expect(page.get_by_role("button", name="Source only")).to_have_attribute("aria-pressed", "false")
    assert errors == []
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_the_address_says_the_page_works(page: Page, site: str, address: str, errors: list[str]) -> None:
    """Mailers cut addresses off in the middle of a letter: in many scripts a letter is `%D0%9F`."""
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in ("interview/", "notes/", "search/", "concordance/", QUESTION):
        page.goto(site + path + address, wait_until="networkidle")
        assert errors == [], path
    page.locator(".mark[data-passage]").first.click()
    expect(page.locator(".passage-tools").get_by_role("button", name="Copy link")).to_be_visible()
    page.evaluate("location.hash = 'p2'")
    page.evaluate("address => { location.hash = new URL(address, location).hash }", address)
    page.keyboard.press("Escape")
    page.locator(".colours").click()
    expect(page.locator(".colours")).to_have_attribute("aria-label", "Colours: light")
    assert errors == []


def test_what_was_chosen_is_kept_below_the_site_s_address_only(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    page.get_by_role("button", name="Source only").click()
    page.locator(".colours").click()
    page.locator("#p7").evaluate("e => e.scrollIntoView()")
    page.wait_for_function("Object.keys(localStorage).some((key) => key.endsWith('.last'))")
    keys = page.evaluate("Object.keys(localStorage)")
    assert len(keys) >= 4
    assert [key for key in keys if not key.startswith("/the-edited-interview/.")] == []
    page.goto(site)
    expect(page.get_by_role("button", name="Source only")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".colours")).to_have_attribute("aria-label", "Colours: light")


def test_if_its_script_can_t_be_had_the_page_is_as_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.route("**/js/reading.js", lambda route: route.abort())
    page.goto(site + QUESTION)
    expect(page.locator(".note").first.get_by_text("Sources")).to_be_visible()
    page.close()


def test_a_page_runs_no_script_but_its_own(with_mkdocs: Built) -> None:
    """The policy says so, and names by its hash what a page has inside; no page has anything that it would forbid."""
    data = {"application/json", "application/ld+json"}
    for path, page in with_mkdocs.pages.items():
        (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
        allowed = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert "unsafe-inline" not in str(allowed.get("script-src", allowed["default-src"])), path
        assert allowed["default-src"] in ("'self'", "'none'"), path
        inside = [script.text for script in page.xpath("//script[not(@src)]") if script.get("type") not in data]
        named = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inside]
        assert [name for name in named if f"'sha256-{name}'" not in policy] == [], path
        handlers = page.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], path


def test_no_page_breaks_its_policy(browser: Browser, site: str) -> None:
    page = browser.new_page(bypass_csp=False)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    for path in [*KINDS, "concordance/?words=lig", "search/?q=Holm"]:
        page.goto(site + path, wait_until="networkidle")
    page.close()
    assert said == []
