"""Write the one transcript format, which edition/source/transcript.py reads: `**Label:** words`, a paragraph per line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.locale.labels import Labels
from edition.model.text import HEADING, Speaker
from importer.detect.sentences import join_lines
from importer.detect.turns import Draft

_LABEL = re.compile(r"[^*]*[^\W_][^*]*")
"""What can be written as a label: at least a letter or a digit, and no asterisk."""
_TIME = r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?"
_MARKUP = re.compile(rf"\\|\*\*[^*]+?[ \t]*(?::\*\*|\*\*[ \t]*[:：])|##[ \t]+\S|\[{_TIME}\]")
"""What the format would take for a label, a heading or a time."""


def name_speakers(speakers: Iterable[Speaker], labels: Labels) -> list[Speaker]:
    """Name speakers with labels that can be written: a sign such as “—”, or no label at all, becomes a word."""
    generic = {"interviewer": labels.question, "speaker": labels.interviewee}
    named = []
    for speaker in speakers:
        written = [label for label in (speaker.label, *speaker.also) if _LABEL.fullmatch(label)]
        label, *also = written or [generic.get(speaker.role) or speaker.name]
        named.append(replace(speaker, label=label, also=tuple(also)))
    return named


def write_transcript(turns: Sequence[tuple[Speaker, Draft]]) -> tuple[str, list[tuple[int, int]]]:
    """Write the transcript; returns also the lines that were read with the lines that they became, in order."""
    labels = dict.fromkeys(label for speaker, _ in turns for label in (speaker.label, *speaker.also) if label)
    paragraphs, places = list[str](), list[tuple[int, int]]()
    before = HEADING
    for speaker, draft in turns:
        places.append((draft.line, 2 * len(paragraphs) + 1))
        continues = speaker is before and speaker is not HEADING and not draft.label
        before = speaker
        for pieces, paragraph in zip(
            draft.passages, _write_turn(speaker, draft, continues, tuple(labels)), strict=True
        ):
            places += ((line, 2 * len(paragraphs) + 1) for line, _ in pieces)
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs) + "\n", sorted(places)


def _write_turn(speaker: Speaker, draft: Draft, continues: bool, labels: Sequence[str]) -> Iterator[str]:
    """Write the paragraphs of a turn, the first with its label unless it continues the turn before."""
    label = draft.label if draft.label in speaker.also else speaker.label
    head = "## " if speaker is HEADING else "" if continues else f"**{label}:** "
    for pieces, time in zip(draft.passages, draft.times, strict=True):
        words = join_lines(text for _, text in pieces)
        if speaker is HEADING:
            yield f"{head}{words}"
            continue
        clock = re.search(_TIME, time.replace("：", ":"))
        yield "".join((head, f"[{clock[0]}] " if clock else "", _escape(words, labels)))
        head = ""


def _escape(words: str, labels: Iterable[str]) -> str:
    """Put a backslash before words that would be read as markup."""
    begins = words.casefold()
    is_labelled = any(re.match(rf"{re.escape(label.casefold())}[ \t]*[:：](?=[ \t]|$)", begins) for label in labels)
    return f"\\{words}" if is_labelled or _MARKUP.match(words) else words
