"""Quotes find their words: exactly, once, or not at all.

A quote matches a passage character by character, but for white space (folded) and the
shape of quotation marks (straight and curly are equal). Nothing is ever attached by
guessing; when a quote isn't found, the nearest words are shown to its editor, no more.
The idea is the TextQuoteSelector of the W3C Web Annotation Data Model, with a build that
fails in place of a fuzzy match.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from edition.model.edition import Event, Mention, Note
from edition.model.editorial import Annotation, DatedEvent, Editorial, Quote, Term
from edition.model.text import Exchange, Passage, Span, Transcript, find_occurrences, normalise
from edition.problems import Problems
from edition.resolve.mentions import Forms, link_names
from edition.resolve.near_misses import PLAIN_HINT, find_nearest
from edition.resolve.urls import make_anchor
from edition.source.files import QUESTIONS

MANY = 100
"""Problems beyond which the nearest words aren't looked for: it takes a moment each time."""
ID_WORDS = 6
"""Words of the noted ones that a note's address is made from."""


def place_notes(
    transcript: Transcript, editorials: Mapping[int, Editorial], forms: Forms, problems: Problems
) -> dict[int, tuple[Note, ...]]:
    """By question, its notes in the order of the noted words; `forms` are the names to be linked in them."""
    return {
        exchange.number: _notes(exchange, transcript, editorials, forms, problems)
        for exchange in transcript.exchanges
        if exchange.number in editorials
    }


def _notes(
    exchange: Exchange, transcript: Transcript, editorials: Mapping[int, Editorial], forms: Forms, problems: Problems
) -> tuple[Note, ...]:
    found: dict[tuple[int, int, int], tuple[Span, Annotation]] = {}
    for annotation in editorials[exchange.number].annotations:
        quote = annotation.quote
        span = _find(quote, exchange, transcript, editorials, problems)
        if span is None:
            continue
        key = (span.passage.number, span.start, span.end)
        if key in found:
            problems.at(quote.place, "note-twice", quote=quote.words, line=found[key][1].quote.place.line)
        else:
            found[key] = span, annotation
    ids: set[str] = set()
    notes = []
    for number, (_, (span, annotation)) in enumerate(sorted(found.items()), 1):
        id = _make_note_id(annotation.quote.words, span, ids)
        notes.append(Note(id, number, span, annotation, link_names(annotation.body, forms)))
    return tuple(notes)


def place_events(
    transcript: Transcript, editorials: Mapping[int, Editorial], dated: Sequence[DatedEvent], problems: Problems
) -> tuple[Event, ...]:
    """The events at the words that mention them, found as the words of a note are."""
    placed = []
    for event in dated:
        exchange = transcript.exchange(event.question)
        if exchange is None:
            last = transcript.last
            problems.at(event.quote.place, "event-question-unknown", number=event.question, last=last)
            continue
        if span := _find(event.quote, exchange, transcript, editorials, problems):
            placed.append(Event(event, span))
    return tuple(placed)


def place_by_hand(
    transcript: Transcript, editorials: Mapping[int, Editorial], terms: Sequence[Term], problems: Problems
) -> dict[str, list[Mention]]:
    """By the name of the passage, the words that editors say mean a term without naming it."""
    found: dict[str, list[Mention]] = {}
    for term in terms:
        for quote in term.by_hand:
            number = quote.passage[0] if quote.passage else 0
            exchange = transcript.exchange(number) if quote.passage else None
            if exchange is None:
                problems.at(quote.place, "mention-passage", words=quote.words)
            elif span := _find(quote, exchange, transcript, editorials, problems):
                found.setdefault(span.name, []).append(Mention(term, span))
    return found


