"""Where a question's page stood before its file was renamed, or had a name: a page that leads to it, to the same passage."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator

from ...model.edition import Edition, Question
from ...views import routes
from ...views.promises import former_names
from ...views.tongues import of_page
from .page import Raw

SCRIPT = 'location.replace(document.querySelector("a").href + location.hash)'
"""What a redirection by HTML can't do: it would forget the passage. Without scripts it leads to the page."""
_POLICY = (
    f"default-src 'none'; script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
)


def moved_pages(edition: Edition) -> Iterator[Raw]:
    """A page for each name that a question's page has had, and for its number: `questions/7/`."""
    for name, question in former_names(edition).items():
        yield _moved_page(edition, question, name)


def _moved_page(edition: Edition, question: Question, name: str) -> Raw:
    target = html.escape("../" + routes.question(question).folder.removeprefix("questions/"))
    title = html.escape(question.heading)
    return Raw(
        f"questions/{name}/index.html",
        f"<!doctype html>\n<!-- {{made}} -->\n<html {of_page(edition.interview)}>\n<head>\n"
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f'<link rel="canonical" href="{target}">\n<meta name="robots" content="noindex">\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>\n</head>\n<body>\n<article>\n'
        f'<p><a href="{target}">{title}</a></p>\n</article>\n<script>{SCRIPT}</script>\n</body>\n</html>\n',
    )
