"""source/glossary/KIND.yml: names and terms, each with the words by which the text mentions it."""

from __future__ import annotations

import re

from ..model.editorial import Term
from ..problems import Problems
from .fields import ID, LANGUAGE, Field, Fields, entries
from .folder import Document
from .prose import read_sources

TABLE = (
    Field("id", pattern=ID, wrong="id-malformed"),
    Field("term"),
    Field("full", required=False),
    Field("office", required=False),
    Field("also", "texts", required=False),
    Field("except", "texts", required=False),
    Field("lang", required=False, pattern=LANGUAGE, wrong="term-language"),
    Field("search", "texts", required=False),
    Field("where", required=False, pattern=re.compile("notes"), wrong="term-where"),
    Field("definition"),
    Field("source"),
)
LONGEST = 45
"""Words of a definition; more is an article."""


def read_terms(documents: tuple[Document, ...], problems: Problems) -> tuple[Term, ...]:
    """The terms of all files, sorted as a reader looks them up."""
    terms: dict[str, Term] = {}
    for document in documents:
        kind = document.path.rpartition("/")[2].removesuffix(".yml")
        for entry in entries(document, TABLE, "terms", problems) or ():
            term = _term(entry, kind)
            if term.id in terms:
                problems.at(entry.place_of("id"), "term-id-taken", id=term.id, place=terms[term.id].place)
            elif term.id:
                terms[term.id] = term
    return tuple(sorted(terms.values(), key=lambda term: (term.term.casefold().lstrip("“‘\"'"), term.id)))


def _term(entry: Fields, kind: str) -> Term:
    values = entry.read()
    if (count := len(values["definition"].split())) > LONGEST:
        entry.report("definition", "definition-long", term=values["term"], words=count, most=LONGEST)
    return Term(
        id=values["id"],
        kind=kind,
        term=values["term"],
        full=values["full"],
        office=values["office"],
        forms=(values["term"], *values["also"]),
        exceptions=values["except"],
        lang=values["lang"],
        definition=values["definition"],
        sources=read_sources(values["source"], entry.place_of("source"), entry.problems),
        search=values["search"],
        in_notes=values["where"] == "notes",
        place=entry.start,
    )
