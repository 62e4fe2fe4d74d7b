"""What the search page searches: the records of an edition in one file, and the stemmer of its language.

A browser fetches both when the search is used, makes its index of them, and from then on answers by
itself: docs/assets/js/finding.js. The file is laid out in columns, because it is smaller so when it is
compressed: those of a kind stand together.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from edition.exports import File
from edition.locale.labels import list_asking_words
from edition.model.edition import Edition
from edition.model.text import Span
from edition.resolve.quotes import ID_WORDS
from edition.resolve.urls import Target
from edition.site.search_records import KINDS, SPOKEN, Record, records

FOLDER = "search"
"""Where the files stand below docs/made/."""
_STEMMERS = Path(__file__).parent / "stemmers"
_NO_STEMMER = b"export const stemmer = (word) => word;\n"


def make_index_files(edition: Edition) -> tuple[File, ...]:
    """The records as JSON, and the script that takes the endings off words."""
    interview = edition.interview
    data = {
        "language": interview.language,
        "quiet": " ".join(interview.stop_words),
        "asking": " ".join(list_asking_words(interview.language)),
        "kinds": KINDS,
        **_columns(list(records(edition))),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return File("records.json", text.encode()), File("stemmer.js", _stemmer(interview.language))


def _columns(records: Sequence[Record]) -> dict[str, list[Any]]:
    """Each field of all records; what a browser can make again is left out, since the file has to be fetched.

    Pages and records are named by where they stand in their lists. Words of a passage are the place where
    they begin and their length: with the passage for `quoted`, and for a mention with the entry, its beginning
    counted from that of the mention before it.
    """
    pages = {page: number for number, page in enumerate(dict.fromkeys(record.target.folder for record in records))}
    places = {record.target: number for number, record in enumerate(records)}
    spoken = {record.text: number for number, record in enumerate(records) if record.kind == SPOKEN}
    return {
        "pages": list(pages),
        "kind": [KINDS.index(record.kind) for record in records],
        "page": [pages[record.target.folder] for record in records],
        "anchor": ["" if record.target.anchor == _anchor(record) else record.target.anchor for record in records],
        "title": [record.title for record in records],
        "text": [record.text for record in records],
        "quoted": [
            [spoken[record.quoted.passage.text], *_place(record.quoted)] if record.quoted else [] for record in records
        ],
        "full": [record.full for record in records],
        "names": [record.names for record in records],
        "sought": [record.sought for record in records],
        "mentions": [_mentions(record, places) for record in records],
    }


def _anchor(record: Record) -> str:
    """The anchor as it is made from the words by which one knows the record, if no other was taken."""
    if record.quoted:
        return f"n-{_joined(record.quoted.words, ID_WORDS)}"
    return _joined(record.title)


def _joined(words: str, most: int | None = None) -> str:
    """`the-well-known-article`: the Latin letters and digits of some words, up to `most` of them."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().replace("'", "").lower()
    return "-".join(re.findall("[a-z0-9]+", letters)[:most])


def _mentions(record: Record, places: Mapping[Target, int]) -> list[int]:
    numbers, before = [], 0
    for target, span in record.mentions:
        start, length = _place(span)
        numbers += [places[target], start - before, length]
        before = start
    return numbers


def _place(span: Span) -> tuple[int, int]:
    """Where the words begin and how long they are, in the units of UTF-16 by which a browser counts."""
    start, length = (len(text.encode("utf-16-le")) // 2 for text in (span.passage.text[: span.start], span.words))
    return start, length


def _stemmer(language: str) -> bytes:
    """The stemmer of a language such as `en` or `en-GB`; one that does nothing where there is none."""
    path = _STEMMERS / f"{language.partition('-')[0].lower()}.js"
    return path.read_bytes() if path.exists() else _NO_STEMMER
