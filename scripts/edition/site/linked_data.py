"""What a page is, in the words of https://schema.org, as JSON-LD: read by search engines and reference managers.

It says what is true: the words are the speaker's and the interviewer's, the work that they are
taken from is the publisher's, and what the editors add (a page with its title and its summary) is no
part of what has these authors. schema.org has no interview; an Article with its Question and Answer
comes nearest. The answer is one that was *given*, a `suggestedAnswer`: nobody has accepted it.

Addresses begin with `<site>`, which the template replaces by the address of the site. No text can
hold these characters, because `<` is escaped in every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from edition.model.edition import Edition, Question
from edition.model.editorial import Interview, Term
from edition.model.text import Speaker, Turn
from edition.resolve import urls as routes
from edition.resolve.plain import heading
from edition.resolve.urls import Target
from edition.resolve.works import place_of
from edition.site.page import printable

Node = dict[str, Any]

_KINDS = {"people": "Person", "organisations": "Organization", "places": "Place"}
"""What is identified by an entry of the glossary, by its kind."""

SITE = "<site>"
"""Stands for the address of the site."""
_WORDS = "words"
"""The name of what is said on a page, which is no place on it."""
_HERE = "\x01"
"""Begins an address, and no text: the reading room refuses control characters."""
_OPEN = re.compile("[<>&]")


def _address(target: Target) -> str:
    """Where a target is published, for the linked data."""
    return _HERE + target.address


def linked_data(nodes: Iterable[Node]) -> str:
    """The nodes as JSON-LD, a node on a line, fit for a `script` element and for front matter."""
    lines = ",\n".join(json.dumps(_given(node), ensure_ascii=False) for node in nodes)
    text = _OPEN.sub(
        lambda found: f"\\u{ord(found[0]):04x}", f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}'
    )
    return printable(text).replace('"\\u0001', f'"{SITE}')


def home_data(edition: Edition) -> str:
    """The site with its questions, unless they are very many, and the interview."""
    interview = edition.interview
    questions = [
        {
            "@type": "WebPage",
            "@id": _address(routes.question(question)),
            "url": _address(routes.question(question)),
            "name": question.heading,
            "position": question.number,
        }
        for question in (() if edition.is_long else edition.questions)
    ]
    whole = {
        "@type": "Article",
        "@id": _address(routes.HOME.at("interview")),
        "url": _address(routes.HOME),
        "headline": interview.title,
        "inLanguage": interview.language,
        "datePublished": interview.date.isoformat(),
        **_voices(interview.speakers),
        "wordCount": edition.words,
        "isPartOf": {"@id": _address(routes.HOME)},
        "isBasedOn": _original(interview),
        "copyrightNotice": interview.provenance.rights,
    }
    return linked_data(({**_site(interview), "hasPart": questions}, whole))


def question_data(edition: Edition, question: Question, picture: str) -> str:
    """A question's page, which the editors made and describe; the words on it, which are others'; and the way to it."""
    interview, here = edition.interview, routes.question(question)
    topics = (edition.topics[use.id] for use in question.editorial.topics)
    reviewed = question.editorial.reviewed
    page: Node = {
        "@type": "WebPage",
        "@id": _address(here),
        "url": _address(here),
        "name": question.heading,
        "description": said_by_editors(edition, question),
        "image": _HERE + picture if picture else "",
        "position": question.number,
        "inLanguage": interview.language,
        "dateModified": reviewed.isoformat() if reviewed else "",
        "about": [{"@type": "Thing", "name": topic.title, "url": _address(routes.topic(topic))} for topic in topics],
        "isPartOf": _site(interview),
        "mainEntity": {"@id": _address(here.at(_WORDS))},
    }
    way = ((interview.edition, routes.HOME), (interview.labels.contents, routes.CONTENTS), (question.heading, here))
    return linked_data((page, _words(interview, question), _breadcrumbs(way)))


def said_by_editors(edition: Edition, question: Question) -> str:
    """The summary of a question, with whose words it is; empty where there is none."""
    summary = question.editorial.summary
    return f"{edition.interview.labels.summary} {summary}" if summary else ""


def _words(interview: Interview, question: Question) -> Node:
    """What is said on a question's page."""
    here = routes.question(question)
    return {
        "@type": "Article",
        "@id": _address(here.at(_WORDS)),
        "url": _address(here),
        "headline": f"{interview.title}, {place_of(question, interview.labels)}",
        "inLanguage": interview.language,
        "datePublished": interview.date.isoformat(),
        **_voices(list(dict.fromkeys(turn.speaker for turn in question.exchange.turns))),
        "wordCount": question.exchange.words,
        "isBasedOn": _original(interview),
        "copyrightNotice": interview.provenance.rights,
        "hasPart": _asked(interview, question) if question.exchange.asked else "",
    }


