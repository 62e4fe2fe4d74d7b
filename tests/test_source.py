"""What source/ holds, whichever interview it is, is published whole: these tests hold of any edition.

What is promised of one interview alone is in this_interview/.
"""

from __future__ import annotations

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import build
import verify
from support import ROOT, Built
from test_site import broken_links, fetched_from_elsewhere

SOURCE = str(ROOT / "source")
OWN = {path.stem for path in (ROOT / "source/pages").glob("*.md")} - {"home"}
PROSE = ["", *(f"{name}/" for name in sorted({"about", "contributing", *OWN}))]
"""The pages of prose."""


def test_there_is_nothing_to_mend() -> None:
    assert build.main(["--check"]) == 0


def test_its_site_is_verified(published: Built, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main([str(published.site), "--source", SOURCE]) == 0, capsys.readouterr()


def test_no_link_is_broken_and_nothing_is_asked_of_a_third_party(published: Built) -> None:
    assert broken_links(published.pages, published.site) == []
    assert fetched_from_elsewhere(published.pages) == set()


def leads_on(page: lxml.html.HtmlElement) -> bool:
    """Whether it is only there to lead to another: that of a passage, of a question's number."""
    return bool(page.xpath("//meta[@name='robots'][@content='noindex']"))


def test_every_page_says_what_it_is(published: Built) -> None:
    for path, page in published.pages.items():
        if path != "404.html" and not leads_on(page):
            assert page.xpath("string(//title)").strip(), path
            assert page.xpath("string(//meta[@name='description']/@content)").strip(), path


def test_no_page_scrolls_sideways_and_nothing_goes_wrong(
    browser: Browser, published: Built, published_site: str
) -> None:
    """On the narrowest screen; the page of the whole interview stands for those of the questions, and those of the tests for the concordance."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    wide = []
    for path, found in published.pages.items():
        if leads_on(found) or path.startswith(("questions/0", "questions/1", "404", "concordance/")):
            continue
        page.goto(published_site + path.removesuffix("index.html"))
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            wide.append(path)
    page.close()
    assert (wide, errors) == ([], [])


@pytest.mark.parametrize("path", PROSE)
def test_axe_finds_nothing_on_the_pages_of_prose(browser: Browser, published_site: str, path: str) -> None:
    page = browser.new_page()
    page.goto(published_site + path)
    report = Axe().run(page).response
    page.close()
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in report["violations"]] == []
