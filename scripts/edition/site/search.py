"""The search: the page with its form and the place for what is found; assets/js/search.js does the rest."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.resolve import urls
from edition.site.markdown import link, relative
from edition.site.page import Page
from edition.site.render import render

SAID = {
    **{name: f"search_{name}" for name in ("opening", "failed", "found", "none", "near", "more", "also")},
    **{name: f"search_{name}" for name in ("beginning", "phrase", "without", "some")},
    "names": "other_names",
    "quotation": "quotation",
    "passage": "cite_passage",
    # Titles of what is found, by the kinds of search_records.py.
    "interview": "search_interview",
    "notes": "search_notes",
    "glossary": "glossary",
    "timeline": "timeline",
}
"""What the script says, and the labels."""
ELSEWHERE = ("concordance", "glossary", "notes")
"""The other lists in which a reader may look for a word."""


def search_page(edition: Edition) -> Page:
    """Build the page of the search."""
    labels, there = edition.interview.labels, urls.find_pages(edition)
    ways = {name: link(labels[name], relative(there[name], urls.SEARCH)) for name in ELSEWHERE if name in there}
    said_by_script = {name: labels[label] for name, label in SAID.items()}
    body = render("search", edition, urls.SEARCH, ways=ways, said_by_script=said_by_script)
    return Page(urls.SEARCH, labels.search, labels.search_about, body)
