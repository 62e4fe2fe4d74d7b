"""What editors should read again: what was last read long ago, and what a date has overtaken."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from edition.model.edition import Edition
from edition.problems import Place

YEAR = datetime.timedelta(days=365)


def list_due(edition: Edition, today: datetime.date) -> Iterator[tuple[Place, str]]:
    """Each file or entry that is due for review on a day, with the reason."""
    for question in edition.questions:
        reviewed, place = question.editorial.reviewed, question.editorial.place
        if not question.editorial.written:
            continue
        if reviewed is None:
            yield place, "never reviewed; read the notes, then write the day under “reviewed”"
        elif reviewed > today:
            yield (
                place,
                f"“reviewed” is {reviewed}, a day that is yet to come; write the day on which the notes were read",
            )
        elif today - reviewed > YEAR:
            yield place, f"last reviewed on {reviewed}; read the notes again, then write the day under “reviewed”"
    for term in edition.terms.values():
        if term.until and term.until < today:
            yield (
                term.place,
                f"“{term.term}” was good until {term.until}; read it again, then correct or delete “until”",
            )
