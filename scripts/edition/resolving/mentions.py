"""Every mention of every glossary term: longest form first, whole words, plurals and possessives.

Forms are looked up by their first letters at the beginning of each word, so that the work
grows with the words of the text and hardly with the number of terms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.edition import Mention
from ..model.editorial import Annotation, Term
from ..model.prose import words_of
from ..model.text import Passage, Span, Transcript, comparable, occurrences
from ..problems import Problems, did_you_mean

_WORD = re.compile(r"(?<!\w)[^\W_]")
_WORDS = re.compile(r"\w[\w-]+")
_ENDING = re.compile(r"(?:'s|s'|s)?(?!\w)")
"""What may follow a form: a plural or possessive ending, then no further letter."""
_KEY = 3
"""Letters by which forms are looked up; shorter forms are looked up by all of theirs."""


class _Form(NamedTuple):
    """Words by which a term is mentioned."""

    words: str
    term: Term
    opening: int
    """Where its first word begins: more than 0 if a quotation mark stands before it."""
    exceptions: tuple[str, ...]


_Forms = dict[str, list[_Form]]
"""Forms by the first letters of their first word, the longest first."""


def find_mentions(
    transcript: Transcript, terms: Sequence[Term], notes: Sequence[Annotation] | None, problems: Problems
) -> dict[int, tuple[Mention, ...]]:
    """By question, the mentions of terms in the order of the text; a form that nothing is found by is a problem.

    `notes` are where the names of the notes are looked for; None if not all of them could be read.
    """
    forms = _forms(terms, problems)
    seen: set[str] = set()
    found = {
        exchange.number: tuple(m for passage in exchange.passages for m in _mentions(passage, forms, seen))
        for exchange in transcript.exchanges
    }
    _report_unseen([term for term in terms if not term.in_notes], transcript, seen, problems)
    if notes is not None:
        _report_unnoted([term for term in terms if term.in_notes], notes, problems)
    return found


def _forms(terms: Sequence[Term], problems: Problems) -> _Forms:
    owners: dict[str, Term] = {}
    for term in terms:
        for form in dict.fromkeys(map(comparable, term.forms)):
            owner = owners.setdefault(form, term)
            if owner is not term:
                other = {"term": term.term, "other": owner.term, "place": owner.place}
                problems.at(term.place, "form-claimed", form=form, **other)
    index: _Forms = defaultdict(list)
    for form in sorted(owners, key=len, reverse=True):
        opening, term = _WORD.search(form), owners[form]
        if opening and not term.in_notes:
            exceptions = tuple(map(comparable, term.exceptions))
            index[form[opening.start() :][:_KEY]].append(_Form(form, term, opening.start(), exceptions))
    return index


def _mentions(passage: Passage, forms: _Forms, seen: set[str]) -> Iterator[Mention]:
    text, last = passage.matched, 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < last:
            continue
        for form in _candidates(forms, text[at : at + _KEY]):
            start = at - form.opening
            end = _end(text, start, form) if start >= last else None
            if end:
                last = end
                seen.add(form.words)
                yield Mention(form.term, Span(passage, start, end))
                break


def _candidates(forms: _Forms, letters: str) -> Iterator[_Form]:
    """The forms that may stand where a word begins with these letters, the longest first."""
    for length in range(len(letters), 0, -1):
        yield from forms.get(letters[:length], ())


def _end(text: str, start: int, form: _Form) -> int | None:
    """Where the form that stands at `start` ends; None unless it stands there whole, and in no phrase that its term excepts."""
    if not text.startswith(form.words, start):
        return None
    end = start + len(form.words)
    ending = _ENDING.match(text, end)
    if not ending and form.words[-1].isalnum():
        return None
    for phrase in form.exceptions:
        if any(at <= start and end <= at + len(phrase) for at in occurrences(phrase, text)):
            return None
    return ending.end() if ending else end


def _report_unnoted(terms: Sequence[Term], notes: Sequence[Annotation], problems: Problems) -> None:
    said = "\n".join(comparable(words_of(note.body)) for note in notes) if terms else ""
    for term in terms:
        for form in map(comparable, term.forms):
            if not any(True for _ in occurrences(form, said)):
                problems.at(term.place, "form-never-noted", form=form)


def _report_unseen(terms: Sequence[Term], transcript: Transcript, seen: set[str], problems: Problems) -> None:
    text = ""
    for term in terms:
        unseen = [form for form in map(comparable, term.forms) if form not in seen]
        if not unseen:
            continue
        text = text or "\n".join(p.matched for exchange in transcript.exchanges for p in exchange.passages)
        if len(unseen) < len(term.forms):
            for form in unseen:
                if form != comparable(term.term) and form not in text:
                    problems.at(term.place, "form-never", form=form, term=term.term)
        elif any(True for form in unseen for _ in occurrences(form, text)):
            problems.at(term.place, "term-swallowed", term=term.term)
        else:
            hint = did_you_mean(term.term, set(_WORDS.findall(text)))
            problems.at(term.place, "term-never", term=term.term, hint=hint)
