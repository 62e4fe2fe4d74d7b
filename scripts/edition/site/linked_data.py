"""What a page is, in the words of https://schema.org, as JSON-LD: read by search engines and reference managers.

It says what is true: the words are the speaker's and the interviewer's, the work that they are
taken from is its publisher's, and what the editors add (a page with its title and its summary) is no
part of what has these authors. schema.org has no interview; an Article with its Question and Answer
comes nearest. The answer is one that was *given*, a `suggestedAnswer`: nobody has accepted it.

In the nodes a place in the site is a `Target`, and what is empty may stand; `linked_data` writes URLs and leaves it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from edition.model.edition import Edition, Question
from edition.model.editorial import Interview, Term
from edition.model.text import Speaker
from edition.resolve import urls
from edition.resolve.plain import heading
from edition.resolve.urls import Target
from edition.resolve.works import place_of
from edition.site.page import printable

Node = dict[str, Any]

_KINDS = {"people": "Person", "organisations": "Organization", "places": "Place"}
"""What is identified by an entry of the glossary, by its kind."""
_WORDS = "words"
"""The name of the interview's words on a page; there is no such anchor."""
_SPECIAL = re.compile("[<>&]")


def write_linked_data(site: str, *nodes: Node) -> str:
    """Return the nodes as JSON-LD, a node on a line, fit for a `script` element and for front matter.

    `site` is the URL of the site; if it isn't known, the nodes can't be identified and there is no JSON-LD.
    """
    if not site:
        return ""
    lines = ",\n".join(json.dumps(_complete(node, site), ensure_ascii=False) for node in nodes)
    text = f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}'
    return printable(_SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _complete(value: Any, site: str) -> Any:
    """Return a value with URLs for targets, and without what is empty."""
    match value:
        case Target():
            return f"{site}{value.address}"
        case dict():
            completed = ((name, _complete(inner, site)) for name, inner in value.items())
            return {name: inner for name, inner in completed if inner not in ("", [], {})}
        case list():
            return [_complete(inner, site) for inner in value]
    return value


def home_data(edition: Edition, site: str) -> str:
    """Describe the site with its questions, unless they are very many, and the interview."""
    interview = edition.interview
    questions = [
        _node("WebPage", urls.locate_question(question), name=question.heading, position=question.number)
        for question in (() if edition.is_long else edition.questions)
    ]
    whole = _article(interview, urls.HOME.at("interview"), interview.title, interview.speakers, edition.words)
    whole |= {"url": urls.HOME, "isPartOf": {"@id": urls.HOME}}
    return write_linked_data(site, _site(interview) | {"hasPart": questions}, whole)


def question_data(edition: Edition, question: Question, picture: str, site: str) -> str:
    """Describe a question's page, which the editors made; the words on it, which are others'; and the way to it."""
    interview, here = edition.interview, urls.locate_question(question)
    topics = (edition.topics[use.id] for use in question.editorial.topics)
    reviewed = question.editorial.reviewed
    page = _node(
        "WebPage",
        here,
        name=question.heading,
        description=said_by_editors(edition, question),
        image=site + picture if picture else "",
        position=question.number,
        inLanguage=interview.language,
        dateModified=reviewed.isoformat() if reviewed else "",
        about=[{"@type": "Thing", "name": topic.title, "url": urls.locate_topic(topic)} for topic in topics],
        isPartOf=_site(interview),
        mainEntity={"@id": here.at(_WORDS)},
    )
    title = f"{interview.title}, {place_of(question, interview.labels)}"
    speakers = dict.fromkeys(turn.speaker for turn in question.exchange.turns)
    words = _article(interview, here.at(_WORDS), title, speakers, question.exchange.words)
    words |= {"url": here, "hasPart": _question(interview, question) if question.exchange.asked else ""}
    way = _breadcrumbs(interview, (interview.labels.contents, urls.CONTENTS), (question.heading, here))
    return write_linked_data(site, page, words, way)


def said_by_editors(edition: Edition, question: Question) -> str:
    """Return the summary of a question, with whose words it is; empty if there is none."""
    summary = question.editorial.summary
    return f"{edition.interview.labels.summary} {summary}" if summary else ""


def describe_terms(edition: Edition, kind: str, here: Target, title: str, terms: Sequence[Term], site: str) -> str:
    """Describe a page of the glossary: a set of terms, each with its definition."""
    interview = edition.interview
    defined = [
        {
            "@type": "DefinedTerm",
            "@id": here.at(term.id),
            "name": term.term,
            "alternateName": list(term.other_names),
            "description": term.definition,
            "termCode": term.id,
        }
        for term in terms
    ]
    # Not every entry of a kind is one: “Kurdish leaders” stand among the organisations. So only what Wikidata
    # identifies is called a person or an organisation.
    identified = [
        {
            "@type": _KINDS.get(term.kind, "Thing"),
            "name": term.term,
            "url": urls.locate_term(term),
            "sameAs": term.identity,
            "birthDate": term.born,
            "deathDate": term.died,
        }
        for term in terms
        if term.wikidata
    ]
    terms_of_a_kind = _node(
        "DefinedTermSet",
        here,
        name=title,
        inLanguage=interview.language,
        isPartOf=_site(interview),
        about=identified,
        hasDefinedTerm=defined,
    )
    labels = interview.labels
    way = _breadcrumbs(interview, (labels.glossary, urls.GLOSSARY), (labels[kind], urls.locate_terms(kind)))
    return write_linked_data(site, terms_of_a_kind, way)


def _node(kind: str, here: Target, **facts: Any) -> Node:
    return {"@type": kind, "@id": here, "url": here, **facts}


def _site(interview: Interview) -> Node:
    return _node(
        "WebSite",
        urls.HOME,
        name=interview.edition,
        description=interview.labels.card_kind,
        version=interview.version,
        inLanguage=interview.language,
    )


def _article(interview: Interview, here: Target, title: str, speakers: Iterable[Speaker], words: int) -> Node:
    """Describe words of the interview: who answers is the author; who asks or moderates has contributed."""
    provenance, speakers = interview.provenance, list(speakers)
    date, language = interview.date.isoformat(), interview.language
    original = {
        "@type": "CreativeWork",
        "name": provenance.title,
        "url": provenance.address,
        "inLanguage": language,
        "datePublished": date,
        "publisher": {"@type": "Organization", "name": provenance.publisher} if provenance.publisher else "",
    }
    return _node(
        "Article",
        here,
        headline=title,
        inLanguage=language,
        datePublished=date,
        author=[_speaker(one) for one in speakers if one.answers],
        contributor=[_speaker(one) for one in speakers if one.role in ("interviewer", "moderator")],
        wordCount=words,
        isBasedOn=original,
        copyrightNotice=provenance.rights,
    )


def _question(interview: Interview, question: Question) -> Node:
    """Describe what is asked, and who answered it."""
    here, asked = urls.locate_question(question), question.exchange.asked
    asking = [_speaker(one) for one in dict.fromkeys(turn.speaker for turn in asked)]
    answering = dict.fromkeys(turn.speaker for turn in question.exchange.answered if turn.speaker.answers)
    answer = _node("Answer", here.at("answer"), author=[_speaker(one) for one in answering])
    return _node(
        "Question",
        here.at("question"),
        name=heading(question, interview.labels),
        text=" ".join(passage.text for turn in asked for passage in turn.passages),
        author=asking[0] if len(asking) == 1 else asking,
        answerCount=int(bool(answering)),
        suggestedAnswer=answer if answering else "",
    )


def _speaker(speaker: Speaker) -> Node:
    """Describe a person with an office, or an organisation, if interview.yml says so; else only a name."""
    if speaker.kind == "person":
        return {"@type": "Person", "name": speaker.name, "jobTitle": speaker.about}
    kind = "Organization" if speaker.kind == "organisation" else "Thing"
    return {"@type": kind, "name": speaker.name, "description": speaker.about}


def _breadcrumbs(interview: Interview, *way: tuple[str, Target]) -> Node:
    """Describe the way to a page from the home page, each step with its name."""
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": target}
        for number, (name, target) in enumerate(((interview.edition, urls.HOME), *way), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
