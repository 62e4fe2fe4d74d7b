"""The files to take away: the page that offers them, and the list of them, with their hashes, for the About page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from edition.exports import Download
from edition.locale.labels import Labels
from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.site.markdown import attribute, attributes, inline, literal
from edition.site.page import Page, Part

KILO = 1000
"""Bytes in a kB, as file managers, shops and the SI count them."""


def take_page(edition: Edition, downloads: Sequence[Download]) -> Page:
    """Every file with what it is for and its size."""
    labels = edition.interview.labels
    entries = [_entry(list(same), labels) for _, same in groupby(_offered(downloads), key=lambda one: one.export.label)]
    blocks = (f"# {inline(labels.take)}", literal(labels.take_about), *entries)
    return Page(routes.TAKE, labels.take, labels.take_about, blocks)


def files_part(edition: Edition, downloads: Sequence[Download]) -> Part:
    """Every file with its size and its SHA-256, and whether its words are compared with the transcript."""
    return Part("parts/files.md", ("\n".join(_proved(downloads, edition.interview.labels)),))


def _offered(downloads: Sequence[Download]) -> list[Download]:
    """Those that were made, or would be if this weren't the preview."""
    return [download for download in downloads if not download.missing]


def _entry(downloads: Sequence[Download], labels: Labels) -> str:
    """A format; when only the source is wanted, the style sheet hides the files with editors' words."""
    label = downloads[0].export.label
    alone = all(one.export.noted for one in downloads)
    ways = " ".join(_way(one, labels) for one in downloads)
    classes = f"\n    {attributes('with-notes')}" if alone else ""
    pictured = "".join(_picture(one, labels[f"take_{label}_picture"]) for one in downloads if one.picture)
    return (
        f"- {pictured}**{inline(labels[f'take_{label}'])}** {inline(labels[f'take_{label}_for'])}{classes}\n\n"
        f"    {ways}\n    {attributes('facts ways-to-take')}"
    )


def _picture(download: Download, about: str) -> str:
    """What the file looks like; it has words of both voices on it, as the file has."""
    width, height = _size(download.picture or b"")
    address = f"../{attribute(download.address)}.png"
    size = f'width="{width // 2}" height="{height // 2}"'
    return f'<img class="with-notes" src="{address}" alt="{attribute(about)}" {size} loading="lazy"> '


def _size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, which stand at its beginning (https://www.w3.org/TR/png-3/#11IHDR)."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def _way(download: Download, labels: Labels) -> str:
    export = download.export
    name = attribute(export.name)
    link = f'<a href="../{attribute(download.address)}" download="{name}" type="{export.media}">{name}</a>'
    size = f" ({labels.kilobytes.format(size=_kilobytes(download, labels))})" if download.size else ""
    kind = labels.take_noted if export.noted else labels.take_alone
    about = f"{labels.comma}{kind}" if export.said else ""
    classes = ' class="with-notes"' if export.noted else ""
    return f"<span{classes}>{link}{inline(about + size)}</span>"


def _kilobytes(download: Download, labels: Labels) -> str:
    return labels.number(max(1, round(download.size / KILO)))


def _proved(downloads: Sequence[Download], labels: Labels) -> Iterator[str]:
    for one in _offered(downloads):
        facts = [labels.bytes.format(size=labels.number(one.size))] if one.size else []
        facts += [labels.same_words] if one.export.said else []
        sha256 = f"{labels.comma}SHA-256{labels.colon}`{one.sha256}`" if one.sha256 else ""
        name = f"[{inline(one.export.name)}]({one.address})"
        yield f"- {name}{labels.colon}{inline(labels.comma.join(facts))}{sha256}"
