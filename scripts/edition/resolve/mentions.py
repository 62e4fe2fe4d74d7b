"""Every mention of every glossary term: longest form first, whole words, plurals and possessives.

Forms are looked up by their first letters at the beginning of each word, so that the work
grows with the words of the text and hardly with the number of terms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from edition.model.edition import Mention
from edition.model.editorial import Term
from edition.model.prose import Block, Emphasis, Inline, Listing, Name, Paragraph, Prose, Text
from edition.model.text import UNSPACED, Passage, Span, Transcript, find_occurrences, normalise
from edition.problems import Problems

_BEFORE = rf"(?:(?<!\w)|(?<=[{UNSPACED}])|(?=[{UNSPACED}]))"
_WORD = re.compile(rf"{_BEFORE}[^\W_]")
"""Where a word may begin: anywhere where no spaces are written."""
_ENDING = re.compile(rf"(?:'s|s'|s)?(?:(?!\w)|(?=[{UNSPACED}]))|(?<=[{UNSPACED}])")
"""What may follow a form: a plural or possessive ending, then no further letter of the same word."""
_KEY = 3
"""Letters by which forms are looked up; shorter forms are looked up by all of theirs."""


class _Form(NamedTuple):
    """Words by which a term is mentioned."""

    words: str
    term: Term
    opening: int
    """Where its first word begins: more than 0 if a quotation mark stands before it."""
    exceptions: tuple[str, ...]


class Forms(dict[str, tuple[_Form, ...]]):
    """The forms that may stand where a word begins with some letters, the longest first."""

    def __init__(self, index: Mapping[str, Sequence[_Form]]) -> None:
        super().__init__()
        self._index = index
        """Forms by their own first letters."""
        by_first: dict[str, list[str]] = defaultdict(list)
        for letters in index:
            by_first[letters[0]].append(re.escape(letters[1:]))
        some = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
        self.beginning = re.compile(rf"{_BEFORE}(?={some})." if some else "(?!)")
        """Where a word begins with the first letters of a form, which few words do."""

    def __missing__(self, letters: str) -> tuple[_Form, ...]:
        beginnings = (letters[:length] for length in range(len(letters), 0, -1))
        found = self[letters] = tuple(form for some in beginnings for form in self._index.get(some, ()))
        return found


def find_mentions(
    transcript: Transcript, forms: Forms, by_hand: Mapping[str, Sequence[Mention]]
) -> dict[int, tuple[Mention, ...]]:
    """By question, the mentions of terms in the order of the text; `by_hand` are an editor's own, by passage."""
    return {
        exchange.number: tuple(
            m for p in exchange.passages for m in _find_in_passage(p, forms, by_hand.get(p.name, ()))
        )
        for exchange in transcript.exchanges
    }


def link_names(prose: Prose, forms: Forms) -> Prose:
    """A note with the first mention of each term that a reader may not know as a `Name`."""
    seen: set[str] = set()

    def linked(part: Inline) -> Iterator[Inline]:
        if isinstance(part, Text):
            yield from _link_mentions(part.text, forms, seen)
        elif isinstance(part, Emphasis):
            yield Emphasis(tuple(new for old in part.inside for new in linked(old)), part.strong)
        else:
            yield part

    def block(old: Block) -> Block:
        if isinstance(old, Paragraph):
            return Paragraph(tuple(new for part in old.inside for new in linked(part)))
        return Listing(tuple(tuple(map(block, item)) for item in old.items), old.first)

    return tuple(map(block, prose))


def _link_mentions(text: str, forms: Forms, seen: set[str]) -> Iterator[Inline]:
    last = 0
    for term, start, end in _find_longest(normalise(text), forms, 0, len(text)):
        if term.linked and term.id not in seen:
            seen.add(term.id)
            if last < start:
                yield Text(text[last:start])
            yield Name(text[start:end], term.id)
            last = end
    if last < len(text):
        yield Text(text[last:])


def index_forms(terms: Sequence[Term], problems: Problems) -> Forms:
    """The words by which the terms are mentioned; a form that two of them claim is a problem."""
    owners: dict[str, Term] = {}
    for term in terms:
        for form in dict.fromkeys(map(normalise, term.forms)):
            owner = owners.setdefault(form, term)
            if owner is not term:
                other = {"term": term.term, "other": owner.term, "place": owner.place}
                problems.at(term.place, "form-claimed", form=form, **other)
    index: dict[str, list[_Form]] = defaultdict(list)
    for form in sorted(owners, key=len, reverse=True):
        opening, term = _WORD.search(form), owners[form]
        if opening:
            exceptions = tuple(map(normalise, term.exceptions))
            index[form[opening.start() :][:_KEY]].append(_Form(form, term, opening.start(), exceptions))
    return Forms(index)


def _find_in_passage(passage: Passage, forms: Forms, by_hand: Sequence[Mention]) -> Iterator[Mention]:
    """All mentions of a passage in the order of the text, a longer one before those inside it."""

    def mentions(start: int, end: int, around: tuple[Term, ...]) -> Iterator[Mention]:
        """Between two places, those inside others too; `around` are the terms of the mentions that they are part of."""
        for term, at, ends in _find_longest(
            passage.matched, forms, start, end, lambda term: term not in around and not term.in_notes
        ):
            yield Mention(term, Span(passage, at, ends), inside=bool(around))
            yield from mentions(at, ends, (*around, term))

    found = list(mentions(0, len(passage.text), ()))
    longest = [mention for mention in found if not mention.inside]
    spans = [mention.span for mention in longest]
    given = [replace(hand, inside=any(map(hand.span.overlaps, spans))) for hand in by_hand]
    return iter(sorted((*found, *given), key=lambda m: (m.span.start, -m.span.end, m.inside)))


def _find_longest(
    text: str, forms: Forms, start: int, end: int, wanted: Callable[[Term], bool] = lambda _: True
) -> Iterator[tuple[Term, int, int]]:
    """The mentions of `wanted` terms between two places of a `comparable` text, from left to right, the longest form first."""
    last = start
    for word in forms.beginning.finditer(text, start, end):
        begins = word.start()
        if begins < last:
            continue
        for form in forms[text[begins : begins + _KEY]]:
            at = begins - form.opening
            ends = _match_end(text, at, form) if at >= last and wanted(form.term) else None
            if ends and ends <= end:
                last = ends
                yield form.term, at, ends
                break


def _match_end(text: str, start: int, form: _Form) -> int | None:
    """Where the form that stands at `start` ends; None unless it stands there whole, and in no phrase that its term excepts."""
    if not text.startswith(form.words, start):
        return None
    end = start + len(form.words)
    ending = _ENDING.match(text, end)
    if not ending and form.words[-1].isalnum():
        return None
    for phrase in form.exceptions:
        if any(at <= start and end <= at + len(phrase) for at in find_occurrences(phrase, text)):
            return None
    return ending.end() if ending else end
