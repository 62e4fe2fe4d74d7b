"""Notes find their words: exactly, once, or not at all.

A quote matches a passage character by character, but for white space (folded) and the
shape of quotation marks (straight and curly are equal). Nothing is ever attached by
guessing; when a quote isn't found, the nearest words are shown to its editor, no more.
The idea is the TextQuoteSelector of the W3C Web Annotation Data Model, with a build that
fails in place of a fuzzy match.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata

from ..model import Event, EventText, Note, NoteText, Passage, Question
from ..problems import Problem, quoted
from .matching import folded, occurrences

_PUNCTUATION = ".,;:!?…\"'“”‘’()[]–—"

NEAR = 0.55
"""How much of a quote (by difflib's ratio) the words of a passage must share to be shown."""
SHOWN = 2
"""Nearest places shown."""
ID_WORDS = 6


def anchor(questions: tuple[Question, ...], problems: list[Problem]) -> tuple[Question, ...]:
    """The questions with their notes at the noted words."""
    return tuple(
        _anchor(question, questions, problems) if question.editorial.notes else question for question in questions
    )


def _anchor(question: Question, questions: tuple[Question, ...], problems: list[Problem]) -> Question:
    passages = tuple(question.exchange.passages)
    texts = {passage.number: folded(passage.text) for passage in passages}
    found: list[tuple[int, int, int, NoteText]] = []
    taken: dict[tuple[int, int, int], NoteText] = {}
    for note in question.editorial.notes:
        place = _find(note, question, texts, questions, problems)
        if place is None:
            continue
        if place in taken:
            problems.append(
                Problem(
                    note.place,
                    f"the words {quoted(note.quote)} have a note already (line {taken[place].place.line}); merge the two, or note other words",
                )
            )
            continue
        taken[place] = note
        found.append((*place, note))
    found.sort(key=lambda item: item[:3])
    ids: set[str] = set()
    notes = tuple(
        Note(_id(note.quote, passage, ids), number, passage, start, end, note)
        for number, (passage, start, end, note) in enumerate(found, 1)
    )
    return Question(question.exchange, question.editorial, notes, question.mentions)


def place_events(
    questions: tuple[Question, ...], events: tuple[EventText, ...], problems: list[Problem]
) -> tuple[Event, ...]:
    """The events at the words that mention them, found as the words of a note are."""
    by_number = {question.number: question for question in questions}
    texts = {q.number: {p.number: folded(p.text) for p in q.exchange.passages} for q in questions} if events else {}
    placed = []
    for event in events:
        question = by_number.get(event.question)
        if question is None:
            problems.append(
                Problem(event.place, f"there is no question {event.question}; the interview has {len(questions)}")
            )
        elif place := _find(event, question, texts[question.number], questions, problems):
            placed.append(Event(event, *place))
    return tuple(placed)


def _find(
    note: NoteText | EventText,
    question: Question,
    texts: dict[int, str],
    questions: tuple[Question, ...],
    problems: list[Problem],
) -> tuple[int, int, int] | None:
    """Passage, start and end of the quote; None and a problem when it isn't there exactly once."""
    wanted = folded(note.quote)
    number = question.number
    where = f"question {number}"
    if note.passage:
        asked, passage = note.passage
        where = f"passage {asked}.{passage}"
        if asked != number or passage not in texts:
            last = len(texts)
            problems.append(
                Problem(
                    note.place,
                    f"there is no passage {asked}.{passage} here; this is question {number}, with passages {number}.1 to {number}.{last}",
                )
            )
            return None
        texts = {passage: texts[passage]}
    hits = [(passage, start) for passage, text in texts.items() for start in occurrences(wanted, text)]
    if len(hits) == 1:
        passage, start = hits[0]
        return passage, start, start + len(wanted)
    if hits:
        places = sorted({passage for passage, _ in hits})
        named = ", ".join(f"{number}.{passage}" for passage in places)
        mend = "quote more words, so that they stand there once"
        if len(places) == len(hits):
            mend += f", or name the passage: “> ¶{number}.{places[0]} {note.quote}”"
        problems.append(
            Problem(
                note.place, f"the words {quoted(note.quote)} stand {len(hits)} times in {where} (in {named}); {mend}"
            )
        )
        return None
    problems.append(
        Problem(
            note.place,
            f"the words {quoted(note.quote, 200)} are not in {where}{_elsewhere(wanted, question, questions) or _nearest(wanted, number, question, texts)}",
        )
    )
    return None


def _elsewhere(wanted: str, question: Question, questions: tuple[Question, ...]) -> str:
    """Where else the very words stand; empty if nowhere."""
    for other in questions:
        for passage in other.exchange.passages:
            if any(True for _ in occurrences(wanted, folded(passage.text))):
                stand = f"they stand in question {other.number}, passage {other.number}.{passage.number}"
                if other.number == question.number:
                    return f"; {stand}: name that one, or leave the ¶ out"
                return f"; {stand}: move the note to {other.editorial.place.path}"
    return ""


def _nearest(wanted: str, number: int, question: Question, texts: dict[int, str]) -> str:
    """The nearest words of the question, with those marked that differ, and what to type."""
    passages = {passage.number: passage for passage in question.exchange.passages}
    candidates = sorted((_closest(wanted, passages[n]) for n in texts), key=lambda c: -c[0])
    shown = [candidate for candidate in candidates if candidate[0] >= NEAR][:SHOWN]
    if not shown:
        return "; copy them from the page, exactly as they stand"
    lines = [f"\n    nearest, {number}.{passage}: {marked}" for _, passage, marked, _ in shown]
    return f"; they have to be exactly as on the page (›…‹ marks what differs):{''.join(lines)}\n    so type: > {shown[0][3]}"


def _closest(wanted: str, passage: Passage) -> tuple[float, int, str, str]:
    """How near the passage comes to the words, its number, and its words there, marked and plain."""
    spans = [match.span() for match in re.finditer(r"\S+", passage.text)]
    theirs = [folded(passage.text[a:b]) for a, b in spans]
    ours = wanted.split()
    matcher = difflib.SequenceMatcher(
        None, [w.casefold() for w in ours], [w.casefold() for w in theirs], autojunk=False
    )
    block = matcher.find_longest_match()
    best = (0.0, passage.number, "", "")
    for start in range(max(0, block.b - block.a - 2), block.b - block.a + 3):
        for more in range(-2, 3):
            window = theirs[start : start + max(1, len(ours) + more)]
            ratio = difflib.SequenceMatcher(
                None, wanted.casefold(), " ".join(window).casefold(), autojunk=False
            ).ratio()
            if window and ratio - abs(more) / 20 > best[0]:
                plain = passage.text[spans[start][0] : spans[start + len(window) - 1][1]]
                if wanted[-1].isalnum():
                    plain = plain.rstrip(_PUNCTUATION)
                if wanted[0].isalnum():
                    plain = plain.lstrip(_PUNCTUATION)
                best = (ratio - abs(more) / 20, passage.number, _marked(ours, plain), plain)
    return best


def _marked(ours: list[str], plain: str) -> str:
    """The passage's words with those in ›…‹ that the quote doesn't have."""
    theirs, shown = folded(plain).split(), plain.split()
    out: list[str] = []
    for what, _, _, start, end in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if start < end:
            part = " ".join(shown[start:end])
            out.append(part if what == "equal" else f"›{part}‹")
    return " ".join(out)


def _id(quote: str, passage: int, taken: set[str]) -> str:
    """`n-the-well-known-article`: an anchor from the first noted words, unlike those in `taken`."""
    ascii_only = unicodedata.normalize("NFKD", quote).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only))
    stem = "n-" + "-".join(words[:ID_WORDS])
    if len(words) == 0:  # another script
        stem = "n-" + hashlib.sha256(quote.encode()).hexdigest()[:8]
    name = stem
    for suffix in (f"p{passage}", hashlib.sha256(f"{passage} {quote}".encode()).hexdigest()[:8]):
        if name in taken:
            name = f"{stem}-{suffix}"
    taken.add(name)
    return name
