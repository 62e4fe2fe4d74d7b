"""“Cite this page” at a question's end."""

from __future__ import annotations

import html

from ...model.edition import Edition, Question
from ...publication import Publication
from ...views import routes
from ...views.citation import Reference, citations


def cite_block(edition: Edition, question: Question, publication: Publication) -> str:
    """The page cited in every style, a piece of HTML.

    Beside each citation stand, as attributes, those of a passage, of several and of a note, to be filled in.
    """
    address = publication.site + routes.question(question).address if publication.site else ""
    entries = "\n".join(_entry(citation) for citation in citations(edition, question, address))
    summary = html.escape(edition.interview.labels.cite)
    return f'<details class="cite" id="cite">\n<summary>{summary}</summary>\n<dl>\n{entries}\n</dl>\n</details>'


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
