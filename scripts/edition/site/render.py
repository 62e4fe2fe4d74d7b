"""Render the templates of pages: Jinja, with every value written so that Markdown shows its very characters.

A value that already is Markdown or HTML says so by its type, `Markup`: what the functions of markdown.py and prose.py
return, and what a macro returns. Everything else is plain text and is escaped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from edition.site.markdown import attribute, inline, literal

TEMPLATES = Path(__file__).parent / "templates"


def escape_value(value: Any) -> Markup:
    """A value of a template as Markdown."""
    return value if isinstance(value, Markup) else Markup(inline(str(value)))


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,  # so that what macros return is Markup
    finalize=escape_value,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.filters |= {
    "attribute": lambda value: Markup(attribute(str(value))),
    "paragraph": lambda value: Markup(literal(str(value))),
}


def render(template: str, **values: Any) -> str:
    """The text of a page or part. `template` is the name of a file in templates/ without `.md.jinja`."""
    return _ENVIRONMENT.get_template(f"{template}.md.jinja").render(values)
