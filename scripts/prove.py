#!/usr/bin/env python3
"""Prove that a finished site holds the words of the interview: every one, in order, each once.

Reads the HTML that a publisher wrote and the transcript as it was received. It needs nothing but
Python and shares no code with what makes the pages, so that the two can't be wrong in the same way.

Compared are the passages on the pages of the questions and, once more, on that of the whole
interview, without the editors' marks; a passage has to begin where a paragraph of the transcript
does. Then the numbers and hashes on the About page. Not looked at: who is said to speak, and
what is quoted elsewhere, in notes, lists, the search and on cards.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate, zip_longest
from pathlib import Path

LONG = 60  # questions beyond which an interview has no page of the whole
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
        role = next((role for role in ("passage", "mark") if role in given.get("class", "").split()), "")
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
            elif name == "li" and (claim := re.search(r": ([0-9a-f]{64}|\d[\d.,'’\s]*)$", self._text.strip())):
                self.claims.append(re.sub(r"[^\da-f]", "", claim[1]))

    def handle_data(self, data: str) -> None:
        if not any(role == "mark" for _, role in self._open):
            self._text += data


def words_of(text: str) -> list[str]:
    """The words of `text`; a no-break space is a character of a word."""
    return [word for word in re.split("[ \t\n\r\f\v]+", text) if word]


def labels_of(interview: str) -> list[str]:
    """The speakers' labels in interview.yml: what stands behind `label:` on a line below `speakers:`.

    Python by itself reads no YAML. A label that is written otherwise is not seen; then it counts as
    words of the transcript, and the proof fails instead of passing something over.
    """
    speakers = re.search(r"^speakers:.*\n((?:[ \t#-].*\n|[ \t]*\n)*)", interview + "\n", re.M)
    found = re.findall(r"^[ -]*\blabel:[ \t]+(.+?)[ \t]*(?:[ \t]#.*)?$", speakers[1] if speakers else "", re.M)
    return [re.sub(r"^([\"'])(.*)\1$", r"\2", label) for label in found]


def paragraphs_of(transcript: str, labels: list[str]) -> list[list[str]]:
    """The words of each run of lines, from the first speaker's label on, without the labels."""
    label = re.compile(rf"\*\*[ \t]*(?:{'|'.join(map(re.escape, labels))})[ \t]*(?::[ \t]*\*\*|\*\*[ \t]*:)")
    blocks = [block.lstrip("\n") for block in re.split(r"\n(?:[ \t\f\v]*\n)+", "\n" + transcript)]
    first = next((index for index, block in enumerate(blocks) if label.match(block)), len(blocks))
    spoken = (block[match.end() if (match := label.match(block)) else 0 :] for block in blocks[first:])
    return [words for words in map(words_of, spoken) if words]


def difference(passages: list[Passage], paragraphs: list[list[str]]) -> str:
    """The first thing in which `passages`, read on, aren't the transcript; empty if there is none."""
    question, number = 0, 0
    for passage in passages:
        follow = [(question, number + 1), (question + 1, 1)][not question :]
        names = [f"{question}.{number}" for question, number in follow]
        if passage.number not in names:
            return f"{passage.page}: passage {passage.number or '?'} stands where {' or '.join(names)} should"
        question, number = follow[names.index(passage.number)]
        if passage.anchor not in (f"p{number}", f"q{question}-p{number}"):
            return f"{passage.page}: passage {passage.number} has the anchor “{passage.anchor}”"
        if not passage.words:
            return f"{passage.page}: passage {passage.number} has no words"
    theirs = [word for passage in passages for word in passage.words]
    ours = [word for paragraph in paragraphs for word in paragraph]
    *begins, _ = accumulate((len(passage.words) for passage in passages), initial=0)
    starts = {*accumulate(map(len, paragraphs), initial=0)}
    for at, (their, our) in enumerate(zip_longest(theirs, ours)):
        if their != our:
            find = bisect_right if at in starts else bisect_left  # else the passage before has lost its end
            passage = passages[max(find(begins, at) - 1, 0)]
            page, text = (" ".join(words[at : at + QUOTED]) or "(nothing more)" for words in (theirs, ours))
            return (
                f"{passage.page}: passage {passage.number}\n  on the page:        {page}\n  in the transcript:  {text}"
            )
    for passage, begin in zip(passages, begins, strict=True):
        if begin not in starts:
            return f"{passage.page}: passage {passage.number} doesn't begin where a paragraph of the transcript does"
    return ""


def prove(site: Path, transcript: bytes, labels: list[str]) -> tuple[list[str], str]:
    """What is wrong with the site, each with its page; and what was found, in one line."""
    pages = [Page(path) for path in sorted(site.rglob("*.html"))]
    passages = [passage for page in pages for passage in page.passages]
    whole = [passage for passage in passages if passage.anchor.startswith("q")]
    single = [passage for passage in passages if not passage.anchor.startswith("q")]
    single.sort(key=lambda passage: int("0" + re.split(r"\D", passage.number)[0]))
    paragraphs = paragraphs_of(re.sub("\r\n?", "\n", transcript.decode("utf-8-sig")), labels)
    questions = len({passage.page for passage in single})
    words = [word for passage in single for word in passage.words]
    sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
    problems = [difference(single, paragraphs) if single else f"{site}: no page has a passage of a question"]
    if whole or questions <= LONG:
        problems.append(difference(whole, paragraphs) if whole else f"{site}: no page has the whole interview")
    counts = [str(count) for count in (questions, len(single), len(words))]
    found = [*counts, hashlib.sha256(transcript).hexdigest(), sha256]
    about = [page for page in pages if any(len(claim) == 64 for claim in page.claims)]
    problems += [
        f"{page.path}: it says {', '.join(page.claims)}; found were {', '.join(found)}"
        for page in about
        if " ".join(found) not in " ".join(page.claims)
    ]
    problems += [] if about else [f"{site}: no page says how many words there are and what their SHA-256 is"]
    return [*filter(None, problems)], f"{len(words):,} words, {len(single)} passages, SHA-256 {sha256}"


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (not proved) or 2 (usage)."""
    parser = argparse.ArgumentParser(prog="prove.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="what MkDocs or Zensical wrote")
    source = Path(__file__).resolve().parent.parent / "source"
    parser.add_argument("--source", type=Path, default=source, metavar="DIR", help="what editors write (%(default)s)")
    options = parser.parse_args(argv)
    try:
        transcript = (options.source / "transcript.md").read_bytes()
        labels = labels_of((options.source / "interview.yml").read_text(encoding="utf-8-sig"))
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    if not options.site.is_dir() or not labels:
        parser.error(
            f"no folder {options.site}" if labels else "interview.yml has no line “label: …” below “speakers:”"
        )
    problems, found = prove(options.site, transcript, labels)
    print("\n".join(problems) if problems else f"{options.site}: the transcript's words, in order, each once: {found}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
