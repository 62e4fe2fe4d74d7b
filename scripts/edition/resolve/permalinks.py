"""Addresses that have been published, and have to lead somewhere for ever: source/addresses.txt holds them."""

from __future__ import annotations

import re

from edition.model.edition import Edition, Question
from edition.model.site import has_concordance
from edition.problems import Problems, suggest_nearest
from edition.resolve import urls
from edition.resolve.concordance_leaves import leaves_of
from edition.resolve.kwic import make_concordance
from edition.resolve.pagination import list_stretches

_PATH = re.compile(r"(?!assets/|404\.html|(?:.*/)?index\.html)(?:\w[\w.-]*/)*\w[\w.-]*(?:/|\.html)")
"""What a page can redirect: a folder or an HTML file. `assets/` is written by hand."""


def addresses(edition: Edition) -> list[str]:
    """Every page that is published below home: the edition's own, too, former names of question files, each passage's page."""
    targets = [*urls.find_pages(edition).values(), *map(urls.locate_own_page, edition.pages)]
    if has_concordance(edition):
        targets += [leaf.target for leaf in leaves_of(make_concordance(edition))]
    parts = list_stretches(edition)
    targets += [part.page for part in parts] if len(parts) > 1 else []
    found = {target.folder for target in targets} - {urls.HOME.folder}
    found |= {urls.locate_topic(topic).folder for topic in edition.topics}
    found |= {
        page.folder
        for term in edition.terms.values()
        for page in (urls.locate_terms(term.kind), urls.locate_term(term))
    }
    for question in edition.questions:
        found.add(urls.locate_question(question).folder)
        found |= {urls.locate_passage_page(p).folder for p in (() if edition.is_long else question.passages)}
    return sorted(found | {f"questions/{name}/" for name in list_former_names(edition)})


def list_former_names(edition: Edition) -> dict[str, Question]:
    """What the page of a question has been called, and the question.

    Its number is always among them: under that it is published as long as it has no file, and quoted as long as
    nobody knows the file's name.
    """
    found = {name: question for question in edition.questions for name, _ in question.editorial.was}
    names = {question.editorial.name for question in edition.questions}
    numbers = {str(question.number): question for question in edition.questions}
    return found | {name: numbers[name] for name in numbers.keys() - names - found.keys()}


def check_promises(edition: Edition, problems: Problems) -> None:
    """A published address that leads nowhere any more is a problem, and so is a redirect that can't be made."""
    there = addresses(edition) if edition.promised else []
    for promise in edition.promised:
        address, target, place = promise.address, promise.target, promise.place
        if target is None and address not in there:
            problems.at(place, "address-vanished", address=address, hint=suggest_nearest(address, there))
        elif target is not None and address in there:
            problems.at(place, "address-taken", address=address, target=target)
        elif target is not None and not _PATH.fullmatch(address):
            problems.at(place, "address-path", address=address)
        elif target is not None and target not in there:
            problems.at(place, "address-target", target=target, hint=suggest_nearest(target, there))
