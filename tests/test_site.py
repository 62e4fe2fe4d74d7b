"""The site as MkDocs builds it: what a reader, an editor and a publisher find there."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
import yaml
from lxml.html import HtmlElement

from support import (
    FIXTURE,
    QUESTION,
    QUESTIONS,
    REPO_URL,
    ROOT,
    SITE_URL,
    Built,
    copy_project,
    fold,
    html_pages,
    mkdocs,
    passages,
    run,
    spoken,
    tree,
)

SOURCE = FIXTURE / "source"


def page_of(pages: Mapping[str, HtmlElement], path: str) -> HtmlElement:
    return pages[f"{path}index.html"]


def visible(element: HtmlElement) -> str:
    return fold(" ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]")))


def test_the_words_of_the_finished_pages_are_the_transcripts(with_mkdocs: Built) -> None:
    """The proof once more, from the HTML that readers get, without any code of the edition."""
    found = [
        (f"{number}.{anchor[1:]}", text)
        for number, name in enumerate(QUESTIONS, 1)
        for anchor, text in passages(page_of(with_mkdocs.pages, f"questions/{name}/"))
    ]
    assert " ".join(text for _, text in found) == spoken(SOURCE)
    assert len(found) == 29
    assert found[0][0] == "1.1"
    assert (found[7][0], found[7][1][:23]) == ("2.4", "Then came the cable. It")
    assert found[-1][0] == "5.4"


def test_passages_stand_on_question_pages_and_once_more_on_that_of_the_whole_interview(with_mkdocs: Built) -> None:
    others = {path for path, page in with_mkdocs.pages.items() if list(passages(page))}
    assert others == {*(f"questions/{name}/index.html" for name in QUESTIONS), "interview/index.html"}
    whole = [text for _, text in passages(page_of(with_mkdocs.pages, "interview/"))]
    assert " ".join(whole) == spoken(SOURCE)


def test_about_publishes_the_proof(with_mkdocs: Built) -> None:
    text = visible(page_of(with_mkdocs.pages, "about/"))
    words = spoken(SOURCE)
    assert f"{len(words.split()):,}" in text
    assert hashlib.sha256(words.encode()).hexdigest() in text
    assert hashlib.sha256((SOURCE / "transcript.md").read_bytes()).hexdigest() in text
    assert "9-11 minutes" in text, "what was left out is said"


def test_navigation_shows_the_questions_by_number_and_title(with_mkdocs: Built) -> None:
    for path in ("", "about/", f"questions/{QUESTIONS[4]}/"):
        (nav,) = page_of(with_mkdocs.pages, path).xpath('//nav[@id="site-nav"]')
        titles = [fold(" ".join(link.itertext())) for link in nav.xpath(".//a")]
        assert [title for title in titles if re.match(r"\d\. ", title)][: len(QUESTIONS)] == [
            fold(page_of(with_mkdocs.pages, f"questions/{name}/").xpath("string(//h1)")).removesuffix("¶")
            for name in QUESTIONS
        ]


MARKUP = re.compile(
    r"\{ ?[:#.][^\n]{0,30}|\{[{%][^\n]{0,30}|\]\([^\n]{0,30}|\*\*|^#{1,6} .{0,30}|</?[a-z][^\n]{0,30}|&#?\w{1,8};|markdown=.1.|--8<--|wzxhzdk",
    re.MULTILINE,
)
"""Attribute lists, templates, links, emphasis, headings, HTML, references, snippets, and what Python-Markdown puts in their place."""
SHOWN = "//text()[not(ancestor::script or ancestor::style or ancestor::pre or ancestor::code)] | //@aria-label | //@title | //@alt"


@pytest.mark.parametrize("edition", ["with_mkdocs", "published"])
def test_no_page_shows_markup_as_text(edition: str, request: pytest.FixtureRequest) -> None:
    """Except what the original itself has, whether the transcript has it or leaves it out."""
    built: Built = request.getfixturevalue(edition)
    source = built.project / "source"
    words = "\n".join((spoken(source), *(path.read_text(encoding="utf-8") for path in source.glob("left-out.txt"))))
    found = {
        (path, markup)
        for path, page in built.pages.items()
        for text in (*page.xpath(SHOWN), *page.xpath("//meta[@name='description']/@content"))
        for markup in MARKUP.findall(str(text))
        if markup not in words
    }
    assert found == set()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_page_has_what_a_reader_looks_for(with_mkdocs: Built, name: str) -> None:
    page = page_of(with_mkdocs.pages, f"questions/{name}/")
    article = page.xpath("//article")[0]
    text = visible(article)
    number = int(name[:2])
    assert fold(article.xpath("string(.//h1)")).startswith(f"{number}. ")
    assert "Editors’ summary, topics" in text
    assert re.search(r"\d min read · [\d,]+ words · Topics : ", text.replace("Topics:", "Topics : "))
    assert [h.get("id") for h in article.xpath(".//h2")] == ["question", "answer", "related"]
    signposts = yaml.safe_load((SOURCE / f"questions/{name}.md").read_text(encoding="utf-8").split("---")[1]).get(
        "signposts"
    )
    outline = {h.get("id"): fold(h.text) for h in article.xpath('.//h3[contains(@class, "signpost")]')}
    assert outline == {f"s{passage}": text for passage, text in (signposts or {}).items()}
    assert 1 <= len(article.xpath('.//*[@id="related"]/following-sibling::ul[1]/li')) <= 3
    rels = {link.get("rel") for link in article.xpath('.//p[@class="pager"]/a')}
    assert rels == {"prev", "next"} - ({"prev"} if number == 1 else set()) - (
        {"next"} if number == len(QUESTIONS) else set()
    )
    assert article.xpath(f'.//a[@href="{REPO_URL}/edit/main/source/questions/{name}.md"]'), (
        "no way to the editorial file"
    )
    history = f'.//a[@href="{REPO_URL}/commits/main/source/questions/{name}.md"]'
    assert bool(article.xpath(history)) == bool(article.xpath(".//aside")), "the way to what changed in its notes"
    assert not page.xpath('//a[contains(@href, "/docs/questions/")]'), "a link to the generated file"
    assert page.xpath("//meta[@name='description']/@content")[0].startswith("Editors’ summary. Asked ")


def test_readers_who_contribute_are_not_shown_the_codes_of_problems(with_mkdocs: Built) -> None:
    text = with_mkdocs.pages["contributing/index.html"].xpath("string(//article)")
    assert "What a good text is" in text
    assert [word for word in ("What the check says", "topic-unknown", "8<") if word in text] == []


def test_notes_stand_after_their_passage_and_lead_there_and_back(with_mkdocs: Built) -> None:
    counts = {}
    for name in QUESTIONS:
        page = page_of(with_mkdocs.pages, f"questions/{name}/")
        notes = page.xpath("//article//aside")
        counts[name] = len(notes)
        for number, note in enumerate(notes, 1):
            heading = note.xpath("./*[1]")[0]
            assert heading.tag in ("h3", "h4")
            assert note.get("role") == "doc-footnote"
            assert note.get("aria-labelledby") == heading.get("id")
            assert fold(heading.text) == f"Editors’ note {number}: {heading.text.rpartition(': ')[2]}"
            (reference,) = page.xpath(f'//a[contains(@class, "ref") and @href="#{heading.get("id")}"]')
            assert reference.get("data-note") == str(number)
            assert reference.get("aria-label") == heading.text
            assert not reference.text_content(), "it would stand in a copied sentence"
            passage = next(reference.iterancestors("p"))
            before = next(e for e in note.itersiblings(preceding=True) if e.tag != "aside")
            assert before is passage, "a note stands right after its passage"
            assert note.xpath(f'.//p[@class="ways"]/a[@href="#{reference.get("id")}"]'), "no way back"
            (edit,) = (a.get("href") for a in note.xpath('.//p[@class="ways"]/a') if "github" in a.get("href"))
            line = int(edit.rpartition("#L")[2])
            source = (SOURCE / "questions" / f"{name}.md").read_text(encoding="utf-8").split("\n")
            assert edit == f"{REPO_URL}/edit/main/source/questions/{name}.md#L{line}"
            assert source[line - 1].startswith("> ")
            assert note.xpath('.//p[@class="sources"]/following-sibling::ul/li'), "no source"
    for name, count in counts.items():
        assert count == (SOURCE / f"questions/{name}.md").read_text(encoding="utf-8").count("\n> "), name


def test_every_passage_has_a_form_to_suggest_a_note_filled_in(with_mkdocs: Built) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/suggest-a-note.yml").read_text(encoding="utf-8"))
    fields = {item["id"] for item in form["body"] if "id" in item}
    page = page_of(with_mkdocs.pages, QUESTION)
    for number, (link, (anchor, text)) in enumerate(
        zip(page.xpath('//a[@class="mark suggest"]'), passages(page), strict=True), 1
    ):
        assert anchor == f"p{number}"
        parts = urlsplit(link.get("href"))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPO_URL}/issues/new"
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        assert query.pop("template") == "suggest-a-note.yml"
        assert query.pop("title") == f"Note on 2.{number}"
        assert query.keys() <= fields
        assert query["page"] == "2. The winter of the cable"
        assert query["passage"] == f"2.{number}"
        assert text.startswith(query["quote"].removesuffix(" …"))


def test_the_list_of_notes_has_them_all_by_question_and_kind(with_mkdocs: Built) -> None:
    page = page_of(with_mkdocs.pages, "notes/")
    listed = page.xpath('//article//a[@class="kind"]')
    kinds = Counter(note.get("class").split()[1] for note in page.xpath('//div[starts-with(@class, "listed ")]'))
    labels = {i.get("value"): int(re.search(r"\((\d+)\)", i.tail)[1]) for i in page.xpath('//input[@name="kind"]')}  # type: ignore[index]
    assert labels == {"all": len(listed), **{kind: kinds[kind] for kind in labels if kind != "all"}}
    on_pages = [
        f"../questions/{name}/#{note.get('aria-labelledby')}"
        for name in QUESTIONS
        for note in page_of(with_mkdocs.pages, f"questions/{name}/").xpath("//article//aside")
    ]
    assert [link.get("href") for link in listed] == on_pages
    assert visible(page).count("Last reviewed by the editors on") == len(QUESTIONS)


def test_every_mention_of_a_term_is_listed_with_its_sentence(with_mkdocs: Built) -> None:
    """Counted anew from the finished pages; in “Skerra-Holm cable” Holm is no mention of Holm."""
    page = page_of(with_mkdocs.pages, "glossary/places/")
    (details,) = page.xpath('//h2[@id="holm"]/following-sibling::details[1]')
    text = spoken(SOURCE)
    found = len(re.findall(r"\bHolm\b", text)) - text.count("Skerra-Holm")
    items = details.xpath(".//li")
    assert fold(details.xpath("string(summary)")) == f"Mentions: {len(items)}"
    assert len([item for item in items if item.xpath("string(.//strong)") == "Holm"]) == found == len(items)
    for item in items:
        address = item.xpath("./a/@href")[0]
        words = dict(passages(page_of(with_mkdocs.pages, address.removeprefix("../../").partition("#")[0])))
        sentence = fold(item.text_content()).partition(" ")[2].strip("“”")
        assert sentence in words[address.rpartition("#")[2]]


def test_the_table_of_topics_is_a_table_to_screen_readers(with_mkdocs: Built) -> None:
    """Each cell has its headers, and says what it shows: how much of the question the topic covers."""
    (table,) = page_of(with_mkdocs.pages, "topics/").xpath("//article//table")
    assert fold(table.xpath("string(caption)"))
    columns = [fold(head.text_content()) for head in table.xpath('./thead/tr/th[@scope="col"]')]
    h1s = [page_of(with_mkdocs.pages, f"questions/{name}/").xpath("string(//h1)") for name in QUESTIONS]
    assert columns == ["Topics", *(fold(h1).removesuffix("¶") for h1 in h1s)]
    for row in table.xpath("./tbody/tr"):
        (topic,) = row.xpath('./th[@scope="row"]/a')
        page = page_of(with_mkdocs.pages, f"topics/{topic.get('href').split('/')[-2]}/")
        assert fold(topic.text) == fold(page.xpath("string(//h1)")).removesuffix("¶")
        assert len(row) == len(columns)
        for number, cell in enumerate(row[1:], 1):
            listed = page.xpath(f'//h2[@id="q{number}"]/following-sibling::*[1][self::ul]/li//a/text()')
            said = fold(cell.text_content())
            if listed:
                assert re.findall(r"\d+", said) == [name.split(".")[1] for name in listed]
                assert said.startswith("passages " if len(listed) > 1 else "passage ")
                whole = len(list(passages(page_of(with_mkdocs.pages, f"questions/{QUESTIONS[number - 1]}/"))))
                share = f"--share: {round(100 * len(listed) / whole)}%"
                assert cell[0].get("href") == f"../questions/{QUESTIONS[number - 1]}/#p{listed[0].split('.')[1]}"
            elif page.xpath(f'//h2[@id="q{number}"]'):
                assert said == "whole question"
                share = "--share: 100%"
            else:
                assert not said
                assert not len(cell)
                continue
            assert cell[0].get("style") == share


def test_the_timeline_leads_to_the_words(with_mkdocs: Built) -> None:
    page = page_of(with_mkdocs.pages, "timeline/")
    items = page.xpath("//article/ul/li")
    assert len(items) == (SOURCE / "timeline.yml").read_text(encoding="utf-8").count("- date:")
    for item in items:
        mentioned = item.xpath("./p[2]")[0]
        address = mentioned.xpath("./a/@href")[0]
        words = dict(passages(page_of(with_mkdocs.pages, address.removeprefix("../").partition("#")[0])))
        quoted = fold(mentioned.text_content()).partition("“")[2][:-1]
        assert quoted in words[address.rpartition("#")[2]]
    after = page.xpath('//h2[@id="after"]/following-sibling::ul[1]/li/p[1]/strong')
    assert after
    assert [date.text for date in after] == ["1 June 2020"]


def test_the_timeline_counts_the_events_of_each_year(with_mkdocs: Built) -> None:
    """The overview is a list of links; the numbers in it are those of the entries below."""
    article = page_of(with_mkdocs.pages, "timeline/").xpath("//article")[0]
    counts: Counter[str] = Counter()
    year = ""
    for element in article.xpath("./h2 | ./h3 | ./ul"):
        if element.tag == "h2":
            year = element.get("id")
        elif element.tag == "h3":
            assert element.get("id").startswith(f"{year}-")
        else:
            counts[f"#{year}"] += len(element.xpath("./li"))
    links = article.xpath('.//nav[@aria-labelledby="years"]/ol/li/a')
    assert [(link.get("href"), fold(link.text_content())) for link in links] == [
        (href, f"{'After the interview' if href == '#after' else href[2:]} Events: {count}")
        for href, count in counts.items()
    ]
    shares = [int(re.sub(r"\D", "", link.xpath("./*/@style")[0])) for link in links]
    assert shares == [round(100 * count / max(counts.values())) for count in counts.values()]
    for year, count in counts.items():
        months = article.xpath(f'.//h3[starts-with(@id, "{year[1:]}-")]')
        assert bool(months) == (count >= 6 and year != "#after"), year


def test_no_link_is_broken(with_mkdocs: Built) -> None:
    assert broken_links(with_mkdocs.pages, with_mkdocs.site) == []


def broken_links(pages: Mapping[str, HtmlElement], site: Path) -> list[str]:
    """Every href, src and fragment of a built site that leads nowhere within it."""
    broken = []
    anchors = {path: {*page.xpath("//@id"), *page.xpath("//a/@name")} for path, page in pages.items()}
    for path, page in pages.items():
        here = SITE_URL + path.removesuffix("index.html")
        for address in page.xpath("//@href | //@src"):
            target = urljoin(here, address)
            if not target.startswith(urljoin(SITE_URL, "/")):
                continue
            if not target.startswith(SITE_URL):
                broken.append(f"{path}: {address} (leads out of the site)")
                continue
            parts = urlsplit(target)
            file = unquote(parts.path.removeprefix(urlsplit(SITE_URL).path))
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            if not (site / file).is_file():
                broken.append(f"{path}: {address}")
            elif parts.fragment and file in anchors and unquote(parts.fragment) not in anchors[file]:
                broken.append(f"{path}: {address} (no such anchor)")
    return broken


def test_nothing_is_asked_of_a_third_party(with_mkdocs: Built) -> None:
    assert fetched_from_elsewhere(with_mkdocs.pages) == set()
    for sheet in with_mkdocs.site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8"))


def fetched_from_elsewhere(pages: Mapping[str, HtmlElement]) -> set[str]:
    """The addresses outside the site that a browser would fetch by itself."""
    loaded = set()
    for path, page in pages.items():
        for address in page.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon') or contains(@rel, 'load')]/@href"
        ):
            loaded.add(urljoin(SITE_URL + path, address))
    return {address for address in loaded if not address.startswith(SITE_URL)}


def test_the_face_of_the_interview_is_light_and_has_all_its_characters(with_mkdocs: Built) -> None:
    assets = with_mkdocs.assets
    sheet = (assets / "fonts/edition-serif.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face \{(.*?)\}", sheet, re.S)
    assert [re.findall(r"font-style: (\w+)", face) for face in faces] == [["normal"], ["normal"]]
    (at_once,) = re.findall(r"url\(data:font/woff2;base64,([^)]*)", faces[0])
    (when_needed,) = re.findall(r"url\(([\w.-]*)\)", faces[1])
    assert [data[:4] for data in (base64.b64decode(at_once), (assets / "fonts" / when_needed).read_bytes())] == [
        b"wOF2"
    ] * 2
    assert lacking(sheet, spoken(SOURCE)) == set()
    assert len(gzip.compress(sheet.encode())) <= 13_000
    assert "SIL OPEN FONT LICENSE" in (assets / "fonts/OFL.txt").read_text(encoding="utf-8")


def lacking(sheet: str, text: str) -> set[str]:
    """The characters of a text that a face of the style sheet doesn't have."""
    spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", sheet)
    return {*text} - {chr(c) for first, last in spans for c in range(int(first, 16), int(last or first, 16) + 1)}


