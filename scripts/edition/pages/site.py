"""Every page that the build script makes, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Page, Proof
from ..reading.folder import GLOSSARY, INTERVIEW, QUESTIONS, TIMELINE, TOPICS, TRANSCRIPT
from .concordance import concordance_page
from .contents import contents_page, contents_part, navigation
from .glossary import glossary_pages
from .interview import interview_page
from .notes import notes_page
from .provenance import interview_part, proof_part, provenance_part, rights_part
from .question import question_page
from .related import Relations
from .repository import NOWHERE, Repository
from .search import search_page
from .sharing import PASSAGES, head_of, passage_pages, robots
from .timeline import timeline_page
from .topics import topic_pages

FOLDERS = (
    "questions",
    "interview",
    "topics",
    "notes",
    "glossary",
    "timeline",
    "concordance",
    "search",
    "parts",
    PASSAGES,
    "robots.txt",
)
"""The folders below docs/ that belong to the build script, and a file."""


def question_pages(edition: Edition, repository: Repository) -> Iterator[Page]:
    """The page of each question; `repository` is where its links to edit and to suggest lead.

    One at a time, so that an interview of any length fits into memory.
    """
    relations = Relations(edition)
    questions = edition.questions
    for index, question in enumerate(questions):
        before = questions[index - 1] if index else None
        after = questions[index + 1] if index + 1 < len(questions) else None
        yield question_page(
            edition, question, before, after, relations.of(question), repository, head_of(edition, question)
        )


def other_pages(edition: Edition, proof: Proof, root: str, repository: Repository = NOWHERE) -> Iterator[Page]:
    """All other pages and parts; `root` is the source folder in the repository."""
    yield contents_page(edition, f"{root}/{QUESTIONS}")
    yield contents_part(edition, f"{root}/{QUESTIONS}")
    yield navigation(edition, f"{root}/{QUESTIONS}")
    yield interview_page(edition, f"{root}/{QUESTIONS}")
    yield notes_page(edition, f"{root}/{QUESTIONS}")
    yield from glossary_pages(edition, f"{root}/{GLOSSARY}")
    yield search_page(edition, f"{root}/{INTERVIEW}")
    yield concordance_page(edition, f"{root}/{TRANSCRIPT}")
    yield timeline_page(edition, f"{root}/{TIMELINE}")
    yield from topic_pages(edition, f"{root}/{TOPICS}")
    yield interview_part(edition, f"{root}/{INTERVIEW}", repository)
    yield provenance_part(edition, f"{root}/{INTERVIEW}")
    yield rights_part(edition, f"{root}/{INTERVIEW}")
    yield proof_part(edition, proof, f"{root}/{TRANSCRIPT}")
    yield from passage_pages(edition, repository, f"{root}/{TRANSCRIPT}")
    yield robots(repository, f"{root}/{INTERVIEW}")
