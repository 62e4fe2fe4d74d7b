"""Every mention of every glossary term: longest form first, whole words, plurals and possessives.

Forms are looked up by their first letters at the beginning of each word, so that the work
grows with the words of the text and hardly with the number of terms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..model import Mention, Question, Term
from ..problems import Problem, did_you_mean, quoted
from .matching import folded, occurrences

_WORD = re.compile(r"(?<!\w)[^\W_]")
_WORDS = re.compile(r"\w[\w-]+")
_ENDING = re.compile(r"(?:'s|s'|s)?(?!\w)")
"""What may follow a form: a plural or possessive ending, then no further letter."""
_KEY = 3
"""Letters by which forms are looked up; shorter forms are looked up by all of theirs."""


Forms = dict[str, list[tuple[str, Term, int]]]
"""Forms with their terms, by the first letters of their first word; the number is how far into the form
that word begins, more than 0 if a quotation mark stands before it."""


def find_mentions(
    questions: tuple[Question, ...], terms: tuple[Term, ...], problems: list[Problem]
) -> tuple[Question, ...]:
    """The questions with the mentions in them; a form that nothing is found by is a problem."""
    if not terms:
        return questions
    forms = _forms(terms, problems)
    seen: set[str] = set()
    done = tuple(
        Question(question.exchange, question.editorial, question.notes, tuple(_mentions(question, forms, seen)))
        for question in questions
    )
    _report_unseen([term for term in terms if not term.in_notes], questions, seen, problems)
    _report_unnoted([term for term in terms if term.in_notes], questions, problems)
    return done


def _forms(terms: tuple[Term, ...], problems: list[Problem]) -> Forms:
    """Each form with its term, by its first letters, the longest first."""
    owners: dict[str, Term] = {}
    for term in terms:
        for form in dict.fromkeys(map(folded, term.forms)):
            owner = owners.setdefault(form, term)
            if owner is not term:
                problems.append(
                    Problem(
                        term.place,
                        f"{quoted(form)} is claimed by {quoted(term.term)} and by {quoted(owner.term)} ({owner.place}); take it from one of them",
                    )
                )
    index: Forms = defaultdict(list)
    for form in sorted(owners, key=len, reverse=True):
        opening = _WORD.search(form)
        if opening and not owners[form].in_notes:
            index[form[opening.start() :][:_KEY]].append((form, owners[form], opening.start()))
    return index


def _mentions(question: Question, forms: Forms, seen: set[str]) -> list[Mention]:
    found = []
    for passage in question.exchange.passages:
        text = folded(passage.text)
        last = 0
        for word in _WORD.finditer(text):
            at = word.start()
            if at < last:
                continue
            for form, term, offset in _candidates(forms, text[at : at + _KEY]):
                start = at - offset
                if start >= last and _stands(text, start, form, term):
                    ending = _ENDING.match(text, start + len(form))
                    last = ending.end() if ending else start + len(form)
                    seen.add(form)
                    found.append(Mention(term, question.number, passage.number, start, last))
                    break
    return found


def _candidates(forms: Forms, letters: str) -> Iterator[tuple[str, Term, int]]:
    """The forms that may stand where a word begins with these letters, the longest first."""
    for length in range(len(letters), 0, -1):
        yield from forms.get(letters[:length], ())


def _stands(text: str, start: int, form: str, term: Term) -> bool:
    """Whether `form` stands at `start`, whole, and not inside a phrase that the term excepts."""
    if not text.startswith(form, start) or not (_ENDING.match(text, start + len(form)) or not form[-1].isalnum()):
        return False
    return not any(
        at <= start and start + len(form) <= at + len(phrase)
        for phrase in map(folded, term.exceptions)
        for at in occurrences(phrase, text)
    )


def _report_unnoted(terms: list[Term], questions: tuple[Question, ...], problems: list[Problem]) -> None:
    if not terms:
        return
    notes = "\n".join(folded(note.text.body) for question in questions for note in question.notes)
    for term in terms:
        for form in map(folded, term.forms):
            if not any(True for _ in occurrences(form, notes)):
                problems.append(
                    Problem(
                        term.place,
                        f"no note mentions {quoted(form)}; give the words that stand there, or delete the entry",
                    )
                )


def _report_unseen(terms: list[Term], questions: tuple[Question, ...], seen: set[str], problems: list[Problem]) -> None:
    text = ""
    for term in terms:
        unseen = [form for form in map(folded, term.forms) if form not in seen]
        if not unseen:
            continue
        text = text or "\n".join(folded(p.text) for q in questions for p in q.exchange.passages)
        if len(unseen) == len(term.forms):
            swallowed = any(True for form in unseen for _ in occurrences(form, text))
            hint = did_you_mean(term.term, set(_WORDS.findall(text)))
            why = (
                "stands only inside longer forms of other entries; shorten those"
                if swallowed
                else f"is never mentioned in the text{hint}; give the form that stands there under “also”, or delete the entry"
            )
            problems.append(Problem(term.place, f"{quoted(term.term)} {why}"))
            continue
        for form in map(folded, term.forms[1:]):
            if form not in seen and form not in text:
                problems.append(
                    Problem(
                        term.place,
                        f"the form {quoted(form)} of {quoted(term.term)} never occurs in the text; correct it, or delete it",
                    )
                )
