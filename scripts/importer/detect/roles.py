"""Who asks, who answers, and who does neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from importer.detect.known import HOSTS, classify_label, fold_label
from importer.detect.names import looks_like_name, shortens
from importer.model import Voice
from importer.notices import Notice

_ROLES = {"asks": "interviewer", "answers": "speaker", "moderates": "moderator"}
_LINE = re.compile(r"[\s*_]*([^:：*_]{1,40}?)[\s*_]*[:：][\s*_]*([^:：*]{2,60}?)[\s*_]*$")
"""“Interviewer: Jane Doe”, above an interview."""

# Shares of somebody's turns that end with a question, and of all words that somebody says. They were found by trial on
# the cases and on real interviews; only their order is certain.
ASKS_MOSTLY = 0.5
ASKS_OFTEN = 0.4
ASKS_TOO = 0.35
ASKS_CLEARLY = 0.3
ASKS_LIKE_OTHERS = 0.7
"""Of the share of the one who asks most: who asks as often is on the same side."""
CLEARLY_MORE = 0.2
"""By which the one who asks must exceed the one who answers, so that it is certain who is who."""
SAYS_MUCH, SAYS_SOMETHING = 0.1, 0.04
LONG_TURNS = 60
"""Words of a turn, on average, from which somebody answers although they say little altogether."""


def find_role(label: str) -> str:
    """Find the role that a label names by itself; empty if it names none."""
    return _ROLES.get(classify_label(label), "")


def read_roles_above(lines: Sequence[str]) -> dict[str, str]:
    """Read the roles of those whom lines above the interview name, as “Interviewer: Jane Doe” does."""
    found = {}
    for line in map(_LINE.match, lines):
        if line and (role := find_role(line[1])):
            name = re.sub(r"[(（].*", "", line[2]).strip()
            if name and (looks_like_name(name) or name.isascii()):
                found[name] = role
    return found


def assign_roles(
    voices: Sequence[Voice], asks: tuple[str, ...], told: Mapping[str, str], total: int
) -> tuple[list[Voice], bool]:
    """Assign roles, by what is known of a label, otherwise by how often somebody ends with a question.

    Returns also whether it is certain who asks.
    """
    if asks:
        return [replace(voice, role=_choose_role(voice, len(voices), asks, total)) for voice in voices], True
    sides = {voice: voice.role or find_role(voice.label) or _find_told_role(voice, told) for voice in voices}
    swapped = _swap_letters(sides)
    askers = sorted((v for v in voices if sides[v] == "interviewer"), key=lambda voice: -voice.turns)
    sides |= {voice: "moderator" for voice in askers[1:] if fold_label(voice.label) in HOSTS}
    sure = bool(askers) if all(sides.values()) else _guess_sides(sides, total)
    return [replace(voice, role=sides[voice]) for voice in voices], sure and not swapped


def _swap_letters(sides: dict[Voice, str]) -> bool:
    """Swap the roles of letters if their question marks say the opposite: P asks in Spanish, and answers in German.

    Returns whether they were swapped.
    """
    letters = [voice for voice in sides if voice.label and len(voice.label.rstrip(".")) <= 1]
    if len(letters) != 2 or len(sides) != 2:
        return False
    first, second = sorted(letters, key=lambda voice: voice.asking)
    contradicts = sides[first] == "interviewer" or sides[second] == "speaker"
    if not contradicts or second.asking < ASKS_OFTEN or second.asking - first.asking < CLEARLY_MORE:
        return False
    sides.update({first: "speaker", second: "interviewer"})
    return True


def _find_told_role(voice: Voice, told: Mapping[str, str]) -> str:
    """Find the role that the lines above give somebody."""
    for name, role in told.items():
        for label in (voice.label, *voice.also):
            if label.casefold() == name.casefold() or shortens(label, name) or shortens(name, label):
                return role
    return ""


def _guess_sides(sides: dict[Voice, str], total: int) -> bool:
    """Fill in the roles that aren't known; returns whether it is certain who asks."""
    if "interviewer" in sides.values():
        return _guess_who_answers(sides, total)
    if "speaker" in sides.values():
        return _guess_who_asks(sides, total)
    unknown = [voice for voice, role in sides.items() if not role]
    ranked = sorted(unknown, key=lambda voice: voice.asking, reverse=True)
    chief = max(unknown, key=lambda voice: voice.words * (1 - voice.asking))
    first = next((voice for voice in ranked if voice is not chief), chief)
    for voice in unknown:
        sides[voice] = "speaker" if voice is chief else _guess_role(voice, first, total)
    sides[first] = "interviewer"
    return first.asking - chief.asking >= CLEARLY_MORE and first.asking >= ASKS_OFTEN


def _guess_who_answers(sides: dict[Voice, str], total: int) -> bool:
    """Fill in the roles that aren't known, if it is known who asks."""
    unknown = [voice for voice, role in sides.items() if not role]
    chief = max([v for v in unknown if v.asking < ASKS_MOSTLY] or unknown, key=lambda voice: voice.words)
    has_speaker = "speaker" in sides.values()
    for voice in unknown:
        says_much = voice.words > SAYS_MUCH * total and voice.asking < ASKS_MOSTLY
        answers = says_much if has_speaker else voice is chief
        sides[voice] = "speaker" if answers else _guess_role(voice, voice, total)
    return True


def _guess_who_asks(sides: dict[Voice, str], total: int) -> bool:
    """Fill in the roles that aren't known, if it is known who answers."""
    unknown = [voice for voice, role in sides.items() if not role]
    best = max(unknown, key=lambda voice: voice.asking)
    for voice in unknown:
        asks = voice is best or voice.asking >= ASKS_OFTEN
        sides[voice] = "interviewer" if asks else _guess_role(voice, best, total)
    return best.asking >= ASKS_CLEARLY or len(unknown) == 1


def _guess_role(voice: Voice, asker: Voice, total: int) -> str:
    """Guess a role by how often somebody asks, and how much they say; `asker` asks most."""
    if voice.asking >= ASKS_TOO or (
        voice is not asker and asker.asking and voice.asking >= ASKS_LIKE_OTHERS * asker.asking
    ):
        return "interviewer"
    return "speaker" if voice.words > SAYS_SOMETHING * total or voice.words / voice.turns > LONG_TURNS else "moderator"


def _choose_role(voice: Voice, voices: int, asks: tuple[str, ...], total: int) -> str:
    """Choose a role if somebody says who asks."""
    if {label.casefold() for label in (voice.label, *voice.also)} & {label.casefold() for label in asks}:
        return "interviewer"
    if voice.role == "speaker" or voices == 2:
        return "speaker"
    return find_role(voice.label) or _guess_role(voice, voice, total)


def report_roles(voices: Sequence[Voice], asks: tuple[str, ...], told: Mapping[str, str]) -> list[Notice]:
    """Report guessed roles of others than the one who asks most and the one who says most."""
    notices = []
    for voice in voices:
        others = [other.words for other in voices if other.role == voice.role]
        is_known = find_role(voice.label) or {*asks} & {voice.label, *voice.also} or _find_told_role(voice, told)
        if not voice.label or is_known or (voice.role != "moderator" and voice.words == max(others)):
            continue
        codes = {"moderator": "moderates", "speaker": "answers-too", "interviewer": "asks-too"}
        if voice.role != "interviewer" or voice.asking < ASKS_MOSTLY:
            notices.append(Notice(codes[voice.role], 0, {"label": voice.label, "turns": voice.turns}))
    return notices
