"""Labels that say by themselves who speaks, as “Question” does, and signs that stand for one: voices.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from edition.model.text import UNSPACED
from importer.detect.names import looks_like_name

MARKS = "■□◆◇●○▪▫•◼►▶★☆※@–—―─-"
"""Signs that stand for a speaker, also when they are doubled."""


HOSTS = frozenset(("host", "主持人", "主持", "司会", "moderation", "ведущий", "ведущая", "anchor"))


@cache
def _read_lists() -> dict[str, frozenset[str]]:
    with open(Path(__file__).parent / "voices.yml", encoding="utf-8") as file:
        kinds: dict[str, list[str]] = yaml.safe_load(file)
    return {kind: frozenset(fold_label(label) for label in labels) for kind, labels in kinds.items()}


def is_mark(label: str) -> bool:
    """Whether a label is a sign and no name."""
    return bool(label) and all(char in MARKS for char in label)


def is_dash(label: str) -> bool:
    """Whether a label is a dash, of whatever length: they are often mixed."""
    return bool(label) and all(char in "–—―─-" for char in label)


def fold_label(label: str) -> str:
    """Fold a label as lists have it: without a number or a full stop at its end, or the spaces that set `記 者` wide."""
    label = re.sub(rf"(?<=[{UNSPACED}])\s+(?=[{UNSPACED}])", "", label.casefold())
    return re.sub(r"[\s№#]*\d{1,4}$", "", label.strip().rstrip(".")).strip()


def classify_label(label: str) -> str:
    """Classify a label that says something by itself: `asks`, `answers`, `moderates`, `nobody`, `furniture`; else empty."""
    if re.match(r"(?:speaker|voice)[ _]?(?:\d+|[a-z])$", label.casefold()):  # as programs number voices
        return ""
    key = fold_label(re.sub(r"\s*[(（\[].*?[)）\]]\s*", " ", label))
    lists = _read_lists()
    if kind := next((kind for kind, labels in lists.items() if key in labels), ""):
        return kind
    if not looks_like_name(label) or len(key.split()) > 4:
        return ""
    words = key.split() if key.isascii() or min(key, default=" ") < "\u2e80" else []
    inside = {*words[:1], *words[-1:]} if len(words) > 1 else {one for one in lists["within"] if key.endswith(one)}
    found = inside & lists["within"] if key and (len(words) > 1 or max(key) > "\u2e80") else frozenset[str]()
    return next((kind for kind in ("asks", "moderates") if found & lists[kind]), "")


def list_labels(kind: str) -> Iterable[str]:
    """List the labels of a kind, as `classify_label` names it."""
    return _read_lists()[kind]
