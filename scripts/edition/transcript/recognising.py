"""How an unknown transcript is laid out and who speaks in it, as far as it shows; and every doubt that is left.

Nothing here is needed to build an edition: what is recognised is written into interview.yml once,
for an editor to see and to correct, and is read from there ever after.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

import yaml

from ..labels import WORDS, labels_in
from ..model.editorial import NO_PROVENANCE, Interview, Layout
from ..model.forms import Form, compiled, forms_of, goes_on
from ..model.text import UNSPACED, Speaker, words_in
from ..problems import Problem, Problems
from ..reading.folder import Document
from .flowing import hyphens
from .healing import ends_sentence
from .names import looks_like_name, style
from .openings import ANY, Openings
from .turns import Draft, read_turns

SHAPES = (
    "**{speaker}:** [{time}] {text}",
    "**{speaker}:** ({time}) {text}",
    "**{speaker} ({time}):** {text}",
    "**{speaker} [{time}]:** {text}",
    "**[{time}] {speaker}:** {text}",
    "[{time}] **{speaker}:** {text}",
    "**{speaker}** ({time}): {text}",
    "**{speaker}** [{time}]: {text}",
    "**{speaker}**: [{time}] {text}",
    "**{speaker}** ({time})",
    "**{speaker}** {time}",
    "*{speaker} ({time})*: {text}",
    "*{speaker} ({time}):* {text}",
    "# {speaker} ({time})",
    "[{time}] {speaker}: {text}",
    "({time}) {speaker}: {text}",
    "{time} {speaker}: {text}",
    "{speaker} ({time}): {text}",
    "{speaker} [{time}]: {text}",
    "{speaker}: [{time}] {text}",
    "{speaker}: ({time}) {text}",
    "{speaker} ({time})",
    "{speaker} {time}",
    "**{speaker}:** {text}",
    "*{speaker}:* {text}",
    "**{speaker}{number}: {text}**",
    "**{speaker}: {text}**",
    "**{speaker}. {text}**",
    "**{speaker}** - {text}",
    "**{speaker}.** {text}",
    "**{speaker}**",
    "# {speaker}:",
    "{speaker}{number}: {text}",
    "{speaker}{number}. {text}",
    "{speaker} ({remark}): {text}",
    "{speaker}: {text}",
    "{speaker} - {text}",
    "{speaker}. {text}",
    "{speaker}) {text}",
    "{speaker} {text}",
)
"""Forms that real transcripts have, those that say more first."""
MARKS = "■□◆◇●○▪▫•◼►▶★☆※–—―-"
"""Signs that stand for a speaker."""

_FOOT = re.compile(
    r"(?i)\W*(?:(?:END|###+|-30-)\b|#{2,}\s*$|[*_=—–-]{3,}\s*$|(?:\*\s*){3,}$|©|\(c\)|copyright\b|all rights reserved|source\s*:|tags?\s*:"
    r"|read more|related (?:articles|posts|links)|share this|follow us|subscribe|photo(?:s| credits?)?\s*:|\[[\w^-]{1,40}\]:\s|https?://\S+\s*$|<https?:|interview(?:ed)? by\b"
    r"|this (?:interview|transcript) (?:was|has been)\b|transcri(?:pt|bed|ption) by\b|источник\s*:|©|相关|相關|責任編輯|责任编辑|本文)"
)
"""What begins what follows an interview."""
_FRONT = re.compile(
    r"\s*(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*(?:\n|$)|\{\s*\n.*?\n\}[ \t]*(?:\n|$))",
    re.S,
)
_ASKS = re.compile(r"[?？؟;][\s\"”’»)\]）」』*_]*$")
_ASKS_SOMEWHERE = re.compile(r"[?？؟]")
FEWEST_TURNS, FEWEST_WORDS = 4, 40
DEBATE = 12
"""Voices beyond which a text without a chief voice is a debate."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks."""

    label: str
    also: tuple[str, ...]
    role: str
    turns: int
    words: int
    asking: float
    """The share of turns that end with a question."""

    @property
    def generic(self) -> bool:
        """Whether the label names nobody, as “Question” does."""
        return bool(known(self.label)) or not any(char.isalpha() for char in self.label)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided by its look."""

    code: str
    line: int
    """0 where it is about the whole."""
    facts: Mapping[str, object] = field(default_factory=dict)


class NotRecognisedError(Exception):
    """The text can't be read as an interview; `code` says why, and what would help."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a transcript."""

    layout: Layout
    voices: tuple[Voice, ...]
    not_speakers: tuple[str, ...]
    always_join: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    sure: bool
    """Whether it is clear who asks."""
    statement: int
    """Words before the first question."""


