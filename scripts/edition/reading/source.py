"""All of source/, read: the parts side by side, not yet held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..labels import Labels
from ..model import Editorial, EventText, Interview, Term, Topic, Transcript
from ..problems import Problem
from .editorial import read_editorial
from .folder import read_folder
from .glossary import read_terms
from .interview import read_interview
from .timeline import read_timeline
from .topics import read_topics
from .transcript import read_transcript


@dataclass(frozen=True, slots=True)
class Source:
    """What could be read; a part that couldn't is None, and a problem."""

    interview: Interview | None
    transcript: Transcript | None
    topics: tuple[Topic, ...] | None
    editorials: tuple[Editorial, ...]
    terms: tuple[Term, ...]
    events: tuple[EventText, ...]
    received: tuple[str, str] | None
    """Path and SHA-256 of the transcript, even if it could not be taken apart."""
    question_names: tuple[str, ...]
    """The names of all editorial files, readable or not."""


def read_source(root: Path, problems: list[Problem]) -> Source:
    """Read the source folder at `root`, adding whatever is wrong to `problems`."""
    folder = read_folder(root, problems)
    interview = read_interview(folder.interview, problems) if folder.interview else None
    document = folder.transcript()
    received = (document.path, document.sha256) if document else None
    transcript = None
    if interview and interview.speakers and document:
        before = len(problems)
        transcript = read_transcript(document, interview, problems)
        if len(problems) > before:  # its questions can't be counted on
            transcript = None
    del document  # a long one is most of the memory
    topics = read_topics(folder.topics, problems) if folder.topics else None
    terms = read_terms(folder.glossary, problems)
    events = read_timeline(folder.timeline, problems)
    labels = interview.labels if interview else Labels()
    editorials = (read_editorial(document, labels, problems) for document in folder.questions)
    return Source(
        interview, transcript, topics, tuple(e for e in editorials if e), terms, events, received, folder.question_names
    )
