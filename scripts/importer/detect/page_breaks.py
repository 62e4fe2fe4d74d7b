"""Page breaks healed: whether a block of text goes on with the paragraph before it.

The text came out of a paged document, where a page break cuts a paragraph into two blocks in
mid-sentence. Healing joins such blocks with one space and changes nothing else.
"""

from __future__ import annotations

from edition.model.editorial import Provenance
from edition.problems import Problems

_ENDS = ".?!…:;。？！：；؟۔।"
_CLOSES = "\"”’'»)]」』）】》*_"
"""A paragraph that no page break cut ends with one of _ENDS, perhaps inside quotes or brackets."""


def ends_sentence(text: str) -> bool:
    """Whether a text looks finished, so that another may begin after it."""
    return text.rstrip().rstrip(_CLOSES)[-1:] in _ENDS


class Healing:
    """Decides by the look of a paragraph, or as interview.yml says."""

    def __init__(self, provenance: Provenance, heals: bool = True) -> None:
        self._heals = heals
        self._never = dict(provenance.never_join)
        self._always = dict(provenance.always_join)

    def continues(self, line: int, before: str) -> bool:
        """Whether the block that begins on `line` goes on with the paragraph `before` it."""
        if self._never.pop(line, None):
            return False
        return bool(self._always.pop(line, None)) or (self._heals and before.rstrip(_CLOSES)[-1:] not in _ENDS)

    def report_unused(self, problems: Problems) -> None:
        """A line of interview.yml that names no block is a mistake."""
        for line, place in [*self._never.items(), *self._always.items()]:
            problems.at(place, "join-nowhere", line=line)
