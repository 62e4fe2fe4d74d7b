"""What stands between turns and is nobody's: headings, and labels with nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model.text import words_in
from importer.detect.sentences import ends_sentence, fold_spaces
from importer.detect.turns import Draft
from importer.formats.blocks import HEADING
from importer.model import Layout

_LONGEST = 12
"""Words of a heading that nothing marks as one; twice as many characters of a script without spaces. Found by trial."""
_OPEN = re.compile(r"[,،、;；)\]）】\"”»'’*_-]\s*$|^[\s*_]*[(\[（【-]")
"""How words end, or begin, that are no heading."""


def has_marked_headings(markdown: bool, lines: Sequence[str], drafts: Sequence[Draft], layout: Layout) -> bool:
    """Whether there are headings of Markdown between turns that don't open one."""
    if not markdown or any("#" in form for form in layout.turns) or not drafts:
        return False
    level = layout.questions.partition(" ")[2]
    found = map(HEADING.match, lines[drafts[0].line - 1 : drafts[-1].last_line])
    return any(match and str(len(match[1])) != level for match in found)


def find_headings(lines: Sequence[str], drafts: Sequence[Draft]) -> Iterator[int]:
    """Find lines that look like headings between two turns although nothing marks them: short, alone, without a stop."""
    for draft in drafts[:-1]:
        is_question = not draft.label and draft.speaker.asks and draft.passages
        if len(draft.passages) < 2 and not is_question:
            continue
        before = "".join(text for passage in draft.passages[-2:-1] for _, text in passage)
        ((line, text), *more) = draft.passages[-1]
        if not more and ends_sentence(before) and _looks_like_heading(text) and _is_alone(lines, line):
            yield line


def _looks_like_heading(text: str) -> bool:
    words = text.replace("**", "")
    is_marked = text.startswith("**") and text.endswith("**")
    if HEADING.match(text) or ends_sentence(words) or words[:1].islower():
        return False
    return words_in(words) <= _LONGEST * (1 if " " in words else 2) and (is_marked or not _OPEN.search(words))


def _is_alone(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands between blank ones, in a text that has any."""
    return all(map(str.strip, lines)) or not any(
        map(str.strip, (*lines[number - 2 : number - 1], *lines[number : number + 1]))
    )


def find_empty_turns(lines: Sequence[str], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Find labels after which nothing is said, if no other line is like theirs."""
    for draft in drafts:
        line = fold_spaces(lines[draft.line - 1])
        if not draft.passages and sum(fold_spaces(other) == line for other in lines) == 1:
            yield draft
