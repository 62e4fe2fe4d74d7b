"""source/topics.yml: the controlled vocabulary of topics."""

from __future__ import annotations

import re

from ..model.editorial import Topic
from ..problems import Problems
from .fields import ID, Field, entries
from .folder import Document

TABLE = (
    Field("id", pattern=re.compile(f"(?!index$){ID.pattern}"), wrong="topic-id"),
    Field("title"),
    Field("summary"),
)


def read_topics(document: Document, problems: Problems) -> dict[str, Topic]:
    """The topics by id, in the order of the file."""
    topics: dict[str, Topic] = {}
    for entry in entries(document, TABLE, "topics", problems):
        topic = Topic(**entry.read(), place=entry.start)
        if topic.id in topics:
            entry.report("id", "topic-twice", id=topic.id, line=topics[topic.id].place.line)
        elif topic.id:
            topics[topic.id] = topic
    return topics
