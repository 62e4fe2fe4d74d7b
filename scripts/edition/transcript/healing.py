"""Page breaks healed: whether a block of text goes on with the paragraph before it.

The text came out of a paged document, where a page break cuts a paragraph into two blocks in
mid-sentence. Healing joins such blocks with one space and changes nothing else.
"""

from __future__ import annotations

import re

from ..model.editorial import Provenance
from ..problems import Problems

_ENDS = ".?!…:;。？！؟۔।"
_CLOSES = "\"”’'»)]"
"""A paragraph that no page break cut ends with one of _ENDS, perhaps inside quotes or brackets."""
_RUN = re.compile(r"[ \t\n\f\v]+")
WHITE = " \t\n\f\v"
"""The white space that is folded. A no-break space is a character of the text."""


def single_spaced(text: str) -> str:
    """`text` with each run of ASCII white space made one space, and none at its ends."""
    return _RUN.sub(" ", text.strip(WHITE))


class Healing:
    """Decides by the look of a paragraph, or as interview.yml says."""

    def __init__(self, provenance: Provenance) -> None:
        self._never = dict(provenance.never_join)
        self._always = dict(provenance.always_join)

    def continues(self, line: int, before: str) -> bool:
        """Whether the block that begins on `line` goes on with the paragraph `before` it."""
        if self._never.pop(line, None):
            return False
        return bool(self._always.pop(line, None)) or before.rstrip(_CLOSES)[-1:] not in _ENDS

    def report_unused(self, problems: Problems) -> None:
        """A line of interview.yml that names no block is a mistake."""
        for line, place in [*self._never.items(), *self._always.items()]:
            problems.at(place, "join-nowhere", line=line)