def _asked(interview: Interview, question: Question) -> Node:
    """What is asked, with whose answer it got."""
    here, asked = routes.question(question), question.exchange.asked
    answering = dict.fromkeys(turn.speaker for turn in question.exchange.answered if turn.speaker.answers)
    answer = {
        "@type": "Answer",
        "@id": _address(here.at("answer")),
        "url": _address(here.at("answer")),
        "author": [_voice(one) for one in answering],
    }
    return {
        "@type": "Question",
        "@id": _address(here.at("question")),
        "url": _address(here.at("question")),
        "name": heading(question, interview.labels),
        "text": " ".join(passage.text for turn in asked for passage in turn.passages),
        "author": _each(asked),
        "answerCount": int(bool(answering)),
        "suggestedAnswer": answer if answering else "",
    }


def terms_data(edition: Edition, kind: str, here: Target, title: str, terms: Sequence[Term]) -> str:
    """A page of the glossary: a set of terms, each with its definition."""
    labels = edition.interview.labels
    defined = [
        {
            "@type": "DefinedTerm",
            "@id": _address(here.at(term.id)),
            "name": term.term,
            "alternateName": list(term.other_names),
            "description": term.definition,
            "termCode": term.id,
        }
        for term in terms
    ]
    terms_of_a_kind = {
        "@type": "DefinedTermSet",
        "@id": _address(here),
        "url": _address(here),
        "name": title,
        "inLanguage": edition.interview.language,
        "isPartOf": _site(edition.interview),
        "about": [_identified(term) for term in terms if term.wikidata],
        "hasDefinedTerm": defined,
    }
    way = (
        (edition.interview.edition, routes.HOME),
        (labels.glossary, routes.GLOSSARY),
        (labels[kind], routes.terms(kind)),
    )
    return linked_data((terms_of_a_kind, _breadcrumbs(way)))


def _identified(term: Term) -> Node:
    """Who or what an entry is about, where that is certain: only then is anything called a person or an organisation.

    Not every entry of a kind is one: “Kurdish leaders” stand among the organisations.
    """
    return {
        "@type": _KINDS.get(term.kind, "Thing"),
        "name": term.term,
        "url": _address(routes.term(term)),
        "sameAs": term.identity,
        "birthDate": term.born,
        "deathDate": term.died,
    }


def _site(interview: Interview) -> Node:
    here = _address(routes.HOME)
    return {
        "@type": "WebSite",
        "@id": here,
        "url": here,
        "name": interview.edition,
        "description": interview.labels.card_kind,
        "version": interview.version,
        "inLanguage": interview.language,
    }


def _original(interview: Interview) -> Node:
    """The publication that the text was taken from."""
    provenance = interview.provenance
    return {
        "@type": "CreativeWork",
        "name": provenance.title,
        "url": provenance.address,
        "inLanguage": interview.language,
        "datePublished": interview.date.isoformat(),
        "publisher": {"@type": "Organization", "name": provenance.publisher} if provenance.publisher else "",
    }


def _voices(speakers: Sequence[Speaker]) -> Node:
    """Who answers is the author; who asks has contributed the questions, and so has a moderator."""
    return {
        "author": [_voice(one) for one in speakers if one.answers],
        "contributor": [_voice(one) for one in speakers if one.role in ("interviewer", "moderator")],
    }


def _each(turns: Sequence[Turn]) -> Node | list[Node]:
    """Who speaks in the turns: one, or a list."""
    voices = [_voice(one) for one in dict.fromkeys(turn.speaker for turn in turns)]
    return voices[0] if len(voices) == 1 else voices


def _voice(speaker: Speaker) -> Node:
    """A person with an office, or an organisation, if interview.yml says so; else only a name."""
    match speaker.kind:
        case "person":
            return {"@type": "Person", "name": speaker.name, "jobTitle": speaker.about}
        case "organisation":
            return {"@type": "Organization", "name": speaker.name, "description": speaker.about}
    return {"@type": "Thing", "name": speaker.name, "description": speaker.about}


def _breadcrumbs(way: Sequence[tuple[str, Target]]) -> Node:
    """The way to a page from the home page, each step with its name."""
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": _address(target)}
        for number, (name, target) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _given(node: Node) -> Node:
    """The node without what is empty."""
    given = {}
    for name, value in node.items():
        if isinstance(value, dict):
            value = _given(value)
        elif isinstance(value, list):
            value = [_given(item) if isinstance(item, dict) else item for item in value]
        if value not in ("", [], {}):
            given[name] = value
    return given
