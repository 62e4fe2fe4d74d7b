"""The page of one question: the question, the answer, and what the editors put around them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from markupsafe import Markup

from edition.locale.labels import find_reading_speed
from edition.model.edition import Edition, Question
from edition.model.editorial import TERM_KINDS, Term
from edition.resolve import urls
from edition.resolve.cards import describe_card, find_card_image
from edition.resolve.urls import Target
from edition.site.citation import citations, highwire
from edition.site.linked_data import question_data, said_by_editors
from edition.site.markdown import inline, literal
from edition.site.page import Head, Page
from edition.site.passage_pages import excerpt
from edition.site.passages import Setting
from edition.site.relations import Relation
from edition.site.render import render
from edition.source.publication import Publication


def make_question_page(
    edition: Edition,
    question: Question,
    neighbours: tuple[Question | None, Question | None],
    relations: tuple[Relation, ...],
    publication: Publication,
    contents: Target = urls.CONTENTS,
) -> Page:
    """Make the page of `question`; `neighbours` are the questions before and after it, `contents` lists it."""
    labels, here, editorial = edition.interview.labels, urls.locate_question(question), question.editorial
    directions = zip(neighbours, (labels.previous, labels.next), ("prev", "next"), strict=True)
    body = render(
        "question",
        edition,
        here,
        question=question,
        setting=Setting(edition, publication),
        about_question=" · ".join((labels.about_question, *_minutes(edition, question.exchange.words, "minutes"))),
        time_and_words=reading_time(edition, question),
        topics=[edition.topics[use.id] for use in editorial.topics],
        names=list(_group_terms(question)),
        related=[(relation.question, _give_reasons(edition, relation)) for relation in relations],
        history=question.notes and publication.history(editorial.place.path),
        edit=editorial.written and publication.edit(editorial.place, line=False),
        contents=contents,
        neighbours=[direction for direction in directions if direction[0]],
        citations=citations(edition, question, publication.site and publication.site + here.address),
        whole=f"q{question.number}",
    )
    description = said_by_editors(edition, question) or excerpt(_first_words(question))
    return Page(here, question.heading, description, body, _head(edition, question, publication.site))


def _first_words(question: Question) -> str:
    """The first paragraph that somebody says, and no heading above it; else empty."""
    return next((one.text for one in question.passages if one.speaker.role != "heading"), "")


def _head(edition: Edition, question: Question, site: str) -> Head:
    """What the page says of itself to other machines."""
    card = {"card": question.editorial.name, "card_alt": describe_card(edition.interview, question.heading)}
    return {
        "type": "article",
        **({} if edition.is_long else card),
        "references": f"cite/q{question.number}",
        "cite": highwire(edition.interview, question),
        "data": question_data(edition, question, find_card_image(edition, question), site),
    }


def reading_time(edition: Edition, question: Question) -> Markup:
    """How long a question takes to read, and how many words it has."""
    return words_to_read(edition, question.exchange.words)


def words_to_read(edition: Edition, words: int) -> Markup:
    """The same of so many words."""
    labels = edition.interview.labels
    time = map(literal, _minutes(edition, words, "reading_time"))
    return Markup(" · ".join((*time, inline(labels.words.format(words=labels.number(words))))))


def _minutes(edition: Edition, words: int, label: str) -> tuple[str, ...]:
    """How long so many words take to read, in minutes, at least one; nothing if nobody knows of their language."""
    speed = find_reading_speed(edition.interview.language)
    return (edition.interview.labels[label].format(minutes=max(1, math.ceil(words / speed))),) if speed else ()


def _group_terms(question: Question) -> Iterator[tuple[str, list[Term]]]:
    """Sort the terms that the page mentions by kind, and each kind as a reader looks them up."""
    terms = sorted(question.terms.values(), key=lambda term: term.sorted.casefold())
    groups = ((kind, [term for term in terms if term.kind == kind]) for kind in TERM_KINDS)
    return ((kind, group) for kind, group in groups if group)


def _give_reasons(edition: Edition, relation: Relation) -> str:
    """Why a question is related."""
    labels = edition.interview.labels
    topics = labels.comma.join(edition.topics[id].title for id in relation.topics)
    names = labels.comma.join(term.term for term in relation.names)
    reasons = [labels.related_topics.format(topics=topics)] if topics else []
    reasons += [labels.related_names.format(names=names)] if names else []
    return "; ".join(reasons)
