"""Compares the pages of a finished site with the transcript: passages, speakers, quotations, figures, style sheets.

Not compared are the editors' own words, pictures, and what scripts do in a reader's browser.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from verification.style_sheets import Exposed, find_changes_in
from verification.transcript import WHITE, Passage, Speaker, count_words, tell_apart

LONG = 60
"""Questions beyond which an interview has neither a page of the whole nor pages of single passages."""
VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
INSIDE = {"a": {"term", "mark", "ref", "suggest"}, "mark": {"noted"}, "span": {""}}
"""The elements that the build makes inside a passage, with their classes."""
ATTRIBUTES = re.compile("class|id|href|lang|dir|aria-label|aria-details|data-(?:note|notes|passage|time)")
AROUND = re.compile("p|article|div|main|body|html")
EDGES = "“”„‟‘’‚«»‹›「」『』\"'…· \u00a0\u202f\n"
"""What may stand around quoted words: quotation marks, and dots where words are left out."""
CLAIM = re.compile(r"[:：]\s*([0-9a-f]{64}|\d[\d.,'’\s]*)$")


@dataclass
class Shown:
    """A passage, or words quoted from one, as a page shows it."""

    page: Path
    number: str
    words: str = ""
    speaker: str = ""
    """The heading above a passage."""
    classes: tuple[str, ...] = ()
    anchor: str = ""
    """Of a passage: `p4` on the page of its question, `q3-p4` on that of the whole interview."""
    foreign: str = ""
    """Something in or around a passage that the build doesn't make there."""


