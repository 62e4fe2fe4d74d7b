"""What an editor did to YAML that can't be read: by the look of the line, in words that aren't a parser's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_KEYED = re.compile(r"\s*(?:- +)*(?:(?P<key>[\w-]+):[ \t]+|- +)(?P<text>\S.*?)\s*")
"""A line with a text behind a key, or in a list."""
_CURLY = "“”„‘’‚«»"
_SIGNS = "*&!%@`|>?,]}"
"""What no text can begin with."""
_ITEM = re.compile(r"\s*(?:-(?=[^\W\d])|[*•·‣–—]\s)(?=\s*\w)")
"""What is typed, or made by a word processor, for the “- ” before an item of a list."""
_DEEP = 100
"""Lists inside lists beyond which nobody has written them, and PyYAML's parser falls over some thousands later."""


def is_too_deep(text: str) -> bool:
    """Whether lists are nested so deeply that it is an attack, or a fallen asleep finger."""
    if re.search(rf"(?:[-?][ \t]+){{{_DEEP}}}", text):
        return True
    depth = 0
    for found in re.finditer(r"[\[\]{}]", text if max(text.count("["), text.count("{")) > _DEEP else ""):
        depth = max(0, depth + (1 if found[0] in "[{" else -1))
        if depth > _DEEP:
            return True
    return False


def diagnose(text: str, error: yaml.YAMLError) -> tuple[int, str, dict[str, str]]:
    """The line of the mistake, counted from 0, and the code of the problem with its facts."""
    lines = text.split("\n")
    mark, context = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    last = min(mark.line, len(lines) - 1) if mark else 0
    if context and "quoted" in str(getattr(error, "context", "")) and mark and mark.line > context.line:
        return context.line, "yaml-quotation-open", {}
    suspects = list(_list_suspects(lines, last, context.line if context else last))
    for line in suspects:
        if found := _find_mistake(lines[line]):
            return line, *found
    for line in suspects:
        if word := re.match(r"([\w-]+)[^:]*$", lines[line]):
            return line, "yaml-no-key", {"word": word[1]}
    before = next((line for line in reversed(lines[:last]) if line.strip()), "")
    if lines[last].strip() and _find_column(lines[last]) != _find_column(before):
        return last, "yaml-indentation", {"text": lines[last]}
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
    return last, "yaml-unreadable", {"what": str(what)}


def _list_suspects(lines: list[str], last: int, context: int) -> Iterator[int]:
    """Where the parser stopped, where it began with what it couldn't end, and the line before."""
    yield last
    if context != last:
        yield context
    if before := [line for line in range(last) if lines[line].strip()]:
        yield before[-1]


def find_key_before(line: str, column: int) -> str:
    """What stands before the text in that column, for a message: `title: `, or `- `; empty if it is neither."""
    keyed = _KEYED.fullmatch(line)
    if not keyed or keyed.start("text") != column:
        return ""
    return f"{keyed['key']}: " if keyed["key"] else "- "


def _find_mistake(line: str) -> tuple[str, dict[str, str]] | None:
    if re.match(r" *\t", line):
        return "yaml-tab", {}
    if item := _ITEM.match(line):
        return "yaml-item", {"text": line[item.end() :].strip()}
    if tight := re.fullmatch(r"\s*(?:- +)?([a-z_]+):(?!//)[^\s:][^:]*", line):
        return "yaml-space", {"key": tight[1]}
    keyed = _KEYED.fullmatch(line)
    if not keyed:
        return None
    text, key = keyed["text"], find_key_before(line, keyed.start("text"))
    if text[0] in _CURLY:
        return "yaml-curly", {"key": key}
    if text[0] in "\"'":
        inside = text[1:-1] if len(text) > 1 and text[-1] == text[0] else text[0]
        inside = re.sub(r"\\.", "", inside) if text[0] == '"' else inside.replace("''", "")
        return ("yaml-quotation", {"key": key, "mark": text[0]}) if text[0] in inside or "\\" in text else None
    if (text[0] in _SIGNS and not re.fullmatch(r"[|>][+-]?\d?", text)) or text[:2] == "- ":
        return "yaml-sign", {"key": key, "sign": text[0]}
    if text[0] in "[{":
        end = "]" if text[0] == "[" else "}"
        whole = text[-1] == end and text.count(text[0]) == text.count(end)
        return None if whole else ("yaml-list", {"key": key, "sign": text[0], "end": end})
    if remark := re.search(r"[ \t]#", text):
        return "text-cut", {"text": text[: remark.start()]}
    if ": " in text or text.endswith(":"):
        return "yaml-colon", {"key": key}
    return None


def _find_column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
