"""Problems shown in the pages of a preview, which stay the last good ones while a mistake stands."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any

from edition.problems import EditionError, SourceError

Application = Callable[[Any, Any], Iterable[bytes]]
"""A web application (PEP 3333)."""

_PLACE = re.compile(rb"<(?:article|body)\b[^>]*>")


def describe_problems(error: EditionError) -> str:
    """What stands on every page of the preview, a piece of HTML; no sign in it means anything to a template."""
    summary, messages = (error.summary, error.messages) if isinstance(error, SourceError) else (str(error), ())
    items = "".join(f"<li><pre>{html.escape(str(message))}</pre></li>" for message in messages)
    shown = (
        '<div class="problems" role="alert" lang="en">'
        f"<p>{html.escape(summary)}. These are the last good pages.</p><ul>{items}</ul></div>"
    )
    return shown.replace("{", "&#123;")


def wrap_with_banner(application: Application, shown: Callable[[], str]) -> Application:
    """The application with what is `shown` now on top of each of its pages."""

    def with_notice(environ: Any, start_response: Any) -> Iterable[bytes]:
        answer: list[Any] = []

        def start(*arguments: Any) -> None:
            answer[:] = arguments

        result = application(environ, start)
        status, headers, *rest = answer
        if not (now := shown()) or not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers, *rest)
            return result
        page = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        *_, place = [0, *(found.end() for found in _PLACE.finditer(page))][:3]
        page = page[:place] + now.encode() + page[place:]
        others = [header for header in headers if header[0] != "Content-Length"]
        start_response(status, [*others, ("Content-Length", str(len(page)))], *rest)
        return [page]

    return with_notice
