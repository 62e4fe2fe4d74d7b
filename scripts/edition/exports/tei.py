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
from edition.resolve import urls as routes
from edition.resolve.colophon import colophon
from edition.resolve.language_tags import page_language
from edition.resolve.runs import runs
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
    children = [_header(edition, publication, noted), _text(edition, publication, noted)]
    if noted:
        children.append(_stand_off(edition))
    root = _element("TEI", *children, xmlns=_TEI, lang=page_language(edition.interview))
    for element in root.iter():
        if _LINES.fullmatch(str(element.tag)):
            element.tail = "\n"
    written = check_xml(Tree.tostring(root, encoding="unicode"))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n%b\n' % written.encode()


def _element(tag: str, *children: Element | str, id: str = "", lang: str = "", **attributes: str) -> Element:
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


def _header(edition: Edition, publication: Publication, noted: bool) -> Element:
    about, interview, provenance = (
        colophon(edition, publication, noted),
        edition.interview,
        edition.interview.provenance,
    )
    labels, state = interview.labels, _element("date", about.state, when=about.changed.isoformat())
    editors = labels.file_editors.format(edition=interview.edition)
    ids = [_element("idno", about.identifier, type_="URN")]
    ids += [_element("idno", about.address, type_="URL")] if about.address else []
    licence = [_element("licence", about.licence, target=_address(about.licence))] if about.licence else []
    title = _element("title", provenance.title)
    link = [_element("ref", provenance.address, target=provenance.address)] if provenance.address else []
    source = _element(
        "bibl", title, ", ", _element("publisher", provenance.publisher or provenance.published), ", ",
        _element("date", labels.day(interview.date), when=interview.date.isoformat()), *link,
        _element("note", provenance.published),
    )  # fmt: skip
    kinds = [_category(f"kind-{kind}", labels[kind]) for kind in NOTE_KINDS]
    topics = [_category(f"topic-{topic.id}", topic.title, topic.summary) for topic in edition.topics.values()]
    taxonomies = [_element("taxonomy", *some, id=id) for id, some in (("kinds", kinds), ("topics", topics)) if some]
    coding = [_element("editorialDecl", _element("p", labels.tei_coding))]
    return _element(
        "teiHeader",
        _element(
            "fileDesc",
            _element(
                "titleStmt",
                _element("title", about.title),
                _element("title", about.kind, type_="sub"),
                _element("respStmt", _element("resp", labels.tei_resp), _element("name", editors), id="editors"),
            ),
            *([_element("editionStmt", _element("edition", state, n=interview.version))] if about.state else []),
            _element(
                "publicationStmt",
                _element("publisher", interview.edition),
                *ids,
                _element("availability", *licence, _element("p", about.rights)),
            ),
            _element("notesStmt", _element("note", about.who)),
            _element("sourceDesc", source),
        ),
        _element("encodingDesc", *coding, *([_element("classDecl", *taxonomies)] if noted and taxonomies else [])),
        _element(
            "profileDesc",
            _element("langUsage", _element("language", interview.language, ident=interview.language)),
            _element("particDesc", _element("listPerson", *(_speaker(one, interview) for one in interview.speakers))),
        ),
    )


def _category(id: str, title: str, about: str = "") -> Element:
    summary: Sequence[Element | str] = (": ", _element("gloss", about)) if about else ()
    return _element("category", _element("catDesc", _element("term", title), *summary), id=id)


def _speaker(speaker: Speaker, interview: Interview) -> Element:
    about = [_element("note", speaker.about)] if speaker.about else []
    return _element(
        "person", _element("persName", speaker.name), *about, id=_who(speaker, interview), role=speaker.role
    )


def _who(speaker: Speaker, interview: Interview) -> str:
    return f"speaker-{interview.speakers.index(speaker) + 1}"


def _text(edition: Edition, publication: Publication, noted: bool) -> Element:
    questions = []
    for question in edition.questions:
        turns = []
        for turn in question.exchange.turns:
            passages = (_passage(question, passage, publication, noted) for passage in turn.passages)
            turns.append(_turn(turn.speaker, passages, edition.interview))
        topics = " ".join(f"#topic-{use.id}" for use in question.editorial.topics if noted)
        questions.append(
            _element(
                "div",
                *turns,
                type_="question" if question.number else "statement",
                n=str(question.number),
                id=f"q{question.number}",
                ana=topics,
            )
        )
    times = [passage for question in edition.questions for passage in question.passages if passage.time]
    ours, theirs = page_language(edition.interview), edition.interview.language
    body = _element("body", *questions)
    return _element("text", *([_times(times)] if times else []), body, lang=theirs if theirs != ours else "")


def _turn(speaker: Speaker, passages: Iterable[Element], interview: Interview) -> Element:
    """What somebody says, or a heading between turns, which nobody does."""
    if speaker.role == "heading":
        return _element("label", *passages)
    return _element("u", *passages, who=f"#{_who(speaker, interview)}")


def _times(passages: Sequence[Passage]) -> Element:
    """When passages were said, in seconds from the beginning of the recording."""
    whens = [_element("when", id="t0")]
    for passage in passages:
        seconds = 0.0
        for part in re.split("[:：]", passage.time.replace(",", ".")):
            seconds = 60 * seconds + float(part)
        whens.append(_element("when", interval=f"{seconds:g}", since="#t0", id=f"t{passage.name}"))
    return _element("timeline", *whens, unit="s", origin="#t0")


