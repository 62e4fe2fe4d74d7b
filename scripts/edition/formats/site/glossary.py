"""The glossary: from A to Z, and a page for each kind of term with every mention."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from ...model.edition import Edition, Mention
from ...model.editorial import TERM_KINDS, Term
from ...model.prose import words_of
from ...model.text import Span, comparable, occurrences
from ...views import routes
from ...views.routes import Target
from ...views.sections import has_concordance
from ...views.words import first_word, stop_words, without_accents
from .concordance import pages_of_words, word_anchor
from .linked_data import terms_data
from .markdown import attributes, inline, link, literal, quotation, relative, said, words
from .page import Page, Part
from .prose import sources

Mentions = dict[str, list[Mention]]
"""By the id of their term."""


def glossary_pages(edition: Edition) -> Iterator[Page | Part]:
    """All pages of the glossary and their navigation."""
    mentions: Mentions = defaultdict(list)
    for question in edition.questions:
        for mention in question.mentions:
            mentions[mention.term.id].append(mention)
    kinds = {kind: [term for term in edition.terms.values() if term.kind == kind] for kind in TERM_KINDS}
    kinds = {kind: terms for kind, terms in kinds.items() if terms}
    yield _index(edition, list(kinds))
    yield _navigation(edition, list(kinds))
    notes, pages = _notes_by_body(edition), pages_of_words(edition)
    for kind, terms in kinds.items():
        yield _kind_page(edition, kind, terms, mentions, notes, pages)


def _navigation(edition: Edition, kinds: Sequence[str]) -> Part:
    labels = edition.interview.labels
    entries = [(labels.glossary, routes.GLOSSARY), *((labels[kind], routes.terms(kind)) for kind in kinds)]
    lines = (f"* {link(title, relative(target, routes.GLOSSARY))}" for title, target in entries)
    return Part("glossary/SUMMARY.md", ("\n".join(lines),))


def _index(edition: Edition, kinds: Sequence[str]) -> Page:
    labels = edition.interview.labels
    ways = " · ".join(link(labels[kind], relative(routes.terms(kind), routes.GLOSSARY)) for kind in kinds)
    blocks = [f"# {inline(labels.glossary)}", literal(labels.glossary_about), ways, _abbreviations(edition)]
    by_letter: dict[str, list[str]] = defaultdict(list)
    for shown, line in sorted((*_headwords(edition), *_see(edition)), key=lambda entry: without_accents(entry[0])):
        letter = next((char for char in without_accents(shown) if char.isalnum()), "#").upper()
        by_letter["0–9" if letter.isdigit() else letter].append(line)
    anchors = {letter: f"letter-{number}" for number, letter in enumerate(by_letter, 1)}
    links = " ".join(f'<a href="#{anchor}">{html.escape(letter)}</a>' for letter, anchor in anchors.items())
    blocks.append(f'<nav class="letters" aria-label="{html.escape(labels.concordance_letters)}">{links}</nav>')
    blocks.append('<div class="columns" markdown="1">')
    for letter, lines in by_letter.items():
        blocks += (f"## {inline(letter)} {attributes(id=anchors[letter])}", "\n".join(lines))
    return Page(routes.GLOSSARY, labels.glossary, labels.glossary_about, (*blocks, "</div>"))


def _abbreviations(edition: Edition) -> str:
    """What the text and the notes abbreviate, with the full forms."""
    short = {}
    for term in edition.terms.values():
        for name in (*term.forms, *term.names):
            full = term.term if term.full in ("", name) else term.full
            if name.isupper() and name.isalpha() and len(name) > 1 and full != name:
                short[name] = f"- {link(name, _way(term))} {inline(full)}"
    label = edition.interview.labels.abbreviations.format(count=len(short))
    return _to_open(label, [short[name] for name in sorted(short)]) if short else ""


def _headwords(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each entry, by what it is sorted by, as a line of the list."""
    labels = edition.interview.labels
    for term in edition.terms.values():
        shown = term.sorted if term.kind == "people" else term.term
        yield term.sorted, f"- {link(shown, _way(term))} · {inline(labels[term.kind])}"


def _see(edition: Edition) -> Iterator[tuple[str, str]]:
    """Other names of the entries, where a reader would look for them in vain: those that begin with another word."""
    see = inline(edition.interview.labels.see)
    for term in edition.terms.values():
        first = term.sorted.partition(" ")[0].casefold()
        for name in () if term.kind == "people" else term.other_names:
            if name.partition(" ")[0].casefold() != first:
                yield name, f"- {inline(name)} · {see.replace(inline('{term}'), link(term.term, _way(term)))}"


