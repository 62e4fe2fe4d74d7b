"""TEI P5, the way of ParlaMint: the interview as utterances (`u`) of passages (`seg`), and all that is the editors' apart.

In `text` stands what was said and not a word more. Titles, summaries, headings and notes are annotations in
`standOff`, a note's on the very characters (`string-range`); names lead from where they are mentioned to their
entries there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from xml.etree import ElementTree as Tree

from edition.exports import Export, check_xml
from edition.model.edition import Edition, Note, Question
from edition.model.editorial import NOTE_KINDS, Interview, Term
from edition.model.prose import Block, Citation, Emphasis, Inline, Link, Listing, Name, Text
from edition.model.text import Passage, Span, Speaker, name_passage
from edition.resolve import urls
from edition.resolve.colophon import colophon
from edition.resolve.language_tags import get_page_language
from edition.resolve.runs import divide_into_runs
from edition.source.publication import Publication

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ENTRIES = {
    "people": ("listPerson", "person", "persName"),
    "organisations": ("listOrg", "org", "orgName"),
    "places": ("listPlace", "place", "placeName"),
    "events": ("listEvent", "event", "label"),
    "agreements": ("list", "item", "title"),
    "concepts": ("list", "item", "term"),
}
"""By the kind of an entry: the list that it stands in, what it is there, and what its name is."""
_LINES = re.compile(
    "teiHeader|category|person|text|div|u|label|seg|timeline|when|annotation|"
    + "|".join(tag for _, tag, _ in _ENTRIES.values())
)
"""What ends a line of the file. None of them stands among words."""

Element = Tree.Element


def write(edition: Edition, publication: Publication, noted: bool) -> bytes:
    """The document, with what the editors wrote if `noted`. Raises NotMadeError for characters that XML can't hold."""
    children = [_write_header(edition, publication, noted), _write_text(edition, publication, noted)]
    if noted:
        children.append(_write_stand_off(edition))
    root = _tag("TEI", *children, xmlns=_TEI, lang=get_page_language(edition.interview))
    for element in root.iter():
        if _LINES.fullmatch(str(element.tag)):
            element.tail = "\n"
    written = check_xml(Tree.tostring(root, encoding="unicode"))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n%b\n' % written.encode()


def _tag(tag: str, *children: Element | str, id: str = "", lang: str = "", **attributes: str) -> Element:
    """An element; attributes that are empty are left out, `type_` is `type`."""
    element = Tree.Element(tag)
    given = {f"{_XML}id": id, f"{_XML}lang": lang, **{name.rstrip("_"): value for name, value in attributes.items()}}
    for name, value in given.items():
        if value:
            element.set(name, value)
    for child in children:
        if isinstance(child, Tree.Element):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child
    return element


def _write_header(edition: Edition, publication: Publication, noted: bool) -> Element:
    about, interview = colophon(edition, publication, noted), edition.interview
    provenance = interview.provenance
    labels, state = interview.labels, _tag("date", about.state, when=about.changed.isoformat())
    editors = labels.file_editors.format(edition=interview.edition)
    ids = [_tag("idno", about.identifier, type_="URN")]
    ids += [_tag("idno", about.address, type_="URL")] if about.address else []
    licence = [_tag("licence", about.licence, target=_write_address(about.licence))] if about.licence else []
    title = _tag("title", provenance.title)
    link = [_tag("ref", provenance.address, target=provenance.address)] if provenance.address else []
    source = _tag(
        "bibl", title, ", ", _tag("publisher", provenance.publisher or provenance.published), ", ",
        _tag("date", labels.day(interview.date), when=interview.date.isoformat()), *link,
        _tag("note", provenance.published),
    )  # fmt: skip
    kinds = [_write_category(f"kind-{kind}", labels[kind]) for kind in NOTE_KINDS]
    topics = [_write_category(f"topic-{topic.id}", topic.title, topic.summary) for topic in edition.topics.values()]
    taxonomies = [_tag("taxonomy", *some, id=id) for id, some in (("kinds", kinds), ("topics", topics)) if some]
    coding = [_tag("editorialDecl", _tag("p", labels.tei_coding))]
    return _tag(
        "teiHeader",
        _tag(
            "fileDesc",
            _tag(
                "titleStmt",
                _tag("title", about.title),
                _tag("title", about.kind, type_="sub"),
                _tag("respStmt", _tag("resp", labels.tei_resp), _tag("name", editors), id="editors"),
            ),
            *([_tag("editionStmt", _tag("edition", state, n=interview.version))] if about.state else []),
            _tag(
                "publicationStmt",
                _tag("publisher", interview.edition),
                *ids,
                _tag("availability", *licence, _tag("p", about.rights)),
            ),
            _tag("notesStmt", _tag("note", about.who)),
            _tag("sourceDesc", source),
        ),
        _tag("encodingDesc", *coding, *([_tag("classDecl", *taxonomies)] if noted and taxonomies else [])),
        _tag(
            "profileDesc",
            _tag("langUsage", _tag("language", interview.language, ident=interview.language)),
            _tag(
                "particDesc",
                _tag("listPerson", *(_write_speaker(one, interview) for one in interview.speakers)),
            ),
        ),
    )


