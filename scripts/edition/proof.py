"""Fidelity, proved in every build: the words on the pages are the transcript's, in order, each once.

Both sides are read anew. The transcript's words come straight from its lines, the pages'
words from the finished Markdown; if a word was lost, doubled, changed or moved anywhere
between the two, the hashes differ and nothing is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .model import Page, Proof
from .pages.markdown import plain

_PASSAGE = re.compile(r"^(?P<text>.++)\n\[\]\([^)\n]*#p\d+\)\{:[^\n]*\n\{: #(?:q\d+-)?p\d+ \.passage [^\n]*\}$", re.M)
_MARKS = re.compile(r"<span [^>]*>|</span>|\[\]\(#(?:q\d+-)?n-[^)]*\)\{:[^}]*\}|\[|\]\(#t-[^)]*\)\{:[^}]*\}")
"""What the editors put inside a passage. The source's own brackets are never written as such."""


class ProofError(Exception):
    """The pages don't hold the words of the transcript: a mistake in this program, not in the source."""


@dataclass(slots=True)
class _Reading:
    """Words hashed as they pass by, so that no second copy of the text is held."""

    words: int = 0
    pieces: int = 0
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def take(self, text: str) -> None:
        self._hash.update((" " if self.pieces else "").encode() + text.encode())
        self.words += text.count(" ") + 1  # of a folded text
        self.pieces += 1

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class Prover:
    """Reads pages as they are made, then compares them with the transcript."""

    def __init__(self) -> None:
        self._pages = _Reading()

    def watch(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass `pages` through, taking in the words of their passages."""
        for page in pages:
            for text in passages_of(page.text):
                self._pages.take(text)
            yield page

    def conclude(self, spoken: Iterable[str]) -> Proof:
        """Compare with `spoken`, the transcript's words line by line.

        Raises ProofError when they aren't the same.
        """
        source = _Reading()
        for line in spoken:
            if line:
                source.take(line)
        if source.sha256 != self._pages.sha256:
            raise ProofError(
                f"the transcript has {source.words} words, the pages {self._pages.words}; they differ, so nothing was written"
            )
        return Proof(source.words, self._pages.pieces, source.sha256)


def prove_whole(page: Page, proof: Proof) -> Page:
    """`page` itself, if it holds the whole interview once more or nothing of it. Raises ProofError."""
    reading = _Reading()
    for text in passages_of(page.text):
        reading.take(text)
    if reading.pieces and reading.sha256 != proof.sha256:
        raise ProofError(f"{page.path} has {reading.words} words of the interview, which are not its {proof.words}")
    return page


def passages_of(markdown: str) -> Iterator[str]:
    """The words of each passage of a page, read back from its Markdown."""
    for match in _PASSAGE.finditer(markdown):
        text = match["text"]
        yield plain(_MARKS.sub("", text) if "<" in text or "[" in text else text)
