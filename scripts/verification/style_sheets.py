"""Finds style sheets' rules that would hide, change or add words of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

_RULES = re.compile(r"((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^{}\"'])*)([{}])", re.S)
_INSIDE = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_NOT_HERE = re.compile(rf":(?:not|has){_INSIDE}")
_ONE_OF = re.compile(r":(?:is|where)(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))")
_PSEUDO = re.compile(rf"::?[\w-]+(?:{_INSIDE})?")
_LENGTH = r"(?!0*\.?0*(?:px|r?em|ch|vw|vh|%|$)|-).+"
"""Not zero and not negative."""
_SWITCHED = frozenset({"html", ".scripted", ".source-only"})
"""Classes that a script gives to the whole page."""
HARMLESS = {
    "display": "block|inline|inline-block|flow-root|flex|grid|list-item",
    "visibility": "visible|inherit",
    "content-visibility": "visible|auto",
    "opacity": "1|100%",
    "content": r"none|normal|\"\"|''",
    "position": "static|relative",
    "font-size": r"(?:[1-9]\d*\.?\d*|0?\.[3-9]\d*)(?:rem|em|px|pt|%)|inherit",
    "font": _LENGTH,
    "color": r"(?!.*(?:transparent|/|rgba|hsla)).*(?<!#...0)(?<!#......00)",
    "line-height|(?:max-)?(?:height|width|block-size|inline-size)": f"{_LENGTH}|none",
    "text-indent|letter-spacing|word-spacing|order": r"0|normal|0?\.\d+em",
    "left|right|top|bottom|inset(?:-.*)?": "0|auto",
    "margin.*": r"(?!.*-\d{2}).*",
    "text-transform|transform|translate|scale|rotate|clip|clip-path|mask|filter|animation|zoom|-webkit-.*|text-combine.*"
    "|text-orientation|writing-mode|direction|unicode-bidi|float|all|font-variant-alternates": (
        "none|auto|visible|horizontal-tb|normal|inherit"
    ),
}
"""By property, the values that leave every word of a passage where it is."""


@dataclass
class Exposed:
    """The elements that make or hold the words of passages."""

    kinds: set[frozenset[str]] = field(default_factory=set)
    """The tag, the classes (`.passage`) and the attributes (`[lang]`) of each."""
    ids: set[str] = field(default_factory=set)

    def add(self, tag: str, given: dict[str, str]) -> None:
        """Add an element."""
        classes = (f".{name}" for name in given.get("class", "").split())
        self.kinds.add(frozenset({tag, *classes, *(f"[{name}]" for name in given)}))
        self.ids.add(f"#{given.get('id', '')}")

    def are_meant_by(self, selector: str) -> bool:
        """Whether the last part of a selector may mean one of them, whatever states and places it asks for."""
        selector = _NOT_HERE.sub("", selector)
        if one_of := _ONE_OF.search(selector):
            before, after = selector[: one_of.start()], selector[one_of.end() :]
            return any(self.are_meant_by(f"{before}{one}{after}") for one in split_list(one_of[1][1:-1]))
        plain = _PSEUDO.sub("", re.sub(r"\[([\w-]+)[^\]]*\]", r"[\1]", selector)).strip()
        *around, last = re.split(r"\s*([>+~\s])\s*", plain)
        outer = zip(around[::2], around[1::2], strict=True)
        return self._has(last) and all(self._has(part) for part, sign in outer if sign not in "+~")

    def _has(self, compound: str) -> bool:
        """Whether one of them has this tag and all these classes and attributes."""
        names = {*re.findall(r"\[[\w-]+\]|[#.]?[\w-]+", compound)}
        ids = {name for name in names if name.startswith("#")}
        return ids <= self.ids and any(names - ids <= kind for kind in (*self.kinds, _SWITCHED))


def split_list(selectors: str) -> list[str]:
    """The selectors of a list."""
    return [one.strip() for one in re.split(r",(?![^(]*\))", selectors) if one.strip()]


def read_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of each rule."""
    outside = list[str]()
    for before, brace in _RULES.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)):
        if brace == "{":
            *declared, opened = before.split(";")
            if outside and declared:
                yield outside[-1], ";".join(declared)
            outside.append(opened.strip())
        elif outside:
            yield outside.pop(), before


def find_changes(sheet: str, exposed: Exposed) -> Iterator[str]:
    """The rules that hide, change or add words of a passage."""
    for selectors, declarations in read_rules(sheet):
        for selector in () if selectors.startswith("@") else split_list(selectors):
            added = bool(re.search(r"::?(?:before|after|marker)\b", selector))
            for declaration in re.split(r";(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)", declarations):
                name, _, value = (part.strip().lower() for part in declaration.partition(":"))
                if added == (name == "content") and changes_words(name, value) and exposed.are_meant_by(selector):
                    yield f"{selector} {{ {name}: {value} }}"


@cache
def changes_words(name: str, value: str) -> bool:
    """Whether a declaration may hide, change or add words."""
    value = re.sub(r"\s*!important$", "", value)
    patterns = (values for names, values in HARMLESS.items() if re.fullmatch(names, name))
    return any(not re.fullmatch(values, value) for values in patterns)


def find_changes_in(sheets: Iterable[tuple[str, str]], exposed: Exposed) -> Iterator[str]:
    """The same of several style sheets, each with its name."""
    for name, sheet in sheets:
        for rule in dict.fromkeys(find_changes(sheet, exposed)):
            yield f"{name}: “{rule}” changes what readers see of a passage"
