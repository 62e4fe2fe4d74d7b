"""Write the one transcript format, which edition/source/transcript.py reads: `**Label:** words`, a paragraph to a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.locale.labels import Labels
from edition.model.text import Speaker
from edition.problems import Problems
from importer.detect.join_lines import joined
from importer.detect.turns import Draft, read_turns
from importer.model import Layout

_LABEL = re.compile(r"[^*]*[^\W_][^*]*")
"""What can be written as a label: at least a letter or a digit, and no asterisk."""
_MARKUP = re.compile(
    r"\\|\*\*[^*]+?[ \t]*(?::\*\*|\*\*[ \t]*[:：])|##[ \t]+\S|\[\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?\]"
)
"""What the format would take for a label, a heading or a time."""
_CLOCK = re.compile(r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?")


def name_speakers(speakers: Iterable[Speaker], labels: Labels) -> tuple[Speaker, ...]:
    """The speakers with labels that can be written: a sign such as “—”, or no label at all, becomes a word."""
    generic = {"interviewer": labels.question, "speaker": labels.interviewee}
    named = []
    for speaker in speakers:
        written = [label for label in (speaker.label, *speaker.also) if _LABEL.fullmatch(label)]
        label, *also = written or [generic.get(speaker.role) or speaker.name]
        named.append(replace(speaker, label=label, also=tuple(also)))
    return tuple(named)


def write_transcript(path: str, text: str, speakers: Sequence[Speaker], layout: Layout, labels: Labels) -> str:
    """The transcript of a file's `text`, read by its `layout`; `path` ends in .md if the file is Markdown."""
    _, _, drafts = read_turns(path, text, speakers, layout, Problems())
    named = dict(zip(map(id, speakers), name_speakers(speakers, labels), strict=True))
    known = [label for speaker in named.values() for label in (speaker.label, *speaker.also)]
    paragraphs = (paragraph for draft in drafts for paragraph in _write_turn(draft, named, known))
    return "\n\n".join(paragraphs) + "\n"


def _write_turn(draft: Draft, named: dict[int, Speaker], known: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a turn, the first with its label."""
    if draft.speaker.role == "heading":
        yield from (f"## {joined(words for _, words in pieces)}" for pieces in draft.passages)
        return
    speaker = named.get(id(draft.speaker)) or next(iter(named.values()))
    label = draft.label if draft.label in (speaker.label, *speaker.also) else speaker.label
    for number, (pieces, time) in enumerate(zip(draft.passages, draft.times, strict=True)):
        words = _escape(joined(words for _, words in pieces), known)
        clock = _CLOCK.search(time.replace("：", ":"))
        yield "".join((f"**{label}:** " if not number else "", f"[{clock[0]}] " if clock else "", words))


def _escape(words: str, labels: Iterable[str]) -> str:
    """Words that would be read as markup, behind a backslash."""
    begins = words.casefold()
    labelled = any(re.match(rf"{re.escape(label.casefold())}[ \t]*[:：](?=[ \t]|$)", begins) for label in labels)
    return f"\\{words}" if labelled or _MARKUP.match(words) else words