def _passage(question: Question, passage: Passage, publication: Publication, noted: bool) -> Element:
    address = f"{publication.site}{routes.passage(question, passage).address}" if publication.site else ""
    parts: list[Element | str] = []
    for run in runs(passage, (), question.mentions if noted else ()):
        if run.mention:
            term = run.mention.term
            words = _element("foreign", run.span.words, lang=term.lang) if term.lang else run.span.words
            parts.append(_element("rs", words, ref=f"#{_entry_id(term)}"))
        else:
            parts.append(run.span.words)
    synch = f"#t{passage.name}" if passage.time else ""
    return _element("seg", *parts, id=f"p{passage.name}", n=passage.name, source=address, synch=synch)


def _stand_off(edition: Edition) -> Element:
    about = [part for question in edition.questions for part in _about(question)]
    notes = [_note(edition, note) for question in edition.questions for note in question.notes]
    lists = [
        _element("listAnnotation", *some, type_=type) for type, some in (("guide", about), ("notes", notes)) if some
    ]
    return _element("standOff", *lists, *_glossary(edition), *_timeline(edition))


def _about(question: Question) -> Iterator[Element]:
    """The editors' title, summary and headings of a question."""
    editorial, place = question.editorial, f"q{question.number}"
    said = [(place, "title", editorial.title), (place, "summary", editorial.summary)]
    said += [(f"p{name_passage(question.number, one.passage)}", "heading", one.text) for one in editorial.signposts]
    for target, type, text in said:
        yield _annotation(f"#{target}", "describing", _element("note", text, type_=type), f"{target}-{type}")


def _annotation(target: str, motivation: str, note: Element, id: str) -> Element:
    note.set("resp", "#editors")
    return _element("annotation", note, target=target, motivation=motivation, id=id)


def _note(edition: Edition, note: Note) -> Element:
    sources = _element("listBibl", *map(_bibl, note.sources))
    written = _element(
        "note", *map(_block, note.body), sources, type_=note.kind, n=str(note.number), ana=f"#kind-{note.kind}"
    )
    return _annotation(_range(note.span), "commenting", written, f"q{note.span.passage.question}-{note.id}")


def _range(span: Span) -> str:
    """Where the words stand: the characters of a passage, counted from 0, and how many they are."""
    return f"#string-range(p{span.name},{span.start},{span.end - span.start})"


def _glossary(edition: Edition) -> Iterator[Element]:
    for kind, (list_tag, tag, name_tag) in _ENTRIES.items():
        terms = [term for term in edition.terms.values() if term.kind == kind]
        entries = [_entry(term, tag, name_tag) for term in terms]
        if entries:
            yield _element(list_tag, *entries, type_=kind)


def _entry(term: Term, tag: str, name_tag: str) -> Element:
    names = [
        _element(name_tag, term.term, ref=term.identity),
        *(_element(name_tag, name, type_="other") for name in term.other_names),
    ]
    said = [_element("note", term.definition, type_="definition", resp="#editors")] if term.definition else []
    if term.office:  # which only persons have in TEI
        kind = {"from_": term.office_from, "to": term.office_to} if tag == "person" else {"type_": "office"}
        said.insert(0, _element("occupation" if tag == "person" else "note", term.office, resp="#editors", **kind))
    life = [_element(name, when=date) for name, date in (("birth", term.born), ("death", term.died)) if date]
    return _element(tag, *names, *life, *said, *map(_bibl, term.sources), id=_entry_id(term))


def _entry_id(term: Term) -> str:
    return f"entry-{term.id}"


def _timeline(edition: Edition) -> Iterator[Element]:
    targets = routes.events(edition.events)
    events = [
        _element(
            "event", _element("label", event.dated.label), *map(_bibl, event.dated.sources),
            _element("ptr", target=_range(event.span)), when=event.date, id=targets[event].anchor,
        )
        for event in edition.events
    ]  # fmt: skip
    if events:
        yield _element("listEvent", *events, type_="timeline")


def _block(block: Block) -> Element:
    if not isinstance(block, Listing):
        return _element("p", *_inline(block.inside))
    items = (_element("item", *map(_block, item)) for item in block.items)
    return _element("list", *items, rend="bulleted" if block.first is None else "numbered")


def _inline(parts: Iterable[Inline]) -> Sequence[Element | str]:
    out: list[Element | str] = []
    for part in parts:
        match part:
            case Text(text):
                out.append(text)
            case Name(text, term):
                out.append(_element("rs", text, ref=f"#entry-{term}"))
            case Emphasis(inside, strong):
                out.append(_element("emph", *_inline(inside), rend="bold" if strong else ""))
            case Link(inside, address):
                out.append(_element("ref", *_inline(inside), target=address))
    return out


def _bibl(source: Citation) -> Element:
    return _element("bibl", *_inline(source.inside))


def _address(text: str) -> str:
    return next(iter(re.findall(r"https?://[!-~]+", text)), "")


EXPORTS = (
    Export("edition.tei.xml", "application/tei+xml", "tei", partial(write, noted=True)),
    Export("interview.tei.xml", "application/tei+xml", "tei", partial(write, noted=False), noted=False),
)
