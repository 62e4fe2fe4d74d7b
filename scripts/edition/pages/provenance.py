"""Pieces of the hand-written pages: who, when, whence, and the proof that nothing was changed."""

from __future__ import annotations

from ..model import Edition, Page, Proof
from .linked import SITE, home_data
from .markdown import attributes, day, inline, literal, part
from .question import LISTED, minutes
from .repository import NOWHERE, Repository


def interview_part(edition: Edition, source: str, repository: Repository = NOWHERE) -> Page:
    """Who spoke with whom and when, for the home page; for machines, too, if the site's address is known.

    The home page is written by hand, so that no front matter can be made for it.
    """
    interview = edition.interview
    labels = interview.labels
    words = sum(question.exchange.words for question in edition.questions)
    who = "\n".join(f"- **{inline(s.name)}**, {inline(s.about)}" for s in interview.speakers)
    facts = " · ".join(
        (
            literal(day(interview.date, labels)),
            literal(labels.words.format(words=f"{words:,}")),
            literal(labels.reading_time.format(minutes=minutes(words))),
        )
    )
    blocks = [who, f"{facts}\n{attributes('editors facts')}"]
    if repository.site:
        data = home_data(edition, len(edition.questions) <= LISTED).replace(SITE, repository.site)
        blocks.append(f'<script type="application/ld+json">\n{data}\n</script>')
    return part("parts/interview.md", source, "\n\n".join(blocks))


def provenance_part(edition: Edition, source: str) -> Page:
    """Where the text comes from and whose it is, for the About page."""
    provenance = edition.interview.provenance
    published = (
        f"[{inline(provenance.published)}]({provenance.address})"
        if provenance.address
        else literal(provenance.published)
    )
    return part("parts/provenance.md", source, f"{published}\n\n{literal(provenance.received)}")


def rights_part(edition: Edition, source: str) -> Page:
    """The rights in the text, for the About page."""
    return part("parts/rights.md", source, literal(edition.interview.provenance.rights))


def proof_part(edition: Edition, proof: Proof, source: str) -> Page:
    """The proof of fidelity, for the About page: counts, hashes, what was left out and joined."""
    labels, transcript = edition.interview.labels, edition.transcript
    rows = [
        (labels.proof_questions, f"{len(edition.questions):,}"),
        (labels.proof_passages, f"{proof.passages:,}"),
        (labels.proof_words, f"{proof.words:,}"),
        (labels.proof_file, f"`{transcript.sha256}`"),
        (labels.proof_text, f"`{proof.sha256}`"),
    ]
    blocks = ["\n".join(f"- {inline(label)}: {value}" for label, value in rows)]
    if transcript.header:
        blocks.append(f"{literal(labels.proof_header)}: “{inline(transcript.header)}”")
    if transcript.joins:
        blocks.append(f"**{inline(labels.proof_joins)}: {len(transcript.joins):,}**")
        blocks.append(
            "\n".join(
                "- "
                + literal(
                    labels.proof_join.format(
                        passage=f"{join.question}.{join.passage}",
                        before=join.before,
                        after=join.after,
                        last=join.last_words,
                        first=join.first_words,
                    )
                )
                for join in transcript.joins
            )
        )
    return part("parts/proof.md", source, "\n\n".join(blocks))
