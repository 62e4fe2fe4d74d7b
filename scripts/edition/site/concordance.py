"""The concordance: every word of the interview in its line of context (KWIC), from A to Z.

It is written as HTML, in one piece that Markdown passes through: thousands of lines would take
Markdown seconds, and it has no markup for the keyword in the middle of a line.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from markupsafe import Markup

from edition.locale.alphabet import find_initial
from edition.model.edition import Edition
from edition.model.site import has_concordance
from edition.resolve import urls
from edition.resolve.concordance_leaves import Leaf, count_all_lines, count_lines, leaves_of
from edition.resolve.kwic import CONTEXT, Headword, Line, make_concordance
from edition.resolve.language_tags import write_words_language
from edition.resolve.urls import Target
from edition.site.markdown import published
from edition.site.page import Page
from edition.site.render import render, render_html


def make_concordance_pages(edition: Edition) -> Iterator[Page]:
    """Build one page, or one for each letter and a page with all words, which leads to them."""
    labels, leaves = edition.interview.labels, leaves_of(make_concordance(edition))
    about = labels.concordance_parts if leaves else labels.concordance_about
    yield Page(urls.CONCORDANCE, labels.concordance, about, _render(edition, labels.concordance, about))
    for leaf in leaves:
        name = f"{labels.concordance}{labels.colon}{leaf.title}"
        yield Page(leaf.target, name, labels.concordance_parts, _render(edition, name, "", leaf))


def pages_of_words(edition: Edition) -> dict[str, Target]:
    """Return the page of each word by its key, if there are several."""
    leaves = leaves_of(make_concordance(edition)) if has_concordance(edition) else ()
    return {head.key: leaf.target for leaf in leaves for head in leaf.heads}


def _render(edition: Edition, title: str, about: str, leaf: Leaf | None = None) -> Markup:
    """Render a page: of one `leaf`, or the first page."""
    words, here = make_concordance(edition), leaf.target if leaf else urls.CONCORDANCE
    home = "../" * here.folder.count("/")
    lines = render_html(
        "concordance",
        labels=edition.interview.labels,
        language=Markup(write_words_language(edition.interview)),
        context=CONTEXT,
        here=here,
        leaf=leaf,
        leaves=leaves_of(words),
        letters=words.letters,
        left_out=words.left_out,
        count=count_lines(leaf.heads) if leaf else count_all_lines(words),
        addresses={one.number: f"{home}questions/{quote(one.editorial.name)}" for one in edition.questions},
        published=lambda target: published(target, here),
        count_lines=count_lines,
        heading_of=find_initial,
        write_lines=_write_lines,
    )
    return render("concordance", edition, here, title=title, about=about, lines=Markup(lines))


def _write_lines(head: Headword, addresses: Mapping[int, str]) -> Markup:
    """Write the lines of a word. In the template they would take three times as long; there may be 100,000 of them."""
    return Markup("".join(_write_line(line, addresses[line.passage.question]) for line in head.lines))


def _write_line(line: Line, address: str) -> str:
    passage = line.passage
    kind = ' class="asks"' if passage.speaker.asks else ""
    before, word, after = (html.escape(span.words, quote=False) for span in (line.before, line.keyword, line.after))
    return f'<dd{kind}><a href="{address}/#p{passage.number}">{passage.name}</a> {before}<b>{word}</b>{after}</dd>'
