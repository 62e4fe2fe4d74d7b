"""source/interview.yml: who spoke, when, and where the text comes from."""

from __future__ import annotations

import datetime
import re

from ..labels import NAMES, Labels
from ..model import Interview, Provenance, Speaker
from ..problems import Place, Problem, did_you_mean, quoted
from .fields import LANGUAGE, Fields, parse
from .folder import Document

ROLES = ("interviewer", "speaker")
KEYS = ("title", "date", "language", "edition", "speakers", "not_speakers", "transcript", "labels", "stop_words")
SPEAKER_KEYS = ("label", "role", "name", "about", "sorted")
TRANSCRIPT_KEYS = (
    "sha256",
    "published",
    "address",
    "title",
    "publisher",
    "received",
    "rights",
    "never_join",
    "always_join",
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s<>\"]+")


def read_interview(document: Document, problems: list[Problem]) -> Interview | None:
    """The facts of interview.yml; None when the file can't be read at all."""
    node = parse(document.text, document.path, problems)
    if node is None:
        return None
    fields = Fields(node, document.path, problems, KEYS)
    language = fields.text("language", "en")
    if not LANGUAGE.fullmatch(language):
        fields.report(
            fields.nodes["language"], f"{quoted(language)} is no language tag; it looks like en, fr, or zh-Hant"
        )
    return Interview(
        title=fields.text("title"),
        date=fields.date("date") or datetime.date.min,
        language=language,
        edition=fields.text("edition", "") or fields.text("title", ""),
        speakers=_speakers(fields),
        not_speakers=tuple(
            fields.scalar(item, "an entry of “not_speakers”") for item in fields.items("not_speakers", required=False)
        ),
        provenance=_provenance(fields, fields.text("title", "")),
        labels=_labels(fields),
        stop_words=_stop_words(fields),
    )


def _speakers(fields: Fields) -> tuple[Speaker, ...]:
    """The speakers; none if one of them is at fault, so that the transcript isn't blamed for it."""
    speakers: dict[str, Speaker] = {}
    before = len(fields.problems)
    items = fields.items("speakers")
    for item in items:
        entry = Fields(item, fields.path, fields.problems, SPEAKER_KEYS)
        label, role, name, about = (entry.text(key) for key in ("label", "role", "name", "about"))
        speaker = Speaker(label, role, name, about, entry.text("sorted", "") or _sorted(name))
        if speaker.role and speaker.role not in ROLES:
            entry.report(
                entry.nodes["role"],
                f"unknown role {quoted(speaker.role)}{did_you_mean(speaker.role, ROLES)}; it is interviewer or speaker",
            )
        if speaker.label in speakers:
            entry.report(item, f"two speakers with the label {quoted(speaker.label)}; keep one of them")
        speakers[speaker.label] = speaker
    for role in ROLES:
        if items and not any(speaker.role == role for speaker in speakers.values()):
            fields.problems.append(
                Problem(fields.place_of("speakers"), f"no speaker has the role {quoted(role)}; somebody has to")
            )
    return tuple(speakers.values()) if len(fields.problems) == before else ()


def _sorted(name: str) -> str:
    """`Lavrov, Sergey` for `Sergey Lavrov`: right for most names; `sorted` is there for the others."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _provenance(fields: Fields, title: str) -> Provenance:
    block = fields.block("transcript", TRANSCRIPT_KEYS)
    if block is None:
        return Provenance("", fields.start, "", "", "", "", "", "", (), ())
    sha256 = block.text("sha256")
    if sha256 and not _SHA256.fullmatch(sha256):
        block.report(block.nodes["sha256"], f"{quoted(sha256)} is no SHA-256; it has 64 digits from 0-9 and a-f")
        sha256 = ""
    address = block.text("address", "")
    if address and not _ADDRESS.fullmatch(address):
        block.report(block.nodes["address"], f"{quoted(address)} is no web address; it begins with https://")
    return Provenance(
        sha256=sha256,
        sha256_place=block.place_of("sha256"),
        published=block.text("published"),
        address=address,
        title=block.text("title", "") or title,
        publisher=block.text("publisher", ""),
        received=block.text("received"),
        rights=block.text("rights"),
        never_join=_lines(block, "never_join"),
        always_join=_lines(block, "always_join"),
    )


def _lines(block: Fields, key: str) -> tuple[tuple[int, Place], ...]:
    numbered = (
        (block.number(item, f"an entry of {quoted(key)}"), block.place(item))
        for item in block.items(key, required=False)
    )
    return tuple((line, place) for line, place in numbered if line is not None)


def _labels(fields: Fields) -> Labels:
    if "labels" not in fields:
        return Labels()
    block = fields.block("labels", NAMES)
    if block is None:
        return Labels()
    given = {}
    for name in block.nodes:
        text = block.text(name)
        missing = [hole for hole in _holes(getattr(Labels(), name)) if hole not in _holes(text)]
        extra = [hole for hole in _holes(text) if hole not in _holes(getattr(Labels(), name))]
        if text and (missing or extra):
            wanted = ", ".join(_holes(getattr(Labels(), name))) or "none"
            block.report(
                block.nodes[name],
                f"the label {quoted(name)} has other places to fill in than it should; they are: {wanted}",
            )
        elif text:
            given[name] = text
    return Labels(**given)


def _stop_words(fields: Fields) -> tuple[str, ...]:
    words: dict[str, Place] = {}
    for item in fields.items("stop_words", required=False):
        word = fields.scalar(item, "an entry of “stop_words”")
        if item.value == "":
            fields.report(item, "an entry of “stop_words” is empty; write a word, or delete it")
        elif " " in word:
            fields.report(item, f"{quoted(word)} is more than one word; give each an entry of its own")
        elif word.casefold() in words:
            fields.report(
                item,
                f"the stop word {quoted(word)} is given twice (first on line {words[word.casefold()].line}); keep one of them",
            )
        elif word:
            words[word.casefold()] = fields.place(item)
    return tuple(words)


def _holes(label: str) -> list[str]:
    return re.findall(r"\{[^{}]*\}?|\}", label)
