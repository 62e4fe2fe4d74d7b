"""Web Annotations (https://www.w3.org/TR/annotation-model/): every note at its words, for programs that lay notes over a text.

Each note has two targets, the same words in interview.txt, where their place is counted in characters,
and on the page of the question, where it isn't: there the editors' marks stand between them.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from edition.exports import FILES, Export, write_json
from edition.model.edition import Edition, Note, Question
from edition.model.prose import Citation, join_words
from edition.model.text import Span, find_occurrences
from edition.resolve import urls
from edition.resolve.colophon import Colophon, colophon
from edition.resolve.plain import Plain, plain
from edition.source.publication import Publication

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LICENCE = re.compile(r"https?://[!-~]+")
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What says how the part behind `#` of a page's address is to be understood."""
AROUND = 32
"""Characters before and behind the noted words that tell them from equal ones."""

BEGINNING = 24
"""Characters of noted words by which places are found where they may stand, too."""

Node = dict[str, Any]
Places = dict[str, list[int]]
"""Where some characters stand in a text."""


def write(edition: Edition, publication: Publication) -> bytes:
    """The notes as a collection of annotations with one page, in UTF-8."""
    about, text = colophon(edition, publication), plain(edition, publication)
    name = partial(_name, about.identifier, publication)
    notes = [(question, note) for question in edition.questions for note in question.notes]
    places = _find_beginnings(text.text, (_start(note.span, text) for _, note in notes))
    items = [_write_annotation(edition, question, note, publication, about, text, places) for question, note in notes]
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
    return write_json(collection)


def _write_annotation(
    edition: Edition,
    question: Question,
    note: Note,
    publication: Publication,
    about: Colophon,
    text: Plain,
    places: Places,
) -> Node:
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    licence = LICENCE.search(about.licence)
    return {
        "id": _name(about.identifier, publication, urls.locate_note(question, note).address),
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
                "value": "\n\n".join(join_words((block,)) for block in note.body),
            },
            *map(_write_source, note.sources),
        ],
        "target": [
            _select_in_text(note.span, text, places, publication),
            *_select_on_page(question, note.span, publication),
        ],
    }


def _write_source(source: Citation) -> Node:
    """A source of the note as a body that links to it, or only names it."""
    words = join_words(source.inside)
    if not source.address:
        return {"type": "TextualBody", "purpose": "linking", "format": "text/plain", "value": words}
    return {"type": "SpecificResource", "purpose": "linking", "source": {"id": source.address, "label": words}}


def _start(span: Span, text: Plain) -> int:
    return text.starts[span.name] + span.start


def _select_in_text(span: Span, text: Plain, places: Places, publication: Publication) -> Node:
    """The words in interview.txt, by their place and by what stands around them."""
    start = _start(span, text)
    end = start + span.end - span.start
    return {
        "source": f"{publication.site}made/{FILES}/interview.txt" if publication.site else "interview.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            _quote(text.text, start, end, places[text.text[start : start + BEGINNING]]),
        ],
    }


def _select_on_page(question: Question, span: Span, publication: Publication) -> list[Node]:
    """The words on the page of the question, in the element of their passage."""
    if not publication.site:
        return []
    passage = urls.locate_passage(question, span.passage)
    return [
        {
            "source": publication.site + passage.folder,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": FRAGMENT,
                "value": passage.anchor,
                "refinedBy": _quote(
                    span.passage.text, span.start, span.end, find_occurrences(span.words, span.passage.text)
                ),
            },
        }
    ]


def _find_beginnings(text: str, starts: Iterable[int]) -> Places:
    """Where the noted words may stand which begin at `starts`: the text is gone through once for all of them."""
    places: Places = {text[start : start + BEGINNING]: [] for start in starts}
    for at in range(len(text)):
        if (characters := text[at : at + BEGINNING]) in places:
            places[characters].append(at)
    return places


def _quote(text: str, start: int, end: int, places: Iterable[int]) -> Node:
    """The words with as much around them as no other place in the text has; `places` are those where they may stand."""
    others, around = [place for place in places if place != start], AROUND
    while others := list(_count_alike(text, start, end, others, around)):
        around *= 2
    prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
    return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": prefix, "suffix": suffix}


def _count_alike(text: str, start: int, end: int, others: Iterable[int], around: int) -> Iterator[int]:
    """Those of the other places that have the same words with the same around them."""
    before = min(start, around)
    words = text[start - before : end + around]
    return (place for place in others if place >= before and text.startswith(words, place - before))


def _name(identifier: str, publication: Publication, place: str) -> str:
    """What an annotation is called, in the whole world: its address, or a name made from the edition's."""
    return publication.site + place if publication.site else uuid.uuid5(uuid.NAMESPACE_URL, identifier + place).urn


EXPORTS = (Export("annotations.json", "application/ld+json", "annotations", write, said=False),)
