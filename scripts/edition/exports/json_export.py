"""JSON for other programs: everything that the edition holds, as edition.schema.json describes it.

What the editors wrote about the interview stands below keys called `editors`, and nothing of it elsewhere. The version in `format`
changes its first number when something that a program may rely on is renamed, moved or taken away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from edition.exports import FILES, Export, make_address, write_json
from edition.model.edition import Edition, Note, Question
from edition.model.editorial import Provenance, Term
from edition.model.prose import Citation, join_words
from edition.model.text import name_passage
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.source.publication import Publication

FORMAT = "1.1"
SCHEMA = "edition.schema.json"
_SCHEMA = Path(__file__).with_name(SCHEMA)

Node = dict[str, Any]


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The interview as JSON, in UTF-8; with what the editors wrote if `noted`."""
    about, interview = colophon(edition, publication, noted), edition.interview
    provenance = interview.provenance
    document: Node = {
        "$schema": _describe_publication(publication, SCHEMA),
        "format": FORMAT,
        "id": about.identifier,
        "title": about.title,
        "about": list(about.lines),
        "rights": about.rights,
        "changed": about.changed.isoformat(),
        "address": about.address,
        "interview": {
            "title": provenance.title,
            "date": interview.date.isoformat(),
            "language": interview.language,
            "publisher": provenance.publisher,
            "published": provenance.published,
            "address": provenance.address,
            "received": provenance.received,
            "words": edition.words,
            "sha256": edition.fidelity.sha256,
            "transcript_sha256": edition.transcript.sha256,
            "original": _describe_original(provenance),
        },
        "speakers": [
            {"name": one.name, "sorted": one.sorted, "role": one.role, "about": one.about} for one in interview.speakers
        ],
        "questions": [_describe_question(edition, question, publication, noted) for question in edition.questions],
    }
    if noted:
        if about.licence:
            document["licence"] = about.licence
        document["editors"] = _describe_editors_text(edition, publication)
    return write_json(document)


def _describe_original(provenance: Provenance) -> Node | None:
    if not provenance.original:
        return None
    facts = {"file": provenance.original, "sha256": provenance.sha256, "made_with": provenance.made_with}
    return {name: value for name, value in facts.items() if value}


def _describe_question(edition: Edition, question: Question, publication: Publication, noted: bool) -> Node:
    editorial = question.editorial
    node: Node = {
        "number": question.number,
        "address": make_address(publication, urls.locate_question(question)),
        "passages": [
            {
                "passage": passage.name,
                "voice": passage.speaker.name,
                "text": passage.text,
                "time": passage.time,
                "address": make_address(publication, urls.locate_passage(question, passage)),
            }
            for passage in question.passages
        ],
    }
    if noted:
        node["editors"] = {
            "title": editorial.title if editorial.titled else "",
            "summary": editorial.summary,
            "reviewed": editorial.reviewed.isoformat() if editorial.reviewed else None,
            "topics": [{"topic": use.id, "passages": list(use.passages)} for use in editorial.topics],
            "headings": [
                {"before": name_passage(question.number, one.passage), "text": one.text} for one in editorial.signposts
            ],
            "notes": [_note(edition, question, note, publication) for note in question.notes],
            "mentions": [
                {"term": one.term.id, "passage": one.span.name, "start": one.span.start, "end": one.span.end}
                for one in question.mentions
            ],
        }
    return node


def _note(edition: Edition, question: Question, note: Note, publication: Publication) -> Node:
    return {
        "id": note.id,
        "number": note.number,
        "kind": note.kind,
        "label": edition.interview.labels[note.kind],
        "passage": note.span.name,
        "start": note.span.start,
        "end": note.span.end,
        "quote": note.span.words,
        "text": "\n\n".join(join_words((block,)) for block in note.body),
        "sources": _describe_sources(note.sources),
        "address": make_address(publication, urls.locate_note(question, note)),
    }


def _describe_sources(sources: Iterable[Citation]) -> list[Node]:
    return [
        {
            "text": join_words(one.inside),
            "title": one.title,
            "publisher": one.publisher,
            "date": one.date,
            "address": one.address,
        }
        for one in sources
    ]


def _describe_editors_text(edition: Edition, publication: Publication) -> Node:
    targets = urls.locate_events(edition.events)
    return {
        "topics": [{"id": one.id, "title": one.title, "summary": one.summary} for one in edition.topics.values()],
        "glossary": [_describe_term(one, publication) for one in edition.terms.values()],
        "timeline": [
            {
                "date": event.date,
                "text": event.dated.label,
                "passage": event.span.name,
                "start": event.span.start,
                "end": event.span.end,
                "quote": event.span.words,
                "sources": _describe_sources(event.dated.sources),
                "address": make_address(publication, targets[event]),
            }
            for event in edition.events
        ],
    }


def _describe_term(term: Term, publication: Publication) -> Node:
    return {
        "id": term.id,
        "kind": term.kind,
        "term": term.term,
        "names": list(term.other_names),
        "office": term.office,
        **{
            name: text
            for name in ("office_from", "office_to", "born", "died", "wikidata")
            if (text := getattr(term, name))
        },
        "definition": term.definition,
        "sources": _describe_sources(term.sources),
        "address": make_address(publication, urls.locate_term(term)),
    }


def _describe_publication(publication: Publication, name: str) -> str:
    """Where another file of the same folder is published; its name alone if that isn't known."""
    return f"{publication.site}made/{FILES}/{name}" if publication.site else name


def write_schema(_: Edition, publication: Publication) -> bytes:
    """What a program may rely on, as a JSON Schema (2020-12)."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return write_json({"$id": _describe_publication(publication, SCHEMA), **schema} if publication.site else schema)


EXPORTS = (
    Export("edition.json", "application/json", "json", partial(write, noted=True)),
    Export("interview.json", "application/json", "json", partial(write, noted=False), noted=False),
    Export(SCHEMA, "application/schema+json", "json", write_schema, said=False, noted=False),
)
