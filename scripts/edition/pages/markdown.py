"""How things are written in Markdown, so that any text comes out as itself.

The dialect is Python-Markdown with the extensions that mkdocs.yml turns on; MkDocs and
Zensical both speak it.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping

from ..labels import Labels
from ..model import Page

Head = Mapping[str, str | Mapping[str, str]]
"""What a page says of itself to other machines, in its front matter."""
MADE_BY = "Made by scripts/build.py"
"""Stands in every generated file; a file without it is somebody's own and never touched."""

_ALWAYS = re.compile(r"[\\`*_{}\[\]<>&#|~^$@]")
"""Emphasis, code, links, HTML, attributes, tables, snippets: special wherever they stand."""
_TOGETHER = re.compile(r"[:=+%-](?:(?<=[:=+%-]{2})|(?=[:=+%/-])|(?<=:)(?=\w))")
"""`==mark==`, `++key++`, `:emoji:`, `https://`: special beside one another or before a word."""
_OPENING = frozenset("!?:+/=.%;-")
"""Special where a paragraph begins: lists, definitions, admonitions, blocks."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\\(?=\W)|(?<!\\)[*`]+|(?<![\w\\])_+|_+(?!\w)")
_NUMBERED = re.compile(r"(\d+)([.)])")
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML doesn't take as it is, or takes for the end of a line."""


def inline(text: str) -> str:
    """`text` written so that Markdown shows these very characters inside a line.

    What could mean something is written as a character reference, which no extension
    looks into; everything else stays readable. `text` is one folded line.
    """
    return _TOGETHER.sub(_reference, _ALWAYS.sub(_reference, text))


def literal(text: str) -> str:
    """The same for a text that is a whole paragraph, or begins one."""
    if not text:
        return text
    text = inline(text)
    if text[0] in _OPENING or text[0].isspace():  # Markdown would strip a no-break space, too
        text = f"&#{ord(text[0])};{text[1:]}"
    elif number := _NUMBERED.match(text):
        text = f"{number[1]}&#{ord(number[2])};{text[number.end() :]}"
    return text


def _reference(found: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(found[0]) or f"&#{ord(found[0])};"


def plain(markdown: str) -> str:
    """What `inline` or `literal` was given."""
    return html.unescape(markdown) if "&" in markdown else markdown


def readable(markdown: str) -> str:
    """The words of editors' Markdown on one line, without links' addresses and emphasis."""
    text = _LINK.sub(r"\1", markdown)
    return " ".join(html.unescape(_EMPHASIS.sub("", text)).split())


def attributes(classes: str = "", id: str = "", **others: str) -> str:
    """An attribute list, `{: #p4 .passage lang="fr" }`; `_` in a name stands for a hyphen."""
    parts = [f"#{id}"] if id else []
    parts += [f".{name}" for name in classes.split()]
    parts += [f'{name.replace("_", "-")}="{html.escape(value)}"' for name, value in others.items()]
    return f"{{: {' '.join(parts)} }}"


def link(text: str, address: str) -> str:
    """A link whose text is `text` to the letter."""
    return f"[{inline(text)}]({address})"


def address(target: str, page: str, anchor: str = "") -> str:
    """The relative address of the page `target` from `page`; both stand at most one folder below docs/."""
    folder, _, name = target.rpartition("/")
    here = page.rpartition("/")[0]
    path = name if folder == here else f"../{target}" if here else target
    return f"{path}#{anchor}" if anchor else path


def published(target: str, page: str, anchor: str = "") -> str:
    """The same between the published pages, for raw HTML: there no publisher turns a file into its address."""
    path = "../" * folder_of(page).count("/") + folder_of(target)
    return f"{path}#{anchor}" if anchor else path


def folder_of(path: str) -> str:
    """Where the page of a Markdown file is published, below the site: `topics/` for `topics/index.md`, `topics/iran/` for `topics/iran.md`."""
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"


def day(date: datetime.date, labels: Labels) -> str:
    """`18 September 2020`, in the words of the edition."""
    month = labels.months.split(",")[date.month - 1].strip()
    return labels.date.format(day=date.day, month=month, year=date.year)


def page(
    path: str,
    title: str,
    description: str,
    source: str,
    body: str,
    head: Head | None = None,
) -> Page:
    """A page with its front matter; `source` is the file to edit instead of this one.

    The themes put title and description into HTML as they are, so they are escaped here.
    `head` is what overrides/partials/head.html says of the page to other machines; that
    escapes it. A text of several lines has to be JSON.
    """
    said = "".join(f"{name}:{_value(value)}\n" for name, value in (head or {}).items())
    return Page(
        path,
        f"---\n# {MADE_BY} from {source}: edit that file, not this one.\n"
        f"title: {_yaml(html.escape(title, quote=False))}\ndescription: {_yaml(html.escape(description))}\n"
        f"{said}---\n\n{body.rstrip()}\n",
    )


def part(path: str, source: str, body: str) -> Page:
    """A piece of Markdown that a hand-written page takes in with `--8<--`."""
    return Page(path, f"<!-- {MADE_BY} from {source} -->\n\n{body.rstrip()}\n")


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
