"""Pieces of the hand-written pages: who, when, whence, and the proof that nothing was changed."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.site.linked_data import SITE, home_data
from edition.site.markdown import attributes, inline, link, literal, target
from edition.site.page import Part
from edition.site.question import words_to_read
from edition.source.publication import Publication


def interview_part(edition: Edition, publication: Publication) -> Part:
    """Who spoke with whom and when, for the home page; for machines, too, if the site's address is known.

    The home page is written by hand, so that no front matter can be made for it.
    """
    interview, labels = edition.interview, edition.interview.labels
    who = "\n".join(f"- **{inline(s.name)}**" + (f", {inline(s.about)}" if s.about else "") for s in interview.speakers)
    facts = " · ".join((literal(labels.day(interview.date)), words_to_read(edition, edition.words)))
    blocks = [who, f"{facts}\n{attributes('editors facts')}"]
    if publication.site:
        data = home_data(edition).replace(SITE, publication.site)
        blocks.append(f'<script type="application/ld+json">\n{data}\n</script>')
    return Part("parts/interview.md", tuple(blocks))


def provenance_part(edition: Edition) -> Part:
    """Where the text comes from and whose it is, for the About page."""
    provenance = edition.interview.provenance
    published = literal(provenance.published)
    if provenance.address:
        published = link(provenance.published or provenance.address, target(provenance.address))
    made = (
        ()
        if not provenance.made_with
        else (literal(edition.interview.labels.provenance_made.format(tools=provenance.made_with)),)
    )
    return Part("parts/provenance.md", (published, literal(provenance.received), *made))


def rights_part(edition: Edition) -> Part:
    """The rights in the text, for the About page."""
    return Part("parts/rights.md", (literal(edition.interview.provenance.rights),))


def proof_part(edition: Edition) -> Part:
    """The proof of fidelity, for the About page: counts, hashes, what was left out and joined."""
    return Part("parts/proof.md", tuple(_proof(edition)))


def _proof(edition: Edition) -> Iterator[str]:
    labels, transcript, fidelity = edition.interview.labels, edition.transcript, edition.fidelity
    rows = [
        (labels.proof_questions, labels.number(edition.asked)),
        (labels.proof_passages, labels.number(fidelity.passages)),
        (labels.proof_words, labels.number(fidelity.words)),
        (labels.proof_text, f"`{fidelity.sha256}`"),
        (labels.proof_file, f"`{transcript.sha256}`"),
    ]
    if original := edition.interview.provenance:
        rows += [(labels.proof_original, f"`{original.sha256}`")] if original.original else []
    yield "\n".join(f"- {inline(label)}{labels.colon}{value}" for label, value in rows)
    if transcript.left_out:
        yield f"**{inline(labels.proof_left_out)}{labels.colon}{labels.number(len(transcript.left_out))}**"
        yield "\n".join(f"- {inline(line)}" for line in transcript.left_out)
