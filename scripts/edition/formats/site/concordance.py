"""The concordance: every word of the interview in its line of context (KWIC), from A to Z.

It is written as HTML, in one piece that Markdown passes through: thousands of lines would take
Markdown seconds, and the keyword in the middle of a line is nothing that Markdown can say.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

from ...labels import Labels
from ...model.edition import Edition
from ...model.text import Span
from ...views import routes
from ...views.tongues import of_words
from ...views.words import CONTEXT, Concordance, Headword, Line, concordance
from .markdown import inline, literal
from .page import Page


def concordance_page(edition: Edition) -> Page:
    """The page; a long interview has no concordance, for nobody could load such a page."""
    labels = edition.interview.labels
    title = f"# {inline(labels.concordance)}"
    if edition.is_long:
        none = labels.concordance_none
        return Page(routes.CONCORDANCE, labels.concordance, none, (title, literal(none)))
    about = literal(labels.concordance_about)
    blocks = (title, about, "\n".join(_html(edition, concordance(edition))))
    return Page(routes.CONCORDANCE, labels.concordance, labels.concordance_about, blocks)


def word_anchor(key: str) -> str:
    """The id of a word on the page: `w-libya`.

    It is made from the word alone, so that it lasts, and no two words share one; what is no
    plain letter or digit is written as its number.
    """
    return f"w-{_ascii(key)}"


def _html(edition: Edition, words: Concordance) -> Iterator[str]:
    labels = edition.interview.labels
    yield f'<div class="concordance" data-context="{CONTEXT}"{of_words(edition.interview)}>'
    yield _filter(labels, words)
    if words.left_out:  # so that a reader knows what isn't there
        left_out = _escaped(", ".join(words.left_out).replace("'", "’"))
        summary = f"{html.escape(labels.concordance_left_out)} ({len(words.left_out)})"
        yield f"<details><summary>{summary}</summary><p>{left_out}</p></details>"
    links = " ".join(f'<a href="#letter-{_ascii(letter)}">{_heading(letter)}</a>' for letter, _ in words.letters)
    yield f'<nav aria-label="{html.escape(labels.concordance_letters)}">{links}</nav>'
    addresses = {question.number: quote(question.editorial.name) for question in edition.questions}
    for letter, heads in words.letters:
        yield f'<section style="--lines: {sum(len(head.lines) for head in heads) + len(heads)}">'
        yield f'<h2 id="letter-{_ascii(letter)}">{_heading(letter)}</h2>'
        yield "<dl>"
        yield from (_entry(head, addresses) for head in heads)
        yield "</dl></section>"
    yield "</div>\n"
    yield '<script type="module" src="../assets/js/concordance.js"></script>'


def _filter(labels: Labels, words: Concordance) -> str:
    count = f"<span>{sum(len(head.lines) for _, heads in words.letters for head in heads)}</span>"
    return (
        f'<search hidden><label for="words">{html.escape(labels.concordance_filter)}</label> '
        '<input type="search" id="words" autocomplete="off" autocapitalize="off" spellcheck="false"> '
        f'<span role="status">{html.escape(labels.concordance_lines).format(count=count)}</span></search>'
    )


def _entry(head: Headword, addresses: dict[int, str]) -> str:
    """A word with its lines."""
    lines = "".join(_line(line, addresses) for line in head.lines)
    title = f"<dt>{html.escape(head.spelling)} <small>{len(head.lines)}</small></dt>"
    return f'<div id="{word_anchor(head.key)}">{title}{lines}</div>'


def _line(line: Line, addresses: dict[int, str]) -> str:
    passage, word = line.passage, Span(line.passage, line.word.start, line.word.end)
    where = f"../questions/{addresses[passage.question]}/#p{passage.number}"
    kind = ' class="asks"' if passage.speaker.asks else ""
    before, here, after = (_escaped(span.words) for span in (line.before, word, line.after))
    return f'<dd{kind}><a href="{where}">{passage.name}</a> {before}<b>{here}</b>{after}</dd>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _heading(letter: str) -> str:
    """The letter as a capital, if that is the capital of no other: in Turkish, I belongs to ı."""
    capital = letter.upper()
    return (capital if capital.lower() == letter else letter).replace("-", "–")


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", text)