def _write_category(id: str, title: str, about: str = "") -> Element:
    summary: Sequence[Element | str] = (": ", _tag("gloss", about)) if about else ()
    return _tag("category", _tag("catDesc", _tag("term", title), *summary), id=id)


def _write_speaker(speaker: Speaker, interview: Interview) -> Element:
    about = [_tag("note", speaker.about)] if speaker.about else []
    return _tag(
        "person",
        _tag("persName", speaker.name),
        *about,
        id=_refer_to_speaker(speaker, interview),
        role=speaker.role,
    )


def _refer_to_speaker(speaker: Speaker, interview: Interview) -> str:
    return f"speaker-{interview.speakers.index(speaker) + 1}"


def _write_text(edition: Edition, publication: Publication, noted: bool) -> Element:
    questions = []
    for question in edition.questions:
        turns = []
        for turn in question.exchange.turns:
            passages = (_write_passage(question, passage, publication, noted) for passage in turn.passages)
            turns.append(_turn(turn.speaker, passages, edition.interview))
        topics = " ".join(f"#topic-{use.id}" for use in question.editorial.topics if noted)
        questions.append(
            _tag(
                "div",
                *turns,
                type_="question" if question.number else "statement",
                n=str(question.number),
                id=f"q{question.number}",
                ana=topics,
            )
        )
    times = [passage for question in edition.questions for passage in question.passages if passage.time]
    ours, theirs = get_page_language(edition.interview), edition.interview.language
    body = _tag("body", *questions)
    return _tag("text", *([_times(times)] if times else []), body, lang=theirs if theirs != ours else "")


def _turn(speaker: Speaker, passages: Iterable[Element], interview: Interview) -> Element:
    """What somebody says, or a heading between turns, which nobody does."""
    if speaker.role == "heading":
        return _tag("label", *passages)
    return _tag("u", *passages, who=f"#{_refer_to_speaker(speaker, interview)}")


def _times(passages: Sequence[Passage]) -> Element:
    """When passages were said, in seconds from the beginning of the recording."""
    whens = [_tag("when", id="t0")]
    for passage in passages:
        seconds = 0.0
        for part in re.split("[:：]", passage.time.replace(",", ".")):
            seconds = 60 * seconds + float(part)
        whens.append(_tag("when", interval=f"{seconds:g}", since="#t0", id=f"t{passage.name}"))
    return _tag("timeline", *whens, unit="s", origin="#t0")


def _write_passage(question: Question, passage: Passage, publication: Publication, noted: bool) -> Element:
    address = f"{publication.site}{urls.locate_passage(question, passage).address}" if publication.site else ""
    parts: list[Element | str] = []
    for run in divide_into_runs(passage, (), question.mentions if noted else ()):
        if run.mention:
            term = run.mention.term
            words = _tag("foreign", run.span.words, lang=term.lang) if term.lang else run.span.words
            parts.append(_tag("rs", words, ref=f"#{_make_entry_id(term)}"))
        else:
            parts.append(run.span.words)
    synch = f"#t{passage.name}" if passage.time else ""
    return _tag("seg", *parts, id=f"p{passage.name}", n=passage.name, source=address, synch=synch)


def _write_stand_off(edition: Edition) -> Element:
    about = [part for question in edition.questions for part in _write_about(question)]
    notes = [_note(edition, note) for question in edition.questions for note in question.notes]
    lists = [_tag("listAnnotation", *some, type_=type) for type, some in (("guide", about), ("notes", notes)) if some]
    return _tag("standOff", *lists, *_write_glossary(edition), *_write_timeline(edition))


