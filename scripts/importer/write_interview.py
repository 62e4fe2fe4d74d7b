"""Write interview.yml of a new edition: who spoke, when, and where the text comes from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

from edition.locale.labels import Labels
from edition.model.text import UNSPACED, Speaker
from importer.detect.known import classify_label
from importer.formats.made import Made
from importer.model import Facts, Voice

HEAD = """\
# Who spoke, when, and where the text comes from.

title: {title}
date: {date}
language: {language}
# What nobody declares here is granted and claimed nowhere. `licence`: the one for the editors' own words, with its address.
# `editors: independent`: they belong neither to those who speak nor to those who first published the interview.
# licence: Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/
# editors: independent
speakers:
  # `label` opens a turn in transcript.md, `also` are other labels of the same person; `name` is who that is,
  # `about` what they are, in a few words. The roles are interviewer, speaker and moderator.
  # `kind: person` lets a bibliography sort Jane Doe under Doe; newspapers are of `kind: organisation`.
"""
ORIGINAL = """\
transcript:
  # The file as received, and its hash. `make verify` compares transcript.md with it, word by word.
  original: {original}
  sha256: {sha256}
"""


def write_interview(facts: Facts, speakers: Sequence[Speaker], original: str, data: bytes, made: Made) -> str:
    """Write interview.yml."""
    head = HEAD.format(title=quote(facts.title), date=facts.date, language=facts.language)
    text = ORIGINAL.format(original=original, sha256=quote(hashlib.sha256(data).hexdigest()))
    return head + "".join(map(_write_speaker, speakers)) + text + "".join(_write_provenance(facts, made))


def _write_speaker(speaker: Speaker) -> str:
    also = f"    also: [{', '.join(map(quote, speaker.also))}]\n" if speaker.also else ""
    return f"  - label: {quote(speaker.label)}\n{also}    role: {speaker.role}\n    name: {quote(speaker.name)}\n"


def _write_provenance(facts: Facts, made: Made) -> Iterator[str]:
    if made.encoding:
        yield f"  encoding: {made.encoding}\n"
    if made.tools:
        yield f"  made_with: {quote(', '.join(made.tools))}\n"
    if facts.source:
        address = re.search(r"https?://\S+", facts.source)
        words = facts.source.replace(address[0], "").strip(" ,;:，、،") if address else facts.source
        yield f"  published: {quote(words or facts.source)}\n"
        if address:
            yield f"  address: {quote(address[0])}\n"


def name_voice(voice: Voice, labels: Labels) -> Speaker:
    """Make a speaker of a voice; the name is the longest label that may be one."""
    generic = labels.interviewer if voice.role == "interviewer" else labels.interviewee
    name = max(_list_names(voice), key=len, default=generic)
    return Speaker(voice.label, voice.role, name, "", "", voice.also)


def has_name(voice: Voice) -> bool:
    """Whether the file tells the name of somebody."""
    return bool(_list_names(voice))


def _list_names(voice: Voice) -> list[str]:
    """List the labels that may be names: more than initials or a sign, and no word such as “Question”."""
    is_generic = bool(classify_label(voice.label)) or not any(char.isalpha() for char in voice.label)
    labels = () if is_generic else (voice.label, *voice.also)
    least = {label: 2 if re.search(f"[{UNSPACED}]", label) else 3 for label in labels}
    return [label for label in labels if len(label) >= least[label] and any(char.isalpha() for char in label)]


def quote(text: str) -> str:
    """Write a text as a string of YAML."""
    return json.dumps(text, ensure_ascii=False)
