"""The page of one question: the question, the answer, and what the editors put around them."""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..labels import Labels
from ..model import Edition, Note, Page, Passage, Question, Turn
from .citation import citations
from .markdown import Head, address, attributes, day, inline, link, literal, page
from .names import links_of, names_block
from .note import Linked, marked, note_block
from .related import Relation
from .repository import Repository

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
        *_turns(question, labels, repository),
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
        editorial.place.path,
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
    count = f'<span class="count" data-label="{html.escape(labels.question)}">{question.number}.</span>'
    return f'# {count} <span class="title editors">{inline(question.editorial.title)}</span>'


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


def _turns(question: Question, labels: Labels, repository: Repository) -> Iterator[str]:
    """Each turn under its speaker; each passage with its anchor, a signpost before and the notes after it."""
    signposts = {signpost.passage: signpost.text for signpost in question.editorial.signposts}
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in question.notes:
        notes[note.passage].append(note)
    links = links_of(question)
    for count, turn in enumerate(question.exchange.turns):
        anchor = ("question", "answer")[count] if count < 2 else f"turn-{count + 1}"
        yield f"## {inline(turn.speaker.label)} {attributes(f'voice {turn.speaker.role}', anchor)}"
        level = 3
        for passage in turn.passages:
            if passage.number in signposts:
                level = 4
                yield f"### {inline(signposts[passage.number])} {attributes('editors signpost', f's{passage.number}')}"
            here = notes.get(passage.number, [])
            yield passage_block(question, turn, passage, here, links.get(passage.number, []), labels, repository)
            yield from (note_block(note, question.number, labels, repository, level) for note in here)


def passage_block(
    question: Question,
    turn: Turn,
    passage: Passage,
    notes: Sequence[Note],
    links: Sequence[Linked],
    labels: Labels,
    repository: Repository,
) -> str:
    """A passage as a Markdown paragraph: its words, its number, its anchor.

    The number is a link without text, and so is the way to suggest a note; the style sheet
    shows them. So nothing but the source's words is found, copied or searched in a passage.
    """
    name = f"{question.number}.{passage.number}"
    words = marked(passage, notes, links, labels) if notes or links else literal(passage.text)
    marks = f'[](#p{passage.number}){{: .mark data-passage="{name}" aria-label="¶ {name}" }}'
    if form := repository.suggest(question.heading, name, passage.text):
        marks += f'[]({form}){{: .mark .suggest aria-label="{html.escape(labels.suggest.format(passage=name))}" }}'
    return f"{words}\n{marks}\n{{: #p{passage.number} .passage .{turn.speaker.role} }}"


def _relation(edition: Edition, relation: Relation, path: str) -> str:
    labels = edition.interview.labels
    reason = labels.related_topics.format(topics=", ".join(edition.topics[id].title for id in relation.topics))
    return f"- {link(relation.question.heading, address(path_of(relation.question), path))}: {inline(reason)}"


def _foot(edition: Edition, question: Question, repository: Repository) -> str:
    """When the editors last looked, and where their text is mended."""
    labels, reviewed = edition.interview.labels, question.editorial.reviewed
    parts = []
    if reviewed:
        parts.append(literal(labels.reviewed.format(date=day(reviewed, labels))))
    if edit_address := repository.edit(question.editorial.place.path):
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
