#!/usr/bin/env python3
"""Prove that a transcript made from captions, JSON, a web page or a Word document has the words of that original.

Reads the original once more, by a reader that knows next to nothing of its format, needs nothing but Python and
shares no code with what made the transcript. Of captions, JSON and documents every word has to be in the transcript,
in order, once; where the format names who speaks, that voice has to say it. Of a web page the transcript has to be
one stretch without a gap; which stretch, nobody can prove. Words of captions that repeat the end of the cue before
may be missing: three at least, or fewer if the file's lines come twice. Signs of a change of voice (`>>`, dashes) and of Markdown don't count.
"""

from __future__ import annotations

import argparse
import html
import io
import itertools
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

SHOWN = 6  # words that a message quotes
Word = tuple[str, str]  # who says it, empty if the original doesn't tell, and the word
NEVER = sys.maxsize
UNNAMED = "Unnamed voice"
WIDE = "\u2e80-\u2fdf\u3000-\u3007\u3008-\u303f\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
TIMING = re.compile(r"\s*(?:\d+:)?\d+:\d+[.,]\d+\s*-->")
NO_TEXT = (
    "aside audio button canvas del figure form head iframe input math nav noscript object s script select strike style"
    " svg template textarea title video"
)
IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q samp small span strong sub sup time"
    " tt u var wbr"
)
LEFT_OUT, INSIDE = set(NO_TEXT.split()), set(IN_LINE.split())
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENDED_BY = {
    "head": "body",
    "p": "address article aside blockquote center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table ul",
    "li": "li",
    "dt": "dt dd",
    "dd": "dt dd",
    "tr": "tr",
    "td": "td th tr",
    "th": "td th tr",
    "option": "option",
}
"""Elements that end where another begins, without a tag of their own."""
UNSEEN = {
    "element-invisible",
    "screen-reader-only",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
}
HIDING = re.compile(
    r"(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip(?:-path)?\s*:\s*(?:rect|inset)"
    r"|(?:text-indent|left)\s*:\s*-\d{3,})"
)
SHOWING = re.compile(r"(?i)(?:^|[;\s])(?:display|visibility)\s*:")
ALWAYS = re.compile(r"(?i)@media\s+(?:only\s+)?(?:screen|all)|@(?:layer|supports|scope)\b.*")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−⁼⁽⁾ⁱⁿ", "0123456789+--=()in")
OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(text: str) -> list[str]:
    """Words without marks of Markdown and signs of a change of voice; raised numbers as any; each wide character is one."""
    words = re.sub(rf"([{WIDE}])", r" \1 ", text.replace("*", "").translate(RAISED)).split(" ")
    words = [part.lstrip("-–—>#") for word in words for part in re.split(r"[\t\n\r\f\v]+", word)]
    return [word for word in words if word]


def folded(voice: str) -> str:
    """A voice as a label has it."""
    return " ".join(re.sub(r"[:：*\[\]#<>]", " ", voice).split())[:60].strip()


# originals: parts, each of words that stand together


def captions(text: str) -> Iterator[list[Word]]:
    """The words of each cue: whatever isn't a head, a remark, a time, or the line above one."""
    lines = text.strip("\n").split("\n")
    voice, words, passed = "", list[Word](), lines[0].startswith("WEBVTT")
    for number, line in enumerate(lines):
        above = lines[number + 1] if number + 1 < len(lines) else ""
        if TIMING.match(line):
            yield words
            words, passed = [], False
        elif not line.strip():
            passed = False
        elif re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", line) and not (number and lines[number - 1].strip()):
            passed = True
        elif not passed and not TIMING.match(above):
            if re.match(r"\s*(?:[-–—]|>>)", re.sub(r"<[^>]*>", "", line)):
                voice = ""
            for part in re.split(r"(<[^<>]*>|\{\\an?\d\})", line):
                if named := re.fullmatch(r"<v(?:\.\S*)?\s+(.*)>", part, re.S | re.I):
                    voice = folded(html.unescape(named[1]))
                elif re.fullmatch(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)\b.*>|<[\d:.]+>|\{\\an?\d\}", part, re.S | re.I):
                    continue
                else:
                    words.append((voice, part))
            words.append((voice, " "))
    yield words


