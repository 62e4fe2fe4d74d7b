"""Questions use the topics of the vocabulary, and each topic leads to two places at least."""

from __future__ import annotations

from ..model import Editorial, Topic, TopicUse
from ..problems import Problem, did_you_mean, quoted


def check_topics(
    topics: tuple[Topic, ...], editorials: tuple[Editorial, ...], every: bool, vocabulary: str, problems: list[Problem]
) -> None:
    """`every` question has a file that could be read, so that a topic may be called unused; `vocabulary` is the path of topics.yml.

    A misspelt topic, or a file without topics, is the problem then, not what it makes unused.
    """
    known = {topic.id for topic in topics}
    uses: dict[str, list[TopicUse]] = {id: [] for id in known}
    for editorial in editorials:
        every = every and bool(editorial.topics)
        here: set[str] = set()
        for use in editorial.topics:
            if use.id in here:
                problems.append(Problem(use.place, f"the topic {quoted(use.id)} is named twice in this file; keep one"))
            elif use.id not in known:
                every = False
                problems.append(
                    Problem(
                        use.place,
                        f"unknown topic {quoted(use.id)}{did_you_mean(use.id, known)}; correct it, or add it to {vocabulary}",
                    )
                )
            else:
                uses[use.id].append(use)
            here.add(use.id)
    if every:
        for topic in topics:
            _check_uses(topic, uses[topic.id], problems)


def _check_uses(topic: Topic, uses: list[TopicUse], problems: list[Problem]) -> None:
    if not uses:
        problems.append(
            Problem(
                topic.place,
                f"the topic {quoted(topic.id)} is used by no question; name it in a question file, or delete it here",
            )
        )
    elif len(uses) == 1 and len(uses[0].passages) == 1:  # none named: the whole question
        problems.append(
            Problem(
                topic.place,
                f"the topic {quoted(topic.id)} is used for one passage only ({uses[0].place}); a topic brings together "
                "at least two passages or questions: name it where else it belongs, or delete it in both files",
            )
        )
