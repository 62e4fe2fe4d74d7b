"""Page breaks healed: whether a block of text goes on with the paragraph before it.

The text came out of a paged document, where a page break cuts a paragraph into two blocks in
mid-sentence. Healing joins such blocks with one space and changes nothing else.
"""

from __future__ import annotations

from importer.model import Layout

_ENDS = ".?!…:;。？！：；؟۔।"
_CLOSES = "\"”’'»)]」』）】》*_"
"""A paragraph that no page break cut ends with one of _ENDS, perhaps inside quotes or brackets."""


def ends_sentence(text: str) -> bool:
    """Whether a text looks finished, so that another may begin after it."""
    return text.rstrip().rstrip(_CLOSES)[-1:] in _ENDS


class Healing:
    """Decides by the look of a paragraph, or as interview.yml says."""

    def __init__(self, layout: Layout) -> None:
        self._heals = layout.heals
        self._never = frozenset(layout.never_join)
        self._always = frozenset(layout.always_join)

    def continues(self, line: int, before: str) -> bool:
        """Whether the block that begins on `line` goes on with the paragraph `before` it."""
        if line in self._never:
            return False
        return line in self._always or (self._heals and before.rstrip(_CLOSES)[-1:] not in _ENDS)