def joined(runs: list[Word], unescape: bool) -> list[Word]:
    """Words of runs; a tag inside a word doesn't divide it."""
    out: list[Word] = []
    voice, text = "", ""
    for who, part in [*runs, ("\0", "")]:
        if who != voice:
            out += ((voice, word) for word in words_of(html.unescape(text) if unescape else text))
            voice, text = who, ""
        text += part
    return out


def segments(text: str) -> Iterator[list[Word]]:
    """The words of each segment."""
    document: Any = json.loads(text)
    voice = ""
    for one in document["segments"] if isinstance(document, dict) else document:
        voice = folded(str(one.get("speaker") or "")) or voice
        yield [(voice, word) for word in words_of(one["body"] if "body" in one else one["text"])]


def document(data: bytes) -> Iterator[list[Word]]:
    """The words of each paragraph of a Word document that its readers see."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
        named = "word/styles.xml" in archive.namelist()
        styles = ElementTree.fromstring(archive.read("word/styles.xml")) if named else ElementTree.Element("none")
    by_id = {style.get(f"{OFFICE}styleId", ""): style for style in styles.iter(f"{OFFICE}style")}
    usual = [
        name
        for name, one in by_id.items()
        if (one.get(f"{OFFICE}type"), one.get(f"{OFFICE}default")) == ("paragraph", "1")
    ]
    yield [("", word) for word in words_of("".join(_text(root, by_id, [usual[-1] if usual else ""])))]


def has_symbols(data: bytes) -> bool:
    """Whether a document has signs of a symbol font, of which only their number in it is known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"<w:sym " in archive.read("word/document.xml")


def _text(element: ElementTree.Element, styles: dict[str, ElementTree.Element], around: list[str]) -> Iterator[str]:
    """The text of an element inside runs and paragraphs of these styles, the outer ones first."""
    tag = element.tag.removeprefix(OFFICE)
    if tag in ("del", "moveFrom") or tag.endswith("}Choice") or _is_on(element, "strike"):
        return
    if tag in ("p", "r"):
        own = element.find(f"{OFFICE}{tag}Pr/{OFFICE}{tag}Style")
        around = [*around, own.get(f"{OFFICE}val", "")] if own is not None else around
        around = around[-1:] if tag == "p" else around
        hidden = _is_on(element, "vanish") if tag == "r" else None
        for name in reversed(around):
            hidden = _style_hides(name, styles) if hidden is None else hidden
        if tag == "r" and hidden:
            return
    yield {"t": element.text or "", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}.get(tag, "")
    yield " " if tag in ("tab", "br", "cr", "p") else ""
    for child in element:
        yield from _text(child, styles, around)
    yield " " if tag == "p" else ""


def _is_on(element: ElementTree.Element, name: str) -> bool | None:
    """Whether a property of a run is on; None if nothing is said of it."""
    found = element.find(f"{OFFICE}rPr/{OFFICE}{name}")
    return None if found is None else found.get(f"{OFFICE}val", "true") not in ("0", "false", "off")


def _style_hides(name: str, styles: dict[str, ElementTree.Element]) -> bool | None:
    """Whether a style, or one that it is based on, hides words; None if none says anything of it."""
    for _ in styles:  # no more steps than there are styles, should they go round
        if name not in styles:
            return None
        if (hidden := _is_on(styles[name], "vanish")) is not None:
            return hidden
        base = styles[name].find(f"{OFFICE}basedOn")
        name = "" if base is None else base.get(f"{OFFICE}val", "")
    return None


