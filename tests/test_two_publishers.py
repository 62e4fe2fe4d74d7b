"""MkDocs and Zensical build the same edition from the same files."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from support import Built, fold, passages, tree
from test_site import broken_links


def test_the_same_pages(with_mkdocs: Built, with_zensical: Built) -> None:
    assert with_mkdocs.pages.keys() == with_zensical.pages.keys()


def test_the_same_passages_and_anchors(with_mkdocs: Built, with_zensical: Built) -> None:
    for path, page in with_mkdocs.pages.items():
        assert list(passages(page)) == list(passages(with_zensical.pages[path])), path


def content(page: HtmlElement) -> HtmlElement:
    return page.xpath("//article")[0]


@pytest.mark.parametrize("what", ["text", "headings", "links", "classes"])
def test_the_same_content(with_mkdocs: Built, with_zensical: Built, what: str) -> None:
    def seen(page: HtmlElement) -> object:
        article = content(page)
        if what == "text":
            return fold(" ".join(article.itertext()))
        if what == "headings":
            return [(h.tag, h.get("id"), fold(h.text_content())) for h in article.xpath(".//h1|.//h2|.//h3|.//h4")]
        if what == "links":
            return [(a.get("href"), a.get("title")) for a in article.xpath(".//a[@href]")]
        return [e.get("class") for e in article.xpath(".//*[self::p or self::h2 or self::h3 or self::li]")]

    for path, page in with_mkdocs.pages.items():
        assert seen(page) == seen(with_zensical.pages[path]), path


def test_zensical_breaks_no_link_either(with_zensical: Built) -> None:
    assert broken_links(with_zensical.pages, with_zensical.site) == []


def test_titles_and_descriptions(with_mkdocs: Built, with_zensical: Built) -> None:
    for path, page in with_mkdocs.pages.items():
        other = with_zensical.pages[path]
        assert page.xpath("string(//title)") == other.xpath("string(//title)")
        assert page.xpath("//meta[@name='description']/@content") == other.xpath("//meta[@name='description']/@content")


def test_the_same_face(with_mkdocs: Built, with_zensical: Built) -> None:
    faces = tree(with_mkdocs.assets / "fonts")
    assert faces
    assert tree(with_zensical.assets / "fonts") == faces
