"""source/pages/NAME.md: this edition's own prose, in the Markdown of the site."""

from __future__ import annotations

import re

from ..model.editorial import OwnPage
from ..problems import Place, Problems
from .editorial import front_matter
from .fields import ID, Field, Fields, parse_edited
from .folder import Document

TABLE = (
    Field("title"),
    Field("description"),
    Field("menu", required=False, pattern=re.compile("none"), wrong="page-menu"),
)
TAKEN = ("index", "contributing")
"""Names of pages that are there already."""


def read_pages(documents: tuple[Document, ...], problems: Problems) -> tuple[OwnPage, ...]:
    """The pages that can be read."""
    return tuple(page for document in documents if (page := _page(document, problems)))


def _page(document: Document, problems: Problems) -> OwnPage | None:
    name, top = document.path.rpartition("/")[2].removesuffix(".md"), Place(document.path, 1)
    if not ID.fullmatch(name) or name in TAKEN:
        problems.at(top, "page-name", name=f"{name}.md")
        return None
    parts = front_matter(document, "title and description", problems)
    node = parse_edited(parts[0], document.path, problems, first_line=2) if parts else None
    if not parts or node is None:
        return None
    values = Fields(node, document.path, TABLE, problems, first_line=2).read()
    return OwnPage(name, values["title"], values["description"], not values["menu"], parts[1].strip("\n"), top)
