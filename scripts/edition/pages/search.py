"""The search: the page with its form, and the records of all that it finds.

The text is searched passage by passage, and notes, glossary and timeline entry by entry, so
that a result leads to the very place and says whose words it is.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..labels import Labels
from ..model import Edition, Mention, Page, Passage, Question, Record, Term
from .markdown import attributes, inline, literal, page, readable
from .timeline import anchors_of, written

PATH = "search/index.md"
KINDS = ("interview", "notes", "glossary", "timeline")


def search_page(edition: Edition, source: str) -> Page:
    """The form and the place for what is found; assets/search.js does the rest."""
    labels = edition.interview.labels
    names = (labels.search_interview, labels.search_notes, labels.glossary, labels.timeline)
    whose = (("", labels.search_all), ("interview", labels.search_interview), ("editors", labels.search_editors))
    choices = "".join(
        f'<label><input type="radio" name="by" value="{value}"{"" if value else " checked"}> {html.escape(name)}<span></span></label>\n'
        for value, name in whose
    )
    said = {
        name: getattr(labels, f"search_{name}") for name in ("none", "found", "some", "more", "also", "failed")
    }  # what the script says
    words = " ".join(f'data-{name}="{html.escape(text)}"' for name, text in said.items())
    titles = " ".join(f'data-{kind}="{html.escape(name)}"' for kind, name in zip(KINDS, names, strict=True))
    body = (
        f'<div class="search" {words} {titles}>\n'
        f'<form role="search"><label for="q">{html.escape(labels.search_for)}</label>\n'
        f'<input id="q" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false">\n'
        f'<fieldset class="kinds"><legend>{html.escape(labels.notes_filter)}</legend>\n{choices}</fieldset></form>\n'
        f'<p role="status"></p>\n<ol></ol>\n'
        f'<script type="module" src="../assets/search.js"></script>\n</div>'
    )
    ways = {
        "concordance": f"[{inline(labels.concordance)}](../concordance/index.md)",
        "glossary": f"[{inline(labels.glossary)}](../glossary/index.md)",
        "notes": f"[{inline(labels.notes)}](../notes/index.md)",
    }
    elsewhere = inline(labels.search_elsewhere)
    for name, way in ways.items():
        elsewhere = elsewhere.replace(inline(f"{{{name}}}"), way)
    blocks = (
        f"# {inline(labels.search)}",
        literal(labels.search_about),
        body,
        f"{literal(labels.search_unscripted)}\n{attributes('unscripted')}",
        elsewhere,
    )
    return page(PATH, labels.search, labels.search_about, source, "\n\n".join(blocks))


def records(edition: Edition) -> Iterator[Record]:
    """Everything that can be found, in the order of the site."""
    labels = edition.interview.labels
    for question in edition.questions:
        yield from _question(question, labels)
    for term in edition.terms:
        text = " ".join(f"{part.rstrip('.')}." for part in (term.term, term.full, term.office, term.definition) if part)
        names = ", ".join((*term.forms[1:], *term.search))
        also = f"{names} = {term.term}" if names else ""
        yield Record(f"glossary/{term.kind}/#{term.id}", "glossary", term.term, text, also)
    anchors = anchors_of(edition)
    for event in edition.events:
        date = written(event.text.date, labels)
        yield Record(f"timeline/#{anchors[event]}", "timeline", date, event.text.label, "")


def _question(question: Question, labels: Labels) -> Iterator[Record]:
    folder = f"questions/{question.editorial.name}/"
    mentions: dict[int, list[Mention]] = {}
    for mention in question.mentions:
        mentions.setdefault(mention.passage, []).append(mention)
    for turn in question.exchange.turns:
        for passage in turn.passages:
            title = f"{question.number}.{passage.number} · {turn.speaker.name}"
            also = _other_names(passage, mentions.get(passage.number, []))
            yield Record(f"{folder}#p{passage.number}", "interview", title, passage.text, also)
    for note in question.notes:
        kind = getattr(labels, note.text.kind)
        title = f"{question.number}.{note.passage} · {labels.note.format(number=note.number, kind=kind)}"
        yield Record(f"{folder}#{note.id}", "notes", title, f"“{note.text.quote}” {readable(note.text.body)}", "")


def _other_names(passage: Passage, mentions: list[Mention]) -> str:
    """`MFA = Foreign Ministry; …`: what else the things are called that the passage mentions.

    So a search for one name of a thing finds the passages that use another.
    """
    words = {mention.term.id: passage.text[mention.start : mention.end] for mention in reversed(mentions)}
    terms: dict[str, Term] = {mention.term.id: mention.term for mention in mentions}
    pairs = []
    for term in terms.values():
        names = dict.fromkeys(filter(None, (*term.forms, term.full, *term.search)))
        others = [name for name in names if name not in passage.text]
        if others:
            pairs.append(f"{', '.join(others)} = {words[term.id]}")
    return "; ".join(pairs)
