"""The pages of prose: those that the editors of this edition wrote, and home and About where they wrote none."""

from __future__ import annotations

import html
from collections.abc import Iterator

from edition.locale.labels import Labels
from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.resolve.colophon import colophon
from edition.resolve.pagination import stretches
from edition.resolve.sections import sections
from edition.site.markdown import attributes, inline, link, literal, relative
from edition.site.page import Page, Part
from edition.source.files import QUESTIONS
from edition.source.publication import NOWHERE, Publication

ABOUT = "about"
HOME = "home"


def own_pages(edition: Edition, publication: Publication) -> Iterator[tuple[str, Page]]:
    """Each page with the path of its source, empty where it is made."""
    written = {page.name: page for page in edition.pages}
    if HOME not in written:
        yield "", _home(edition)
    if ABOUT not in written:
        yield "", _about(edition, publication)
    for page in written.values():
        yield page.place.path, Page(routes.own(page), page.title, page.description, (page.markdown,))


def menu(edition: Edition) -> Part:
    """The navigation of the site: home, the parts that this edition has, its own pages."""
    labels = edition.interview.labels
    lines = [f"* {link(labels.menu_home, 'index.md')}"]
    for name, target in sections(edition).items():
        # What has a list of its own is named as a folder, from which both publishers take that list.
        where = target.page if name in ("contents", "glossary") else relative(target, routes.HOME)
        lines.append(f"* {link(labels[f'menu_{name}'], where)}")
    own = {page.name: page.title for page in edition.pages if page.menu and page.name not in (HOME, ABOUT)}
    lines.append(f"* {link(labels.menu_about, 'about.md')}")
    lines += [f"* {link(title, f'{name}.md')}" for name, title in own.items()]
    lines.append(f"* {link(labels.menu_contribute, 'contributing.md')}")
    return Part("SUMMARY.md", ("\n".join(lines),))


def _home(edition: Edition) -> Page:
    """Title, who and when, the ways into the interview, the contents, how to read a page."""
    interview, labels, there = edition.interview, edition.interview.labels, sections(edition)
    first = relative(routes.question(edition.questions[0]), routes.HOME)
    whole = labels.interview if len(stretches(edition)) == 1 else labels.interview_parts
    ways = [f"{link(labels.home_start, first)}{attributes('md-button md-button--primary')}"]
    for name, label in (("interview", whole), ("take", labels.take)):
        ways.append(f"{link(label, relative(there[name], routes.HOME))}{attributes('md-button')}")
    blocks = (
        f"# {inline(interview.title)}",
        f"{literal(labels.home_lead)}\n{attributes('lead')}",
        '--8<-- "interview.md"',
        "\n".join(ways),
        _seek(labels),
        f"## {inline(labels.contents)} {attributes(id='questions')}",
        '--8<-- "questions.md"',
        f"## {inline(labels.home_marks)} {attributes(id='marks')}",
        "\n".join(f"- {line}" for line in _marks(edition)),
    )
    return Page(routes.HOME, labels.menu_home, interview.description, blocks)


def _seek(labels: Labels) -> str:
    return (
        '<form class="seek" action="search/" role="search">\n'
        f'<label for="seek">{html.escape(labels.search_for)}</label>\n'
        '<input id="seek" name="q" type="search" autocomplete="off" required> '
        f'<button class="md-button" name="go">{html.escape(labels.search)}</button>\n</form>'
    )


def _marks(edition: Edition) -> Iterator[str]:
    """How a page is read, of what this edition has."""
    labels, there = edition.interview.labels, sections(edition)
    yield inline(labels.marks_voices)
    if any(question.notes for question in edition.questions):
        yield inline(labels.marks_notes)
    yield inline(labels.marks_number)
    yield inline(labels.marks_source_only)
    lists = [name for name in ("notes", "glossary", "timeline", "concordance") if name in there]
    yield from (link(labels[name], relative(there[name], routes.HOME)) for name in lists)
    yield link(labels.menu_about, "about.md")


def _about(edition: Edition, publication: Publication) -> Page:
    """What the edition is, whence the text, what is proved, the rights."""
    labels, history = edition.interview.labels, publication.history(QUESTIONS)
    blocks = (
        f"# {inline(labels.about)}",
        literal(labels.about_edition),
        f"## {inline(labels.about_source)} {attributes(id='provenance')}",
        '--8<-- "provenance.md"',
        literal(labels.about_received if edition.interview.provenance.original else labels.about_typed),
        f"## {inline(labels.about_proof)} {attributes(id='proof')}",
        literal(labels.about_proved),
        '--8<-- "proof.md"',
        f"## {inline(labels.about_files)} {attributes(id='files')}",
        '--8<-- "files.md"',
        f"## {inline(labels.about_editors)} {attributes(id='policy')}",
        literal(labels.about_policy),
        link(labels.changes, history) if history and "notes" in sections(edition) else "",
        f"## {inline(labels.about_rights)} {attributes(id='rights')}",
        '--8<-- "rights.md"',
        literal(colophon(edition, NOWHERE).licence),
        literal(labels.about_program),
    )
    return Page(routes.ABOUT, labels.about, edition.interview.description, blocks)
