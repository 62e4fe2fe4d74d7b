"""source/interview.yml: who spoke, when, and where the text comes from."""

from __future__ import annotations

import datetime
import re

from ..labels import Labels, labels_in, stop_words_in
from ..model.editorial import Interview, Provenance
from ..model.text import Speaker
from ..problems import Place, Problems, did_you_mean
from .fields import ADDRESS, LANGUAGE, Field, Fields, parse_edited
from .folder import Document

ROLES = ("interviewer", "speaker")
TABLE = (
    Field("title"),
    Field("date", "day"),
    Field("language", required=False, pattern=LANGUAGE, wrong="interview-language"),
    Field("edition", required=False),
    Field("speakers", "node"),
    Field("not_speakers", "texts", required=False),
    Field("transcript", "node"),
    Field("labels", "node", required=False),
    Field("stop_words", "node", required=False),
)
SPEAKER = (Field("label"), Field("role"), Field("name"), Field("about"), Field("sorted", required=False))
TRANSCRIPT = (
    Field("sha256", pattern=re.compile(r"[0-9a-f]{64}"), wrong="sha256-malformed"),
    Field("published"),
    Field("address", required=False, pattern=ADDRESS, wrong="address-malformed"),
    Field("title", required=False),
    Field("publisher", required=False),
    Field("received"),
    Field("rights"),
    Field("never_join", "node", required=False),
    Field("always_join", "node", required=False),
)


def read_interview(document: Document, problems: Problems) -> Interview | None:
    """The facts of interview.yml; None when the file can't be read at all."""
    node = parse_edited(document.text, document.path, problems)
    if node is None:
        return None
    fields = Fields(node, document.path, TABLE, problems)
    values = fields.read()
    language = values["language"] or "en"
    return Interview(
        title=values["title"],
        date=values["date"] or datetime.date.min,
        language=language,
        edition=values["edition"] or values["title"],
        speakers=_speakers(fields),
        not_speakers=values["not_speakers"],
        provenance=_provenance(fields, values["title"]),
        labels=_labels(fields, labels_in(language)),
        stop_words=_stop_words(fields) or stop_words_in(language),
    )


def _speakers(fields: Fields) -> tuple[Speaker, ...]:
    """The speakers; none if one of them is at fault, so that the transcript isn't blamed for it."""
    speakers: dict[str, Speaker] = {}
    before = len(fields.problems)
    items = fields.items("speakers")
    for item in items:
        entry = Fields(item, fields.path, SPEAKER, fields.problems)
        values = entry.read()
        speaker = Speaker(**{**values, "sorted": values["sorted"] or _sorted(values["name"])})
        if speaker.role and speaker.role not in ROLES:
            entry.report("role", "role-unknown", role=speaker.role, hint=did_you_mean(speaker.role, ROLES))
        if speaker.label in speakers:
            entry.report(item, "speaker-twice", label=speaker.label)
        speakers[speaker.label] = speaker
    for role in ROLES:
        if items and not any(speaker.role == role for speaker in speakers.values()):
            fields.problems.at(fields.place_of("speakers"), "role-missing", role=role)
    return tuple(speakers.values()) if len(fields.problems) == before else ()


def _sorted(name: str) -> str:
    """`Lavrov, Sergey` for `Sergey Lavrov`: right for most names; `sorted` is there for the others."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _provenance(fields: Fields, title: str) -> Provenance:
    block = fields.block("transcript", TRANSCRIPT)
    if block is None:
        return Provenance("", fields.start, "", "", "", "", "", "", (), ())
    values = block.read()
    lines = {name: _lines(block, name) for name in ("never_join", "always_join")}
    return Provenance(**{**values, **lines, "title": values["title"] or title}, sha256_place=block.place_of("sha256"))


def _lines(block: Fields, key: str) -> tuple[tuple[int, Place], ...]:
    numbered = ((block.number(item, f"an entry of “{key}”"), block.place(item)) for item in block.items(key))
    return tuple((line, place) for line, place in numbered if line is not None)


def _labels(fields: Fields, labels: Labels) -> Labels:
    """The labels with those that interview.yml says otherwise."""
    block = fields.block("labels", tuple(Field(name, required=False) for name in labels.texts))
    if block is None:
        return labels
    given = {name: text for name, text in block.read().items() if text}
    for name, text in given.items():
        if sorted(set(_holes(text))) != sorted(set(_holes(labels[name]))):
            block.report(name, "label-holes", name=name, wanted=", ".join(_holes(labels[name])) or "none")
    return Labels({**labels.texts, **given})


def _stop_words(fields: Fields) -> tuple[str, ...]:
    words: dict[str, Place] = {}
    for item in fields.items("stop_words"):
        word = fields.scalar(item, "an entry of “stop_words”")
        if item.value == "":
            fields.report(item, "stop-word-empty")
        elif " " in word:
            fields.report(item, "stop-word-several", word=word)
        elif word.casefold() in words:
            fields.report(item, "stop-word-twice", word=word, line=words[word.casefold()].line)
        elif word:
            words[word.casefold()] = fields.place(item)
    return tuple(words)


def _holes(label: str) -> list[str]:
    return re.findall(r"\{[^{}]*\}?|\}", label)
