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
    interview: str = "The whole interview"
    interview_about: str = "All questions and answers on one page, to read offline, to print or to keep. “Source only” leaves out everything that the editors added, on paper, too."
    summary: str = "Editors’ summary."
    reading_time: str = "{minutes} min read"
    words: str = "{words} words"
    topics: str = "Topics"
    topics_about: str = (
        "What the interview is about, and in which of its questions. The topics are the editors’ choice."
    )
    topics_table: str = "Which topic comes up in which question"
    topics_legend: str = "The fuller a circle, the more of the question is about the topic; ● is all of it. It leads to the first passage."
    topic_whole: str = "whole question"
    topic_passage: str = "passage {passages}"
    topic_passages: str = "passages {passages}"
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
    other_names: str = "Other names: {names}"
    named_in_notes: str = "Not in the interview; in editors’ notes: {count}"
    search: str = "Search"
    search_about: str = "Search the interview, the notes, the glossary and the timeline. “Words in quotation marks” are found as a phrase."
    search_for: str = "Words to look for"
    search_all: str = "Everything"
    search_interview: str = "Interview"
    search_editors: str = "Editors"
    search_notes: str = "Notes"
    search_none: str = "Nothing found for “{query}”."
    search_found: str = "{count} found for “{query}”"
    search_some: str = "Nothing has all the words of “{query}”; {count} have some of them"
    search_more: str = "Show more"
    search_also: str = "other names: {names}"
    search_failed: str = "The search could not be loaded."
    search_elsewhere: str = (
        "Elsewhere: every word in its line in the {concordance}, every name in the {glossary}, every note in {notes}."
    )
    search_unscripted: str = "Searching needs JavaScript, which is off or didn’t load."
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
    timeline_years: str = "Events in each year"
    event_count: str = "Events: {count}"
    after: str = "After the interview"
    mentioned: str = "named or alluded to in {passage}:"
    related: str = "Related questions"
    related_topics: str = "shared topics: {topics}"
    related_names: str = "shared names and terms: {names}"
    cite: str = "Cite this page"
    cite_question: str = "question {question}"
    cite_passage: str = "passage {passage}"
    cite_note: str = "editors’ note {note} on passage {passage}"
    cite_chicago: str = "{speaker}, “{title},” interview by {interviewer}, {publisher}, {month} {day}, {year}; {place} in {edition}, an independent annotated edition, {address}."
    cite_apa: str = "{initials} ({year}, {month} {day}). {title} [Interview by {interviewer}]. {publisher}. {place} in {edition} [Independent annotated edition]. {address}"
    cite_mla: str = (
        "{sorted}. “{title}.” Interview by {interviewer}. {publisher}, {date}. {edition}, {place}, {address}."
    )
    cite_note_chicago: str = "“{note},” in {edition}, an independent annotated edition of {speaker}’s interview by {interviewer} of {month} {day}, {year}, {address}."
    cite_note_apa: str = (
        "{edition} [Independent annotated edition of an interview of {year}, {month} {day}]. {note}. {address}"
    )
    cite_note_mla: str = "“{note}.” {edition}, independent annotated edition of {speaker}’s interview by {interviewer}, {date}, {address}."
    card_who: str = "{speaker}, interviewed by {interviewer}, {date}"
    card_about: str = (
        "Every word as it was published; around them, and marked as theirs, the notes of independent editors."
    )
    card_independent: str = "An independent annotated edition"
    question_of: str = "Question {number} of {count}"
    question: str = "Question"
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
