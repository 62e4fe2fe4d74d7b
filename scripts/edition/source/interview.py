"""source/interview.yml: who spoke, when, and where the text comes from."""

from __future__ import annotations

import codecs
import re
from typing import Any

import yaml

from edition.locale.labels import MARKS, Labels, labels_in, stop_words_in
from edition.model.editorial import NO_PROVENANCE, UNDATED, Interview, Layout, Original, Provenance
from edition.model.text import Speaker
from edition.problems import Place, Problems, did_you_mean
from edition.source.fields import ADDRESS, LANGUAGE, Field, Fields, divided, parse_edited
from edition.source.files import Document
from importer.detect.forms import wrong_with

ROLES = ("interviewer", "speaker", "moderator")
TABLE = (
    Field("title"),
    Field("date", "day"),
    Field("language", required=False, pattern=LANGUAGE, wrong="interview-language"),
    Field("edition", required=False),
    Field("version", required=False),
    Field("description", required=False),
    Field("copyright", required=False),
    Field("licence", required=False),
    Field("editors", required=False, pattern=re.compile("independent"), wrong="editors-unknown"),
    Field("speakers", "node"),
    Field("not_speakers", "texts", required=False),
    Field("transcript", "node"),
    Field("labels", "node", required=False),
    Field("stop_words", "node", required=False),
)
KINDS = ("person", "organisation")
SPEAKER = (
    Field("label", required=False),
    Field("also", "texts", required=False),
    Field("role"),
    Field("name"),
    Field("about", required=False),
    Field("sorted", required=False),
    Field("shown", required=False),
    Field("kind", required=False, pattern=re.compile("|".join(KINDS)), wrong="kind-unknown"),
)
SHA256 = Field("sha256", pattern=re.compile(r"[0-9a-f]{64}"), wrong="sha256-malformed")
ORIGINAL = (
    Field("file"),
    SHA256,
    Field("made_with"),
    Field("charset", required=False),
    Field("selector", required=False),
)
TRANSCRIPT = (
    SHA256,
    Field("original", "node", required=False),
    Field("encoding", required=False),
    Field("turns", "texts", required=False),
    Field(
        "questions",
        required=False,
        pattern=re.compile(r"bold|italics|labels|in turn|headings(?: [1-6])?"),
        wrong="questions-unknown",
    ),
    Field("paragraphs", required=False, pattern=re.compile("lines|blank lines"), wrong="paragraphs-unknown"),
    Field("page_breaks", required=False, pattern=re.compile("heal|none"), wrong="page-breaks-unknown"),
    Field("headings", required=False, pattern=re.compile("apart|text"), wrong="headings-unknown"),
    Field("control_characters", required=False, pattern=re.compile("leave out"), wrong="controls-unknown"),
    Field("opening", required=False),
    Field("starts_at", required=False),
    Field("ends_at", required=False),
    Field("ignore", "texts", required=False),
    Field("text_lines", "node", required=False),
    Field("turn_lines", "node", required=False),
    Field("heading_lines", "node", required=False),
    Field("published", required=False),
    Field("address", required=False, pattern=ADDRESS, wrong="address-malformed"),
    Field("title", required=False),
    Field("publisher", required=False),
    Field("received", required=False),
    Field("rights", required=False),
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
    text = fields.block("transcript", TRANSCRIPT)
    given = text.read() if text else {}
    labels = _labels(fields, labels_in(language, values["editors"] == "independent"))
    return Interview(
        title=values["title"],
        date=values["date"] or UNDATED,
        language=language,
        edition=values["edition"] or values["title"],
        speakers=_speakers(fields, labels),
        not_speakers=values["not_speakers"],
        provenance=_provenance(text, given, values["title"]) if text else NO_PROVENANCE,
        labels=labels,
        stop_words=_stop_words(fields) or stop_words_in(language),
        description=values["description"] or labels.site_description.format(title=values["title"]),
        copyright=values["copyright"] or labels.site_copyright,
        licence=values["licence"],
        version=values["version"],
        layout=_layout(text, given) if text else Layout(),
        encoding=_encoding(text, given["encoding"]) if text else "",
    )


def _speakers(fields: Fields, labels_of: Labels) -> tuple[Speaker, ...]:
    """The speakers; none if one of them is at fault, so that the transcript isn't blamed for it."""
    speakers: list[Speaker] = []
    labels: dict[str, Speaker] = {}
    before = len(fields.problems)
    items = [part for item in fields.items("speakers") for part in divided(item, "label", fields.path, fields.problems)]
    for item in items:
        entry = Fields(item, fields.path, SPEAKER, fields.problems)
        values = entry.read()
        kind = values["kind"] or ("person" if ", " in values["sorted"] else "")
        shown = values["shown"] or ("" if len(values["label"]) > 2 else _heading(values, labels_of))
        sorted_as = values["sorted"] or (_sorted(values["name"]) if kind == "person" else values["name"])
        speaker = Speaker(**{**values, "sorted": sorted_as, "kind": kind, "shown": shown})
        if speaker.role and speaker.role not in ROLES:
            entry.report("role", "role-unknown", role=speaker.role, hint=did_you_mean(speaker.role, ROLES))
        for label in (speaker.label, *speaker.also):
            if label and labels.setdefault(label, speaker) is not speaker:
                entry.report(item, "speaker-twice", label=label)
        speakers.append(speaker)
    for role in ROLES[:2]:
        if items and not any(speaker.role == role for speaker in speakers):
            fields.problems.at(fields.place_of("speakers"), "role-missing", role=role)
    if not _set_apart(fields):
        for speaker, item in zip(speakers, items, strict=True):
            if not speaker.label:
                fields.report(item, "label-missing", name=speaker.name)
    return tuple(speakers) if len(fields.problems) == before else ()


def _set_apart(fields: Fields) -> bool:
    """Whether somebody can speak without a label, because bold letters or headings set questions apart."""
    node = fields.nodes.get("transcript")
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    given = {key.value: str(value.value) for key, value in entries if isinstance(key, yaml.ScalarNode)}
    return "questions" in given or "}**" in given.get("turns", "")


def _layout(block: Fields, values: dict[str, Any]) -> Layout:
    """How the transcript is laid out."""
    for form in values["turns"]:
        if code := wrong_with(form):
            block.report("turns", code, form=form)
    return Layout(
        turns=tuple(form for form in values["turns"] if not wrong_with(form)),
        questions=values["questions"],
        every_line=values["paragraphs"] == "lines",
        heals=values["page_breaks"] != "none",
        headings=values["headings"] == "apart",
        ignore=values["ignore"],
        starts_at=values["starts_at"],
        ends_at=values["ends_at"],
        opening=values["opening"],
        drops_controls=bool(values["control_characters"]),
        text_lines=tuple(line for line, _ in _lines(block, "text_lines")),
        turn_lines=tuple(line for line, _ in _lines(block, "turn_lines")),
        heading_lines=tuple(line for line, _ in _lines(block, "heading_lines")),
        places={key: block.place_of(key) for key in block.keys},
    )


def _heading(values: dict[str, Any], labels: Labels) -> str:
    """What stands above the words of somebody whose label is a letter, a sign, or none."""
    return labels.question if values["role"] == "interviewer" else str(values["name"])


def _sorted(name: str) -> str:
    """`Lavrov, Sergey` for `Sergey Lavrov`: right for most names; `sorted` is there for the others."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _encoding(block: Fields, name: str) -> str:
    """A name by which Python knows an encoding; empty is UTF-8."""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        block.report("encoding", "encoding-unknown", name=name)
        return ""


def _provenance(block: Fields, values: dict[str, Any], title: str) -> Provenance:
    return Provenance(
        sha256=values["sha256"],
        sha256_place=block.place_of("sha256"),
        published=values["published"],
        address=values["address"],
        title=values["title"] or title,
        publisher=values["publisher"],
        received=values["received"],
        rights=values["rights"],
        never_join=_lines(block, "never_join"),
        always_join=_lines(block, "always_join"),
        original=_original(block),
    )


def _original(transcript: Fields) -> Original | None:
    block = transcript.block("original", ORIGINAL)
    if block is None:
        return None
    return Original(**block.read(), place=block.place_of("file"), sha256_place=block.place_of("sha256"))


def _lines(block: Fields, key: str) -> tuple[tuple[int, Place], ...]:
    numbered = ((block.number(item, f"an entry of “{key}”"), block.place(item)) for item in block.items(key))
    return tuple((line, place) for line, place in numbered if line is not None)


def _labels(fields: Fields, labels: Labels) -> Labels:
    """The labels with those that interview.yml says otherwise."""
    block = fields.block("labels", tuple(Field(name, required=False) for name in labels.texts if name not in MARKS))
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
