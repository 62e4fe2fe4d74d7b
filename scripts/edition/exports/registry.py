"""The files that readers take with them: every format is listed here, and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from edition.exports import (
    Download,
    Export,
    File,
    NotInstalledError,
    NotMadeError,
    cards,
    epub,
    markdown,
    pdf,
    tei,
    text,
    typesetting,
    web_annotations,
    word,
)
from edition.exports import citations as references
from edition.exports import csv_export as tables
from edition.exports import json_export as data
from edition.model.edition import Edition
from edition.resolve.cards import list_cards as cards_of
from edition.source.publication import Publication

EXPORTS: tuple[Export, ...] = (
    *epub.exports(cards.cover),
    *pdf.EXPORTS,
    *word.EXPORTS,
    *text.EXPORTS,
    *markdown.EXPORTS,
    *data.EXPORTS,
    *tables.EXPORTS,
    *tei.EXPORTS,
    *web_annotations.EXPORTS,
    *references.EXPORTS,
)
"""In the order in which readers are offered them."""


def write_exports(edition: Edition, publication: Publication) -> Iterator[tuple[Download, tuple[File, ...]]]:
    """Every export as it is offered, with its file and its picture; one that can't be made says why.

    One after the other, so that not all of them have to be in memory.
    """
    return (_write_export(export, edition, publication) for export in EXPORTS)


def _write_export(export: Export, edition: Edition, publication: Publication) -> tuple[Download, tuple[File, ...]]:
    if export.longest and edition.words > export.longest:
        return Download(export, missing=f"the interview has more than {export.longest:,} words"), ()
    try:
        data = export.write(edition, publication)
        picture = cards.shrink_picture(export.picture(edition, publication)) if export.picture else None
    except NotMadeError as reason:
        return Download(export, missing=str(reason), lacks_tools=isinstance(reason, NotInstalledError)), ()
    files = (File(export.path, data), *([File(f"{export.path}.png", picture)] if picture else []))
    return Download(export, len(data), hashlib.sha256(data).hexdigest(), picture=picture), files


def needs_faces(edition: Edition, publication: Publication) -> bool:
    """Whether the book or a picture has letters of other scripts than Latin, Greek and Cyrillic."""
    return any(map(typesetting.needs_faces, (pdf.words(edition, publication), *map(str, cards_of(edition)))))


def list_unwritten() -> Iterator[Download]:
    """Every export as the preview shows it, which writes none."""
    return map(Download, EXPORTS)
