"""The transcript's blocks and the turns that its bold labels open: `**Question:** …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..model.editorial import Interview
from ..model.text import Speaker
from ..problems import Place, Problems, did_you_mean
from ..reading.folder import Document
from .healing import WHITE, Healing, single_spaced

_LABEL = re.compile(r"\*\*([^*\n]{1,80}?)[ \t]*(?::[ \t]*\*\*|\*\*[ \t]*:)")
_NOBODY = Speaker("", "speaker", "", "", "")


@dataclass(slots=True)
class Draft:
    """A turn while it is being read: each passage as its pieces with their lines."""

    speaker: Speaker
    line: int
    passages: list[list[tuple[int, str]]] = field(default_factory=list)


def read_turns(document: Document, interview: Interview, problems: Problems) -> tuple[str, list[Draft]]:
    """What stands above the first turn, and the turns; unknown labels are problems."""
    healing = Healing(interview.provenance)
    header: list[str] = []
    drafts: list[Draft] = []
    speakers = {speaker.label: speaker for speaker in interview.speakers}
    for line, block in _blocks(document.text):
        match = _LABEL.match(block)
        label = match[1].strip() if match else ""
        if match and label not in interview.not_speakers:
            if label not in speakers:
                place = Place(document.path, line)
                problems.at(place, "speaker-unknown", label=label, hint=did_you_mean(label, speakers))
            drafts.append(Draft(speakers.get(label, _NOBODY), line))
            if text := single_spaced(block[match.end() :]):
                drafts[-1].passages.append([(line, text)])
        elif not drafts:
            header.append(single_spaced(block))
        else:
            passages = drafts[-1].passages
            if passages and healing.continues(line, passages[-1][-1][1]):
                passages[-1].append((line, single_spaced(block)))
            else:
                passages.append([(line, single_spaced(block))])
    healing.report_unused(problems)
    if not drafts:
        wanted = " or ".join(f"**{label}:**" for label in speakers) or "**Question:**"
        problems.at(Place(document.path, 1), "speakers-none", wanted=wanted)
    return " / ".join(header), drafts


def spoken_lines(lines: Iterable[str], interview: Interview) -> Iterator[str]:
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
            yield single_spaced(line)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The runs of lines without a blank one, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip(WHITE):
            block.append(line)
        elif block:
            yield number - len(block), "\n".join(block)
            block = []
