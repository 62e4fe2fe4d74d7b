"""For reference managers and repositories: RIS, BibTeX, CSL-JSON and CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from edition.exports import Export, File
from edition.model.edition import Edition
from edition.resolve.colophon import colophon
from edition.resolve.urls import REFERENCE_FILES
from edition.resolve.works import Work, bibtex, parts, whole
from edition.source.publication import Publication


def write_ris(work: Work) -> str:
    """The work in RIS (https://en.wikipedia.org/wiki/RIS_(file_format)): a web page, since RIS knows no interviews.

    Of a web page some programs print the site (T2), others the publisher (PB): both are this edition. The interview's
    publisher is in M3, and the place is part of the title, which every program prints.
    """
    lines = (
        ("TY", "ELEC"),
        ("ID", work.key),
        ("AU", work.author),
        ("A2", work.interviewer),
        ("TI", work.titled),
        ("T2", work.state),
        ("M3", work.asked),
        ("PB", work.state),
        ("DA", work.date.strftime("%Y/%m/%d")),
        ("PY", str(work.date.year)),
        ("LA", work.language),
        ("N1", _note(work)),
        ("UR", work.address),
    )
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines if text) + "ER  - \r\n"


def csl(work: Work) -> str:
    """The work in CSL-JSON (https://citationstyles.org), as a list of one.

    The container, which every style prints, says of what place and state of this edition the words are; `publisher` would
    be read as the edition's.
    """
    item = {
        "id": work.key,
        "type": "interview",
        "title": work.title,
        "author": [_write_csl_name(work.author, work)],
        "interviewer": [_write_csl_name(work.interviewer, work)],
        "issued": {"date-parts": [[work.date.year, work.date.month, work.date.day]]},
        "original-publisher": work.publisher,
        "container-title": work.container,
        "note": _note(work),
        "language": work.language,
        "URL": work.address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _note(work: Work) -> str:
    return f"{work.place}. {work.rights}".strip()


def _write_csl_name(name: str, work: Work) -> dict[str, str]:
    """A person's name in its two parts; any other as it is."""
    family, given = _list_date_parts(name, work)
    return {"family": family, "given": given} if given else {"literal": name}


def _list_date_parts(name: str, work: Work) -> tuple[str, str]:
    """Family and given names of a person; “Ministry of Foreign Affairs, Moscow” has none."""
    family, _, given = ("", "", "") if name in work.groups else name.partition(", ")
    return family, given


FORMS: dict[str, Callable[[Work], str]] = {"ris": write_ris, "bib": lambda work: f"{bibtex(work)}\n", "csl.json": csl}
"""How a work is written, by the ending of the file's name."""


def citation_file(edition: Edition, publication: Publication) -> bytes:
    """The edition in the Citation File Format 1.2.0 (https://citation-file-format.github.io).

    No licence is named there: it would be read as one for the interview, too.
    """
    labels, work, about = edition.interview.labels, whole(edition, publication), colophon(edition, publication)
    family, given = _list_date_parts(work.author, work)
    author = {"family-names": family, "given-names": given} if given else {"name": work.author}
    document: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": labels.cite_message,
        "type": "dataset",
        "title": work.edition,
        "version": edition.interview.version,
        "date-released": edition.interview.changed.isoformat() if edition.interview.changed else "",
        "abstract": f"{about.who}. {about.kind}. {about.all_rights}".strip() + ("." if about.licence else ""),
        "authors": [{"name": labels.file_editors.format(edition=work.edition)}],
        "url": publication.site,
        "repository-code": publication.repository,
        "references": [
            {
                "type": "generic",
                "title": work.title,
                "authors": [author],
                "publisher": {"name": work.publisher} if work.publisher else "",
                "date-released": work.date.isoformat(),
                "notes": work.asked,
                "url": edition.interview.provenance.address,
            }
        ],
    }
    document["references"][0] = {name: value for name, value in document["references"][0].items() if value}
    given_ones = {name: value for name, value in document.items() if value}
    return yaml.safe_dump(given_ones, allow_unicode=True, sort_keys=False, width=1000).encode()


def write_part_files(edition: Edition, publication: Publication) -> Iterator[File]:
    """A file in each form for each question and each passage, below `cite/`."""
    for name, work in parts(edition, publication):
        for ending, form in FORMS.items():
            yield File(f"cite/{name}.{ending}", form(work).encode())


def _export(ending: str) -> Export:
    form = FORMS[ending]
    return Export(
        f"interview.{ending}",
        REFERENCE_FILES[ending][1],
        "references",
        lambda edition, publication: form(whole(edition, publication)).encode(),
        said=False,
        noted=False,
    )


EXPORTS = (
    *map(_export, FORMS),
    Export("CITATION.cff", "application/yaml", "references", citation_file, said=False, noted=False),
)
