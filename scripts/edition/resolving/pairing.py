"""Every question of the transcript has one editorial file, and the reverse; what the files say of passages holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.editorial import Editorial
from ..model.text import Transcript
from ..problems import Place, Problems
from ..reading.editorial import number_named
from ..reading.folder import QUESTIONS


def pair(
    transcript: Transcript, editorials: Sequence[Editorial], names: Sequence[str] | None, problems: Problems
) -> dict[int, Editorial]:
    """The editorial files by the number of their question.

    `names` are those of all files, be it one that can't be read or has a wrong name: that is reported
    already, and then no question is said to have no file. None when it isn't known which files there are.
    """
    last = len(transcript.exchanges)
    by_number: dict[int, Editorial] = {}
    named = {None} if names is None else {number_named(name) for name in names}
    missing = [exchange for exchange in transcript.exchanges if exchange.number not in named]
    for editorial in editorials:
        first = by_number.setdefault(editorial.number, editorial)
        if first is not editorial:
            problems.at(editorial.place, "question-file-twice", number=editorial.number, name=f"{first.name}.md")
        elif editorial.number > last:
            hint = f"; question {missing.pop(0).number} has no file" if missing else ""
            problems.at(editorial.place, "question-unknown", number=editorial.number, last=last, hint=hint)
    for exchange in () if None in named else missing:
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
