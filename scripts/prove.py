#!/usr/bin/env python3
"""Prove that a finished site holds the words of the interview: every one, in order, each once.

Reads the HTML that a publisher wrote and the transcript as it was received. It needs nothing but
Python and shares no code with what makes the pages, so that the two can't be wrong in the same way.

Compared are the passages on the pages of the questions and, once more, on that of the whole
interview, with whatever text the editors' marks have, which is to be none; a passage has to begin where a line of the transcript does, or
behind a label. Between two passages nothing may stand but what interview.yml names: the speakers'
labels with their signs, numbers and times, and the lines that it leaves out. Then the numbers and
hashes on the About page. Not looked at: who is said to speak, and what is quoted elsewhere, in notes,
lists, the search and on cards.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

LONG = 60  # questions beyond which an interview has no page of the whole
NAMES = ("transcript.md", "transcript.txt")
MARKS = {":": "[:：]", "-": "[-‐‑–—―−]", "(": "[(（]", ")": "[)）]", "[": r"[\[【［]", "]": r"[\]】］]", "*": "[*_]"}
"""What may stand in a transcript for a sign of a form in interview.yml."""
QUOTED = 6  # words that a message quotes, from the first difference on
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Passage:
    """A passage as a page has it: `p4` on the page of its question, `q3-p4` on that of the whole interview."""

    page: Path
    anchor: str
    number: str = ""
    words: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The passages of a page, and the hashes and whole numbers that its list items end with."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.passages, self.claims = path, list[Passage](), list[str]()
        self._open: list[tuple[str, str]] = []
        self._text = ""
        self.feed(path.read_text(encoding="utf-8", errors="replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        role = "passage" if "passage" in given.get("class", "").split() else ""
        if role == "passage":
            self.passages.append(Passage(self.path, given.get("id", "")))
        elif "data-passage" in given and any(role == "passage" for _, role in self._open):
            self.passages[-1].number = given["data-passage"]
        if role == "passage" or tag == "li":
            self._text = ""
        if tag not in VOID:
            self._open.append((tag, role))

    def handle_endtag(self, tag: str) -> None:
        name = "" if any(tag == name for name, _ in self._open) else tag
        while name != tag:
            name, role = self._open.pop()
            if role == "passage":
                self.passages[-1].words = words_of(self._text)
            elif name == "li" and (claim := re.search(r"[:：]\s*([0-9a-f]{64}|\d[\d.,'’\s]*)$", self._text.strip())):
                self.claims.append(re.sub(r"[^\da-f]", "", claim[1]))

    def handle_data(self, data: str) -> None:
        self._text += data


def words_of(text: str) -> list[str]:
    """The words of `text`; a no-break space is a character of a word."""
    return [word for word in re.split("[ \t\n\r\f\v]+", text) if word]


UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN = re.compile(f"[{UNSPACED}]")
WIDE = re.compile(f"[{UNSPACED}\u3000-\u3004\u3008-\u303f\uff01-\uff60]")


def count(words: list[str]) -> int:
    """How many words there are; of scripts without spaces, each character counts as one. A no-break space ends a word."""
    return sum(
        len(re.findall(rf"[{UNSPACED}]|[^\W{UNSPACED}]+", word)) if HAN.search(word) else 1
        for word in " ".join(words).split()
    )


class Settings:
    """What interview.yml says of the transcript, read line by line: Python by itself reads no YAML.

    What is written otherwise than there is not seen; then it counts as words of the transcript, and
    the proof fails instead of passing something over.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        speakers = re.search(r"^speakers:.*\n((?:[ \t#-].*\n|[ \t]*\n)*)", text + "\n", re.M)
        below = speakers[1].split("\n") if speakers else []
        self.labels = [*self.values("label", below), *self.values("also", below)]
        self.times_go_on = any("{speaker}" not in form and "{time}" in form for form in self.values("turns"))
        self.ignored = [plain(entry).split("{number}") for entry in self.values("ignore")]

    def values(self, key: str, lines: list[str] | None = None) -> list[str]:
        """What stands behind `key:`, or in a list below it, wherever the key stands."""
        found: list[str] = []
        lines = self.lines if lines is None else lines
        for number, line in enumerate(lines):
            if not (match := re.match(rf"( *(?:- +)?){key}:(?:[ \t]+(.+?))?[ \t]*$", line)):
                continue
            if match[2]:
                found += self._list(match[2])
                continue
            for below in lines[number + 1 :]:
                if not (item := re.match(r" *- +(.+?)[ \t]*$", below)) or len(below) - len(below.lstrip()) < len(
                    match[1].rstrip("- ")
                ):
                    break
                found += self._list(item[1])
        return found

    @staticmethod
    def _list(text: str) -> list[str]:
        try:
            value = json.loads(text)
            return [str(one) for one in value] if isinstance(value, list) else [str(value)]
        except ValueError:
            pass
        if text.startswith("["):
            return [re.sub(r"^([\"'])(.*)\1$", r"\2", part.strip()) for part in text.strip("[]").split(",")]
        return [re.sub(r"^([\"'])(.*)\1$", r"\2", re.sub(r"[ \t]+#.*$", "", text) if text[0] not in "\"'" else text)]

    def value(self, key: str) -> str:
        return next(iter(self.values(key)), "")

    def spoken(self, data: bytes) -> str:
        """The lines of the interview."""
        encoding = self.value("encoding") or "utf-8-sig"
        text = re.sub("\r\n?", "\n", data.decode(encoding).removeprefix("\ufeff"))
        if self.value("control_characters") == "leave out":
            text = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text)
        lines = text.split("\n")
        first, last = self._edge(lines, "starts_at", 0), len(lines)
        if self.value("ends_at"):
            last = self._edge(lines, "ends_at", first + 1)
        return "\n".join("" if self._is_ignored(line) else line for line in lines[first:last])

    def _edge(self, lines: list[str], key: str, start: int) -> int:
        words = plain(self.value(key))
        if words:
            return next((n for n, line in enumerate(lines) if n >= start and plain(line).startswith(words)), start)
        if "opening" in "".join(self.lines) and self.value("opening"):
            return 0
        opening = re.compile(self.any_opening())
        return (
            next((number for number, line in enumerate(lines) if opening.match(f"{line}\n")), 0) if self.labels else 0
        )

    def _is_ignored(self, line: str) -> bool:
        return any(re.fullmatch(r"\d{1,4}".join(map(re.escape, parts)), plain(line)) for parts in self.ignored)

    def any_opening(self) -> str:
        """A pattern for a label with its signs; the label is a group.

        One that `turns` wants behind it has to stand there, so that the word “A” is no label “A:”. Only where a form
        has none does a letter or a sign of its own open a turn.
        """
        forms = [form for form in self.values("turns") if "{speaker}" in form] or ["**{speaker}:** {text}"]
        openings = [form.partition("{text}")[0] for form in forms]
        literal = "".join(map(re.escape, re.sub(r"\{\w+\}|\s|\w", "", "".join(openings))))
        remark = r"[(（\[][^()（）\[\]\n]{0,80}[)）\]]|" if "{remark}" in "".join(openings) else ""
        signs = rf"(?:{remark}[\s*_#>\\\[\]()（）【】［］:：.,\-–—―−‐‑\d{literal}])"
        behind = {*map(sign_behind, forms)}
        opening = rf"({any_of(self.labels)}){signs}*?(?={'|'.join(filter(None, behind)) or '(?!)'}){signs}+"
        if "" in behind:
            bare = [label for label in self.labels if len(label.rstrip(".")) == 1 or not re.search(r"[^\W\d_]", label)]
            opening += rf"|({any_of(bare)}){signs}*"
        return rf"{signs}*?(?:{opening})"


