"""What a reader can do with a page, in a real browser: notes, passages, voices, keys, print."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from browser import DESKTOP, PHONE, wait_until
from support import QUESTION, QUESTIONS, SITE_URL, Built, a_note, fold, passages

EVERY_KIND = [
    "",
    "about/",
    "questions/",
    QUESTION,
    "interview/",
    "topics/",
    "topics/visitors/",
    "notes/",
    "glossary/",
    "glossary/people/",
    "timeline/",
    "concordance/?words=lig",
    "search/?q=Holm",
    "404.html",
]
COLOURFUL = {"", QUESTION, "topics/", "notes/", "timeline/", "search/?q=Holm"}
"""Of the pages whose colours are alike, one each."""


def overlaps(page: Page) -> list[str]:
    """Notes that overlap one another, or stand in another order than their words."""
    found: list[str] = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll("article .note")].map((note) => note.getBoundingClientRect());
            return boxes.slice(1).flatMap((box, i) => (box.top < boxes[i].bottom ? [`note ${i + 2}`] : []));
        }"""
    )
    return found


def test_a_question_is_found_by_its_number_alone(page: Page, site: str) -> None:
    """On the passage that was asked for; without scripts, on its page."""
    page.goto(f"{site}questions/2/#p2")
    expect(page).to_have_url(f"{site}{QUESTION}#p2")
    unscripted = page.context.browser.new_context(java_script_enabled=False).new_page()  # type: ignore[union-attr]
    unscripted.goto(f"{site}questions/2/")
    expect(unscripted).to_have_url(f"{site}{QUESTION}")
    unscripted.context.close()


# Notes


