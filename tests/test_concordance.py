"""The concordance: whole, whatever the text holds, and each line at its passage."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs, urljoin, urlsplit

import yaml
from hypothesis import example, given, settings
from lxml.html import HtmlElement

from edition.site.concordance import make_concordance_pages
from support import FIXTURE, QUESTIONS, SITE_URL, Built, passages
from test_hostile_text import edition_of, html_of, texts

LEFT_OUT = (FIXTURE / "words_left_out.txt").read_text(encoding="utf-8").split()
"""The words of the interview that say little by themselves."""


def lines_of(page: HtmlElement) -> list[tuple[str, str, str, str, str]]:
    """Of each line, the id of its word, where it leads, and the words before, at and after the keyword."""
    return [
        (
            line.getparent().get("id"),
            line.find("a").get("href"),
            line.find("a").tail[1:],
            line.find("b").text,
            line.find("b").tail or "",
        )
        for line in page.iter("dd")
    ]


def left_out(page: HtmlElement) -> list[str]:
    """The words that the page says it leaves out."""
    (words,) = page.xpath("//details[starts-with(summary, 'Words left out')]/p") or [None]
    return [] if words is None else words.text.split(", ")


def plain(text: str) -> str:
    """As the filter sees it: no case, accents, apostrophes, punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) and c not in "'’")
    return " ".join(re.findall(r"[^\W_]+", bare.lower()))


def test_every_word_of_every_passage_stands_there(with_mkdocs: Built) -> None:
    assert words_of(with_mkdocs, LEFT_OUT) == 529


def words_of(built: Built, listed_as_left_out: list[str]) -> int:
    """How many words of the question pages have a line, counted anew by splitting at white space; all but those that are left out."""
    listed: dict[str, list[str]] = {}
    for path, page in built.pages.items():
        for _, where, _, word, _ in lines_of(page) if path.startswith("concordance/") else ():
            listed.setdefault(urljoin(SITE_URL + path, where), []).append(word)
    assert left_out(built.pages["concordance/index.html"]) == listed_as_left_out
    words = 0
    for path in sorted(path for path in built.pages if re.match(r"questions/\d", path)):
        for anchor, text in passages(built.pages[path]):
            expected = []
            for piece in re.split(r"[ –]+", text):
                word = re.sub(r"^\W+|\W+$", "", piece)
                bare = re.sub(r"['’]s$", "", word)
                if word and (
                    bare.lower().replace("'", "’") not in listed_as_left_out or re.fullmatch("[A-Z]{2,}", bare)
                ):
                    expected.append(word)
                for part in re.split("-", word)[1:]:
                    if re.sub(r"['’]s$", "", part) not in listed_as_left_out:
                        expected.append(part)
            where = f"{SITE_URL}{path.removesuffix('index.html')}#{anchor}"
            assert sorted(listed.pop(where, [])) == sorted(expected)
            words += len(expected)
    assert not listed
    return words


def test_every_line_is_the_text_of_its_passage(with_mkdocs: Built) -> None:
    texts = {
        f"../questions/{name}/#{anchor}": text
        for name in QUESTIONS
        for anchor, text in passages(with_mkdocs.pages[f"questions/{name}/index.html"])
    }
    page = with_mkdocs.pages["concordance/index.html"]
    for _, where, before, word, after in lines_of(page):
        text, line = texts[where], before + word + after
        assert f" {line} " in f" {text} ", "the line isn't in the passage, or it is cut inside a word"
        assert len(before) >= 40 or text.startswith(line)
        assert len(after) >= 40 or text.endswith(line)
    for entry in page.xpath("//dl/div"):
        assert int(entry.xpath("string(dt/small)")) == len(entry.xpath("dd"))
    asked = {where for where in texts if where.endswith("#p1")}
    assert {line.find("a").get("href") for line in page.iter("dd") if line.get("class") == "asks"} >= asked


def test_words_stand_in_order_under_their_letter(with_mkdocs: Built) -> None:
    page = with_mkdocs.pages["concordance/index.html"]
    words = [plain(term.text.replace("-", "")) for term in page.xpath("//dt")]
    shown = [plain(term.text).replace(" ", "") for term in page.xpath("//dt")]
    assert shown.index("eclairer") < shown.index("eleven"), "an accent changes the order"
    assert len(words) == len(set(page.xpath("//dl/div/@id")))
    for section in page.xpath("//section[dl]"):
        heading = section.find("h2").text
        for term in section.iter("dt"):
            assert heading == ("0–9" if term.text[0].isdigit() else plain(term.text)[0].upper())
    letters = [link.get("href")[1:] for link in page.xpath('//nav[@aria-label="From A to Z"]/a')]
    assert letters == page.xpath("//section[dl]/h2/@id")


def test_glossary_entries_lead_to_lines_that_begin_with_them(with_mkdocs: Built) -> None:
    lines = lines_of(with_mkdocs.pages["concordance/index.html"])
    begun = {(f"#{id}", plain(word + after)) for id, _, _, word, after in lines}
    links = [
        (path, link.get("href"))
        for path, page in with_mkdocs.pages.items()
        for link in page.xpath('//article//a[contains(@href, "concordance/?")]')
    ]
    terms = [term for path in (FIXTURE / "source/glossary").glob("*.yml") for term in yaml.safe_load(path.read_bytes())]
    assert len(links) == sum(term.get("where") != "notes" for term in terms)
    for path, address in links:
        words = plain(parse_qs(urlsplit(address).query)["words"][0])
        word = f"#{urlsplit(address).fragment}"
        assert any(id == word and (line.startswith(words) or words.startswith(line)) for id, line in begun), (
            path,
            address,
        )


def test_its_script_is_loaded_on_its_page_only(with_mkdocs: Built) -> None:
    assert [
        path for path, page in with_mkdocs.pages.items() if page.xpath('//script[contains(@src, "concordance")]')
    ] == ["concordance/index.html"]


@settings(deadline=None, max_examples=40)
@given(texts, texts)
@example("-a-b--c- 'd's' 1.2.3,4 5+5+ e\u0301-\u0301f", "ı i I ٣ 3 ² \u0301 ßs'S ﬁ ŉ ǰ İ ς Σ")
@example('--8<-- "mkdocs.yml" </dl></section></div> **x**', "<script>alert(1)</script>{: #p1 }")
def test_any_text_comes_out_as_itself(question: str, answer: str) -> None:
    edition = edition_of(question, answer)
    tree = html_of(next(make_concordance_pages(edition)).file("transcript.md").data.decode(), further=False)
    spoken = {f"../questions/01-x/#p{p.number}": p.text for p in edition.questions[0].passages}
    found: dict[str, set[str]] = {where: set() for where in spoken}
    for id, where, before, word, after in lines_of(tree):
        assert before + word + after in spoken[where]
        assert re.fullmatch(r"w-[a-z0-9_-]+", id)
        found[where].add(word)
    said = left_out(tree)
    for where, passage in spoken.items():
        for word in re.findall(r"(?<![\w'’ʼ‐‑.,+-])[A-Za-z]{2,}(?![\w'’ʼ‐‑.,+\u0300-\u036f-])", passage):
            assert word in found[where] or word.lower() in said
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))
    assert tree.xpath("//script") == []