def sign_behind(form: str) -> str:
    """A pattern for what has to stand behind a label in this form; empty if nothing has to."""
    behind, text, _ = form.partition("{speaker}")[2].partition("{text}")
    signs = re.sub(r"\{(?:number|remark|time)\}|\s", "", behind).replace("：", ":")
    if signs.endswith(("{tab}", "{wide}")):
        return r"\t|[^\S\n]{3}" if signs.endswith("{tab}") else "\u3000"
    sign = ":" if ":" in signs else signs[-1:]
    return MARKS.get(sign, re.escape(sign)) or "\n" * (not text)


def any_of(labels: list[str]) -> str:
    """A pattern for labels, the longest first, their white space of any kind."""
    between = r"(?:\s|\*\*)+"
    ordered = sorted(filter(None, labels), key=len, reverse=True)
    return "|".join(between.join(map(re.escape, label.split())) for label in ordered) or "(?!)"


def plain(line: str) -> str:
    """A line with its white space folded."""
    return " ".join(line.split())


def difference(passages: list[Passage], spoken: str, settings: Settings) -> str:
    """The first thing in which `passages`, read on, aren't the transcript; empty if there is none."""
    question, number = 0, 0
    for passage in passages:
        follow = [(question, number + 1), (question + 1, 1)][not number :]
        follow += [(0, 1)] if not number else []
        names = [f"{question}.{number}" for question, number in follow]
        if passage.number not in names:
            return f"{passage.page}: passage {passage.number or '?'} stands where {' or '.join(names)} should"
        question, number = follow[names.index(passage.number)]
        if passage.anchor not in (f"p{number}", f"q{question}-p{number}"):
            return f"{passage.page}: passage {passage.number} has the anchor “{passage.anchor}”"
        if not passage.words:
            return f"{passage.page}: passage {passage.number} has no words"
    return Walk(spoken, settings).along(passages)


