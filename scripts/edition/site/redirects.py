"""Redirects: pages at addresses that were published before, which lead to the same place on another page."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from collections.abc import Iterator

from markupsafe import Markup

from edition.model.edition import Edition
from edition.resolve import urls
from edition.resolve.language_tags import write_page_language
from edition.resolve.permalinks import list_former_names
from edition.site.page import Raw
from edition.site.render import render_html

SCRIPT = 'location.replace(document.querySelector("a").href + location.hash)'
"""What a redirection by HTML can't do: it would forget the passage. Without scripts it leads to the page."""
_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
"""By which the page's Content-Security-Policy allows the script."""


def moved_pages(edition: Edition) -> Iterator[Raw]:
    """Build a page for each name that a question's page has had, and for its number: `questions/7/`."""
    for name, question in list_former_names(edition).items():
        yield _build_redirect(edition, f"questions/{name}/", urls.locate_question(question).folder, question.heading)


def redirects(edition: Edition) -> Iterator[Raw]:
    """Build a page for each redirect that the editors list."""
    for promise in edition.promised:
        if promise.target is not None:
            yield _build_redirect(edition, promise.address, promise.target, edition.interview.edition)


def _build_redirect(edition: Edition, address: str, target: str, title: str) -> Raw:
    """Build the page at `address` that leads to `target`, a folder; both are below the site."""
    return Raw(
        address if address.endswith(".html") else f"{address}index.html",
        render_html(
            "redirect",
            language=Markup(write_page_language(edition.interview)),
            title=title,
            url=f"{posixpath.relpath(target, posixpath.dirname(address) or '.')}/",
            script=Markup(SCRIPT),
            hash=Markup(_HASH),
        ),
    )
