"""Each question of the transcript with its editorial file, if it has one; what the files say of passages holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.locale.labels import Labels
from edition.model.editorial import Editorial
from edition.model.text import Exchange, Transcript
from edition.problems import Problems

TITLE = 72
"""Characters of a question that stand in for a title, and then to the end of the word."""


def pair(
    transcript: Transcript, editorials: Sequence[Editorial], labels: Labels, problems: Problems
) -> dict[int, Editorial]:
    """What the editors wrote, by the number of the question; where they gave no title, its first words are it."""
    exchanges = {exchange.number: exchange for exchange in transcript.exchanges}
    by_number: dict[int, Editorial] = {}
    named = {editorial.number for editorial in editorials}
    missing = [number for number in exchanges if number not in named]
    for editorial in editorials:
        first = by_number.setdefault(editorial.number, editorial)
        if first is not editorial:
            problems.at(editorial.place, "question-file-twice", number=editorial.number, name=f"{first.name}.md")
        elif editorial.number not in exchanges:
            hint = f"; question {missing.pop(0)} has no file" if missing and len(missing) < len(exchanges) else ""
            problems.at(editorial.place, "question-unknown", number=editorial.number, last=max(exchanges), hint=hint)
    return {number: _make_title(by_number.get(number), exchange, labels) for number, exchange in exchanges.items()}


def _make_title(editorial: Editorial | None, exchange: Exchange, labels: Labels) -> Editorial:
    if editorial and editorial.title:
        return editorial
    title, own = (_shorten_opening(exchange), False) if exchange.number else (labels.statement, True)
    if editorial:
        return replace(editorial, title=title, titled=own)
    name, number = str(exchange.number), exchange.number
    return Editorial(name, number, title, "", (), (), None, (), exchange.place, titled=own, written=False)


def _shorten_opening(exchange: Exchange) -> str:
    """The first words of the question, or of what was said where nobody asks."""
    turns = exchange.asked or exchange.turns
    text = next((passage.text for turn in turns for passage in turn.passages), "")
    end = next((at for at in range(TITLE, min(len(text), TITLE + 20)) if text[at] == " "), TITLE)
    if len(text) <= TITLE + 20 and " " not in text[TITLE:]:
        return text
    return f"{text[:end].rstrip(' ,;:–—')} …"


def check_former_names(editorials: Mapping[int, Editorial], problems: Problems) -> None:
    """An old address leads to one page, and to none that is there under that name."""
    taken = {editorial.name: editorial for editorial in editorials.values()}
    for editorial in editorials.values():
        for name, place in editorial.was:
            if name in taken:
                problems.at(place, "was-taken", name=name, by=taken[name].place)
            taken.setdefault(name, editorial)


def check_passages(transcript: Transcript, editorials: Mapping[int, Editorial], problems: Problems) -> None:
    """Signposts and topics name passages that are there; a signpost stands in the answer."""
    for exchange in transcript.exchanges:
        editorial = editorials.get(exchange.number)
        if not editorial:
            continue
        last = len(exchange.passages)
        asked = max((passage.number for turn in exchange.asked for passage in turn.passages), default=0)
        span = f"question {exchange.number} has passages 1 to {last}"
        for post in editorial.signposts:
            if post.passage > last:
                problems.at(post.place, "signpost-passage-unknown", text=post.text, passage=post.passage, span=span)
            elif post.passage <= asked:
                problems.at(post.place, "signpost-in-question", text=post.text, first=asked + 1, last=last)
        for use in editorial.topics:
            for number in use.passages:
                if number > last:
                    problems.at(use.place, "topic-passage-unknown", id=use.id, passage=number, span=span)
