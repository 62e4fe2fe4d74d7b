"""The story from source/ to docs/, from the first to the last."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .checking.whole import check
from .model import Edition
from .pages.site import FOLDERS, other_pages, question_pages
from .problems import Problem, SourceError
from .proof import Proof, Prover
from .reading.folder import shown, snapshot
from .reading.source import read_source
from .reading.transcript import spoken_words
from .writing import Outcome, Staging


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did."""

    edition: Edition
    proof: Proof
    outcome: Outcome | None
    """None when the build only checked."""


def build(source: Path, docs: Path | None, edit: str = "") -> Report:
    """Read, check, make, prove, write.

    `docs` is the folder whose generated pages are replaced; None only checks, which goes
    the whole way but for the writing. `edit` is the address below which the source is
    edited in a browser, or empty. Raises SourceError with all problems, and nothing is
    written; ProofError if the pages are not the transcript.
    """
    problems: list[Problem] = []
    parts = read_source(source, problems)
    edition = check(parts, shown(source), problems)
    if problems or edition is None or parts.folder.transcript is None:
        raise SourceError(problems)
    prover = Prover()
    pages = prover.watch(question_pages(edition, edit))
    spoken = spoken_words(parts.folder.transcript.text, edition.interview)
    if docs is None:
        for _ in pages:
            pass
        return Report(edition, prover.conclude(spoken), None)
    staging = Staging(docs, FOLDERS)
    try:
        staging.add(pages)
        proof = prover.conclude(spoken)
        staging.add(other_pages(edition, proof, shown(source)))
        return Report(edition, proof, staging.commit())
    except BaseException:
        staging.discard()
        raise


def edit_base(environment: Mapping[str, str]) -> str:
    """Where files of the repository are edited on GitHub, from REPO_URL and REPO_BRANCH; or empty."""
    repository = environment.get("REPO_URL", "").strip().rstrip("/").removesuffix(".git")
    return f"{repository}/edit/{environment.get('REPO_BRANCH') or 'main'}" if repository else ""


def watch(source: Path, again: Callable[[], object], pause: float = 0.2) -> None:
    """Call `again` once for every change below `source`, until interrupted; `pause` in seconds."""
    before = snapshot(source)
    while True:
        time.sleep(pause)
        if (now := snapshot(source)) != before:
            before = now
            again()
