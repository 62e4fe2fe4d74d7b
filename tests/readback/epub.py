"""EPUB, read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Tree
from xml.etree.ElementTree import Element

from readback.reading import Cited, Noted, Reading, Said

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def read(data: bytes) -> Reading:
    """The passages and notes of a finished book, in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = Tree.fromstring(book.read("book/package.opf"))
        opf = "{http://www.idpf.org/2007/opf}"
        files = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
        order = (files[item.get("idref")] for item in package.iter(f"{opf}itemref"))
        return read_tree([_body(book.read(f"book/{name}")) for name in order])


def _body(page: bytes) -> Tree.Element:
    """The body of a page, its tags without their namespace."""
    tree = Tree.fromstring(page)
    for element in tree.iter():
        element.tag = element.tag.removeprefix(_XHTML)
    body = tree.find("body")
    assert body is not None
    return body


def read_tree(roots: Iterable[Element]) -> Reading:
    """What the pages hold, read from the elements of their bodies in order; tags are in no namespace."""
    said, noted, voice = [], [], ""
    for element in (element for root in roots for element in root.iter()):
        classes = element.get("class", "").split()
        if "voice" in classes:
            voice = _words(element)
        elif "passage" in classes:
            number = next(_words(part) for part in _of_class(element, "number"))
            said.append(Said(voice, number.strip(), _words(element, without="mark"), _words(element)))
        elif "note" in classes:
            noted.append(_noted(element))
    return Reading(tuple(said), tuple(noted))


def _noted(element: Element) -> Noted:
    title, kind, quoted, body = (
        next(_words(part) for part in _of_class(element, name)) for name in ("title", "kind", "quoted", "text")
    )
    numbers = _NUMBERS.findall(title)
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind,
        quoted,
        " ".join(body.split()),
        tuple(map(_cited, _of_class(element, "source"))),
    )


def _cited(element: Element) -> Cited:
    links = (link.get("href", "") for link in element.iter("a") if "term" not in link.get("class", "").split())
    return Cited(" ".join(_words(element).split()), next(links, ""))


def _of_class(element: Element, name: str) -> Iterator[Element]:
    return (part for part in element.iter() if name in part.get("class", "").split())


def _words(element: Element, without: str = "") -> str:
    """The text of an element, that of elements of the class `without` left out."""
    parts = [element.text or ""]
    for child in element:
        if not without or without not in child.get("class", "").split():
            parts.append(_words(child, without))
        parts.append(child.tail or "")
    return "".join(parts)