def _find(
    quote: Quote, exchange: Exchange, transcript: Transcript, editorials: Mapping[int, Editorial], problems: Problems
) -> Span | None:
    """The quoted words in the question; None and a problem when they aren't there exactly once."""
    wanted, number, passages = normalise(quote.words), exchange.number, exchange.passages
    where = f"question {number}"
    if asked := quote.asked:
        passages = tuple(passage for passage in passages if passage.name == asked)
        where = f"passage {asked}"
        if not passages:
            last = len(exchange.passages)
            problems.at(quote.place, "quote-passage-unknown", asked=asked, number=number, last=last)
            return None
    hits = [span for passage in passages for span in _places(wanted, passage)]
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = list(dict.fromkeys(span.name for span in hits))
        mend = "quote more words, so that they stand there once"
        if len(names) == len(hits):
            mend += f", or name the passage: “{quote.typed(quote.words, names[0])}”"
        facts = {"count": len(hits), "where": where, "named": ", ".join(names), "mend": mend}
        problems.at(quote.place, "quote-several", quote=quote.words, **facts)
    elif there := _find_elsewhere(wanted, transcript, editorials):
        _report_elsewhere(quote, exchange, there, editorials[there.question], problems)
    elif halves := _find_across(wanted, exchange.passages):
        names, words = ([*pair] for pair in zip(*((half.name, half.words) for half in halves), strict=True))
        problems.at(
            quote.place, "quote-across", quote=quote.words, names=" and ".join(names), words="” or “".join(words)
        )
    else:
        few = len(problems) < MANY
        hint = find_nearest(wanted, passages, lambda words: quote.typed(words, asked)) if few else PLAIN_HINT
        problems.at(quote.place, "quote-missing", quote=quote.words, where=where, hint=hint)
    return None


def _report_elsewhere(
    quote: Quote, exchange: Exchange, there: Passage, editorial: Editorial, problems: Problems
) -> None:
    """The words stand in another passage, `there`, of a question that has this `editorial`."""
    where = f"passage {quote.asked}" if quote.asked else f"question {exchange.number}"
    facts: dict[str, object] = {"quote": quote.words, "where": where, "there": there.name}
    if quote.by == "term":
        problems.at(quote.place, "mention-other-passage", **facts, typed=quote.typed(quote.words, there.name))
    elif there.question == exchange.number:
        problems.at(quote.place, "quote-other-passage", **facts, number=there.question)
    elif quote.by == "event":
        problems.at(quote.place, "event-other-question", **facts, number=there.question)
    else:
        file = editorial.place.path if editorial.written else f"{QUESTIONS}/{there.question:02}-….md"
        problems.at(quote.place, "quote-other-question", **facts, number=there.question, file=file)


def _places(wanted: str, passage: Passage) -> Iterator[Span]:
    """The wanted words in the passage; a special space beside another space is one, as in the quote."""
    text = passage.matched
    if "  " not in text:
        yield from (Span(passage, start, start + len(wanted)) for start in find_occurrences(wanted, text))
        return
    kept = [at for at, char in enumerate(text) if char != " " or text[at - 1 : at] != " "]
    for start in find_occurrences(wanted, "".join(text[at] for at in kept)):
        yield Span(passage, kept[start], kept[start + len(wanted) - 1] + 1)


def _find_across(wanted: str, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """The end of a passage and the beginning of the next one that are together the wanted words."""
    for before, after in pairwise(passages):
        for start in find_occurrences(wanted, f"{before.matched} {after.matched}"):
            length = len(before.text)
            return Span(before, start, length), Span(after, 0, start + len(wanted) - length - 1)
    return ()


def _find_elsewhere(wanted: str, transcript: Transcript, editorials: Mapping[int, Editorial]) -> Passage | None:
    """The first passage of a question with a file in which the very words stand."""
    passages = (p for exchange in transcript.exchanges if exchange.number in editorials for p in exchange.passages)
    return next((passage for passage in passages if any(True for _ in _places(wanted, passage))), None)


def _make_note_id(quote: str, span: Span, taken: set[str]) -> str:
    """`n-the-well-known-article`: an anchor from the first noted words, unlike those in `taken`."""
    ascii_only = unicodedata.normalize("NFKD", quote).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only))
    stem = make_anchor("-".join(words[:ID_WORDS]), "n-")
    if not words:  # another script
        stem = make_anchor(hashlib.sha256(quote.encode()).hexdigest()[:8], "n-")
    name, passage = stem, span.passage.number
    for suffix in (f"p{passage}", hashlib.sha256(f"{passage} {quote}".encode()).hexdigest()[:8]):
        if name in taken:
            name = f"{stem}-{suffix}"
    taken.add(name)
    return name
