"""Whatever the transcript holds is text: the same characters come out of the HTML.

The way goes through the real parser, the real page maker and the very Markdown that
mkdocs.yml configures; a browser's HTML parser reads the result.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import html5lib
import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from edition.characters import CONTROL, UNPRINTABLE
from edition.locale.labels import load_labels
from edition.model.edition import Edition, Fidelity, Mention, Note, Question
from edition.model.editorial import Annotation, Editorial, Interview, Provenance, Quote, Signpost, Term
from edition.model.prose import Emphasis, Paragraph, Text
from edition.model.text import Span, Speaker
from edition.problems import Place, Problems
from edition.site.question import make_question_page
from edition.source.files import Document
from edition.source.prose import read_sources
from edition.source.publication import Publication
from edition.source.transcript import read_transcript
from support import ROOT, fold, passages, words_of

SPEAKERS = (Speaker("Question", "interviewer", "Q", "q", "Q"), Speaker("Answer", "speaker", "A", "a", "A"))
INTERVIEW = Interview("t", datetime.date(2020, 1, 1), "en", "t", SPEAKERS, Provenance(), load_labels("en"), ())
PLACE = Place("q.md", 1)
SOURCES = read_sources("“A source”", PLACE, Problems())

# Beside what mkdocs.yml turns on, what somebody might: the text has to outlive a change of mind.
# (Not smarty and smartsymbols, whose purpose it is to change characters, nor magiclink, which takes any text for an address.)
FURTHER = [
    "abbr", "admonition", "def_list", "footnotes", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret",
    "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys",
    "pymdownx.tasklist", "pymdownx.tilde", "pymdownx.blocks.admonition", "pymdownx.blocks.html",
]  # fmt: skip

SYNTAX = [
    "**bold**", "*em*", "_em_", "__x__", "`code`", "```", "~~~", "<b>", "</p>", "<!-- ", " -->", "<script>alert(1)</script>",
    "&amp;", "&lt;", "&#42;", "&copy", "&", "{{ x }}", "{% if %}", "{: #p1 .passage }", "{#id}", "[link](x)", "![i](x)", "[^1]",
    "[^1]: note", "*[HTML]: abbr", "--8<-- \"mkdocs.yml\"", ";--8<--", ":smile:", ":+1:", "==mark==", "++ctrl+c++", "^^x^^", "~~x~~",
    "{++ins++}", "{--del--}", "$x^2$", "\\(x\\)", "\\", "\\*", "| a | b |", "|---|---|", "# ", "## x", "1. ", "12) ", "- ", "+ ",
    "* ", "> ", "!!! note", "??? x", "=== \"tab\"", "/// note", "///", ": def", "---", "===", "***", "[x] ", "[TOC]", "http://a.b/c",
    "www.example.com", "me@example.com", "@user", "#12", "<me@example.com>", "<https://a.b>", "[=50% \"x\"]", "(c)", "...", "“", "’",
    "¶", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u202e", "klzzwxh:0000", "wzxhzdk:0", "!", ":", "=", "%", "٣.", "5+5", "~", "^",
    "<div markdown=1>", "<p class=passage>", "[](#p1){: .mark }", "\U0001f600", "\ufffd", "\ufdd0",
]  # fmt: skip

characters = st.characters(blacklist_categories=["Cs", "Cc"])
words = st.one_of(st.sampled_from(SYNTAX), st.text(characters, min_size=1, max_size=8))
lines = st.lists(words, min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(parts))
)
texts = lines.filter(lambda text: bool(fold(text)))


def flowed(text: str) -> str:
    """A paragraph as it is read: runs of white space are one space."""
    return fold(text)


@functools.cache
def converter(further: bool) -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    extensions = [*config.markdown_extensions, *(FURTHER if further else [])]
    return markdown.Markdown(extensions=extensions, extension_configs=config.mdx_configs or {})


def html_of(page: str, further: bool) -> Any:
    body, _ = get_data(page)
    return html5lib.parse(converter(further).reset().convert(body), treebuilder="lxml", namespaceHTMLElements=False)


Edges = tuple[int, int]
"""Where some characters of a text begin and end."""


def edition_of(
    question: str, answer: str, title: str = "t", noted: Sequence[Edges] = (), named: Sequence[Edges] = ()
) -> Edition:
    """An edition of one question; characters of the answer are `noted`, others are `named` in the glossary."""
    text = f"**Question:** \\{question}\n\n**Answer:** \\{answer}\n"  # backslashes, since either may look like markup
    problems = Problems()
    transcript = read_transcript(Document("transcript.md", text, ""), SPEAKERS, (), problems)
    assert not problems
    editorial = Editorial("01-x", 1, title, title, (), (Signpost(2, title, PLACE),), None, (), PLACE)
    passage = transcript.exchanges[0].passages[1]
    body = (Paragraph((Emphasis((Text("Words"),), False),)),)
    annotation = Annotation(Quote("", None, PLACE), "context", body, SOURCES)
    notes = tuple(Note(f"n-{n}", n, Span(passage, *edges), annotation, body) for n, edges in enumerate(noted, 1))
    mentions = tuple(Mention(term(n), Span(passage, *edges)) for n, edges in enumerate(named))
    made = Question(transcript.exchanges[0], editorial, notes, mentions)
    return Edition(INTERVIEW, transcript, Fidelity(0, 2, ""), (made,), {}, {}, ())


def term(n: int) -> Term:
    return Term(
        id=f"t{n}", kind="people", term="T", full="", office="", forms=("T",), by_hand=(), exceptions=(),
        lang="fr" if n % 2 else "", definition="D", sources=SOURCES, names=(), search=(), sorted="T", linked=True,
        until=None,
        in_notes=False, place=PLACE,
    )  # fmt: skip


def edition_page(*arguments: Any) -> str:
    edition = edition_of(*arguments)
    page = make_question_page(edition, edition.questions[0], (None, None), (), Publication("https://github.com/a/b"))
    return page.file("q.md").data.decode()


@pytest.mark.parametrize("further", [False, True], ids=["mkdocs.yml", "every extension"])
def test_every_passage_comes_out_as_itself(further: bool) -> None:
    @settings(deadline=None, max_examples=120)
    @given(texts, texts)
    @example("1. one", "{: #p1 }")
    @example("\u00a0edges\u00a0", "in\u00a0side")
    def passages_are_the_same(question: str, answer: str) -> None:
        page = edition_page(question, answer)
        expected = [("p1", flowed(question)), ("p2", flowed(answer))]
        assert list(passages(html_of(page, further))) == expected

    passages_are_the_same()


@settings(deadline=None, max_examples=60)
@given(lines.filter(lambda line: line.split()).map(lambda line: " ".join(line.split())))
def test_what_editors_write_in_the_front_matter_comes_out_as_itself(title: str) -> None:
    tree = html_of(edition_page("q", "a", title), further=False)
    for permalink in tree.xpath('//a[@class="headerlink"]'):
        permalink.set("class", "mark")
    assert fold(words_of(tree.find(".//h1"))) == f"1. {title}"
    assert fold(words_of(tree.find(".//h3"))) == title


@st.composite
def noted_texts(draw: st.DrawFn) -> tuple[str, list[Edges], list[Edges]]:
    """A text, spans of it to be noted (overlapping, nested, adjoining, at its edges), and spans that are terms (apart)."""
    text = flowed(draw(texts))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).map(sorted).filter(lambda s: s[0] < s[1]), max_size=5))
    cuts = sorted(draw(st.lists(place, max_size=8, unique=True)))
    return text, sorted({(start, end) for start, end in spans}), list(zip(cuts[::2], cuts[1::2], strict=False))


@settings(deadline=None, max_examples=80)
@given(noted_texts())
@example(("Stop! UN", [], [(0, 5), (5, 8)]))
@example(("**bold** text", [(0, 2), (1, 8), (1, 4), (8, 13)], [(0, 3), (3, 9)]))
def test_marks_cover_exactly_the_noted_characters(noted: tuple[str, list[Edges], list[Edges]]) -> None:
    text, spans, named = noted
    page = edition_page("q", text, "t", spans, named)
    tree = html_of(page, further=False)
    passage = tree.find('.//p[@id="p2"]')
    assert fold(words_of(passage)) == text
    covered, references = characters_of(passage)
    shown = "".join(char for char, _ in covered)
    assert shown.rstrip(" \n") == text
    assert [mark for _, mark in covered[: len(text)]] == [
        any(start <= index < end for start, end in spans) for index in range(len(text))
    ]
    free = [(a, b) for a, b in named if not any(start < b and a < end for start, end in spans)]
    foreign = [edges for n, edges in enumerate(named) if n % 2]  # see term(): they say their language, linked or not
    behind = {end: next((b for a, b in foreign if a < end < b), end) for _, end in spans}
    assert references == {f"#n-{n}": behind[end] for n, (_, end) in enumerate(spans, 1)}
    linked = ["".join(link.itertext()) for link in passage.iterfind('.//a[@class="term"]')]
    assert linked == [text[start:end] for start, end in free], "no link inside noted words: there a tap opens the note"
    assert all(
        tree.find(f'.//*[@id="{link.get("href")[1:]}"]') is not None for link in passage.iterfind('.//a[@class="term"]')
    )
    assert [aside.get("aria-labelledby") for aside in tree.iter("aside")] == [f"n-{n}" for n, _ in enumerate(spans, 1)]
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def characters_of(passage: Any) -> tuple[list[tuple[str, bool]], dict[str, int]]:
    """Each character of a passage with whether it is marked, and where each reference to a note stands."""
    characters: list[tuple[str, bool]] = []
    references: dict[str, int] = {}

    def walk(element: Any, inside: bool) -> None:
        classes = (element.get("class") or "").split()
        if "ref" in classes:
            references[element.get("href")] = len(characters)
        if "mark" not in classes:
            inside = inside or "noted" in classes
            characters.extend((char, inside) for char in element.text or "")
            for child in element:
                walk(child, inside)
                characters.extend((char, inside) for char in child.tail or "")

    walk(passage, False)
    return characters, references


@given(st.characters())
def test_the_characters_that_are_refused_are_the_control_characters(char: str) -> None:
    refused = unicodedata.category(char) == "Cc" and char not in "\t\n\v\f\r"
    assert bool(CONTROL.search(char)) == refused


XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a file of XML can hold: https://www.w3.org/TR/xml/#charsets."""


def test_what_editors_write_can_stand_in_xml() -> None:
    assert [
        number for number in range(0x110000) if not XML.match(chr(number)) and not UNPRINTABLE.match(chr(number))
    ] == []