@pytest.mark.parametrize("path", [QUESTION, "interview/"])
def test_on_a_wide_screen_notes_stand_beside_their_words_in_order(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 1220, "height": 900})
    page.goto(site + path)
    for width in (1220, 1350, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => document.body.clientWidth === width", arg=width)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert overlaps(page) == []
        text = page.locator(".passage").nth(1).bounding_box()
        note = page.locator(".note").first.bounding_box()
        reference = page.locator(".ref").first.bounding_box()
        assert text
        assert note
        assert reference
        assert note["x"] >= text["x"] + text["width"], "it stands in the text"
        assert note["x"] + note["width"] <= width
        assert abs(note["y"] - reference["y"]) < 12, "it doesn't stand at its words"
        last = page.locator(".note").last.bounding_box()
        foot = page.locator(".md-footer").bounding_box()
        assert last
        assert foot
        assert last["y"] + last["height"] <= foot["y"]
    page.set_viewport_size({"width": 1220, "height": 900})
    folded = page.locator(".note:has(.unfold:visible)").first
    expect(folded).to_be_visible()
    opened = page.locator(f'[id="{folded.get_attribute("id")}"]')  # which stays the same when it is no longer folded
    opened.locator(".unfold").click()
    expect(opened.locator(".sources")).to_be_visible()
    assert overlaps(page) == [], "an open note covers the next"
    page.close()


def test_pointing_at_a_phrase_lights_its_note_and_the_reverse(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    phrase, _, note = a_note(page)
    phrase.hover()
    expect(note).to_have_class(re.compile("lit"))
    page.locator("h1").hover()
    expect(note).not_to_have_class(re.compile("lit"))
    note.hover()
    expect(phrase).to_have_class(re.compile("lit"))


def test_on_a_phone_a_tap_opens_the_note_under_its_line_and_another_closes_it(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE, has_touch=True)
    page.goto(site + QUESTION)
    phrase, reference, note = a_note(page)
    other = page.locator("article .note").last
    expect(note.get_by_text("Sources")).to_be_hidden()
    phrase.tap()
    expect(note.get_by_text("Sources")).to_be_visible()
    line = reference.bounding_box()
    box = note.bounding_box()
    assert line
    assert box
    assert 0 <= box["y"] - line["y"] <= 40, "it isn't under the line"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("article .ref").last.evaluate("e => e.click()")
    expect(note.get_by_text("Sources")).to_be_hidden()
    expect(other.get_by_text("Sources")).to_be_visible()
    other.get_by_role("button", name="Close").click()
    expect(other.get_by_text("Sources")).to_be_hidden()
    phrase.tap()
    phrase.tap()
    expect(note.get_by_text("Sources")).to_be_hidden()
    page.close()


def test_a_link_to_a_note_opens_it_on_a_phone(browser: Browser, site: str, with_mkdocs: Built) -> None:
    page = browser.new_page(viewport=PHONE)
    *_, last = with_mkdocs.pages[QUESTION + "index.html"].xpath("//aside/@aria-labelledby")
    page.goto(f"{site}{QUESTION}#{last}")
    note = page.locator("article .note").last
    expect(note).to_be_in_viewport()
    expect(note.get_by_text("Sources")).to_be_visible()
    page.close()


# Passages


def test_the_address_of_several_passages_shows_them(page: Page, site: str) -> None:
    page.goto(f"{site}{QUESTION}#p4-p6")
    marked = [e.get_attribute("id") for e in page.locator(".passage.in-range").all()]
    assert marked == ["p4", "p5", "p6"]
    expect(page.locator("#p4")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = page.locator("#p4").bounding_box()
    assert header
    assert box
    assert box["y"] >= header["height"]


@pytest.fixture
def reader(browser: Browser) -> Any:
    context = browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def copied(page: Page) -> str:
    expect(page.locator(".passage-tools output")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("how", ["hover", "focus", "click"])
def test_a_passage_is_quoted_with_its_citation(reader: BrowserContext, site: str, with_mkdocs: Built, how: str) -> None:
    page = reader.new_page()
    page.goto(site + QUESTION)
    number = page.locator("#p4 [data-passage]")
    if how == "hover":
        number.hover()
    elif how == "click":
        number.click()
    else:
        page.locator("#s4 .headerlink").focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            if number.evaluate("e => e === document.activeElement"):
                break
        expect(page.locator(".passage-tools")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".passage-tools button").first).to_be_focused()
    tools = page.locator(".passage-tools")
    expect(tools).to_be_visible()
    text = re.sub('"([^"]*)"', r"‘\1’", dict(passages(with_mkdocs.pages[QUESTION + "index.html"]))["p4"])
    here = f"{SITE_URL}{QUESTION}#p4"
    quotations = {
        "Copy link": [f"{SITE_URL}p/2.4/"],
        "Copy quotation: Chicago": [
            text,
            "interview by The Skerra Courier, Skerra and Holm Press, March 14, 2019",
            "passage 2.4",
            here,
        ],
        "Copy quotation: APA": [text, "Marr, E. (2019, March 14).", "Passage 2.4", here],
        "Copy quotation: MLA": [text, "Marr, Edda. “", "passage 2.4", here],
        "Copy quotation: BibTeX": [text, "@misc{marr2019:2.4,", "date = {2019-03-14}", f"url = {{{here}}}"],
    }
    for name, parts in quotations.items() if how == "click" else [*quotations.items()][:1]:
        tools.get_by_role("button", name=name).click()
        wait_until(page, "async (want) => (await navigator.clipboard.readText()).includes(want)", parts[-1])
        found = copied(page)
        for part in parts:
            assert part in found, name
        assert "Editors’ note" not in found
    suggest = tools.get_by_role("link", name="Suggest a note")
    assert "issues/new?template=suggest-a-note.yml" in (suggest.get_attribute("href") or "")
    page.keyboard.press("Escape")
    expect(tools).to_have_count(0)


def test_what_is_selected_is_what_is_quoted(reader: BrowserContext, site: str) -> None:
    page = reader.new_page()
    page.goto(site + QUESTION)
    page.evaluate(
        """() => {
            const [from, to] = ["p6", "p7"].map((id) => document.getElementById(id));
            getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, 26);
        }"""
    )
    page.locator("#p7 [data-passage]").hover()
    page.locator(".passage-tools").get_by_role("button", name="Copy quotation: Chicago").click()
    found = copied(page)
    assert "On the fourth night we saw”" in found, "more than what was selected"
    assert "passages 2.6–2.7" in found
    assert f"{SITE_URL}{QUESTION}#p6-p7" in found


def test_the_interviewers_words_are_quoted_as_theirs_and_a_note_as_the_editors(
    reader: BrowserContext, site: str
) -> None:
    page = reader.new_page()
    page.goto(site + QUESTION)
    page.locator("#p1 [data-passage]").click()
    page.locator(".passage-tools").get_by_role("button", name="Copy quotation: MLA").click()
    assert copied(page).startswith("Courier: “In the winter of 2016 the Harbour Board wanted")
    page.locator(".passage-tools").get_by_role("button", name="Copy quotation: BibTeX").click()
    wait_until(page, "async () => (await navigator.clipboard.readText()).startsWith('@')")
    assert "Courier: “In the winter of 2016 the Harbour Board wanted" in copied(page)
    _, reference, note = a_note(page)
    number, passage = note.get_attribute("data-note"), note.get_attribute("data-passage")
    if note.locator(".unfold").is_visible():
        note.locator(".unfold").click()
    note.get_by_role("button", name="Cite").click()
    page.locator(".passage-tools").get_by_role("button", name="Copy quotation: Chicago").click()
    wait_until(page, "async () => /editors’ note/i.test(await navigator.clipboard.readText())")
    found = copied(page)
    assert f"Editors’ note {number} on passage {passage}" in found.replace("editors’", "Editors’")
    assert f"{reference.get_attribute('href')}." in found
    assert "Sources" not in found
    page.locator(".passage-tools").get_by_role("button", name="Copy quotation: BibTeX").click()
    wait_until(page, "async () => (await navigator.clipboard.readText()).startsWith('@')")
    found = copied(page)
    assert f"title = {{{{Editors’ note {number} on passage {passage}}}}}," in found
    assert "Marr" not in found.partition("note = ")[0].replace("Marr’s interview", "")
    assert "author" not in found


def test_the_page_says_how_it_is_cited_without_any_script(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + QUESTION)
    page.get_by_text("Cite this page").click()
    expect(page.locator("#cite")).to_contain_text("question 2")
    expect(page.locator("#cite")).to_contain_text(SITE_URL + QUESTION)
    page.close()


# Voices


def drawn(page: Page) -> set[str]:
    """What style sheets add to the passages: it is seen, though no text of the page."""
    found: list[str] = page.locator("article .passage, article .passage *").evaluate_all(
        """all => all.filter((e) => e.checkVisibility()).flatMap((e) =>
            ["::before", "::after"].map((where) => getComputedStyle(e, where).content))"""
    )
    return {content.strip('"') for content in found} - {"none", "normal", ""}


def test_source_only_leaves_the_interview_and_nothing_else_and_is_remembered(
    browser: Browser, site: str, with_mkdocs: Built
) -> None:
    short = f"questions/{QUESTIONS[0]}/"
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(site + QUESTION)
    page.get_by_role("button", name="Source only").click()
    page.goto(site + short)
    expect(page.get_by_role("button", name="Source only")).to_have_attribute("aria-pressed", "true")
    shown = fold(page.locator("article").inner_text())
    for _, text in passages(with_mkdocs.pages[short + "index.html"]):
        assert text in shown
    for theirs in ("Editors’", "Topics", "Who needs a light", "Related questions", "reviewed"):
        assert theirs not in shown
    assert drawn(page) == {"1.1", "1.2", "1.3", "1.4"}, "something else than the passages' numbers"
    page.goto(site + "take/")
    offered = [e.inner_text() for e in page.locator("article a[download]:visible").all()]
    assert {"interview.txt", "interview.json", "passages.csv", "interview.ris"} <= set(offered)
    assert not {"edition.txt", "edition.json", "notes.csv", "annotations.json"} & set(offered), "notes are in it"
    page.goto(site + short)
    page.get_by_role("button", name="Source only").click()
    assert len(drawn(page)) > 4, "the notes' numbers are back"
    assert "Editors’ summary" in page.locator("article").inner_text()
    context.close()


# On paper


def printed_from(page: Page, form: str = "A4") -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format=form, prefer_css_page_size=False)))


