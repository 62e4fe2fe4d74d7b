"""source/glossary/KIND.yml: names and terms, each with the words by which the text mentions it."""

from __future__ import annotations

import yaml

from ..model import Term
from ..problems import Problem, quoted
from .fields import LANGUAGE, Fields, parse
from .folder import Document
from .notes import check_source
from .topics import ID

KEYS = ("id", "term", "full", "office", "also", "except", "lang", "search", "where", "definition", "source")
IN_NOTES = "notes"
LONGEST = 45
"""Words of a definition; more is an article."""


def read_terms(documents: tuple[Document, ...], problems: list[Problem]) -> tuple[Term, ...]:
    """The terms of all files, sorted as a reader looks them up."""
    terms: dict[str, Term] = {}
    for document in documents:
        node = parse(document.text, document.path, problems)
        if node is None:
            continue
        if not isinstance(node, yaml.SequenceNode):
            problems.append(
                Problem(
                    Fields(node, document.path, [], ()).start, "expected a list of terms, each beginning with “- id: …”"
                )
            )
            continue
        kind = document.path.rpartition("/")[2].removesuffix(".yml")
        for item in node.value:
            fields = Fields(item, document.path, problems, KEYS)
            term = _term(fields, kind)
            if term.id and term.id in terms:
                problems.append(
                    Problem(
                        fields.place_of("id"),
                        f"the id {quoted(term.id)} is taken (by {terms[term.id].place}); choose another",
                    )
                )
            elif term.id:
                terms[term.id] = term
    return tuple(sorted(terms.values(), key=lambda term: (term.term.casefold().lstrip("“‘\"'"), term.id)))


def _term(fields: Fields, kind: str) -> Term:
    name = fields.text("term")
    term = Term(
        id=fields.text("id"),
        kind=kind,
        term=name,
        full=fields.text("full", ""),
        office=fields.text("office", ""),
        forms=(name, *_texts(fields, "also")),
        exceptions=_texts(fields, "except"),
        lang=fields.text("lang", ""),
        definition=fields.text("definition"),
        source=fields.text("source"),
        search=_texts(fields, "search"),
        in_notes=(where := fields.text("where", "")) == IN_NOTES,
        place=fields.start,
    )
    if where and where != IN_NOTES:
        fields.report(
            fields.nodes["where"],
            f"{quoted(where)} is not known here; write {IN_NOTES} for a name that only the notes mention, else leave “where” out",
        )
    if term.id and not ID.fullmatch(term.id):
        fields.report(
            fields.nodes["id"], f"{quoted(term.id)} can't be an id; it is small letters a-z, digits and hyphens"
        )
    if term.lang and not LANGUAGE.fullmatch(term.lang):
        fields.report(fields.nodes["lang"], f"{quoted(term.lang)} is no language tag; it looks like fr, or zh-Hant")
    if (count := len(term.definition.split())) > LONGEST:
        fields.report(
            fields.nodes["definition"],
            f"the definition of {quoted(name)} has {count} words; {LONGEST} are enough. Shorten it",
        )
    if term.source:
        check_source(term.source, fields.place_of("source"), fields.problems)
    return term


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(
        filter(None, (fields.scalar(item, f"an entry of {quoted(key)}") for item in fields.items(key, required=False)))
    )
