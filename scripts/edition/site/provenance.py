"""Parts that an edition's own pages include: who, when, the text's origin, and the proof that nothing was changed."""

from __future__ import annotations

from markupsafe import Markup

from edition.model.edition import Edition
from edition.resolve import urls
from edition.site.linked_data import home_data
from edition.site.markdown import literal, target
from edition.site.page import Part
from edition.site.question import words_to_read
from edition.site.render import render
from edition.source.publication import Publication


def interview_part(edition: Edition, publication: Publication) -> Part:
    """Build who spoke with whom and when, for the home page; for machines, too, if the site's address is known.

    It is a part because an edition's own home page has no generated front matter.
    """
    data = Markup(home_data(edition, publication.site))
    time = Markup(words_to_read(edition, edition.words))
    return Part("parts/interview.md", render("interview_part", edition, urls.HOME, data=data, reading_time=time))


def provenance_part(edition: Edition) -> Part:
    """Build where the text comes from, for the About page."""
    address = target(edition.interview.provenance.address)
    return Part("parts/provenance.md", render("provenance_part", edition, urls.ABOUT, address=address))


def rights_part(edition: Edition) -> Part:
    """Build the rights in the text, for the About page."""
    return Part("parts/rights.md", literal(edition.interview.provenance.rights))


def proof_part(edition: Edition) -> Part:
    """Build the proof of fidelity, for the About page: counts, hashes, what was left out."""
    return Part("parts/proof.md", render("proof_part", edition, urls.ABOUT))
