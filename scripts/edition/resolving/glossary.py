"""The glossary held against the text and the notes: every form of every entry stands somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..model.edition import Mention
from ..model.editorial import Editorial, Term
from ..model.prose import words_of
from ..model.text import Transcript, comparable, occurrences
from ..problems import Problems, did_you_mean

_WORDS = re.compile(r"\w[\w-]+")


def check_forms(
    terms: Sequence[Term], transcript: Transcript, mentions: Mapping[int, Iterable[Mention]], problems: Problems
) -> None:
    """A form that the text never has is a problem; an entry may also live on what editors have marked by hand."""
    text = "\n".join(passage.matched for exchange in transcript.exchanges for passage in exchange.passages)
    found: dict[str, set[str]] = {}
    for mention in (mention for some in mentions.values() for mention in some):
        span = mention.span
        found.setdefault(mention.term.id, set()).add(span.passage.matched[span.start : span.end])
    for term in terms:
        here = found.get(term.id, ())
        forms = list(map(comparable, term.forms))
        unseen = [form for form in forms if not any(words.startswith(form) for words in here)]
        if term.in_notes or not unseen:
            continue
        if here:
            for form in unseen:
                if form != forms[0] and form not in text:
                    problems.at(term.place, "form-never", form=form, term=term.term)
        elif any(True for form in unseen for _ in occurrences(form, text)):
            problems.at(term.place, "term-excepted", term=term.term)
        else:
            hint = did_you_mean(term.term, set(_WORDS.findall(text)))
            problems.at(term.place, "term-never", term=term.term, hint=hint)


def check_forms_of_notes(terms: Sequence[Term], editorials: Sequence[Editorial], problems: Problems) -> None:
    """The same for names that only the notes mention; a question whose file is lost or misnamed might mention them."""
    if not all(editorial.written for editorial in editorials):
        problems.unchecked("unchecked-names")
        return
    notes = (note for editorial in editorials for note in editorial.annotations)
    text = "\n".join(comparable(words_of(note.body)) for note in notes)
    for term in terms:
        for form in map(comparable, term.forms if term.in_notes else ()):
            if not any(True for _ in occurrences(form, text)):
                problems.at(term.place, "form-never-noted", form=form)
