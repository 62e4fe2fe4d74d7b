"""source/pages/NAME.md: this edition's own prose, in the Markdown of the site."""

from __future__ import annotations

import re

from edition.model.editorial import OwnPage
from edition.model.site import PARTS, is_taken
from edition.problems import Place, Problems, suggest_nearest
from edition.source.editorial import split_front_matter
from edition.source.fields import ID, Field, Fields, parse_edited
from edition.source.files import Document

TABLE = (
    Field("title"),
    Field("description"),
    Field("menu", required=False, pattern=re.compile("none"), wrong="page-menu"),
)
_SNIPPET = re.compile(r"""^[ \t]*-+8<-+(?:[ \t]+(["'])(?P<part>.+)\1)?[ \t]*$""")
"""What pymdownx.snippets puts a file in the place of; without a name the lines below it are names."""


def read_pages(documents: tuple[Document, ...], problems: Problems) -> tuple[OwnPage, ...]:
    """The pages that can be read."""
    return tuple(page for document in documents if (page := _read_page(document, problems)))


def _read_page(document: Document, problems: Problems) -> OwnPage | None:
    name, top = document.path.rpartition("/")[2].removesuffix(".md"), Place(document.path, 1)
    if is_taken(name):
        problems.at(top, "page-taken", name=f"{name}.md")
        return None
    if not ID.fullmatch(name):
        problems.at(top, "page-name", name=f"{name}.md")
        return None
    _check_parts(document, problems)
    parts = split_front_matter(document, "title and description", problems)
    node = parse_edited(parts[0], document.path, problems, first_line=2) if parts else None
    if not parts or node is None:
        return None
    values = Fields(node, document.path, TABLE, problems, first_line=2).read()
    return OwnPage(name, values["title"], values["description"], not values["menu"], parts[1].strip("\n"), top)


def _check_parts(document: Document, problems: Problems) -> None:
    """Only what is made to be taken in can be: a page would publish any other file, and a publisher stops where there is none."""
    for number, line in enumerate(document.text.split("\n"), 1):
        if (found := _SNIPPET.match(line)) and (part := found["part"] or "") not in PARTS:
            facts = {"line": line, "parts": ", ".join(PARTS), "hint": suggest_nearest(part, PARTS)}
            problems.at(Place(document.path, number), "page-part", **facts)
