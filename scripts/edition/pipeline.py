"""The story from source/ to docs/, from the first to the last."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from edition.exports import FILES, Download, File, cards, typesetting
from edition.exports import citations as references
from edition.exports import registry as exports
from edition.model.edition import Edition
from edition.model.site import MADE, OWNED
from edition.output import Assets, Outcome, write, write_beside
from edition.problems import Message, Problems, RefusedError
from edition.resolve.assemble import read_edition
from edition.resolve.cards import list_cards as cards_of
from edition.resolve.permalinks import check_promises
from edition.site import assets, search_index
from edition.site.frame_text import FRAME, frame_words
from edition.site.page import MADE_BY
from edition.site.pages import make_site_files
from edition.source.files import shown
from edition.source.git import find_day_of_last_change
from edition.source.publication import NOWHERE, Publication


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did."""

    edition: Edition
    warnings: tuple[Message, ...]
    outcome: Outcome | None
    """None when the build only checked."""
    missing: tuple[str, ...] = ()
    """The files to take away that couldn't be made, each with the reason, and what is left out of the pictures."""
    lacks_tools: bool = False
    """Whether one of them could be made if a program or fonts were installed."""

    @property
    def found(self) -> str:
        """What the edition holds, in figures."""
        fidelity = self.edition.fidelity
        return f"{self.edition.asked} questions, {fidelity.passages} passages, {fidelity.words} words"


def build(
    source: Path,
    docs: Path | None,
    publication: Publication = NOWHERE,
    pages_only: bool = False,
    with_exports: bool = True,
) -> Report:
    """Read, check, prove, make, write.

    `docs` is the folder whose generated pages are replaced; None only checks. `publication` is where
    the links to edit and to suggest lead. `pages_only` leaves the search index, the pictures and the files
    to take away as they are, which saves a moment; without `with_exports` no files to take away are written but
    the citations, which saves more. Nobody else may build meanwhile (locking.py). Raises EditionError
    when nothing was written: SourceError with all problems, ProofError if the passages are not the transcript,
    RefusedError if the disk is full, and the like.
    """
    gc.disable()  # hardly anything here refers to itself, and looking for that takes a tenth of a long build
    try:
        return _build(source, docs, publication, pages_only, with_exports and not pages_only)
    except OSError as error:
        raise RefusedError(error, docs or source) from error
    finally:
        gc.enable()


def _build(source: Path, docs: Path | None, publication: Publication, pages_only: bool, with_exports: bool) -> Report:
    problems = Problems()
    edition = read_edition(source, problems)
    if edition is not None:
        check_promises(edition, problems)
    if problems or edition is None:
        raise problems.error(shown(source))
    warnings = problems.messages(shown(source))
    if docs is None:
        return Report(edition, warnings, None)
    if not pages_only:  # a preview keeps the day: else every citation would change with the first word saved
        find_day_of_last_change.cache_clear()
    edition = replace(edition, interview=replace(edition.interview, changed=find_day_of_last_change(source)))
    asset_names, asset_files = assets.make_assets(docs / "assets", is_published=with_exports)
    for template in (frame_words(edition), asset_names):
        write_beside(docs.resolve().parent / FRAME, template)
    taken: list[Download] = []
    files = chain(
        _list_downloads(edition, publication, taken, with_exports),
        () if pages_only else _write_found(edition, publication),
        asset_files,
        make_site_files(edition, publication, taken),
    )
    made = [path.name for path in (docs / MADE).glob(f"{assets.FOLDER}*")]
    made += [] if pages_only else [FILES, search_index.FOLDER]
    pictures = () if pages_only or not typesetting.list_installed() else (_list_pictures(edition),)
    own = (f"{page.name}.md" for page in edition.pages)
    outcome = write(docs, (*OWNED, *own), MADE_BY, files, made, pictures)
    show(docs, "")
    missing = [f"{one.export.path} was not made: {one.missing}" for one in taken if one.missing]
    missing += [cards.list_missing_glyphs(cards_of(edition))] if with_exports else []
    lacks_tools = any(one.lacks_tools for one in taken)
    return Report(edition, warnings, outcome, tuple(filter(None, missing)), lacks_tools)


def show(docs: Path, notice: str) -> None:
    """Have the frame of every page show a piece of HTML, which a later build takes away; for previews."""
    write_beside(docs.resolve().parent / FRAME, File("problems.html", notice.encode()))


def _list_downloads(
    edition: Edition, publication: Publication, taken: list[Download], with_exports: bool
) -> Iterator[File]:
    """The files that readers take with them; what the pages then say of each is added to `taken`."""
    if not with_exports:
        taken += exports.list_unwritten()
        return
    for download, files in exports.write_exports(edition, publication):
        taken.append(download)
        yield from _place_below(FILES, files)


def _write_found(edition: Edition, publication: Publication) -> Iterator[File]:
    """The citations of each question and passage, and what the search searches."""
    yield from _place_below(FILES, references.write_part_files(edition, publication))
    yield from _place_below(search_index.FOLDER, search_index.make_index_files(edition))


def _place_below(folder: str, files: Iterable[File]) -> Iterator[File]:
    return (File(f"{MADE}/{folder}/{file.path}", file.data) for file in files)


def _list_pictures(edition: Edition) -> Assets:
    """What is shown where a page is shared."""
    drawn = list(cards_of(edition))
    return Assets(cards.FOLDER, cards.key(drawn), lambda: cards.draw_pictures(drawn))
