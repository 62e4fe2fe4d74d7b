"""The glossary: from A to Z, and a page for each kind of term with every mention."""

from __future__ import annotations

import functools
import html
import re
from collections import defaultdict
from collections.abc import Iterator

from ..checking.matching import folded, occurrences
from ..labels import TERM_KINDS
from ..model import Edition, Mention, Note, Page, Question, Term
from .concordance import PATH as CONCORDANCE
from .concordance import address_of, has_concordance, stop_words
from .linked import terms_data
from .markdown import MADE_BY, address, attributes, inline, link, literal, page
from .names import path_of_terms
from .question import path_of

PATH = "glossary/index.md"

_END = re.compile(r"(?<=[.?!…])[\"”’')]*\s+(?=[\"“‘(]?[^\W\d_a-z])")
"""Where a sentence ends: a closing mark, white space, a capital."""
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Prof)\.$")


def glossary_pages(edition: Edition, source: str) -> Iterator[Page]:
    """All pages of the glossary and their navigation. `source` is its folder."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for question in edition.questions:
        for mention in question.mentions:
            mentions[mention.term.id].append(mention)
    yield _index(edition, source)
    yield _navigation(edition, source)
    for kind in TERM_KINDS:
        terms = [term for term in edition.terms if term.kind == kind]
        if terms:
            yield _kind_page(edition, kind, terms, mentions, f"{source}/{kind}.yml")


def _kinds(edition: Edition) -> list[str]:
    """The kinds that there are terms of."""
    return [kind for kind in TERM_KINDS if any(term.kind == kind for term in edition.terms)]


def _navigation(edition: Edition, source: str) -> Page:
    labels = edition.interview.labels
    entries = [(labels.glossary, PATH), *((getattr(labels, kind), path_of_terms(kind)) for kind in _kinds(edition))]
    lines = "\n".join(f"* {link(title, address(path, PATH))}" for title, path in entries)
    return Page("glossary/SUMMARY.md", f"<!-- {MADE_BY} from {source} -->\n\n{lines}\n")


def _index(edition: Edition, source: str) -> Page:
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.glossary)}", literal(labels.glossary_about)]
    blocks.append(
        " · ".join(link(getattr(labels, kind), address(path_of_terms(kind), PATH)) for kind in _kinds(edition))
    )
    by_letter: dict[str, list[Term]] = defaultdict(list)
    for term in edition.terms:
        letter = next((char for char in term.term if char.isalnum()), "#").upper()
        by_letter["0–9" if letter.isdigit() else letter].append(term)
    for letter, terms in by_letter.items():
        blocks.append(f"## {inline(letter)}")
        blocks.append(
            "\n".join(
                f"- {link(term.term, address(path_of_terms(term.kind), PATH, term.id))} · {inline(getattr(labels, term.kind))}"
                for term in terms
            )
        )
    return page(PATH, labels.glossary, labels.glossary_about, source, "\n\n".join(blocks))


def _kind_page(edition: Edition, kind: str, terms: list[Term], mentions: dict[str, list[Mention]], source: str) -> Page:
    labels, path = edition.interview.labels, path_of_terms(kind)
    title = getattr(labels, kind)
    blocks = [f"# {inline(title)}"]
    for term in terms:
        lang = {"lang": term.lang} if term.lang else {}
        blocks.append(f"## {inline(term.term)} {attributes(id=term.id, **lang)}")
        asides = "; ".join(filter(None, (term.full, term.office)))
        blocks.append(f"{f'*{inline(asides)}.* ' if asides else ''}{inline(term.definition)}\n{attributes('editors')}")
        if term.search:
            names = literal(labels.other_names.format(names=", ".join(term.search)))
            blocks.append(f"{names}\n{attributes('editors facts')}")
        blocks.append(f"{inline(labels.sources)}: {term.source}\n{attributes('editors facts')}")
        blocks.append(_noted(edition, term, path) if term.in_notes else _mentions(edition, mentions[term.id], path))
        blocks.append(_in_concordance(edition, term, mentions[term.id], path))
    full_title = f"{labels.glossary}: {title}"
    body = "\n\n".join(filter(None, blocks))
    data = terms_data(edition, kind, full_title, terms)
    return page(path, full_title, labels.glossary_about, source, body, head={"data": data})


def _mentions(edition: Edition, mentions: list[Mention], path: str) -> str:
    """Every sentence with the term, by question."""
    lines = [_sentence(edition.questions[mention.question - 1], mention, path) for mention in mentions]
    return _folded(edition.interview.labels.mentions.format(count=len(mentions)), lines)


def _noted(edition: Edition, term: Term, path: str) -> str:
    """Every note that mentions the term, by the words that it is about."""
    forms = [folded(form) for form in term.forms]
    lines = []
    for question in edition.questions:
        for note in question.notes:
            body = _body(note)
            if any(form in body and any(True for _ in occurrences(form, body)) for form in forms):
                where = address(path_of(question), path, note.id)
                lines.append(f"- [{question.number}.{note.passage}]({where}) “{inline(note.text.quote)}”")
    return _folded(edition.interview.labels.named_in_notes.format(count=len(lines)), lines)


@functools.lru_cache(maxsize=1024)
def _body(note: Note) -> str:
    """Its words as names are looked for in them; every name of the notes asks for them."""
    return folded(note.text.body)


def _folded(summary: str, lines: list[str]) -> str:
    """A list that is folded away until it is wanted."""
    items = "\n".join(lines)
    return (
        f'<details class="mentions" markdown="1">\n<summary>{html.escape(summary)}</summary>\n\n{items}\n\n</details>'
    )


def _in_concordance(edition: Edition, term: Term, mentions: list[Mention], path: str) -> str:
    """The way to the lines of the concordance that begin with the term, or with a form of it that the text has."""
    if not has_concordance(edition):
        return ""
    left_out = stop_words(edition)
    for form in map(folded, term.forms):
        for mention in mentions:
            text = _text_of(edition.questions[mention.question - 1], mention)
            if not folded(text).startswith(form, mention.start):
                continue
            if there := address_of(text, mention.start, mention.start + len(form), left_out):
                way = f"[{inline(edition.interview.labels.in_concordance)}]({address(CONCORDANCE, path)}{there})"
                return f"{way}\n{attributes('facts')}"
    return ""


def _text_of(question: Question, mention: Mention) -> str:
    """Of the passage with the mention."""
    return next(passage.text for passage in question.exchange.passages if passage.number == mention.passage)


def _sentence(question: Question, mention: Mention, path: str) -> str:
    text = _text_of(question, mention)
    start, end = sentence_around(text, mention.start, mention.end)
    where = address(path_of(question), path, f"p{mention.passage}")
    marked = f"{inline(text[start : mention.start])}**{inline(text[mention.start : mention.end])}**{inline(text[mention.end : end])}"
    return f'- [{question.number}.{mention.passage}]({where}) <span class="said">“{marked.strip()}”</span>'


@functools.lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[int, ...]:
    """Where the sentences of a passage begin, and where the last one ends."""
    ends = (m.end() for m in _END.finditer(text) if not _TITLE.search(text, max(0, m.start() - 6), m.start()))
    return (0, *ends, len(text))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence (or sentences) with `text[start:end]` begins and ends."""
    cuts = _sentences(text)
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    return first, len(text[:last].rstrip())