class Page(HTMLParser):
    """The text of a page that its readers see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        sheets = " ".join(re.findall(r"<style\b[^>]*>(.*?)</style", text, re.S | re.I))
        self.text, self._open = "", list[tuple[str, bool]]()
        self._rules: Rules = {}
        for number, (name, signs, hides) in enumerate(hiding_rules(sheets)):
            self._rules.setdefault(sorted(signs)[0], []).append((number, name, signs, hides))
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open and (tag in ENDED_BY.get(self._open[-1][0], "").split()):
            self._open.pop()
        if tag not in EMPTY:
            given = {name: value or "" for name, value in attrs}
            self._open.append((tag, tag in LEFT_OUT or is_unseen(tag, given, self._rules)))
        self.text += "" if tag in INSIDE else " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if any(name in ("svg", "math") for name, _ in self._open):  # elsewhere the slash means nothing
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        self.text += "" if tag in INSIDE else " "

    def handle_data(self, data: str) -> None:
        self.text += "" if any(unseen for _, unseen in self._open) else data


def hiding_rules(sheet: str) -> Iterator[tuple[str, set[str], bool]]:
    """What a style sheet hides or shows: element, classes and ids, whether hidden. A rule for some widths hides nothing."""
    outside = list[str]()
    for before, brace in re.findall(r"([^{}]*)([{}])", re.sub(r"(?s)/\*.*?\*/", "", sheet)):
        if brace == "{":
            outside.append(before.split(";")[-1].strip())
        elif outside:
            selectors, hidden = outside.pop(), bool(HIDING.search(before))
            always = all(ALWAYS.fullmatch(one) for one in outside)
            if always if hidden else SHOWING.search(before) and all(one.startswith("@") for one in outside):
                for one in filter(None, map(str.strip, selectors.split(","))):
                    if match := re.fullmatch(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+)+)", one):
                        yield (match[1] or "").lower(), set(re.findall(r"[.#][\w-]+", match[2])), hidden


Rules = dict[str, list[tuple[int, str, set[str], bool]]]  # by one sign: number, element, all signs, whether it hides


def is_unseen(tag: str, given: dict[str, str], rules: Rules) -> bool:
    """Whether a page hides an element."""
    classes, style = given.get("class", "").split(), given.get("style", "")
    if tag in ("html", "body"):  # a page hidden as a whole waits for its script
        return False
    if "hidden" in given or given.get("aria-hidden", "").lower() == "true" or not UNSEEN.isdisjoint(classes):
        return True
    if HIDING.search(style) or SHOWING.search(style):
        return bool(HIDING.search(style))
    has = {"." + one for one in classes} | {"#" + given.get("id", "")}
    decides, hidden = (False, 0, False, 0), False
    for number, name, signs, hides in (rule for sign in has for rule in rules.get(sign, [])):
        weight = (any(one[0] == "#" for one in signs), len(signs), bool(name), number)
        if name in ("", tag) and signs <= has and weight >= decides:
            decides, hidden = weight, hides
    return hidden


# the comparison


def transcript_words(text: str, voices: set[str]) -> list[Word]:
    """The words of a transcript made from speech, each with its voice; times and labels aside."""
    out: list[Word] = []
    voice = ""
    for paragraph in text.split("\n\n"):
        said = re.sub(r"^\[\d+:\d\d:\d\d\] ", "", paragraph)
        label, colon, rest = said.partition(": ")
        if colon and label in voices:
            voice, said = label, rest
        out += ((voice, word) for word in words_of(said))
    return out


def lines_come_twice(text: str) -> bool:
    """Whether captions roll: a third of their lines are the one before."""
    lines = [re.sub(r"<[^<>]*>", "", line).strip() for line in text.split("\n") if not TIMING.match(line)]
    lines = [line for line in lines if line]
    return 3 * sum(one == other for one, other in itertools.pairwise(lines)) > len(lines)


def along(parts: list[list[Word]], ours: list[Word], fewest: int) -> str:
    """The first thing in which the transcript isn't the parts, one after the other; empty if there is none.

    `fewest` are the words with which a part may repeat the end of the one before.
    """
    ends, before = {0}, 0  # where the parts so far may end
    for part in parts:
        overlaps = (0, *range(fewest, min(before, len(part)) + 1))
        after = {
            at - count + len(part)
            for at in ends
            for count in overlaps
            if _same(part, ours[at - count : at - count + len(part)])
        }
        if not after:
            at = max(ends)
            pairs = enumerate(zip(part, ours[at:], strict=False))
            stop = next((number for number, (one, other) in pairs if not _same([one], [other])), 0)
            return _said(part[stop:], ours[at + stop :])
        ends, before = after, len(part) or before
    return "" if len(ours) in ends else _said([], ours[max(ends) :])


def _same(theirs: list[Word], ours: list[Word]) -> bool:
    return len(theirs) == len(ours) and all(
        a[1] == b[1] and (not a[0] or a[0] == b[0]) for a, b in zip(theirs, ours, strict=True)
    )


def _said(theirs: list[Word], ours: list[Word]) -> str:
    shown = []
    for words in (theirs, ours):
        voice = f"{words[0][0]}: " if words and words[0][0] else ""
        shown.append(voice + (" ".join(word for _, word in words[:SHOWN]) or "(nothing more)"))
    return f"\n  in the original:    {shown[0]}\n  in the transcript:  {shown[1]}"


def within(theirs: list[str], ours: list[str]) -> str:
    """The first word after which the transcript is no stretch of the original; empty if it is one."""
    page = f"\0{chr(0).join(theirs)}\0"
    least, most = 0, len(ours)
    while least < most:  # the longest beginning of the transcript that stands in the page
        middle = (least + most + 1) // 2
        least, most = (middle, most) if f"\0{chr(0).join(ours[:middle])}\0" in page else (least, middle - 1)
    if least == len(ours):
        return ""
    start = page.find(f"\0{chr(0).join(ours[:least])}\0") if least else 0
    rest = page[start:].split("\0")[1 + least :]
    return _said([("", word) for word in rest], [("", word) for word in ours[least:]])


def difference(name: str, data: bytes, charset: str, transcript: str) -> str:
    """The first thing in which a transcript has other words than the original called `name`; empty if there is none."""
    ending = Path(name).suffix
    transcript = re.sub(r"\r\n?", "\n", transcript)
    if ending == ".docx":
        parts = list(document(data))
        known = {char for part in parts for _, word in part for char in word}
        signs = (
            {char for char in transcript if not char.isalnum() and not char.isspace()} - known
            if has_symbols(data)
            else set()
        )
        shown = "".join(char for char in transcript if char not in signs)
        return along(parts, [("", word) for word in words_of(shown)], NEVER)
    text = re.sub(r"\r\n?", "\n", data.decode(charset or "utf-8-sig").removeprefix("\ufeff"))
    if ending == ".html":
        return within(words_of(Page(text).text), words_of(transcript))
    parts = list(segments(text) if ending == ".json" else (joined(cue, ending == ".vtt") for cue in captions(text)))
    voices = {voice for part in parts for voice, _ in part} | {UNNAMED}
    fewest = NEVER if ending == ".json" else 1 if lines_come_twice(text) else 3
    return along(parts, transcript_words(transcript, voices), fewest)


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (not proved) or 2 (usage)."""
    parser = argparse.ArgumentParser(prog="prove_original.py", description=(__doc__ or "").partition("\n")[0])
    source = Path(__file__).resolve().parent.parent / "source"
    parser.add_argument("--source", type=Path, default=source, metavar="DIR", help="what editors write (%(default)s)")
    folder: Path = parser.parse_args(argv).source
    original = next(iter(sorted(folder.glob("original.*"))), None)
    if original is None:
        return 0
    try:
        charset = re.search(r"^ +charset: *[\"']?([\w.-]+)", (folder / "interview.yml").read_text("utf-8-sig"), re.M)
        transcript = next(iter(sorted(folder.glob("transcript.*")))).read_text("utf-8-sig")
        wrong = difference(original.name, original.read_bytes(), charset[1] if charset else "", transcript)
    except (OSError, ValueError, LookupError, StopIteration, ElementTree.ParseError, zipfile.BadZipFile) as error:
        wrong = f" {error}"
    print(f"{original}: the transcript has {'other words:' + wrong if wrong else 'its words, in order, each once'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
