"""“Cite this page” at a question's end."""

from __future__ import annotations

import html

from ...model.edition import Edition, Question
from ...publication import Publication
from ...views import routes
from ...views.citation import Reference, citations
from ...views.routes import REFERENCE_FILES
from .markdown import published


def cite_block(edition: Edition, question: Question, publication: Publication) -> str:
    """The page cited in every style, a piece of HTML.

    Beside each citation stand, as attributes, those of a passage, of several and of a note, to be filled in.
    """
    address = publication.site + routes.question(question).address if publication.site else ""
    entries = "\n".join(_entry(citation) for citation in citations(edition, question, address))
    labels = edition.interview.labels
    summary, files = html.escape(labels.cite), html.escape(labels.cite_files)
    ways = " ".join(_file(edition, question, name, ending) for ending, (name, _) in REFERENCE_FILES.items())
    take = f'<a href="{published(routes.TAKE, routes.question(question))}">{html.escape(labels.take)}</a>'
    return (
        f'<details class="cite" id="cite">\n<summary>{summary}</summary>\n<dl>\n{entries}\n'
        f"<dt>{files}</dt>\n<dd>{ways}</dd>\n</dl>\n<p>{take}</p>\n</details>"
    )


def _file(edition: Edition, question: Question, name: str, ending: str) -> str:
    """A link to the citation as a file; beside it stands, as an attribute, the file for a passage, if there is one."""
    up = published(routes.HOME, routes.question(question))
    own = "" if edition.is_long else f' data-file="{up}{routes.reference("{passage}", ending)}"'
    return f'<a href="{up}{routes.reference(f"q{question.number}", ending)}" download{own}>{name}</a>'


def _entry(citation: Reference) -> str:
    values = {
        "style": citation.style,
        "passage": citation.passage,
        "passages": citation.passages,
        "note": citation.note,
    }
    data = "".join(f' data-{name}="{html.escape(value)}"' for name, value in values.items())
    page = html.escape(citation.question)
    text = f"<pre>{page}</pre>" if "\n" in page else page
    return f"<dt>{citation.style}</dt>\n<dd{data}>{text}</dd>"
