"""What a file says of itself: what it is, whose words are in it, who has rights in them, and what state it has."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from edition.model.edition import Edition
from edition.resolve.cards import describe_speakers
from edition.source.publication import Publication


@dataclass(frozen=True, slots=True)
class Colophon:
    """What stands in every file that leaves the site; each text is one line, as readers see it."""

    title: str
    """What the edition is called."""
    kind: str
    """What kind of edition it is."""
    who: str
    """Who spoke with whom, and when."""
    published: str
    """Where the interview was published, with the address if that is known."""
    voices: str
    """How a reader tells whose words are whose."""
    rights: str
    """In the words of the interview."""
    licence: str
    """Of the editors' words; empty in a file that has none, and where they grant none."""
    changed: datetime.date
    """When the edition last changed; if that isn't known, when the editors last reviewed a note, or the day of the interview."""
    state: str
    """The same as readers see it; empty where all that is known is the day of the interview."""
    address: str
    """Where the edition is published; empty if that isn't known."""
    identifier: str
    """A `urn:uuid:…` that the same edition always has."""

    @property
    def all_rights(self) -> str:
        """In the words of the interview and in the editors'."""
        return " ".join(filter(None, (self.rights, self.licence)))

    @property
    def lines(self) -> tuple[str, ...]:
        """All that stands below the title, in order."""
        given = (self.kind, self.who, self.published, self.voices, self.rights, self.licence, self.state, self.address)
        return tuple(filter(None, given))


def colophon(edition: Edition, publication: Publication, noted: bool = True) -> Colophon:
    """What a file of the edition says of itself; `noted` if it has words of the editors'."""
    interview, labels = edition.interview, edition.interview.labels
    provenance = interview.provenance
    reviewed = (question.editorial.reviewed for question in edition.questions)
    known = interview.changed or max(filter(None, reviewed), default=None)
    changed = known or interview.date
    state = labels.file_version if interview.version else labels.file_state
    name = f"{publication.site or edition.fidelity.sha256} {interview.edition} {'edition' if noted else 'interview'}"
    return Colophon(
        title=interview.edition if noted else interview.title,
        kind=labels.card_kind if noted else labels.file_alone.format(edition=interview.edition),
        who=describe_speakers(interview),
        published=" ".join(filter(None, (provenance.published, provenance.address))),
        voices=labels.file_voices if noted else "",
        rights=provenance.rights,
        licence=labels.file_licence.format(licence=interview.licence) if noted and interview.licence else "",
        changed=changed,
        state=state.format(date=labels.day(known), version=interview.version) if known else "",
        address=publication.site,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
    )
