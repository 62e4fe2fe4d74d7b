"""When words are the same words: white space folded, straight and curly quotation marks equal, whole words."""

from __future__ import annotations

from collections.abc import Iterator

_EQUAL = str.maketrans("“”„‟«»‘’‚‛\u00a0\u2007\u202f", '""""""\'\'\'\'   ')
"""One character for one, so that places in the folded text are places in the text."""


def folded(text: str) -> str:
    """`text` with quotation marks straightened and special spaces made plain; as long as before."""
    return text if text.isascii() else text.translate(_EQUAL)


def occurrences(wanted: str, text: str) -> Iterator[int]:
    """Where `wanted` stands in `text`, whole words only: “German” is not in “Germans”."""
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        opens = not (start and text[start - 1].isalnum() and wanted[0].isalnum())
        closes = not (end < len(text) and text[end].isalnum() and wanted[-1].isalnum())
        if opens and closes:
            yield start
        start = text.find(wanted, start + 1)
