"""The words on the pictures beside shared links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.model.edition import Edition, Question
from edition.model.editorial import Interview
from edition.resolve.language_tags import get_page_language, set_apart
from edition.resolve.works import facts

COMMON, HOME = "edition", "home"
"""The pictures of the pages that have none of their own."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is written on the picture beside a shared link."""

    name: str
    """Of the file, without its ending."""
    edition: str
    title: str
    who: str
    """Who spoke with whom, and when."""
    label: str
    """Whose words `text` is; may be empty."""
    text: str
    foot: str
    """What kind of edition it is."""
    language: str = "en"
    """In which it is written."""


def list_cards(edition: Edition) -> Iterator[Card]:
    """What is written on each picture: home, everything else, and the questions unless they are very many."""
    interview, labels = edition.interview, edition.interview.labels
    who, foot, language = describe_speakers(interview), labels.card_kind, get_page_language(interview)
    yield Card(HOME, interview.edition, interview.title, who, "", labels.card_about, foot, language)
    yield Card(COMMON, interview.title, interview.edition, who, "", labels.card_about, foot, language)
    for question in () if edition.is_long else edition.questions:
        editorial = question.editorial
        summary = (labels.summary, editorial.summary) if editorial.summary else ("", "")
        yield Card(editorial.name, interview.edition, question.heading, who, *summary, foot, language)


def find_card_image(edition: Edition, question: Question) -> str:
    """Where the picture for the page of a question stands in the site; empty if it has none of its own."""
    return "" if edition.is_long else f"made/cards/{question.editorial.name}.png"


def describe_speakers(interview: Interview) -> str:
    """`Sergey Lavrov, interviewed by Sputnik, 18 September 2020`."""
    known, language = facts(interview), get_page_language(interview)
    names = {name: set_apart(known[name], language) for name in ("speaker", "interviewer")}
    return interview.labels.card_who.format(**names, date=known["date"])


def describe_card(interview: Interview, title: str) -> str:
    """What a picture shows, for those who don't see it."""
    return f"{interview.edition}: {title} · {describe_speakers(interview)} · {interview.labels.card_kind}"
