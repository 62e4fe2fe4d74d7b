"""The page of one question: the question, the answer, and what the editors put around them."""

from __future__ import annotations

import math

from edition.locale.labels import Labels, speed_in
from edition.model.edition import Edition, Question
from edition.resolve import urls as routes
from edition.resolve.cards import alt, picture_of
from edition.resolve.urls import Target
from edition.site.citation import highwire
from edition.site.cite import cite_block
from edition.site.linked_data import question_data, said_by_editors
from edition.site.markdown import attribute, attributes, inline, link, literal, relative
from edition.site.names import names_block
from edition.site.page import Head, Page
from edition.site.passage_pages import excerpt
from edition.site.passages import Setting, turns
from edition.site.relations import Relation
from edition.source.publication import Publication


def question_page(
    edition: Edition,
    question: Question,
    neighbours: tuple[Question | None, Question | None],
    relations: tuple[Relation, ...],
    publication: Publication,
    contents: Target = routes.CONTENTS,
) -> Page:
    """The page of `question`; `neighbours` are the questions before and after it, `contents` where those list it."""
    labels, here = edition.interview.labels, routes.question(question)
    return Page(
        here,
        question.heading,
        said_by_editors(edition, question) or excerpt(_first_words(question)),
        (
            _heading(question, labels),
            _about(edition, question),
            *turns(question, Setting(edition, here, publication)),
            names_block(question, labels),
            *_related(edition, question, relations),
            _foot(edition, question, publication),
            _all_questions(edition, question, contents),
            _pager(edition, question, neighbours),
            cite_block(edition, question, publication),
        ),
        _head(edition, question, publication.site),
    )


def _first_words(question: Question) -> str:
    """The first paragraph that somebody says, and no heading above it; else empty."""
    return next((one.text for one in question.passages if one.speaker.role != "heading"), "")


def _head(edition: Edition, question: Question, site: str) -> Head:
    """What the page says of itself to other machines."""
    card = {"card": question.editorial.name, "card_alt": alt(edition.interview, question.heading)}
    return {
        "type": "article",
        **({} if edition.is_long else card),
        "references": f"cite/q{question.number}",
        "cite": highwire(edition.interview, question),
        "data": question_data(edition, question, picture_of(edition, question), site),
    }


def _all_questions(edition: Edition, question: Question, contents: Target) -> str:
    """Which of the questions this is, and the way to the others; of a long interview, to the contents."""
    labels, here = edition.interview.labels, routes.question(question)
    if edition.is_long:
        count = (
            labels.question_of.format(number=question.number, count=edition.asked)
            if question.number
            else labels.contents
        )
        return f"{link(count, relative(contents, here))}\n{attributes('facts')}"
    items = "\n".join(
        f"- **{other.number}**"
        if other is question
        else f'- [{other.number}<span class="title editors unseen">. {inline(other.editorial.title)}</span>]({relative(routes.question(other), here)})'
        for other in edition.questions
    )
    return f'<nav class="question-numbers" aria-label="{attribute(labels.contents)}" markdown="1">\n\n{items}\n\n</nav>'


def _heading(question: Question, labels: Labels) -> str:
    """The title, which is the editors': without it the heading says “Question 3”."""
    return f"# {numbered_title(question, labels)}"


def numbered_title(question: Question, labels: Labels) -> str:
    """Number and title for a heading; a title that is the question's first words is not the editors'."""
    title, editors = inline(question.editorial.title), " editors" if question.editorial.titled else ""
    if not question.number:
        return f'<span class="title">{title}</span>'
    count = f'<span class="count" data-label="{attribute(labels.question)}">{question.number}</span>'
    return f'{count}<span class="title{editors}">. {title}</span>'


def _about(edition: Edition, question: Question) -> str:
    """The editors' summary and the topics, closed, so that the interview's own words come first."""
    labels = edition.interview.labels
    about = " · ".join(filter(None, (reading_time(edition, question), _topics(edition, question))))
    if not question.editorial.summary:
        return f"{about}\n{attributes('editors facts')}"
    label = " · ".join((labels.about_question, *_minutes(edition, question.exchange.words, "minutes")))
    return (
        f'<details class="about editors" markdown="1">\n<summary>{inline(label)}</summary>\n\n'
        f"{literal(question.editorial.summary)}\n{attributes('summary')}\n\n"
        f"{about}\n{attributes('facts')}\n\n</details>"
    )


def reading_time(edition: Edition, question: Question) -> str:
    """How long a question takes to read, and how many words it has."""
    return words_to_read(edition, question.exchange.words)


def words_to_read(edition: Edition, words: int) -> str:
    """The same of so many words."""
    labels = edition.interview.labels
    time = map(literal, _minutes(edition, words, "reading_time"))
    return " · ".join((*time, inline(labels.words.format(words=labels.number(words)))))


def _minutes(edition: Edition, words: int, label: str) -> tuple[str, ...]:
    """How long so many words take to read, in minutes, at least one; nothing if nobody knows of their language."""
    speed = speed_in(edition.interview.language)
    return (edition.interview.labels[label].format(minutes=max(1, math.ceil(words / speed))),) if speed else ()


def _topics(edition: Edition, question: Question) -> str:
    """The topics of a question, each a link."""
    here = routes.question(question)
    links = (
        link(edition.topics[use.id].title, relative(routes.topic(use.id), here)) for use in question.editorial.topics
    )
    labels = edition.interview.labels
    return f"{inline(labels.topics)}{labels.colon}{labels.comma.join(links)}" if question.editorial.topics else ""


def _related(edition: Edition, question: Question, relations: tuple[Relation, ...]) -> tuple[str, ...]:
    """The related questions, each with its reason."""
    labels, items = edition.interview.labels, []
    for relation in relations:
        topics = labels.comma.join(edition.topics[id].title for id in relation.topics)
        names = labels.comma.join(term.term for term in relation.names)
        reasons = [labels.related_topics.format(topics=topics)] if topics else []
        reasons += [labels.related_names.format(names=names)] if names else []
        where = relative(routes.question(relation.question), routes.question(question))
        items.append(f"- {link(relation.question.heading, where)}{labels.colon}{inline('; '.join(reasons))}")
    return (f"## {inline(labels.related)} {attributes('editors', 'related')}", "\n".join(items)) if items else ()


def _foot(edition: Edition, question: Question, publication: Publication) -> str:
    """When the editors last looked, and where their text is mended."""
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    parts: list[str] = [literal(labels.reviewed.format(date=labels.day(reviewed)))] if reviewed else []
    if question.notes and (address := publication.history(question.editorial.place.path)):
        parts.append(f"{link(labels.changes, address)}{labels.stop}")
    if question.editorial.written and (address := publication.edit(question.editorial.place, line=False)):
        parts.append(f"{inline(labels.page_tools)}{labels.colon}{link(labels.edit, address)}")
    return f"{' '.join(parts)}\n{attributes('editors foot')}" if parts else ""


def _pager(edition: Edition, question: Question, neighbours: tuple[Question | None, Question | None]) -> str:
    labels, here = edition.interview.labels, routes.question(question)
    links = [
        f"[{inline(label)}{labels.colon}{numbered_title(other, labels)}]({relative(routes.question(other), here)}){attributes(rel, rel=rel)}"
        for other, label, rel in zip(neighbours, (labels.previous, labels.next), ("prev", "next"), strict=True)
        if other
    ]
    return f"{' '.join(links)}\n{attributes('pager')}" if links else ""
