"""A Word document (.docx), by way of the HTML that mammoth makes of it. Its footnotes and comments are left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from edition.model.text import words_in
from importer.formats.hiding import remove_hidden, report_hidden
from importer.formats.hypertext import extract_text, report_tables, write_blocks
from importer.formats.made import Made, list_versions
from importer.notices import Notice, RefusedError

if TYPE_CHECKING:
    from justhtml import Node

LARGEST = 40_000_000
"""Bytes of all XML in a document, unpacked, beyond which nobody has written it."""


def read_document(_: str, data: bytes, __: str, ___: str) -> Made:
    """Make a text of a document."""
    import mammoth
    from justhtml import JustHTML

    _check(data)
    try:
        data, hidden = _leave_out_hidden(data)
        made = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {}), include_embedded_style_map=False
        )
        html = made.value
    except RecursionError:
        raise
    except Exception as error:  # whatever a spoilt document does to its reader
        raise RefusedError("broken", name="this document", reason=f"{type(error).__name__}: {error}") from None
    page = JustHTML(html, sanitize=False, fragment=True)
    notices = list(_report_contents(data, sum("w:sym" in message.message for message in made.messages)))
    notes = list(_find_notes(page.root))
    if notes:
        words = sum(words_in(extract_text(note)) for note in notes)
        facts = {"count": sum(note.name == "li" for note in notes), "words": words}
        notices.append(Notice("footnotes", 0, facts))
    for note in notes:
        if note.parent is not None:
            note.parent.remove_child(note)
    notices += report_hidden(hidden)
    if struck := page.query("s"):
        notices.append(Notice("left-out", 0, {"what": f"s ({len(struck)})"}))
    notices += report_tables(page.query("table"))
    if page.query("ol"):
        notices.append(Notice("numbers"))
    text = "\n\n".join(write_blocks(page.root))
    return Made(f"{text}\n", True, list_versions("mammoth", "justhtml"), notices=tuple(notices))


def _leave_out_hidden(data: bytes) -> tuple[bytes, list[str]]:
    """Leave hidden words out of a document; returns it and these."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body, hidden = remove_hidden(parts["word/document.xml"], parts.get("word/styles.xml", b""))
    if not hidden:
        return data, []
    seen = io.BytesIO()
    with zipfile.ZipFile(seen, "w") as archive:
        for name, part in {**parts, "word/document.xml": body}.items():
            archive.writestr(name, part)
    return seen.getvalue(), hidden


def _report_contents(data: bytes, unknown: int) -> Iterator[Notice]:
    """Report what a document has beside plain words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode(errors="replace")
    body = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", body, flags=re.S)
    if changes := len(re.findall(r"<w:(?:ins|del|moveFrom|moveTo)\s", body)):
        yield Notice("changes", 0, {"count": changes})
    if symbols := len(re.findall(r"<w:sym\s", body)):
        yield Notice("symbols", 0, {"count": symbols, "unknown": unknown})
    for box in re.findall(r"<w:txbxContent>(.*?)</w:txbxContent>", body, flags=re.S):
        text = unescape(re.sub(r"<[^>]*>", "", box.partition("</w:p>")[0]))
        yield Notice("box", 0, {"words": " ".join(text.split())})


def _check(data: bytes) -> None:
    """Refuses what is no document, what would fill the memory, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            if "word/document.xml" not in (part.filename for part in parts):
                raise RefusedError("no-document")
            if sum(part.file_size for part in parts) > LARGEST:
                raise RefusedError("too-large", size=sum(part.file_size for part in parts) // 1_000_000)
            for part in parts:
                if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                    raise RefusedError("broken", name="this document", reason=f"{part.filename} has a DOCTYPE")
    except RefusedError:
        raise
    except Exception as error:  # of zipfile, zlib and others
        raise RefusedError("broken", name="this document", reason=error) from None


def _find_notes(root: Node) -> Iterator[Node]:
    """Footnotes and endnotes, and the numbers in the text that lead to them."""
    for child in list(root.children or ()):
        links = [str((one.attrs or {}).get("id") or "") for one in child.children or () if one.name == "a"]
        here = str((child.attrs or {}).get("id") or "") if child.name[:1] not in "#!" else ""
        if (child.name == "li" and here.startswith(("footnote-", "endnote-"))) or (
            child.name == "sup" and any(link.startswith(("footnote-ref", "endnote-ref")) for link in links)
        ):
            yield child
        else:
            yield from _find_notes(child)
