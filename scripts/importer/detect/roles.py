"""Who asks, who answers, and who does neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from importer.detect.findings import Doubt, Voice
from importer.detect.known import HOSTS, bare, known
from importer.detect.names import looks_like_name, means

_ROLES = {"asks": "interviewer", "answers": "speaker", "moderates": "moderator"}
_LINE = re.compile(r"[\s*_]*([^:：*_]{1,40}?)[\s*_]*[:：][\s*_]*([^:：*]{2,60}?)[\s*_]*$")
"""“Interviewer: Jane Doe”, above an interview."""


def role_of(label: str) -> str:
    """The role of somebody whose label says it; else empty."""
    return _ROLES.get(known(label), "")


def told_above(lines: Sequence[str]) -> dict[str, str]:
    """The roles of those whom lines above the interview name, as “Interviewer: Jane Doe” does."""
    found = {}
    for line in map(_LINE.match, lines):
        if line and (role := role_of(line[1])):
            name = re.sub(r"[(（].*", "", line[2]).strip()
            if name and (looks_like_name(name) or name.isascii()):
                found[name] = role
    return found


def in_their_roles(
    voices: Sequence[Voice], asks: tuple[str, ...], told: Mapping[str, str], total: int
) -> tuple[list[Voice], bool]:
    """Each voice with its role, by what is known of its label, else by how often it ends with a question."""
    if asks:
        given = {name.casefold() for name in asks}
        mine = [{label.casefold() for label in (voice.label, *voice.also)} & given for voice in voices]
        return [
            replace(v, role="interviewer" if m else _other_role(v, voices, total))
            for v, m in zip(voices, mine, strict=True)
        ], True
    sides = {voice: voice.role or role_of(voice.label) or _told(voice, told) for voice in voices}
    askers = [voice for voice in voices if sides[voice] == "interviewer"]
    if len(askers) > 1:
        busiest = max(askers, key=lambda voice: voice.turns)
        for voice in askers:
            if voice is not busiest and bare(voice.label) in HOSTS:
                sides[voice] = "moderator"
    sure = _by_their_look(sides, total) if not all(sides.values()) else bool(askers)
    return [replace(voice, role=sides[voice]) for voice in voices], sure


def _told(voice: Voice, told: Mapping[str, str]) -> str:
    """The role that the lines above give somebody."""
    return next(
        (
            role
            for name, role in told.items()
            for label in (voice.label, *voice.also)
            if label.casefold() == name.casefold() or means(label, name) or means(name, label)
        ),
        "",
    )


def _by_their_look(sides: dict[Voice, str], total: int) -> bool:
    """Fills in the roles that aren't known; returns whether it is clear who asks."""
    open_ = [voice for voice, role in sides.items() if not role]
    askers = [voice for voice, role in sides.items() if role == "interviewer"]
    speakers = [voice for voice, role in sides.items() if role == "speaker"]
    if askers:
        rest = [voice for voice in open_ if voice.asking < 0.5] or open_
        chief = max(rest, key=lambda voice: voice.words)
        for voice in open_:
            answers = voice is chief if not speakers else voice.words > 0.1 * total and voice.asking < 0.5
            sides[voice] = "speaker" if answers else _side(voice, voice, total)
        return True
    if speakers:
        best = max(open_, key=lambda voice: voice.asking)
        for voice in open_:
            sides[voice] = "interviewer" if voice is best or voice.asking >= 0.4 else _side(voice, best, total)
        return best.asking >= 0.3 or len(open_) == 1
    ranked = sorted(open_, key=lambda voice: voice.asking, reverse=True)
    chief = max(open_, key=lambda voice: voice.words * (1 - voice.asking))
    first = ranked[0] if ranked[0] is not chief else next((v for v in ranked if v is not chief), ranked[0])
    for voice in open_:
        sides[voice] = "speaker" if voice is chief else _side(voice, first, total)
    sides[first] = "interviewer"
    return first.asking - chief.asking >= 0.2 and first.asking >= 0.4


def doubtful_roles(voices: Sequence[Voice], asks: tuple[str, ...], told: Mapping[str, str]) -> list[Doubt]:
    """Roles that were given by the look, to others than the one who asks most and the one who says most."""
    by_look = [
        v
        for v in voices
        if v.label and not role_of(v.label) and not (set(asks) & {v.label, *v.also}) and not _told(v, told)
    ]
    busiest = {
        role: max((v for v in voices if v.role == role), key=lambda v: v.words, default=None)
        for role in ("interviewer", "speaker")
    }
    doubts = []
    for voice in by_look:
        if voice.role == "moderator":
            doubts.append(Doubt("moderates", 0, {"label": voice.label, "turns": voice.turns}))
        elif voice is not busiest[voice.role] and (voice.role == "speaker" or voice.asking < 0.5):
            code = "answers-too" if voice.role == "speaker" else "asks-too"
            doubts.append(Doubt(code, 0, {"label": voice.label, "turns": voice.turns}))
    return doubts


def _side(voice: Voice, asker: Voice, total: int) -> str:
    if voice.asking >= 0.35 or (voice is not asker and asker.asking and voice.asking >= 0.7 * asker.asking):
        return "interviewer"
    return "speaker" if voice.words > 0.04 * total or voice.words / voice.turns > 60 else "moderator"


def _other_role(voice: Voice, voices: Sequence[Voice], total: int) -> str:
    if voice.role == "speaker" or len(voices) == 2:
        return "speaker"
    role = role_of(voice.label)
    return role if role in ("speaker", "moderator") else _side(voice, voice, total) if role != "interviewer" else role
