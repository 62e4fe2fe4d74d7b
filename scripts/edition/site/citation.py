"""How the interview, a passage or a note is cited: Chicago, APA, MLA, BibTeX.

The forms follow the Chicago Manual of Style (17th edition, 14.211: interviews), the APA
Publication Manual (7th edition, 10.16 and 8.36) and the MLA Handbook (9th edition, 5.23),
each with the place in this edition added, since that is where a reader finds the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edition.model.edition import Edition, Question
from edition.model.editorial import Interview
from edition.resolve.works import as_far_as_known, bibtex, facts, place_of, work, write_bibtex_of_note

_QUOTED = re.compile('[«„“”"「『]([^«»„“”"「」『』]+)[»“”"」』]')
"""A title that is all quotation."""
STYLES = ("Chicago", "APA", "MLA")


@dataclass(frozen=True, slots=True)
class Reference:
    """A style's citation of a question, and its forms for a passage, several passages and a note of it.

    The forms have `{passage}`, `{note}`, `{address}` and (BibTeX) `{voice}` and `{quotation}` to be filled in.
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
    page = {"place": place_of(question, labels), "address": address}
    passage = {"place": labels.cite_passage.format(passage="{passage}"), "address": "{address}"}
    passages = {"place": labels.cite_passages.format(passages="{passage}"), "address": "{address}"}
    note = {"note": labels.cite_note.format(note="{note}", passage="{passage}"), "address": "{address}"}
    found = []
    for style in STYLES:
        form, form_of_note = labels[f"cite_{style.lower()}"], labels[f"cite_note_{style.lower()}"]
        of_page, of_passage, of_passages = (_filled(form, interview, place) for place in (page, passage, passages))
        found.append(Reference(style, of_page, of_passage, of_passages, _filled(form_of_note, interview, note)))
    entry = work(interview, f"q{question.number}", page["place"], address)
    quotation = labels.quotation.format(words="{quotation}")
    places = (work(interview, ":{passage}", one["place"], "{address}") for one in (passage, passages))
    quoted = [bibtex(one, f"{{voice}}{quotation}") for one in places]
    at_note = work(interview, "", note["note"], "{address}")
    title = note["note"][:1].upper() + note["note"][1:]
    quoted.append(write_bibtex_of_note(at_note, "editors:{passage}n{note}", title, quotation))
    return [*found, Reference("BibTeX", bibtex(entry), *quoted)]


def _filled(label: str, interview: Interview, place: Mapping[str, str]) -> str:
    """A citation by its label; a place that opens a sentence begins with a capital."""
    sentence = re.search(r"\. \{(?:place|note)\}|^“?\{(?:place|note)\}", label)
    here = {
        name: text[:1].upper() + text[1:] if sentence else text for name, text in place.items() if name != "address"
    }
    known = facts(interview)
    if quoted := _QUOTED.fullmatch(known["title"]):  # which has marks of its own, and needs no others
        known["title"] = quoted[1].strip()
    filled = as_far_as_known(label, known).format(**known, **here, address=place["address"])
    return re.sub(r"[,.;:，。；：،؛ \u202f]+$", "", filled) if not place["address"] else filled


def highwire(interview: Interview, question: Question) -> dict[str, str]:
    """The citation of a question's page as Google Scholar and Zotero read it, in `citation_…` elements.

    The names are Highwire Press's (https://scholar.google.com/intl/en/scholar/inclusion.html). The
    title is that of the interview: the question's is the editors' and not the speaker's. The publisher is that of the
    page, which is this edition.
    """
    known = facts(interview)
    return {
        "title": f"{known['title']}, {place_of(question, interview.labels)}",
        "author": known["sorted"],
        "publication_date": interview.date.isoformat().replace("-", "/"),
        "publisher": known["edition"],
        "language": interview.language,
    }
