"""Where everything stands: a target for each thing that can be pointed at, written by each format in its own way."""

from __future__ import annotations

import re
from typing import NamedTuple

from edition.model.edition import Edition, Event, Note, Question
from edition.model.editorial import OwnPage, Term, Topic
from edition.model.site import PAGES
from edition.model.text import Passage

_NOT_PLAIN = re.compile(r"[^a-z0-9-]")


class Target(NamedTuple):
    """A page, and a place on it."""

    page: str
    """`topics/iran`, or `topics/` for the first page of a folder; empty for the home page."""
    anchor: str = ""

    @property
    def folder(self) -> str:
        """Where the page is published below the site: `topics/iran/`."""
        return self.page if self.page.endswith("/") or not self.page else f"{self.page}/"

    @property
    def address(self) -> str:
        """The same with the place on it: `topics/iran/#q3`."""
        return f"{self.folder}#{self.anchor}" if self.anchor else self.folder

    def at(self, anchor: str) -> Target:
        """A place on the same page."""
        return Target(self.page, anchor)


def make_anchor(text: str, prefix: str = "") -> str:
    """Return `w-libya` for the text `libya`: an id, or a part of a URL, that lasts and that no other text has.

    What is no plain letter, digit or hyphen is written as its number, `_28_`. In an attribute list use `markdown.anchor`, too.
    """
    return prefix + _NOT_PLAIN.sub(lambda found: f"_{ord(found[0]):x}_", text)


_FIXED = {page.name: Target(page.url) for page in PAGES}
HOME = _FIXED["home"]
ABOUT = _FIXED["about"]
CONTENTS = _FIXED["contents"]
WHOLE = _FIXED["interview"]
TOPICS = _FIXED["topics"]
NOTES = _FIXED["notes"]
GLOSSARY = _FIXED["glossary"]
TIMELINE = _FIXED["timeline"]
CONCORDANCE = _FIXED["concordance"]
SEARCH = _FIXED["search"]
TAKE = _FIXED["take"]


def find_pages(edition: Edition) -> dict[str, Target]:
    """Return the fixed pages that an edition has, by name, in the order of the menu."""
    return {page.name: _FIXED[page.name] for page in PAGES if page.exists(edition)}


REFERENCE_FILES = {
    "ris": ("RIS", "application/x-research-info-systems"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
}
"""The forms in which a citation is published for reference managers: the ending of the file, its name and media type."""


def locate_own_page(page: OwnPage) -> Target:
    """A page of the edition's own; one of them may be home."""
    return HOME if page.name == "home" else Target(page.name)


def locate_question(question: Question, anchor: str = "") -> Target:
    """The page of a question."""
    return Target(f"questions/{question.editorial.name}", anchor)


def locate_passage(page: Question, passage: Passage) -> Target:
    """A passage on the page of its question."""
    return locate_question(page, f"p{passage.number}")


def locate_note(page: Question, note: Note) -> Target:
    """A note on the page of its question."""
    return locate_question(page, note.id)


def locate_passage_page(passage: Passage) -> Target:
    """The passage's own page, short because it is typed and spoken."""
    return Target(f"p/{passage.name}/")


def locate_citation_file(name: str, ending: str) -> str:
    """Where the citation of a question (`q3`) or a passage (`3.4`) is published as a file for reference managers."""
    return f"made/files/cite/{name}.{ending}"


def locate_terms(kind: str, letter: str = "") -> Target:
    """The glossary's page of a kind of term, or of a letter of it."""
    return Target(f"glossary/{kind}/{make_anchor(letter)}" if letter else f"glossary/{kind}")


def locate_term(term: Term) -> Target:
    """An entry of the glossary."""
    return locate_terms(term.kind, term.letter).at(term.id)


def locate_topic(topic: Topic | str) -> Target:
    """The page of a topic, or of its id."""
    return Target(f"topics/{topic if isinstance(topic, str) else topic.id}")


def locate_events(events: tuple[Event, ...]) -> dict[Event, Target]:
    """Each event's place on the timeline, made from its date; equal dates are counted."""
    found: dict[Event, Target] = {}
    same: dict[str, int] = {}
    for event in events:
        same[event.date] = count = same.get(event.date, 0) + 1
        found[event] = TIMELINE.at(f"e-{event.date}" + (f"-{count}" if count > 1 else ""))
    return found
