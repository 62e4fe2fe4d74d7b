"""Which labels open turns, and in which shapes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ..healing import ends_sentence
from ..names import looks_like_name, style
from .known import ASKS_SOMEWHERE, MARKS, known
from .shapes import ALONE, SHAPES, WEAK, Hit


def _plausible(hit: Hit) -> bool:
    """Whether somebody may be called so, in this shape."""
    label, shape, kind = hit.label, hit.shape, known(hit.label)
    if label in MARKS:
        return shape == "{speaker} {text}" and (hit.first or hit.ends)
    if "{number}" in shape or shape in ("{speaker} {text}", "{speaker}) {text}"):
        return kind in ("asks", "answers") and (
            shape != "{speaker} {text}" or ((label[:1].isupper() or not label.isascii()) and (hit.first or hit.ends))
        )
    if kind:
        return True
    if shape in WEAK:
        titled = re.match(r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Chair\w*|Secretary|Senator|The)\b\.? \S", label)
        if shape == "{speaker}. {text}":
            return looks_like_name(label) and (style(label) == "capitals" or bool(titled)) and len(label) > 3
        return looks_like_name(label) and len(label) > 1 and (hit.first or hit.ends)
    if shape.startswith("**{speaker}") and shape.endswith(":** {text}"):
        return len(label.split()) <= 8 and not ASKS_SOMEWHERE.search(label)
    return looks_like_name(label) and not (shape in ALONE and ends_sentence(label))


def accepted_labels(hits: Sequence[Hit], words: int) -> dict[str, Counter[str]]:
    """The labels that open turns, each with its shapes; what other labels are is doubtful."""
    lines: dict[str, set[int]] = defaultdict(set)
    shapes: dict[str, Counter[str]] = defaultdict(Counter)
    for hit in hits:
        if _plausible(hit):
            lines[hit.label].add(hit.line)
            shapes[hit.label][hit.shape] += 1
    kinds = {known(label) for label in lines}
    both = {"asks", "answers"} <= kinds
    often = 2 if words < 1500 else 3
    out = {}
    for label, where in lines.items():
        kind, count = known(label), len(where)
        bare = set(shapes[label]) <= {"{speaker} {text}"}
        if kind == "nobody":
            continue
        if label in MARKS:
            good = count >= 3
        elif kind and len(label) <= 2:
            good = count >= 2 and (kind == "asks" or both)
        elif kind:
            good = count >= (2 if bare or set(shapes[label]) <= set(WEAK) else 1)
        else:
            good = count >= often
        if good:
            out[label] = shapes[label]
    return _without_articles(out, lines)


def _without_articles(out: dict[str, Counter[str]], lines: Mapping[str, set[int]]) -> dict[str, Counter[str]]:
    """Without an “A” that is no answer but an article: where others answer, or where it stands without questions."""
    bare = {label for label, shapes in out.items() if set(shapes) <= {"{speaker} {text}"} and label not in MARKS}
    asking = sum(len(lines[label]) for label in out if known(label) == "asks")
    for label in bare:
        others = [other for other in out if other != label and known(other) != "asks" and other not in bare]
        if known(label) == "answers" and (others or len(lines[label]) < asking / 3):
            out = {other: shapes for other, shapes in out.items() if other != label}
    return out


def chosen_hits(hits: Sequence[Hit], accepted: Mapping[str, Counter[str]]) -> list[Hit]:
    """For each line the shape in which its label opens a turn."""
    best: dict[int, Hit] = {}
    order = {
        shape: number
        for number, shape in enumerate(dict.fromkeys((*SHAPES, "# {speaker}", *(hit.shape for hit in hits))))
    }
    for hit in hits:
        if hit.label not in accepted or not _plausible(hit):
            continue
        there = best.get(hit.line)
        if there is None or order[hit.shape] < order[there.shape]:
            best[hit.line] = hit
    shapes = Counter(hit.shape for hit in best.values())
    marked = sum(count for shape, count in shapes.items() if shape != "{speaker} {text}" and shape not in WEAK)
    return [
        hit
        for hit in sorted(best.values(), key=lambda hit: hit.line)
        if hit.shape not in WEAK or marked < shapes[hit.shape] or shapes[hit.shape] >= marked / 2
    ]


def seen_labels(hits: Sequence[Hit]) -> str:
    """What looks like labels and isn't taken for them, for a message."""
    counts = Counter(hit.label for hit in hits if hit.shape in ("{speaker}: {text}", "**{speaker}:** {text}"))
    return ", ".join(f"“{label}” ({count})" for label, count in counts.most_common(3))
