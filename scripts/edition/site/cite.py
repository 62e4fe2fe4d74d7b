"""“Cite this page” at a question's end."""

from __future__ import annotations

import html

from edition.model.edition import Edition, Question
from edition.resolve import urls as routes
from edition.resolve.urls import REFERENCE_FILES
from edition.site.citation import Reference, citations
from edition.site.markdown import attributes, inline, link, relative
from edition.source.publication import Publication


def cite_block(edition: Edition, question: Question, publication: Publication) -> str:
    """The page cited in every style, a piece of HTML and Markdown.

    Beside each citation stand, as attributes, those of a passage, of several and of a note, to be filled in.
    """
    address = publication.site + routes.question(question).address if publication.site else ""
    entries = "\n".join(_entry(citation) for citation in citations(edition, question, address))
    labels = edition.interview.labels
    here = routes.question(question)
    ways = " · ".join(_file(edition, question, name, ending) for ending, (name, _) in REFERENCE_FILES.items())
    return (
        f'<details class="cite" id="cite" markdown="1">\n<summary>{html.escape(labels.cite)}</summary>\n'
        f"<dl>\n{entries}\n</dl>\n\n{inline(labels.cite_files)}{labels.colon}{ways}\n\n"
        f"{link(labels.take, relative(routes.TAKE, here))}\n\n</details>"
    )


def _file(edition: Edition, question: Question, name: str, ending: str) -> str:
    """A link to the citation as a file; the attribute says what in its address stands for the question, where passages have files too.

    It is Markdown, whose addresses every publisher turns into those of the published pages; of raw HTML
    Zensical does, MkDocs doesn't.
    """
    whole = f"q{question.number}"
    passages = {} if edition.is_long else {"data_whole": whole}
    address = f"../{routes.reference(whole, ending)}"
    return f"{link(name, address)}{attributes(download=f'{whole}.{ending}', **passages)}"


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
