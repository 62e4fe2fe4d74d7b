"""From bytes to characters: by a byte order mark, as UTF-8, or as charset-normalizer guesses, which is for an editor to see."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

BOMS = ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with how it was saved."""

    text: str
    """Without a byte order mark."""
    encoding: str
    """Empty for UTF-8."""
    guessed: bool


def decode(data: bytes, encoding: str = "") -> Decoded | None:
    """Decode a file; `encoding` is what somebody says it is. None if it is no text."""
    if encoding:
        name = codecs.lookup(encoding).name
        return Decoded(data.decode(name).removeprefix("\ufeff"), "" if name == "utf-8" else name, False)
    for mark, name in BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(name or "utf-8-sig"), name, False)
    try:
        return Decoded(data.decode("utf-8"), "", False) if b"\0" not in data else _guess(data)
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # only here: most files are UTF-8

    best = from_bytes(data).best()
    if best is None:
        return None
    name = codecs.lookup(best.encoding).name
    return Decoded(data.decode(name).removeprefix("\ufeff"), name, True)
