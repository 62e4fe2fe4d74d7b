"""A saved web page: the words of its article, or of the element that a selector names.

An element is taken whole or not at all. Programs that judge paragraph by paragraph what belongs to an article
leave out short ones, and “No.” can be an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from edition.model.text import words_in
from importer.formats.converted import Made, UnreadableError, versions
from importer.formats.encoding import decode
from importer.formats.hiding import hidden_texts, hidden_words, mark_hidden
from importer.formats.hypertext import INLINE, blocks, is_left_out, text_of

if TYPE_CHECKING:
    from justhtml import JustHTML, Node

ARTICLES = ("[itemprop=articleBody]", "article", "main", "[role=main]")
"""What pages call the element with their text."""
ENOUGH = 0.6
"""The share of a page's paragraphs that an article has."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def transcript(_: str, data: bytes, encoding: str, selector: str) -> Made:
    """The transcript made from a page."""
    from justhtml import JustHTML

    decoded = decode(data, encoding or _charset(data))
    if decoded is None:
        raise UnreadableError("no-text")
    page = JustHTML(decoded.text, sanitize=False)
    mark_hidden(page)
    node, selector = _chosen(page, selector)
    text = "\n\n".join(blocks(node))
    whole, taken = words_in(text_of(page.root)), words_in(text_of(node))
    doubts: list[tuple[str, Mapping[str, object]]] = []
    if whole > taken:
        doubts.append(("article", {"selector": selector, "taken": taken, "left": whole - taken}))
    doubts += hidden_words(hidden_texts(node))
    left = Counter(child.name for child in _left_out(node) if "hidden" not in (child.attrs or {}))
    if left:
        doubts.append(("left-out", {"what": ", ".join(f"{name} ({count})" for name, count in sorted(left.items()))}))
    if tables := [table for table in node.query("table") if text_of(table)]:
        doubts.append(("tables", {"count": len(tables)}))
    return Made(
        f"{text}\n", True, versions("justhtml"), decoded.encoding, decoded.guessed, selector, doubts=tuple(doubts),
        title=_title(page), date=_date(page), language=_language(page),
    )  # fmt: skip


def _charset(data: bytes) -> str:
    """The encoding that a page says it has; empty if it says none, or is UTF-8 after all, as no other text ever is by chance."""
    said = _CHARSET.search(data[:4096])
    try:
        is_utf8 = not data.decode().isascii()
    except UnicodeDecodeError:
        is_utf8 = False
    return _known(said[1].decode()) if said and not is_utf8 else ""


def _known(name: str) -> str:
    """An encoding as HTML means it: what it calls Latin-1 is Windows-1252."""
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}.get(name.lower(), name)


def _chosen(page: JustHTML, selector: str) -> tuple[Node, str]:
    """The element with the text, and a selector for it."""
    from justhtml import SelectorError

    if selector:
        try:
            found = page.query(selector)
        except SelectorError as error:
            raise UnreadableError("selector", selector=selector, reason=error) from None
        if len(found) != 1:
            raise UnreadableError("selected", selector=selector, count=len(found))
        return found[0], selector
    whole = sum(_paragraphs(page.root).values())
    for name in ARTICLES:
        found = [node for node in page.query(name) if not _inside_left_out(node)]
        if len(found) == 1 and sum(_paragraphs(found[0]).values()) >= ENOUGH * whole:
            return found[0], name
    counts = _paragraphs(page.root)
    best = max(counts, key=lambda node: counts[node], default=None)
    if best is not None and counts[best] >= ENOUGH * whole:
        return best, _selector(best)
    return next(iter(page.query("body")), page.root), "body"


def _paragraphs(root: Node) -> Counter[Node]:
    """The words of the paragraphs that stand directly in an element, by element."""
    counts: Counter[Node] = Counter()
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        for child in node.children or ():
            if child.name == "p":
                counts[node] += words_in(text_of(child))
            elif child.name[:1] != "#" and child.name not in INLINE and not is_left_out(child):
                waiting.append(child)
    return counts


def _selector(node: Node) -> str:
    """A selector that says to a reader which element it is."""
    attrs = node.attrs or {}
    if attrs.get("id"):
        return f"{node.name}#{attrs['id']}"
    return ".".join((node.name, *(attrs.get("class") or "").split()))


def _left_out(root: Node) -> Iterator[Node]:
    """The elements in it that are left out, and have words."""
    for child in root.children or ():
        if child.name[:1] in "#!":
            continue
        if not is_left_out(child):
            yield from _left_out(child)
        elif child.name not in ("script", "style", "template") and text_of(child):
            yield child


def _inside_left_out(node: Node) -> bool:
    above = node.parent
    while above is not None and above.name[:1] != "#":
        if is_left_out(above):
            return True
        above = above.parent
    return False


def _title(page: JustHTML) -> str:
    found = page.query("h1") or page.query("title")
    return " ".join(_text(found[0]).split()) if found else ""


def _text(node: Node) -> str:
    return "".join(child.data or "" if child.name == "#text" else _text(child) for child in node.children or ())


def _date(page: JustHTML) -> str:
    metas = page.query("meta[property='article:published_time'], meta[itemprop=datePublished], meta[name=date]")
    dates = {str((meta.attrs or {}).get("content") or "")[:10] for meta in metas}
    return next((date for date in dates if len(dates) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", date)), "")


def _language(page: JustHTML) -> str:
    html = page.query("html")
    language = str((html[0].attrs or {}).get("lang") or "") if html else ""
    return language if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else ""
