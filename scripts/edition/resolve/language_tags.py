"""In which language and direction a page is, and where the interview's words are in another."""

from __future__ import annotations

import re
import unicodedata

from edition.locale.labels import find_direction
from edition.model.editorial import Interview


def get_page_language(interview: Interview) -> str:
    """The language of the editors and of what the pages say; the interview's own tag where that is a variety of it."""
    own, ours = interview.language, interview.labels.language
    return own if own.partition("-")[0] == ours else ours


def write_page_language(interview: Interview) -> str:
    """The attributes of a page in HTML: `lang="ar" dir="rtl"`."""
    return _write_attributes(get_page_language(interview))


def write_words_language(interview: Interview) -> str:
    """The same of the interview's words, after a space; empty where they are in the language of the page."""
    return "" if interview.language == get_page_language(interview) else f" {_write_attributes(interview.language)}"


def set_apart(name: str, language: str) -> str:
    """A name for a text in `language`; if it runs the other way, between Unicode's isolates, so that nothing beside it is turned."""
    strong = (unicodedata.bidirectional(char) for char in name)
    leftward = next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), None)
    turned = leftward is not None and leftward != (find_direction(language) == "rtl")
    return f"\u2068{name}\u2069" if turned else name


def write_xhtml_language(attributes: str) -> str:
    """The same in XHTML, where a language is said twice."""
    return re.sub(r'\blang=("[^"]*")', r"lang=\1 xml:lang=\1", attributes)


def _write_attributes(language: str) -> str:
    return f'lang="{language}" dir="{find_direction(language)}"'
