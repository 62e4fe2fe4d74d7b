"""The concordance: every word of the interview in its line of context (KWIC), from A to Z.

It is written as HTML, in one piece that Markdown passes through: thousands of lines would take
Markdown seconds, and the keyword in the middle of a line is nothing that Markdown can say.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from edition.locale.alphabet import heading_of, in_address
from edition.locale.labels import Labels
from edition.model.edition import Edition
from edition.model.site import has_concordance
from edition.model.text import Span
from edition.resolve import urls as routes
from edition.resolve.concordance_leaves import Heads, Leaf, count_all_lines, count_lines, leaves_of
from edition.resolve.kwic import CONTEXT, Concordance, Headword, Line, concordance
from edition.resolve.language_tags import of_words
from edition.resolve.urls import Target
from edition.site.markdown import inline, literal, published
from edition.site.page import Page


def concordance_pages(edition: Edition) -> Iterator[Page]:
    """One page, or one for each letter and a page with all words, which leads to them."""
    labels, words = edition.interview.labels, concordance(edition)
    title, leaves = f"# {inline(labels.concordance)}", leaves_of(words)
    about = labels.concordance_parts if leaves else labels.concordance_about
    blocks = (title, literal(about), "\n".join(_front(edition, words, leaves)))
    yield Page(routes.CONCORDANCE, labels.concordance, about, blocks)
    for leaf in leaves:
        name = f"{labels.concordance}{labels.colon}{leaf.title}"
        page = f"# {inline(name)}", "\n".join(_leaf(edition, leaf, leaves))
        yield Page(leaf.target, name, labels.concordance_parts, page)


def pages_of_words(edition: Edition) -> dict[str, Target]:
    """The page of each word by its key, where there are several."""
    leaves = leaves_of(concordance(edition)) if has_concordance(edition) else ()
    return {head.key: leaf.target for leaf in leaves for head in leaf.heads}


def word_anchor(key: str) -> str:
    """The id of a word on the page: `w-libya`.

    It is made from the word alone, so that it lasts, and no two words share one.
    """
    return f"w-{in_address(key)}"


def _front(edition: Edition, words: Concordance, leaves: Sequence[Leaf]) -> Iterator[str]:
    """The first page: all lines, or all words and the ways to their lines."""
    labels = edition.interview.labels
    yield _opening(edition)
    yield _filter(labels, count_all_lines(words))
    yield from _left_out(labels, words)
    yield _nav(labels, leaves, routes.CONCORDANCE) if leaves else _jumps(labels, words)
    if leaves:
        yield '<div class="heads">'
        yield from (_words(leaf) for leaf in leaves)
        yield "</div>"
    else:
        for letter, heads in words.letters:
            yield from _section(edition, letter, heads, "../")
    yield "</div>"


def _words(leaf: Leaf) -> str:
    """The words of a page, each with the number of its lines and the way to them."""
    way = published(leaf.target, routes.CONCORDANCE)
    words = "\n".join(
        f'<li id="{word_anchor(head.key)}"><a href="{way}#{word_anchor(head.key)}">{html.escape(head.spelling)} <small>{len(head.lines)}</small></a>'
        for head in leaf.heads
    )
    return f'<h2 id="letter-{leaf.name}"><a href="{way}">{_escaped(leaf.title)}</a></h2>\n<ul>\n{words}\n</ul>'


def _leaf(edition: Edition, leaf: Leaf, leaves: Sequence[Leaf]) -> Iterator[str]:
    """What a page of several has, with the ways to the others."""
    labels = edition.interview.labels
    yield _opening(edition)
    yield _filter(labels, count_lines(leaf.heads))
    yield from _left_out(labels, concordance(edition))
    yield _nav(labels, leaves, leaf.target)
    yield from _section(edition, leaf.letter, leaf.heads, "../../")
    yield "</div>"


def _opening(edition: Edition) -> str:
    """The frame of a page, with what its script says."""
    labels = edition.interview.labels
    failed, left_out = html.escape(labels.search_failed), html.escape(labels.concordance_left_out + labels.colon)
    words = f'data-context="{CONTEXT}" data-failed="{failed}" data-left-out="{left_out}"'
    return f'<div class="concordance" {words}{of_words(edition.interview)}>'


def _jumps(labels: Labels, words: Concordance) -> str:
    """The ways from the top of the page to its letters."""
    links = " ".join(f'<a href="#letter-{in_address(letter)}">{heading_of(letter)}</a>' for letter, _ in words.letters)
    return f'<nav aria-label="{html.escape(labels.concordance_letters)}">{links}</nav>'


def _left_out(labels: Labels, words: Concordance) -> Iterator[str]:
    """So that a reader knows what isn't there, and the script of the page, too."""
    if words.left_out:
        left_out = _escaped(", ".join(words.left_out).replace("'", "’"))
        summary = f"{html.escape(labels.concordance_left_out)} ({len(words.left_out)})"
        yield f"<details><summary>{summary}</summary><p>{left_out}</p></details>"


def _nav(labels: Labels, leaves: Sequence[Leaf], here: Target) -> str:
    """The ways from a page to each."""
    current = ' aria-current="page"'
    ways = " ".join(
        f'<a href="{published(leaf.target, here)}" data-letter="{html.escape(leaf.letter)}"'
        f"{current if leaf.target == here else ''}>{_escaped(leaf.title)}</a>"
        for leaf in leaves
    )
    return f'<nav aria-label="{html.escape(labels.concordance_letters)}">{ways}</nav>'


def _section(edition: Edition, letter: str, heads: Heads, home: str) -> Iterator[str]:
    """The words of a letter; `home` leads to the site's first page."""
    addresses = {one.number: f"{home}questions/{quote(one.editorial.name)}" for one in edition.questions}
    yield f'<section style="--lines: {count_lines(heads) + len(heads)}">'
    yield f'<h2 id="letter-{in_address(letter)}">{heading_of(letter)}</h2>'
    yield "<dl>"
    yield from (_entry(head, addresses) for head in heads)
    yield "</dl></section>"


def _filter(labels: Labels, lines: int) -> str:
    return (
        f'<search hidden><label for="words">{html.escape(labels.concordance_filter)}</label> '
        '<input type="search" id="words" autocomplete="off" autocapitalize="off" spellcheck="false"> '
        f'<span role="status">{html.escape(labels.concordance_lines).format(count=f"<span>{lines}</span>")}</span></search>'
    )


def _entry(head: Headword, addresses: dict[int, str]) -> str:
    """A word with its lines."""
    lines = "".join(_line(line, addresses) for line in head.lines)
    title = f"<dt>{html.escape(head.spelling)} <small>{len(head.lines)}</small></dt>"
    return f'<div id="{word_anchor(head.key)}">{title}{lines}</div>'


def _line(line: Line, addresses: dict[int, str]) -> str:
    passage, word = line.passage, Span(line.passage, line.word.start, line.word.end)
    where = f"{addresses[passage.question]}/#p{passage.number}"
    kind = ' class="asks"' if passage.speaker.asks else ""
    before, here, after = (_escaped(span.words) for span in (line.before, word, line.after))
    return f'<dd{kind}><a href="{where}">{passage.name}</a> {before}<b>{here}</b>{after}</dd>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
