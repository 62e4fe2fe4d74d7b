"""Redirects: pages at addresses that were published before, which lead to the same place on another page."""

from __future__ import annotations

import base64
import hashlib
import html
import posixpath
from collections.abc import Iterator

from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.resolve.language_tags import of_page
from edition.resolve.permalinks import former_names
from edition.site.page import Raw

SCRIPT = 'location.replace(document.querySelector("a").href + location.hash)'
"""What a redirection by HTML can't do: it would forget the passage. Without scripts it leads to the page."""
_POLICY = (
    f"default-src 'none'; script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
)


def moved_pages(edition: Edition) -> Iterator[Raw]:
    """A page for each name that a question's page has had, and for its number: `questions/7/`."""
    for name, question in former_names(edition).items():
        yield _moved_page(edition, f"questions/{name}/", routes.question(question).folder, question.heading)


def redirects(edition: Edition) -> Iterator[Raw]:
    """A page for each redirect that the editors list."""
    for promise in edition.promised:
        if promise.target is not None:
            yield _moved_page(edition, promise.address, promise.target, edition.interview.edition)


def _moved_page(edition: Edition, address: str, target: str, title: str) -> Raw:
    """The page at `address` that leads to `target`, a folder; both are below the site."""
    href = html.escape(f"{posixpath.relpath(target, posixpath.dirname(address) or '.')}/")
    text = html.escape(title)
    return Raw(
        address if address.endswith(".html") else f"{address}index.html",
        f"<!doctype html>\n<!-- {{made}} -->\n<html {of_page(edition.interview)}>\n<head>\n"
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text}</title>\n"
        f'<link rel="canonical" href="{href}">\n<meta name="robots" content="noindex">\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>\n</head>\n<body>\n<article>\n'
        f'<p><a href="{href}">{text}</a></p>\n</article>\n<script>{SCRIPT}</script>\n</body>\n</html>\n',
    )
