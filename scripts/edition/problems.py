"""What is wrong, where, and how to mend it.

Readers and checks report to one collection of problems and go on, so that one run tells an
editor everything; only story.py raises, once, with all of them. What is said stands in
locale/problems.yml, by code: `problems.at(place, "topic-unknown", id="sanktions", …)`.
"""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from edition.characters import name_invisible

MESSAGES = Path(__file__).parent / "locale/problems.yml"


class Place(NamedTuple):
    """A line of a source file. A tuple, because a large interview has a great many."""

    path: str
    """Below the source folder, for example `topics.yml`."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    place: Place
    code: str
    """What kind of mistake it is: a key of locale/problems.yml."""
    facts: Mapping[str, object]
    """What fills in the message."""
    fatal: bool = True
    """False for a warning, which stops nothing."""

    def message(self, root: str = "source") -> Message:
        """What an editor reads; `root` is the source folder as people type it."""
        text = _Filled(root).vformat(_load_messages()[self.code], (), self.facts)
        return Message(_join_path(root, self.place.path), self.place.line, text, self.code, self.fatal)


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A problem as its editor reads it: `path:line: what is wrong, quoted, and how to mend it [code]`."""

    path: str
    """As people type it from where they are."""
    line: int
    text: str
    """Perhaps of several lines."""
    code: str
    """By which CONTRIBUTING explains the problem."""
    fatal: bool = True

    def __str__(self) -> str:
        first, *more = self.text.split("\n")
        kind = "" if self.fatal else "warning: "
        return "\n".join((f"{self.path}:{self.line}: {kind}{first} [{self.code}]", *more))

    @property
    def annotation(self) -> str:
        """The line by which GitHub Actions shows it where it is, in the pull request."""
        place = {"file": self.path, "line": str(self.line), "title": self.code}
        given = ",".join(f"{name}={_escape_for_github(value, ',:')}" for name, value in place.items())
        return f"::{'error' if self.fatal else 'warning'} {given}::{_escape_for_github(self.text)}"


class Problems:
    """All problems of a run; true when one of them stops the build."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._unchecked: list[str] = []

    def at(self, place: Place, code: str, /, **facts: object) -> None:
        """Something at `place` has to be mended; the `facts` fill in the message of that `code`."""
        self._found.append(Problem(place, code, facts))

    def warn(self, place: Place, code: str, /, **facts: object) -> None:
        """Something at `place` may be wrong."""
        self._found.append(Problem(place, code, facts, fatal=False))

    def unchecked(self, code: str) -> None:
        """Something couldn't be checked for want of a part that has a problem: what, by its code."""
        self._unchecked.append(code)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        return any(problem.fatal for problem in self._found)

    def messages(self, root: str) -> tuple[Message, ...]:
        """What an editor reads: each problem once, by path and line."""
        return tuple(sorted({problem.message(root) for problem in self}))

    def error(self, root: str) -> SourceError:
        """All of it, to be raised."""
        return SourceError(self.messages(root), [_load_messages()[code] for code in self._unchecked])


class EditionError(Exception):
    """Nothing was written; `str()` of it says why."""


class RefusedError(EditionError):
    """The system refuses: no permission, no room, no such folder."""

    def __init__(self, error: OSError, where: Path) -> None:
        super().__init__(f"{error.filename or where}: {error.strerror or error}")


class SourceError(EditionError):
    """The source can't be published as it is; `str()` of it is what an editor reads."""

    def __init__(self, messages: Sequence[Message], unchecked: Sequence[str] = ()) -> None:
        self.messages = messages
        self.unchecked = unchecked
        """What wasn't looked at for want of a part that has a problem."""
        super().__init__("\n".join(map(str, messages)))

    @classmethod
    def from_lines(cls, lines: Iterable[str], code: str) -> SourceError:
        """Make an error of lines such as `path:line: what is wrong, quoted, and how to fix it`."""
        parts = (line.split(":", 2) for line in lines)
        return cls([Message(path, int(number), text.strip(), code) for path, number, text in parts])

    @property
    def summary(self) -> str:
        """How many problems there are, in one line."""
        count = len(self.messages)
        unchecked = f". Not checked before that is mended: {'; '.join(self.unchecked)}" if self.unchecked else ""
        return f"{count} problem{'s' * (count != 1)}; nothing was written{unchecked}"


def annotate_for_github(messages: Iterable[Message], environment: Mapping[str, str]) -> list[str]:
    """What GitHub Actions has to be told besides, so that it shows each message at its line; elsewhere nothing."""
    return [message.annotation for message in messages] if environment.get("GITHUB_ACTIONS") == "true" else []


class _Filled(string.Formatter):
    """As `str.format`, and `{word:q}` is the word in quotation marks, `{word:q30}` cut to 30 characters, `{file:path}` one below the source folder, as a Place is."""

    def __init__(self, root: str) -> None:
        self.root = root

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "path" or isinstance(value, Place):
            return _join_path(self.root, value)
        if format_spec.startswith("q"):
            return quoted(str(value), int(format_spec[1:] or 60))
        return str(super().format_field(value, format_spec))


def _join_path(root: str, path: object) -> str:
    return f"{path}" if root == "." else f"{root}/{path}".removesuffix("/.")


def _escape_for_github(text: str, signs: str = "") -> str:
    """As GitHub has it (https://docs.github.com/actions, “Workflow commands”): line breaks and some signs as numbers."""
    return re.sub(f"[%\r\n{signs}]", lambda found: f"%{ord(found[0]):02X}", text)


@cache
def _load_messages() -> dict[str, str]:
    import yaml  # only here, where something is wrong: a build that has nothing to do is done sooner

    with open(MESSAGES, encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotation marks for a message, on one line, shortened to `limit` characters, nothing in it unseen."""
    flat = name_invisible(" ".join(text.split()))
    return f"“{flat if len(flat) <= limit else flat[: limit - 1].rstrip() + '…'}”"


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of the `known` words that `word` may be a slip for, or None."""
    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else None


def suggest_nearest(word: str, known: Iterable[str]) -> str:
    """` (did you mean “topics”?)` when one of the `known` words is near `word`, else nothing."""
    near = find_nearest(word, known)
    return f" (did you mean {quoted(near)}?)" if near else ""
