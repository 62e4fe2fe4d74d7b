"""Questions use the topics of the vocabulary, and each topic leads to two places at least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edition.model.editorial import Editorial, Topic, TopicUse
from edition.problems import Problems, suggest_nearest
from edition.source.files import TOPICS


def check_topics(topics: Mapping[str, Topic], editorials: Sequence[Editorial], every: bool, problems: Problems) -> None:
    """`every` question has a file that could be read, so that a topic may be called unused.

    A topic that is misspelt or can't be read, or a file without topics, is the problem then, not what it makes unused.
    """
    uses: dict[str, list[TopicUse]] = {id: [] for id in topics}
    for editorial in editorials:
        every = every and bool(editorial.topics)
        here: set[str] = set()
        for use in editorial.topics:
            if not use.id:
                every = False
            elif use.id in here:
                problems.at(use.place, "topic-twice-in-file", id=use.id)
            elif use.id not in topics:
                every = False
                hint = suggest_nearest(use.id, topics)
                problems.at(use.place, "topic-unknown", id=use.id, hint=hint, vocabulary=TOPICS)
            else:
                uses[use.id].append(use)
            here.add(use.id)
    for topic in topics.values() if every else ():
        used = uses[topic.id]
        if not used:
            problems.at(topic.place, "topic-unused", id=topic.id)
        elif len(used) == 1 and len(used[0].passages) == 1:  # none named: the whole question
            problems.at(topic.place, "topic-used-once", id=topic.id, place=used[0].place)
