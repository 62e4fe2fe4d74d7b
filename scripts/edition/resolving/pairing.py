"""Every question of the transcript has one editorial file, and the reverse; what the files say of passages holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from ..model.editorial import Editorial
from ..model.text import Transcript
from ..problems import Place, Problems
from ..reading.folder import QUESTIONS


def pair(
    transcript: Transcript, editorials: Sequence[Editorial], named: Set[int], problems: Problems
) -> dict[int, Editorial]:
    """The editorial files by the number of their question.

    `named` are the questions that have a file at all, be it one that can't be read: that
    is reported already.
    """
    last = len(transcript.exchanges)
    by_number: dict[int, Editorial] = {}
    for editorial in editorials:
        first = by_number.setdefault(editorial.number, editorial)
        if first is not editorial:
            problems.at(editorial.place, "question-file-twice", number=editorial.number, name=f"{first.name}.md")
        elif editorial.number > last:
            problems.at(editorial.place, "question-unknown", number=editorial.number, last=last)
    for exchange in transcript.exchanges:
        if exchange.number not in named:
            name = f"{exchange.number:0{len(str(max(last, 10)))}d}-….md"
            opening = next((passage.text for passage in exchange.passages), "")
            facts = {"number": exchange.number, "opening": opening, "place": exchange.place}
            problems.at(Place(f"{QUESTIONS}/{name}", 1), "question-file-missing", **facts)
    return {number: editorial for number, editorial in by_number.items() if number <= last}


def check_passages(transcript: Transcript, editorials: Mapping[int, Editorial], problems: Problems) -> None:
    """Signposts and topics name passages that are there; a signpost stands in the answer."""
    for exchange in transcript.exchanges:
        editorial = editorials.get(exchange.number)
        if not editorial:
            continue
        last, asked = len(exchange.passages), len(exchange.turns[0].passages)
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
