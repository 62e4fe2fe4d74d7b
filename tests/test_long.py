"""A long interview: lists by stretches of its questions, the whole in parts, the concordance and the glossary by letters."""

from __future__ import annotations

import random
from collections import Counter
from urllib.parse import urldefrag

import pytest
import yaml
from playwright.sync_api import Page, expect

from conftest import built_once, served
from support import LITTLE, Built, fold, mkdocs, passages, run, unpromised
from test_site import broken_links

QUESTIONS = 61
LONG = random.Random(1)
NAMES = [f"{a}{b}{c}ora" for a in "BDFGKLM" for b in "aeiou" for c in "bdfgk"]
ENDINGS = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "un"]


def spoken(words: int) -> str:
    """A sentence of made-up words, each of which is worth a line of the concordance."""
    return " ".join(LONG.choice("bdfgklmnprst") + LONG.choice("aeiou") + LONG.choice(ENDINGS) for _ in range(words))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Built:
    edition = tmp_path_factory.mktemp("long")
    (edition / "source/glossary").mkdir(parents=True)
    text = "\n\n".join(
        f"**Question:** {spoken(20)} in Dorat, {n}? {', '.join(NAMES[3 * n - 3 : 3 * n])}\n\n**Ms Example:** {spoken(200)}."
        for n in range(1, QUESTIONS + 1)
    )
    facts = yaml.safe_load((LITTLE / "interview.yml").read_bytes())
    files = {
        "transcript.md": text,
        "interview.yml": yaml.safe_dump(facts),
        "glossary/places.yml": "- {id: dorat, term: Dorat, definition: A place., source: A source}",
        "glossary/people.yml": "".join(f"- {{id: {name.lower()}, term: {name}}}\n" for name in NAMES),
    }
    for name, content in files.items():
        (edition / "source" / name).write_text(content, encoding="utf-8")
    return built_once("long", edition, mkdocs, tmp_path_factory)


