"""Strict YAML: values with their lines, YAML's traps as problems, and records read by tables of their fields.

PyYAML's loaders keep the last of two equal keys without a word, read `no` as False and
`12:30` as 750, and forget line numbers. So the tree of nodes is read here instead
(`yaml.compose`), and every value is asked for by the type that it must have.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from edition.characters import BIDI, UNPRINTABLE, number, tidy_text
from edition.problems import Place, Problems, find_nearest, quoted, suggest_nearest
from edition.source.files import Document
from edition.source.yaml_mistakes import diagnose, find_key_before, is_too_deep

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an address may be made of."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag, roughly as BCP 47 has them."""
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s<>\"]+")

MANY = 30
"""Fields that a message can list; more have only the labels."""

_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_NUMBER = re.compile("0*[1-9][0-9]{0,8}")
"""More digits are no number of anything here, and with thousands of them Python refuses to read one."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_REMARK = re.compile(r"[ \t]+#")
_NAMING = ("&", "!")
"""Signs by which YAML takes the word behind them for a name of the text, or of its type, and leaves it out."""
_CURLY = re.compile("[“„«][^“”„«»]*[“”»]|[‘‚][^‘’‚]*[‘’]")
_MEANINGS = {
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, as a table of them lists it."""

    name: str
    type: str = "text"
    """`text`, `texts` (a list of them), `day`, `date` (a year, a month or a day), `number`, or `node`, which its reader takes apart."""
    required: bool = True
    pattern: re.Pattern[str] | None = None
    """What a text has to be like."""
    wrong: str = ""
    """The code of the problem that it isn't."""


Table = tuple[Field, ...]


def parse(text: str, path: str, problems: Problems, first_line: int = 1) -> yaml.Node | None:
    """The tree of a YAML text that begins on `first_line` of the file at `path`.

    None, and a problem, when it can't be read or holds nothing.
    """
    if is_too_deep(text):
        problems.at(Place(path, first_line), "yaml-too-deep")
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        line, code, facts = diagnose(text, error)
        problems.at(Place(path, first_line + line), code, **facts)
        return None
    if node is None:
        problems.at(Place(path, first_line), "yaml-nothing")
    return node


def parse_edited(text: str, path: str, problems: Problems, first_line: int = 1) -> yaml.Node | None:
    """The same for what editors write, who have not YAML in mind: what it takes otherwise than they is a problem."""
    node = parse(text, path, problems, first_line)
    lines, seen, todo = text.split("\n"), set[int](), [node] if node else []
    while todo:
        here = todo.pop()
        if id(here) in seen:  # an alias
            continue
        seen.add(id(here))
        if isinstance(here, yaml.ScalarNode):
            place = Place(path, first_line + int(here.start_mark.line))
            if not here.style:
                _check_text(here, lines, place, problems)
            for char in {*UNPRINTABLE.findall(here.value), *BIDI.findall(here.value)}:
                if char in text:
                    continue  # told where it stands; others come by an escape
                code = "control-character" if UNPRINTABLE.match(char) else "bidi-character"
                problems.at(place, code, char=number(char), where="in this text")
        elif isinstance(here, yaml.MappingNode):
            todo += (part for pair in here.value for part in pair)
        else:
            todo += here.value
    return node


def _check_text(node: yaml.ScalarNode, lines: list[str], place: Place, problems: Problems) -> None:
    """A text without quotation marks, and what follows on its last line. It is then read as it was meant, for other checks."""
    rest = lines[node.end_mark.line][node.end_mark.column :]
    first, column = lines[node.start_mark.line], node.start_mark.column
    if first[column : column + 1] in _NAMING:
        problems.at(place, "yaml-sign", sign=first[column], key=find_key_before(first, column))
        node.value, node.tag = node.value or first[column:], _TEXT
    elif node.tag != _TEXT:
        return
    elif _REMARK.match(rest):
        problems.at(place, "text-cut", text=node.value)
        node.value += rest
    elif _CURLY.fullmatch(node.value):
        problems.at(place, "text-curly", text=node.value[1:-1])
        node.value = node.value[1:-1]


