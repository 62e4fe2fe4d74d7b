"""source/questions/NN-slug.md: what the editors wrote about one question."""

from __future__ import annotations

import re

import yaml

from ..labels import Labels
from ..model import Editorial, Signpost, TopicUse
from ..problems import Place, Problem, quoted
from .fields import Fields, parse
from .folder import Document
from .notes import read_notes

KEYS = ("title", "summary", "topics", "signposts", "reviewed")

_NAME = re.compile(r"(\d{1,6})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_FENCE = re.compile(r"^---[ \t]*$", re.M)
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


def number_of(file_name: str) -> int | None:
    """The question that a file of this name is about: 3 for `03-second-world-war.md`."""
    name = _NAME.fullmatch(file_name)
    return int(name[1]) or None if name else None


def read_editorial(document: Document, labels: Labels, problems: list[Problem]) -> Editorial | None:
    """An editorial file; None when its name has no number or its front matter can't be read."""
    file_name = document.path.rpartition("/")[2]
    number = number_of(file_name)
    if number is None:
        problems.append(
            Problem(
                Place(document.path, 1),
                f"{quoted(file_name)} doesn't begin with the number of a question; name it like 03-second-world-war.md (small letters a-z, digits, hyphens)",
            )
        )
        return None
    split = _front_matter(document, problems)
    if split is None:
        return None
    front, body = split
    first_line = document.text.count("\n", 0, len(document.text) - len(body)) + 1
    notes = read_notes(body, document.path, first_line, labels, problems)
    node = parse(front, document.path, problems, first_line=2)
    if node is None:
        return None
    fields = Fields(node, document.path, problems, KEYS, first_line=2)
    return Editorial(
        name=file_name.removesuffix(".md"),
        number=number,
        title=fields.text("title"),
        summary=fields.text("summary"),
        topics=tuple(filter(None, (_topic(fields, item) for item in fields.items("topics")))),
        signposts=_signposts(fields),
        reviewed=fields.date("reviewed") if "reviewed" in fields else None,
        notes=notes,
        place=Place(document.path, 1),
    )


def _front_matter(document: Document, problems: list[Problem]) -> tuple[str, str] | None:
    """The YAML between the two `---` lines that an editorial file begins with, and what follows them."""
    opening = _FENCE.match(document.text)
    closing = _FENCE.search(document.text, opening.end()) if opening else None
    if not opening:
        problems.append(
            Problem(
                Place(document.path, 1),
                "the file has to begin with a line “---”, then title, summary and topics, then “---” again",
            )
        )
        return None
    if not closing:
        problems.append(
            Problem(
                Place(document.path, 1),
                "the block that begins with “---” is never closed; put a line “---” below its last key",
            )
        )
        return None
    return document.text[opening.end() + 1 : closing.start()], document.text[closing.end() + 1 :]


def _topic(fields: Fields, item: yaml.Node) -> TopicUse | None:
    """`sanctions` (the whole question) or `sanctions: 3, 5-6` (those passages)."""
    place = fields.place(item)
    if isinstance(item, yaml.ScalarNode):
        topic = fields.scalar(item, "a topic")
        return TopicUse(topic, (), place) if topic else None
    if not isinstance(item, yaml.MappingNode) or len(item.value) != 1:
        fields.report(
            item, "a topic is written “- sanctions”, or “- sanctions: 3, 5-6” when only those passages are about it"
        )
        return None
    ((key, value),) = item.value
    passages: list[int] = []
    for part in value.value.split(",") if isinstance(value, yaml.ScalarNode) else ["?"]:
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last < first + 10_000:
            fields.report(value, f"{quoted(part)} names no passages; write them like “3, 5-6”")
            return None
        passages.extend(range(first, last + 1))
    return TopicUse(key.value, tuple(sorted(set(passages))), place)


def _signposts(fields: Fields) -> tuple[Signpost, ...]:
    found: dict[int, Signpost] = {}
    for key, value in fields.pairs("signposts"):
        number = fields.number(key, "the passage of a signpost")
        text = fields.scalar(value, "a signpost")
        if number is None or not text:
            continue
        if number in found:
            fields.report(key, f"two signposts before passage {number}; keep one of them")
        found[number] = Signpost(number, text, fields.place(key))
    return tuple(found[number] for number in sorted(found))
