"""The few words that the edition itself says on its pages.

They are English unless interview.yml translates them: an interview in another language
gives a `labels:` block there, with the names below as keys.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Labels:
    """`{…}` is filled in by the page that uses the label."""

    contents: str = "The questions"
    contents_about: str = (
        "The questions of the interview, each with a summary by the editors, its topics and its reading time."
    )
    summary: str = "Editors’ summary."
    reading_time: str = "{minutes} min read"
    words: str = "{words} words"
    topics: str = "Topics"
    topics_about: str = (
        "What the interview is about, and in which of its questions. The topics are the editors’ choice."
    )
    topics_legend: str = "● the whole question · ○ some of its passages; the sign leads to the first of them"
    topic_intro: str = "Editors’ topic."
    topic_of: str = "Topic: {title}"
    whole_question: str = "The whole question."
    note: str = "Editors’ note {number}: {kind}"
    context: str = "Context"
    clarification: str = "Clarification"
    disputed: str = "Disputed"
    correction: str = "Correction"
    update: str = "Update"
    sources: str = "Sources"
    back: str = "Back to the words"
    edit_note: str = "Edit this note"
    suggest: str = "Suggest a note on {passage}"
    notes: str = "All notes"
    notes_about: str = "Every note of the editors, question by question, each with the words that it is about."
    notes_all: str = "All"
    notes_filter: str = "Show"
    glossary: str = "Glossary"
    glossary_about: str = "Names and terms of the interview, from A to Z, each with a short explanation by the editors and every place where it is mentioned."
    people: str = "People"
    organisations: str = "Organisations"
    places: str = "Places"
    agreements: str = "Agreements and documents"
    events: str = "Events"
    concepts: str = "Terms"
    names: str = "Names and terms on this page"
    mentions: str = "Mentions: {count}"
    every_mention: str = "every mention"
    concordance: str = "Concordance"
    concordance_about: str = "Every word of the interview where it stands, from A to Z. The number leads to the passage; lines in italics are from the questions."
    concordance_filter: str = "Word or phrase, or its beginning"
    concordance_lines: str = "Lines: {count}"
    concordance_letters: str = "From A to Z"
    concordance_left_out: str = "Words left out"
    concordance_none: str = "An interview of this length has no concordance; the search finds its words."
    in_concordance: str = "In the concordance"
    timeline: str = "Timeline"
    timeline_about: str = "What the interview mentions, in the order of time. Dates and wording are the editors’; each event leads to the words that mention it."
    after: str = "After the interview"
    mentioned: str = "mentioned in {passage}:"
    related: str = "Related questions"
    related_topics: str = "shared topics: {topics}"
    previous: str = "Previous"
    next: str = "Next"
    page_tools: str = "This page’s editors’ text"
    edit: str = "Edit it on GitHub"
    reviewed: str = "Last reviewed by the editors on {date}."
    proof_words: str = "Words of the interview on these pages"
    proof_passages: str = "Passages"
    proof_questions: str = "Questions"
    proof_text: str = "SHA-256 of the words, joined by single spaces"
    proof_file: str = "SHA-256 of the transcript as received"
    proof_header: str = "Left out: the first lines of the file as received, which are not part of the interview"
    proof_joins: str = "Page breaks healed"
    proof_join: str = "Passage {passage} (lines {before} and {after} of the file): … {last} | {first} …"
    date: str = "{day} {month} {year}"
    months: str = "January, February, March, April, May, June, July, August, September, October, November, December"


KINDS = ("context", "clarification", "disputed", "correction", "update")
"""The kinds of notes; the label of the same name is the bold word that opens one."""

TERM_KINDS = ("people", "organisations", "places", "agreements", "events", "concepts")
"""The kinds of glossary entries: the names of the files in source/glossary/, and of labels."""

NAMES = tuple(field.name for field in fields(Labels))
