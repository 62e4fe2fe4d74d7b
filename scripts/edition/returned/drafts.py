"""From remarks to drafts of notes, as an editor would have written them; what is missing, the build will ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from edition.locale.labels import Labels
from edition.model.edition import Edition, Question
from edition.model.editorial import NOTE_KINDS
from edition.model.text import Span, find_occurrences, normalise
from edition.problems import Problems
from edition.returned import Remark

_LINK = re.compile(r"\[[^\[\]\n]+\]\(https?://[^\s()]+\)")
"""A link as editors write one, wherever it stands."""
_SIGNS = re.compile(r"[\\`*_\[\]<&]")
_OPENING = re.compile(r"^(?=[-+#>~=|])|^(\d+)(?=[.)])")


def escape_text(text: str) -> str:
    """The text so that Markdown shows it as it is, but for the links in it."""
    parts, done = [], 0
    for link in _LINK.finditer(text):
        parts += [_SIGNS.sub(r"\\\g<0>", text[done : link.start()]), link[0]]
        done = link.end()
    return "".join((*parts, _SIGNS.sub(r"\\\g<0>", text[done:])))


def drafts(edition: Edition, remarks: Iterable[Remark], problems: Problems) -> dict[str, str]:
    """By the path of a question's file, the drafts to be added to it; what can't be quoted is a problem."""
    found: dict[str, str] = {}
    taken = {_make_key(note.span): f"{note.number}" for question in edition.questions for note in question.notes}
    for remark in remarks:
        question = edition.question_of(remark.span)
        facts = {"author": remark.author or "?", "text": " ".join(remark.paragraphs), "words": remark.span.words}
        if number := taken.get(_make_key(remark.span)):
            problems.at(remark.place, "comment-noted", passage=remark.span.name, number=number, **facts)
        elif quote := _quote(remark.span, question):
            path = question.editorial.place.path
            found[path] = found.get(path, "") + _draft(quote, remark.paragraphs, edition.interview.labels)
            taken[_make_key(remark.span)] = "?"
        else:
            problems.at(remark.place, _find_reason(remark.span), passage=remark.span.name, **facts)
    return found


def _make_key(span: Span) -> tuple[str, int, int]:
    return span.name, span.start, span.end


def _quote(span: Span, question: Question) -> str:
    """The words as a note quotes them, with the passage where they stand in several; empty if that isn't enough."""
    wanted = normalise(span.words)
    places = [
        (passage.name, start) for passage in question.passages for start in find_occurrences(wanted, passage.matched)
    ]
    if (span.name, span.start) not in places:
        return ""
    if len(places) == 1:
        return span.words
    return f"¶{span.name} {span.words}" if sum(name == span.name for name, _ in places) == 1 else ""


def _find_reason(span: Span) -> str:
    starts = [*find_occurrences(normalise(span.words), span.passage.matched)]
    return "comment-several" if span.start in starts else "comment-cut"


def _draft(quote: str, paragraphs: Iterable[str], labels: Labels) -> str:
    """A note: the quote, what the remark says, its sources; the kind where it names one."""
    body: list[str] = []
    sources: list[str] = []
    announced = False
    names = [labels.sources.casefold(), "sources", "source"]
    for text in filter(None, paragraphs):
        head, colon, rest = text.partition(":")
        if not announced and colon and head.strip().casefold() in names:
            announced = True
            sources += [rest.strip()] if rest.strip() else []
        elif announced:
            sources.append(re.sub(r"^[-–•]\s*", "", text))
        else:
            body.append(_OPENING.sub(r"\1\\", text))
    text = "\n\n".join(_add_kind(body, {labels[kind].casefold(): labels[kind] for kind in NOTE_KINDS}))
    listed = f"\n\n{labels.sources}:\n\n" + "\n".join(f"- {source}" for source in sources) if sources else ""
    return f"\n> {quote}\n\n{text}{listed}\n"


def _add_kind(body: list[str], kinds: Mapping[str, str]) -> list[str]:
    """The kind in bold, if the remark begins with its name: on a line of its own, or with a full stop or colon behind."""
    if not body:
        return body
    first, stop, rest = re.sub(r"^(\\\*)+|(?<=[.:])(\\\*)+", "", body[0]).partition(":" if ":" in body[0][:20] else ".")
    kind = kinds.get(re.sub(r"(\\\*)+$", "", first).strip().casefold())
    if not kind or not (stop or len(body) > 1):
        return body
    opening = rest.strip() if rest.strip() else body[1] if len(body) > 1 else ""
    return [f"**{kind}.** {opening}", *body[1 if rest.strip() else 2 :]]
