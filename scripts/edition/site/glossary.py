"""The glossary: from A to Z, and a page for each kind of term with every mention, or for each letter of a large kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from edition.locale.alphabet import find_initial, letter_of, make_sort_key
from edition.model.edition import Edition, Mention, Note, Question
from edition.model.editorial import TERM_KINDS, Term
from edition.model.prose import join_words
from edition.model.site import has_concordance
from edition.model.text import Span, find_occurrences, normalise
from edition.resolve import urls
from edition.resolve.kwic import find_first_word, stop_words
from edition.resolve.urls import Target
from edition.site.concordance import pages_of_words
from edition.site.linked_data import describe_terms
from edition.site.markdown import relative, said, words
from edition.site.page import Page, Part
from edition.site.render import render

Entry = tuple[str, Term, bool]
"""A line of a list from A to Z: what is shown, the term that it leads to, whether that is the term's own line."""


class ConcordanceLink(NamedTuple):
    """Where the concordance lists the lines with a term."""

    page: Target
    query: str


def glossary_pages(edition: Edition, site: str) -> Iterator[Page | Part]:
    """Build all pages of the glossary and their navigation; `site` is the URL of the site, empty if unknown."""
    kinds = {kind: [term for term in edition.terms.values() if term.kind == kind] for kind in TERM_KINDS}
    kinds = {kind: terms for kind, terms in kinds.items() if terms}
    yield _build_index(edition, list(kinds))
    labels = edition.interview.labels
    entries = [(labels.glossary, urls.GLOSSARY), *((labels[kind], urls.locate_terms(kind)) for kind in kinds)]
    yield Part("glossary/SUMMARY.md", render("navigation", edition, urls.GLOSSARY, entries=entries))
    finder = _Finder(edition)
    for kind, terms in kinds.items():
        by_letter: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            by_letter[term.letter].append(term)
        if "" not in by_letter:
            yield _build_letters(edition, kind, terms, site)
        for letter, some in by_letter.items():
            yield _build_terms(edition, urls.locate_terms(kind, letter), some, finder, site)


def _build_index(edition: Edition, kinds: Sequence[str]) -> Page:
    labels = edition.interview.labels
    own: list[tuple[str, Entry]] = [(term.sorted, (_headword(term), term, True)) for term in edition.terms.values()]
    body = render(
        "glossary",
        edition,
        urls.GLOSSARY,
        kinds=kinds,
        abbreviations=_find_abbreviations(edition),
        letters=_group_by_letter([*own, *_find_other_names(edition)]),
    )
    return Page(urls.GLOSSARY, labels.glossary, labels.glossary_about, body)


def _build_letters(edition: Edition, kind: str, terms: Sequence[Term], site: str) -> Page:
    """Build the list of a kind that has a page for each letter; the former URL of an entry leads to it here."""
    labels, here = edition.interview.labels, urls.locate_terms(kind)
    title = f"{labels.glossary}{labels.colon}{labels[kind]}"
    letters = _group_by_letter([(term.sorted, (_headword(term), term, True)) for term in terms])
    body = render("glossary_letters", edition, here, kind=kind, letters=letters)
    head = {"data": describe_terms(edition, kind, here, title, (), site)}
    return Page(here, title, labels.glossary_about, body, head, f"{kind}.yml")


def _build_terms(edition: Edition, here: Target, terms: Sequence[Term], finder: _Finder, site: str) -> Page:
    """Build the page of a kind, or of a letter of it: each term, what it is, its sources, where it is mentioned."""
    labels, kind = edition.interview.labels, terms[0].kind
    name = labels.colon.join(filter(None, (labels[kind], find_initial(terms[0].letter))))
    title = f"{labels.glossary}{labels.colon}{name}"
    write = partial(_write_mention, edition, here=here)
    body = render("glossary_terms", edition, here, name=name, terms=terms, find=finder, write_mention=write)
    head = {"data": describe_terms(edition, kind, here, title, terms, site)}
    return Page(here, title, labels.glossary_about, body, head, f"{kind}.yml")


def _group_by_letter(entries: Iterable[tuple[str, Entry]]) -> Mapping[str, Sequence[Entry]]:
    """Group entries, each with what it is sorted by, under their letters."""
    by_letter: dict[str, list[Entry]] = defaultdict(list)
    for sorting, entry in sorted(entries, key=lambda entry: make_sort_key(entry[0])):
        by_letter[find_initial(letter_of(sorting))].append(entry)
    return by_letter


def _headword(term: Term) -> str:
    """Return what a list of entries calls a term."""
    return term.sorted if term.kind == "people" else term.term


def _find_abbreviations(edition: Edition) -> Sequence[tuple[str, Term, str]]:
    """Return what the text and the notes abbreviate, with the full forms."""
    short = {}
    for term in edition.terms.values():
        for name in (*term.forms, *term.names):
            full = term.term if term.full in ("", name) else term.full
            if name.isupper() and name.isalpha() and len(name) > 1 and full != name:
                short[name] = (name, term, full)
    return [short[name] for name in sorted(short)]


def _find_other_names(edition: Edition) -> Iterator[tuple[str, Entry]]:
    """Return other names of the terms, if they begin with another word, so that readers look for them elsewhere."""
    for term in edition.terms.values():
        first = term.sorted.partition(" ")[0].casefold()
        for name in () if term.kind == "people" else term.other_names:
            if name.partition(" ")[0].casefold() != first:
                yield name, (name, term, False)


def _write_mention(edition: Edition, mention: Mention, here: Target) -> Markup:
    """Write the passage of a mention and its sentence, the mention itself in bold.

    In the template it would take twice as long; the glossary of a long interview has 50,000 of them.
    """
    span, sentence = mention.span, mention.span.sentence
    before, after = Span(span.passage, sentence.start, span.start), Span(span.passage, span.end, sentence.end)
    text = f"{words(before)}**{words(span)}**{words(after)}".strip()
    address = relative(urls.locate_passage(edition.question_of(span), span.passage), here)
    return Markup(f"[{span.name}]({address}) {said(text, edition.interview)}")


class _Finder:
    """Finds where the interview, the notes and the concordance have a term."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._pages = pages_of_words(edition)
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for question in edition.questions:
            for mention in question.mentions:
                self._mentions[mention.term.id].append(mention)
        searched = edition.questions if any(term.in_notes for term in edition.terms.values()) else ()
        self._bodies = [(one, note, normalise(join_words(note.body))) for one in searched for note in one.notes]

    def mentions(self, term: Term) -> Sequence[Mention]:
        """Find the mentions in the interview."""
        return self._mentions[term.id]

    def notes(self, term: Term) -> Sequence[tuple[Question, Note]]:
        """Find the notes that name a term."""
        forms = [normalise(form) for form in term.forms]
        return [
            (question, note)
            for question, note, body in self._bodies
            if any(form in body and any(True for _ in find_occurrences(form, body)) for form in forms)
        ]

    def lines(self, term: Term) -> ConcordanceLink | None:
        """Find the concordance's lines that begin with the term, or with a form of it that the text has."""
        if not has_concordance(self._edition):
            return None
        for form in map(normalise, term.forms):
            for mention in self._mentions[term.id]:
                passage, start = mention.span.passage, mention.span.start
                if not passage.matched.startswith(form, start):
                    continue
                end = start + len(form)
                if first := find_first_word(Span(passage, start, end), stop_words(self._edition)):
                    page = self._pages.get(first.key, urls.CONCORDANCE)
                    text = quote(passage.text[first.start : end])
                    return ConcordanceLink(page, f"?words={text}#{urls.make_anchor(first.key, 'w-')}")
        return None
