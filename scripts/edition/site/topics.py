"""The topics: one page that shows questions × topics at a glance, and a page for each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from edition.model.edition import Edition, Question
from edition.model.editorial import Topic, TopicUse
from edition.model.text import Passage, Span
from edition.resolve import urls
from edition.resolve.urls import Target
from edition.site.markdown import published
from edition.site.page import Page
from edition.site.render import render

AT_A_GLANCE = 15
"""Columns that a table can have before nobody takes it in at a glance."""
FIRST_WORDS = 12

Uses = Sequence[tuple[Question, TopicUse]]


class Cell(NamedTuple):
    """What a question says about a topic."""

    target: Target
    label: str
    share: int
    """Of the question's passages, in per cent."""


def topic_pages(edition: Edition) -> Iterator[Page]:
    """Build all topic pages, the overview first."""
    uses: dict[str, list[tuple[Question, TopicUse]]] = defaultdict(list)
    for question in edition.questions:
        for use in question.editorial.topics:
            uses[use.id].append((question, use))
    yield _build_overview(edition, uses)
    for topic in edition.topics.values():
        yield _build_page(edition, topic, uses[topic.id])


def _build_overview(edition: Edition, uses: Mapping[str, Uses]) -> Page:
    labels, here = edition.interview.labels, urls.TOPICS
    cells = {}
    if len(edition.questions) <= AT_A_GLANCE:
        cells = {
            topic: {question.number: _describe_use(edition, question, use) for question, use in uses[topic]}
            for topic in edition.topics
        }
    body = render("topics", edition, here, cells=cells, published=lambda target: published(target, here))
    return Page(here, labels.topics, labels.topics_about, body)


def _describe_use(edition: Edition, question: Question, use: TopicUse) -> Cell:
    """Describe the link to the first passage about a topic."""
    labels, target = edition.interview.labels, urls.locate_question(question)
    if not use.passages:
        return Cell(target, labels.topic_whole, 100)
    label = labels.topic_passage if len(use.passages) == 1 else labels.topic_passages
    return Cell(
        target.at(f"p{use.passages[0]}"),
        label.format(passages=labels.comma.join(map(str, use.passages))),
        round(100 * len(use.passages) / len(question.passages)),
    )


def _build_page(edition: Edition, topic: Topic, uses: Uses) -> Page:
    here = urls.locate_topic(topic)
    body = render("topic", edition, here, topic=topic, uses=uses, begin=_cut)
    return Page(here, edition.interview.labels.topic_of.format(title=topic.title), topic.summary, body)


def _cut(passage: Passage) -> Span:
    """Return the first words of a passage."""
    rest = passage.text.split(" ", FIRST_WORDS)[FIRST_WORDS:]
    return Span(passage, 0, len(passage.text) - sum(len(text) + 1 for text in rest))
