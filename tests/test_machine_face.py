"""What other machines find: cards of shared links, pictures, linked data, citations, robots.txt."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from lxml.html import HtmlElement, document_fromstring
from PIL import Image

import build
from edition.exports import cards, typesetting
from edition.model import edition as whole
from edition.resolve.cards import Card
from support import (
    FIXTURE,
    QUESTIONS,
    SITE_URL,
    Built,
    copy_project,
    html_pages,
    lay_out,
    mkdocs,
    passages,
    tree,
    zensical,
)

EDITION = "The Skerra light, annotated"

THING = {"name", "url", "description", "image", "alternateName", "sameAs"}
WORK = THING | {
    "about", "author", "contributor", "copyrightNotice", "dateModified", "datePublished", "hasPart", "headline", "inLanguage",
    "isBasedOn", "isPartOf", "position", "publisher", "text", "version",
}  # fmt: skip
VOCABULARY: Mapping[str, tuple[set[str], set[str]]] = {
    "WebSite": (WORK, {"name", "url"}),
    "WebPage": (WORK | {"mainEntity"}, {"name", "url"}),
    "Article": (WORK | {"wordCount"}, {"headline", "url", "author", "isBasedOn"}),
    "CreativeWork": (WORK, {"name", "publisher"}),
    "Question": (WORK | {"answerCount", "suggestedAnswer"}, {"name", "text", "author", "suggestedAnswer"}),
    "Answer": (WORK, {"url", "author"}),
    "Person": (THING | {"jobTitle", "birthDate", "deathDate"}, {"name"}),
    "Organization": (THING, {"name"}),
    "Place": (THING, {"name"}),
    "Thing": (THING, {"name"}),
    "BreadcrumbList": (THING | {"itemListElement"}, {"itemListElement"}),
    "ListItem": (THING | {"position", "item"}, {"position", "name", "item"}),
    "DefinedTermSet": (WORK | {"hasDefinedTerm"}, {"name", "hasDefinedTerm"}),
    "DefinedTerm": (THING | {"termCode", "inDefinedTermSet"}, {"name"}),
}
"""Of https://schema.org, version 15: the types used here, with those of their properties that may and that must be there."""
EXPECTED: Mapping[str, set[str]] = {
    "author": {"Person", "Organization"},
    "contributor": {"Person", "Organization"},
    "publisher": {"Person", "Organization"},
    "about": {"Thing", "Person", "Organization", "Place"},
    "hasPart": {"WebPage", "Question"},
    "mainEntity": {"Article"},
    "isPartOf": {"WebSite"},
    "isBasedOn": {"CreativeWork"},
    "suggestedAnswer": {"Answer"},
    "itemListElement": {"ListItem"},
    "hasDefinedTerm": {"DefinedTerm"},
    "inDefinedTermSet": {"DefinedTermSet"},
}
"""The types of what stands in a property, where that is not a text, a number or an address."""


def own_pages(built: Built) -> dict[str, HtmlElement]:
    """The pages that have an address of their own."""
    leading_on = '//meta[@name="robots"][@content="noindex"]'
    return {path: page for path, page in built.pages.items() if path != "404.html" and not page.xpath(leading_on)}


def linked_data(page: HtmlElement) -> list[dict[str, Any]]:
    scripts = page.xpath('//script[@type="application/ld+json"]')
    assert len(scripts) <= 1
    return [node for script in scripts for node in graph(script.text)]


def graph(text: str) -> list[dict[str, Any]]:
    data = json.loads(text)
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    return nodes


