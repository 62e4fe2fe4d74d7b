"""TEI, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Tree

from readback.reading import Cited, Noted, Reading, Said

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RANGE = re.compile(r"#string-range\(p(\d+\.\d+),(\d+),(\d+)\)")
Element = Tree.Element


def read(data: bytes) -> Reading:
    """The passages and notes of a finished document."""
    root = Tree.fromstring(data)
    names = {one.get(f"{_XML}id", ""): one.findtext(_tag("persName"), "") for one in root.iter(_tag("person"))}
    kinds = {one.get(f"{_XML}id"): one.findtext(f".//{_tag('term')}", "") for one in root.iter(_tag("category"))}
    said = {
        seg.get("n", ""): Said(
            names.get(turn.get("who", "").removeprefix("#"), ""), seg.get("n", ""), "".join(seg.itertext())
        )
        for turn in root.iterfind(f".//{_tag('div')}/*")
        for seg in turn.iter(_tag("seg"))
    }
    commented = (one for one in root.iter(_tag("annotation")) if one.get("motivation") == "commenting")
    return Reading(tuple(said.values()), tuple(_noted(one, said, kinds) for one in commented))


def _noted(annotation: Element, said: dict[str, Said], kinds: dict[str | None, str]) -> Noted:
    place, note = _RANGE.fullmatch(annotation.get("target", "")), annotation[0]
    if not place:
        raise ValueError(f"{annotation.get('target')} is no range of a passage")
    start, length = int(place[2]), int(place[3])
    *body, sources = note
    return Noted(
        place[1],
        int(note.get("n", "")),
        kinds[note.get("ana", "").removeprefix("#")],
        said[place[1]].words[start : start + length],
        " ".join(" ".join(_texts(body)).split()),
        tuple(map(_cited, sources)),
    )


def _texts(blocks: Iterable[Element]) -> Iterator[str]:
    """The text of each block, those of lists one by one."""
    for block in blocks:
        if block.tag in (_tag("list"), _tag("item")):
            yield from _texts(block)
        else:
            yield "".join(block.itertext())


def _cited(bibl: Element) -> Cited:
    link = bibl.find(f".//{_tag('ref')}[@target]")
    return Cited(" ".join("".join(bibl.itertext()).split()), link.get("target", "") if link is not None else "")


def _tag(name: str) -> str:
    return f"{{{_TEI}}}{name}"
