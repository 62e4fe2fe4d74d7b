"""All of source/, read: the parts side by side, not yet held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..labels import Labels
from ..model import Editorial, Interview, Topic, Transcript
from ..problems import Problem
from .editorial import read_editorial
from .folder import Folder, read_folder
from .interview import read_interview
from .topics import read_topics
from .transcript import read_transcript


@dataclass(frozen=True, slots=True)
class Source:
    """What could be read; a part that couldn't is None, and a problem."""

    interview: Interview | None
    transcript: Transcript | None
    topics: tuple[Topic, ...] | None
    editorials: tuple[Editorial, ...]
    folder: Folder


def read_source(root: Path, problems: list[Problem]) -> Source:
    """Read the source folder at `root`, adding whatever is wrong to `problems`."""
    folder = read_folder(root, problems)
    interview = read_interview(folder.interview, problems) if folder.interview else None
    transcript = None
    if interview and interview.speakers and folder.transcript:
        before = len(problems)
        transcript = read_transcript(folder.transcript, interview, problems)
        if len(problems) > before:  # its questions can't be counted on
            transcript = None
    topics = read_topics(folder.topics, problems) if folder.topics else None
    labels = interview.labels if interview else Labels()
    editorials = (read_editorial(document, labels, problems) for document in folder.questions)
    return Source(interview, transcript, topics, tuple(e for e in editorials if e), folder)
