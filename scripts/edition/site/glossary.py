"""The glossary: from A to Z, and a page for each kind of term with every mention, or for each letter of a large kind."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from edition.locale.alphabet import heading_of, letter_of, sorted_as
from edition.model.edition import Edition, Mention, Note, Question
from edition.model.editorial import TERM_KINDS, Term
from edition.model.prose import words_of
from edition.model.site import has_concordance
from edition.model.text import Span, comparable, occurrences
from edition.resolve import urls as routes
from edition.resolve.kwic import first_word, stop_words
from edition.resolve.urls import Target
from edition.site.concordance import pages_of_words, word_anchor
from edition.site.linked_data import terms_data
from edition.site.markdown import attributes, inline, link, literal, quotation, relative, said, words
from edition.site.page import Page, Part
from edition.site.prose import sources

Mentions = dict[str, list[Mention]]
"""By the id of their term."""
Bodies = Sequence[tuple[Question, Note, str]]
"""The text of each note, in which names are looked for."""


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
    notes, pages = _bodies(edition), pages_of_words(edition)
    for kind, terms in kinds.items():
        by_letter: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            by_letter[term.letter].append(term)
        if "" not in by_letter:
            yield _kind_index(edition, kind, terms)
        for letter, some in by_letter.items():
            yield _kind_page(edition, routes.terms(kind, letter), some, mentions, notes, pages)


def _navigation(edition: Edition, kinds: Sequence[str]) -> Part:
    labels = edition.interview.labels
    entries = [(labels.glossary, routes.GLOSSARY), *((labels[kind], routes.terms(kind)) for kind in kinds)]
    lines = (f"* {link(title, relative(target, routes.GLOSSARY))}" for title, target in entries)
    return Part("glossary/SUMMARY.md", ("\n".join(lines),))


def _index(edition: Edition, kinds: Sequence[str]) -> Page:
    labels = edition.interview.labels
    ways = " · ".join(link(labels[kind], relative(routes.terms(kind), routes.GLOSSARY)) for kind in kinds)
    blocks = [f"# {inline(labels.glossary)}", literal(labels.glossary_about), ways, _abbreviations(edition)]
    blocks += _by_letter(edition, (*_headwords(edition), *_see(edition)))
    return Page(routes.GLOSSARY, labels.glossary, labels.glossary_about, tuple(blocks))


def _by_letter(edition: Edition, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines of a list, each with what it is sorted by, under their letters."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for shown, line in sorted(entries, key=lambda entry: sorted_as(entry[0])):
        by_letter[heading_of(letter_of(shown))].append(line)
    anchors = {letter: f"letter-{number}" for number, letter in enumerate(by_letter, 1)}
    links = " ".join(f'<a href="#{anchor}">{html.escape(letter)}</a>' for letter, anchor in anchors.items())
    label = html.escape(edition.interview.labels.concordance_letters)
    yield f'<nav class="letters" aria-label="{label}">{links}</nav>'
    yield '<div class="columns" markdown="1">'
    for letter, lines in by_letter.items():
        yield f"## {inline(letter)} {attributes(id=anchors[letter])}"
        yield "\n".join(lines)
    yield "</div>"


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
        yield term.sorted, f"- {link(_shown(term), _way(term))} · {inline(labels[term.kind])}"


def _shown(term: Term) -> str:
    """What a list of entries calls it."""
    return term.sorted if term.kind == "people" else term.term


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


def _kind_index(edition: Edition, kind: str, terms: Sequence[Term]) -> Page:
    """All entries of a kind that has a page for each letter; an address of one from before leads to it here."""
    labels, here = edition.interview.labels, routes.terms(kind)
    title = f"{labels.glossary}{labels.colon}{labels[kind]}"
    lines = [(t.sorted, f"- {link(_shown(t), relative(routes.term(t), here))}{attributes(id=t.id)}") for t in terms]
    blocks = (f"# {inline(labels[kind])}", *_by_letter(edition, lines))
    return Page(
        here, title, labels.glossary_about, blocks, {"data": terms_data(edition, kind, here, title, ())}, f"{kind}.yml"
    )


def _kind_page(
    edition: Edition,
    here: Target,
    terms: Sequence[Term],
    mentions: Mentions,
    notes: Bodies,
    pages: Mapping[str, Target],
) -> Page:
    labels, kind, letter = edition.interview.labels, terms[0].kind, terms[0].letter
    name = labels.colon.join(filter(None, (labels[kind], heading_of(letter))))
    blocks = [f"# {inline(name)}"]
    for term in terms:
        blocks += _entry(edition, term, mentions[term.id], notes, pages)
    title = f"{labels.glossary}{labels.colon}{name}"
    head = {"data": terms_data(edition, kind, here, title, terms)}
    return Page(here, title, labels.glossary_about, tuple(blocks), head, f"{kind}.yml")


def _entry(
    edition: Edition, term: Term, mentions: Sequence[Mention], notes: Bodies, pages: Mapping[str, Target]
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
        yield f"{inline(labels.sources)}{labels.colon}{sources(term.sources)}\n{attributes('editors facts')}"
    if mentions:
        yield _to_open(labels.mentions.format(count=len(mentions)), [_sentence(edition, m) for m in mentions])
    if term.in_notes:
        here = routes.term(term)
        lines = [
            f"- [{note.span.name}]({relative(routes.note(question, note), here)}) {quotation(words(note.span), labels)}"
            for question, note, body in notes
            if _names(term, body)
        ]
        yield _to_open(labels.named_in_notes.format(count=len(lines)), lines)
    yield _in_concordance(edition, term, mentions, pages)


def _bodies(edition: Edition) -> Bodies:
    if not any(term.in_notes for term in edition.terms.values()):
        return ()
    return [(one, note, comparable(words_of(note.body))) for one in edition.questions for note in one.notes]


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
                where = relative(pages.get(first.key, routes.CONCORDANCE), routes.term(term))
                query = f"?words={quote(passage.text[first.start : end])}#{word_anchor(first.key)}"
                return f"[{inline(edition.interview.labels.in_concordance)}]({where}{query})\n{attributes('facts')}"
    return ""


def _sentence(edition: Edition, mention: Mention) -> str:
    span = mention.span
    sentence = span.sentence
    before, after = Span(span.passage, sentence.start, span.start), Span(span.passage, span.end, sentence.end)
    sentence_said = f"{words(before)}**{words(span)}**{words(after)}".strip()
    where = relative(routes.passage(edition.question_of(span), span.passage), routes.term(mention.term))
    return f"- [{span.name}]({where}) {said(sentence_said, edition.interview)}"