def text_of(paper: PdfReader) -> str:
    """What is printed, with no ligatures."""
    return unicodedata.normalize("NFKC", " ".join(sheet.extract_text() for sheet in paper.pages))


@pytest.mark.parametrize(("form", "only"), [("A4", False), ("Letter", False), ("A4", True)])
def test_the_whole_interview_is_printed(browser: Browser, site: str, with_mkdocs: Built, form: str, only: bool) -> None:
    page = browser.new_page()
    page.goto(site + "interview/")
    if only:
        page.get_by_role("button", name="Source only").click()
    paper = printed_from(page, form)
    text = text_of(paper)
    printed = Counter(re.findall(r"\w+", text))
    wanted: Counter[str] = Counter()
    for _, words in passages(with_mkdocs.pages["interview/index.html"]):
        wanted.update(re.findall(r"\w+", words))
    missing = wanted - printed
    assert missing.total() <= 25, missing  # words cut by a line's end
    assert ("note 8: Update" in fold(text)) != only
    assert ("https://" in text) != only, "the addresses of sources"
    assert "The Skerra light, annotated" in fold(paper.pages[1].extract_text()), "no running head"
    page.close()


def test_what_the_editors_say_of_a_question_is_open_on_paper(browser: Browser, site: str, with_mkdocs: Built) -> None:
    (about,) = with_mkdocs.pages[QUESTION + "index.html"].xpath('//details[contains(@class, "about")]')
    label, summary = about[0].text_content(), about[1].text_content()
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + QUESTION)
    text = fold(text_of(printed_from(page)))
    assert "".join(summary.split()) in "".join(text.split()), "it is folded"
    page.emulate_media(media="print")
    drawn = page.locator("summary").evaluate_all("all => all.map((e) => getComputedStyle(e).display)")
    assert set(drawn) == {"block"}, "a sign that it can be unfolded"
    page.close()
    page = browser.new_page()
    page.goto(site + QUESTION)
    page.get_by_role("button", name="Source only").click()
    text = fold(text_of(printed_from(page)))
    assert label not in text
    assert fold(summary)[:40] not in text
    page.close()