class Page(HTMLParser):
    """A page: its passages, its quotations, and the numbers and hashes that its list items end with."""

    def __init__(self, path: Path, exposed: Exposed) -> None:
        super().__init__()
        self.path, self.exposed = path, exposed
        self.passages, self.quotations = list[Shown](), list[Shown]()
        self.claims, self.meta, self.files = list[str](), dict[str, str](), dict[str, str]()
        self.style = ""
        self._open = list[tuple[str, dict[str, str], int]]()
        self._text, self._voice, self._link = "", "", ""
        self._number, self._after, self._quoted = "", 0, True  # of the last link to a passage
        self.feed(path.read_text("utf-8", "replace"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = tuple(given.get("class", "").split())
        if tag == "meta":
            self.meta[given.get("property") or given.get("name", "")] = given.get("content", "")
        if any("passage" in outer.get("class", "").split() for _, outer, _ in self._open):
            self._look_inside(self.passages[-1], tag, given)
        elif "passage" in classes:
            self.passages.append(Shown(self.path, "", "", self._voice, classes, given.get("id", "")))
            for outer, theirs in ((tag, given), *((name, one) for name, one, _ in self._open)):
                self.exposed.add(outer, theirs)
                if tag != "p" or {"hidden", "style"} & {*theirs} or not AROUND.fullmatch(outer):
                    self.passages[-1].foreign = f"<{outer}>"
        if not VOID.fullmatch(tag):
            self._open.append((tag, given, len(self._text)))

    def _look_inside(self, passage: Shown, tag: str, given: dict[str, str]) -> None:
        classes = given.get("class", "").split()
        if not {*(classes or [""])} <= INSIDE.get(tag, set()) or not all(map(ATTRIBUTES.fullmatch, given)):
            passage.foreign = f"<{' '.join((tag, *given))}>"
        if "mark" not in classes:
            self.exposed.add(tag, given)
        passage.number = given.get("data-passage", passage.number)

    def handle_endtag(self, tag: str) -> None:
        name = "" if any(tag == name for name, _, _ in self._open) else tag
        while name != tag:
            name, given, start = self._open.pop()
            self._end(name, given, self._text[start:])

    def _end(self, tag: str, given: dict[str, str], text: str) -> None:
        classes, plain = given.get("class", "").split(), WHITE.sub(" ", text).strip(" ")
        if "passage" in classes:
            self.passages[-1].words = plain
        elif tag == "title":
            self.meta["title"] = plain
        elif "voice" in classes and tag in ("h2", "h3"):
            self._voice = plain.removesuffix("¶")
        elif tag == "a" and re.fullmatch(r"\d+\.\d+", plain):
            self._number, self._after, self._quoted = plain, len(self._text), False
        elif "said" in classes or (tag in ("dd", "li") and not self._quoted and self._is_quoting(tag)):
            quoted = WHITE.sub(" ", self._text[max(self._after, len(self._text) - len(text)) :])
            self.quotations.append(Shown(self.path, self._number, quoted, classes=tuple(classes)))
            self._quoted = True
        elif tag == "li" and (claim := CLAIM.search(text.strip())):
            self.claims.append(re.sub(r"[^\da-f]", "", claim[1]))
            self.files |= {self._link: self.claims[-1]} if self._link else {}
            self._link = ""
        elif tag == "a" and given.get("href", "").startswith("../made/files/"):
            self._link = given["href"].removeprefix("../")
        elif tag == "style":
            self.style += text

    def _is_quoting(self, tag: str) -> bool:
        """Whether this is a line of the concordance, or a mention in a note."""
        around = "concordance" if tag == "dd" else "mentions"
        return any(around in outer.get("class", "").split() for _, outer, _ in self._open)

    def handle_data(self, data: str) -> None:
        if not any("headerlink" in given.get("class", "") for _, given, _ in self._open):
            self._text += data


def find_differences(site: Path, files: list[bytes], passages: list[Passage]) -> Iterator[str]:
    """What is wrong with a site, as messages; `files` are the transcript and, if there is one, the original."""
    exposed = Exposed()
    # Files for readers to keep, below made/, are no pages of the site.
    paths = (path for path in sorted(site.rglob("*.html")) if "made" not in path.relative_to(site).parts[:1])
    pages = [Page(path, exposed) for path in paths]
    shown = [passage for page in pages for passage in page.passages]
    whole = [passage for passage in shown if passage.anchor.startswith("q")]
    yield from compare_passages(site, [one for one in shown if one not in whole], passages, "page of a question")
    is_long = len({passage.number.partition(".")[0] for passage in passages}) > LONG
    if whole or not is_long:
        yield from compare_passages(site, whole, passages, "page of the whole interview")
    if not is_long:
        yield from compare_cards(site, {page.path: page for page in pages}, passages)
    yield from compare_quotations([one for page in pages for one in page.quotations], passages)
    yield from compare_search(site, passages)
    yield from compare_figures(site, pages, files, passages)
    sheets = [(str(path), path.read_text("utf-8")) for path in sorted(site.rglob("*.css"))]
    yield from find_changes_in([*sheets, *((str(page.path), page.style) for page in pages if page.passages)], exposed)


def compare_passages(site: Path, shown: list[Shown], passages: list[Passage], where: str) -> Iterator[str]:
    """The passages on the pages of questions, or on those of the whole interview: each once, in order, with its speaker."""
    first = {one.page: order_of(one.number) for one in reversed(shown)}
    shown = sorted(shown, key=lambda one: first[one.page])
    headings = dict[Speaker, str]()
    for number, theirs in enumerate(shown):
        ours = passages[number] if number < len(passages) else None
        if not ours or theirs.number != ours.number:
            yield f"{theirs.page}: passage {theirs.number or '?'} is shown where {ours.number if ours else 'none'} should be"
            return
        question, _, place = ours.number.partition(".")
        heading = ours.speaker.shown or headings.setdefault(ours.speaker, theirs.speaker)
        if theirs.anchor not in (f"p{place}", f"q{question}-p{place}"):
            yield f"{theirs.page}: passage {ours.number} has the anchor “{theirs.anchor}”"
        if theirs.words != ours.words:
            yield f"{theirs.page}: passage {ours.number}{tell_apart(theirs.words, ours.words)}"
        if ours.speaker.role != "heading" and theirs.speaker != heading:
            yield f"{theirs.page}: “{theirs.speaker}” is shown above passage {ours.number}, which “{heading}” says"
        if ours.speaker.role not in theirs.classes:
            yield f"{theirs.page}: passage {ours.number} isn’t marked as that of the {ours.speaker.role}"
        if theirs.foreign:
            yield f"{theirs.page}: passage {ours.number} has {theirs.foreign}, which the build doesn’t make there"
    for speaker, heading in headings.items():
        if speaker.labels and heading in {one.speaker.shown for one in passages}:
            yield f"{site}: “{heading}” is shown above the words of two speakers"
    for missing in passages[len(shown) :][:1]:
        yield f"{site}: passage {missing.number} is on no {where}"


def order_of(number: str) -> tuple[int, ...]:
    """By which passages are sorted."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def compare_cards(site: Path, pages: dict[Path, Page], passages: list[Passage]) -> Iterator[str]:
    """The pages of single passages, whose beginning is shown where somebody shares it."""
    for passage in passages:
        path = site / "p" / passage.number / "index.html"
        meta = pages[path].meta if path in pages else {}
        title = " · ".join(filter(None, (passage.number, passage.speaker.name)))
        for name in ("description", "og:description"):
            said = meta.get(name, "")
            before, found, after = said.partition(passage.words[:30])
            begins = passage.words.startswith((found + after).rstrip(EDGES))
            if not found or not begins or passage.speaker.name not in before:
                yield f"{path}: the {name} isn’t the beginning of passage {passage.number}: “{said[:60]} …”"
        if not all(meta.get(name, "").startswith(title) for name in ("title", "og:title")):
            yield f"{path}: the title isn’t “{title}”"


def compare_quotations(quotations: list[Shown], passages: list[Passage]) -> Iterator[str]:
    """The words of the interview that other pages quote."""
    named = {passage.number: passage for passage in passages}
    for theirs in quotations:
        ours = named.get(theirs.number)
        if not ours or theirs.words.strip(EDGES) not in ours.words:
            yield f"{theirs.page}: passage {theirs.number or '?'} hasn’t the words “{theirs.words.strip(EDGES)}”"
        elif "asks" in theirs.classes and ours.speaker.role != "interviewer":
            yield f"{theirs.page}: the words of passage {theirs.number} are marked as a question’s"


def compare_search(site: Path, passages: list[Passage]) -> Iterator[str]:
    """What the search finds and shows."""
    for path in sorted(site.glob("made/search/records*.json")):
        records: Any = json.loads(path.read_text("utf-8"))
        spoken = records["kinds"].index("interview")
        rows = zip(records["kind"], records["title"], records["text"], strict=True)
        theirs = [(title, text) for kind, title, text in rows if kind == spoken]
        ours = [(f"{one.number} · {one.speaker.name}", one.words) for one in passages]
        for found, wanted in zip(theirs, ours, strict=False):
            if found != wanted:
                yield f"{path}: {found[0]} should be {wanted[0]}{tell_apart(found[1], wanted[1])}"
                break
        if len(theirs) != len(ours):
            yield f"{path}: there are {len(theirs)} passages, not {len(ours)}"


def compare_figures(site: Path, pages: list[Page], files: list[bytes], passages: list[Passage]) -> Iterator[str]:
    """The figures and hashes on the About page."""
    sha256 = hashlib.sha256(" ".join(one.words for one in passages).encode()).hexdigest()
    questions = len({number for one in passages if (number := one.number.partition(".")[0]) != "0"})
    counts = [str(number) for number in (questions, len(passages), count_words(passages))]
    wanted = [*counts, sha256, *(hashlib.sha256(data).hexdigest() for data in files)]
    about = [page for page in pages if any(len(claim) == 64 for claim in page.claims)]
    for page in about:
        if " ".join(wanted) not in " ".join(page.claims):
            yield f"{page.path}: it says {', '.join(page.claims[: len(wanted)])}; found were {', '.join(wanted)}"
        for name, stated in page.files.items():
            data = (site / name).read_bytes() if (site / name).is_file() else b""
            if stated != hashlib.sha256(data).hexdigest():
                yield f"{page.path}: {name} hasn’t the SHA-256 {stated}" if data else f"{page.path}: there is no {name}"
    if not about:
        yield f"{site}: no page says how many words there are and what their SHA-256 is"
