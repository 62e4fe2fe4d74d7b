"""Web Annotations, read back."""

from __future__ import annotations

import json
import re
from typing import Any

from readback.reading import Cited, Noted, Reading

Node = dict[str, Any]
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def read(data: bytes) -> Reading:
    """The notes of a finished file."""
    return Reading(noted=tuple(map(_noted, json.loads(data)["first"]["items"])))


def _noted(node: Node) -> Noted:
    kind, comment, *sources = node["body"]
    numbers = _NUMBERS.findall(node["label"])
    selectors = node["target"][0]["selector"]
    return Noted(
        next(number for number in numbers if "." in number),
        next(int(number) for number in numbers if "." not in number),
        kind["value"],
        next(one["exact"] for one in selectors if one["type"] == "TextQuoteSelector"),
        " ".join(comment["value"].split()),
        tuple(map(_cited, sources)),
    )


def _cited(body: Node) -> Cited:
    if body["type"] == "TextualBody":
        return Cited(body["value"], "")
    return Cited(body["source"]["label"], body["source"]["id"])
