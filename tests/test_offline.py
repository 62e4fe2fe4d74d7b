"""Without the net: what was read is there and says what it is, what wasn't says so; with it, the newest is shown."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from browser import PHONE, wait_until
from conftest import served
from support import QUESTION, Built, passages

KEPT = """async () => {
    await navigator.serviceWorker.ready;
    const kept = await caches.open(new URL("../../", location.href).href);
    const missing = await kept.match(new URL("../../404.html", location.href).href);
    const page = new DOMParser().parseFromString((await missing?.text()) ?? "", "text/html");
    const parts = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map((each) => each.href ?? each.src);
    const wanted = [location.href, ...parts, ...performance.getEntriesByType("resource").map((each) => each.name)];
    return missing !== undefined
        && (await Promise.all(wanted.map((address) => kept.match(address)))).every(Boolean)
        && navigator.serviceWorker.controller !== null;
}"""

GONE_ON_TOO_SOON = """async () => {
    const kept = await caches.open(new URL("../../", location.href).href);
    for (const { url } of await kept.keys()) if (/\\.(css|js)$/.test(url)) await kept.delete(url);
}"""


def test_what_was_read_once_is_there_without_the_net_and_what_was_not_says_so(
    with_mkdocs: Built, browser: Any, tmp_path: Path
) -> None:
    copy = replace(with_mkdocs, site=shutil.copytree(with_mkdocs.site, tmp_path / "site"))
    page = browser.new_context(viewport=PHONE, kept=True).new_page()
    offline = page.locator(".offline")
    with ExitStack() as net:
        site = net.enter_context(served(copy))
        page.goto(site + QUESTION)
        wait_until(page, KEPT)
        page.evaluate(GONE_ON_TOO_SOON)
        file = copy.site / QUESTION / "index.html"
        file.write_text(file.read_text(encoding="utf-8").replace("</h1>", " renewed</h1>"), encoding="utf-8")
        os.utime(file, (later := file.stat().st_mtime + 60, later))  # a server tells them apart by the second
        page.reload()
        expect(page.locator("h1")).to_contain_text("renewed")
        expect(offline).to_be_hidden()
        wait_until(page, KEPT)

    page.goto(f"{site}{QUESTION}?from=somewhere#p4")
    expect(page.locator("h1")).to_contain_text("renewed")
    expect(offline).to_be_visible()
    for anchor, text in passages(with_mkdocs.pages[QUESTION + "index.html"]):
        assert text.split()[0] in page.locator(f"#{anchor}").inner_text()
    page.locator(".ref").first.click()
    expect(page.locator(".note").first.get_by_text("Sources")).to_be_visible()

    page.goto(f"{site}timeline/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no connection")
    expect(page.get_by_text("There is no such page here")).to_be_hidden()
    page.context.close()
