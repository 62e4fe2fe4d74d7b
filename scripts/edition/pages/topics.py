"""The topics: one page that shows questions × topics at a glance, and a page for each topic."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator

from ..labels import Labels
from ..model import Edition, Page, Passage, Question, Topic, TopicUse
from .markdown import address, attributes, inline, link, literal, page, published
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
        blocks.append(f"{literal(labels.topics_legend)}\n{attributes('facts')}")
        blocks.append("\n".join(_table(edition, uses)))
    blocks.append(
        "\n".join(
            f"- {link(topic.title, address(path_of_topic(topic), PATH))}: {inline(topic.summary)}"
            for topic in edition.topics.values()
        )
    )
    return page(PATH, labels.topics, labels.topics_about, source, "\n\n".join(blocks))


def _table(edition: Edition, uses: dict[str, list[tuple[Question, TopicUse]]]) -> Iterator[str]:
    """Questions × topics in HTML: Markdown has no headers for rows, which a screen reader says with each cell."""
    labels = edition.interview.labels
    yield '<div class="at-a-glance">\n<table class="topics">'
    yield f"<caption>{html.escape(labels.topics_table)}</caption>"
    yield f'<thead>\n<tr>\n<th scope="col">{html.escape(labels.topics)}</th>'
    for question in edition.questions:
        heading = html.escape(question.heading)
        rest = heading.removeprefix(str(question.number))
        where = published(path_of(question), PATH)
        yield f'<th scope="col"><a href="{where}" title="{heading}">{question.number}<span class="unseen">{rest}</span></a></th>'
    yield "</tr>\n</thead>\n<tbody>"
    for topic in edition.topics.values():
        where = published(path_of_topic(topic), PATH)
        yield f'<tr>\n<th scope="row"><a href="{where}">{html.escape(topic.title)}</a></th>'
        marked = {question.number: (question, use) for question, use in uses[topic.id]}
        for question in edition.questions:
            yield _cell(*marked[question.number], labels) if question.number in marked else "<td></td>"
        yield "</tr>"
    yield "</tbody>\n</table>\n</div>"


def _cell(question: Question, use: TopicUse, labels: Labels) -> str:
    """A link to the first passage, drawn by the style sheet as a circle, as full as the topic’s part of the question."""
    if not use.passages:
        share, where, text = 100, published(path_of(question), PATH), labels.topic_whole
    else:
        share = round(100 * len(use.passages) / len(tuple(question.exchange.passages)))
        where = published(path_of(question), PATH, f"p{use.passages[0]}")
        label = labels.topic_passage if len(use.passages) == 1 else labels.topic_passages
        text = label.format(passages=", ".join(map(str, use.passages)))
    text = html.escape(text)
    return f'<td><a href="{where}" title="{text}" style="--share: {share}%"><span class="unseen">{text}</span></a></td>'


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
    return page(path, title, topic.summary, source, "\n\n".join(blocks))


def _excerpt(question: Question, passage: Passage, path: str) -> str:
    """The passage's number, linked, and its first words."""
    words = passage.text.split(maxsplit=FIRST_WORDS)
    opening = " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")
    where = address(path_of(question), path, f"p{passage.number}")
    return f"- [{question.number}.{passage.number}]({where}) “{inline(opening)}”"
