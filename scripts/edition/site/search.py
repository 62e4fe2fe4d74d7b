"""The search: the page with its form and the place for what is found; assets/js/search.js does the rest."""

from __future__ import annotations

import html

from edition.locale.labels import Labels
from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.site.markdown import attributes, inline, link, literal, relative
from edition.site.page import Page

SAID = {
    **{name: f"search_{name}" for name in ("opening", "failed", "found", "none", "near", "more", "also")},
    **{name: f"search_{name}" for name in ("beginning", "phrase", "without", "some")},
    "names": "other_names",
    "quotation": "quotation",
    "passage": "cite_passage",
}
"""What the script says, and the labels."""


ELSEWHERE = ("concordance", "glossary", "notes")
"""The other lists in which a word may be looked for."""


def search_page(edition: Edition) -> Page:
    """The page of the search."""
    labels = edition.interview.labels
    there = routes.find_pages(edition)
    ways = {name: link(labels[name], relative(there[name], routes.SEARCH)) for name in ELSEWHERE if name in there}
    elsewhere = inline(labels.search_elsewhere) if len(ways) == len(ELSEWHERE) else " · ".join(ways.values())
    for name, way in ways.items():
        elsewhere = elsewhere.replace(inline(f"{{{name}}}"), way)
    blocks = (
        f"# {inline(labels.search)}",
        literal(labels.search_about),
        _form(labels),
        f"{literal(labels.search_unscripted)}\n{attributes('unscripted')}",
        elsewhere,
    )
    return Page(routes.SEARCH, labels.search, labels.search_about, blocks)


def _form(labels: Labels) -> str:
    whose = (("", labels.search_all), ("interview", labels.search_interview), ("editors", labels.search_editors))
    choices = "".join(
        f'<label><input type="radio" name="by" value="{value}"{"" if value else " checked"}> {html.escape(name)}<span></span></label>\n'
        for value, name in whose
    )
    words = " ".join(f'data-{name}="{html.escape(labels[label])}"' for name, label in SAID.items())
    kinds = {
        "interview": labels.search_interview,
        "notes": labels.search_notes,
        "glossary": labels.glossary,
        "timeline": labels.timeline,
    }
    titles = " ".join(f'data-{kind}="{html.escape(name)}"' for kind, name in kinds.items())
    return (
        f'<div class="search" {words} {titles}>\n'
        f'<form role="search"><label for="q">{html.escape(labels.search_for)}</label>\n'
        f'<input id="q" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false">\n'
        f'<fieldset class="kinds"><legend>{html.escape(labels.notes_filter)}</legend>\n{choices}</fieldset></form>\n'
        f'<p role="status"></p>\n<p class="near"></p>\n<ol></ol>\n</div>'
    )
