"""llms.txt (https://llmstxt.org): where a language model finds the words, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.exports import Download
from edition.model.edition import Edition
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.resolve.plain import heading
from edition.site.page import Raw
from edition.source.publication import Publication

FORMATS = ("text", "markdown", "json")
"""The formats that a program reads without another: their labels."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>]")


def llms(edition: Edition, publication: Publication, downloads: Sequence[Download]) -> Raw:
    """What the edition is, whose words are whose, then its files and questions; each line of the editors' says so."""
    return Raw("llms.txt", "<!-- {made} -->\n\n" + "\n".join(_lines(edition, publication, downloads)) + "\n")


def _lines(edition: Edition, publication: Publication, downloads: Sequence[Download]) -> Iterator[str]:
    about, labels = colophon(edition, publication), edition.interview.labels
    yield f"# {_plain(about.title)}\n"
    yield f"> {_plain(f'{about.who}. {about.kind}.')}\n"
    yield from (f"{_plain(line)}\n" for line in about.lines[2:])
    yield f"## {_plain(labels.take)}\n"
    for one in downloads:
        if one.export.label in FORMATS and one.export.said and not one.missing:
            kind = labels.take_noted if one.export.noted else labels.take_alone
            text = f"{labels[f'take_{one.export.label}']} {kind[:1].upper()}{kind[1:]}."
            yield f"- [{_plain(one.export.name)}]({publication.site}{one.address}): {_plain(text)}"
    yield f"\n## {_plain(labels.contents)}\n"
    for question in edition.questions:
        editorial, title = question.editorial, _plain(heading(question, labels))
        said = [f"{labels.file_title}: {editorial.title}."] if editorial.titled else []
        said += [f"{labels.summary} {editorial.summary}"] if editorial.summary else []
        tail = f": {_plain(' '.join(said))}" if said else ""
        yield f"- [{title}]({publication.site}{urls.locate_question(question).address}){tail}"


def _plain(text: str) -> str:
    """A text that has to be read as it is, written for a reader of Markdown that may be none."""
    return _SPECIAL.sub(r"\\\g<0>", text)
