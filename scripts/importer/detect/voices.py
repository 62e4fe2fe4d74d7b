"""Who speaks: the same person by several labels is one voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from edition.model.text import words_in
from importer.detect.findings import Doubt, NotRecognisedError, Voice
from importer.detect.known import ends_asking, is_dash, known
from importer.detect.names import means
from importer.detect.roles import doubtful_roles, in_their_roles, role_of
from importer.detect.turns import Draft
from importer.model import Layout

FEWEST_QUESTIONS = 0.12
"""The share of turns that end with a question, below which somebody hardly asks."""
DEBATE = 12
"""Voices beyond which a text without a chief voice is a debate."""


def voices_of(
    drafts: Sequence[Draft], layout: Layout, asks: tuple[str, ...], told: Mapping[str, str], doubts: list[Doubt]
) -> tuple[tuple[Voice, ...], bool]:
    """Who speaks and in which role, and whether it is clear who asks."""
    turns: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.speaker.role != "heading":
            answers = layout.questions == "in turn" and draft.speaker.answers
            turns[draft.label * (not answers) or draft.speaker.label or f"\0{draft.speaker.role}"].append(draft)
    found = {label: _measured(label, some) for label, some in turns.items()}
    merged = _aliases(found, doubts)
    total = sum(voice.words for voice in merged)
    chief = max(merged, key=lambda voice: voice.words, default=None)
    if len(merged) >= DEBATE and chief and chief.words < 0.3 * total and not any(role_of(v.label) for v in merged):
        raise NotRecognisedError("debate", voices=len(merged))
    voices, sure = in_their_roles(merged, asks, told, total)
    asking = [voice for voice in voices if voice.role == "interviewer"]
    if asks and not asking:
        labels = ", ".join(f"“{voice.label}”" for voice in voices if voice.label)
        raise NotRecognisedError("asks-unknown", asks=", ".join(asks), labels=labels or "none")
    known_to = bool(told) or any(role_of(voice.label) or not voice.label for voice in asking)
    if not asks and not known_to and all(voice.asking < FEWEST_QUESTIONS for voice in asking):
        raise NotRecognisedError("nobody-asks", labels=", ".join(f"“{voice.label}”" for voice in voices[:4]))
    doubts += doubtful_roles(voices, asks, told)
    return tuple(sorted(voices, key=lambda voice: -voice.turns)), sure


def _measured(label: str, drafts: Sequence[Draft]) -> Voice:
    texts = [" ".join(text for passage in draft.passages for _, text in passage) for draft in drafts]
    asking = sum(ends_asking(text) for text in texts) / len(texts)
    role = {"\0interviewer": "interviewer", "\0speaker": "speaker"}.get(label, "")
    return Voice("" if role else label, (), role, len(texts), sum(map(words_in, texts)), asking)


def _aliases(found: Mapping[str, Voice], doubts: list[Doubt]) -> list[Voice]:
    """The same person by several labels: initials or a last name after the full one, a label in small letters."""
    voices = [voice for voice in found.values() if not voice.label or known(voice.label)]
    rest = sorted((v for v in found.values() if v.label and not known(v.label)), key=lambda voice: -len(voice.label))
    owners: dict[str, str] = {}
    for voice in rest:
        longer = [other.label for other in rest if other.label != voice.label and means(voice.label, other.label)]
        longer = [other for other in longer if not any(means(other, third) for third in longer if third != other)]
        if len(longer) == 1:
            owners[voice.label] = longer[0]
            doubts.append(Doubt("same-speaker", 0, {"label": voice.label, "full": longer[0]}))
    for voice in rest:
        if voice.label in owners:
            continue
        same = [voice, *(found[label] for label, owner in owners.items() if owner == voice.label)]
        voices.append(_together(same))
    folded: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        folded[_folded(voice)].append(voice)
    return [_together(some) for some in folded.values()]


def _folded(voice: Voice) -> str:
    """The same for labels that are spelt in several ways: Q and Q., dashes of any length."""
    if known(voice.label):
        return re.sub(r"[\s.]", "", voice.label.casefold())
    return "-" if is_dash(voice.label) else voice.label or f"\0{voice.role}"


def _together(voices: Sequence[Voice]) -> Voice:
    first = max(voices, key=lambda voice: (voice.turns, len(voice.label)))
    also = tuple(dict.fromkeys(label for one in voices for label in (one.label, *one.also) if label != first.label))
    turns = sum(one.turns for one in voices)
    asking = sum(one.asking * one.turns for one in voices) / turns
    return Voice(first.label, also, first.role, turns, sum(one.words for one in voices), asking)
