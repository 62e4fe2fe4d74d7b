"""The search index, made by Pagefind from the records of an edition.

Pagefind is a program of its own (https://pagefind.app) that cuts an index into small pieces;
a browser fetches only those that a query needs. So the search costs nothing until it is
used, and an interview of thousands of questions stays searchable on a phone. It is the same
with every publisher, because the index is made here and not by the publisher's theme.
"""

from __future__ import annotations

import hashlib
import html
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import pagefind_bin

from ..problems import EditionError
from ..views.records import SPOKEN, Record
from . import File

FOLDER = "search"
"""Where the index stands below docs/made/."""
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""Of the files at the top of Pagefind's output; the others are interfaces that nobody calls."""


class IndexingError(EditionError):
    """Pagefind failed; says how."""


def key(records: Iterable[Record], language: str) -> str:
    """A hash of all that the index is made from."""
    made_from = hashlib.sha256(f"{version('pagefind_bin')} {language}\n".encode())
    for record in records:
        made_from.update(_page(record, language).encode())
    return made_from.hexdigest()


def index(records: Iterable[Record], language: str) -> Iterator[File]:
    """The files of the index for texts in `language`. Raises IndexingError when Pagefind fails."""
    with tempfile.TemporaryDirectory() as name:
        pages, output = Path(name, "pages"), Path(name, "index")
        pages.mkdir()
        for record in records:
            # The address that Pagefind will give, from which search.js makes kind and address again.
            path = pages / record.kind / record.target.folder / f"{record.target.anchor}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(record, language), encoding="utf-8")
        done = subprocess.run(
            [
                str(pagefind_bin.get_executable()),
                "--site",
                str(pages),
                "--output-path",
                str(output),
                "--force-language",
                language,
                "--include-characters",
                "+",  # 2+2 is a word
                "--quiet",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise IndexingError(f"Pagefind couldn't make the search index: {(done.stderr or done.stdout).strip()}")
        for path in sorted(output.rglob("*")):
            below = path.relative_to(output).as_posix()
            if path.is_file() and ("/" in below or below in _NEEDED or not below.endswith((".js", ".css", ".json"))):
                yield File(below, path.read_bytes())


def _page(record: Record, language: str) -> str:
    """A record as the little page that Pagefind reads: https://pagefind.app/docs/indexing/.

    One filter with one value, because Pagefind writes several in an order that changes from
    build to build.
    """
    editors = "" if record.kind == SPOKEN else ' data-pagefind-filter="editors:yes"'
    meta = {"title": record.title, "also": record.also}  # Pagefind finds these words, too
    spans = "".join(
        f'<span data-pagefind-ignore data-pagefind-meta="{name}">{html.escape(text)}</span>'
        for name, text in meta.items()
        if text
    )
    return (
        f'<!doctype html><html lang="{language}"><body><main data-pagefind-body{editors}>'
        f"{spans}<p>{html.escape(record.text)}</p></main></body></html>"
    )
