"""Names and terms on a question's page: explained at the page's end, by kind."""

from __future__ import annotations

from collections.abc import Iterator

from edition.locale.labels import Labels
from edition.model.edition import Question
from edition.model.editorial import TERM_KINDS, Term
from edition.resolve import urls as routes
from edition.site.markdown import inline, link, relative


def names_block(question: Question, labels: Labels) -> str:
    """The terms that the page mentions, to be opened; empty if there are none."""
    if not question.mentions:
        return ""
    groups = "\n\n".join(_groups(question, labels))
    return (
        f'<details class="names editors" id="names" markdown="1">\n'
        f"<summary>{inline(labels.names)} ({len(question.terms)})</summary>\n\n{groups}\n\n</details>"
    )


def _groups(question: Question, labels: Labels) -> Iterator[str]:
    for kind in TERM_KINDS:
        terms = [term for term in question.terms.values() if term.kind == kind]
        if terms:
            yield f"**{inline(labels[kind])}**"
            terms.sort(key=lambda term: term.sorted.casefold())
            yield "\n".join(_entry(term, question, labels) for term in terms)


def _entry(term: Term, question: Question, labels: Labels) -> str:
    """What a term is, in a line: full form, office, definition."""
    asides = f" ({inline(term.asides)})" if term.asides else ""
    way = link(labels.every_mention, relative(routes.term(term), routes.question(question)))
    definition = f"{labels.colon}{inline(term.definition)}" if term.definition else ""
    return f"- **{inline(term.term)}**{asides}{definition} {way}\n    {{: #t-{term.id} }}"
