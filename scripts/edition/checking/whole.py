"""From the parts of the source to a whole edition."""

from __future__ import annotations

from ..model import Edition, Interview, Question
from ..problems import Problem, quoted
from ..reading.editorial import number_of
from ..reading.folder import QUESTIONS, TOPICS, Document
from ..reading.source import Source
from .anchoring import anchor
from .pairing import check_passages, pair
from .topics import check_topics


def check(source: Source, root: str, problems: list[Problem]) -> Edition | None:
    """Everything held against everything; `root` is the source folder as editors see it.

    None when a part is missing, so that there is no whole. The checks that the parts at
    hand allow have been made all the same.
    """
    questions: tuple[Question, ...] = ()
    folder = source.folder
    if source.interview and folder.transcript:
        check_hash(source.interview, folder.transcript, problems)
    if source.transcript:
        named = {number for name in folder.question_names if (number := number_of(name))}
        questions = pair(source.transcript, source.editorials, named, f"{root}/{QUESTIONS}", problems)
        check_passages(questions, problems)
        questions = anchor(questions, problems)
    if source.topics is not None:
        every = 0 < len(source.editorials) == len(folder.question_names)
        check_topics(source.topics, source.editorials, every, f"{root}/{TOPICS}", problems)
    if source.interview is None or source.transcript is None or source.topics is None:
        return None
    return Edition(source.interview, source.transcript, questions, {topic.id: topic for topic in source.topics})


def check_hash(interview: Interview, transcript: Document, problems: list[Problem]) -> None:
    """The transcript's bytes are those that interview.yml vouches for."""
    stated = interview.provenance.sha256
    if stated and stated != transcript.sha256:
        problems.append(
            Problem(
                interview.provenance.sha256_place,
                f"{quoted(transcript.path)} isn't the text that was received: its SHA-256 is {transcript.sha256}, not {stated}. "
                "Restore the file; only if a new text was received on purpose, put the new hash here",
            )
        )
