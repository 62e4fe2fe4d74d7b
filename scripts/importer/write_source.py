"""Write the files of a new source folder: the original, the transcript in the one format, and interview.yml."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from edition.locale.labels import Labels, labels_in
from edition.model.text import UNSPACED, Speaker
from importer.analyse import Beginning
from importer.canonical import name_speakers, write_transcript
from importer.detect.findings import Voice

UNDECLARED = (
    "# What nobody declares here is granted and claimed nowhere. `licence`: the one for the editors' own words, with its address.",
    "# `editors: independent`: they belong neither to those who speak nor to those who first published the interview.",
    "# licence: Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/",
    "# editors: independent",
)
"""What only the publisher can say; a program has no right to."""


def write_source(beginning: Beginning) -> Mapping[str, bytes]:
    """The files of the source folder, by name."""
    original = beginning.original
    name = original.name if original else f"original{PurePath(beginning.name).suffix}"
    data = original.data if original else beginning.data
    labels, found = labels_in(beginning.facts.language), beginning.found
    speakers = tuple(_name(voice, labels) for voice in found.voices)
    layout = replace(found.layout, not_speakers=found.not_speakers, always_join=found.always_join, heals=False)
    transcript = write_transcript(beginning.name, beginning.text, speakers, layout, labels)
    interview = "\n".join(_write_interview(beginning, name_speakers(speakers, labels), name, data)) + "\n"
    return {name: data, "transcript.md": transcript.encode(), "interview.yml": interview.encode()}


def _name(voice: Voice, labels: Labels) -> Speaker:
    """A voice as a speaker, by the longest label that may be a name."""
    generic = labels.interviewer if voice.role == "interviewer" else labels.interviewee
    names = [label for label in (voice.label, *voice.also) if _may_be_name(label)]
    name = max(names, key=len) if names and not voice.generic else generic
    return Speaker(voice.label, voice.role, name, "", "", voice.also)


def _may_be_name(label: str) -> bool:
    """Whether a label is more than initials or a sign; in Chinese and Japanese two characters are a name."""
    return len(label) > (1 if re.search(f"[{UNSPACED}]", label) else 2) and any(char.isalpha() for char in label)


def nameless(beginning: Beginning) -> tuple[str, ...]:
    """What stands in the place of names that the file doesn't tell."""
    labels = labels_in(beginning.facts.language)
    kinds = {"interviewer": labels.interviewer, "speaker": labels.interviewee}
    some = (
        kinds.get(voice.role, "")
        for voice in beginning.found.voices
        if voice.generic or not any(map(_may_be_name, (voice.label, *voice.also)))
    )
    return tuple(dict.fromkeys(filter(None, some)))


def _write_interview(beginning: Beginning, speakers: Sequence[Speaker], original: str, data: bytes) -> Iterator[str]:
    """The lines of interview.yml."""
    facts, made = beginning.facts, beginning.original.made if beginning.original else None
    yield "# Who spoke, when, and where the text comes from."
    yield ""
    yield f"title: {_quote(facts.title)}"
    yield f"date: {facts.date}"
    yield f"language: {facts.language}"
    yield from UNDECLARED
    yield "speakers:"
    yield "  # `label` opens a turn in transcript.md, `also` are other labels of the same person; `name` is who that is,"
    yield "  # `about` what they are, in a few words. The roles are interviewer, speaker and moderator."
    yield "  # `kind: person` lets a bibliography sort Jane Doe under Doe; newspapers are of `kind: organisation`."
    for speaker in speakers:
        yield f"  - label: {_quote(speaker.label)}"
        if speaker.also:
            yield f"    also: [{', '.join(map(_quote, speaker.also))}]"
        yield f"    role: {speaker.role}"
        yield f"    name: {_quote(speaker.name)}"
    yield "transcript:"
    yield "  # The file as received, and its hash. `make verify` compares transcript.md with it, word by word."
    yield f"  original: {original}"
    yield f"  sha256: {_quote(hashlib.sha256(data).hexdigest())}"
    if encoding := made.encoding if made else beginning.encoding:
        yield f"  encoding: {encoding}"
    if made and made.tools:
        yield f"  made_with: {_quote(', '.join(made.tools))}"
    if facts.source:
        address = re.search(r"https?://\S+", facts.source)
        words = facts.source.replace(address[0], "").strip(" ,;:，、،") if address else facts.source
        yield f"  published: {_quote(words or facts.source)}"
        if address:
            yield f"  address: {_quote(address[0])}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
