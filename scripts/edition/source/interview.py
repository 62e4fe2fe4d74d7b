"""source/interview.yml: who spoke, when, and where the text comes from."""

from __future__ import annotations

import re
from typing import Any

import yaml

from edition.locale.labels import MARKS, Labels, list_stop_words, load_labels
from edition.model.editorial import UNDATED, Interview, Provenance
from edition.model.text import Speaker
from edition.problems import Place, Problems, suggest_nearest
from edition.source.fields import ADDRESS, LANGUAGE, Field, Fields, parse_edited, split_entries
from edition.source.files import Document

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
TRANSCRIPT = (
    Field("original", required=False),
    Field("sha256", required=False, pattern=re.compile(r"[0-9a-f]{64}"), wrong="sha256-malformed"),
    Field("encoding", required=False),
    Field("made_with", required=False),
    Field("published", required=False),
    Field("address", required=False, pattern=ADDRESS, wrong="address-malformed"),
    Field("title", required=False),
    Field("publisher", required=False),
    Field("received", required=False),
    Field("rights", required=False),
)
LAYOUT = frozenset(
    [
        "turns",
        "questions",
        "paragraphs",
        "page_breaks",
        "headings",
        "control_characters",
        "opening",
        "starts_at",
        "ends_at",
        "ignore",
        "text_lines",
        "turn_lines",
        "heading_lines",
        "never_join",
        "always_join",
        "not_speakers",
    ]
)
"""Keys that described the layout of a transcript before there was one format. `make convert` reads them."""


def read_interview(document: Document, problems: Problems) -> Interview | None:
    """The facts of interview.yml; None when the file can't be read at all."""
    node = parse_edited(document.text, document.path, problems)
    if node is None:
        return None
    if _has_old_layout(node, document, problems):
        return None
    fields = Fields(node, document.path, TABLE, problems)
    values = fields.read()
    language = values["language"] or "en"
    text = fields.block("transcript", TRANSCRIPT)
    given = text.read() if text else {}
    labels = _read_labels(fields, load_labels(language, values["editors"] == "independent"))
    return Interview(
        title=values["title"],
        date=values["date"] or UNDATED,
        language=language,
        edition=values["edition"] or values["title"],
        speakers=_read_speakers(fields, labels),
        provenance=_read_provenance(text, given, values["title"]) if text else Provenance(),
        labels=labels,
        stop_words=_read_stop_words(fields) or list_stop_words(language),
        description=values["description"] or labels.site_description.format(title=values["title"]),
        copyright=values["copyright"] or labels.site_copyright,
        licence=values["licence"],
        version=values["version"],
    )


def _read_speakers(fields: Fields, labels_of: Labels) -> tuple[Speaker, ...]:
    """The speakers; none if one of them is at fault, so that the transcript isn't blamed for it."""
    speakers: list[Speaker] = []
    labels: dict[str, Speaker] = {}
    before = len(fields.problems)
    items = [
        part for item in fields.items("speakers") for part in split_entries(item, "label", fields.path, fields.problems)
    ]
    for item in items:
        entry = Fields(item, fields.path, SPEAKER, fields.problems)
        values = entry.read()
        kind = values["kind"] or ("person" if ", " in values["sorted"] else "")
        shown = values["shown"] or ("" if len(values["label"]) > 2 else _choose_heading(values, labels_of))
        sorted_as = values["sorted"] or (_make_sort_name(values["name"]) if kind == "person" else values["name"])
        speaker = Speaker(**{**values, "sorted": sorted_as, "kind": kind, "shown": shown})
        if speaker.role and speaker.role not in ROLES:
            entry.report("role", "role-unknown", role=speaker.role, hint=suggest_nearest(speaker.role, ROLES))
        for label in (speaker.label, *speaker.also):
            if label and labels.setdefault(label, speaker) is not speaker:
                entry.report(item, "speaker-twice", label=label)
        speakers.append(speaker)
    for role in ROLES[:2]:
        if items and not any(speaker.role == role for speaker in speakers):
            fields.problems.at(fields.place_of("speakers"), "role-missing", role=role)
    for speaker, item in zip(speakers, items, strict=True):
        if not speaker.label:
            fields.report(item, "label-missing", name=speaker.name)
    return tuple(speakers) if len(fields.problems) == before else ()


def _has_old_layout(node: yaml.Node, document: Document, problems: Problems) -> bool:
    """Report a file from before there was one transcript format: one problem, which names the command to run."""
    top = _index_entries(node)
    inner = _index_entries(top["transcript"][1]) if "transcript" in top else {}
    old = LAYOUT & {*top, *inner}
    if "original" in inner and isinstance(inner["original"][1], yaml.MappingNode):
        old = old | {"original"}
    elif "sha256" in inner and "original" not in inner:
        old = old | {"sha256"}
    for key in sorted(old)[:1]:
        named, _ = (inner | top)[key]
        problems.at(Place(document.path, named.start_mark.line + 1), "layout-old", key=key)
    return bool(old)


def _index_entries(node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: (key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def _choose_heading(values: dict[str, Any], labels: Labels) -> str:
    """What stands above the words of somebody whose label is a letter, a sign, or none."""
    return labels.question if values["role"] == "interviewer" else str(values["name"])


def _make_sort_name(name: str) -> str:
    """`Lavrov, Sergey` for `Sergey Lavrov`: right for most names; `sorted` is there for the others."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _read_provenance(block: Fields, values: dict[str, Any], title: str) -> Provenance:
    if values["original"] and not values["sha256"]:
        block.report("original", "sha256-missing", name=values["original"])
    return Provenance(
        original=values["original"],
        sha256=values["sha256"],
        made_with=values["made_with"],
        published=values["published"],
        address=values["address"],
        title=values["title"] or title,
        publisher=values["publisher"],
        received=values["received"],
        rights=values["rights"],
        place=block.place_of("sha256" if values["sha256"] else "original"),
    )


def _read_labels(fields: Fields, labels: Labels) -> Labels:
    """The labels with those that interview.yml says otherwise."""
    block = fields.block("labels", tuple(Field(name, required=False) for name in labels.texts if name not in MARKS))
    if block is None:
        return labels
    given = {name: text for name, text in block.read().items() if text}
    for name, text in given.items():
        if sorted(set(_list_placeholders(text))) != sorted(set(_list_placeholders(labels[name]))):
            block.report(name, "label-holes", name=name, wanted=", ".join(_list_placeholders(labels[name])) or "none")
    return Labels({**labels.texts, **given})


def _read_stop_words(fields: Fields) -> tuple[str, ...]:
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


def _list_placeholders(label: str) -> list[str]:
    return re.findall(r"\{[^{}]*\}?|\}", label)
