"""What stands between turns and is nobody's: headings, and labels with nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model.text import words_in
from importer.detect.page_breaks import ends_sentence
from importer.detect.trimming import plain
from importer.detect.turns import Draft
from importer.formats.markdown import HEADING
from importer.model import Layout

_LONGEST = 12
"""Words of a heading that nothing marks as one."""
_OPEN = re.compile(r"[,،、;；)\]）】\"”»'’*_-]\s*$|^[\s*_]*[(\[（【-]")
"""How words end, or begin, that are no heading."""


def has_headings(path: str, lines: Sequence[str], drafts: Sequence[Draft], layout: Layout) -> int:
    """The line of the first heading of Markdown between turns; 0 if there is none."""
    if not path.endswith(".md") or layout.headings or any("#" in form for form in layout.turns) or not drafts[-1:]:
        return 0
    level = layout.questions.partition(" ")[2]
    last = max((line for passage in drafts[-1].passages for line, _ in passage), default=drafts[-1].line)
    here = range(drafts[0].line, last + 1)
    found = ((number, HEADING.match(lines[number - 1])) for number in here)
    return next((number for number, match in found if match and str(len(match[1])) != level), 0)


def headings(lines: Sequence[str], drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Lines that look like headings between two turns, though nothing marks them: short, alone, and without a stop."""
    for draft in drafts[:-1]:
        if len(draft.passages) < 2 and (draft.label or not draft.speaker.asks or not draft.passages):
            continue
        before, last = "".join(text for passage in draft.passages[-2:-1] for _, text in passage), draft.passages[-1]
        (line, text) = last[0]
        marked = text.startswith("**") and text.endswith("**")
        bare = text.replace("**", "")
        if (
            len(last) == 1
            and (not before or ends_sentence(before))
            and not HEADING.match(text)
            and not ends_sentence(bare)
            and words_in(bare) <= _LONGEST * (1 if " " in bare else 2)
            and (marked or not _OPEN.search(bare))
            and not bare[:1].islower()
            and _is_alone(lines, line)
        ):
            yield line, bare


def _is_alone(lines: Sequence[str], number: int) -> bool:
    above, below = (lines[n - 1].strip() if 0 < n <= len(lines) else "" for n in (number - 1, number + 1))
    blank = any(not line.strip() for line in lines)
    return not blank or (not above and not below)


def nothing_said(lines: Sequence[str], drafts: Sequence[Draft]) -> Iterator[tuple[str, Draft]]:
    """Labels after which nothing is said, each as its whole line, where no other line is like it."""
    for draft in drafts:
        line = plain(lines[draft.line - 1])
        if not draft.passages and sum(plain(other) == line for other in lines) == 1:
            yield line, draft
