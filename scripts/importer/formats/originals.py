"""A file that is no text, such as captions or a Word document: the transcript that is made from it.

An original is kept as it is; what is made from it is a text like any other, which the one reader of
transcripts reads. Its libraries are asked for only when there is such a file.
"""

from __future__ import annotations

from pathlib import PurePath

from importer.formats import captions, word
from importer.formats import html_page as webpage
from importer.formats import json_segments as segments
from importer.formats.blocks import ORIGINALS
from importer.formats.converted import Made, UnreadableError

_ENDINGS = {**{ending: ending for ending in ORIGINALS}, ".htm": ".html", ".xhtml": ".html"}
_MAKE = {
    ".vtt": captions.transcript,
    ".srt": captions.transcript,
    ".json": segments.transcript,
    ".html": webpage.transcript,
    ".docx": word.transcript,
}


def ending_of(name: str) -> str:
    """The ending that an original of that name has in a source folder; empty if it is none."""
    return _ENDINGS.get(PurePath(name).suffix.lower(), "")


def transcript_of(name: str, data: bytes, encoding: str = "", selector: str = "") -> Made:
    """The transcript made from the file called `name`. Raises UnreadableError, LookupError or UnicodeDecodeError."""
    ending = ending_of(name)
    try:
        return _MAKE[ending](ending, data, encoding, selector)
    except ModuleNotFoundError as error:
        raise UnreadableError("tools", name=PurePath(name).name, tool=error.name) from None
    except RecursionError:
        raise UnreadableError("broken", name=PurePath(name).name, reason="it is nested too deep") from None