# Moving around


def test_keys(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("next passage")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)  # not only hidden: it has given the focus back
    focused = "(document.activeElement.querySelector('[data-passage]') ?? document.activeElement).dataset.passage ?? document.activeElement.dataset.note"
    for key, number in (("j", "2.1"), ("j", "2.2"), ("j", "2.3"), ("k", "2.2")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == number
    page.keyboard.press("n")
    first = int(page.evaluate(focused))
    page.keyboard.press("n")
    assert int(page.evaluate(focused)) == first + 1
    page.keyboard.press("p")
    assert int(page.evaluate(focused)) == first
    page.keyboard.press(".")
    page.wait_for_url(f"**/{QUESTIONS[2]}/")
    page.keyboard.press(",")
    page.wait_for_url(f"**/{QUESTION}")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")


def test_keys_can_be_turned_off(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    page.keyboard.press("?")
    page.get_by_label("Turn these keys on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body || !document.activeElement.closest('.passage')")


def test_the_reader_can_go_on_where_they_were(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    page.locator("#p7").evaluate("e => e.scrollIntoView()")
    outline = page.locator("#site-nav .outline a")
    expect(outline.and_(page.locator("[aria-current]"))).to_have_count(1)  # as soon as the place is kept
    page.goto(site)
    page.get_by_role("link", name="Continue at 2.7").click()
    page.wait_for_url(f"**/{QUESTION}#p7")
    page.goto(site)
    page.goto(site + QUESTION)
    page.get_by_role("link", name="Continue at 2.7").click()
    expect(page.locator("#p7")).to_be_in_viewport()
    page.locator(".passage").last.evaluate("e => e.scrollIntoView()")
    expect(page.locator("#site-nav .outline a[href^='#s']").last).to_have_attribute("aria-current", "location")
    page.goto(f"{site}questions/{QUESTIONS[2]}/")
    expect(page.locator(".question-numbers .read")).to_have_text(re.compile(r"^2\b"))


def test_the_contents_open_and_close_with_the_keyboard_on_a_narrow_screen(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.goto(site + QUESTION)
    menu = page.get_by_role("button", name="Contents")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#site-nav")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#site-nav') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#site-nav")).to_be_hidden()
    assert menu.evaluate("e => e === document.activeElement")
    page.close()


def test_nothing_traps_the_focus(page: Page, site: str) -> None:
    page.goto(site + QUESTION)
    page.evaluate("window.seen = new Map()")
    for _ in range(500):
        page.keyboard.press("Tab")
        times = page.evaluate(
            """() => {
                const here = document.activeElement;
                if (here === document.body) return 0;
                seen.set(here, (seen.get(here) ?? 0) + 1);
                return seen.get(here);
            }"""
        )
        if not times:
            return
        assert times == 1, "the focus goes round"
    pytest.fail("Tab never came to the end")


# For everyone


CONTRASTS = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("path", EVERY_KIND)
def test_axe_finds_nothing(browser: Browser, site: str, path: str) -> None:
    """All its rules on a light phone; those on what is seen again on a dark desktop, where colours are the page's own."""
    page = browser.new_page(viewport=PHONE)
    page.goto(site + path)
    if path == QUESTION:
        page.locator("article .ref").first.click()
        page.locator("#p4 [data-passage]").click()
        expect(page.locator(".passage-tools")).to_be_visible()
    if path.startswith("search"):
        expect(page.locator(".search ol li").first).to_be_visible()
    reports = [Axe().run(page)]
    if path in COLOURFUL:
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
        reports.append(Axe().run(page, options=CONTRASTS))
    found = [
        (each["id"], each["nodes"][0]["html"][:160]) for report in reports for each in report.response["violations"]
    ]
    assert found == []
    page.close()


def test_no_page_scrolls_sideways(browser: Browser, site: str) -> None:
    """320 px is also what 400 % zoom leaves of a screen of 1,280."""
    page = browser.new_page()
    wide = []
    for path in EVERY_KIND:
        page.goto(site + path)
        for width in (320, 768, 1219):
            page.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wide.append((path, width))
    assert wide == []
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["", QUESTION, "interview/", "timeline/"])
def test_nothing_jumps(browser: Browser, site: str, size: Any, path: str) -> None:
    page = browser.new_page(viewport=size)
    page.goto(site + path)
    # What moved is told late. So the test moves something itself: when that is told, so is all that came before.
    page.evaluate(
        """async () => {
            await document.fonts.ready;
            let sum = 0, pushed = Infinity;
            new PerformanceObserver((list) => {
                for (const { startTime, value } of list.getEntries()) {
                    if (startTime >= pushed) window.shift ??= sum;
                    else sum += value;
                }
            }).observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => {
                pushed = performance.now();
                document.querySelector("article").style.marginTop = "200px";
            }));
        }"""
    )
    page.wait_for_function("window.shift !== undefined")
    assert page.evaluate("window.shift") < 0.01
    page.close()


def test_nothing_moves_for_those_who_asked_for_it(browser: Browser, site: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(site + QUESTION)
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((e) => {
            const style = getComputedStyle(e);
            return style.transitionDuration !== "0s" || style.animationName !== "none";
        }).length"""
    )
    assert moving == 0
    page.close()


UNREADABLE = """() => {
    const page = document.body.appendChild(document.createElement("div"));
    page.style.cssText = "background: Canvas; forced-color-adjust: none";
    const behind = (element) => {
        for (let box = element; box; box = box.parentElement) {
            const [red, green, blue, alpha] = getComputedStyle(box).backgroundColor.match(/[\\d.]+/g);
            if (alpha !== "0") return `${[red, green, blue]}`;
        }
        return behind(page);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const element = text.parentElement;
        if (!text.data.trim() || !element.checkVisibility() || element.closest("script, style, svg")) continue;
        const colour = getComputedStyle(element).color.match(/[\\d.]+/g).slice(0, 3);
        if (`${colour}` === behind(element)) found.push(text.data.trim());
    }
    page.remove();
    return found;
}"""
"""The shown texts whose colour is that of what is behind them: of the nearest painted box, or of the page."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_every_word_can_be_read(browser: Browser, site: str, scheme: Any) -> None:
    """Of whatever element, noted or lit or neither; a browser has colours of its own for some."""
    page = browser.new_page(forced_colors="active", color_scheme=scheme)
    for path in EVERY_KIND:
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(UNREADABLE) == [], path
    page.goto(site + QUESTION)
    page.locator(".passage .noted").first.hover()
    assert page.locator(".noted.lit").count(), "nothing is lit"
    assert page.evaluate(UNREADABLE) == []
    page.close()


def test_in_forced_colours_marks_are_still_marks(browser: Browser, site: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(f"{site}{QUESTION}#p6")
    line = page.locator("article .noted").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in line
    assert page.locator("#p6").evaluate("e => getComputedStyle(e).outlineStyle") == "solid", "the target isn't seen"
    page.close()
