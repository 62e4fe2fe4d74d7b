"""What can be cited — the whole interview, a question, a passage — as a reference manager keeps it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.locale.labels import Labels
from edition.model.edition import Edition, Question
from edition.model.editorial import Interview
from edition.model.text import Speaker
from edition.resolve import urls
from edition.source.publication import Publication

_LATEX = re.compile(r"\{(?:passage|note|address|voice|quotation)\}|[\\{}%&#$_~^]")
"""What LaTeX takes for a command, and the places that a page fills in, which stay as they are."""
_NAMED = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Work:
    """A place of the interview, cited."""

    key: str
    """As a reference manager names it: `lavrov2020`, `lavrov2020q3`, `lavrov2020:3.4`."""
    title: str
    """Of the interview, as it was published."""
    author: str
    """Who answers, as a bibliography sorts the name."""
    interviewer: str
    """Who asks, the same way."""
    groups: tuple[str, ...]
    """Those who aren't known to be persons, whose names have no parts."""
    asked: str
    """That it is an interview, who asks, and who published it, in words."""
    date: datetime.date
    publisher: str
    """Of the interview, never of this edition; empty where it isn't known."""
    edition: str
    """What this edition is called."""
    state: str
    """The same with the state of it that is cited, if that is known: `…, as of 24 November 2026`."""
    container: str
    """The same with the place, which every style prints so: `…, passage 3.4, as of 24 November 2026`; the whole has none."""
    titled: str
    """The title with the place: `…, passage 3.4`."""
    place: str
    """`Passage 3.4 in …, an independent annotated edition`."""
    language: str
    address: str
    """Empty where it isn't known."""
    rights: str


def work(interview: Interview, part: str, place: str, address: str) -> Work:
    """A place of the interview; `part` tells its key from those of others."""
    known, labels = facts(interview), interview.labels
    where = f"{labels.comma}{place}" if part else ""
    family = re.sub(r"\W", "", known["sorted"].partition(",")[0].lower())
    return Work(
        key=f"{family}{known['year']}{part}",
        title=known["title"],
        author=known["sorted"],
        interviewer=_name_interviewers(interview).sorted,
        groups=tuple(speaker.sorted for speaker in interview.speakers if speaker.kind != "person"),
        asked=as_far_as_known(labels.cite_interview, known).format(**known),
        date=interview.date,
        publisher=known["publisher"],
        edition=known["edition"],
        state=f"{known['edition']}{known['state']}",
        container=f"{known['edition']}{where}{known['state']}",
        titled=f"{known['title']}{where}",
        place=labels.cite_bibtex.format(
            place=place[:1].upper() + place[1:], edition=known["edition"], state=known["state"]
        ),
        language=interview.language,
        address=address,
        rights=interview.provenance.rights,
    )


def place_of(question: Question, labels: Labels) -> str:
    """`question 3`; an opening statement has no number."""
    return labels.cite_question.format(question=question.number) if question.number else labels.cite_statement


def whole(edition: Edition, publication: Publication) -> Work:
    """The whole interview."""
    address = publication.site + urls.WHOLE.address if publication.site else ""
    return work(edition.interview, "", edition.interview.labels.cite_whole, address)


def parts(edition: Edition, publication: Publication) -> Iterator[tuple[str, Work]]:
    """Each question, named `q3`, and its passages, named `3.4`, unless they are very many."""
    interview, labels = edition.interview, edition.interview.labels
    for question in edition.questions:
        name, page = f"q{question.number}", urls.locate_question(question)
        yield (
            name,
            work(interview, name, place_of(question, labels), publication.site and publication.site + page.address),
        )
        for passage in () if edition.is_long else question.passages:
            place = labels.cite_passage.format(passage=passage.name)
            here = urls.locate_passage(question, passage).address
            yield passage.name, work(interview, f":{passage.name}", place, publication.site and publication.site + here)


def bibtex(work: Work, more: str = "") -> str:
    """The work as an entry for BibTeX and BibLaTeX; `more` is added to its note.

    The title has braces of its own, so that no style of BibTeX changes its capitals. What is published how is this
    edition: other programs take that for the publisher, and print no note.
    """
    fields = {
        "author": f"{{{_escape_latex(work.author)}}}" if work.author in work.groups else _escape_latex(work.author),
        "title": f"{{{_escape_latex(work.title)}}}",
        "date": work.date.isoformat(),
        "year": str(work.date.year),
        "howpublished": _escape_latex(work.place),
        "note": _escape_latex(f"{work.asked}. {more}" if more else work.asked),
    }
    return _write_entry(work, work.key, fields)


def write_bibtex_of_note(work: Work, key: str, title: str, quotation: str) -> str:
    """An editors' note at a work as such an entry, which names none of those who speak as its author."""
    fields = {
        "title": f"{{{_escape_latex(title)}}}",
        "howpublished": _escape_latex(work.place),
        "note": _escape_latex(quotation),
    }
    return _write_entry(work, key, fields)


def _write_entry(work: Work, key: str, fields: Mapping[str, str]) -> str:
    fields = {**fields, "url": work.address}
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{lines}}}"


def _escape_latex(text: str) -> str:
    return _LATEX.sub(lambda found: found[0] if found[0][1:] else _NAMED.get(found[0], f"\\{found[0]}"), text)


def facts(interview: Interview) -> dict[str, str]:
    """What a citation says of the interview, whatever the place."""
    speaker = next(speaker for speaker in interview.speakers if speaker.answers)
    interviewer = _name_interviewers(interview)
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
        "publisher": interview.provenance.publisher or (interviewer.name if interviewer.kind == "organisation" else ""),
        "edition": interview.edition,
        "state": _state(interview),
    }


def as_far_as_known(label: str, known: Mapping[str, str]) -> str:
    """A form of citation without the publisher, and the sign before it, where nobody has said who that is."""
    return label if known["publisher"] else re.sub(r"[,.;:，。、；：،؛．]\s*\{publisher\}", "", label)


def _name_interviewers(interview: Interview) -> Speaker:
    """Who asks: of several the first with a name, and not one who is only called so, as reporters are by `Q`."""
    asking = [speaker for speaker in interview.speakers if speaker.asks]
    return next((one for one in asking if one.name != interview.labels.interviewer), asking[0])


def _state(interview: Interview) -> str:
    """Which state of the edition is cited, as it follows its name; nothing where that isn't known.

    Never the day of the build: a citation is to be the same tomorrow.
    """
    labels, version = interview.labels, interview.version
    if not interview.changed:
        return labels.cite_version.format(version=version) if version else ""
    date = labels.day(interview.changed)
    return labels.cite_version_of.format(version=version, date=date) if version else labels.cite_as_of.format(date=date)