class Walk:
    """Goes along the transcript, word by word."""

    def __init__(self, text: str, settings: Settings) -> None:
        self.text, self.at = text, 0
        timed = r"(?<=\n)[\[(]?\d{1,2}(?::\d\d){1,2}(?:[.,]\d{1,3})?[\])]?[ \t]" if settings.times_go_on else "(?!)"
        labelled = rf"(?:\A|(?<=\n)){settings.any_opening()}"
        self.opening = re.compile(settings.any_opening())
        self.gap = re.compile(rf"(?:{labelled}|{timed}|[*_\s#])*")
        self.line_end = re.compile(rf"[*_\s]*\n[*_\s]*(?:{timed})?[*_\s]*")

    def along(self, passages: list[Passage]) -> str:
        words = [word for passage in passages for word in passage.words]
        at, stray = 0, ""
        for number, passage in enumerate(passages):
            read, begins = self._pass(passage.words)
            if read < len(passage.words):
                return self._said(passage if read else self._blamed(passages, number), words[at + read :])
            if not stray and not begins:
                stray = (
                    f"{passage.page}: passage {passage.number} doesn't begin where a paragraph of the transcript does"
                )
            at += read
        if passages and self.text[self.at :].strip(" \t\n\f\v*_\u00a0\u3000"):
            return self._said(passages[-1], [])
        return stray

    def _blamed(self, passages: list[Passage], number: int) -> Passage:
        """The passage that is wrong where one can't begin: the one before, if words of that go on."""
        before = self.text[: self.at].rstrip(" \t*_")
        fresh = not before or before.endswith("\n") or self.text[self.at :].lstrip(" \t*_").startswith("\n")
        return passages[number] if fresh or not number else passages[number - 1]

    def _pass(self, words: list[str]) -> tuple[int, bool]:
        """Past a passage; returns how many of its words stand here, and whether they begin a paragraph.

        Its first word may be the first of its label, too: then the label is one.
        """
        tried = [(0, False, False, 0, self.at)]
        for place, begins in list(self._openings(words[0])):
            line = self.text.rfind("\n", 0, place) + 1
            label = self.opening.match(self.text, line)
            start, end = label.span(label.lastindex or 0) if label else (0, 0)
            after = place >= end or "\n" in self.text[place:start]
            self.at = place
            tried.append((self._read(words), begins, after, -place, self.at))
        read, begins, _, _, self.at = max(tried)
        return read, begins

    def _openings(self, word: str) -> Iterator[tuple[int, bool]]:
        """Where a passage may begin with this word, and whether a paragraph of the transcript does."""
        longest = self.gap.match(self.text, self.at)
        start, last = self.at, longest.end() if longest else self.at
        whole = rf"{re.escape(word)}(?=[\s*_]|\Z)"  # “A” isn't the beginning of a label “ANN:” behind a time
        opening = r"[\s*_]*".join(map(re.escape, word)) if WIDE.search(word) else whole
        for found in re.compile(opening).finditer(self.text, start, last + 200 * len(word)):
            gap = self.gap.fullmatch(self.text, start, found.start()) if found.start() <= last else None
            if gap:
                yield found.start(), not start or "\n" in gap[0] or "**" in gap[0] or "__" in gap[0]

    def _read(self, words: list[str]) -> int:
        """Past the words of a passage; returns how many of them stand here."""
        for index, word in enumerate(words):
            if (index and not self._space(word)) or not self._word(word):
                return index
        return len(words)

    def _space(self, word: str) -> bool:
        """Past the space before a word, and past marks of bold there that the word itself doesn't begin with."""
        marked = r"[ \t\n\f\v*_]*"
        found = re.compile(rf"{marked}?\s{marked}?(?={re.escape(word)})").match(self.text, self.at)
        found = found or self.line_end.match(self.text, self.at)
        found = found or re.compile(marked).match(self.text, self.at)
        if not found or not any(char.isspace() for char in found[0]):
            return False
        self.at = found.end()
        return True

    def _word(self, word: str) -> bool:
        """Past a word, which ends where white space follows, or the end of what is bold."""
        start = self.at
        if self.text.startswith(word, start):
            self.at += len(word)
        else:
            self.at = self._over(word)
        if self.at >= 0 and (self.at == len(self.text) or self.text[self.at].isspace() or self.text[self.at] in "*_"):
            return True
        self.at = start
        return False

    def _over(self, word: str) -> int:
        """Where a word ends that a line's end or the end of what is bold stands inside; -1 if it isn't there."""
        at = self.at
        for before, char in zip(f" {word}", word, strict=False):
            if self.text[at : at + 1] != char:
                line_end = re.compile(r"\s*\n\s*").match(self.text, at)
                marks = re.compile(r"\s*(?:\*\*|__)\s*(?:\*\*|__)?\s*").match(self.text, at)
                skipped = line_end if line_end and (before in "-‐" or WIDE.match(before)) else marks
                if not skipped or self.text[skipped.end() : skipped.end() + 1] != char:
                    return -1
                at = skipped.end()
            at += 1
        return at

    def _said(self, passage: Passage, words: list[str]) -> str:
        theirs = " ".join(words[:QUOTED]) or "(nothing more)"
        ours = " ".join(words_of(self.text[self.at :])[:QUOTED]) or "(nothing more)"
        return f"{passage.page}: passage {passage.number}\n  on the page:        {theirs}\n  in the transcript:  {ours}"


