"""Questions use the topics of the vocabulary, all of them, each once."""

from __future__ import annotations

from ..model import Editorial, Topic
from ..problems import Problem, did_you_mean, quoted


def check_topics(
    topics: tuple[Topic, ...], editorials: tuple[Editorial, ...], every: bool, vocabulary: str, problems: list[Problem]
) -> None:
    """`every` editorial file could be read, so that a topic may be called unused; `vocabulary` is the path of topics.yml."""
    known = {topic.id for topic in topics}
    used: set[str] = set()
    for editorial in editorials:
        here: set[str] = set()
        for use in editorial.topics:
            if use.id in here:
                problems.append(Problem(use.place, f"the topic {quoted(use.id)} is named twice in this file; keep one"))
            elif use.id not in known:
                problems.append(
                    Problem(
                        use.place,
                        f"unknown topic {quoted(use.id)}{did_you_mean(use.id, known)}; correct it, or add it to {vocabulary}",
                    )
                )
            here.add(use.id)
        used |= here
    for topic in topics:
        if every and topic.id not in used:
            problems.append(
                Problem(
                    topic.place,
                    f"the topic {quoted(topic.id)} is used by no question; name it in a question file, or delete it here",
                )
            )
