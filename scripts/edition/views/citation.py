"""How the interview, a passage or a note is cited: Chicago, APA, MLA, BibTeX.

The forms follow the Chicago Manual of Style (17th edition, 14.211: interviews), the APA
Publication Manual (7th edition, 10.16 and 8.36) and the MLA Handbook (9th edition, 5.23),
each with the place in this edition added, since that is where a reader finds the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.edition import Edition, Question
from ..model.editorial import Interview

STYLES = ("Chicago", "APA", "MLA")


@dataclass(frozen=True, slots=True)
class Reference:
    """A style's citation of a question, and its forms for a passage, several passages and a note of it.

    The forms have `{passage}`, `{note}`, `{address}` and (BibTeX) `{quotation}` to be filled in.
    """

    style: str
    question: str
    passage: str
    passages: str
    note: str


def citations(edition: Edition, question: Question, address: str) -> list[Reference]:
    """The page of a question cited in every style; `address` is where it is published, empty if that isn't known."""
    interview = edition.interview
    labels = interview.labels
    page = {"place": labels.cite_question.format(question=question.number), "address": address}
    passage = {"place": labels.cite_passage.format(passage="{passage}"), "address": "{address}"}
    passages = {"place": labels.cite_passages.format(passages="{passage}"), "address": "{address}"}
    note = {"note": labels.cite_note.format(note="{note}", passage="{passage}"), "address": "{address}"}
    found = []
    for style in STYLES:
        form, form_of_note = labels[f"cite_{style.lower()}"], labels[f"cite_note_{style.lower()}"]
        of_page, of_passage, of_passages = (_filled(form, interview, place) for place in (page, passage, passages))
        found.append(Reference(style, of_page, of_passage, of_passages, _filled(form_of_note, interview, note)))
    of_page = _bibtex(interview, page["place"], address, f"q{question.number}")
    of_passage, of_passages = (
        _bibtex(interview, place["place"], "{address}", ":{passage}", quoted=True) for place in (passage, passages)
    )
    of_note = _bibtex(interview, note["note"], "{address}", ":{passage}n{note}", quoted=True)
    return [*found, Reference("BibTeX", of_page, of_passage, of_passages, of_note)]


def _filled(label: str, interview: Interview, place: Mapping[str, str]) -> str:
    """A citation by its label; a place that opens a sentence begins with a capital."""
    sentence = re.search(r"\. \{(?:place|note)\}|^“?\{(?:place|note)\}", label)
    here = {
        name: text[:1].upper() + text[1:] if sentence else text for name, text in place.items() if name != "address"
    }
    filled = label.format(**facts(interview), **here, address=place["address"])
    return re.sub(r"[,.;: ]+$", "", filled) if not place["address"] else filled


def highwire(interview: Interview, question: Question) -> dict[str, str]:
    """The citation of a question's page as Google Scholar and Zotero read it, in `citation_…` elements.

    The names are Highwire Press's (https://scholar.google.com/intl/en/scholar/inclusion.html). The
    title is that of the interview: the question's is the editors' and not the speaker's.
    """
    known = facts(interview)
    return {
        "title": f"{known['title']}, {interview.labels.cite_question.format(question=question.number)}",
        "author": known["sorted"],
        "publication_date": interview.date.isoformat().replace("-", "/"),
        "publisher": known["publisher"],
        "language": interview.language,
    }


def facts(interview: Interview) -> dict[str, str]:
    """What a citation says of the interview, whatever the place."""
    speaker = next(speaker for speaker in interview.speakers if not speaker.asks)
    interviewer = next(speaker for speaker in interview.speakers if speaker.asks)
    family, _, given = speaker.sorted.partition(", ")
    initials = " ".join(f"{name[0]}." for name in given.split())
    return {
        "speaker": speaker.name,
        "sorted": speaker.sorted,
        "initials": f"{family}, {initials}" if initials else family,
        "interviewer": interviewer.name,
        "date": interview.labels.day(interview.date),
        "year": str(interview.date.year),
        "month": interview.labels.month(interview.date),
        "day": str(interview.date.day),
        "title": interview.provenance.title,
        "publisher": interview.provenance.publisher or interviewer.name,
        "edition": interview.edition,
    }


def _bibtex(interview: Interview, place: str, address: str, part: str, quoted: bool = False) -> str:
    """`part` tells the key of this entry from that of another place in the interview.

    The title has braces of its own, so that no style of BibTeX changes its capitals.
    """
    known, labels = facts(interview), interview.labels
    key = re.sub(r"\W", "", known["sorted"].partition(",")[0].lower()) + known["year"] + part
    note = labels.cite_bibtex.format(place=f"{place[:1].upper()}{place[1:]}", edition=known["edition"])
    published = labels.cite_interview.format(interviewer=known["interviewer"], publisher=known["publisher"])
    fields = {
        "author": _escaped(known["sorted"]),
        "title": f"{{{_escaped(known['title'])}}}",
        "date": interview.date.isoformat(),
        "year": known["year"],
        "howpublished": _escaped(published),
        "note": _escaped(note) + (f". {labels.quotation.format(words='{quotation}')}" if quoted else ""),
        "url": address,
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{lines}}}"


def _escaped(text: str) -> str:
    """Text as BibTeX and LaTeX read it; what is filled in later, such as `{passage}`, keeps its braces."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(
        r"\{(?:passage|note)\}|[\\{}$&#^_~%]",
        lambda found: found[0] if len(found[0]) > 1 else special.get(found[0], f"\\{found[0]}"),
        text,
    )