def number_of(passage: Passage) -> int:
    """The number of its question."""
    return int("0" + re.split(r"\D", passage.number)[0])


def prove(site: Path, transcript: bytes, settings: Settings) -> tuple[list[str], str]:
    """What is wrong with the site, each with its page; and what was found, in one line."""
    # Files to take away, below made/, are no pages of the site: prove_files.py reads those.
    paths = (path for path in site.rglob("*.html") if "made" not in path.relative_to(site).parts[:1])
    pages = [Page(path) for path in sorted(paths)]
    passages = [passage for page in pages for passage in page.passages]
    whole = [passage for passage in passages if passage.anchor.startswith("q")]
    single = [passage for passage in passages if not passage.anchor.startswith("q")]
    first = {page.path: [number_of(one) for one in page.passages][:1] for page in pages}
    single.sort(key=number_of)
    whole.sort(key=lambda passage: first[passage.page])  # a long one stands on several pages
    spoken = settings.spoken(transcript)
    questions = len({passage.page for passage in single if not passage.number.startswith("0.")})
    words = [word for passage in single for word in passage.words]
    sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
    problems = [difference(single, spoken, settings) if single else f"{site}: no page has a passage of a question"]
    if whole or questions <= LONG:
        problems.append(difference(whole, spoken, settings) if whole else f"{site}: no page has the whole interview")
    counts = [str(number) for number in (questions, len(single), count(words))]
    found = [*counts, hashlib.sha256(transcript).hexdigest(), sha256]
    about = [page for page in pages if any(len(claim) == 64 for claim in page.claims)]
    problems += [
        f"{page.path}: it says {', '.join(page.claims)}; found were {', '.join(found)}"
        for page in about
        if " ".join(found) not in " ".join(page.claims)
    ]
    problems += [] if about else [f"{site}: no page says how many words there are and what their SHA-256 is"]
    return [*filter(None, problems)], f"{count(words):,} words, {len(single)} passages, SHA-256 {sha256}"


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (not proved) or 2 (usage)."""
    parser = argparse.ArgumentParser(prog="prove.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="what MkDocs or Zensical wrote")
    source = Path(__file__).resolve().parent.parent / "source"
    parser.add_argument("--source", type=Path, default=source, metavar="DIR", help="what editors write (%(default)s)")
    options = parser.parse_args(argv)
    try:
        path = next(
            (path for path in (options.source / name for name in NAMES) if path.exists()), options.source / NAMES[0]
        )
        transcript = path.read_bytes()
        settings = Settings((options.source / "interview.yml").read_text(encoding="utf-8-sig"))
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    if not options.site.is_dir() or not (settings.labels or settings.value("questions")):
        parser.error(
            f"no folder {options.site}" if settings.labels else "interview.yml has no line “label: …” below “speakers:”"
        )
    problems, found = prove(options.site, transcript, settings)
    print("\n".join(problems) if problems else f"{options.site}: the transcript's words, in order, each once: {found}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
