"""Strict YAML: values with their lines, and YAML's traps as problems.

PyYAML's loaders keep the last of two equal keys without a word, read `no` as False and
`12:30` as 750, and forget line numbers. So the tree of nodes is read here instead
(`yaml.compose`), and every value is asked for by the type that it must have.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import yaml

from ..problems import Place, Problem, did_you_mean, nearest, quoted

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag, roughly as BCP 47 has them."""
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MEANINGS = {
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}


def parse(text: str, path: str, problems: list[Problem], first_line: int = 1) -> yaml.Node | None:
    """The tree of a YAML text that begins on `first_line` of the file at `path`.

    None, and a problem, when it can't be read or holds nothing.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        line = first_line + (mark.line if mark else 0)
        problems.append(
            Problem(
                Place(path, line),
                f"this can't be read as YAML: {what}; often a missing space after a colon, a tab, or a text with a colon that needs quotation marks",
            )
        )
        return None
    if node is None:
        problems.append(Problem(Place(path, first_line), "nothing is written here"))
    return node


class Fields:
    """One YAML mapping, asked key by key.

    Whatever is wrong goes to the shared list of problems; the answer is then an empty
    value of the right type, so that the reading can go on and find the next problem.
    """

    def __init__(
        self, node: yaml.Node, path: str, problems: list[Problem], known: Sequence[str], first_line: int = 1
    ) -> None:
        self.problems = problems
        self.path = path
        self.first_line = first_line
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, yaml.Node] = {}
        self.misspelt: set[str | None] = set()
        self.start = self.place(node)
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"expected lines of the form “key: value” here, with the keys {', '.join(known)}")
            return
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, "a key has to be a word")
            elif key.value in self.nodes:
                self.report(
                    key,
                    f"{quoted(key.value)} is given twice (first on line {self.place(self.keys[key.value]).line}); keep one of them",
                )
            elif key.value not in known:
                self.misspelt.add(nearest(key.value, known))
                self.report(
                    key,
                    f"unknown key {quoted(key.value)}{did_you_mean(key.value, known)}; known are {', '.join(known)}",
                )
            else:
                self.nodes[key.value] = value
                self.keys[key.value] = key

    def __contains__(self, key: str) -> bool:
        return key in self.nodes

    def place(self, node: yaml.Node) -> Place:
        """Where `node` begins."""
        return Place(self.path, self.first_line + int(node.start_mark.line))

    def place_of(self, key: str) -> Place:
        """The line of `key`, or where the mapping begins when it isn't there."""
        return self.place(self.keys[key]) if key in self.keys else self.start

    def report(self, node: yaml.Node, message: str) -> None:
        """Note a problem at `node`."""
        self.problems.append(Problem(self.place(node), message))

    def require(self, key: str) -> yaml.Node | None:
        """The value of `key`; a problem when it is missing or empty."""
        node = self.nodes.get(key)
        if node is None:
            if key not in self.misspelt:
                self.problems.append(Problem(self.start, f"{quoted(key)} is missing; add a line “{key}: …”"))
        elif isinstance(node, yaml.ScalarNode) and not node.value.strip():
            self.report(node, f"{quoted(key)} is empty; write something after the colon")
            return None
        return node

    def scalar(self, node: yaml.Node, what: str) -> str:
        """The text of `node`, which must be text to YAML as well."""
        if not isinstance(node, yaml.ScalarNode):
            self.report(node, f"{what} has to be one text, not a list or a block of keys")
            return ""
        if node.tag == _NULL:
            self.report(node, f"{what} is empty")
            return ""
        if node.tag != _TEXT:
            self.report(
                node,
                f'{what} is text, but YAML reads {quoted(node.value)} as {_MEANINGS.get(node.tag, "something else")}; put it in quotation marks: "{node.value}"',
            )
            return ""
        return " ".join(node.value.split())

    def text(self, key: str, default: str | None = None) -> str:
        """The text at `key`, white space folded; required unless there is a `default`."""
        if default is not None and key not in self.nodes:
            return default
        node = self.require(key)
        return "" if node is None else self.scalar(node, quoted(key))

    def date(self, key: str) -> datetime.date | None:
        """The day at `key`, written 2020-09-18; None when it is missing or can't be."""
        node = self.require(key)
        if node is None:
            return None
        match = _DATE.fullmatch(node.value) if isinstance(node, yaml.ScalarNode) else None
        try:
            if match:
                return datetime.date(*map(int, match.groups()))
        except ValueError:
            pass
        shown = quoted(node.value) if isinstance(node, yaml.ScalarNode) else "a list or a block"
        self.report(node, f"{quoted(key)} has to be a day that exists, written like 2020-09-18, not {shown}")
        return None

    def items(self, key: str, required: bool = True) -> list[yaml.Node]:
        """The entries of the list at `key`."""
        if not required and key not in self.nodes:
            return []
        node = self.require(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f"{quoted(key)} has to be a list: one entry a line, each after “- ”")
            return []
        if not node.value:
            self.report(node, f"{quoted(key)} is an empty list; name at least one, or delete the line")
        return list(node.value)

    def pairs(self, key: str) -> list[tuple[yaml.Node, yaml.Node]]:
        """The keys and values of the optional block at `key`, duplicates left in."""
        node = self.nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"{quoted(key)} has to be a block of lines “key: value”")
            return []
        return list(node.value)

    def block(self, key: str, known: Sequence[str]) -> Fields | None:
        """The mapping at `key`, itself to be asked key by key."""
        node = self.require(key)
        return None if node is None else Fields(node, self.path, self.problems, known, self.first_line)

    def number(self, node: yaml.Node, what: str) -> int | None:
        """A whole number from 1, or None and a problem."""
        if isinstance(node, yaml.ScalarNode) and node.value.isascii() and node.value.isdigit() and int(node.value) > 0:
            return int(node.value)
        self.report(
            node,
            f"{what} has to be a whole number from 1, not {quoted(getattr(node, 'value', '') if isinstance(node, yaml.ScalarNode) else 'a list')}",
        )
        return None