def nodes_of(value: object, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node in a value, with the property that it stands in."""
    if isinstance(value, list):
        for item in value:
            yield from nodes_of(item, name)
    elif isinstance(value, dict):
        yield name, value
        for inner, below in value.items():
            yield from nodes_of(below, inner)


def described(page: HtmlElement) -> dict[str, str]:
    """The meta elements of a card and of a citation."""
    found = [
        (element.get("property") or element.get("name") or "", element.get("content"))
        for element in page.xpath("//head/meta[@content]")
    ]
    named = [(name, text) for name, text in found if name.startswith(("og:", "twitter:", "citation_", "passage-"))]
    assert len(dict(named)) == len(named), "said twice"
    return dict(named)


def test_linked_data_keeps_to_the_vocabulary(with_mkdocs: Built) -> None:
    seen = set()
    for path, page in own_pages(with_mkdocs).items():
        data = linked_data(page)
        names = {node["@id"]: node["@type"] for _, node in nodes_of(data) if "@id" in node and "@type" in node}
        for name, node in nodes_of(data):
            kind = node.get("@type") or names[node["@id"]]
            assert not name or kind in EXPECTED[name], f"{path}: {kind} as {name}"
            if "@type" not in node:
                assert node.keys() == {"@id"}
                continue
            may, must = VOCABULARY[kind]
            assert must <= node.keys() - {"@id"} <= may | {"@type"}, f"{path}: {kind}"
            assert all(value not in ("", [], {}) for value in node.values()), path
            seen.add(kind)
        assert data or not path.startswith("questions/0")
    assert seen == VOCABULARY.keys()


def test_every_address_in_linked_data_is_absolute_and_leads_somewhere(with_mkdocs: Built) -> None:
    for path, page in own_pages(with_mkdocs).items():
        for _, node in nodes_of(linked_data(page)):
            for name in node.keys() & {"@id", "url", "item", "image"}:
                address, anchor = urldefrag(node[name])
                assert address.startswith("https://"), f"{path}: {name} {address}"
                if address.startswith(SITE_URL):
                    file = address.removeprefix(SITE_URL)
                    file = f"{file}index.html" if not file or file.endswith("/") else file
                    assert (with_mkdocs.site / file).is_file(), f"{path}: {address}"
                    if anchor not in ("", "interview", "words"):  # a work is no place on a page
                        assert with_mkdocs.pages[file].xpath("//*[@id=$id]", id=anchor), f"{path}: {node[name]}"


def test_linked_data_says_whose_words_these_are(with_mkdocs: Built) -> None:
    site, interview = linked_data(with_mkdocs.pages["index.html"])
    assert site["@id"] == interview["isPartOf"]["@id"] == SITE_URL
    assert len(site["hasPart"]) == len(QUESTIONS)
    for number, name in enumerate(QUESTIONS, 1):
        page, article, way = linked_data(with_mkdocs.pages[f"questions/{name}/index.html"])
        assert article["headline"].endswith(f", question {number}")
        assert article["hasPart"]["name"] == f"Question {number}"
        assert not {"author", "contributor"} & page.keys(), "title and summary are the editors’"
        assert page["description"].startswith("Editors’ summary. ")
        assert page["mainEntity"]["@id"] == article["@id"]
        assert article["author"] == [{"@type": "Person", "name": "Edda Marr", "jobTitle": "Keeper of the Skerra light"}]
        assert [(who["@type"], who["name"]) for who in article["contributor"]] == [
            ("Organization", "The Skerra Courier")
        ]
        assert article["isBasedOn"]["publisher"]["name"] == "Skerra and Holm Press"
        assert "the newspaper’s" in article["copyrightNotice"]
        assert article["datePublished"] == "2019-03-14"
        assert page["dateModified"] >= "2021-04-05"
        words = dict(passages(with_mkdocs.pages[f"questions/{name}/index.html"]))
        assert article["hasPart"]["text"].startswith(words["p1"])
        assert article["hasPart"]["author"]["name"] == "The Skerra Courier"
        assert article["hasPart"]["suggestedAnswer"]["author"][0]["name"] == "Edda Marr"
        assert [step["position"] for step in way["itemListElement"]] == [1, 2, 3]
        assert way["itemListElement"][2]["name"].startswith(f"{number}. ")


def test_glossary_pages_define_all_their_terms(with_mkdocs: Built) -> None:
    for path in sorted((FIXTURE / "source/glossary").glob("*.yml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        terms, _ = linked_data(with_mkdocs.pages[f"glossary/{path.stem}/index.html"])
        defined = {term["termCode"]: term.get("description") for term in terms["hasDefinedTerm"]}
        assert defined == {entry["id"]: entry.get("definition") for entry in entries}
        identified = {one["name"]: one["sameAs"].rpartition("/")[2] for one in terms.get("about", ())}
        assert identified == {entry["term"]: entry["wikidata"] for entry in entries if "wikidata" in entry}


def test_every_page_has_a_card_when_it_is_shared(with_mkdocs: Built) -> None:
    for path, page in own_pages(with_mkdocs).items():
        card = described(page)
        address = SITE_URL + path.removesuffix("index.html")
        assert card["og:url"] == address == page.xpath("string(//link[@rel='canonical']/@href)")
        assert card["og:site_name"] == EDITION
        assert card["og:locale"] == "en_GB"
        assert card["og:type"] == ("article" if path.split("/")[1:2] and path.split("/")[1] in QUESTIONS else "website")
        assert card["twitter:card"] == "summary_large_image"
        assert card["og:description"] == page.xpath("string(//meta[@name='description']/@content)")
        title = card["og:site_name"] if path == "index.html" else page.xpath("string(//title)").partition(" - ")[0]
        assert card["og:title"] == title
        picture = with_mkdocs.site / card["og:image"].removeprefix(SITE_URL)
        own = path.split("/")[1] if path.startswith("questions/0") else "home" if path == "index.html" else "edition"
        assert picture.name == f"{own}.png"
        assert (
            size_of(picture.read_bytes()) == cards.SIZE == (int(card["og:image:width"]), int(card["og:image:height"]))
        )
        assert len(card["og:image:alt"]) > 20
    assert not described(with_mkdocs.pages["404.html"]), "nobody shares it"


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_question_pages_can_be_cited_by_reference_managers(with_mkdocs: Built) -> None:
    page = with_mkdocs.pages[f"questions/{QUESTIONS[2]}/index.html"]
    address = f"{SITE_URL}questions/{QUESTIONS[2]}/"
    assert {name: text for name, text in described(page).items() if name.startswith("citation_")} == {
        "citation_title": "Nine lights on a night in November, question 3",
        "citation_author": "Marr, Edda",
        "citation_publication_date": "2019/03/14",
        "citation_publisher": "The Skerra light, annotated",
        "citation_language": "en",
        "citation_public_url": address,
        "citation_fulltext_html_url": address,
    }


def test_every_passage_can_be_shared_with_its_words(with_mkdocs: Built) -> None:
    shared = {path for path in with_mkdocs.pages if path.startswith("p/")}
    for number, name in enumerate(QUESTIONS, 1):
        question = with_mkdocs.pages[f"questions/{name}/index.html"]
        assert described(question)["passage-address"] == f"{SITE_URL}p/{{passage}}/"
        for anchor, words in passages(question):
            path = f"p/{number}.{anchor[1:]}/index.html"
            shared.remove(path)
            page = with_mkdocs.pages[path]
            card = described(page)
            speaker = (
                "The Skerra Courier"
                if "interviewer" in question.xpath("string(//*[@id=$id]/@class)", id=anchor)
                else "Edda Marr"
            )
            assert card["og:title"] == f"{number}.{anchor[1:]} · {speaker}"
            said = card["og:description"]
            assert said.startswith(f"{speaker}: “")
            assert said.endswith("”")
            quoted = said.removeprefix(f"{speaker}: “").removesuffix("”")
            assert quoted == words if len(words) <= 200 else words.startswith(quoted.removesuffix(" …"))
            assert min(len(words), 150) <= len(quoted) <= 200
            assert card["og:url"] == SITE_URL + path.removesuffix("index.html")
            assert card["og:image"] == f"{SITE_URL}made/cards/{name}.png"
            # a network that follows a canonical link would show the card of the question
            assert not page.xpath("//link[@rel='canonical']")
            assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
            target = f"{SITE_URL}questions/{name}/#{anchor}"
            refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)")
            assert urljoin(card["og:url"], refresh.removeprefix("0; url=")) == target
            assert urljoin(card["og:url"], page.xpath("string(//a/@href)")) == target
    assert not shared
    sitemap = (with_mkdocs.site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{SITE_URL}questions/" in sitemap
    assert f"{SITE_URL}p/" not in sitemap


def test_robots_are_welcome_and_told_of_the_sitemap(with_mkdocs: Built) -> None:
    lines = (with_mkdocs.site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE_URL}sitemap.xml"]


def test_both_publishers_say_the_same_to_other_machines(with_mkdocs: Built, with_zensical: Built) -> None:
    for path, page in with_mkdocs.pages.items():
        other = with_zensical.pages[path]
        assert described(page) == described(other), path
        assert linked_data(page) == linked_data(other), path
    for name in ("robots.txt", "made/cards/home.png", "p/3.4/index.html"):
        assert (with_mkdocs.site / name).read_bytes() == (with_zensical.site / name).read_bytes()


HOSTILE = "“Quoted” \"straight\" 'single' <b>bold</b> & &amp; </script><script>alert(1)</script> {{ 1 }} <site> \\u0001 \u2028 end"


@pytest.mark.parametrize("publisher", [mkdocs, zensical])
def test_hostile_text_stays_text(tmp_path: Path, publisher: Callable[[Path, Path], None]) -> None:
    project = copy_project(tmp_path)
    spoil(
        project / f"source/questions/{QUESTIONS[4]}.md",
        {"title": HOSTILE, "summary": f"{HOSTILE} {'very long ' * 100}"},
    )
    config = project / "source/interview.yml"
    text = config.read_text(encoding="utf-8")
    assert f"edition: {EDITION}\n" in text
    config.write_text(text.replace(f"edition: {EDITION}", f"edition: '\"{EDITION}\" & <more>'"), encoding="utf-8")
    publisher(project, project / "site")
    pages = html_pages(project / "site")
    page = pages[f"questions/{QUESTIONS[4]}/index.html"]
    seen = " ".join(HOSTILE.split())
    card = described(page)
    assert " ".join(card["og:title"].split()) == f"5. {seen}"
    assert " ".join(card["og:description"].split()).startswith(f"Editors’ summary. {seen}")
    assert card["og:site_name"] == f'"{EDITION}" & <more>'
    assert seen in " ".join(card["og:image:alt"].split())
    own, _, _ = linked_data(page)
    assert " ".join(own["name"].split()) == f"5. {seen}"
    assert " ".join(own["description"].split()).startswith(f"Editors’ summary. {seen}")
    assert not any("alert" in (script.text or "") and not script.get("type") for script in page.iter("script"))
    shared = pages["p/5.1/index.html"]
    assert seen in " ".join(described(shared)["og:image:alt"].split())
    assert not list(shared.iter("script"))
    assert size_of((project / f"site/made/cards/{QUESTIONS[4]}.png").read_bytes()) == cards.SIZE


def spoil(path: Path, changes: Mapping[str, str]) -> None:
    """Give an editorial file other texts."""
    _, front, notes = path.read_text(encoding="utf-8").split("---\n", 2)
    changed = yaml.dump({**yaml.safe_load(front), **changes}, width=10000, sort_keys=False)
    path.write_text(f"---\n{changed}---\n{notes}", encoding="utf-8")


CARD = Card("c", "An edition", "A title", "Who, when", "Editors’ summary.", "A summary.", "An independent edition")


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        Card("long", *(f"{word} " * 90 for word in ("edition", "title", "who", "label", "text", "foot"))),
        Card("one-word", *("W" * 500 for _ in range(6))),
        Card("little", *("i" * 3000 for _ in range(6))),
        Card("markup", *("<b>&amp;</b> {{ 1 }} \\n “”" for _ in range(6))),
        Card("another-script", *("日本語 العربية Русский" for _ in range(6))),
        Card("signs", *("✓ → 😀 \ufeff" for _ in range(6))),
        Card("letter", *("i" for _ in range(6))),
        Card("empty", *("" for _ in range(6))),
    ],
    ids=lambda card: card.name,
)
def test_every_text_fits_into_its_picture(card: Card) -> None:
    drawn = cards.draw(card)
    assert size_of(drawn) == cards.SIZE
    assert len(drawn) < 60_000
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    paper = image.getpixel((5, 300))
    for margin in ((0, 20, 80, 630), (1121, 20, 1200, 630), (0, 605, 1200, 630), (80, 536, 1121, 546)):
        assert image.crop(margin).getcolors() == [(box_of(margin), paper)], "something runs over"
    assert cards.draw(card) == drawn, "not the same every time"


def box_of(box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def test_a_text_is_drawn_whole_or_left_out_and_the_publisher_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {"title": "Élysée “Ğ” — Ελλάδα, Россия, Việt", "who": "✓ دنيا ١, 日本語, שלום, देश", "text": "𒀀"}
    card = replace(CARD, **scripts)
    drawn = cards.keep_drawable(card)
    assert (drawn["title"], drawn["who"], drawn["text"]) == (scripts["title"], scripts["who"], "")
    assert "“𒀀” is left out" in cards.list_missing_glyphs([card])
    assert cards.list_missing_glyphs([CARD]) == ""
    monkeypatch.setattr(typesetting, "PACKAGES", ("not_installed",))
    typesetting.list_fonts.cache_clear()
    cards.can_be_set.cache_clear()
    try:
        assert cards.keep_drawable(card)["title"] == scripts["title"]
        assert cards.keep_drawable(card)["who"] == ""
        assert "requirements/faces.txt" in cards.list_missing_glyphs([card])
    finally:
        typesetting.list_fonts.cache_clear()
        cards.can_be_set.cache_clear()


def test_faces_are_asked_for_only_where_the_words_need_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    assert build.main(["--faces", "--source", "source"]) == 0
    assert capsys.readouterr().out == ""
    path = tmp_path / "source/questions/02-the-second.md"
    path.write_text(path.read_text(encoding="utf-8").replace("The second", "The second (第二)"), encoding="utf-8")
    assert build.main(["--faces", "--source", "source"]) == 0
    assert capsys.readouterr().out == "faces\n"


def test_a_card_in_arabic_begins_on_the_right() -> None:
    card = replace(CARD, language="ar", **dict.fromkeys(("edition", "title", "who", "text"), "منارة ومكتبة"))
    image = Image.open(io.BytesIO(cards.draw(card))).convert("RGB")
    paper = image.getpixel((5, 300))
    left, right = (image.crop(box).getcolors(1) for box in ((84, 60, 500, 250), (900, 60, 1120, 250)))
    assert left == [(416 * 190, paper)]
    assert right is None, "nothing stands there"


def test_pictures_are_drawn_only_when_their_words_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    drawn: list[str] = []
    real = cards.draw

    def draw(card: Card) -> bytes:
        drawn.append(card.name)
        return real(card)

    monkeypatch.setattr(cards, "draw", draw)
    command = ["--source", "source", "--docs", "docs"]
    assert build.main(command) == 0
    assert drawn == ["home", "edition", "01-is-it-one", "02-the-second"]
    drawn.clear()
    assert build.main(command) == 0
    assert drawn == []
    path = tmp_path / "source/questions/02-the-second.md"
    path.write_text(path.read_text(encoding="utf-8").replace("The second", "The last"), encoding="utf-8")
    assert build.main([*command, "--pages-only"]) == 0
    assert drawn == [], "the preview doesn't wait for pictures"
    assert build.main(command) == 0
    assert "02-the-second" in drawn


def test_a_very_long_interview_has_only_the_common_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    command = ["--source", "source", "--docs", "docs"]
    assert build.main(command) == 0
    assert (tmp_path / "docs/p/1.2/index.html").exists()
    monkeypatch.setattr(whole, "LONG", 1)
    assert build.main(command) == 0
    written = tree(tmp_path / "docs")
    drawn = {name for name in written if name.startswith("made/cards/") and name.endswith(".png")}
    assert drawn == {"made/cards/edition.png", "made/cards/home.png"}
    assert not any(name.startswith("p/") for name in written)
    assert b"\ncard:" not in written["questions/02-the-second.md"]


def test_without_an_address_of_the_site_nothing_absolute_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    monkeypatch.delenv("SITE_URL", raising=False)
    assert build.main(["--source", "source", "--docs", "docs", "--pages-only"]) == 0
    docs = tmp_path / "docs"
    page = document_fromstring((docs / "p/1.2/index.html").read_bytes())
    assert described(page).keys() == {"og:type", "og:title", "og:description", "og:site_name", "twitter:card"}
    assert page.xpath("//a/@href") == ["../../questions/01-is-it-one/#p2"]
    assert "Sitemap" not in (docs / "robots.txt").read_text(encoding="utf-8")
    assert "ld+json" not in (docs / "parts/interview.md").read_text(encoding="utf-8")


def test_a_robots_file_of_somebodys_own_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    own = tmp_path / "docs/robots.txt"
    own.write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    assert build.main(["--source", "source", "--docs", "docs", "--pages-only"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/robots.txt:1: this file was not made by the build script, but robots.txt belongs to it; move it to another folder [generated-folder]"
    ]
    assert own.read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
