"""Web Annotations (https://www.w3.org/TR/annotation-model/): every note at its words, for programs that lay notes over a text.

Each note has two targets, the same words in interview.txt, where their place is counted in characters,
and on the page of the question, where it isn't: there the editors' marks stand between them.
"""

from __future__ import annotations

import json
import re
import uuid
from functools import partial
from typing import Any

from ..model.edition import Edition, Note, Question
from ..model.prose import Citation, words_of
from ..model.text import Span
from ..publication import Publication
from ..views import routes
from ..views.colophon import Colophon, colophon
from ..views.plain import Plain, plain
from ..views.said import Cited, Noted, Reading
from . import FILES, Export

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LICENCE = re.compile(r"https?://[!-~]+")
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What says how the part behind `#` of a page's address is to be understood."""
AROUND = 32
"""Characters before and behind the noted words that tell them from equal ones."""

Node = dict[str, Any]

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def write(edition: Edition, publication: Publication) -> bytes:
    """The notes as a collection of annotations with one page, in UTF-8."""
    about, text = colophon(edition, publication), plain(edition, publication)
    name = partial(_name, about.identifier, publication)
    notes = [(question, note) for question in edition.questions for note in question.notes]
    items = [_annotation(edition, question, note, publication, about, text) for question, note in notes]
    page: Node = {"id": name("page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection: Node = {
        "@context": CONTEXT,
        "id": name("collection"),
        "type": "AnnotationCollection",
        "label": about.title,
        "dc:description": about.lines,
        "dc:rights": about.rights,
        "total": len(items),
        "first": page,
        "last": page["id"],
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(
    edition: Edition, question: Question, note: Note, publication: Publication, about: Colophon, text: Plain
) -> Node:
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    licence = LICENCE.search(about.licence)
    return {
        "id": _name(about.identifier, publication, routes.note(question, note).address),
        "type": "Annotation",
        "motivation": "commenting",
        "label": labels.file_note.format(number=note.number, passage=note.span.name),
        "creator": {"type": "Organization", "name": labels.file_editors.format(edition=edition.interview.edition)},
        **({"modified": f"{reviewed.isoformat()}T00:00:00Z"} if reviewed else {}),
        **({"rights": licence[0]} if licence else {}),
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": labels[note.kind]},
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/plain",
                "value": "\n\n".join(words_of((block,)) for block in note.body),
            },
            *map(_source, note.sources),
        ],
        "target": [_in_text(note.span, text, publication), *_on_page(question, note.span, publication)],
    }


def _source(source: Citation) -> Node:
    """A source of the note as a body that links to it, or only names it."""
    words = words_of(source.inside)
    if not source.address:
        return {"type": "TextualBody", "purpose": "linking", "format": "text/plain", "value": words}
    return {"type": "SpecificResource", "purpose": "linking", "source": {"id": source.address, "label": words}}


def _in_text(span: Span, text: Plain, publication: Publication) -> Node:
    """The words in interview.txt, by their place and by what stands around them."""
    start, end = (text.starts[span.name] + place for place in (span.start, span.end))
    return {
        "source": f"{publication.site}made/{FILES}/interview.txt" if publication.site else "interview.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            _quote(text.text, start, end),
        ],
    }


def _on_page(question: Question, span: Span, publication: Publication) -> list[Node]:
    """The words on the page of the question, in the element of their passage."""
    if not publication.site:
        return []
    passage = routes.passage(question, span.passage)
    return [
        {
            "source": publication.site + passage.folder,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": FRAGMENT,
                "value": passage.anchor,
                "refinedBy": _quote(span.passage.text, span.start, span.end),
            },
        }
    ]


def _quote(text: str, start: int, end: int) -> Node:
    """The words with as much around them as no other place in the text has."""
    around = AROUND
    while (found := text.find(text[max(0, start - around) : end + around])) != max(0, start - around) or (
        text.find(text[max(0, start - around) : end + around], found + 1) >= 0
    ):
        around *= 2
    prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
    return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": prefix, "suffix": suffix}


def _name(identifier: str, publication: Publication, place: str) -> str:
    """What an annotation is called, in the whole world: its address, or a name made from the edition's."""
    return publication.site + place if publication.site else uuid.uuid5(uuid.NAMESPACE_URL, identifier + place).urn


def read(data: bytes) -> Reading:
    """The notes of a finished file."""
    return Reading(noted=tuple(map(_noted, json.loads(data)["first"]["items"])))


def _noted(node: Node) -> Noted:
    kind, comment, *sources = node["body"]
    numbers = _NUMBERS.findall(node["label"])
    selectors = node["target"][0]["selector"]
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind["value"],
        next(one["exact"] for one in selectors if one["type"] == "TextQuoteSelector"),
        " ".join(comment["value"].split()),
        tuple(map(_cited, sources)),
    )


def _cited(body: Node) -> Cited:
    if body["type"] == "TextualBody":
        return Cited(body["value"], "")
    return Cited(body["source"]["label"], body["source"]["id"])


EXPORTS = (Export("annotations.json", "application/ld+json", "annotations", write, read, said=False),)
