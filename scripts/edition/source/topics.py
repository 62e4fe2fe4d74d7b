"""source/topics.yml: the controlled vocabulary of topics."""

from __future__ import annotations

import re

from edition.model.editorial import Topic
from edition.problems import Problems
from edition.source.fields import ID, Field, read_entries
from edition.source.files import Document

TABLE = (
    Field("id", pattern=re.compile(f"(?!index$){ID.pattern}"), wrong="topic-id"),
    Field("title"),
    Field("summary"),
)


def read_topics(document: Document, problems: Problems) -> dict[str, Topic] | None:
    """The topics by id, in the order of the file; None when they can't be read."""
    found = read_entries(document, TABLE, "topics", problems)
    topics: dict[str, Topic] = {}
    for entry in found or ():
        topic = Topic(**entry.read(), place=entry.start)
        if topic.id in topics:
            entry.report("id", "topic-twice", id=topic.id, line=topics[topic.id].place.line)
        elif topic.id:
            topics[topic.id] = topic
    return None if found is None else topics
