"""The interview as plain text: what its readers keep, and what annotations on it count their places in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.locale.labels import Labels
from edition.model.edition import Edition, Question
from edition.model.text import Passage
from edition.resolve.colophon import colophon
from edition.source.publication import Publication

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without a word of the editors' below its first lines."""

    text: str
    starts: Mapping[str, int]
    """By the name of a passage, how many characters (code points) stand before its first word."""


def plain(edition: Edition, publication: Publication) -> Plain:
    """The whole interview: a block for each passage."""
    about = colophon(edition, publication, noted=False)
    blocks, starts = ["\n".join((about.title, *about.lines))], {}
    at = len(blocks[0])
    for question in edition.questions:
        blocks.append(heading(question, edition.interview.labels))
        at += len(_GAP) + len(blocks[-1])
        for passage in question.passages:
            blocks.append(line(passage))
            at += len(_GAP) + len(blocks[-1])
            starts[passage.name] = at - len(passage.text)
    return Plain(_GAP.join(blocks) + "\n", starts)


def heading(question: Question, labels: Labels) -> str:
    """What stands above a question where the editors' title doesn't: `Question 3`."""
    return f"{labels.question} {question.number}" if question.number else labels.statement


def line(passage: Passage) -> str:
    """A passage behind its number and its speaker's name, if it has one; a tab stands before its words and nowhere else."""
    return f"{f'{passage.name} {passage.speaker.name}'.rstrip()}:\t{passage.text}"
