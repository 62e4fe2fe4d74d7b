"""What the frame around every page says, for the templates in overrides/: one Jinja file that sets `words`."""

from __future__ import annotations

import json

from edition.exports import File
from edition.model.edition import Edition
from edition.resolve import urls
from edition.resolve.language_tags import write_page_language
from edition.site.page import MADE_BY

FRAME = "overrides/made"
"""The folder of the templates that are made, beside docs/."""
PARTS = ("contents", "topics")
"""The parts to which the page for missing pages leads."""
KEYS = {
    "j": "next_passage",
    "k": "previous_passage",
    "n": "next_note",
    "p": "previous_note",
    ".": "next_question",
    ",": "previous_question",
    "Enter": "open",
    "Esc": "escape",
    "s": "source_only",
    "/": "search",
    "?": "list",
}
"""What docs/assets/js/page.js listens to, and the label that says what it does."""

SCRIPTS = (
    "colours", "more", "sources", "close", "cite", "copy_link", "copy_quotation", "copied", "suggest", "editors", "explained",
    "asked_for", "hide_note", "resume", "keys_title", "keys_on",
)  # fmt: skip
"""What the scripts of a page say (docs/assets/js/page.js); it stands in every page."""


def frame_words(edition: Edition) -> File:
    """The template; both publishers know `{% from "made/words.html" import words %}`."""
    labels, there = edition.interview.labels, urls.find_pages(edition)
    said = {name.removeprefix("frame_"): text for name, text in labels.texts.items() if name.startswith("frame_")}
    scripts = {
        **{name: said[name] for name in SCRIPTS},
        "quotation": labels.quotation,
        "colours_names": [said[f"colours_{name}"] for name in ("device", "light", "dark")],
        "keys": [[key, labels[f"key_{name}"]] for key, name in KEYS.items()],
    }
    words = {
        **said,
        "tongue": write_page_language(edition.interview),
        "edition": edition.interview.edition,
        "description": edition.interview.description,
        "copyright": edition.interview.copyright,
        **({"licence": edition.interview.licence} if edition.interview.licence else {}),
        "parts": [[labels[name], target.folder] for name, target in there.items() if name in PARTS],
        "locale": labels.locale,
        "questions": labels.contents,
        "topics": labels.topics,
        "neutral": neutral_titles(edition),
        "scripts": scripts,
    }
    text = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    return File("words.html", f"{{#- {MADE_BY} -#}}\n{{% set words = {text} %}}\n".encode())


def neutral_titles(edition: Edition) -> dict[str, str]:
    """By address, what a question is called where nothing of the editors is shown: `Question 3`."""
    label = edition.interview.labels.question
    return {
        urls.locate_question(question).folder: f"{label} {question.number}"
        for question in edition.questions
        if question.number and question.editorial.titled
    }
