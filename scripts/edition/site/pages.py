"""Every file of docs/ that the build script makes, one after the other, with the source that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edition.exports import Download, File
from edition.model.edition import Edition
from edition.resolve import urls as routes
from edition.resolve.pagination import stretches
from edition.resolve.sections import sections
from edition.site.concordance import concordance_pages
from edition.site.contents import contents_page, contents_part, navigation
from edition.site.custom_pages import menu, own_pages
from edition.site.downloads import files_part, take_page
from edition.site.glossary import glossary_pages
from edition.site.llms import llms
from edition.site.notes import notes_page
from edition.site.page import Page, Part, Raw
from edition.site.passage_pages import robots, shared_pages
from edition.site.provenance import interview_part, proof_part, provenance_part, rights_part
from edition.site.question import question_page
from edition.site.redirects import moved_pages, redirects
from edition.site.relations import Relations
from edition.site.search import search_page
from edition.site.timeline import timeline_page
from edition.site.topics import topic_pages
from edition.site.whole import whole_pages
from edition.source.files import ADDRESSES, GLOSSARY, INTERVIEW, QUESTIONS, TIMELINE, TOPICS
from edition.source.publication import NOWHERE, Publication


def site_files(
    edition: Edition, publication: Publication = NOWHERE, downloads: Sequence[Download] = ()
) -> Iterator[File]:
    """All files; one at a time, so that an interview of any length fits into memory. `downloads` are offered to readers."""
    for source, made in _made(edition, publication, downloads):
        yield from (one.file(publication.file(source)) for one in made)
    for page in glossary_pages(edition) if edition.terms else ():
        kind = page.target.page.split("/")[1] if isinstance(page, Page) else ""
        yield page.file(publication.file(f"{GLOSSARY}/{kind}.yml" if kind else GLOSSARY))
    for question, page in _question_pages(edition, publication):
        yield page.file(publication.file(question))


def _made(
    edition: Edition, publication: Publication, downloads: Sequence[Download]
) -> Iterator[tuple[str, Iterable[Page | Part | Raw]]]:
    """Each source below the source folder, and what is made from it."""
    there = sections(edition)
    yield QUESTIONS, (contents_page(edition), contents_part(edition), navigation(edition))
    yield QUESTIONS, whole_pages(edition, downloads)
    yield INTERVIEW, (search_page(edition), robots(publication), interview_part(edition, publication), menu(edition))
    yield INTERVIEW, (provenance_part(edition), rights_part(edition))
    yield INTERVIEW, (take_page(edition, downloads), files_part(edition, downloads))
    yield INTERVIEW, (llms(edition, publication, downloads),)
    yield edition.transcript.path, (proof_part(edition),)
    yield edition.transcript.path, shared_pages(edition, publication)
    yield QUESTIONS, moved_pages(edition)
    yield ADDRESSES, redirects(edition)
    if "notes" in there:
        yield QUESTIONS, (notes_page(edition),)
    if "concordance" in there:
        yield edition.transcript.path, concordance_pages(edition)
    if "timeline" in there:
        yield TIMELINE, (timeline_page(edition),)
    if "topics" in there:
        yield TOPICS, topic_pages(edition)
    for source, page in own_pages(edition, publication):
        yield source or INTERVIEW, (page,)


def _question_pages(edition: Edition, publication: Publication) -> Iterator[tuple[str, Page]]:
    """Each question's file with its page."""
    relations, questions = Relations(edition), edition.questions
    parts = [part for part in stretches(edition) for _ in part.questions]
    for index, question in enumerate(questions):
        neighbours = (
            questions[index - 1] if index else None,
            questions[index + 1] if index + 1 < len(questions) else None,
        )
        page = question_page(
            edition, question, neighbours, relations.of(question), publication, routes.CONTENTS.at(parts[index].anchor)
        )
        yield question.editorial.place.path, page
