"""From the parts of the source to a whole edition."""

from __future__ import annotations

from ..model import Edition, Event, Interview, Question
from ..problems import Problem, quoted
from ..reading.editorial import number_of
from ..reading.folder import QUESTIONS, TOPICS
from ..reading.source import Source
from .anchoring import anchor, place_events
from .mentions import find_mentions
from .pairing import check_passages, pair
from .topics import check_topics


def check(source: Source, root: str, problems: list[Problem]) -> Edition | None:
    """Everything held against everything; `root` is the source folder as editors see it.

    None when a part is missing, so that there is no whole. The checks that the parts at
    hand allow have been made all the same.
    """
    questions: tuple[Question, ...] = ()
    events: tuple[Event, ...] = ()
    if source.interview and source.received:
        check_hash(source.interview, *source.received, problems)
    if source.transcript:
        named = {number for name in source.question_names if (number := number_of(name))}
        questions = pair(source.transcript, source.editorials, named, f"{root}/{QUESTIONS}", problems)
        check_passages(questions, problems)
        questions = anchor(questions, problems)
        questions = find_mentions(questions, source.terms, problems)
        events = place_events(questions, source.events, problems)
    if source.topics is not None:
        asked = len(source.transcript.exchanges) if source.transcript else 1
        every = asked <= len(source.editorials) == len(source.question_names)
        check_topics(source.topics, source.editorials, every, f"{root}/{TOPICS}", problems)
    if source.interview is None or source.transcript is None or source.topics is None:
        return None
    topics = {topic.id: topic for topic in source.topics}
    return Edition(source.interview, source.transcript, questions, topics, source.terms, events)


def check_hash(interview: Interview, path: str, sha256: str, problems: list[Problem]) -> None:
    """The transcript's bytes are those that interview.yml vouches for."""
    stated = interview.provenance.sha256
    if stated and stated != sha256:
        problems.append(
            Problem(
                interview.provenance.sha256_place,
                f"{quoted(path)} isn't the text that was received: its SHA-256 is {sha256}, not {stated}. "
                "Restore the file; only if a new text was received on purpose, put the new hash here",
            )
        )