def test_the_404_page_works_at_any_depth(with_mkdocs: Built) -> None:
    page = with_mkdocs.pages["404.html"]
    assert "There is no such page here" in visible(page)
    links = [link.get("href") for link in page.xpath("//article//li/a")]
    assert [urljoin(SITE_URL + "no/such/page/", link) for link in links] == [
        f"{SITE_URL}questions/",
        f"{SITE_URL}topics/",
        SITE_URL,
    ]
    assert all(
        link.startswith((urlsplit(SITE_URL).path, "http", "#")) for link in page.xpath("//link/@href | //script/@src")
    )


def test_at_the_root_of_a_domain_too_and_without_any_repository(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    mkdocs(project, project / "site", SITE_URL="https://interview.example/", REPO_URL="")
    pages = html_pages(project / "site")
    assert not any("github.com" in link for page in pages.values() for link in page.xpath("//a/@href"))
    home = pages["404.html"].xpath("//article//li/a/@href")
    assert [urljoin("https://interview.example/x/y/", link) for link in home] == [
        "https://interview.example/questions/",
        "https://interview.example/topics/",
        "https://interview.example/",
    ]
    assert pages["index.html"].xpath("//link[@rel='canonical']/@href") == ["https://interview.example/"]


def test_two_builds_are_byte_for_byte_the_same(with_mkdocs: Built, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    mkdocs(project, project / "site")
    assert tree(project / "docs") == tree(with_mkdocs.project / "docs")
    assert tree(project / "site") == tree(with_mkdocs.site)
    sitemap = gzip.decompress((project / "site/sitemap.xml.gz").read_bytes()).decode()
    assert "<lastmod>2020-09-18</lastmod>" in sitemap, "the date is not that of SOURCE_DATE_EPOCH"


def test_a_mistake_stops_the_site_with_the_editors_message(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    topics = project / "source/topics.yml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("id: visitors", "id: vistors"), encoding="utf-8")
    done = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 1
    output = done.stdout + done.stderr
    assert f"source/questions/{QUESTIONS[2]}.md:6: unknown topic “visitors” (did you mean “vistors”?)" in output
    assert "Traceback" not in output
