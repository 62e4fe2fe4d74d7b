"""Read source/transcript.md: turns that a label opens, headings and times, one paragraph to a line.

    **Question:** I would like to begin this conversation …

    **Sergey Lavrov:** [00:00:41] Overall, I think that everyone has already drawn their conclusions. …

    We have got used to this over the past years. …

    ## A heading that nobody says

Everything else is text, never markup. A backslash before the first word of a paragraph makes what would be a label, a
heading or a time plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from edition.model.text import HEADING, Exchange, Passage, Speaker, Transcript, Turn
from edition.problems import Place, Problems, suggest_nearest
from edition.source.files import Document

_NOBODY = Speaker("", "speaker", "", "", "")
_SPACES = re.compile(r"[ \t]+")
_LABEL = re.compile(r"\*\*([^*]+):\*\*(?:[ \t]+|$)")
_ALMOST_LABEL = re.compile(r"\*\*[ \t]*([^*]+?)[ \t]*(?:[:：][ \t]*\*\*|\*\*[ \t]*[:：])")
_PLAIN_LABEL = re.compile(r"([^*:：]{1,80}?)[ \t]*[:：](?=[ \t]|$)")
_HEADING = re.compile(r"##[ \t]+(?=\S)")
_TIME = re.compile(r"\[(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)\](?:[ \t]+|$)")


@dataclass(slots=True)
class _OpenTurn:
    """A turn while it is being read."""

    speaker: Speaker
    label: str
    line: int
    paragraphs: list[tuple[int, str, str]] = field(default_factory=list)
    """The line, the time and the words of each."""


def read_transcript(
    document: Document, speakers: Iterable[Speaker], left_out: tuple[str, ...], problems: Problems
) -> Transcript:
    """Take the transcript apart into questions, turns and numbered passages.

    Whatever leaves open who says something is a problem.
    """
    labels = {label: speaker for speaker in speakers for label in (speaker.label, *speaker.also) if label}
    turns = _read_turns(document, labels, problems)
    for turn in turns:
        if turn.label and not turn.paragraphs:
            problems.at(Place(document.path, turn.line), "turn-empty", label=turn.label)
    exchanges = tuple(_number_passages(number, some, document.path) for number, some in _divide(turns))
    return Transcript(document.path, document.sha256, exchanges, left_out)


def _read_turns(document: Document, labels: Mapping[str, Speaker], problems: Problems) -> list[_OpenTurn]:
    turns: list[_OpenTurn] = []
    for line, text in _read_paragraphs(document, problems):
        place = Place(document.path, line)
        if heading := _HEADING.match(text):
            turns.append(_OpenTurn(HEADING, "", line, [(line, "", text[heading.end() :])]))
            continue
        if label := _LABEL.match(text):
            turns.append(_OpenTurn(_find_speaker(label[1], labels, place, problems), label[1], line))
            text = text[label.end() :]
        elif almost := _find_label_in_another_form(text, labels):
            problems.at(place, "label-otherwise", label=almost)
        elif not turns or turns[-1].speaker is HEADING:
            problems.at(place, "label-absent", text=text, wanted=next(iter(labels), "Question"))
            turns.append(_OpenTurn(_NOBODY, "", line))  # so that the next paragraph isn't reported for the same cause
        if turns and (words := _read_words(text)):
            turns[-1].paragraphs.append((line, *words))
    return turns


def _read_paragraphs(document: Document, problems: Problems) -> Iterator[tuple[int, str]]:
    """Each line that isn't blank, with its number; runs of spaces and tabs are one space."""
    run = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        words = _SPACES.sub(" ", line).strip(" ")
        run = run + 1 if words else 0
        if run == 2:  # once for all lines of the run
            problems.at(Place(document.path, number), "paragraph-lines", line=number - 1)
        if words:
            yield number, words


def _find_speaker(label: str, labels: Mapping[str, Speaker], place: Place, problems: Problems) -> Speaker:
    if speaker := labels.get(label):
        return speaker
    problems.at(place, "speaker-unknown", label=label, hint=suggest_nearest(label, labels))
    return _NOBODY


def _find_label_in_another_form(text: str, labels: Mapping[str, Speaker]) -> str:
    """The label that a paragraph begins with in a form that isn't `**Label:** `; empty if there is none."""
    folded = {label.casefold(): label for label in labels}
    for pattern in (_ALMOST_LABEL, _PLAIN_LABEL):
        if (found := pattern.match(text)) and (label := folded.get(found[1].casefold())):
            return label
    return ""


def _read_words(text: str) -> tuple[str, str] | None:
    """The time and the words of a paragraph, after its label; None if there are no words."""
    time = _TIME.match(text)
    words = text[time.end() :] if time else text
    return (time[1] if time else "", words.removeprefix("\\")) if words else None


def _divide(turns: list[_OpenTurn]) -> Iterator[tuple[int, list[_OpenTurn]]]:
    """The turns of each question: those that call it up, those that ask it, and all up to the next.

    Questions that nobody has answered yet are one. What is said before the first is number 0.
    """
    number = 0
    here: list[_OpenTurn] = []
    for turn in turns:
        if turn.speaker.asks and (not number or any(one.speaker.answers for one in here)):
            ends = (n for n, one in enumerate(reversed(here)) if one.speaker.answers or one.speaker.asks)
            calls_up = next(ends, len(here))
            before, here = here[: len(here) - calls_up], here[len(here) - calls_up :]
            if before:
                yield number, before
            number += 1
        here.append(turn)
    if here:
        yield number, here


def _number_passages(question: int, turns: list[_OpenTurn], path: str) -> Exchange:
    numbered, passage = list[Turn](), 0
    for turn in turns:
        passages = tuple(
            Passage(question, number, turn.speaker, words, line, time)
            for number, (line, time, words) in enumerate(turn.paragraphs, passage + 1)
        )
        numbered.append(Turn(turn.speaker, passages, turn.label))
        passage += len(passages)
    return Exchange(question, tuple(numbered), Place(path, turns[0].line))
