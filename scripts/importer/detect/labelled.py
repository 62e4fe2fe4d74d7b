"""Which labels open turns, and in which shapes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from edition.model.text import words_in
from importer.detect.known import classify_label, is_dash, is_mark
from importer.detect.names import find_style, looks_like_name, shortens
from importer.detect.openings import is_bare_label
from importer.detect.sentences import ASKS_SOMEWHERE, ends_sentence
from importer.detect.shapes import ALONE, BARE, JOINED, LONE, SEPARATED, SHAPES, WEAK, Hit

Shapes = dict[str, Counter[str]]
"""Labels, each with how often it stands in which shape."""
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Chair\w*|Secretary|Senator|The)\b\.? [A-ZÀ-ÝА-Я][^()\[\]]*$")
_HANDLE = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2}")
"""A label that isn't written as a name: qbc, Le ministre."""

_MOST_WORDS = 8
"""Words of a label in bold."""
_SHORT = 1500
"""Words of a text in which a name that occurs twice may be a label; in longer ones it must occur three times."""


def is_plausible(hit: Hit) -> bool:
    """Whether somebody may be called so, in this shape."""
    label, shape, kind = hit.label, hit.shape, classify_label(hit.label)
    if is_mark(label):
        return shape in (BARE, JOINED) and hit.begins
    if shape == BARE or "{number}" in shape or shape == "{speaker}) {text}":
        return kind in ("asks", "answers") and (shape != BARE or (hit.begins and _is_capital_letter(label)))
    if shape in LONE:
        is_name = bool(kind) or (looks_like_name(label) and not ends_sentence(label))
        return is_name and (hit.begins or find_style(label) == "capitals")
    return (len(label) > 2 or not label.islower()) if kind else _is_plausible_name(hit)


def _is_capital_letter(label: str) -> bool:
    return is_bare_label(label) and (label[:1].isupper() or not label.isascii())


def _is_plausible_name(hit: Hit) -> bool:
    """Do the same for labels that say nothing by themselves."""
    label, shape = hit.label, hit.shape
    if shape == "{speaker}. {text}":
        is_titled = find_style(label) == "capitals" or _TITLED.match(label)
        return looks_like_name(label) and bool(is_titled) and len(label) > 3
    if shape in WEAK:
        return looks_like_name(label) and len(label) > 1 and hit.begins
    if shape.startswith("**{speaker}") and shape.endswith(":** {text}"):
        return len(label.split()) <= _MOST_WORDS and not ASKS_SOMEWHERE.search(label)
    is_name = looks_like_name(label) or bool(_HANDLE.fullmatch(label))
    return is_name and not (shape in ALONE and ends_sentence(label))


def accept_labels(hits: Sequence[Hit], lines: Sequence[str], form_is_known: bool) -> tuple[Shapes, list[Hit]]:
    """Choose the labels that open turns, each with its shapes; returns also the first turns of those that do so once.

    If somebody has said in which form turns begin, one is enough.
    """
    where: dict[str, set[int]] = defaultdict(set)
    shapes: Shapes = defaultdict(Counter)
    for hit in filter(is_plausible, hits):
        where[hit.label].add(hit.line)
        shapes[hit.label][hit.shape] += 1
    often = 2 if sum(map(words_in, lines)) < _SHORT else 3
    begins = {hit.label for hit in hits if hit.begins or hit.shape in LONE}
    out = {label: shapes[label] for label in where if label in begins and _opens_turns(label, where, shapes, often)}
    out = _drop_articles(out, where)
    out = {label: some for label, some in out.items() if not _is_heading(label, out, where, lines)}
    once = _find_any(hits, out) if form_is_known else _find_company(hits, out, where, lines)
    out |= {hit.label: shapes[hit.label] for hit in once}
    for label in where:
        if label not in out and _is_apart(label, shapes[label]) and _is_kin(label, out):
            out[label] = shapes[label]
    return out, once


def _is_apart(label: str, shapes: Collection[str]) -> bool:
    """Whether a name occurs in a shape that other words hardly have."""
    is_apart = any(shape not in (*LONE, *WEAK) or shape.endswith(SEPARATED) for shape in shapes)
    return is_apart and not classify_label(label)


def _opens_turns(label: str, where: Mapping[str, set[int]], shapes: Shapes, often: int) -> bool:
    """Whether a label occurs often enough, and not only in shapes that other words may have."""
    count, kind = len(where[label]), classify_label(label)
    if kind == "nobody":
        return False
    if is_mark(label):
        return sum(len(where[other]) for other in where if other == label or (is_dash(label) and is_dash(other))) >= 3
    if shapes[label].keys() <= {*LONE}:
        return count >= 2
    if kind:
        return _opens_known(label, kind, where, shapes[label].keys())
    if not looks_like_name(label):
        return count >= max(3, sum(map(len, where.values())) / 5)
    return count >= often


