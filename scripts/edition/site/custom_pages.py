"""The pages of prose: those that the editors of this edition wrote, and home and About if they wrote none."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.model.editorial import OwnPage
from edition.model.site import PAGES
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.resolve.pagination import list_stretches
from edition.site.markdown import file_of, link
from edition.site.page import Page, Part
from edition.site.render import render
from edition.source.files import QUESTIONS
from edition.source.publication import NOWHERE, Publication


def own_page(page: OwnPage) -> Page:
    """Build a page that the editors of this edition wrote."""
    return Page(urls.locate_own_page(page), page.title, page.description, page.markdown)


def menu(edition: Edition) -> Part:
    """Build the navigation of the site: the fixed pages, the edition's own before the last of them."""
    # A page with a list of its own is named as a folder, from which the site generator takes that list.
    labels = edition.interview.labels
    fixed = [page for page in PAGES if page.exists(edition)]
    entries = [(labels[f"menu_{one.name}"], one.url if one.lists_pages else file_of(one.url)) for one in fixed]
    replaced = {page.name for page in PAGES if page.replaceable}
    own = [(page.title, f"{page.name}.md") for page in edition.pages if page.menu and page.name not in replaced]
    lines = [f"* {link(title, path)}" for title, path in (*entries[:-1], *own, entries[-1])]
    return Part("SUMMARY.md", "\n".join(lines))


def home_page(edition: Edition) -> Page:
    """Build the home page: title, who and when, the ways into the interview, the contents, how to read a page."""
    pages = urls.find_pages(edition)
    listed = [page.name for page in PAGES if page.on_home and page.name in pages]
    body = render("home", edition, urls.HOME, pages=pages, listed=listed, stretches=list_stretches(edition))
    return Page(urls.HOME, edition.interview.labels.menu_home, edition.interview.description, body)


def about_page(edition: Edition, publication: Publication) -> Page:
    """Build the About page: what the edition is, where the text is from, what was verified, the rights."""
    body = render(
        "about",
        edition,
        urls.ABOUT,
        history=publication.history(QUESTIONS) if "notes" in urls.find_pages(edition) else "",
        licence=colophon(edition, NOWHERE).licence,
    )
    return Page(urls.ABOUT, edition.interview.labels.about, edition.interview.description, body)
