"""What a reader can do with a page in Chromium, Firefox and WebKit, on a phone, a tablet and a desktop."""

from __future__ import annotations

import functools
import http.server
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml.html import HtmlElement, fragments_fromstring
from playwright.sync_api import Browser

from conftest import BASE, Handler, fonts
from engines import ENGINES, PACKAGES, PROBE, Chromium, Window, missing, running_firefox, running_webkit
from support import Built, fold, passages, words_of

WIDTHS = (390, 1024, 1440)
HEIGHT = 900


class Probed(Handler):
    """Serves the site with a script at the head of each page that tells what goes wrong on it."""

    def do_GET(self) -> None:  # noqa: N802
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.name == "probe.js":
            self.answer("text/javascript", PROBE.encode())
        elif path.suffix == ".html" and path.is_file():
            script = f'<script src="{BASE}probe.js"></script>'
            self.answer("text/html", path.read_bytes().replace(b"<head>", f"<head>{script}".encode(), 1))
        else:
            super().do_GET()

    def answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def site(with_mkdocs: Built) -> Iterator[str]:
    handler = functools.partial(Probed, directory=str(with_mkdocs.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@contextmanager
def running(engine: str, folder: Path, request: pytest.FixtureRequest, dark: bool = False) -> Iterator[Window]:
    """A window of the engine on a device in light or dark colours."""
    if engine in missing():
        message = f"there is no {engine} here; Debian has it in: {PACKAGES[engine]}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts(folder)), "LC_ALL": "C.UTF-8"}
    if engine == "firefox":
        with running_firefox(folder, environment, dark) as window:
            yield window
    elif engine == "webkit":
        with running_webkit(folder, environment, dark) as window:
            yield window
    else:
        browser: Browser = request.getfixturevalue("browser")
        page = browser.new_page(color_scheme="dark" if dark else "light")
        yield Chromium(page)
        page.close()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with running(request.param, tmp_path_factory.mktemp(request.param), request) as window:
        yield window


@pytest.fixture(params=WIDTHS)
def window(engine: Window, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window of that width, with nothing remembered."""
    engine.resize(request.param, HEIGHT)
    yield engine
    engine.run("() => localStorage.clear()")


@pytest.fixture(params=(WIDTHS[0], WIDTHS[-1]), ids=["phone", "desktop"])
def phone_or_desktop(engine: Window, request: pytest.FixtureRequest) -> Iterator[Window]:
    engine.resize(request.param, HEIGHT)
    yield engine
    engine.run("() => localStorage.clear()")


@pytest.fixture
def phone(engine: Window) -> Iterator[Window]:
    engine.resize(WIDTHS[0], HEIGHT)
    yield engine
    engine.run("() => localStorage.clear()")


# The edition that is tested, whichever it is


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def of_class(page: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = page.xpath(f'//*[contains(concat(" ", @class, " "), " {name} ")]')
    return found


def between(page: HtmlElement) -> tuple[str, str] | None:
    """Two passages of one turn that follow each other, with a note between them."""
    for note in of_class(page, "note"):
        before, after = note.getprevious(), note.getnext()
        if "passage" in classes(before) and after is not None and "passage" in classes(after):
            return before.get("id"), after.get("id")
    return None


@pytest.fixture(scope="session")
def question(with_mkdocs: Built) -> tuple[str, HtmlElement]:
    """The path of a question's page on which there is a bit of everything, and the page."""
    for path, page in with_mkdocs.pages.items():
        if path.startswith("questions/0") and between(page) and of_class(page, "signpost") and of_class(page, "term"):
            return path.removesuffix("index.html"), page
    pytest.fail("no question has a note between two passages, a signpost and a term")


def voice(passage: HtmlElement) -> str:
    """Whose words they are."""
    heading = next(e for e in passage.itersiblings(preceding=True) if "voice" in classes(e))
    return fold(heading.text)


def voices(page: HtmlElement) -> dict[str, list[str]]:
    """What each says, a passage a line."""
    said: dict[str, list[str]] = {}
    for passage in of_class(page, "passage"):
        said.setdefault(voice(passage), []).append(fold(words_of(passage)))
    return said


def attributed(copy: str, page: HtmlElement) -> list[tuple[str, str]]:
    """The lines of a copy, each with the voice that is named before it."""
    names = {"Editors", *(fold(e.text) for e in of_class(page, "voice")), *map(title, of_class(page, "note"))}
    lines, name = [], ""
    for line in filter(None, copy.split("\n")):
        if line.removesuffix(":") in names:
            name = line.removesuffix(":")
        else:
            lines.append((name, line))
    return lines


def title(note: HtmlElement) -> str:
    """Its heading."""
    return fold(note[0].text)


INTERFACE = ("¶", "More", "Close", "Cite", "Back to the words", "Edit this note", "Previous:", "Next:", "Copy")


def holds_interface(text: str) -> list[str]:
    return [each for each in INTERFACE if re.search(rf"(^|[\n·]) ?{each}($|[\n ·])", text)]


def select(window: Window, start: str, end: str, start_at: int = 0, end_at: int = -1, backwards: bool = False) -> None:
    """Select from a letter of one element's text to a letter of another's, as somebody would with a mouse."""
    window.run(
        """(start, from, end, to, backwards) => {
            const point = (selector, at) => {
                const texts = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
                const all = [];
                while (texts.nextNode()) if (texts.currentNode.data.trim()) all.push(texts.currentNode);
                return at < 0 ? [all.at(-1), all.at(-1).length + at + 1] : [all[0], at];
            };
            const ends = [point(start, from), point(end, to)];
            if (backwards) ends.reverse();
            getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
        }""",
        start,
        start_at,
        end,
        end_at,
        backwards,
    )


def words_in(html: str) -> str:
    """The words of a copy's HTML."""
    return fold(" ".join(element.text_content() for element in fragments_fromstring(html)))


# Reading


def test_no_page_has_anything_to_complain_of(phone: Window, site: str, question: tuple[str, HtmlElement]) -> None:
    wrong = {}
    for path in (
        "",
        "interview/",
        "topics/",
        "notes/",
        "glossary/",
        "timeline/",
        "concordance/",
        "about/",
        question[0],
    ):
        phone.open(site + path)
        if said := phone.wrong():
            wrong[path] = said
    assert wrong == {}
    for selector in (".passage > a.term", ".passage .noted", "p.facts a", ".note li a"):
        line = phone.run("(s) => getComputedStyle(document.querySelector(s)).textDecorationLine", selector)
        assert line == "underline", selector


def follows(window: Window, address: str, site: str, dark: bool) -> None:
    """Hold that a page has the device's colours, and others once they are chosen, which is kept."""
    window.resize(1024, HEIGHT)
    window.open(address)

    def is_dark() -> bool:
        script = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
        return bool(sum(window.run(script)) < 384)

    assert is_dark() == dark
    window.click(".colours")
    assert not is_dark(), "light was chosen"
    window.click(".colours")
    assert is_dark(), "dark was chosen"
    window.open(site)
    assert is_dark(), "it is kept"
    assert window.wrong() == []
    window.run("() => localStorage.clear()")


def test_on_a_light_device_pages_are_light(engine: Window, site: str, question: tuple[str, HtmlElement]) -> None:
    follows(engine, site + question[0], site, dark=False)


@pytest.mark.parametrize("name", ENGINES)
def test_on_a_dark_device_pages_are_dark(
    request: pytest.FixtureRequest, name: str, site: str, tmp_path: Path, question: tuple[str, HtmlElement]
) -> None:
    with running(name, tmp_path, request, dark=True) as window:
        follows(window, site + question[0], site, dark=True)


# Notes, terms and keys


COVERED = """() => {
  const note = document.querySelector(".note.open").getBoundingClientRect();
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const covered = [];
  while (texts.nextNode()) {
    if (!texts.currentNode.parentElement.closest(".passage, .voice, .signpost")) continue;
    const range = document.createRange();
    range.selectNode(texts.currentNode);
    for (const { left, right, top, bottom } of range.getClientRects())
      if (left < note.right && right > note.left && top < note.bottom - 4 && bottom > note.top + 4)
        covered.push(texts.currentNode.data);
  }
  return covered;
}"""
FOLDED = """() => {
  const notes = [...document.querySelectorAll(".note")];
  const bottoms = notes.map((note, i) => notes[i + 1]?.getBoundingClientRect().top ?? Infinity);
  return notes.flatMap((note, i) => {
    const rest = note.querySelector(".rest");
    const folded = !note.querySelector(".sources + ul li").checkVisibility() || rest.scrollHeight > rest.clientHeight + 8;
    if (!folded) return [];
    const [sign, { top }] = [note.querySelector(".unfold").checkVisibility(), note.getBoundingClientRect()];
    note.querySelector(".unfold").click();
    const fits = top + note.offsetHeight + 12 <= bottoms[i];
    note.querySelector(".unfold").click();
    return [{ number: i + 1, sign, fits }];
  });
}"""


def test_a_note_opens_at_its_number_and_a_term_at_its_word(
    phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    window = phone_or_desktop
    window.open(site + question[0])
    window.click(".ref")
    assert window.is_shown(".note .sources + ul li"), "it isn't open"
    assert window.run(COVERED) == [], "it stands on the interview"
    assert window.run("() => location.hash === `#${document.querySelector('.note > :first-child').id}`")
    assert window.run("() => document.activeElement.closest('.note') === null"), "a pointer doesn't move the focus"
    window.click(".note .unfold")
    assert window.run("() => !document.querySelector('.note').classList.contains('open')")
    if window.width == WIDTHS[-1]:
        folded = window.run(FOLDED)
        assert [each for each in folded if each["fits"] or not each["sign"]] == [], "there is room, or no sign"
    term = ".passage > a.term"
    window.click(term)
    assert window.is_shown(".edition-tip")
    window.press("Escape")
    window.wait("() => !document.querySelector('.edition-tip')")
    assert window.run("(term) => document.activeElement === document.querySelector(term)", term)


def test_keys_lead_to_a_note_into_it_and_back(
    phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    window = phone_or_desktop
    window.open(site + question[0])
    window.press("n")
    window.press("n")
    number = window.run("() => document.activeElement.dataset.note")
    assert number == "2"
    window.press("Enter")
    assert window.run("() => document.activeElement.closest('.note')?.dataset.note") == number, "the focus isn't in it"
    assert window.is_shown(f'.note[data-note="{number}"] .sources + ul li')
    window.press("Escape")
    assert window.run("() => document.activeElement.matches('.ref') && document.activeElement.dataset.note") == number
    window.press("j")
    assert window.run("() => document.activeElement.matches('.passage')")
    window.press("Enter")
    window.wait("() => document.activeElement.closest('.passage-tools') !== null")
    window.press("Escape")
    window.press("?")
    assert window.is_shown("dialog")
    window.press("Escape")
    window.wait("() => !document.querySelector('dialog')")
    assert window.wrong() == []


# Copying


DRAG = """() => {
  const dataTransfer = new DataTransfer();
  const { startContainer } = getSelection().getRangeAt(0);
  startContainer.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer }));
  return Object.fromEntries(["plain", "html"].map((type) => [type, dataTransfer.getData(`text/${type}`)]));
}"""


def open_note_below(window: Window, passage: str) -> str:
    """Open the note after a passage; a selector for its words."""
    number = window.run(
        """(passage) => {
            const { note } = document.getElementById(passage).nextElementSibling.dataset;
            document.querySelector(`.ref[data-note="${note}"]`).click();
            return note;
        }""",
        passage,
    )
    return f'.note[data-note="{number}"] .rest > p'


def test_a_copy_of_the_interview_is_of_the_interview(
    window: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    path, page = question
    first, last = between(page) or ("", "")
    said = dict(passages(page))
    window.open(site + path)
    select(window, f"#{first}", f"#{last}")
    copy = window.copy()
    assert copy["plain"] == f"{said[first]}\n\n{said[last]}"
    assert words_in(copy["html"]) == f"{said[first]} {said[last]}"
    assert window.run(DRAG) == copy, "what is dragged away is another thing"
    select(window, f"#{first}", f"#{last}", start_at=1)
    assert window.copy()["plain"] == f"{said[first]}\n\n{said[last]}"[1:]
    select(window, f"#{first}", open_note_below(window, first))
    assert window.copy()["plain"] == said[first], "it ends in a note"


def test_all_that_is_selected_is_copied_under_the_names_of_its_voices(
    window: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    path, page = question
    said = voices(page)
    window.open(site + path)
    window.press("Control", "a")
    copy = window.copy()
    lines = attributed(copy["plain"], page)
    assert lines[0][0] == "Editors"
    for name, passages_of in said.items():
        assert [line for whose, line in lines if whose == name] == passages_of
    assert holds_interface(copy["plain"]) == []
    assert [each for each in ("<button", "data-", "class=") if each in copy["html"]] == []
    assert words_in(copy["html"]) == fold(copy["plain"])


def test_a_folded_note_is_copied_as_if_it_were_open(
    engine: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    engine.resize(WIDTHS[-1], HEIGHT)
    engine.open(site + question[0])
    note = f'.note[data-note="{engine.run(FOLDED)[0]["number"]}"]'
    copies = []
    for _ in ("folded", "open"):
        select(engine, f"{note} .rest > p", f"{note} .sources + ul")
        copies.append(engine.copy())
        engine.click(f"{note} .unfold")
    assert copies[0] == copies[1]
    sources: list[str] = engine.run("(s) => [...document.querySelectorAll(s)].map((e) => e.textContent)", f"{note} li")
    assert copies[0]["plain"].split("\n")[-len(sources) :] == list(map(fold, sources))
    assert words_in(copies[0]["html"]) == fold(copies[0]["plain"])


def test_the_voice_counts_in_which_the_selection_began(
    phone: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    path, page = question
    signpost = of_class(page, "signpost")[0]
    below = next(e for e in signpost.itersiblings() if "passage" in classes(e)).get("id")
    phone.open(site + path)
    select(phone, f"#{signpost.get('id')}", f"#{below}", backwards=True)
    assert phone.copy()["plain"] == dict(passages(page))[below]
    first, last = between(page) or ("", "")
    note = next(e for e in page.get_element_by_id(first).itersiblings() if "note" in classes(e))
    select(phone, open_note_below(phone, first), f"#{last}")
    lines = attributed(phone.copy()["plain"], page)
    assert lines[-1] == (voice(page.get_element_by_id(last)), dict(passages(page))[last])
    assert lines[0][0] == title(note)
    assert {name for name, _ in lines[:-1]} <= set(map(title, of_class(page, "note")))


def test_across_the_questions_of_the_whole_interview_it_is_copied_by_itself(
    phone_or_desktop: Window, site: str, with_mkdocs: Built
) -> None:
    window = phone_or_desktop
    page = with_mkdocs.pages["interview/index.html"]
    every = of_class(page, "passage")
    turns = [(voice(passage), fold(words_of(passage))) for passage in every]
    window.open(f"{site}interview/")
    select(window, f"#{every[0].get('id')}", f"#{every[-1].get('id')}")
    copy = window.copy()
    assert attributed(copy["plain"], page) == turns
    assert words_in(copy["html"]) == fold(copy["plain"])


# Citing


def cited(window: Window, selector: str, style: str) -> str:
    """What is copied with the tools at a number."""
    window.click(selector)
    window.wait("() => document.querySelector('.passage-tools') !== null")
    button = "(style) => [...document.querySelectorAll('.passage-tools button')].find((b) => b.textContent === style)"
    window.run(f"(style) => {{ window.written = ''; ({button})(style).click(); }}", style)
    return str(window.wait("() => window.written"))


def test_a_citation_holds_the_words_of_its_layer_and_no_others(
    window: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    path, page = question
    first, last = between(page) or ("", "")
    said = dict(passages(page))
    window.open(site + path)
    select(window, f"#{first}", f"#{last}")
    found = cited(window, f"#{last} [data-passage]", "Chicago")
    words, _, citation = found.partition("”\n")
    assert words[0] == "“"
    assert not re.search('[“”"]', words[1:]), "inner quotation marks aren't turned"
    unmarked = functools.partial(re.sub, "[“”\"‘’']", "")
    assert unmarked(words) == unmarked(f"{said[first]} {said[last]}")
    names = [page.get_element_by_id(id).xpath("a/@data-passage")[0] for id in (first, last)]
    assert f"passages {names[0]}–{names[1]} in" in citation
    assert citation.endswith(f"{path}#{first}-{last}.")


def test_a_note_is_cited_in_its_own_words(phone: Window, site: str, question: tuple[str, HtmlElement]) -> None:
    path, page = question
    note = of_class(page, "note")[0]
    phone.open(f"{site}{path}#{note[0].get('id')}")
    found = cited(phone, ".note .quote", "MLA")
    sources = note.xpath('.//p[@class="sources"]')[0]
    own = " ".join(fold(p.text_content()) for p in sources.itersiblings("p", preceding=True))
    unmarked = functools.partial(re.sub, "[“”\"‘’']", "")
    assert unmarked(found.partition("”\n")[0]) == unmarked(own)
    assert "ditors’ note 1 on passage" in found


TURNED = {
    "He said: \"It's “ours”, not 'theirs'.\"": "He said: ‘It's ‘ours’, not 'theirs'.’",
    "“She called it ‘the end’, didn’t she?”": "‘She called it “the end”, didn’t she?’",
    "the so-called ‘end’": "the so-called ‘end’",
    'went on" and ended': "went on’ and ended",
}


def test_quotation_marks_are_turned_and_bibtex_is_escaped(
    phone: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    phone.open(site + question[0])
    write = """(words) => {
        const passage = document.querySelector("#p2");
        window.before?.remove();
        window.before = document.createTextNode(`${words} `);
        passage.prepend(window.before);
    }"""
    for words, quoted in TURNED.items():
        phone.run(write, words)
        assert cited(phone, "#p2 [data-passage]", "Chicago").startswith(f"“{quoted} ")
        phone.press("Escape")
    phone.run(write, "R&D at 50% {of} $1 #1 a_b ~ ^ \\ $&")
    found = cited(phone, "#p2 [data-passage]", "BibTeX")
    escaped = r"R\&D at 50\% \{of\} \$1 \#1 a\_b \textasciitilde{} \textasciicircum{} \textbackslash{} \$\& "
    assert f"“{escaped}" in found
    assert found.count("{") == found.count("}")
    assert re.search(r"title = \{\{[^{}]+\}\},", found)
    assert re.search(r"url = \{http[^{}]+#p2\},", found)


# Source only


TOP_LETTER = """() => {
  for (const passage of document.querySelectorAll(".passage")) {
    const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const range = document.createRange();
      for (let at = 0; at < texts.currentNode.length; at += 1) {
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + 1);
        if (range.getBoundingClientRect().top > 80) {
          window.letter = range;
          return range.getBoundingClientRect().top;
        }
      }
    }
  }
}"""
LETTER = "() => window.letter.getBoundingClientRect().top"


def test_source_only_shows_nothing_of_the_editors_and_has_its_words_on_the_switch(
    phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    window = phone_or_desktop
    path, page = question
    window.open(site + path)
    assert window.text(".voices").strip() == "Source only"
    assert window.run("() => document.querySelector('.voices span').getBoundingClientRect().width > 30")
    full = window.run("() => document.title")
    window.click(".voices")
    title = window.run("() => document.title")
    number, _, heading = full.rpartition(" - ")[0].partition(". ")
    assert heading
    assert title == f"Question {number} - {full.rpartition(' - ')[2]}"
    shown = window.text("article")
    if window.width < WIDTHS[-1]:
        window.click(".menu")
    listed = fold(shown + window.text("#site-nav"))
    window.press("Escape")
    related = page.xpath('//*[@id="related"]/following-sibling::*[1]')
    theirs = [*of_class(page, "editors"), *related, *of_class(page, "note")]
    for element in theirs:
        identity = element.get("id") or ""
        assert not identity or not window.is_shown(f"#{identity}"), identity
    for text in [fold(item.text_content()) for item in related[0]] if related else []:
        assert text not in fold(shown)
    for words in dict(passages(page)).values():
        assert words in fold(shown)
    titles = [fold(link.text_content()).partition(". ")[2] for link in page.xpath("//*[@data-neutral]")]
    assert titles
    assert [each for each in titles if each in listed] == [], "the editors' titles lead to the other questions"
    window.press("Control", "a")
    assert attributed(window.copy()["plain"], page) == [
        (name, line) for name, lines in voices(page).items() for line in lines
    ]
    signpost = of_class(page, "signpost")[-1]
    below = next(e for e in signpost.itersiblings() if "passage" in classes(e)).get("id")
    window.open(f"{site}{path}#{signpost.get('id')}")
    top = window.run("(id) => document.getElementById(id).getBoundingClientRect().top", below)
    assert 0 < top < HEIGHT, "a link to what is hidden leads to the words below it"


def test_the_line_that_is_read_stays_where_it_is(
    phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    window = phone_or_desktop
    window.open(site + question[0])
    line = window.run("() => parseFloat(getComputedStyle(document.querySelector('.passage.speaker')).lineHeight)")
    for share in (0.3, 0.6):
        window.run(
            """(share) => {
                const all = [...document.querySelectorAll(".passage")];
                const [top, bottom] = [all[0].getBoundingClientRect().top, all.at(-1).getBoundingClientRect().bottom];
                scrollTo({ top: scrollY + top + (bottom - top) * share, behavior: "instant" });
            }""",
            share,
        )
        before = window.run(TOP_LETTER)
        for way in ("on", "off"):
            window.press("s")
            window.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            moved = abs(window.run(LETTER) - before)
            assert moved <= line + 1, f"more than a line further off when source only goes {way}"


def test_a_note_that_a_link_leads_to_is_shown_where_only_the_source_is(
    phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]
) -> None:
    window = phone_or_desktop
    path, page = question
    note, other = of_class(page, "note")[:2]
    window.open(site + path)
    window.click(".voices")
    window.open(f"{site}{path}#{note[0].get('id')}")
    assert window.is_shown(".note .sources + ul li")
    assert "You read the source only" in window.text(".note")
    at = window.run("() => document.querySelector('.note').getBoundingClientRect()")
    assert 0 < at["top"] < HEIGHT, "it isn't in sight"
    assert not window.is_shown(f'.note[data-note="{other.get("data-note")}"]')
    assert not window.is_shown(".summary")
    window.click(".note .why button")
    assert not window.is_shown(".note")
    assert window.run("() => document.activeElement.matches('.passage')")
    assert window.run("() => location.hash === `#${document.activeElement.id}`")
    window.run("(hash) => { location.hash = hash; }", note[0].get("id"))
    window.click(".note .unfold")
    assert not window.is_shown(".note"), "closed, it is shown no longer"
    window.click(".voices")
    assert "You read the source only" not in window.text(".note")


# Searching


def test_a_search_lands_on_the_passage(phone_or_desktop: Window, site: str, question: tuple[str, HtmlElement]) -> None:
    window = phone_or_desktop
    path, page = question
    passage = max(passages(page), key=lambda each: len(each[1]))
    words = " ".join(passage[1].split()[4:9])
    phrase = quote(f'"{words}"')
    window.open(f"{site}search/?q={phrase}")
    window.wait("() => document.querySelector('.search ol li a') !== null")
    window.click(".search ol li a")
    window.wait("(path) => location.pathname.endsWith(path)", path)
    window.wait("() => document.readyState === 'complete'")
    box: dict[str, Any] = window.wait(
        """(id) => {
            const box = document.getElementById(id)?.getBoundingClientRect();
            return box && box.top < innerHeight && box.bottom > 60 ? box.toJSON() : null;
        }""",
        passage[0],
    )
    assert box["height"] > 0
    assert window.wrong() == []
