"""The story from source/ to docs/, from the first to the last."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import cards
from .checking.whole import check
from .indexing import FOLDER, index, key
from .model import Edition, Proof
from .pages.repository import NOWHERE, Repository
from .pages.search import records
from .pages.sharing import cards as cards_of
from .pages.site import FOLDERS, other_pages, question_pages
from .problems import Problem, SourceError
from .proof import Prover, prove_whole
from .reading.folder import shown, snapshot, transcript_lines
from .reading.source import read_source
from .reading.transcript import spoken_words
from .writing import MADE, Outcome, Staging


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did."""

    edition: Edition
    proof: Proof
    warnings: tuple[Problem, ...]
    outcome: Outcome | None
    """None when the build only checked."""


def build(source: Path, docs: Path | None, repository: Repository = NOWHERE, pages_only: bool = False) -> Report:
    """Read, check, make, prove, write.

    `docs` is the folder whose generated pages are replaced; None only checks, which goes
    the whole way but for the writing. `repository` is where the links to edit and to suggest
    lead, and says which path the source has there. `pages_only` leaves the search index and the pictures as they are, which saves a moment. Raises
    SourceError with all problems, and nothing is written; ProofError if the pages are not
    the transcript; IndexingError if the search index can't be made.
    """
    problems: list[Problem] = []
    parts = read_source(source, problems)
    edition = check(parts, shown(source), problems)
    if edition is None or any(problem.fatal for problem in problems):
        raise SourceError(problems)
    warnings = tuple(sorted(problems))
    prover = Prover()
    pages = prover.watch(question_pages(edition, repository))
    spoken = spoken_words(transcript_lines(source), edition.interview)
    if docs is None:
        for _ in pages:
            pass
        return Report(edition, prover.conclude(spoken), warnings, None)
    staging = Staging(docs, FOLDERS if pages_only else (*FOLDERS, MADE))
    try:
        staging.add(pages)
        proof = prover.conclude(spoken)
        staging.add(
            prove_whole(page, proof) for page in other_pages(edition, proof, repository.path(shown(source)), repository)
        )
        if not pages_only:
            language = edition.interview.language
            staging.add_assets(FOLDER, key(records(edition), language), lambda: index(records(edition), language))
            staging.add_assets(cards.FOLDER, cards.key(cards_of(edition)), lambda: cards.pictures(cards_of(edition)))
        return Report(edition, proof, warnings, staging.commit())
    except BaseException:
        staging.discard()
        raise


def watch(source: Path, again: Callable[[], object], pause: float = 0.2) -> None:
    """Call `again` once for every change below `source`, until interrupted; `pause` in seconds."""
    before = snapshot(source)
    while True:
        time.sleep(pause)
        if (now := snapshot(source)) != before:
            before = now
            again()
