"""Addresses that have been published, and have to lead somewhere for ever: source/addresses.txt holds them."""

from __future__ import annotations

from ..model.edition import Edition
from ..problems import Problems, did_you_mean
from . import routes
from .sections import sections


def addresses(edition: Edition) -> list[str]:
    """Every page of the edition below the site, former names of question files too, and each passage's own page."""
    found = {target.folder for target in sections(edition).values()}
    found |= {routes.CHANGES.folder} if routes.NOTES.folder in found else set()
    found |= {routes.topic(topic).folder for topic in edition.topics}
    found |= {routes.terms(term.kind).folder for term in edition.terms.values()}
    for question in edition.questions:
        found.add(routes.question(question).folder)
        found |= {f"questions/{name}/" for name, _ in question.editorial.was}
        found |= {routes.shared(p).folder for p in (() if edition.is_long else question.passages)}
    return sorted(found)


def check_promises(edition: Edition, problems: Problems) -> None:
    """A published address that leads nowhere any more is a problem."""
    there = addresses(edition) if edition.promised else []
    for address, place in edition.promised:
        if address not in there:
            problems.at(place, "address-vanished", address=address, hint=did_you_mean(address, there))