def read_entries(document: Document, table: Table, what: str, problems: Problems) -> list[Fields] | None:
    """The records of a file that is a list of `what`, each a mapping with the fields of `table`; None when it isn't one."""
    node = parse_edited(document.text, document.path, problems)
    if isinstance(node, yaml.SequenceNode):
        return [
            Fields(part, document.path, table, problems)
            for item in node.value
            for part in split_entries(item, table[0].name, document.path, problems)
        ]
    if node is not None:
        place = Place(document.path, 1 + int(node.start_mark.line))
        problems.at(place, "list-expected", what=what, first=table[0].name)
    return None


def split_entries(item: yaml.Node, first: str, path: str, problems: Problems) -> Iterator[yaml.Node]:
    """An item of a list; several, and problems, where further entries begin with their `first` key, but without their “- ”.

    Other keys stand twice then, too.
    """
    pairs = item.value if isinstance(item, yaml.MappingNode) else []
    names = [key.value if isinstance(key, yaml.ScalarNode) else "" for key, _ in pairs]
    starts = [at for at, name in enumerate(names) if name == first][1:]
    cuts = [at for at in starts if not ({*names[:at]} - {first}).isdisjoint(names[at + 1 :])]
    if not cuts:
        yield item
        return
    for start, end in pairwise((0, *cuts, len(pairs))):
        mark = pairs[start][0].start_mark
        if start:
            problems.at(Place(path, 1 + int(mark.line)), "yaml-entry", key=first)
        yield yaml.MappingNode(item.tag, pairs[start:end], mark, item.end_mark)