def _opens_known(label: str, kind: str, where: Mapping[str, set[int]], shapes: Collection[str]) -> bool:
    """Do the same for a label that says by itself who speaks; of letters both sides must be there."""
    is_loose = {*shapes} <= {BARE, *WEAK}
    if len(label) <= 2:
        has_both = {"asks", "answers"} <= {*map(classify_label, where)}
        return (len(where[label]) >= 2 and (kind == "asks" or has_both)) or (has_both and not is_loose)
    if {*shapes} <= {*WEAK}:
        return sum(len(lines) for other, lines in where.items() if classify_label(other) == kind) >= 2
    return len(where[label]) >= (2 if is_loose else 1)


def _is_heading(label: str, out: Shapes, where: Mapping[str, set[int]], lines: Sequence[str]) -> bool:
    """Whether “Interviewer: Jane Doe” stands above the interview and says who that is, instead of opening a turn."""
    (line, *more) = sorted(where[label])
    others = [min(where[other]) for other in out if other != label and len(where[other]) > 1]
    if more or not classify_label(label) or not others or line > min(others):
        return False
    value = re.sub(r"^[^:：]*[:：][\s*]*|[(（][^()（）]*[)）]", "", lines[line - 1]).strip()
    return (looks_like_name(value) or bool(_HANDLE.fullmatch(value))) and not ends_sentence(value)


def _is_kin(label: str, out: Collection[str]) -> bool:
    """Whether a label is a shorter or a longer one of somebody who speaks."""
    return any(
        shortens(label, other) or shortens(other, label)
        for other in out
        if not classify_label(other) and not is_mark(other)
    )


def _find_any(hits: Sequence[Hit], out: Collection[str]) -> list[Hit]:
    """Find labels that open a turn, each once, if somebody has said in which form."""
    return list({hit.label: hit for hit in hits if hit.label not in out and _is_rare_label(hit)}.values())


def _find_company(hits: Sequence[Hit], out: Shapes, where: Mapping[str, set[int]], text: Sequence[str]) -> list[Hit]:
    """Find labels that open only one turn, but are among others that are written like them."""
    shapes = Counter(shape for some in out.values() for shape in some if shape not in (*LONE, BARE, JOINED))
    styles = {find_style(label) for label in out if not is_mark(label)}
    lines = [line for label in out for line in where[label]]
    if not shapes or len(lines) < 4:
        return []
    among = range(min(lines) + 1, max(lines))
    found: dict[str, Hit] = {}
    for hit in hits:
        fits = hit.label not in out and hit.shape in shapes and find_style(hit.label) in styles
        if fits and _is_rare_label(hit) and (hit.line in among or _says_something(hit, min(lines), text)):
            found.setdefault(hit.label, hit)
    return list(found.values())


def _is_rare_label(hit: Hit) -> bool:
    """Whether a label is enough of one to open a turn though it stands there once."""
    label = hit.label
    several = len(label.split()) > 1 or find_style(label) == "capitals"
    fits = hit.follows or (find_style(label) == "other" and hit.asks)
    return (
        hit.begins
        and classify_label(label) != "nobody"
        and bool(several or classify_label(label) or (hit.shape not in WEAK and fits))
        and looks_like_name(label)
        and is_plausible(hit)
    )


def _says_something(hit: Hit, first: int, lines: Sequence[str]) -> bool:
    """Whether a label just above the first turn opens one: whole sentences, and nothing else in between."""
    said = [line for line in lines[hit.line - 1 : first - 1] if line.strip()]
    return hit.line < first and len(said) <= 3 and words_in(said[0]) >= 6 and all(map(ends_sentence, said))


def _drop_articles(out: Shapes, lines: Mapping[str, set[int]]) -> Shapes:
    """Without an “A” that is no answer but an article: where others answer, or where it stands without questions."""
    bare = {label for label, shapes in out.items() if set(shapes) <= {BARE} and not is_mark(label)}
    asking = sum(len(lines[label]) for label in out if classify_label(label) == "asks")
    for label in bare:
        others = [other for other in out if other != label and classify_label(other) != "asks" and other not in bare]
        if classify_label(label) == "answers" and (others or len(lines[label]) < asking / 3):
            out = {other: shapes for other, shapes in out.items() if other != label}
    return out


