"""Names and terms on a question's page: linked at their first mention, explained at the page's end."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator

from ..labels import TERM_KINDS, Labels
from ..model import Question, Term
from .markdown import inline, link
from .note import Linked


def path_of_terms(kind: str) -> str:
    """Where the terms of a kind stand below docs/."""
    return f"glossary/{kind}.md"


def links_of(question: Question, explained: bool = True) -> dict[int, list[Linked]]:
    """By passage, the links from the first mention of each term to its explanation on the page, if there is one.

    Foreign words carry their language wherever they stand.
    """
    linked: set[str] = set() if explained else {mention.term.id for mention in question.mentions}
    links: dict[int, list[Linked]] = defaultdict(list)
    for mention in question.mentions:
        term = mention.term
        lang = f' lang="{term.lang}"' if term.lang else ""
        if term.id not in linked:
            linked.add(term.id)
            links[mention.passage].append(Linked(mention.start, mention.end, "[", f"](#t-{term.id}){{: .term{lang} }}"))
        elif lang:
            links[mention.passage].append(Linked(mention.start, mention.end, f"<span{lang}>", "</span>"))
    return links


def names_block(question: Question, labels: Labels) -> str:
    """The terms that the page mentions, by kind, to be opened; empty if there are none."""
    terms = {mention.term.id: mention.term for mention in question.mentions}
    if not terms:
        return ""
    groups = "\n\n".join(_groups(list(terms.values()), labels))
    return (
        f'<details class="names editors" id="names" markdown="1">\n'
        f"<summary>{html.escape(labels.names)} ({len(terms)})</summary>\n\n{groups}\n\n</details>"
    )


def explained(term: Term) -> str:
    """What a term is, in a line: full form, office, definition."""
    asides = "; ".join(filter(None, (term.full, term.office)))
    return f"**{inline(term.term)}**{f' ({inline(asides)})' if asides else ''}: {inline(term.definition)}"


def _groups(terms: list[Term], labels: Labels) -> Iterator[str]:
    for kind in TERM_KINDS:
        here = sorted((term for term in terms if term.kind == kind), key=lambda term: term.term.casefold())
        if here:
            yield f"**{inline(getattr(labels, kind))}**"
            yield "\n".join(
                f"- {explained(term)} {link(labels.every_mention, f'../{path_of_terms(kind)}#{term.id}')}\n    {{: #t-{term.id} }}"
                for term in here
            )
