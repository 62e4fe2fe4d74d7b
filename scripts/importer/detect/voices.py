"""Who speaks: the same person by several labels is one voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.model.text import HEADING, words_in
from importer.detect.known import classify_label, is_dash
from importer.detect.names import shortens
from importer.detect.roles import assign_roles, find_role, report_roles
from importer.detect.sentences import ends_asking
from importer.detect.turns import Draft
from importer.model import Layout, Voice
from importer.notices import Notice, RefusedError

FEWEST_QUESTIONS = 0.12
"""The share of turns that end with a question, below which somebody hardly asks. Found by trial on the cases."""
DEBATE = 12
"""Voices from which a text without a chief voice is a debate: press conferences have more, but one who answers."""
CHIEF = 0.3
"""The share of words that a chief voice has at least."""


def write_key(draft: Draft, layout: Layout) -> str:
    """Write the label of whoever says a turn, or what stands for one that has none; empty for a heading."""
    if draft.speaker is HEADING:
        return ""
    is_answer = layout.questions == "in turn" and draft.speaker.answers  # opened by the sign of the question
    return (not is_answer and draft.label) or draft.speaker.label or f"\0{draft.speaker.role}"


def find_voices(
    drafts: Sequence[Draft], layout: Layout, asks: tuple[str, ...], told: Mapping[str, str]
) -> tuple[tuple[Voice, ...], bool, list[Notice]]:
    """Find who speaks and in which role; returns also whether it is clear who asks.

    `asks` are labels known to ask; `told` are roles by name, as the lines above the interview have them.
    """
    turns: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if key := write_key(draft, layout):
            turns[key].append(draft)
    voices, notices = _merge_aliases([_measure(key, some) for key, some in turns.items()])
    total = sum(voice.words for voice in voices)
    is_led = any(voice.words >= CHIEF * total or find_role(voice.label) for voice in voices)
    if len(voices) >= DEBATE and not is_led:
        raise RefusedError("debate", voices=len(voices))
    voices, sure = assign_roles(voices, asks, told, total)
    _refuse_without_questions(voices, asks, bool(told))
    voices = _merge_unlabelled(voices)
    voices.sort(key=lambda voice: -voice.turns)
    return tuple(voices), sure, notices + report_roles(voices, asks, told)


def _refuse_without_questions(voices: Sequence[Voice], asks: tuple[str, ...], is_told: bool) -> None:
    """Raise RefusedError if nobody asks anything."""
    asking = [voice for voice in voices if voice.role == "interviewer"]
    names = [f"“{voice.label}”" for voice in voices if voice.label]
    if asks and not asking:
        raise RefusedError("asks-unknown", asks=", ".join(asks), labels=", ".join(names) or "none")
    known = asks or is_told or any(find_role(voice.label) or not voice.label for voice in asking)
    if not known and all(voice.asking < FEWEST_QUESTIONS for voice in asking):
        raise RefusedError("nobody-asks", labels=", ".join(names[:4]))


def _measure(key: str, drafts: Sequence[Draft]) -> Voice:
    texts = [" ".join(text for passage in draft.passages for _, text in passage) for draft in drafts]
    asking = sum(map(ends_asking, texts)) / len(texts)
    label, _, role = key.partition("\0")
    return Voice((key,), label, (), role, len(texts), sum(map(words_in, texts)), asking)


def _merge_aliases(found: Sequence[Voice]) -> tuple[list[Voice], list[Notice]]:
    """Merge the labels of the same person: initials or a last name after the full one, a label in small letters."""
    voices = [voice for voice in found if not voice.label or classify_label(voice.label)]
    rest = sorted((voice for voice in found if voice not in voices), key=lambda voice: -len(voice.label))
    owners: dict[str, str] = {}
    for voice in rest:
        longer = [other.label for other in rest if other is not voice and shortens(voice.label, other.label)]
        longest = [one for one in longer if not any(shortens(one, other) for other in longer if other != one)]
        if len(longest) == 1:
            owners[voice.label] = longest[0]
    for voice in rest:
        if voice.label not in owners:
            voices.append(_merge([voice, *(one for one in rest if owners.get(one.label) == voice.label)]))
    folded: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        folded[_fold_voice(voice)].append(voice)
    notices = [Notice("same-speaker", 0, {"label": label, "full": full}) for label, full in owners.items()]
    return [_merge(some) for some in folded.values()], notices


def _merge_unlabelled(voices: Sequence[Voice]) -> list[Voice]:
    """Merge questions without a label into those of the only other who asks."""
    asking = sorted((voice for voice in voices if voice.role == "interviewer"), key=lambda voice: voice.label)
    if len(asking) != 2 or asking[0].label:
        return list(voices)
    also = tuple(label for label in asking[1].also if label)
    merged = replace(_merge(asking), label=asking[1].label, also=also)
    return [merged, *(voice for voice in voices if voice not in asking)]


def _fold_voice(voice: Voice) -> str:
    """Fold a label that is spelt in several ways: Q and Q., dashes of any length."""
    if classify_label(voice.label):
        return re.sub(r"[\s.]", "", voice.label.casefold())
    return "-" if is_dash(voice.label) else voice.label or f"\0{voice.role}"


def _merge(voices: Sequence[Voice]) -> Voice:
    first = max(voices, key=lambda voice: (voice.turns, len(voice.label)))
    also = tuple(dict.fromkeys(label for one in voices for label in (one.label, *one.also) if label != first.label))
    turns = sum(one.turns for one in voices)
    asking = sum(one.asking * one.turns for one in voices) / turns
    keys = tuple(key for one in voices for key in one.keys)
    return replace(first, keys=keys, also=also, turns=turns, words=sum(one.words for one in voices), asking=asking)
