"""What is no part of the interview: above it, below it, and the heads of pages in between."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import words_in
from importer.detect.findings import Doubt, NotRecognisedError
from importer.detect.known import ASKS_SOMEWHERE, known
from importer.detect.names import looks_like_name
from importer.detect.page_breaks import ends_sentence
from importer.detect.turn_labels import Openings
from importer.detect.unlabelled_questions import BEGINS
from importer.formats.markdown import HEADING
from importer.model import Layout

_FOOT = re.compile(
    r"(?i)\W*(?:(?:END|###+|-30-)\b|#{2,}\s*$|[*_=—–-]{3,}\s*$|(?:\*\s*){3,}$|©|\(c\)|copyright\b|all rights reserved|source\s*:|tags?\s*:"
    r"|read more|related (?:articles|posts|links)|share this|follow us|subscribe|photo(?:s| credits?)?\s*:|\[[\w^-]{1,40}\]:\s|https?://\S+\s*$|<https?:|interview(?:ed)? by\b"
    r"|this (?:interview|transcript) (?:was|has been)\b|transcri(?:pt|bed|ption) by\b|источник\s*:|©|相关|相關|責任編輯|责任编辑|本文"
    r"|propos recueillis|entretien réalisé|das gespräch führte|interview\s*:|беседу? (?:вёл|вел)|беседовал|интервью (?:и|взял|подготов)|записал"
    r"|(?:采访|採訪|整理|编辑|編輯|取材|構成|撮影|文)(?:\w{0,3})?[：:／/]|entrevista (?:realizada )?(?:de|por)\b|حاور|أجر[تى] الحوار"
    r"|(?:(?:foot|end)?notes|anmerkungen|fu(?:ß|ss)noten|notas|примечани[ея]|сноски|脚注|注釈|注释|註釋|الهوامش)\s*[.:：]?\s*$|примечани[ея]\s*[.:]|\[1\]\s)"
)
"""What begins what follows an interview."""
_DATED = re.compile(r"\s*[(（\[][^()（）]*(?:\d|[一二三〇]年)[^()（）]*[)）\]]\s*")
"""A line that says in brackets when it was, and perhaps where."""


def trimmed(path: str, lines: Sequence[str], layout: Layout, labels: Sequence[str]) -> tuple[Layout, list[Doubt]]:
    """The layout with what isn't part of the interview: above, below, and page heads in between."""
    openings = Openings(labels, (), layout)
    starts = [number for number, line in enumerate(lines, 1) if _opens(openings, layout, number, line)]
    if not starts:
        raise NotRecognisedError("no-turns", found="")
    doubts: list[Doubt] = []
    first = starts[0]
    above = sum(words_in(line) for line in lines[: first - 1])
    starts_at = _unique_beginning(lines, first) if above else ""
    if above:
        text = " / ".join(filter(None, (" ".join(line.split()) for line in lines[: first - 1])))
        code = "long-header" if above > 150 else "header"
        doubts.append(Doubt(code, 1, {"words": above, "begins": text[:50], "ends": text[50:][-50:]}))
    ends_at = ""
    for number in range(starts[-1] + (layout.questions != "italics"), len(lines) + 1):
        if _ends(path, layout, lines, number):
            below = sum(words_in(line) for line in lines[number - 1 :])
            if below <= 400 or below < 0.1 * sum(words_in(line) for line in lines):
                ends_at = _unique_beginning(lines, number, after=first)
                doubts.append(Doubt("footer", number, {"words": below, "text": lines[number - 1].strip()}))
                break
    inside = lines[first - 1 : number - 1 if ends_at else None]
    ignore = tuple(_page_heads(inside, openings))
    doubts += (Doubt("ignored", 0, {"text": entry}) for entry in ignore if any(char.isalnum() for char in entry))
    return replace(layout, starts_at=starts_at, ends_at=ends_at, ignore=ignore), doubts


def _ends(path: str, layout: Layout, lines: Sequence[str], number: int) -> bool:
    """Whether what follows the interview begins on a line: a rule, a credit, a heading, a last remark in italics."""
    line = lines[number - 1]
    kind, _, level = layout.questions.partition(" ")
    if kind == "italics" and BEGINS[kind].match(line) and not ASKS_SOMEWHERE.search(line):
        return not any(other.strip() for other in lines[number:])
    heading = HEADING.match(line) if path.endswith(".md") else None
    apart = heading and not any("#" in form for form in layout.turns) and (not level or len(heading[1]) < int(level))
    if line.strip() and all(map(_credit, filter(str.strip, lines[number - 1 :]))):
        return True
    last = not any(other.strip() for other in lines[number:])
    return bool(apart or (_FOOT.match(line) and line.strip()) or (last and _DATED.fullmatch(line)))


def _credit(line: str) -> bool:
    """Whether a line says who took the photographs and the like: `*Фото: …*`."""
    label = re.match(r"[\W_]*([^\W\d_][^:：\n]{0,20}?)\s*[:：]", line)
    return bool(_FOOT.match(line) or (label and known(label[1]) == "nobody"))


def _opens(openings: Openings, layout: Layout, number: int, line: str) -> bool:
    if openings.at(number, line):
        return True
    kind, _, level = layout.questions.partition(" ")
    if kind in BEGINS:
        text = line.strip("*_ ")
        asks = ASKS_SOMEWHERE.search(text) or ends_sentence(text) or len(text) > 60
        return bool(BEGINS[kind].match(line)) and bool(asks) and not looks_like_name(text)
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
    yield from dict.fromkeys(plain for plain in map(_plain, lines) if known(plain) == "furniture")
    counts: Counter[str] = Counter()
    where: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        plain = re.sub(r"\d{1,4}", "{number}", _plain(line))
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


def _plain(line: str) -> str:
    return " ".join(line.split())


def _rising(plain: str, lines: Sequence[str]) -> bool:
    """Whether the numbers of such lines rise, as those of pages do."""
    place = plain[: plain.index("{number}")].count("{number}")
    numbers = [[int(n) for n in re.findall(r"\d{1,4}", line)] for line in lines]
    columns = list(zip(*(n for n in numbers if len(n) > place), strict=False))
    return any(all(a < b for a, b in pairwise(column)) for column in columns)


def _alone(lines: Sequence[str], number: int) -> bool:
    return (not number or not lines[number - 1].strip()) and (number + 1 >= len(lines) or not lines[number + 1].strip())