def choose_hits(hits: Sequence[Hit], accepted: Mapping[str, Counter[str]], lines: Sequence[str]) -> list[Hit]:
    """For each line the shape in which its label opens a turn."""
    best: dict[int, Hit] = {}
    order = {
        shape: number
        for number, shape in enumerate(dict.fromkeys((*SHAPES, "# {speaker}", *(hit.shape for hit in hits))))
    }
    for hit in hits:
        if hit.label not in accepted or not is_plausible(hit):
            continue
        there = best.get(hit.line)
        if there is None or order[hit.shape] < order[there.shape]:
            best[hit.line] = hit
    turns = _drop_strays(sorted(best.values(), key=lambda hit: hit.line))
    turns = _drop_words(_drop_lists(turns), lines)
    shapes = Counter(hit.shape for hit in turns)
    marked = sum(count for shape, count in shapes.items() if shape not in (BARE, JOINED, *WEAK, *LONE))
    lone = [hit for hit in turns if hit.shape in LONE]
    if len(lone) < 2 * marked or not take_turns(turns):
        turns = [hit for hit in turns if hit.shape not in LONE]
    return [hit for hit in turns if hit.shape not in WEAK or marked < 2 * shapes[hit.shape]]


def _drop_strays(turns: list[Hit]) -> list[Hit]:
    """Without “A talk by the sea”, where A is a label that has a colon everywhere else."""
    shapes: Shapes = defaultdict(Counter)
    for hit in turns:
        shapes[hit.label][hit.shape] += 1
    loose = (BARE, *WEAK, *LONE)
    return [
        hit
        for hit in turns
        if hit.shape not in loose or 3 * shapes[hit.label][hit.shape] >= max(shapes[hit.label].values())
    ]


def _drop_words(turns: list[Hit], lines: Sequence[str]) -> list[Hit]:
    """Without “A ship came”, where A is a word: a letter may stand bare only where no letter has a sign behind it."""
    letters = [hit for hit in turns if is_letter(hit.label)]
    shapes = {hit.shape for hit in letters}
    small = sum(hit.small for hit in letters) < len(letters) / 3
    words = {hit.label for hit in letters if _is_word(hit.label, lines)}
    kept: list[Hit] = []
    for hit in turns:
        again = bool(kept) and kept[-1].label == hit.label
        if not is_letter(hit.label) or hit.shape not in (BARE, *WEAK):
            is_word = False
        elif hit.shape == BARE:
            is_word = shapes != {BARE} or (small and hit.small) or (again and hit.label in words)
        else:
            is_word = again and not shapes <= {BARE, *WEAK}
        if not is_word:
            kept.append(hit)
    return kept


def is_letter(label: str) -> bool:
    """Whether a label is one letter, which may be a word as well."""
    return is_bare_label(label) and not is_mark(label)


def _is_word(label: str, lines: Iterable[str]) -> bool:
    """Whether a label is a word of the text, written small."""
    word = re.compile(rf"[^\W\d_] {re.escape(label.rstrip('.').lower())} [^\W\d_]")
    return any(word.search(line) for line in lines)


def _drop_lists(turns: list[Hit]) -> list[Hit]:
    """Without signs that set off the items of a list, one after the other, where others have a label."""
    marks = Counter(hit.label for hit in turns if is_mark(hit.label))
    if len(marks) == len({hit.label for hit in turns}):
        return turns
    again = Counter(hit.label for before, hit in pairwise(turns) if before.label == hit.label)
    lists = {mark for mark, count in marks.items() if again[mark] > 0.3 * count}
    return [hit for hit in turns if hit.label not in lists]


def take_turns(hits: Sequence[Hit]) -> bool:
    """Whether labels that might be remarks or headings change like voices do: one that speaks is followed by another."""
    changes = sum(before.label != after.label for before, after in pairwise(hits))
    counts = Counter(hit.label for hit in hits)
    return len(hits) >= 4 and changes >= 0.7 * (len(hits) - 1) and counts.most_common(2)[-1][1] >= 2 and len(counts) > 1


def list_seen_labels(hits: Sequence[Hit]) -> str:
    """List what looks like labels and isn't taken for them, for a message."""
    counts = Counter(hit.label for hit in hits if hit.shape in ("{speaker}: {text}", "**{speaker}:** {text}"))
    seen = ", ".join(f"“{label}” ({count})" for label, count in counts.most_common(3))
    return f" (what might be labels stands there too seldom, or isn’t one: {seen})" if seen else ""
