"""Render the templates of pages: Jinja, with every value written so that Markdown shows its very characters.

The pattern, as in notes.py and templates/notes.md.jinja:

- The module of a page computes values and returns `Page(target, title, description, render("notes", edition, here, …))`.
  Values are plain data: numbers, texts, spans, targets, objects of the model. The template shows the shape of the page.
- `{{ value }}` escapes plain text for a line of Markdown. A value that already is Markdown or HTML says so by its type,
  `Markup`: what the functions of markdown.py and prose.py return, and what a macro returns. At the beginning of a paragraph
  write `{{ value|paragraph }}`, in the value of an attribute `"{{ value|attribute }}"`, in an attribute list
  `{: #{{ anchor|id }} }`, in a link to another site `[…]({{ url|target }})`. `list|join(labels.comma)` escapes each item. Never join texts with `~`, which escapes for HTML.
- Every template knows `edition`, `labels`, `here` (the page), `urls` (resolve/urls.py) and, as seen from the page,
  `link(target)`, `prose(blocks)`, `sources(citations)`, `words(span)`, `said(text)`, `fill(label, name=value)`.
  Macros of macros.md.jinja are imported `with context` if they use any of these.
- Tags on lines of their own leave no line; after a tag that ends another line write `+%}` to keep the line break.
  Several empty lines become one, so a block that isn't there leaves no trace.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup

from edition.model.edition import Edition
from edition.model.prose import Prose
from edition.resolve import urls
from edition.resolve.urls import Target
from edition.site.markdown import anchor, attribute, filled, inline, literal, relative, said, target, words
from edition.site.prose import paragraph, prose, sources

TEMPLATES = Path(__file__).parent / "templates"
_escape_text = lru_cache(maxsize=4096)(inline)


def escape_value(value: Any) -> Markup:
    """Write a value of a template as Markdown."""
    return value if type(value) is Markup else _escape_text(str(value))


def escape_html(value: Any) -> Markup:
    """A value of a template as HTML."""
    return value if isinstance(value, Markup) else Markup(html.escape(str(value)))


def _join(values: Iterable[Any], between: str = "") -> Markup:
    return Markup(escape_value(between)).join(map(escape_value, values))


class _Generator(CodeGenerator):
    """Leaves escaping to `finalize`. Jinja would escape its result for HTML again, which takes as long as all the rest."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class _Context(Context):
    def call(self, function: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """Call a function of a template, without looking whether it wants to know the context: none does."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return function(*values, **named)


class _Environment(Environment):
    code_generator_class = _Generator
    context_class = _Context


_MARKDOWN = _Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,  # so that what macros return is Markup
    finalize=escape_value,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_MARKDOWN.filters |= {"attribute": attribute, "html": escape_html, "id": anchor, "join": _join, "paragraph": literal}
_MARKDOWN.filters["target"] = target
_MARKDOWN.globals |= {"fill": filled, "sources": sources, "urls": urls, "words": words}
_MARKDOWN.filters["cite"] = lambda source: paragraph(source.inside)
_HTML = _MARKDOWN.overlay(finalize=escape_html)
"""For templates of HTML pages."""


def render(template: str, edition: Edition, here: Target, **values: Any) -> Markup:
    """The body of the page `here`. `template` is the name of a file in templates/ without `.md.jinja`."""

    def link(target: Target) -> Markup:
        return relative(target, here)

    def prose_here(blocks: Prose) -> Markup:
        return prose(blocks, lambda id: relative(urls.term(edition.terms[id]), here))

    text = _MARKDOWN.get_template(f"{template}.md.jinja").render(
        values,
        edition=edition,
        labels=edition.interview.labels,
        here=here,
        link=link,
        prose=prose_here,
        said=lambda text: said(escape_value(text), edition.interview),
    )
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return Markup(text.strip())


def render_html(template: str, **values: Any) -> str:
    """A page of HTML. `template` is the name of a file in templates/ without `.html.jinja`."""
    return _HTML.get_template(f"{template}.html.jinja").render(values)
