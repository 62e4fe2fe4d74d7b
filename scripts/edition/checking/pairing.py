"""Every question of the transcript has one editorial file, and the reverse."""

from __future__ import annotations

from ..model import Editorial, Question, Transcript
from ..problems import Place, Problem, quoted


def pair(
    transcript: Transcript, editorials: tuple[Editorial, ...], named: set[int], folder: str, problems: list[Problem]
) -> tuple[Question, ...]:
    """The questions in order, each with its file; `folder` is where the files belong.

    `named` are the questions that have a file at all, be it one that can't be read: that
    is reported already.
    """
    by_number: dict[int, Editorial] = {}
    for editorial in editorials:
        first = by_number.setdefault(editorial.number, editorial)
        if first is not editorial:
            problems.append(
                Problem(
                    editorial.place,
                    f"question {editorial.number} already has a file, {quoted(first.name + '.md')}; merge the two into one",
                )
            )
    last = len(transcript.exchanges)
    for number, editorial in by_number.items():
        if number > last:
            problems.append(
                Problem(
                    editorial.place,
                    f"there is no question {number}; the transcript has {last}. Correct the number in the file's name",
                )
            )
    questions = []
    for exchange in transcript.exchanges:
        if exchange.number in by_number:
            questions.append(Question(exchange, by_number[exchange.number], (), ()))
        elif exchange.number not in named:
            name = f"{exchange.number:0{len(str(max(last, 10)))}d}-….md"
            opening = next((passage.text for passage in exchange.passages), "")
            problems.append(
                Problem(
                    Place(f"{folder}/{name}", 1),
                    f"question {exchange.number} has no file; it begins {quoted(opening)} ({exchange.place})",
                )
            )
    return tuple(questions)


def check_passages(questions: tuple[Question, ...], problems: list[Problem]) -> None:
    """Signposts and topics name passages that are there; a signpost stands in the answer."""
    for question in questions:
        numbers = {passage.number for passage in question.exchange.passages}
        asked = {passage.number for passage in question.exchange.turns[0].passages}
        span = f"question {question.number} has passages 1 to {len(numbers)}"
        for signpost in question.editorial.signposts:
            if signpost.passage not in numbers:
                problems.append(
                    Problem(
                        signpost.place,
                        f"the signpost {quoted(signpost.text)} stands before passage {signpost.passage}, but {span}",
                    )
                )
            elif signpost.passage in asked:
                problems.append(
                    Problem(
                        signpost.place,
                        f"the signpost {quoted(signpost.text)} stands in the question; it belongs before a passage of the answer, {len(asked) + 1} to {len(numbers)}",
                    )
                )
        for use in question.editorial.topics:
            for number in use.passages:
                if number not in numbers:
                    problems.append(
                        Problem(use.place, f"the topic {quoted(use.id)} names passage {number}, but {span}")
                    )
