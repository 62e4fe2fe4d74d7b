"""Elements of HTML as Markdown: paragraphs, headings, and bold letters where a line begins with them.

Lines in italics are marked where questions stand in them; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importer.notices import Notice

if TYPE_CHECKING:
    from justhtml import Node

_NO_TEXT = (
    "aside audio button canvas del figure form head iframe input math nav noscript object s script select strike style"
    " svg template textarea title video"
)
_IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q samp small span strong sub sup time"
    " tt u var wbr"
)
LEFT_OUT, INLINE = frozenset(_NO_TEXT.split()), frozenset(_IN_LINE.split())
"""Elements that hold no words of a text, or such as are struck out, and those that stand inside a line."""
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALICS = re.compile(r"font-style\s*:\s*(?:italic|oblique)")
_LABELLED = re.compile(r"\*[^:：]{1,40}[:：]")
_ASKS = re.compile(r"[?？؟][\s\"”’»)\]*]*$")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")


def is_left_out(node: Node) -> bool:
    """Whether an element holds no words of a text, or hides them."""
    return node.name in LEFT_OUT or (node.attrs is not None and "hidden" in node.attrs)


def extract_text(node: Node) -> str:
    """Extract the words of an element, in one line."""
    return " ".join(line for block in _write(node, italics=False) for line in block.split("\n")).replace("**", "")


Run = tuple[str, str]
"""Text with the mark of its letters: `**`, `*` or none."""


@dataclass
class _Writer:
    """Blocks while they are being written: of lines, each of runs, with the mark of their letters."""

    italics: bool
    """Whether lines in italics are marked."""
    blocks: list[str] = field(default_factory=list)
    lines: list[list[Run]] = field(default_factory=lambda: [[]])

    def end(self, prefix: str = "") -> None:
        """End a block."""
        lines = [line for line in map(_write_line, self.lines) if line]
        if lines:
            self.blocks.append(prefix + (" " if prefix else "\n").join(lines))
        self.lines = [[]]

    def walk(self, node: Node, mark: str = "") -> None:
        for child in node.children or ():
            if child.name == "#text":
                self.lines[-1].append((mark, _SPACE.sub(" ", child.data or "")))
            elif child.name == "br":
                self._end_line()
            elif child.name[:1] not in "#!" and not is_left_out(child):
                self._write_element(child, mark)

    def _end_line(self) -> None:
        """End a line; if nothing is in it, a block."""
        if _write_line(self.lines[-1]) or len(self.lines) == 1:
            self.lines.append([])
        else:
            self.end()

    def _write_element(self, node: Node, mark: str) -> None:
        style = (node.attrs or {}).get("style") or ""
        if node.name in ("b", "strong") or _BOLD.search(style):
            mark = "**"
        elif self.italics and not mark and (node.name in ("i", "em") or _ITALICS.search(style)):
            mark = "*"
        if node.name == "sup" and _is_raised(raised := extract_text(node)):  # else 10 to the power of 23 would be 1023
            self.lines[-1].append((mark, raised.translate(_RAISED)))
            return
        if node.name in INLINE:
            self.walk(node, mark)
            return
        level = int(node.name[1]) if re.fullmatch("h[1-6]", node.name) else 0
        self.end()
        self.walk(node, "" if level else mark)
        self.end(f"{'#' * level} " if level else "")


def _is_raised(text: str) -> bool:
    """Whether all of it can stand in raised characters, as numbers can."""
    return bool(text) and all(ord(char) in _RAISED for char in text)


def _write_line(runs: list[Run]) -> str:
    """Write a line; what is bold at its beginning stays so, and what is in italics as a whole."""
    if all(mark == "*" or not text.strip() for mark, text in runs):
        whole = _SPACE.sub(" ", "".join(text for _, text in runs)).strip(" ")
        return f"*{whole}*" if whole and "*" not in whole else whole
    marked = 0
    while marked < len(runs) and (runs[marked][0] == "**" or not runs[marked][1].strip()):
        marked += 1
    opening, rest = ("".join(text for _, text in some) for some in (runs[:marked], runs[marked:]))
    opening = _SPACE.sub(" ", opening)
    inside = opening.strip(" ")
    if not inside:
        return _SPACE.sub(" ", opening + rest).strip(" ")
    after = " " if opening.endswith(" ") or rest.startswith(" ") else ""
    return f"**{inside}**{after}{_SPACE.sub(' ', rest).strip(' ')}".strip(" ")


def write_blocks(node: Node) -> Iterator[str]:
    """Write the paragraphs and headings inside an element."""
    marked = _write(node, italics=True)
    whole = [block for block in marked if block[0] == "*" == block[-1] and block[1:2] != "*"]
    asking = sum(bool(_ASKS.search(block)) and not _LABELLED.match(block) for block in whole)
    yield from marked if asking >= 3 and asking > len(whole) / 2 else _write(node, italics=False)


def _write(node: Node, italics: bool) -> list[str]:
    writer = _Writer(italics)
    writer.walk(node)
    writer.end()
    return writer.blocks


def report_tables(tables: Iterable[Node]) -> Iterator[Notice]:
    """Report tables, whose cells become paragraphs."""
    if texts := [first for table in tables if (first := next(iter(_write(table, italics=False)), ""))]:
        yield Notice("tables", 0, {"count": len(texts), "words": texts[0].replace("**", "")})
