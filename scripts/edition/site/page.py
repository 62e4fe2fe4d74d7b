"""A page of the site: its title and description, what it says of itself to other machines, its Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.exports import File
from edition.resolve.urls import Target
from edition.site.markdown import file_of

Head = Mapping[str, str | Mapping[str, str]]
"""What a page says of itself to other machines, in its front matter."""
MADE_BY = "Made by scripts/build.py"
"""Stands in every generated file; a file without it is somebody's own and never touched."""

_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML doesn't take as it is, or takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page."""

    target: Target
    title: str
    description: str
    body: str
    """In Markdown, as `render` writes it."""
    head: Head = field(default_factory=dict)
    made_from: str = ""
    """The file in the source folder, where the page is made from only one of them."""

    def file(self, source: str) -> File:
        """The file to be written; `source` is the one that people edit instead.

        The themes put title and description into HTML as they are, so they are escaped here;
        what is in the head is escaped by overrides/partials/head.html. A text of several lines there is JSON.
        """
        source = f"{source}/{self.made_from}" if self.made_from else source
        head = "".join(f"{name}:{_value(value)}\n" for name, value in self.head.items() if value)
        return _file(
            file_of(self.target.page),
            f"---\n# {MADE_BY} from {source}: edit that file, not this one.\n"
            f"title: {_yaml(html.escape(self.title, quote=False))}\ndescription: {_yaml(html.escape(self.description))}\n"
            f"{head}---\n\n{self.body}\n",
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of Markdown that a hand-written page takes in with `--8<--`, or a list for the navigation."""

    path: str
    body: str

    def file(self, source: str) -> File:
        """The file to be written; `source` is the one that people edit instead."""
        return _file(self.path, f"<!-- {MADE_BY} from {source} -->\n\n{self.body}\n")


@dataclass(frozen=True, slots=True)
class Raw:
    """A file that isn't Markdown, as text with room for the comment that says what it was made from."""

    path: str
    text: str
    """With `{made}` where the comment stands."""

    def file(self, source: str) -> File:
        """The file to be written; `source` is the one that people edit instead."""
        return _file(self.path, self.text.replace("{made}", f"{MADE_BY} from {source}", 1))


def _file(path: str, text: str) -> File:
    return File(path, text.encode())


def printable(text: str) -> str:
    """`text` with what YAML can't hold as `\\u2028`, as JSON and YAML's quoted texts write it."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _value(value: str | Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "".join(f"\n  {name}: {_yaml(text)}" for name, text in value.items())
    return " |-\n  " + value.replace("\n", "\n  ") if "\n" in value else f" {_yaml(value)}"


def _yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable(escaped)}"'