class Fields:
    """One YAML mapping with the fields of a table.

    Whatever is wrong goes to the shared problems; the value is then an empty one of the right
    type, so that the reading can go on and find the next problem.
    """

    def __init__(self, node: yaml.Node, path: str, table: Table, problems: Problems, first_line: int = 1) -> None:
        self.path, self.table, self.problems, self.first_line = path, table, problems, first_line
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, yaml.Node] = {}
        self.mistaken: set[str | None] = set()
        """Names of the fields that have a problem, or may be meant by a key that isn't known."""
        self.start = self.place(node)
        known = [field.name for field in table]
        listed = ", ".join(known) if len(known) <= MANY else "the names in scripts/edition/locale/en.yml"
        if not isinstance(node, yaml.MappingNode):
            self.report(node, "mapping-expected", known=listed)
            self.mistaken.update(known)  # what isn't a block of keys has none of them
            return
        above = ""
        for key, value in node.value:
            if above and isinstance(key, yaml.ScalarNode) and key.value not in known:
                if self.nodes.pop(above, None):  # else it is the next one
                    self.mistaken.add(above)
                    self.report(key, "yaml-below", key=key.value, above=above)
            elif not isinstance(key, yaml.ScalarNode):
                self.report(key, "key-no-word")
            elif key.value in self.nodes:
                self.report(key, "key-twice", key=key.value, line=self.place(self.keys[key.value]).line)
            elif key.value not in known:
                self.mistaken.add(find_nearest(key.value, known))
                hint = suggest_nearest(key.value, known)
                self.report(key, "key-unknown", key=key.value, hint=hint, known=listed)
            else:
                self.nodes[key.value] = value
                self.keys[key.value] = key
                above = key.value if value.tag == _NULL and not value.value else ""

    def read(self) -> dict[str, Any]:
        """The value of every field of the table, an empty one where it is missing or wrong."""
        values = {}
        for field in self.table:
            before = len(self.problems)
            values[field.name] = self._value(field)
            if len(self.problems) > before:
                self.mistaken.add(field.name)
        return values

    def _value(self, field: Field) -> Any:
        node = self.nodes.get(field.name)
        if node is None and not field.required:
            return _EMPTY[field.type]
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            self._report_missing(field, node)
            return _EMPTY[field.type]
        value = getattr(self, f"_{field.type}")(node, field.name)
        if value and field.pattern and not field.pattern.fullmatch(value):
            self.report(node, field.wrong, text=value)
            return _EMPTY[field.type]
        return value

    def _report_missing(self, field: Field, node: yaml.Node | None) -> None:
        if node is not None:
            self.report(node, "value-empty", key=field.name)
        elif field.name not in self.mistaken:
            self.problems.at(self.start, "key-missing", key=field.name)

    def place(self, node: yaml.Node) -> Place:
        """Where `node` begins."""
        return Place(self.path, self.first_line + int(node.start_mark.line))

    def place_of(self, key: str) -> Place:
        """The line of `key`, or where the mapping begins when it isn't there."""
        return self.place(self.keys[key]) if key in self.keys else self.start

    def report(self, where: yaml.Node | str, code: str, /, **facts: object) -> None:
        """Note a problem at a node, or at the value of a key."""
        node = self.nodes[where] if isinstance(where, str) else where
        self.problems.at(self.place(node), code, **facts)

    def _text(self, node: yaml.Node, name: str) -> str:
        return self.scalar(node, quoted(name))

    def scalar(self, node: yaml.Node, what: str) -> str:
        """The text of `node`, which must be text to YAML as well, white space folded."""
        if not isinstance(node, yaml.ScalarNode):
            self.report(node, "text-expected", what=what)
        elif node.tag == _NULL:
            self.report(node, "text-empty", what=what)
        elif node.tag != _TEXT:
            self.report(
                node, "text-misread", what=what, text=node.value, meaning=_MEANINGS.get(node.tag, "something else")
            )
        else:
            return " ".join(tidy_text(node.value).split())
        return ""

    def _texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        return tuple(filter(None, (self.scalar(item, f"an entry of {quoted(name)}") for item in self.items(name))))

    def texts_with_places(self, key: str) -> list[tuple[str, Place]]:
        """The texts of the list at `key` with their lines; what is wrong with them was reported when it was read."""
        node = self.nodes.get(key)
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        return [
            (" ".join(item.value.split()), self.place(item))
            for item in items
            if item.tag == _TEXT and isinstance(item, yaml.ScalarNode)
        ]

    def _day(self, node: yaml.Node, name: str) -> datetime.date | None:
        """The day at a node, written 2020-09-18."""
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        if len(text) == 10 and (date := _parse_date(text)):
            return date
        self.report(node, "day-expected", key=name, text=quoted(text) if text else "a list or a block")
        return None

    def _date(self, node: yaml.Node, _: str) -> str:
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not _parse_date(text):
            self.report(node, "date-expected", text=text or "a list")
            return ""
        return str(text)

    def _number(self, node: yaml.Node, name: str) -> int:
        return self.number(node, quoted(name)) or 0

    def _node(self, node: yaml.Node, _: str) -> yaml.Node:
        return node

    def number(self, node: yaml.Node, what: str) -> int | None:
        """A whole number from 1, or None and a problem."""
        text = node.value if isinstance(node, yaml.ScalarNode) else "a list"
        if _NUMBER.fullmatch(text):
            return int(text)
        self.report(node, "number-expected", what=what, text=text)
        return None

    def items(self, key: str) -> list[yaml.Node]:
        """The entries of the list at `key`; none when it isn't there."""
        node = self.nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, "items-expected", key=key)
            return []
        if not node.value:
            self.report(node, "items-none", key=key)
        return list(node.value)

    def pairs(self, key: str) -> list[tuple[yaml.Node, yaml.Node]]:
        """The keys and values of the block at `key`, duplicates left in; none when it isn't there."""
        node = self.nodes.get(key)
        if node is not None and not isinstance(node, yaml.MappingNode):
            self.report(node, "block-expected", key=key)
        return list(node.value) if isinstance(node, yaml.MappingNode) else []

    def block(self, key: str, table: Table) -> Fields | None:
        """The mapping at `key`, itself with the fields of a table."""
        node = self.nodes.get(key)
        return None if node is None else Fields(node, self.path, table, self.problems, self.first_line)


_EMPTY: dict[str, object] = {"text": "", "texts": (), "day": None, "date": "", "number": 0, "node": None}


def parse_day(text: str) -> datetime.date | None:
    """A day that exists, written like 2020-09-18."""
    return _parse_date(text) if len(text) == 10 else None


def _parse_date(text: str) -> datetime.date | None:
    """The first day of a year, a month or a day that exists."""
    match = _DATE.fullmatch(text)
    try:
        return datetime.date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None
