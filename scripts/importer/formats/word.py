"""A Word document (.docx), by way of the HTML that mammoth makes of it. Its footnotes and comments are left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING

from edition.model.text import words_in
from importer.formats.converted import Made, UnreadableError, versions
from importer.formats.hiding import hidden_words, without_hidden
from importer.formats.hypertext import blocks, text_of

if TYPE_CHECKING:
    from justhtml import Node

LARGEST = 40_000_000
"""Bytes of all XML in a document, unpacked, beyond which nobody has written it."""


def transcript(_: str, data: bytes, __: str, ___: str) -> Made:
    """The transcript made from a document."""
    import mammoth
    from justhtml import JustHTML

    _check(data)
    try:
        data, hidden = _seen(data)
        made = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {}), include_embedded_style_map=False
        )
        html = made.value
    except RecursionError:
        raise
    except Exception as error:  # whatever a spoilt document does to its reader
        raise UnreadableError("broken", name="this document", reason=f"{type(error).__name__}: {error}") from None
    page = JustHTML(html, sanitize=False, fragment=True)
    doubts = list(_told(data, sum("w:sym" in message.message for message in made.messages)))
    notes = list(_notes(page.root))
    if notes:
        words = sum(words_in(text_of(note)) for note in notes)
        doubts.append(("footnotes", {"count": sum(note.name == "li" for note in notes), "words": words}))
    for note in notes:
        if note.parent is not None:
            note.parent.remove_child(note)
    doubts += hidden_words(hidden)
    if struck := page.query("s"):
        doubts.append(("left-out", {"what": f"s ({len(struck)})"}))
    if tables := page.query("table"):
        doubts.append(("tables", {"count": len(tables)}))
    if page.query("ol"):
        doubts.append(("numbers", {}))
    text = "\n\n".join(blocks(page.root))
    return Made(f"{text}\n", True, versions("mammoth", "justhtml"), doubts=tuple(doubts))


def _seen(data: bytes) -> tuple[bytes, list[str]]:
    """The document without its hidden words, and these."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body, hidden = without_hidden(parts["word/document.xml"], parts.get("word/styles.xml", b""))
    if not hidden:
        return data, []
    seen = io.BytesIO()
    with zipfile.ZipFile(seen, "w") as archive:
        for name, part in {**parts, "word/document.xml": body}.items():
            archive.writestr(name, part)
    return seen.getvalue(), hidden


def _told(data: bytes, unknown: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What a document has beside plain text, which isn't simply its words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode(errors="replace")
    body = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", body, flags=re.S)
    if changes := len(re.findall(r"<w:(?:ins|del|moveFrom|moveTo)\s", body)):
        yield "changes", {"count": changes}
    if symbols := len(re.findall(r"<w:sym\s", body)):
        yield "symbols", {"count": symbols, "unknown": unknown}
    for box in re.findall(r"<w:txbxContent>(.*?)</w:txbxContent>", body, flags=re.S):
        yield "box", {"text": " ".join(unescape(re.sub(r"<[^>]*>", "", box.replace("</w:p>", " "))).split())}


def _check(data: bytes) -> None:
    """Refuses what is no document, what would fill the memory, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            if "word/document.xml" not in (part.filename for part in parts):
                raise UnreadableError("no-document")
            if sum(part.file_size for part in parts) > LARGEST:
                raise UnreadableError("too-large", size=sum(part.file_size for part in parts) // 1_000_000)
            for part in parts:
                if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                    raise UnreadableError("broken", name="this document", reason=f"{part.filename} has a DOCTYPE")
    except UnreadableError:
        raise
    except Exception as error:  # of zipfile, zlib and others
        raise UnreadableError("broken", name="this document", reason=error) from None


def _notes(root: Node) -> Iterator[Node]:
    """Footnotes and endnotes, and the numbers in the text that lead to them."""
    for child in list(root.children or ()):
        links = [str((one.attrs or {}).get("id") or "") for one in child.children or () if one.name == "a"]
        here = str((child.attrs or {}).get("id") or "") if child.name[:1] not in "#!" else ""
        if (child.name == "li" and here.startswith(("footnote-", "endnote-"))) or (
            child.name == "sup" and any(link.startswith(("footnote-ref", "endnote-ref")) for link in links)
        ):
            yield child
        else:
            yield from _notes(child)
