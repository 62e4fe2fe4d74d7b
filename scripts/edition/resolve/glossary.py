"""The glossary held against the text and the notes, where every form of every entry stands, and against the day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from edition.model.edition import Mention
from edition.model.editorial import Editorial, Term
from edition.model.prose import join_words
from edition.model.text import Transcript, find_occurrences, normalise
from edition.problems import Problems, suggest_nearest

_WORDS = re.compile(r"\w[\w-]+")


def check_forms(
    terms: Sequence[Term], transcript: Transcript, mentions: Mapping[int, Iterable[Mention]], problems: Problems
) -> None:
    """A form that the text never has is a problem; an entry may also live on what editors have marked by hand.

    What was told already isn't told again in another way: a form that another entry claimed first, a mark that isn't found.
    """
    text = _match_forms(transcript)
    found: dict[str, set[str]] = {}
    for mention in (mention for some in mentions.values() for mention in some):
        span = mention.span
        found.setdefault(mention.term.id, set()).add(span.passage.matched[span.start : span.end])
    claimed: set[str] = set()
    for term in terms:
        here = found.get(term.id, ())
        forms = dict.fromkeys(map(normalise, term.forms))
        unseen = [form for form in forms if form not in claimed and not any(words.startswith(form) for words in here)]
        claimed.update(forms)
        if term.in_notes or not unseen or (term.by_hand and not here):
            continue
        if here:
            for form in unseen:
                if form != normalise(term.term) and form not in text:
                    problems.at(term.place, "form-never", form=form, term=term.term)
        elif any(True for form in unseen for _ in find_occurrences(form, text)):
            problems.at(term.place, "term-excepted", term=term.term)
        else:
            hint = suggest_nearest(term.term, set(_WORDS.findall(text)))
            problems.at(term.place, "term-never", term=term.term, hint=hint)


def check_exceptions(
    terms: Sequence[Term], transcript: Transcript, editorials: Sequence[Editorial], problems: Problems
) -> None:
    """A phrase that a term excepts stands somewhere; a misspelt one would except nothing."""
    if not any(term.exceptions for term in terms):
        return
    texts = (_match_forms(transcript), _list_noted_names(editorials), *(normalise(term.definition) for term in terms))
    for term in terms:
        for phrase in term.exceptions:
            if not any(True for text in texts for _ in find_occurrences(normalise(phrase), text)):
                problems.at(term.place, "except-never", phrase=phrase, term=term.term)


def _match_forms(transcript: Transcript) -> str:
    """The words of the interview, in which others are looked for."""
    return "\n".join(passage.matched for exchange in transcript.exchanges for passage in exchange.passages)


def _list_noted_names(editorials: Sequence[Editorial]) -> str:
    """The words of the notes, in which others are looked for."""
    notes = (note for editorial in editorials for note in editorial.annotations)
    return "\n".join(normalise(join_words(note.body)) for note in notes)


def check_dates(terms: Sequence[Term], day: datetime.date, problems: Problems) -> None:
    """Lives and terms of office are people's, begin before they end, and an office was held on the day of the interview."""
    for term in terms:
        held = (term.office_from, term.office_to)
        given = [date for date in (term.born, *held, term.died) if date]
        if given and term.kind != "people":
            problems.at(term.place, "term-no-person", term=term.term)
        elif any(held) and not term.office:
            problems.at(term.place, "term-no-office", term=term.term)
        elif any(_is_after(first, then) for first, then in pairwise(given)) or _is_after(term.born, day.isoformat()):
            problems.at(term.place, "term-dates", term=term.term, dates=", ".join(given))
        elif _is_after(term.office_from, day.isoformat()) or _is_after(
            day.isoformat(), term.office_to or day.isoformat()
        ):
            problems.at(term.place, "term-office-day", term=term.term, office=term.office, day=day)


def _is_after(date: str, other: str) -> bool:
    """Whether a date comes after another, as far as both say it."""
    said = min(len(date), len(other))
    return date[:said] > other[:said]


def check_forms_of_notes(terms: Sequence[Term], editorials: Sequence[Editorial], problems: Problems) -> None:
    """The same for names that only the notes mention; a question whose file is lost or misnamed might mention them."""
    if not all(editorial.written for editorial in editorials):
        problems.unchecked("unchecked-names")
        return
    text = _list_noted_names(editorials)
    for term in terms:
        for form in map(normalise, term.forms if term.in_notes else ()):
            if not any(True for _ in find_occurrences(form, text)):
                problems.at(term.place, "form-never-noted", form=form)
