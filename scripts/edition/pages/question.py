"""The page of one question: the question, the answer, and what the editors put around them."""

from __future__ import annotations

import html
import math

from ..labels import Labels
from ..model import Edition, Page, Question
from .citation import citations
from .markdown import Head, address, attributes, day, inline, link, literal, page
from .names import names_block
from .related import Relation
from .repository import Repository
from .turns import Setting, turns

CONTENTS = "questions/index.md"
LISTED = 60
"""Questions beyond which pages lead to the contents instead of listing them all."""
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute on average (Brysbaert,
“How many words do we read per minute?”, Journal of Memory and Language 109, 2019);
a little less for a text with notes."""


def path_of(question: Question) -> str:
    """Where the page of a question stands below docs/."""
    return f"questions/{question.editorial.name}.md"


def minutes(words: int) -> int:
    """How long a text of so many words takes to read, in minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def question_page(
    edition: Edition,
    question: Question,
    before: Question | None,
    after: Question | None,
    relations: tuple[Relation, ...],
    repository: Repository,
    head: Head | None = None,
) -> Page:
    """The page of `question`; `before` and `after` are its neighbours, `head` what it says to other machines."""
    labels, editorial = edition.interview.labels, question.editorial
    path = path_of(question)
    blocks = [
        _all_questions(edition, question, path),
        _heading(question, labels),
        f"**{inline(labels.summary)}** {inline(editorial.summary)}\n{attributes('editors summary')}",
        f"{facts(edition, question, path)}\n{attributes('editors facts')}",
        *turns(question, Setting(labels, repository)),
    ]
    blocks.append(names_block(question, labels))
    if relations:
        blocks.append(f"## {inline(labels.related)} {attributes('editors', 'related')}")
        blocks.append("\n".join(_relation(edition, relation, path) for relation in relations))
    blocks.append(_foot(edition, question, repository))
    blocks.append(_pager(edition, before, after, path))
    blocks.append(citations(edition, question, repository))
    return page(
        path,
        question.heading,
        editorial.summary,
        repository.path(editorial.place.path),
        "\n\n".join(filter(None, blocks)),
        head=head,
    )


def _all_questions(edition: Edition, question: Question, path: str) -> str:
    """Which of the questions this is, and the way to the others; of a long interview, to the contents."""
    labels = edition.interview.labels
    if len(edition.questions) > LISTED:
        count = labels.question_of.format(number=question.number, count=len(edition.questions))
        return f"{link(count, address(CONTENTS, path))}\n{attributes('facts')}"
    items = "\n".join(
        f"- **{other.number}**"
        if other is question
        else f"- [{other.number}]({address(path_of(other), path)}){attributes(title=other.heading)}"
        for other in edition.questions
    )
    return f'<nav class="nine" aria-label="{html.escape(labels.contents)}" markdown="1">\n\n{items}\n\n</nav>'


def _heading(question: Question, labels: Labels) -> str:
    """The title, which is the editors': without it the heading says “Question 3”."""
    count = f'<span class="count" data-label="{html.escape(labels.question)}">{question.number}</span>'
    return f'# {count}<span class="title editors">. {inline(question.editorial.title)}</span>'


def facts(edition: Edition, question: Question, path: str) -> str:
    """Reading time, words and topics of a question in one line, for the page at `path`."""
    labels = edition.interview.labels
    words = question.exchange.words
    topics = ", ".join(
        link(edition.topics[use.id].title, address(f"topics/{use.id}.md", path)) for use in question.editorial.topics
    )
    return " · ".join(
        (
            literal(labels.reading_time.format(minutes=minutes(words))),
            inline(labels.words.format(words=f"{words:,}")),
            f"{inline(labels.topics)}: {topics}",
        )
    )


def _relation(edition: Edition, relation: Relation, path: str) -> str:
    labels, reasons = edition.interview.labels, []
    if relation.topics:
        reasons.append(
            labels.related_topics.format(topics=", ".join(edition.topics[id].title for id in relation.topics))
        )
    if relation.names:
        reasons.append(labels.related_names.format(names=", ".join(term.term for term in relation.names)))
    return (
        f"- {link(relation.question.heading, address(path_of(relation.question), path))}: {inline('; '.join(reasons))}"
    )


def _foot(edition: Edition, question: Question, repository: Repository) -> str:
    """When the editors last looked, and where their text is mended."""
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    parts = []
    if reviewed:
        parts.append(literal(labels.reviewed.format(date=day(reviewed, labels))))
    if edit_address := repository.edit(repository.path(question.editorial.place.path)):
        parts.append(f"{inline(labels.page_tools)}: {link(labels.edit, edit_address)}")
    return f"{' '.join(parts)}\n{attributes('editors foot')}" if parts else ""


def _pager(edition: Edition, before: Question | None, after: Question | None, path: str) -> str:
    labels = edition.interview.labels
    links = [
        f"{link(f'{label}: {question.heading}', address(path_of(question), path))}{attributes(rel, rel=rel)}"
        for question, label, rel in ((before, labels.previous, "prev"), (after, labels.next, "next"))
        if question
    ]
    return f"{' '.join(links)}\n{attributes('pager')}" if links else ""
