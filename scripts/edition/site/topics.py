"""The topics: one page that shows questions × topics at a glance, and a page for each topic."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from edition.locale.labels import Labels
from edition.model.edition import Edition, Question
from edition.model.editorial import Topic, TopicUse
from edition.model.text import Passage, Span
from edition.resolve import urls as routes
from edition.site.markdown import attributes, inline, link, literal, published, relative, said, words
from edition.site.page import Page

AT_A_GLANCE = 15
"""Columns that a table can have before nobody takes it in at a glance."""
FIRST_WORDS = 12

Uses = Sequence[tuple[Question, TopicUse]]


def topic_pages(edition: Edition) -> Iterator[Page]:
    """All topic pages, the overview first."""
    uses: dict[str, list[tuple[Question, TopicUse]]] = defaultdict(list)
    for question in edition.questions:
        for use in question.editorial.topics:
            uses[use.id].append((question, use))
    yield _overview(edition, uses)
    for topic in edition.topics.values():
        yield _topic_page(edition, topic, uses[topic.id])


def _overview(edition: Edition, uses: Mapping[str, Uses]) -> Page:
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.topics)}", literal(labels.topics_about)]
    if len(edition.questions) <= AT_A_GLANCE:
        blocks.append(f"{literal(labels.topics_legend)}\n{attributes('facts')}")
        blocks.append("\n".join(_table(edition, uses)))
    entries = (
        f"- {link(topic.title, relative(routes.topic(topic), routes.TOPICS))}: {inline(topic.summary)}"
        for topic in edition.topics.values()
    )
    return Page(routes.TOPICS, labels.topics, labels.topics_about, (*blocks, "\n".join(entries)))


def _table(edition: Edition, uses: Mapping[str, Uses]) -> Iterator[str]:
    """Questions × topics in HTML: Markdown has no headers for rows, which a screen reader says with each cell."""
    labels = edition.interview.labels
    yield '<div class="at-a-glance">\n<table class="topics">'
    yield f"<caption>{html.escape(labels.topics_table)}</caption>"
    yield f'<thead>\n<tr>\n<th scope="col">{html.escape(labels.topics)}</th>'
    for question in edition.questions:
        heading = html.escape(question.heading)
        rest = heading.removeprefix(str(question.number))
        where = published(routes.question(question), routes.TOPICS)
        yield f'<th scope="col"><a href="{where}" title="{heading}">{question.number}<span class="unseen">{rest}</span></a></th>'
    yield "</tr>\n</thead>\n<tbody>"
    for topic in edition.topics.values():
        where = published(routes.topic(topic), routes.TOPICS)
        yield f'<tr>\n<th scope="row"><a href="{where}">{html.escape(topic.title)}</a></th>'
        marked = {question.number: use for question, use in uses[topic.id]}
        for question in edition.questions:
            use = marked.get(question.number)
            yield _cell(question, use, labels) if use else "<td></td>"
        yield "</tr>"
    yield "</tbody>\n</table>\n</div>"


def _cell(question: Question, use: TopicUse, labels: Labels) -> str:
    """A link to the first passage, drawn by the style sheet as a circle, as full as the topic’s part of the question."""
    share, target, text = 100, routes.question(question), labels.topic_whole
    if use.passages:
        share = round(100 * len(use.passages) / len(question.passages))
        target = target.at(f"p{use.passages[0]}")
        label = labels.topic_passage if len(use.passages) == 1 else labels.topic_passages
        text = label.format(passages=labels.comma.join(map(str, use.passages)))
    where, text = published(target, routes.TOPICS), html.escape(text)
    return f'<td><a href="{where}" title="{text}" style="--share: {share}%"><span class="unseen">{text}</span></a></td>'


def _topic_page(edition: Edition, topic: Topic, uses: Uses) -> Page:
    labels, here = edition.interview.labels, routes.topic(topic)
    blocks = [
        f"# {inline(topic.title)}",
        f"**{inline(labels.topic_intro)}** {inline(topic.summary)}\n{attributes('editors summary')}",
    ]
    for question, use in uses:
        heading = link(question.heading, relative(routes.question(question), here))
        blocks.append(f"## {heading} {attributes(id=f'q{question.number}')}")
        if use.passages:
            blocks.append("\n\n".join(_excerpt(edition, question, passage, here) for passage in question.about(use)))
        else:
            whole = f"**{inline(labels.whole_question)}** {inline(question.editorial.summary)}".rstrip()
            blocks.append(f"{whole}\n{attributes('editors')}")
    return Page(here, labels.topic_of.format(title=topic.title), topic.summary, tuple(blocks))


def _excerpt(edition: Edition, question: Question, passage: Passage, here: routes.Target) -> str:
    """The passage's number, linked, its first words, and the editors' heading that it stands under."""
    labels, signpost = edition.interview.labels, question.signpost_of(passage)
    rest = passage.text.split(" ", FIRST_WORDS)[FIRST_WORDS:]
    end = len(passage.text) - sum(len(text) + 1 for text in rest)
    opening = words(Span(passage, 0, end)) + ("…" if rest else "")
    where = relative(routes.passage(question, passage), here)
    line = f"- [{passage.name}]({where}) {said(opening, edition.interview)}"
    if not signpost:
        return line
    return f"{line}\n\n    {inline(labels.under.format(signpost=signpost.text))}\n    {attributes('editors facts')}"
