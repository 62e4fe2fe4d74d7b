"""The transcript taken apart: turns, passages, and the page breaks between their pieces.

The text came out of a paged document. A block is a run of lines without a blank one; a
turn opens with a bold label, `**Question:** …`; a passage is a paragraph, and a page break
may have cut it into two blocks in mid-sentence. Healing joins such blocks with one space
and changes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..model import Exchange, Interview, Join, Passage, Speaker, Transcript, Turn
from ..problems import Place, Problem, did_you_mean, quoted
from .folder import Document

_LABEL = re.compile(r"\*\*([^*\n]{1,80}?)[ \t]*(?::[ \t]*\*\*|\*\*[ \t]*:)")
_ENDS = ".?!…:;。？！؟۔।"
_CLOSES = "\"”’'»)]"
"""A paragraph that no page break cut ends with one of _ENDS, perhaps inside quotes or brackets."""
_FOLD = re.compile(r"[ \t\n\f\v]+")
WHITE = " \t\n\f\v"
"""The white space that is folded. A no-break space is a character of the text."""


def fold(text: str) -> str:
    """`text` with each run of ASCII white space made one space, and none at its ends."""
    text = text.strip(WHITE)
    if "\n" in text or "  " in text or "\t" in text or "\f" in text or "\v" in text:  # seldom, and quickly seen
        return _FOLD.sub(" ", text)
    return text


@dataclass(slots=True)
class _Draft:
    """A turn while it is being read: each passage as its pieces with their lines."""

    speaker: Speaker
    line: int
    passages: list[list[tuple[int, str]]] = field(default_factory=list)


def read_transcript(document: Document, interview: Interview, problems: list[Problem]) -> Transcript:
    """Take the transcript apart; unknown labels and answers out of place are problems."""
    rules = _Joining(interview, problems)
    header: list[str] = []
    drafts: list[_Draft] = []
    speakers = {speaker.label: speaker for speaker in interview.speakers}
    nobody = Speaker("", "speaker", "", "", "")
    for line, block in _blocks(document.text):
        match = _LABEL.match(block)
        label = match[1].strip() if match else None
        if match and label is not None and label not in interview.not_speakers:
            if label not in speakers:
                problems.append(
                    Problem(
                        Place(document.path, line),
                        f"unknown speaker {quoted(label)}{did_you_mean(label, speakers)}; add the label to “speakers” in interview.yml, or to “not_speakers” if it is text",
                    )
                )
            drafts.append(_Draft(speakers.get(label, nobody), line))
            block = block[match.end() :]
            if text := fold(block):
                drafts[-1].passages.append([(line, text)])
        elif not drafts:
            header.append(fold(block))
        else:
            passages = drafts[-1].passages
            if passages and rules.continues(line, passages[-1][-1][1]):
                passages[-1].append((line, fold(block)))
            else:
                passages.append([(line, fold(block))])
    rules.report_unused()
    if not drafts:
        wanted = " or ".join(f"**{label}:**" for label in speakers) or "**Question:**"
        problems.append(
            Problem(Place(document.path, 1), f"nobody speaks here; a turn begins with its speaker in bold, {wanted}")
        )
    exchanges = tuple(_exchanges(drafts, document.path, problems))
    return Transcript(document.path, document.sha256, " / ".join(header), exchanges, tuple(_joins(exchanges, drafts)))


def spoken_words(lines: Iterable[str], interview: Interview) -> Iterator[str]:
    """The words of the interview straight from the file, line by line: what the proof compares with.

    Deliberately not by way of blocks, turns and passages: only the header and the
    speakers' labels are passed over.
    """
    labels = {speaker.label for speaker in interview.speakers}
    spoken, opening = False, True
    for line in lines:
        match = _LABEL.match(line) if opening else None
        if match and match[1].strip() in labels:
            spoken, line = True, line[match.end() :]
        opening = not line.strip(WHITE)
        if spoken and not opening:
            yield fold(line)


class _Joining:
    """Whether a block continues the one before it, by its look or as interview.yml says."""

    def __init__(self, interview: Interview, problems: list[Problem]) -> None:
        self.never = dict(interview.provenance.never_join)
        self.always = dict(interview.provenance.always_join)
        self.problems = problems

    def continues(self, line: int, before: str) -> bool:
        if self.never.pop(line, None):
            return False
        return bool(self.always.pop(line, None)) or before.rstrip(_CLOSES)[-1:] not in _ENDS

    def report_unused(self) -> None:
        for line, place in [*self.never.items(), *self.always.items()]:
            self.problems.append(
                Problem(
                    place,
                    f"no paragraph inside a turn begins on line {line} of the transcript; correct the number or delete it",
                )
            )


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The runs of lines without a blank one, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(WHITE):
            block.append(line)
        elif block:
            yield number - len(block), "\n".join(block)
            block = []
    if block:
        yield number - len(block) + 1, "\n".join(block)


def _exchanges(drafts: list[_Draft], path: str, problems: list[Problem]) -> Iterator[Exchange]:
    """Every interviewer's turn opens a question; the turns after it are the answer."""
    number, passage, place = 0, 0, Place(path, 1)
    turns: list[Turn] = []
    for draft in drafts:
        here = Place(path, draft.line)
        if not draft.passages:
            problems.append(
                Problem(
                    here, f"{quoted(draft.speaker.label)} says nothing here; delete the label or give the words back"
                )
            )
        if draft.speaker.role == "interviewer":
            if turns:
                yield _exchange(number, turns, place, problems)
            number, passage, place, turns = number + 1, 0, here, []
        elif not number:
            problems.append(
                Problem(
                    here,
                    f"an answer by {quoted(draft.speaker.label)} before any question; a turn of an interviewer has to come first",
                )
            )
            return
        first = passage + 1
        passage += len(draft.passages)
        turns.append(Turn(draft.speaker, tuple(_passage(n, pieces) for n, pieces in enumerate(draft.passages, first))))
    if turns:
        yield _exchange(number, turns, place, problems)


def _passage(number: int, pieces: list[tuple[int, str]]) -> Passage:
    text = " ".join(text for _, text in pieces)
    return Passage(number, text, tuple(line for line, _ in pieces), text.count(" ") + 1)


def _exchange(number: int, turns: list[Turn], place: Place, problems: list[Problem]) -> Exchange:
    if len(turns) == 1:
        problems.append(Problem(place, f"question {number} has no answer; the turn of a speaker has to follow"))
    words = sum(passage.words for turn in turns for passage in turn.passages)
    return Exchange(number, tuple(turns), words, place)


def _joins(exchanges: tuple[Exchange, ...], drafts: list[_Draft]) -> Iterator[Join]:
    pieces = (piece for draft in drafts for piece in draft.passages)
    for exchange in exchanges:
        for passage in exchange.passages:
            for (before, head), (after, tail) in pairwise(next(pieces)):
                last, first = head.split()[-4:], tail.split(maxsplit=4)[:4]
                yield Join(exchange.number, passage.number, before, after, " ".join(last), " ".join(first))
