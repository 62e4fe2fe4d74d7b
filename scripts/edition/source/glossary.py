"""source/glossary/KIND.yml: names and terms, each with the words by which the text mentions it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from edition.locale.alphabet import letter_of, make_sort_key
from edition.model.editorial import Term
from edition.problems import Problems
from edition.source.fields import ID, LANGUAGE, Field, Fields, read_entries
from edition.source.files import Document
from edition.source.notes import read_quote
from edition.source.prose import read_sources

TABLE = (
    Field("id", pattern=ID, wrong="id-malformed"),
    Field("term"),
    Field("full", required=False),
    Field("office", required=False),
    Field("also", "texts", required=False),
    Field("also_at", "texts", required=False),
    Field("except", "texts", required=False),
    Field("lang", required=False, pattern=LANGUAGE, wrong="term-language"),
    Field("names", "texts", required=False),
    Field("search", "texts", required=False),
    Field("sorted", required=False),
    Field("link", required=False, pattern=re.compile("never"), wrong="term-link"),
    Field("until", "day", required=False),
    Field("wikidata", required=False, pattern=re.compile("Q[1-9][0-9]*"), wrong="term-wikidata"),
    *(Field(name, "date", required=False) for name in ("born", "died", "office_from", "office_to")),
    Field("where", required=False, pattern=re.compile("notes"), wrong="term-where"),
    Field("definition", required=False),
    Field("source", required=False),
)
_NAMING = {"term", "also", "also_at", "where"}
"""Fields that say by which words an entry is mentioned, and where."""
LONGEST = 45
"""Words of a definition; more is an article."""
MOST = 150
"""Entries of a kind that one page has; of more, each letter has a page."""


def read_terms(documents: tuple[Document, ...], problems: Problems) -> tuple[Term, ...]:
    """The terms of all files, sorted as a reader looks them up."""
    terms: dict[str, Term] = {}
    for document in documents:
        kind = document.path.rpartition("/")[2].removesuffix(".yml")
        for entry in read_entries(document, TABLE, "terms", problems) or ():
            term = _read_term(entry, kind)
            if term.id in terms:
                problems.at(entry.place_of("id"), "term-id-taken", id=term.id, place=terms[term.id].place)
            elif term.id and term.term:
                terms[term.id] = term
    return tuple(sorted(_divide_by_letter(terms.values()), key=lambda term: (make_sort_key(term.sorted), term.id)))


def _divide_by_letter(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms, those of a large kind with their letters; not in a script in which nearly every word has one of its own."""
    for _, some in groupby(sorted(terms, key=lambda term: term.kind), key=lambda term: term.kind):
        of_a_kind = [(term, letter_of(term.sorted)) for term in some]
        cut = MOST < len(of_a_kind) > 3 * len({letter for _, letter in of_a_kind})
        yield from (replace(term, letter=letter) if cut else term for term, letter in of_a_kind)


def _read_term(entry: Fields, kind: str) -> Term:
    values = entry.read()
    if (count := len(values["definition"].split())) > LONGEST:
        entry.report("definition", "definition-long", term=values["term"], words=count, most=LONGEST)
    if bool(values["definition"]) != bool(values["source"]):
        missing, given = ("source", "definition") if values["definition"] else ("definition", "source")
        if missing not in entry.mistaken:
            facts = {"term": values["term"], "missing": missing, "given": given}
            entry.problems.at(entry.place_of(given), "definition-alone", **facts)
    return Term(
        id=values["id"],
        kind=kind,
        term=values["term"],
        full=values["full"],
        office=values["office"],
        forms=() if entry.mistaken & _NAMING else (values["term"], *values["also"]),
        by_hand=tuple(read_quote(words, place, "term") for words, place in entry.texts_with_places("also_at")),
        exceptions=values["except"],
        lang=values["lang"],
        definition=values["definition"],
        sources=read_sources(values["source"], entry.place_of("source"), entry.problems),
        names=values["names"],
        search=values["search"],
        sorted=values["sorted"] or values["term"].lstrip("“‘\"'"),
        linked=not values["link"],
        until=values["until"],
        in_notes=values["where"] == "notes",
        place=entry.start,
        **{name: values[name] for name in ("wikidata", "born", "died", "office_from", "office_to")},
    )
