"""Compares the files for readers with the transcript: who says which words in which passage, also in a copy with marks."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from verification.pdf import Tag, get_text, read_tags
from verification.transcript import Passage, tell_apart

Said = tuple[str, str, str, str]
"""The number, the speaker's name and the words of a passage, and these as a reader copies them, with the editors' marks."""

NUMBER = re.compile(r"\d+\.\d+")
MARK = re.compile(r"\[\d+\]")
"""A note's number among the words."""
TEI, PACKAGE = "{http://www.tei-c.org/ns/1.0}", "{http://www.idpf.org/2007/opf}"
OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_text(data: bytes) -> Iterator[Said]:
    """Plain text: a passage on a line, after its number, its speaker and a tab."""
    for number, speaker, words in re.findall(r"^(\d+\.\d+)(?: ([^\t\n]*))?:\t(.*)$", data.decode(), re.M):
        yield number, speaker, words, words


def read_markdown(data: bytes) -> Iterator[Said]:
    """Markdown, by what CommonMark makes of it; words that are taken for markup aren't the transcript's."""
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark").render(data.decode())
    for found in re.findall(r"^<p><strong>(\d+\.\d+)(?: (.*?))?:</strong> ?(.*?)</p>$", rendered, re.M):
        number, speaker, words = map(html.unescape, found)
        yield number, speaker, words, words


def read_json(data: bytes) -> Iterator[Said]:
    """JSON."""
    for one in (passage for question in json.loads(data)["questions"] for passage in question["passages"]):
        yield one["passage"], one["voice"], one["text"], one["text"]


def read_table(data: bytes) -> Iterator[Said]:
    """CSV; an apostrophe keeps a spreadsheet from taking words for a formula."""
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        speaker, words = (re.sub(r"^'(?='*[-=+@\t\r＝＋－＠])", "", row[name]) for name in ("voice", "text"))
        yield row["passage"].removeprefix("¶"), speaker, words, words


def read_tei(data: bytes) -> Iterator[Said]:
    """TEI P5."""
    root = fromstring(data)
    names = {f"#{one.get(XML_ID)}": one.findtext(f"{TEI}persName", "") for one in root.iter(f"{TEI}person")}
    for turn in root.iterfind(f".//{TEI}div/*"):
        for passage in turn.iter(f"{TEI}seg"):
            words = "".join(passage.itertext())
            yield passage.get("n", ""), names.get(turn.get("who", ""), ""), words, words


def read_epub(data: bytes) -> Iterator[Said]:
    """EPUB, in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = fromstring(book.read("book/package.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter(f"{PACKAGE}item")}
        speaker = ""
        for item in package.iter(f"{PACKAGE}itemref"):
            for element in fromstring(book.read(f"book/{files[item.get('idref')]}")).iter():
                classes = element.get("class", "").split()
                if "voice" in classes:
                    speaker = "".join(element.itertext())
                elif "passage" in classes:
                    copied = "".join(element.itertext())
                    yield copied.partition(" ")[0], speaker, "".join(read_unmarked(element)), copied


def read_unmarked(element: Element) -> Iterator[str]:
    """The text of an element without that of marks."""
    yield element.text or ""
    for child in element:
        yield from () if "mark" in child.get("class", "").split() else read_unmarked(child)
        yield child.tail or ""


def read_docx(data: bytes) -> Iterator[Said]:
    """Word: a passage has a bookmark such as p3_4, a mark the style Mark."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = fromstring(file.read("word/document.xml"))
    speaker = ""
    for paragraph in root.iter(f"{OFFICE}p"):
        marks = (mark.get(f"{OFFICE}name", "") for mark in paragraph.iter(f"{OFFICE}bookmarkStart"))
        numbers = [name[1:].replace("_", ".") for name in marks if re.fullmatch(r"p\d+_\d+", name)]
        runs = ((get_value(run, "rPr/rStyle"), "".join(read_run(run))) for run in paragraph.iter(f"{OFFICE}r"))
        words = "".join(text for style, text in runs if style != "Mark")
        if get_value(paragraph, "pPr/pStyle") == "Heading2":  # a speaker, or a heading between turns
            speaker = "" if numbers else words
        for number in numbers:
            yield number, speaker, words, words


def get_value(element: Element, path: str) -> str:
    """A property of a paragraph or a run of a Word document."""
    found = element.find("/".join(f"{OFFICE}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{OFFICE}val", "")


def read_run(run: Element) -> Iterator[str]:
    """The characters of a run."""
    signs = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    for part in run:
        name = part.tag.removeprefix(OFFICE)
        yield part.text or "" if name == "t" else signs.get(name, "")


def read_pdf(data: bytes) -> Iterator[Said]:
    """PDF, as a screen reader does."""
    speaker = ""
    for tag in read_tags(data).find("H1", "H2", "P"):
        first, *rest = tag.inside or [""]
        number = get_text(first).rstrip()
        if tag.name != "P":  # a question, a speaker, or a heading between turns
            speaker = get_text(tag) if tag.name == "H2" and not NUMBER.fullmatch(number) else ""
        if tag.name != "H1" and NUMBER.fullmatch(number):
            yield number, speaker, get_text(Tag("P", rest), "Lbl", "Note"), get_text(tag, "Note")


ENDINGS = ("txt", "md.txt", "json", "tei.xml", "epub", "docx", "pdf")
FORMATS = (read_text, read_markdown, read_json, read_tei, read_epub, read_docx, read_pdf)
READERS: Mapping[str, Callable[[bytes], Iterator[Said]]] = {
    f"{name}.{ending}": read for ending, read in zip(ENDINGS, FORMATS, strict=True) for name in ("interview", "edition")
} | {"passages.csv": read_table}


def find_differences(folder: Path, passages: list[Passage]) -> Iterator[str]:
    """What is wrong with the files for readers in a folder, as messages."""
    for name, read in READERS.items():
        if (folder / name).is_file():
            try:
                difference = find_difference(read((folder / name).read_bytes()), passages)
            except ImportError as error:
                difference = f"{error}; requirements/exports.txt has what is needed to read the file"
            except Exception as error:  # whatever a spoilt file does to its reader
                difference = f"it can’t be read: {type(error).__name__}: {error}"
            yield from [f"{folder / name}: {difference}"] if difference else []


def find_difference(found: Iterable[Said], passages: list[Passage]) -> str:
    """The first passage that a file has otherwise than the transcript; empty if there is none."""
    for theirs, ours in zip_longest(found, passages):
        if not theirs or not ours:
            return f"passage {(ours or passages[-1]).number} {'is missing' if ours else 'isn’t the last'}"
        number, speaker, words, copied = theirs
        if (number, speaker, words) != (ours.number, ours.speaker.name, ours.words):
            return f"passage {ours.number}: {number} {speaker}: {tell_apart(words, ours.words)}"
        if MARK.sub("", re.sub(rf"^{re.escape(number)}[ \u00a0]", "", copied)) != MARK.sub("", ours.words):
            return f"passage {number}: a mark touches the words: {copied}"
    return ""