def recognise(
    path: str,
    text: str,
    asks: Sequence[str] = (),
    turns: Sequence[str] = (),
    voices: Sequence[str] = (),
    all_named: bool = False,
) -> Recognised:
    """How the transcript at `path` (whose ending says what it is) is laid out.

    `asks` are labels known to ask, `turns` forms in which turns begin, if somebody says so; `voices` are
    labels that speak for certain; with `all_named` there are no others.

    Raises NotRecognisedError when it is no interview, or none that can be told from its text.
    """
    lines = text.split("\n")
    if all_named:
        return _known_by_format(path, text, Layout(turns=tuple(turns), heals=False), voices, asks)
    _refuse_at_sight(text, lines)
    body = text.count("\n", 0, found.end()) if (found := _FRONT.match(text)) else 0
    layout, labels, doubts = _laid_out(path, lines, body, tuple(turns))
    layout = replace(layout, turns=(*layout.turns, *filter(goes_on, turns)))
    labels = [*labels, *(voice for voice in voices if voice not in labels)]
    layout, more = _trimmed(path, lines, layout, labels)
    return _settled(path, text, layout, labels, [*doubts, *more], tuple(asks))


def _known_by_format(path: str, text: str, layout: Layout, voices: Sequence[str], asks: Sequence[str]) -> Recognised:
    """Who asks, where nothing else has to be found out."""
    if (words := words_in(text)) < FEWEST_WORDS:
        raise NotRecognisedError("is-short", words=words)
    if len(voices) == 1:
        raise NotRecognisedError("one-named", label=voices[0])
    return _settled(path, text, layout, voices, [], tuple(asks))


