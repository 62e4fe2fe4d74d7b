"""Who asks, who answers, and who does neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .findings import Voice
from .known import HOSTS, bare, known


def role_of(label: str) -> str:
    """The role of somebody whose label says it; else empty."""
    return {"asks": "interviewer", "answers": "speaker", "moderates": "moderator"}.get(known(label), "")


def in_their_roles(voices: Sequence[Voice], asks: tuple[str, ...], total: int) -> tuple[list[Voice], bool]:
    """Each voice with its role, by what is known of its label, else by how often it ends with a question."""
    if asks:
        given = {name.casefold() for name in asks}
        mine = [{label.casefold() for label in (voice.label, *voice.also)} & given for voice in voices]
        return [
            replace(v, role="interviewer" if m else _other_role(v, voices, total))
            for v, m in zip(voices, mine, strict=True)
        ], True
    sides = {voice: voice.role or role_of(voice.label) for voice in voices}
    askers = [voice for voice in voices if sides[voice] == "interviewer"]
    if len(askers) > 1:
        busiest = max(askers, key=lambda voice: voice.turns)
        for voice in askers:
            if voice is not busiest and bare(voice.label) in HOSTS:
                sides[voice] = "moderator"
    open_ = [voice for voice in voices if not sides[voice]]
    speakers = [voice for voice in voices if sides[voice] == "speaker"]
    if not open_:
        return [replace(voice, role=sides[voice]) for voice in voices], bool(askers)
    if not askers and not speakers:
        ranked = sorted(open_, key=lambda voice: voice.asking, reverse=True)
        chief = max(open_, key=lambda voice: voice.words * (1 - voice.asking))
        first = ranked[0] if ranked[0] is not chief else next((v for v in ranked if v is not chief), ranked[0])
        sure = first.asking - chief.asking >= 0.2 and first.asking >= 0.4
        for voice in open_:
            sides[voice] = "speaker" if voice is chief else _side(voice, first, total)
        sides[first] = "interviewer"
        return [replace(voice, role=sides[voice]) for voice in voices], sure
    if not askers:
        best = max(open_, key=lambda voice: voice.asking)
        for voice in open_:
            sides[voice] = "interviewer" if voice is best or voice.asking >= 0.4 else _side(voice, best, total)
        return [replace(voice, role=sides[voice]) for voice in voices], best.asking >= 0.3 or len(open_) == 1
    chief = max(open_, key=lambda voice: voice.words)
    for voice in open_:
        answers = not speakers and voice is chief
        sides[voice] = "speaker" if answers or voice.words > 0.1 * total else _side(voice, voice, total)
    return [replace(voice, role=sides[voice]) for voice in voices], True


def _side(voice: Voice, asker: Voice, total: int) -> str:
    if voice.asking >= 0.35 or (voice is not asker and asker.asking and voice.asking >= 0.7 * asker.asking):
        return "interviewer"
    return "speaker" if voice.words > 0.04 * total or voice.words / voice.turns > 60 else "moderator"


def _other_role(voice: Voice, voices: Sequence[Voice], total: int) -> str:
    if voice.role == "speaker" or len(voices) == 2:
        return "speaker"
    role = role_of(voice.label)
    return role if role in ("speaker", "moderator") else _side(voice, voice, total) if role != "interviewer" else role
