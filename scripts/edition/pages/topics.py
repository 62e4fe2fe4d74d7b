"""The topics: one page that shows questions × topics at a glance, and a page for each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..model import Edition, Page, Passage, Question, Topic, TopicUse
from .markdown import address, attributes, inline, link, literal, page
from .question import path_of

PATH = "topics/index.md"
AT_A_GLANCE = 15
"""Columns that a table can have before nobody takes it in at a glance."""
FIRST_WORDS = 12


def path_of_topic(topic: Topic) -> str:
    """Where the page of a topic stands below docs/."""
    return f"topics/{topic.id}.md"


def topic_pages(edition: Edition, source: str) -> Iterator[Page]:
    """All topic pages, the overview first; `source` is the path of topics.yml."""
    uses: dict[str, list[tuple[Question, TopicUse]]] = defaultdict(list)
    for question in edition.questions:
        for use in question.editorial.topics:
            uses[use.id].append((question, use))
    yield _overview(edition, uses, source)
    for topic in edition.topics.values():
        yield _topic_page(edition, topic, uses[topic.id], source)


def _overview(edition: Edition, uses: dict[str, list[tuple[Question, TopicUse]]], source: str) -> Page:
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.topics)}", literal(labels.topics_about)]
    if len(edition.questions) <= AT_A_GLANCE:
        heads = (f"[{q.number}]({address(path_of(q), PATH)} {_title(q.heading)})" for q in edition.questions)
        rows = [f"| {inline(labels.topics)} | {' | '.join(heads)} |", "|---" + "|:-:" * len(edition.questions) + "|"]
        for topic in edition.topics.values():
            marked = {question.number: (question, use) for question, use in uses[topic.id]}
            cells = (_cell(*marked[q.number]) if q.number in marked else " " for q in edition.questions)
            rows.append(f"| {link(topic.title, address(path_of_topic(topic), PATH))} | {' | '.join(cells)} |")
        blocks.append("\n".join(rows))
        blocks.append(f"{literal(labels.topics_legend)}\n{attributes('facts')}")
    blocks.append(
        "\n".join(
            f"- {link(topic.title, address(path_of_topic(topic), PATH))}: {inline(topic.summary)}"
            for topic in edition.topics.values()
        )
    )
    return page(PATH, labels.topics, labels.topics_about, source, "\n\n".join(blocks))


def _cell(question: Question, use: TopicUse) -> str:
    """● for a topic of the whole question, ○ for one of some passages, linked to the first."""
    first = question.about(use)[0].number
    sign = "○" if use.passages else "●"
    where = address(path_of(question), PATH, f"p{first}" if use.passages else "")
    return f"[{sign}]({where} {_title(question.heading)})"


def _title(text: str) -> str:
    return '"' + inline(text).replace('"', "&quot;") + '"'


def _topic_page(edition: Edition, topic: Topic, uses: list[tuple[Question, TopicUse]], source: str) -> Page:
    labels, path = edition.interview.labels, path_of_topic(topic)
    blocks = [
        f"# {inline(topic.title)}",
        f"**{inline(labels.topic_intro)}** {inline(topic.summary)}\n{attributes('editors summary')}",
    ]
    for question, use in uses:
        blocks.append(
            f"## {link(question.heading, address(path_of(question), path))} {attributes(id=f'q{question.number}')}"
        )
        if use.passages:
            blocks.append("\n".join(_excerpt(question, passage, path) for passage in question.about(use)))
        else:
            blocks.append(
                f"**{inline(labels.whole_question)}** {inline(question.editorial.summary)}\n{attributes('editors')}"
            )
    title = labels.topic_of.format(title=topic.title)
    return page(path, title, topic.summary, source, "\n\n".join(blocks), search=False)


def _excerpt(question: Question, passage: Passage, path: str) -> str:
    """The passage's number, linked, and its first words."""
    words = passage.text.split(maxsplit=FIRST_WORDS)
    opening = " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")
    where = address(path_of(question), path, f"p{passage.number}")
    return f"- [{question.number}.{passage.number}]({where}) “{inline(opening)}”"
