"""The files that readers take with them: every format is listed here, and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ..model.edition import Edition
from ..publication import Publication
from ..views.cards import cards as cards_of
from . import (
    Download,
    Export,
    File,
    NotMadeError,
    cards,
    data,
    epub,
    markdown,
    pdf,
    references,
    tables,
    tei,
    text,
    typesetting,
    web_annotations,
    webpage,
    word,
)

EXPORTS: tuple[Export, ...] = (
    *epub.exports(cards.cover),
    *pdf.EXPORTS,
    *webpage.EXPORTS,
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


def downloads(edition: Edition, publication: Publication) -> tuple[Download, ...]:
    """Every export of the edition, written; one that can't be made says why."""
    return tuple(_download(export, edition, publication) for export in EXPORTS)


def _download(export: Export, edition: Edition, publication: Publication) -> Download:
    if export.longest and edition.words > export.longest:
        return Download(export, None, f"the interview has more than {export.longest:,} words")
    try:
        data = export.write(edition, publication)
        return Download(export, data, picture=_picture(export, edition, publication))
    except NotMadeError as reason:
        return Download(export, None, str(reason))


def _picture(export: Export, edition: Edition, publication: Publication) -> bytes | None:
    return cards.small(export.picture(edition, publication)) if export.picture else None


def needs_faces(edition: Edition, publication: Publication) -> bool:
    """Whether the book or a picture has letters of other scripts than Latin, Greek and Cyrillic."""
    return any(map(typesetting.needs_faces, (pdf.words(edition, publication), *map(str, cards_of(edition)))))


def unwritten() -> tuple[Download, ...]:
    """Every export as the preview shows it, which writes none."""
    return tuple(Download(export, None) for export in EXPORTS)


def files(edition: Edition, publication: Publication, downloads: Iterable[Download]) -> Iterator[File]:
    """The written ones as files of their folder, and the citations of each question and passage."""
    yield from (File(each.export.path, each.data) for each in downloads if each.data is not None)
    yield from (File(f"{each.export.path}.png", each.picture) for each in downloads if each.picture)
    yield from references.of_parts(edition, publication)


def key(files: Iterable[File]) -> str:
    """A hash of all of them."""
    made_from = hashlib.sha256()
    for file in files:
        made_from.update(f"{file.path} {hashlib.sha256(file.data).hexdigest()}\n".encode())
    return made_from.hexdigest()
