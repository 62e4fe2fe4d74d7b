"""Reads source/transcript.md and the speakers of interview.yml, as the site and the exports have to show them.

A label in bold opens a turn, `## ` a heading that nobody says; a time in brackets may stand before a paragraph's first
word, and a backslash makes what follows plain text. Python by itself reads no YAML: interview.yml is read line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile

WHITE = re.compile("[ \t\n\r\f\v]+")
"""White space between words; a no-break space is a character of a word."""
LABEL = re.compile(r"\*\*([^*]+):\*\*(?:[ \t]+|$)")
TIME = re.compile(r"\[(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)\](?:[ \t]+|$)")
_ENTRY = re.compile(r"^[ ]*(-[ ]+)?([\w-]+):(?:[ \t]+(.*))?$")
_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_COUNTED = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


@dataclass(frozen=True)
class Speaker:
    """Somebody whose words stand in the transcript, as interview.yml says."""

    labels: tuple[str, ...]
    role: str
    name: str
    shown: str
    """What stands above the words on a page; empty if only the site's language decides."""


NOBODY = Speaker((), "heading", "", "")
"""Who says a heading between turns."""


@dataclass(frozen=True)
class Passage:
    """A paragraph of the transcript."""

    number: str
    """`3.4`."""
    speaker: Speaker
    words: str
    """Divided by single spaces."""


def read_setting(key: str, settings: str) -> str:
    """A value below `transcript:` in interview.yml; empty if it isn't there."""
    found = re.search(rf"^[ \t]+{key}:[ \t]*[\"']?([^\s\"'#]+)", settings, re.M)
    return found[1] if found else ""


def read_speakers(settings: str) -> list[Speaker]:
    """The speakers of interview.yml."""
    lines = list(dropwhile(lambda line: not line.startswith("speakers:"), settings.split("\n")))[1:]
    found: list[dict[str, list[str]]] = []
    values: list[str] = []
    for line in lines:
        if re.match(r"[^\s#-]", line):
            break
        if entry := _ENTRY.match(line):
            found += [{}] if entry[1] or not found else []
            values = found[-1].setdefault(entry[2], [])
            values += read_values(entry[3] or "")
        elif item := re.match(r"\s*- +(.+)", line):
            values += read_values(item[1])
    return list(map(make_speaker, found))


def read_values(text: str) -> list[str]:
    """A value in YAML, or those of a list on one line, without quotation marks and remarks."""
    text = text.strip()
    if text.startswith("["):
        inside = text.rpartition("]")[0][1:]
        return [one for part in re.findall(r"\s*(\"[^\"]*\"|'[^']*'|[^,]+)", inside) for one in read_values(part)]
    if quoted := re.match(r"\"(?:[^\"\\]|\\.)*\"", text):
        return [str(json.loads(quoted[0]))]
    if quoted := re.match(r"'((?:[^']|'')*)'", text):
        return [quoted[1].replace("''", "'")]
    return [one] if (one := re.sub(r"(?:^|[ \t]+)#.*$", "", text).strip()) else []


def make_speaker(given: dict[str, list[str]]) -> Speaker:
    """A speaker; a label of one or two letters isn't shown, but the name or, of who asks, a word of the site's language."""
    label, role, name, shown = ("".join(given.get(key, [])[:1]) for key in ("label", "role", "name", "shown"))
    short = "" if role == "interviewer" else name
    return Speaker((label, *given.get("also", [])), role, name, shown or (label if len(label) > 2 else short))


def read_transcript(text: str) -> Iterator[tuple[int, str | None, str, str]]:
    """Each paragraph: line, the label that opens it (empty for a heading, None if none does), its time and its words."""
    for number, line in enumerate(text.split("\n"), 1):
        words, label = re.sub("[ \t]+", " ", line).strip(" "), None
        if heading := re.match(r"##[ \t]+(?=\S)", words):
            yield number, "", "", words[heading.end() :]
            continue
        if opened := LABEL.match(words):
            label, words = opened[1], words[opened.end() :]
        time = TIME.match(words)
        words = words[time.end() :] if time else words
        if words or label:
            yield number, label, time[1] if time else "", words.removeprefix("\\")


def number_passages(text: str, speakers: Iterable[Speaker]) -> list[Passage]:
    """The passages of a transcript; a question begins where somebody asks after an answer, with who calls it up.

    Raises ValueError if interview.yml doesn't declare a label.
    """
    declared = {label: speaker for speaker in speakers for label in speaker.labels if label}
    turns = list[list[Passage]]()
    for line, label, _, words in read_transcript(text):
        if label and label not in declared:
            raise ValueError(f"transcript.md:{line}: interview.yml has no speaker with the label “{label}”")
        if label is not None or not turns:
            turns.append([])
            speaker = declared[label] if label else NOBODY
        if words:
            turns[-1].append(Passage("", speaker, words))
    return [replace(one, number=f"{question}.{n}") for question, some in divide(turns) for n, one in enumerate(some, 1)]


def divide(turns: list[list[Passage]]) -> Iterator[tuple[int, list[Passage]]]:
    """The passages of each question; what is said before the first is number 0."""
    number, here, answered = 0, list[list[Passage]](), False
    for turn in filter(None, turns):
        role = turn[0].speaker.role
        if role == "interviewer" and (answered or not number):
            before = len(here)
            while before and here[before - 1][0].speaker.role not in ("interviewer", "speaker"):
                before -= 1
            if before:
                yield number, [one for some in here[:before] for one in some]
            number, here, answered = number + 1, here[before:], False
        answered = answered or role == "speaker"
        here.append(turn)
    if here:
        yield number, [one for some in here for one in some]


def count_words(passages: Iterable[Passage]) -> int:
    """How many words there are; of scripts without spaces, each character counts as one. A no-break space ends a word."""
    words = (word for passage in passages for word in passage.words.split())
    return sum(len(_COUNTED.findall(word)) if re.search(f"[{_UNSPACED}]", word) else 1 for word in words)


def tell_apart(theirs: str, ours: str) -> str:
    """Two texts from a little before their first difference on, for a message."""
    same = next(
        (n for n, pair in enumerate(zip(theirs, ours, strict=False)) if pair[0] != pair[1]),
        len(min(theirs, ours, key=len)),
    )
    start = max(0, ours.rfind(" ", 0, max(0, same - 10)) + 1)
    return f"\n  there:              {theirs[start : start + 60]}\n  in the transcript:  {ours[start : start + 60]}"
