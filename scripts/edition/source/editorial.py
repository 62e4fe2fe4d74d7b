"""source/questions/NN-slug.md: what the editors wrote about one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from edition.locale.labels import Labels
from edition.model.editorial import Editorial, Signpost, TopicUse
from edition.problems import Place, Problems
from edition.source.fields import Field, Fields, parse_edited
from edition.source.files import Document
from edition.source.notes import read_notes

TABLE = (
    Field("title", required=False),
    Field("summary", required=False),
    Field("topics", "node", required=False),
    Field("signposts", "node", required=False),
    Field("reviewed", "day", required=False),
    Field("was", "texts", required=False),
)

_NAME = re.compile(r"(\d{1,6})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_FENCE = re.compile(r"^---[ \t]*$", re.M)
_DASHES = re.compile(r"^(?!---[ \t]*$)[ \t]*(?:[–—]|(?:[-–—][ \t]*){2,})[ \t]*$", re.M)
"""What is typed, or made by a word processor, for the three hyphens of _FENCE."""
_FORMER = re.compile(r"\d{1,6}(?:-[a-z0-9]+)*")
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


def number_of(file_name: str) -> int | None:
    """The question that a file of this name is about: 3 for `03-second-world-war.md`."""
    name = _NAME.fullmatch(file_name)
    return int(name[1]) if name else None


def read_editorial(document: Document, labels: Labels, problems: Problems) -> Editorial | None:
    """An editorial file; None when its name has no number or its front matter can't be read."""
    file_name, top = document.path.rpartition("/")[2], Place(document.path, 1)
    number = number_of(file_name)
    if number is None:
        problems.at(top, "question-file-name", name=file_name)
        return None
    parts = split_front_matter(document, "title, summary and topics", problems)
    if parts is None:
        return None
    head, body = parts
    first_line = document.text.count("\n", 0, len(document.text) - len(body)) + 1
    annotations = read_notes(body, document.path, first_line, labels, problems)
    node = parse_edited(head, document.path, problems, first_line=2)
    if node is None:
        return None
    fields = Fields(node, document.path, TABLE, problems, first_line=2)
    values = fields.read()
    return Editorial(
        name=file_name.removesuffix(".md"),
        number=number,
        title=values["title"],
        summary=values["summary"],
        topics=tuple(_read_topic(fields, item) for item in fields.items("topics")),
        signposts=_read_signposts(fields),
        reviewed=values["reviewed"],
        annotations=annotations,
        place=top,
        was=tuple(_read_former_names(fields)),
    )


def split_front_matter(document: Document, keys: str, problems: Problems) -> tuple[str, str] | None:
    """What stands between the lines `---` at the beginning of a file, where its `keys` belong, and what stands below.

    None without them.
    """
    opening = _FENCE.match(document.text)
    closing = _FENCE.search(document.text, opening.end()) if opening else None
    if opening and closing:
        return document.text[opening.end() + 1 : closing.start()], document.text[closing.end() + 1 :]
    dashes = (_DASHES.search if opening else _DASHES.match)(document.text)
    if dashes:
        place = Place(document.path, 1 + document.text.count("\n", 0, dashes.start()))
        problems.at(place, "front-matter-dashes", text=dashes[0].strip())
    elif opening:
        problems.at(Place(document.path, 1), "front-matter-open")
    else:
        problems.at(Place(document.path, 1), "front-matter-missing", keys=keys)
    return None


def _read_topic(fields: Fields, item: yaml.Node) -> TopicUse:
    """`sanctions` (the whole question) or `sanctions: 3, 5-6` (those passages; all, where it can't be read which)."""
    place = fields.place(item)
    if isinstance(item, yaml.ScalarNode):
        return TopicUse(fields.scalar(item, "a topic"), (), place)
    pairs = item.value if isinstance(item, yaml.MappingNode) else []
    if len(pairs) != 1 or not isinstance(pairs[0][0], yaml.ScalarNode):
        fields.report(item, "topic-malformed")
        return TopicUse("", (), place)
    ((key, value),) = pairs
    passages: set[int] = set()
    for part in value.value.split(",") if isinstance(value, yaml.ScalarNode) else ["a list"]:
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last < first + 10_000:
            fields.report(value, "topic-passages", text=part.strip())
            return TopicUse(key.value, (), place)
        passages.update(range(first, last + 1))
    return TopicUse(key.value, tuple(sorted(passages)), place)


def _read_former_names(fields: Fields) -> Iterator[tuple[str, Place]]:
    """The names that the file had before, as its addresses have them."""
    for name, place in fields.texts_with_places("was"):
        if _FORMER.fullmatch(name):
            yield name, place
        else:
            fields.problems.at(place, "was-malformed", text=name)


def _read_signposts(fields: Fields) -> tuple[Signpost, ...]:
    found: dict[int, Signpost] = {}
    for key, value in fields.pairs("signposts"):
        number = fields.number(key, "the passage of a signpost")
        text = fields.scalar(value, "a signpost")
        if number is None or not text:
            continue
        if number in found:
            fields.report(key, "signpost-twice", passage=number)
        found[number] = Signpost(number, text, fields.place(key))
    return tuple(found[number] for number in sorted(found))
