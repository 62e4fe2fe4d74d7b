"""Fidelity: the passages hold the words of the transcript, in order, each once.

Both sides are read anew: the passages as they will be published, and the lines of the file
without any of the machine that took it apart. What a publisher then makes of the pages is
proved by prove.py, which reads the finished site.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .model.edition import Fidelity
from .model.text import Transcript
from .problems import EditionError


class ProofError(EditionError):
    """The passages don't hold the words of the transcript: a mistake in this program, not in the source."""


def prove(spoken: Iterable[str], transcript: Transcript) -> Fidelity:
    """What is proved: the passages are the words of `spoken`, the transcript's lines. Raises ProofError."""
    passages = [passage.text for exchange in transcript.exchanges for passage in exchange.passages]
    words, lines = " ".join(passages), " ".join(filter(None, spoken))
    if words != lines:
        ours, theirs = words.count(" ") + 1, lines.count(" ") + 1
        raise ProofError(
            f"the transcript has {theirs} words, the passages {ours}; they differ, so nothing was written. "
            "This is a mistake in the build script; please report it"
        )
    return Fidelity(words.count(" ") + 1, len(passages), hashlib.sha256(words.encode()).hexdigest())
