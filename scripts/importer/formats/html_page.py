"""A saved web page: the words of its article, or of the element that a selector names.

An element is taken whole or not at all. Programs that judge paragraph by paragraph what belongs to an article
leave out short ones, and “No.” can be an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from edition.model.text import words_in
from importer.formats.encoding import decode
from importer.formats.hiding import list_hidden, mark_hidden, report_hidden
from importer.formats.hypertext import INLINE, extract_text, is_left_out, report_tables, write_blocks
from importer.formats.made import Made, list_versions
from importer.notices import Notice, RefusedError

if TYPE_CHECKING:
    from justhtml import JustHTML, Node

ARTICLES = ("[itemprop=articleBody]", "article", "main", "[role=main]")
"""What pages call the element with their text."""
ENOUGH = 0.6
"""The share of a page's paragraphs that an article has."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def read_page(_: str, data: bytes, encoding: str, selector: str) -> Made:
    """Make a text of a page."""
    from justhtml import JustHTML

    decoded = decode(data, encoding or _find_charset(data))
    if decoded is None:
        raise RefusedError("no-text")
    page = JustHTML(decoded.text, sanitize=False)
    mark_hidden(page)
    node, selector = _choose_element(page, selector)
    text = "\n\n".join(write_blocks(node))
    whole, taken = words_in(extract_text(page.root)), words_in(extract_text(node))
    notices: list[Notice] = []
    if whole > taken:
        notices.append(Notice("article", 0, {"selector": selector, "taken": taken, "left": whole - taken}))
    notices += report_hidden(list_hidden(node))
    left = Counter(child.name for child in _find_left_out(node) if "hidden" not in (child.attrs or {}))
    if left:
        what = ", ".join(f"{name} ({count})" for name, count in sorted(left.items()))
        notices.append(Notice("left-out", 0, {"what": what}))
    notices += report_tables(node.query("table"))
    return Made(
        f"{text}\n", True, list_versions("justhtml"), decoded.encoding, decoded.guessed, notices=tuple(notices),
        title=_find_title(page), date=_find_date(page), language=_find_language(page),
    )  # fmt: skip


def _find_charset(data: bytes) -> str:
    """Find the encoding that a page says it has; empty if it says none, or is UTF-8 after all, as no other text ever is by chance."""
    said = _CHARSET.search(data[:4096])
    try:
        is_utf8 = not data.decode().isascii()
    except UnicodeDecodeError:
        is_utf8 = False
    return _translate_charset(said[1].decode()) if said and not is_utf8 else ""


def _translate_charset(name: str) -> str:
    """Translate the name of an encoding as HTML means it: what it calls Latin-1 is Windows-1252."""
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}.get(name.lower(), name)


def _choose_element(page: JustHTML, selector: str) -> tuple[Node, str]:
    """Choose the element with the text; returns it with a selector."""
    from justhtml import SelectorError

    if selector:
        try:
            found = page.query(selector)
        except SelectorError as error:
            raise RefusedError("selector", selector=selector, reason=error) from None
        if len(found) != 1:
            raise RefusedError("selected", selector=selector, count=len(found))
        return found[0], selector
    whole = sum(_count_words(page.root).values())
    for name in ARTICLES:
        found = [node for node in page.query(name) if not _is_inside_left_out(node)]
        if len(found) == 1 and sum(_count_words(found[0]).values()) >= ENOUGH * whole:
            return found[0], name
    counts = _count_words(page.root)
    best = max(counts, key=lambda node: counts[node], default=None)
    if best is not None and counts[best] >= ENOUGH * whole:
        return best, _write_selector(best)
    return next(iter(page.query("body")), page.root), "body"


def _count_words(root: Node) -> Counter[Node]:
    """Count the words of the paragraphs directly in an element, by element."""
    counts: Counter[Node] = Counter()
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        for child in node.children or ():
            if child.name == "p":
                counts[node] += words_in(extract_text(child))
            elif child.name[:1] != "#" and child.name not in INLINE and not is_left_out(child):
                waiting.append(child)
    return counts


def _write_selector(node: Node) -> str:
    """Write a selector that says to a reader which element it is."""
    attrs = node.attrs or {}
    if attrs.get("id"):
        return f"{node.name}#{attrs['id']}"
    return ".".join((node.name, *(attrs.get("class") or "").split()))


def _find_left_out(root: Node) -> Iterator[Node]:
    """Find the elements in it that are left out, and have words."""
    for child in root.children or ():
        if child.name[:1] in "#!":
            continue
        if not is_left_out(child):
            yield from _find_left_out(child)
        elif child.name not in ("script", "style", "template") and extract_text(child):
            yield child


def _is_inside_left_out(node: Node) -> bool:
    above = node.parent
    while above is not None and above.name[:1] != "#":
        if is_left_out(above):
            return True
        above = above.parent
    return False


def _find_title(page: JustHTML) -> str:
    found = page.query("h1") or page.query("title")
    return " ".join(_get_text(found[0]).split()) if found else ""


def _get_text(node: Node) -> str:
    return "".join(child.data or "" if child.name == "#text" else _get_text(child) for child in node.children or ())


def _find_date(page: JustHTML) -> str:
    metas = page.query("meta[property='article:published_time'], meta[itemprop=datePublished], meta[name=date]")
    dates = {str((meta.attrs or {}).get("content") or "")[:10] for meta in metas}
    return next((date for date in dates if len(dates) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", date)), "")


def _find_language(page: JustHTML) -> str:
    html = page.query("html")
    language = str((html[0].attrs or {}).get("lang") or "") if html else ""
    return language if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else ""
