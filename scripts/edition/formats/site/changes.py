"""What changed in the editors' notes: a page, and a feed (Atom, RFC 4287) for those who cited a note."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...labels import Labels
from ...model.edition import Edition, Question
from ...publication import Publication
from ...reading.history import Revision
from ...views import routes
from ...views.changes import Change, changes, pieces, reviews
from ...views.colophon import colophon
from .markdown import attributes, filled, inline, link, literal, quotation, relative
from .page import Page, Raw

FEED = "changes/feed.xml"
RECENT = 60
"""Entries of the feed, the newest."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""
_TAGS = {"same": ("", ""), "old": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}


def changes_page(edition: Edition, history: Sequence[Revision], publication: Publication) -> Page:
    """Every change, day by day; without a history, when the notes of each question were last reviewed."""
    labels, found = edition.interview.labels, changes(edition, history)
    about = literal(labels.changes_about)
    if found and publication.site:
        about += f" {link(labels.changes_feed, 'feed.xml')}"
    blocks = [f"# {inline(labels.changes)}", f"{about}\n{attributes('editors')}"]
    for day, same in groupby(found, key=lambda change: change.day):
        blocks.append(f"## {inline(labels.day(day))}")
        blocks += (block for question, some in _by_question(same) for block in _question(question, some, labels))
    for day, reviewed in groupby(() if found else reviews(edition), key=lambda review: review[0]):
        blocks.append(f"## {inline(labels.day(day))}")
        blocks.append("\n".join(f"- {_link(question)}: {literal(labels.changes_reviewed)}" for _, question in reviewed))
    if len(blocks) == 2:
        blocks.append(literal(labels.changes_none))
    head = {"alternate": {FEED: "application/atom+xml"}} if found and publication.site else {}
    return Page(routes.CHANGES, labels.changes, labels.changes_about, tuple(blocks), head)


def _by_question(found: Iterator[Change]) -> Iterator[tuple[Question, list[Change]]]:
    for _, some in groupby(found, key=lambda change: change.question.number):
        listed = list(some)
        yield listed[0].question, listed


def _question(question: Question, found: list[Change], labels: Labels) -> Iterator[str]:
    """The changes of a day in one question: those of words one by one, new notes in one line."""
    yield f"### {_link(question)}"
    for change in found:
        if change.old:
            words = "".join(f"{before}{inline(text)}{after} " for (before, after), text in _marked(change))
            yield f"{_about(change, labels)}:\n\n> {words.rstrip()}\n{attributes('editors')}"
    if new := [change for change in found if not change.old]:
        shown = "; ".join(_words(change, labels) for change in new)
        yield f"{literal(labels.changes_new.format(count=labels.number(len(new))))}. {shown}"


def _link(question: Question) -> str:
    return link(question.heading, relative(routes.question(question), routes.CHANGES))


def _about(change: Change, labels: Labels) -> str:
    """Which note it was, and what became of it."""
    if change.note:
        return filled(labels.changes_changed, words=_words(change, labels), passage=inline(change.note.span.name))
    return filled(labels.changes_gone, words=_words(change, labels))


def _words(change: Change, labels: Labels) -> str:
    """The noted words, leading to the note where it is still there."""
    if not change.note:
        return quotation(inline(change.quote), labels)
    return link(
        labels.quotation.format(words=change.quote), relative(routes.note(change.question, change.note), routes.CHANGES)
    )


def _marked(change: Change) -> Iterator[tuple[tuple[str, str], str]]:
    return ((_TAGS[kind], text) for kind, text in pieces(change))


def feed(edition: Edition, history: Sequence[Revision], publication: Publication) -> Iterator[Raw]:
    """The newest changes as a feed, if the site's address is known."""
    found = changes(edition, history)[:RECENT]
    if not publication.site or not found:
        return
    labels, about = edition.interview.labels, colophon(edition, publication)
    entries = "".join(_entry(change, about.identifier, publication, labels) for change in found)
    yield Raw(
        FEED,
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- {made} -->\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{html.escape(edition.interview.language)}">\n'
        f"<title>{_text(f'{edition.interview.edition}: {labels.changes}')}</title>\n<id>{about.identifier}</id>\n"
        f"<updated>{found[0].day.isoformat()}T00:00:00Z</updated>\n"
        f"<author><name>{_text(labels.file_editors.format(edition=edition.interview.edition))}</name></author>\n"
        f"<rights>{_text(about.licence)}</rights>\n"
        f'<link rel="self" type="application/atom+xml" href="{html.escape(publication.site + FEED)}"/>\n'
        f'<link href="{html.escape(publication.site + routes.CHANGES.address)}"/>\n{entries}</feed>\n',
    )


def _entry(change: Change, identifier: str, publication: Publication, labels: Labels) -> str:
    place = routes.note(change.question, change.note) if change.note else routes.question(change.question)
    name = f"{identifier} {change.question.number} {change.quote} {change.day.isoformat()}"
    words = labels.quotation.format(words=change.quote)
    label = labels.changes_changed if change.note else labels.changes_gone
    title = label.format(words=words, passage=change.note.span.name if change.note else "")
    if not change.old:
        title = f"{labels.changes_new.format(count=1)}. {words}"
    shown = " ".join(f"{before}{html.escape(text)}{after}" for (before, after), text in _marked(change))
    return (
        f"<entry>\n<title>{_text(title)}</title>\n<id>{uuid.uuid5(uuid.NAMESPACE_URL, name).urn}</id>\n"
        f"<updated>{change.day.isoformat()}T00:00:00Z</updated>\n"
        f'<link href="{html.escape(publication.site + place.address)}"/>\n'
        f'<content type="html">{_text(f"<p>{shown}</p>")}</content>\n</entry>\n'
    )


def _text(text: str) -> str:
    return html.escape(_ILLEGAL.sub("\ufffd", text), quote=False)
