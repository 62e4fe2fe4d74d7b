"""What people send back: remarks on words of the interview, in a file, become drafts of notes.

word.py             comments in a Word file
annotations.py  Web Annotations, as programs that lay notes over a page save them
drafts.py           from remarks to drafts

The interview is never touched, and nothing is placed by guessing: what has no certain place is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.text import Span
from edition.problems import Place


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote about words of the interview."""

    place: Place
    """The file, and which of its remarks this is, counted from 1."""
    author: str
    span: Span
    """The words that it is about."""
    paragraphs: tuple[str, ...]
    """In Markdown."""
