"""Read any file as text: text files are decoded, the others converted by the module of their format."""

from __future__ import annotations

import re
from pathlib import PurePath

from importer.formats import captions, html_page, json_segments, word
from importer.formats.encoding import decode
from importer.formats.made import Made
from importer.notices import RefusedError

ENDINGS = {
    **{ending: ending for ending in (".vtt", ".srt", ".json", ".html", ".docx", ".md", ".txt")},
    ".htm": ".html",
    ".xhtml": ".html",
    ".markdown": ".md",
    ".text": ".txt",
    "": ".txt",
}
"""The endings that can be read, each with the one that the original has in the source folder."""
_READ = {
    ".vtt": captions.read_captions,
    ".srt": captions.read_captions,
    ".json": json_segments.read_segments,
    ".html": html_page.read_page,
    ".docx": word.read_document,
}
_LARGEST = 64_000_000
"""Bytes: the longest transcripts that were seen have two million."""
_OTHERS = (b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files of other formats begin, whatever they are called."""


def read_file(name: str, data: bytes, encoding: str = "", selector: str = "") -> tuple[str, Made]:
    """Read the file called `name`; returns its ending in the source folder, and what is made of it.

    Raises RefusedError, or UnicodeDecodeError if it isn't saved in `encoding`.
    """
    if len(data) > _LARGEST:
        raise RefusedError("too-large", size=len(data) // 1_000_000)
    name = PurePath(name).name
    ending = ENDINGS.get(PurePath(name).suffix.lower(), "")
    if read := _READ.get(ending):
        try:
            made = read(ending, data, encoding, selector)
            made.text.encode()
        except ModuleNotFoundError as error:
            raise RefusedError("tools", name=name, tool=error.name) from None
        except RecursionError:
            raise RefusedError("broken", name=name, reason="it is nested too deeply") from None
        except UnicodeEncodeError:  # half of a character, as JSON can have it
            raise RefusedError("no-character", char="half of a character (a lone surrogate)") from None
    elif not ending or data.startswith(_OTHERS):
        raise RefusedError("format", name=name)
    else:
        made = _read_text(ending, data, encoding)
    if "\0" in made.text:
        raise RefusedError("no-character", char="the character U+0000")
    return ending if read else ".md" if made.markdown else ".txt", made


def _read_text(ending: str, data: bytes, encoding: str) -> Made:
    decoded = decode(data, encoding)
    if decoded is None:
        raise RefusedError("no-text")
    text = re.sub(r"\r\n?", "\n", decoded.text)
    markdown = ending == ".md" or bool(re.search(r"^\s*(?:\*\*[^*\n]+\*\*|#{1,6} \S)", text, re.M))
    return Made(text, markdown, (), decoded.encoding, decoded.guessed)
