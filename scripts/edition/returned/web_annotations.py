"""Web Annotations that were sent back (https://www.w3.org/TR/annotation-model/), as Hypothesis, Recogito and others save them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from edition.model.edition import Edition
from edition.model.text import Span, find_occurrences, normalise
from edition.problems import Place, Problems
from edition.returned import Remark
from edition.returned.drafts import escape_text


def read_remarks(data: bytes, edition: Edition, name: str, problems: Problems) -> Iterator[Remark]:
    """The annotations of the file called `name` that aren't the editors' own; what can't be placed is a problem.

    Raises ValueError if it is no JSON.
    """
    ours = edition.interview.labels.file_editors.format(edition=edition.interview.edition)
    for number, annotation in enumerate(_list_annotations(json.loads(data)), 1):
        creator = annotation.get("creator") or annotation.get("user") or "?"
        author = str(creator.get("name", "?") if isinstance(creator, dict) else creator)
        text = _read_text(annotation)
        if author == ours:
            continue
        place, said = Place(name, number), {"author": author, "text": " ".join(text.split())}
        if not text.strip():
            problems.warn(place, "comment-empty", **said)
            continue
        spans = {
            (span.name, span.start, span.end): span
            for one in _list_selectors(annotation)
            for span in _find_spans(one, edition)
        }
        if len(spans) == 1:
            paragraphs = (escape_text(" ".join(part.split())) for part in text.split("\n"))
            yield Remark(place, author, next(iter(spans.values())), tuple(paragraphs))
        else:
            problems.at(place, "comment-ambiguous" if spans else "comment-nowhere", **said)


def _list_annotations(node: Any) -> Iterator[dict[str, Any]]:
    """Every annotation in a list, a page or a collection."""
    if isinstance(node, list):
        for one in node:
            yield from _list_annotations(one)
    elif isinstance(node, dict) and "target" in node:
        yield node
    elif isinstance(node, dict):
        yield from _list_annotations([node[key] for key in ("items", "first", "rows", "annotations") if key in node])


def _read_text(annotation: dict[str, Any]) -> str:
    """What it says: its textual bodies that aren't tags."""
    bodies = annotation.get("body") or annotation.get("bodyValue") or annotation.get("text") or ""
    parts = bodies if isinstance(bodies, list) else [bodies]
    said = (part for part in parts if not (isinstance(part, dict) and part.get("purpose") == "tagging"))
    return "\n".join(str(part.get("value", "")) if isinstance(part, dict) else str(part) for part in said)


def _list_selectors(node: Any) -> Iterator[dict[str, Any]]:
    """Every quotation by which an annotation says what it is about."""
    if isinstance(node, dict):
        if node.get("type") == "TextQuoteSelector" and str(node.get("exact", "")).strip():
            yield node
        for key in ("target", "selector", "refinedBy"):
            yield from _list_selectors(node.get(key))
    elif isinstance(node, list):
        for one in node:
            yield from _list_selectors(one)


def _find_spans(selector: dict[str, Any], edition: Edition) -> Iterator[Span]:
    """Where the quoted words stand; of several places those with the words before and behind, if there are such."""
    exact, before, behind = (
        normalise(" ".join(str(selector.get(key) or "").split())) for key in ("exact", "prefix", "suffix")
    )
    found = [
        Span(passage, start, start + len(exact))
        for question in edition.questions
        for passage in question.passages
        for start in find_occurrences(exact, passage.matched)
    ]
    certain = [
        span
        for span in found
        if span.passage.matched[: span.start].rstrip().endswith(before)
        and span.passage.matched[span.end :].lstrip().startswith(behind)
    ]
    yield from certain if len(found) > 1 and certain else found
