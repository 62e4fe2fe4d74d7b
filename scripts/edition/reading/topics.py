"""source/topics.yml: the controlled vocabulary of topics."""

from __future__ import annotations

import re

import yaml

from ..model import Topic
from ..problems import Problem, quoted
from .fields import Fields, parse
from .folder import Document

KEYS = ("id", "title", "summary")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an address may be made of: it becomes the name of a page."""


def read_topics(document: Document, problems: list[Problem]) -> tuple[Topic, ...] | None:
    """The topics in the order of the file; None when it can't be read."""
    node = parse(document.text, document.path, problems)
    if node is None:
        return None
    if not isinstance(node, yaml.SequenceNode):
        problems.append(
            Problem(
                Fields(node, document.path, [], ()).start, "expected a list of topics, each beginning with “- id: …”"
            )
        )
        return None
    topics: dict[str, Topic] = {}
    for item in node.value:
        fields = Fields(item, document.path, problems, KEYS)
        topic = Topic(fields.text("id"), fields.text("title"), fields.text("summary"), fields.start)
        if topic.id and (not ID.fullmatch(topic.id) or topic.id == "index"):
            fields.report(
                fields.nodes["id"],
                f"{quoted(topic.id)} can't be an id; it is small letters a-z, digits and hyphens, and not “index”",
            )
        elif topic.id in topics:
            fields.report(
                fields.nodes["id"],
                f"the topic {quoted(topic.id)} stands twice (first on line {topics[topic.id].place.line}); keep one",
            )
        elif topic.id:
            topics[topic.id] = topic
    return tuple(topics.values())
