"""How a page, a passage or a note is cited: Chicago, APA, MLA, BibTeX.

The forms follow the Chicago Manual of Style (17th edition, 14.211: interviews), the APA
Publication Manual (7th edition, 10.16 and 8.36) and the MLA Handbook (9th edition, 5.23),
each with the place in this edition added, since that is where a reader finds the words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from ..model import Edition, Interview, Question
from .markdown import day
from .repository import Repository

STYLES = ("Chicago", "APA", "MLA")


def citations(edition: Edition, question: Question, repository: Repository) -> str:
    """The page's “Cite this page”, a piece of HTML.

    Beside each citation of the page stand, as attributes, those of a passage and of a note,
    with `{passage}`, `{note}`, `{address}` and (BibTeX) `{quotation}` to be filled in.
    """
    interview = edition.interview
    labels = interview.labels
    address = repository.published(f"questions/{question.editorial.name}.md")
    page = {"place": labels.cite_question.format(question=question.number), "address": address}
    passage = {"place": labels.cite_passage.format(passage="{passage}"), "address": "{address}"}
    note = {"note": labels.cite_note.format(note="{note}", passage="{passage}"), "address": "{address}"}
    entries = []
    for style in STYLES:
        form = style.lower()
        about = _filled(getattr(labels, f"cite_{form}"), interview, page)
        data = {
            "style": style,
            "passage": _filled(getattr(labels, f"cite_{form}"), interview, passage),
            "note": _filled(getattr(labels, f"cite_note_{form}"), interview, note),
        }
        entries.append(f"<dt>{style}</dt>\n<dd{_data(data)}>{html.escape(about)}</dd>")
    data = {
        "style": "BibTeX",
        "passage": _bibtex(interview, passage["place"], "{address}", ":{passage}", quoted=True),
        "note": _bibtex(interview, note["note"], "{address}", ":{passage}n{note}", quoted=True),
    }
    about = _bibtex(interview, page["place"], address, f"q{question.number}")
    entries.append(f"<dt>BibTeX</dt>\n<dd{_data(data)}><pre>{html.escape(about)}</pre></dd>")
    return (
        f'<details class="cite" id="cite">\n<summary>{html.escape(labels.cite)}</summary>\n<dl>\n'
        + "\n".join(entries)
        + "\n</dl>\n</details>"
    )


def _filled(label: str, interview: Interview, place: Mapping[str, str]) -> str:
    """A citation by its label; a place that opens a sentence begins with a capital."""
    sentence = re.search(r"\. \{(?:place|note)\}|^“?\{(?:place|note)\}", label)
    here = {
        name: text[:1].upper() + text[1:] if sentence else text for name, text in place.items() if name != "address"
    }
    filled = label.format(**facts_of(interview), **here, address=place["address"])
    return re.sub(r"[,.;: ]+$", "", filled) if not place["address"] else filled


def meta_of(interview: Interview, question: Question) -> dict[str, str]:
    """The citation of a question's page as Google Scholar and Zotero read it, in `citation_…` elements.

    The names are Highwire Press's (https://scholar.google.com/intl/en/scholar/inclusion.html). The
    title is that of the interview: the question's is the editors' and not the speaker's.
    """
    facts = facts_of(interview)
    return {
        "title": f"{facts['title']}, {interview.labels.cite_question.format(question=question.number)}",
        "author": facts["sorted"],
        "publication_date": interview.date.isoformat().replace("-", "/"),
        "publisher": facts["publisher"],
        "language": interview.language,
    }


def facts_of(interview: Interview) -> dict[str, str]:
    """What a citation says of the interview, whatever the place."""
    speaker = next(speaker for speaker in interview.speakers if speaker.role == "speaker")
    interviewer = next(speaker for speaker in interview.speakers if speaker.role == "interviewer")
    family, _, given = speaker.sorted.partition(", ")
    initials = " ".join(f"{name[0]}." for name in given.split())
    months = interview.labels.months.split(",")
    return {
        "speaker": speaker.name,
        "sorted": speaker.sorted,
        "initials": f"{family}, {initials}" if initials else family,
        "interviewer": interviewer.name,
        "date": day(interview.date, interview.labels),
        "year": str(interview.date.year),
        "month": months[interview.date.month - 1].strip(),
        "day": str(interview.date.day),
        "title": interview.provenance.title,
        "publisher": interview.provenance.publisher or interviewer.name,
        "edition": interview.edition,
    }


def _bibtex(interview: Interview, place: str, address: str, part: str, quoted: bool = False) -> str:
    """`part` tells the key of this entry from that of another place in the interview."""
    facts = facts_of(interview)
    key = re.sub(r"\W", "", facts["sorted"].partition(",")[0].lower()) + facts["year"] + part
    fields = {
        "author": facts["sorted"],
        "title": facts["title"],
        "date": interview.date.isoformat(),
        "year": facts["year"],
        "howpublished": f"Interview by {facts['interviewer']}, {facts['publisher']}",
        "note": f"{place[:1].upper()}{place[1:]} in {facts['edition']}, an independent annotated edition"
        + (". “{quotation}”" if quoted else ""),
        "url": address,
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{lines}}}"


def _data(values: Mapping[str, str]) -> str:
    return "".join(_attribute(name, value) for name, value in values.items())


def _attribute(name: str, value: str) -> str:
    return f' data-{name}="{html.escape(value)}"'