def _refuse_at_sight(text: str, lines: Sequence[str]) -> None:
    words = words_in(text)
    if len(re.findall(r"</?(?:p|div|span|br|html|body|td|li)\b", text)) > max(5, words // 100):
        raise NotRecognisedError("is-html")
    if words < FEWEST_WORDS:
        raise NotRecognisedError("is-short", words=words)
    if sum(bool(line.strip()) for line in lines) < FEWEST_TURNS:
        raise NotRecognisedError("is-one-line", lines=sum(bool(line.strip()) for line in lines))


# what opens turns


@cache
def _known() -> dict[str, frozenset[str]]:
    with open(WORDS / "voices.yml", encoding="utf-8") as file:
        kinds: dict[str, list[str]] = yaml.safe_load(file)
    return {kind: frozenset(_key(label) for label in labels) for kind, labels in kinds.items()}


def _key(label: str) -> str:
    return re.sub(r"[\s№#]*\d{1,4}$", "", label.casefold().strip().rstrip(".")).strip()


def known(label: str) -> str:
    """`asks`, `answers`, `moderates` or `nobody` for a label that says so by itself; else empty."""
    key = _key(re.sub(r"\s*[(（\[].*?[)）\]]\s*", " ", label))
    return next((kind for kind, labels in _known().items() if key in labels), "")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A line that a label may open."""

    line: int
    shape: str
    label: str
    first: bool
    """Whether it begins a block."""
    ends: bool
    """Whether the line before ends a sentence."""


_ALONE = (
    "**{speaker}**",
    "{speaker} ({time})",
    "{speaker} {time}",
    "**{speaker}** ({time})",
    "**{speaker}** {time}",
    "# {speaker}",
    "# {speaker} ({time})",
)
_STOPS = ("{speaker}. {text}", "**{speaker}. {text}**", "**{speaker}.** {text}")
_STOPPED = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Prof|Mme|Hr|Fr|Sra?)\.[^\S\n]+)?[^\W\d_][^.:：\n*]{0,60}?"
"""A label before a full stop, which may have one of its own."""
_WEAK = ("{speaker} - {text}", "{speaker}. {text}", "{speaker}) {text}", "{speaker}{number}. {text}")


@cache
def _shapes() -> tuple[Form, ...]:
    short = "|".join(
        re.escape(label) for kind in ("asks", "answers") for label in sorted(_raw(kind), key=len, reverse=True)
    )
    bare = rf"(?i:{short})(?![^\W\d])|[{re.escape(MARKS)}]"
    forms = []
    for shape in (*SHAPES, "# {speaker}"):
        label = (
            bare if shape in ("{speaker} {text}", "{speaker}) {text}") or "{number}" in shape else ANY["**" in shape]
        )
        forms.append(compiled(shape, _STOPPED if shape in _STOPS else label))
    return tuple(forms)


def _raw(kind: str) -> Iterable[str]:
    return _known()[kind]


def _hits(lines: Sequence[str], body: int, forms: tuple[str, ...]) -> Iterator[_Hit]:
    """Every line with every shape that it fits."""
    before = ""
    shapes = tuple(compiled(form, ANY["**" in form]) for form in forms if not goes_on(form)) or _shapes()
    for number, line in enumerate(lines, 1):
        if number > body and line.strip():
            for form in shapes:
                found = form.pattern.match(line)
                if not found:
                    continue
                label = " ".join(found["speaker"].replace("**", " ").split()).strip()
                if label and not line[found.end() :].startswith("//"):
                    yield _Hit(number, form.text, label, not before.strip(), _finished(before))
        before = line


def _finished(line: str) -> bool:
    return not line.strip() or ends_sentence(line) or line.rstrip()[-1:] in ")]）】-–—"


def _accepted(hits: Sequence[_Hit], words: int) -> dict[str, Counter[str]]:
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
            good = count >= (2 if bare or set(shapes[label]) <= set(_WEAK) else 1)
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


def _plausible(hit: _Hit) -> bool:
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
    if shape in _WEAK:
        titled = re.match(r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Adm|Chair\w*|Secretary|Senator|The)\b\.? \S", label)
        if shape == "{speaker}. {text}":
            return looks_like_name(label) and (style(label) == "capitals" or bool(titled)) and len(label) > 3
        return looks_like_name(label) and len(label) > 1 and (hit.first or hit.ends)
    if shape.startswith("**{speaker}") and shape.endswith(":** {text}"):
        return len(label.split()) <= 8 and not _ASKS_SOMEWHERE.search(label)
    return looks_like_name(label) and not (shape in _ALONE and ends_sentence(label))


def _laid_out(
    path: str, lines: Sequence[str], body: int, forms: tuple[str, ...]
) -> tuple[Layout, list[str], list[Doubt]]:
    """The forms of turns and the labels that open them; `forms` are given or looked for."""
    words = sum(words_in(line) for line in lines)
    hits = list(_hits(lines, body, forms))
    accepted = _accepted(hits, words)
    turns = _chosen(hits, accepted)
    asked = None if forms else _set_apart(path, lines, body)
    labelled = len(turns)
    voices = {hit.label for hit in turns}
    kinds = {known(label) for label in voices}
    if asked and (labelled < FEWEST_TURNS or asked[1] > 1.5 * labelled or (len(voices) == 1 and "asks" not in kinds)):
        keep = [hit for hit in turns if asked[1] <= 2 * labelled and known(hit.label) == "answers"]
        return _layout(keep, lines, asked[0]), sorted({hit.label for hit in keep}), []
    if labelled < FEWEST_TURNS and not (labelled >= 2 and {"asks", "answers"} <= kinds):
        raise NotRecognisedError("no-turns", found=_seen(hits))
    closing = any(hit.shape.endswith("**") for hit in turns)
    if len(voices) == 1:
        (label,) = voices
        share = sum(bool(_ASKS_SOMEWHERE.search(lines[hit.line - 1])) for hit in turns) / labelled
        if known(label) != "asks" and share < 0.5:
            raise NotRecognisedError("one-voice", label=label, turns=labelled)
        return (
            _layout(turns, lines, "" if closing else "labels"),
            [label],
            [Doubt("answers-unlabelled", turns[0].line, {"label": label})],
        )
    return _layout(turns, lines, ""), sorted(voices), []


def _chosen(hits: Sequence[_Hit], accepted: Mapping[str, Counter[str]]) -> list[_Hit]:
    """For each line the shape in which its label opens a turn."""
    best: dict[int, _Hit] = {}
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
    marked = sum(count for shape, count in shapes.items() if shape != "{speaker} {text}" and shape not in _WEAK)
    return [
        hit
        for hit in sorted(best.values(), key=lambda hit: hit.line)
        if hit.shape not in _WEAK or marked < shapes[hit.shape] or shapes[hit.shape] >= marked / 2
    ]


def _seen(hits: Sequence[_Hit]) -> str:
    counts = Counter(hit.label for hit in hits if hit.shape in ("{speaker}: {text}", "**{speaker}:** {text}"))
    return ", ".join(f"“{label}” ({count})" for label, count in counts.most_common(3))


def _set_apart(path: str, lines: Sequence[str], body: int) -> tuple[str, int] | None:
    """What sets questions apart where no label does, and how many there are; None if nothing does."""
    found: list[tuple[str, int]] = []
    if path.endswith(".md"):
        levels: dict[int, list[str]] = defaultdict(list)
        for line in lines[body:]:
            if heading := re.match(r" {0,3}(#{1,6})\s+(\S.*)", line):
                levels[len(heading[1])].append(heading[2])
        for level, texts in levels.items():
            asking = sum(bool(_ASKS_SOMEWHERE.search(text)) for text in texts)
            if asking >= 2 and asking >= 0.5 * len(texts):
                found.append((f"headings {level}", len(texts)))
    bold = [block for block in re.split(r"\n\s*\n", "\n".join(lines[body:])) if re.match(r"\s*(?:\*\*|__)\S", block)]
    inside = [re.match(r"\s*((?:(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*)+)", block, re.S) for block in bold]
    texts = [match[1] for match in inside if match and len(match[1].split()) > 2]
    asking = sum(bool(_ASKS_SOMEWHERE.search(text)) for text in texts)
    if asking >= 2 and asking >= 0.4 * len(texts):
        found.append(("bold", len(texts)))
    return max(found, key=lambda one: one[1], default=None)


def _layout(turns: Sequence[_Hit], lines: Sequence[str], questions: str) -> Layout:
    counts = Counter(hit.shape for hit in turns)
    forms = tuple(shape for shape in dict.fromkeys((*SHAPES, "# {speaker}", *counts)) if counts[shape])
    plain = tuple(_spelt(form, turns, lines) for form in forms)
    return Layout(turns=plain, questions=questions, every_line=_every_line(lines, questions), heals=False)


def _spelt(form: str, turns: Sequence[_Hit], lines: Sequence[str]) -> str:
    """The form as the text has it: with its own colon, so that an editor knows it again."""
    here = [lines[hit.line - 1] for hit in turns if hit.shape == form]
    return (
        form.replace(":", "：")
        if here and sum("：" in line for line in here) > len(here) / 2 and "**:" not in form and ":**" not in form
        else form
    )


def _every_line(lines: Sequence[str], questions: str) -> bool:
    """Whether lines are paragraphs: some follow each other without a blank one, though there was room for more."""
    pairs = [(line.rstrip(), after.strip()) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if not pairs or (questions == "bold" and any(line.count("**") % 2 for line in lines)):
        return False
    width = max(len(line) for line, _ in pairs)
    full = sum(len(line) + 1 + len(re.match(rf"[{UNSPACED}]|\S+", after)[0]) > width for line, after in pairs)  # type: ignore[index]
    return width > 130 or full < 0.7 * len(pairs)


# what is left out


def _trimmed(path: str, lines: Sequence[str], layout: Layout, labels: Sequence[str]) -> tuple[Layout, list[Doubt]]:
    """The layout with what isn't part of the interview: above, below, and page heads in between."""
    openings = Openings(labels, (), layout)
    starts = [number for number, line in enumerate(lines, 1) if _opens(openings, layout, number, line)]
    if not starts:
        raise NotRecognisedError("no-turns", found="")
    doubts: list[Doubt] = []
    first = starts[0]
    above = sum(words_in(line) for line in lines[: first - 1])
    starts_at = _unique_beginning(lines, first) if above else ""
    if above > 150:
        doubts.append(Doubt("long-header", 1, {"words": above}))
    ends_at = ""
    for number in range(starts[-1] + 1, len(lines) + 1):
        if _FOOT.match(lines[number - 1]) and lines[number - 1].strip():
            below = sum(words_in(line) for line in lines[number - 1 :])
            if below <= 400 or below < 0.1 * sum(words_in(line) for line in lines):
                ends_at = _unique_beginning(lines, number, after=first)
                doubts.append(Doubt("footer", number, {"words": below, "text": lines[number - 1].strip()}))
                break
    inside = lines[first - 1 : number - 1 if ends_at else None]
    ignore = tuple(_page_heads(inside, openings))
    doubts += (Doubt("ignored", 1, {"text": entry}) for entry in ignore if any(char.isalnum() for char in entry))
    return replace(layout, starts_at=starts_at, ends_at=ends_at, ignore=ignore), doubts


def _opens(openings: Openings, layout: Layout, number: int, line: str) -> bool:
    if openings.at(number, line):
        return True
    kind, _, level = layout.questions.partition(" ")
    if kind == "bold":
        return bool(re.match(r"\s*(?:\*\*|__)\S", line)) and not looks_like_name(line.strip("*_ "))
    return kind == "headings" and bool(re.match(rf" {{0,3}}#{{{level or '1,6'}}}\s", line))


def _unique_beginning(lines: Sequence[str], number: int, after: int = 0) -> str:
    """The first words of a line by which it is found, as many as it takes."""
    words = lines[number - 1].split()
    for count in range(min(6, len(words)), len(words) + 1):
        text = " ".join(words[:count])
        found = next(n for n, line in enumerate(lines, 1) if n > after and " ".join(line.split()).startswith(text))
        if found == number:
            return text if len(text) <= 200 else text[:200]
    return ""


def _page_heads(lines: Sequence[str], openings: Openings) -> Iterator[str]:
    """Lines that are no words of anybody: rules, page numbers, heads that come again and again."""
    rules = dict.fromkeys(
        " ".join(line.split()) for line in lines if line.strip() and not any(c.isalnum() for c in line)
    )
    yield from (
        rule
        for rule in rules
        if len(rule) >= 2 and len(set(rule.replace(" ", ""))) <= 2 and not re.search(r"[?!.…]", rule)
    )
    counts: Counter[str] = Counter()
    where: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        plain = re.sub(r"\d{1,4}", "{number}", " ".join(line.split()))
        opens = openings.at(0, line) or openings.going_on(line)[1]
        if 0 < len(plain) <= 90 and any(c.isalnum() for c in plain) and not opens:
            counts[plain] += 1
            where[plain].append(number)
    for plain, count in counts.items():
        digits = "{number}" in plain
        bare = not re.sub(r"\{number\}|\W", "", plain)
        if re.match(r"\W*[(\[（【]", plain) and not digits:
            continue
        if (
            digits
            and (count >= 3 or (bare and count >= 2))
            and not ends_sentence(plain)
            and _rising(plain, [lines[n] for n in where[plain]])
        ) or (
            not digits
            and count >= 3
            and not ends_sentence(plain)
            and all(_alone(lines, n) for n in where[plain])
            and len(plain.split()) >= 2
        ):
            yield plain


def _rising(plain: str, lines: Sequence[str]) -> bool:
    """Whether the numbers of such lines rise, as those of pages do."""
    place = plain[: plain.index("{number}")].count("{number}")
    numbers = [[int(n) for n in re.findall(r"\d{1,4}", line)] for line in lines]
    columns = list(zip(*(n for n in numbers if len(n) > place), strict=False))
    return any(all(a < b for a, b in pairwise(column)) for column in columns)


def _alone(lines: Sequence[str], number: int) -> bool:
    return (not number or not lines[number - 1].strip()) and (number + 1 >= len(lines) or not lines[number + 1].strip())


# who they are


def _settled(
    path: str, text: str, layout: Layout, labels: Sequence[str], doubts: list[Doubt], asks: tuple[str, ...]
) -> Recognised:
    """Reads the transcript as an edition would, and answers by the look what it asks, each answer a doubt."""
    names, others = list(labels), list[str]()
    for _ in range(4):
        problems, drafts = _read(path, text, layout, names, others)
        before = (layout, len(names), len(others))
        for problem in problems:
            layout = _answered(problem, layout, names, others, text.split("\n"), doubts)
        if before == (layout, len(names), len(others)):
            break
    always = tuple(_cut(drafts, doubts))
    doubts += _hyphens(text.split("\n"))
    voices, sure = _voices(drafts, names, layout, asks, doubts)
    if not any(voice.role == "interviewer" for voice in voices):
        sure = False
    seen: dict[tuple[str, int, str], Doubt] = {}
    for doubt in doubts:
        seen.setdefault((doubt.code, doubt.line, str(doubt.facts)), doubt)
    return Recognised(layout, voices, tuple(others), always, tuple(seen.values()), sure, _statement(drafts, voices))


def _statement(drafts: Sequence[Draft], voices: Sequence[Voice]) -> int:
    """The words of those who answer before anybody asks."""
    roles = {label: voice.role for voice in voices for label in (voice.label, *voice.also)}
    words = 0
    for draft in drafts:
        role = draft.speaker.role if not draft.label else roles.get(draft.label, "")
        if role == "interviewer":
            return words
        if role == "speaker":
            words += sum(words_in(text) for passage in draft.passages for _, text in passage)
    return 0


def _read(
    path: str, text: str, layout: Layout, labels: Sequence[str], others: Sequence[str]
) -> tuple[list[Problem], list[Draft]]:
    speakers = [Speaker(label, "speaker", label, "", label) for label in labels]
    if layout.questions in ("bold",) or layout.questions.startswith("headings"):
        speakers = [Speaker("", "interviewer", "?", "", ""), *(speakers or [Speaker("", "speaker", "!", "", "")])]
    elif layout.questions == "labels":
        speakers = [replace(one, role="interviewer") for one in speakers] + [Speaker("", "speaker", "!", "", "")]
    elif any(form.endswith("**") for form in layout.turns) and len(speakers) == 1:
        speakers = [replace(speakers[0], role="interviewer"), Speaker("", "speaker", "!", "", "")]
    interview = Interview(
        "", datetime.date.min, "en", "", tuple(speakers), tuple(others), NO_PROVENANCE, labels_in("en"), (), layout
    )
    problems = Problems()
    _, _, drafts = read_turns(Document(path, text, ""), interview, problems)
    return list(problems), drafts


def _answered(
    problem: Problem, layout: Layout, names: list[str], others: list[str], lines: Sequence[str], doubts: list[Doubt]
) -> Layout:
    line, facts = problem.place.line, problem.facts
    label = str(facts.get("label", ""))
    match problem.code:
        case "speaker-unknown" if label not in names and label not in others:
            alike = Counter(style(name) for name in names).most_common(1)
            named = looks_like_name(label) and known(label) != "nobody" and alike and style(label) == alike[0][0]
            several = len(label.split()) > 1 or known(label) or style(label) == "capitals" or not label.isascii()
            (names if named and several else others).append(label)
            doubts.append(Doubt("label-speaks" if named and several else "label-is-text", line, {"label": label}))
        case "turn-otherwise":
            doubts.append(Doubt("another-form", line, {"label": label, "form": facts["form"]}))
            if "- {text}" in str(facts["form"]):
                return replace(layout, text_lines=(*layout.text_lines, line))
            turns = forms_of(layout.turns, layout.questions)
            return replace(layout, turns=tuple(dict.fromkeys((*turns, str(facts["form"])))))
        case "turn-in-sentence":
            weak = not any(form != "{speaker} {text}" and form not in _WEAK for form in layout.turns)
            doubts.append(Doubt("in-sentence-text" if weak else "in-sentence-turn", line, {"label": label}))
            if weak:
                return replace(layout, text_lines=(*layout.text_lines, line))
            return replace(layout, turn_lines=(*layout.turn_lines, line))
    return layout


def _cut(drafts: Sequence[Draft], doubts: list[Doubt]) -> Iterator[int]:
    """Lines on which a paragraph goes on that a page break has cut."""
    for draft in drafts:
        for before, after in pairwise(draft.passages):
            (line, text), end = after[0], before[-1][1]
            if not ends_sentence(end) and end[-1:] not in ")]）】*_" and text[:1].islower():
                doubts.append(Doubt("page-break", line, {"before": end[-30:], "after": text[:30]}))
                yield line


def _hyphens(lines: Sequence[str]) -> Iterator[Doubt]:
    for number, (line, after) in enumerate(pairwise(lines), 1):
        if after.strip() and hyphens(f"{line.rstrip()}\n{after.lstrip()}"):
            words = f"{line.split()[-1]}{after.split()[0]}"
            yield Doubt("hyphen", number, {"word": words})


def _voices(
    drafts: Sequence[Draft], labels: Sequence[str], layout: Layout, asks: tuple[str, ...], doubts: list[Doubt]
) -> tuple[tuple[Voice, ...], bool]:
    """Who speaks and in which role, and whether it is clear who asks."""
    turns: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.speaker.role != "heading":
            turns[draft.label or draft.speaker.label or f"\0{draft.speaker.role}"].append(draft)
    found = {label: _measured(label, some) for label, some in turns.items()}
    merged = _aliases(found, doubts)
    total = sum(voice.words for voice in merged)
    chief = max(merged, key=lambda voice: voice.words, default=None)
    if len(merged) >= DEBATE and chief and chief.words < 0.3 * total and not any(_role(v.label) for v in merged):
        raise NotRecognisedError("debate", voices=len(merged))
    voices, sure = _roles(merged, asks, total)
    for voice in voices:
        if voice.role == "moderator" and known(voice.label) != "moderates":
            doubts.append(Doubt("moderates", 1, {"label": voice.label, "turns": voice.turns}))
    return tuple(sorted(voices, key=lambda voice: -voice.turns)), sure


def _measured(label: str, drafts: Sequence[Draft]) -> Voice:
    texts = [" ".join(text for passage in draft.passages for _, text in passage) for draft in drafts]
    asking = sum(bool(_ASKS.search(text)) for text in texts) / len(texts)
    role = {"\0interviewer": "interviewer", "\0speaker": "speaker"}.get(label, "")
    return Voice("" if role else label, (), role, len(texts), sum(map(words_in, texts)), asking)


def _aliases(found: Mapping[str, Voice], doubts: list[Doubt]) -> list[Voice]:
    """The same person by several labels: initials or a last name after the full one, a label in small letters."""
    voices = [voice for voice in found.values() if not voice.label or known(voice.label)]
    rest = sorted((v for v in found.values() if v.label and not known(v.label)), key=lambda voice: -len(voice.label))
    owners: dict[str, str] = {}
    for voice in rest:
        longer = [other.label for other in rest if other.label != voice.label and _means(voice.label, other.label)]
        longer = [other for other in longer if not any(_means(other, third) for third in longer if third != other)]
        if len(longer) == 1:
            owners[voice.label] = longer[0]
            doubts.append(Doubt("same-speaker", 1, {"label": voice.label, "full": longer[0]}))
    for voice in rest:
        if voice.label in owners:
            continue
        same = [voice, *(found[label] for label, owner in owners.items() if owner == voice.label)]
        voices.append(_together(same))
    folded: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        folded[_key(voice.label) or voice.label if known(voice.label) else voice.label or f"\0{voice.role}"].append(
            voice
        )
    return [_together(some) for some in folded.values()]


def _together(voices: Sequence[Voice]) -> Voice:
    first = max(voices, key=lambda voice: (voice.turns, len(voice.label)))
    also = tuple(dict.fromkeys(label for one in voices for label in (one.label, *one.also) if label != first.label))
    turns = sum(one.turns for one in voices)
    asking = sum(one.asking * one.turns for one in voices) / turns
    return Voice(first.label, also, first.role, turns, sum(one.words for one in voices), asking)


def _means(short: str, full: str) -> bool:
    """Whether a label is a shorter one of the other: TRUMP of PRESIDENT TRUMP, KO of Kim Oh."""
    brief, words = short.casefold().split(), [word.strip(".,") for word in full.casefold().split()]
    if len(brief) > len(words) or short.casefold() == full.casefold():
        return short.casefold() == full.casefold() and short > full
    letters = re.sub(r"[^\w]", "", short)
    if len(brief) == 1 and letters.isupper() and 2 <= len(letters) <= 4:
        initials = "".join(word[0] for word in words if word and word[0].isalpha())
        if initials == letters.casefold() and len(words) > 1:
            return True
    return len(brief) < len(words) and [word.strip(".,") for word in brief] in (
        words[-len(brief) :],
        words[: len(brief)],
    )


def _role(label: str) -> str:
    return {"asks": "interviewer", "answers": "speaker", "moderates": "moderator"}.get(known(label), "")


def _roles(voices: Sequence[Voice], asks: tuple[str, ...], total: int) -> tuple[list[Voice], bool]:
    """Each voice with its role, by what is known of its label, else by how often it ends with a question."""
    if asks:
        given = {name.casefold() for name in asks}
        mine = [{label.casefold() for label in (voice.label, *voice.also)} & given for voice in voices]
        return [
            replace(v, role="interviewer" if m else _other_role(v, voices, total))
            for v, m in zip(voices, mine, strict=True)
        ], True
    sides = {voice: voice.role or _role(voice.label) for voice in voices}
    askers = [voice for voice in voices if sides[voice] == "interviewer"]
    if len(askers) > 1:
        busiest = max(askers, key=lambda voice: voice.turns)
        for voice in askers:
            if voice is not busiest and _key(voice.label) in _HOSTS:
                sides[voice] = "moderator"
    open_ = [voice for voice in voices if not sides[voice]]
    speakers = [voice for voice in voices if sides[voice] == "speaker"]
    if not open_:
        return [replace(voice, role=sides[voice]) for voice in voices], bool(askers)
    if not askers and not speakers:
        ranked = sorted(open_, key=lambda voice: voice.asking, reverse=True)
        chief = max(open_, key=lambda voice: voice.words * (1 - voice.asking))
        first = ranked[0] if ranked[0] is not chief else next((v for v in ranked if v is not chief), ranked[0])
        sure = first.asking - chief.asking >= 0.2 and first.asking >= 0.4
        for voice in open_:
            sides[voice] = "speaker" if voice is chief else _side(voice, first, total)
        sides[first] = "interviewer"
        return [replace(voice, role=sides[voice]) for voice in voices], sure
    if not askers:
        best = max(open_, key=lambda voice: voice.asking)
        for voice in open_:
            sides[voice] = "interviewer" if voice is best or voice.asking >= 0.4 else _side(voice, best, total)
        return [replace(voice, role=sides[voice]) for voice in voices], best.asking >= 0.3 or len(open_) == 1
    chief = max(open_, key=lambda voice: voice.words)
    for voice in open_:
        answers = not speakers and voice is chief
        sides[voice] = "speaker" if answers or voice.words > 0.1 * total else _side(voice, voice, total)
    return [replace(voice, role=sides[voice]) for voice in voices], True


_HOSTS = frozenset(("host", "主持人", "主持", "司会", "moderation", "ведущий", "ведущая", "anchor"))


def _side(voice: Voice, asker: Voice, total: int) -> str:
    if voice.asking >= 0.35 or (voice is not asker and asker.asking and voice.asking >= 0.7 * asker.asking):
        return "interviewer"
    return "speaker" if voice.words > 0.04 * total or voice.words / voice.turns > 60 else "moderator"


def _other_role(voice: Voice, voices: Sequence[Voice], total: int) -> str:
    if voice.role == "speaker" or len(voices) == 2:
        return "speaker"
    role = _role(voice.label)
    return role if role in ("speaker", "moderator") else _side(voice, voice, total) if role != "interviewer" else role
