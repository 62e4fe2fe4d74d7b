"""Every generated file of docs/, with the source file that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from edition.exports import Download, File
from edition.model.edition import Edition
from edition.model.site import PAGES
from edition.resolve import urls
from edition.resolve.pagination import list_stretches
from edition.site.concordance import make_concordance_pages
from edition.site.contents import contents_page, contents_part, navigation
from edition.site.custom_pages import about_page, home_page, menu, own_page
from edition.site.downloads import files_part, make_downloads_page
from edition.site.glossary import glossary_pages
from edition.site.llms import llms
from edition.site.notes import notes_page
from edition.site.page import Page, Part, Raw
from edition.site.passage_pages import robots, shared_pages
from edition.site.provenance import interview_part, proof_part, provenance_part, rights_part
from edition.site.question import make_question_page
from edition.site.redirects import moved_pages, redirects
from edition.site.relations import Relations
from edition.site.search import search_page
from edition.site.timeline import timeline_page
from edition.site.topics import topic_pages
from edition.site.whole import whole_pages
from edition.source.files import ADDRESSES, GLOSSARY, INTERVIEW, QUESTIONS, TIMELINE, TOPICS
from edition.source.publication import NOWHERE, Publication

Outputs = tuple[str, Iterable[Page | Part | Raw]]
"""A path below the source folder, and what is made from it."""


def make_site_files(
    edition: Edition, publication: Publication = NOWHERE, downloads: Sequence[Download] = ()
) -> Iterator[File]:
    """Return all files, one at a time, so that an interview of any length fits into memory.

    `downloads` are offered to readers.
    """
    builders = find_builders(edition, publication, downloads)
    own = {page.name for page in edition.pages}
    fixed = (
        builders[page.name]()
        for page in PAGES
        if page.exists(edition) and not page.by_hand and not (page.replaceable and page.name in own)
    )
    for source, outputs in chain(fixed, _build_others(edition, publication, downloads)):
        yield from (output.file(publication.file(source)) for output in outputs)


def find_builders(
    edition: Edition, publication: Publication, downloads: Sequence[Download]
) -> Mapping[str, Callable[[], Outputs]]:
    """Return by name what builds each page of the table and the pages in its folder."""
    return {
        "home": lambda: (INTERVIEW, [home_page(edition)]),
        "contents": lambda: (QUESTIONS, [contents_page(edition), contents_part(edition), navigation(edition)]),
        "interview": lambda: (QUESTIONS, whole_pages(edition, downloads)),
        "topics": lambda: (TOPICS, topic_pages(edition)),
        "notes": lambda: (QUESTIONS, [notes_page(edition)]),
        "timeline": lambda: (TIMELINE, [timeline_page(edition)]),
        "search": lambda: (INTERVIEW, [search_page(edition)]),
        "glossary": lambda: (GLOSSARY, glossary_pages(edition, publication.site)),
        "concordance": lambda: (edition.transcript.path, make_concordance_pages(edition)),
        "take": lambda: (INTERVIEW, [make_downloads_page(edition, downloads), files_part(edition, downloads)]),
        "about": lambda: (INTERVIEW, [about_page(edition, publication)]),
    }


def _build_others(edition: Edition, publication: Publication, downloads: Sequence[Download]) -> Iterator[Outputs]:
    """Return what has no row in the table."""
    yield INTERVIEW, (menu(edition), robots(publication), llms(edition, publication, downloads))
    yield INTERVIEW, (interview_part(edition, publication), provenance_part(edition), rights_part(edition))
    yield edition.transcript.path, (proof_part(edition),)
    yield edition.transcript.path, shared_pages(edition, publication)
    yield QUESTIONS, moved_pages(edition)
    yield ADDRESSES, redirects(edition)
    for own in edition.pages:
        yield own.place.path, (own_page(own),)
    for path, page in _build_questions(edition, publication):
        yield path, (page,)


def _build_questions(edition: Edition, publication: Publication) -> Iterator[tuple[str, Page]]:
    """Each question's file with its page."""
    relations, questions = Relations(edition), edition.questions
    parts = [part for part in list_stretches(edition) for _ in part.questions]
    for index, question in enumerate(questions):
        neighbours = (
            questions[index - 1] if index else None,
            questions[index + 1] if index + 1 < len(questions) else None,
        )
        page = make_question_page(
            edition, question, neighbours, relations.of(question), publication, urls.CONTENTS.at(parts[index].anchor)
        )
        yield question.editorial.place.path, page
