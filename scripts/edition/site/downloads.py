"""The files to take away: the page that offers them, and the list of them, with their hashes, for the About page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from edition.exports import Download
from edition.model.edition import Edition
from edition.resolve import urls
from edition.site.page import Page, Part
from edition.site.render import render

KILO = 1000
"""Bytes in a kB, as file managers, shops and the SI count them."""


def make_downloads_page(edition: Edition, downloads: Sequence[Download]) -> Page:
    """Build the page that lists every file with what it is for and its size."""
    labels = edition.interview.labels

    def kilobytes(download: Download) -> str:
        return labels.number(max(1, round(download.size / KILO)))

    formats = [
        (labels[f"take_{name}"], labels[f"take_{name}_for"], labels.texts.get(f"take_{name}_picture", ""), [*same])
        for name, same in groupby(_find_offered(downloads), key=lambda one: one.export.label)
    ]
    body = render("take", edition, urls.TAKE, formats=formats, kilobytes=kilobytes, size_of=_size_of)
    return Page(urls.TAKE, labels.take, labels.take_about, body)


def files_part(edition: Edition, downloads: Sequence[Download]) -> Part:
    """Build the list of every file with its size, its SHA-256 and what was compared in it."""
    labels = edition.interview.labels

    def facts(one: Download) -> list[str]:
        size = [labels.bytes.format(size=labels.number(one.size))] if one.size else []
        return size + ([labels.same_words] if one.export.said else [])

    offered = _find_offered(downloads)
    return Part("parts/files.md", render("files_part", edition, urls.HOME, downloads=offered, facts=facts))


def _find_offered(downloads: Sequence[Download]) -> list[Download]:
    """Return those that were made, or would be if this weren't the preview."""
    return [download for download in downloads if not download.missing]


def _size_of(download: Download) -> Markup:
    """Half the width and height of a PNG, which stand at its beginning (https://www.w3.org/TR/png-3/#11IHDR)."""
    png = download.picture or b""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    return Markup(f'width="{width // 2}" height="{height // 2}"')
