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
from ...reading.history import History
from ...views import routes
from ...views.changes import Change, changes, pieces, reviews
from ...views.colophon import colophon
from .markdown import attributes, filled, inline, link, literal, relative
from .page import Page, Raw

RECENT = 60
"""Entries of the feed, the newest."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""
_TAGS = {"same": ("", ""), "old": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}


def changes_pages(edition: Edition, history: History, publication: Publication) -> Iterator[Page | Raw]:
    """The page; and the feed, if the site's address is known, which has no entries as long as nothing is known of changes."""
    found = changes(edition, history.revisions)
    yield _page(edition, found, bool(publication.site))
    if publication.site:
        yield _feed(edition, found[:RECENT], publication)


def _page(edition: Edition, found: Sequence[Change], fed: bool) -> Page:
    """Every change, day by day; without a history, when the notes of each question were last reviewed."""
    labels = edition.interview.labels
    blocks = [f"# {inline(labels.changes)}", literal(labels.changes_about)]
    if found:
        blocks.append(literal(labels.changes_marks))
    if found and fed:
        blocks.append(link(labels.changes_feed, routes.FEED.removeprefix(routes.CHANGES.page)))
    if not found:
        blocks += (literal(labels.changes_unknown), "\n".join(_reviews(edition)))
    for day, of_day in groupby(found, key=lambda change: change.day):
        blocks.append(f"## {inline(labels.day(day))} {attributes(id=f'd-{day}')}")
        for number, some in groupby(of_day, key=lambda change: change.question.number):
            blocks += _question(list(some), f"d-{day}-q{number}", labels)
    return Page(routes.CHANGES, labels.changes, labels.changes_about, tuple(blocks))


def _reviews(edition: Edition) -> Iterator[str]:
    labels = edition.interview.labels
    for day, question in reviews(edition):
        yield f"- {_link(question)}{labels.colon}{inline(labels.reviewed.format(date=labels.day(day)))}"


def _question(found: Sequence[Change], id: str, labels: Labels) -> Iterator[str]:
    """The changes of a day in one question: those of words one by one, new notes in one line."""
    yield f"### {_link(found[0].question)} {attributes(id=id)}"
    for change in found:
        if change.old:
            label = labels.changes_changed if change.new else labels.changes_gone
            shown = " ".join(f"{before}{inline(text)}{after}" for (before, after), text in _marked(change))
            yield (
                f'<div class="changed" markdown="1">\n\n{filled(label, note=_note(change, labels))}\n\n'
                f"{shown}\n{attributes('editors')}\n\n</div>"
            )
    if new := [change for change in found if not change.old]:
        count = literal(labels.changes_new.format(count=labels.number(len(new))))
        listed = "\n".join(f"- {_note(change, labels)}" for change in new)
        yield f"{count}\n\n{listed}"


def _link(question: Question) -> str:
    return link(question.heading, relative(routes.question(question), routes.CHANGES))


def _note(change: Change, labels: Labels) -> str:
    """The noted words, leading to the note where it is still there, and their passage."""
    words = labels.quotation.format(words=change.quote)
    if not change.note:
        return _said(inline(words))
    target = relative(routes.note(change.question, change.note), routes.CHANGES)
    return f"{_said(link(words, target))}, {change.note.span.name}"


def _said(words: str) -> str:
    return f'<span class="said">{words}</span>'


def _marked(change: Change) -> Iterator[tuple[tuple[str, str], str]]:
    return ((_TAGS[kind], text) for kind, text in pieces(change))


def _feed(edition: Edition, found: Sequence[Change], publication: Publication) -> Raw:
    labels, about = edition.interview.labels, colophon(edition, publication)
    updated = max((change.time.isoformat() for change in found), default=f"{about.changed}T00:00:00Z")
    entries = "".join(_entry(change, about.identifier, publication.site, labels) for change in found)
    return Raw(
        routes.FEED,
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- {made} -->\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{html.escape(labels.language)}">\n'
        f"<title>{_text(f'{edition.interview.edition}: {labels.changes}')}</title>\n"
        f"<subtitle>{_text(labels.changes_about)}</subtitle>\n"
        f"<id>{_id(about.identifier, routes.FEED)}</id>\n"
        f"<updated>{updated}</updated>\n"
        f"<author><name>{_text(labels.file_editors.format(edition=edition.interview.edition))}</name></author>\n"
        f"<rights>{_text(about.all_rights)}</rights>\n"
        f'<link rel="self" type="{routes.FEED_TYPE}" href="{html.escape(publication.site + routes.FEED)}"/>\n'
        f'<link type="text/html" href="{html.escape(publication.site + routes.CHANGES.address)}"/>\n{entries}</feed>\n',
    )


def _entry(change: Change, identifier: str, site: str, labels: Labels) -> str:
    place = routes.note(change.question, change.note) if change.note else routes.question(change.question)
    words = labels.quotation.format(words=change.quote)
    label = (
        labels.changes_changed
        if change.old and change.new
        else labels["changes_gone" if change.old else "changes_added"]
    )
    title = label.format(note=f"{words}, {change.note.span.name}" if change.note else words)
    shown = " ".join(f"{before}{html.escape(text)}{after}" for (before, after), text in _marked(change))
    return (
        f"<entry>\n<title>{_text(title)}</title>\n"
        f"<id>{_id(identifier, change.question.number, change.quote, change.day)}</id>\n"
        f"<updated>{change.time.isoformat()}</updated>\n"
        f'<link type="text/html" href="{html.escape(site + place.address)}"/>\n'
        f'<content type="html">{_text(f"<p>{shown}</p>")}</content>\n</entry>\n'
    )


def _id(*parts: object) -> str:
    """An identifier that the same parts always have."""
    return uuid.uuid5(uuid.NAMESPACE_URL, " ".join(map(str, parts))).urn


def _text(text: str) -> str:
    return html.escape(_ILLEGAL.sub("\ufffd", text), quote=False)