def _way(term: Term) -> str:
    return relative(routes.term(term), routes.GLOSSARY)


def _kind_page(
    edition: Edition,
    kind: str,
    terms: Sequence[Term],
    mentions: Mentions,
    notes: dict[str, str],
    pages: Mapping[str, Target],
) -> Page:
    labels = edition.interview.labels
    blocks = [f"# {inline(labels[kind])}"]
    for term in terms:
        blocks += _entry(edition, term, mentions[term.id], notes, pages)
    title = f"{labels.glossary}: {labels[kind]}"
    head = {"data": terms_data(edition, kind, title, terms)}
    return Page(routes.terms(kind), title, labels.glossary_about, tuple(blocks), head)


def _entry(
    edition: Edition, term: Term, mentions: Sequence[Mention], notes: dict[str, str], pages: Mapping[str, Target]
) -> Iterator[str]:
    """A term, what it is, whence, and where it is mentioned."""
    labels = edition.interview.labels
    lang = {"lang": term.lang} if term.lang else {}
    about = " ".join(filter(None, (f"*{inline(term.asides)}.*" if term.asides else "", inline(term.definition))))
    yield f"## {inline(term.term)} {attributes(id=term.id, **lang)}"
    yield f"{about}\n{attributes('editors')}" if about else ""
    if names := [name for name in term.other_names if name != term.full]:
        yield f"{literal(labels.other_names.format(names=', '.join(names)))}\n{attributes('editors facts')}"
    if term.sources:
        yield f"{inline(labels.sources)}: {sources(term.sources)}\n{attributes('editors facts')}"
    if mentions:
        yield _to_open(labels.mentions.format(count=len(mentions)), [_sentence(edition, m) for m in mentions])
    if term.in_notes:
        lines = [line for line, body in notes.items() if _names(term, body)]
        yield _to_open(labels.named_in_notes.format(count=len(lines)), lines)
    yield _in_concordance(edition, term, mentions, pages)


def _notes_by_body(edition: Edition) -> dict[str, str]:
    """Each note as a line of a list, with the text in which names are looked for."""
    found = {}
    for question in edition.questions:
        for note in question.notes:
            where = relative(routes.note(question, note), routes.GLOSSARY)
            line = f"- [{note.span.name}]({where}) {quotation(words(note.span), edition.interview.labels)}"
            found[line] = comparable(words_of(note.body))
    return found


def _names(term: Term, body: str) -> bool:
    """Whether a note names the term."""
    return any(form in body and any(True for _ in occurrences(form, body)) for form in map(comparable, term.forms))


def _to_open(summary: str, lines: Sequence[str]) -> str:
    """A list that is closed until it is wanted."""
    items = "\n".join(lines)
    return f'<details class="mentions" markdown="1">\n<summary>{inline(summary)}</summary>\n\n{items}\n\n</details>'


def _in_concordance(edition: Edition, term: Term, mentions: Sequence[Mention], pages: Mapping[str, Target]) -> str:
    """The way to the lines of the concordance that begin with the term, or with a form of it that the text has."""
    if not has_concordance(edition):
        return ""
    for form in map(comparable, term.forms):
        for mention in mentions:
            passage, start = mention.span.passage, mention.span.start
            if not passage.matched.startswith(form, start):
                continue
            end = start + len(form)
            if first := first_word(Span(passage, start, end), stop_words(edition)):
                where = relative(pages.get(first.key, routes.CONCORDANCE), routes.terms(term.kind))
                query = f"?words={quote(passage.text[first.start : end])}#{word_anchor(first.key)}"
                return f"[{inline(edition.interview.labels.in_concordance)}]({where}{query})\n{attributes('facts')}"
    return ""


def _sentence(edition: Edition, mention: Mention) -> str:
    span = mention.span
    sentence = span.sentence
    before, after = Span(span.passage, sentence.start, span.start), Span(span.passage, span.end, sentence.end)
    sentence_said = f"{words(before)}**{words(span)}**{words(after)}".strip()
    where = relative(routes.passage(edition.question_of(span), span.passage), routes.terms(mention.term.kind))
    return f"- [{span.name}]({where}) {said(sentence_said, edition.interview)}"