def _write_about(question: Question) -> Iterator[Element]:
    """The editors' title, summary and headings of a question."""
    editorial, place = question.editorial, f"q{question.number}"
    said = [(place, "title", editorial.title), (place, "summary", editorial.summary)]
    said += [(f"p{name_passage(question.number, one.passage)}", "heading", one.text) for one in editorial.signposts]
    for target, type, text in said:
        yield _write_annotation(f"#{target}", "describing", _tag("note", text, type_=type), f"{target}-{type}")


def _write_annotation(target: str, motivation: str, note: Element, id: str) -> Element:
    note.set("resp", "#editors")
    return _tag("annotation", note, target=target, motivation=motivation, id=id)


def _note(edition: Edition, note: Note) -> Element:
    sources = _tag("listBibl", *map(_write_bibl, note.sources))
    written = _tag(
        "note", *map(_write_block, note.body), sources, type_=note.kind, n=str(note.number), ana=f"#kind-{note.kind}"
    )
    return _write_annotation(_write_range(note.span), "commenting", written, f"q{note.span.passage.question}-{note.id}")


def _write_range(span: Span) -> str:
    """Where the words stand: the characters of a passage, counted from 0, and how many they are."""
    return f"#string-range(p{span.name},{span.start},{span.end - span.start})"


def _write_glossary(edition: Edition) -> Iterator[Element]:
    for kind, (list_tag, tag, name_tag) in _ENTRIES.items():
        terms = [term for term in edition.terms.values() if term.kind == kind]
        entries = [_write_entry(term, tag, name_tag) for term in terms]
        if entries:
            yield _tag(list_tag, *entries, type_=kind)


def _write_entry(term: Term, tag: str, name_tag: str) -> Element:
    names = [
        _tag(name_tag, term.term, ref=term.identity),
        *(_tag(name_tag, name, type_="other") for name in term.other_names),
    ]
    said = [_tag("note", term.definition, type_="definition", resp="#editors")] if term.definition else []
    if term.office:  # which only persons have in TEI
        kind = {"from_": term.office_from, "to": term.office_to} if tag == "person" else {"type_": "office"}
        said.insert(0, _tag("occupation" if tag == "person" else "note", term.office, resp="#editors", **kind))
    life = [_tag(name, when=date) for name, date in (("birth", term.born), ("death", term.died)) if date]
    return _tag(tag, *names, *life, *said, *map(_write_bibl, term.sources), id=_make_entry_id(term))


def _make_entry_id(term: Term) -> str:
    return f"entry-{term.id}"


def _write_timeline(edition: Edition) -> Iterator[Element]:
    targets = urls.locate_events(edition.events)
    events = [
        _tag(
            "event", _tag("label", event.dated.label), *map(_write_bibl, event.dated.sources),
            _tag("ptr", target=_write_range(event.span)), when=event.date, id=targets[event].anchor,
        )
        for event in edition.events
    ]  # fmt: skip
    if events:
        yield _tag("listEvent", *events, type_="timeline")


def _write_block(block: Block) -> Element:
    if not isinstance(block, Listing):
        return _tag("p", *_inline(block.inside))
    items = (_tag("item", *map(_write_block, item)) for item in block.items)
    return _tag("list", *items, rend="bulleted" if block.first is None else "numbered")


def _inline(parts: Iterable[Inline]) -> Sequence[Element | str]:
    out: list[Element | str] = []
    for part in parts:
        match part:
            case Text(text):
                out.append(text)
            case Name(text, term):
                out.append(_tag("rs", text, ref=f"#entry-{term}"))
            case Emphasis(inside, strong):
                out.append(_tag("emph", *_inline(inside), rend="bold" if strong else ""))
            case Link(inside, address):
                out.append(_tag("ref", *_inline(inside), target=address))
    return out


def _write_bibl(source: Citation) -> Element:
    return _tag("bibl", *_inline(source.inside))


def _write_address(text: str) -> str:
    return next(iter(re.findall(r"https?://[!-~]+", text)), "")


EXPORTS = (
    Export("edition.tei.xml", "application/tei+xml", "tei", partial(write, noted=True)),
    Export("interview.tei.xml", "application/tei+xml", "tei", partial(write, noted=False), noted=False),
)