def test_it_is_verified_and_no_link_is_broken(long: Built) -> None:
    done = run("scripts/verify.py", "site", cwd=long.project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken_links(long.pages, long.site) == []


def test_every_page_that_is_published_can_be_promised(long: Built) -> None:
    assert unpromised(long) == set()


def test_contents_and_home_lead_to_stretches(long: Built) -> None:
    contents = long.pages["questions/index.html"]
    assert [fold(h.text_content()).removesuffix("¶") for h in contents.xpath("//h2")] == [
        "Questions 1–50",
        "Questions 51–61",
    ]
    assert len(contents.xpath('//div[@class="contents"]//li')) == QUESTIONS
    for path, home in (("index.html", "questions/"), ("questions/index.html", "./")):
        ways = long.pages[path].xpath('//nav[@class="stretches"]//a/@href')
        assert ways == [f"{home}#s-1-50", f"{home}#s-51-61"]
    (way,) = [a for a in long.pages["questions/60/index.html"].xpath("//article//a") if a.text == "Question 60 of 61"]
    assert way.get("href") == "../#s-51-61"


def test_the_whole_is_in_parts_that_follow_one_another(long: Built) -> None:
    (way,) = [a for a in long.pages["index.html"].xpath("//article//a") if a.text == "The whole interview, in parts"]
    assert way.get("href") == "interview/"
    assert long.pages["interview/index.html"].xpath("//article//li/a/@href") == ["1-50/", "51-61/"]
    whole = [text for name in ("1-50", "51-61") for _, text in passages(long.pages[f"interview/{name}/index.html"])]
    single = [text for n in range(1, QUESTIONS + 1) for _, text in passages(long.pages[f"questions/{n}/index.html"])]
    assert whole == single
    assert long.pages["interview/1-50/index.html"].xpath('//a[@rel="next"]/@href') == ["../51-61/"]


def test_the_concordance_has_a_page_for_each_letter(long: Built) -> None:
    index = long.pages["concordance/index.html"]
    ways = index.xpath('//nav[@aria-label="From A to Z"]/a/@href')
    pages = [long.pages[way.removeprefix("../") + "index.html"] for way in ways]
    assert {f"../concordance/{letter}/" for letter in ("b", "d", "0-9")} <= {*ways}
    heads = Counter(head for page in pages for head in page.xpath("//dl/div/@id"))
    assert max(heads.values()) == 1
    assert sum(len(page.xpath("//dd")) for page in pages) > 8_000
    (way,) = long.pages["glossary/places/index.html"].xpath('//a[contains(@href, "concordance/")]/@href')[-1:]
    assert way == "../../concordance/d/?words=Dorat#w-dorat"
    assert long.pages["concordance/d/index.html"].get_element_by_id("w-dorat") is not None
    words = [word for page in pages for word in page.xpath("//dl/div/@id")]
    assert index.xpath("//li/@id[starts-with(., 'w-')]") == words
    ways = index.xpath("//li[starts-with(@id, 'w-')]/a/@href")
    assert [urldefrag(way).fragment for way in ways] == words
    (way,) = index.xpath("//li[@id = 'w-dorat']/a/@href")
    assert way == "../concordance/d/#w-dorat"


def test_the_lines_of_a_letter_come_when_a_word_of_it_is_typed(long: Built, page: Page) -> None:
    with served(long) as site:
        page.goto(f"{site}concordance/?words=dorat%201")
        first = page.locator("article dd:visible").first
        expect(first).to_contain_text("Dorat")
        numbers = [line.split()[0] for line in page.locator("article dd:visible").all_inner_texts()]
        assert numbers == ["1.1", *(f"{n}.1" for n in range(10, 20))]
        expect(page.get_by_role("status")).to_have_text("Lines: 11")
        expect(page.locator(".heads")).to_be_hidden()
        page.get_by_role("searchbox").fill("")
        expect(page.locator(".heads")).to_be_visible()
        assert page.locator("article dd:visible").count() == 0
        page.get_by_role("searchbox").fill("dorat 61")
        page.locator("article dd:visible a").click()
        page.wait_for_url(f"{site}questions/61/#p1")
        page.goto(f"{site}concordance/b/")
        own = page.locator("article dd").count()
        page.route("**/concordance/d/", lambda route: route.abort())
        page.get_by_role("searchbox").fill("dorat")
        expect(page.get_by_role("status")).to_have_text("The search could not be loaded.")
        assert page.locator("article dd:visible").count() == own
        page.unroute("**/concordance/d/")
        page.get_by_role("searchbox").fill("dorat 6")
        expect(page.get_by_role("status")).to_have_text("Lines: 3")
        page.get_by_role("searchbox").fill("in dorat 1")
        expect(page.get_by_role("status")).to_have_text("Lines: 11")
        page.get_by_role("searchbox").fill("in")
        expect(page.get_by_role("status")).to_have_text("Lines: 0 · Words left out: in")


def test_a_large_kind_of_the_glossary_has_a_page_for_each_letter(long: Built) -> None:
    index = long.pages["glossary/people/index.html"]
    ways = index.xpath('//div[@class="columns"]//a[@id]')
    assert [(way.get("id"), way.get("href")) for way in ways] == [
        (name.lower(), f"{name[0].lower()}/#{name.lower()}") for name in NAMES
    ]
    page = long.pages["glossary/people/k/index.html"]
    assert [h.get("id") for h in page.xpath("//article//h2")] == [name.lower() for name in NAMES if name[0] == "K"]
    (mention,) = page.xpath('//h2[@id="kabora"]/following-sibling::details[1]//li/a/@href')
    assert mention == f"../../../questions/{NAMES.index('Kabora') // 3 + 1}/#p1"
    (way,) = long.pages["glossary/index.html"].xpath('//a[text() = "Kabora"]/@href')
    assert way == "people/k/#kabora"


def test_every_passage_is_in_the_search(long: Built) -> None:
    records = (long.site / "made/search/records.json").read_text(encoding="utf-8")
    assert all(f"{n}.2" in records for n in range(1, QUESTIONS + 1))
