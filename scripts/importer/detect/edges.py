"""What is no part of the interview: above it, below it, and the heads of pages in between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model.text import words_in
from importer.detect.forms import list_forms
from importer.detect.known import classify_label
from importer.detect.names import looks_like_name
from importer.detect.openings import Openings
from importer.detect.sentences import ASKS_SOMEWHERE, ends_sentence, fold_spaces
from importer.detect.unlabelled import BEGINS
from importer.formats.blocks import HEADING
from importer.model import Layout
from importer.notices import Notice, RefusedError

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
_LONG_HEADER = 150
"""Words above the first turn that are more than titles, bylines and an introduction have. Found by trial on the cases."""
_LONG_FOOTER = 400
"""Words below the last turn that may be left out. More than that, and more than a tenth of the text, isn't a footer."""
_LONG_LINE = 60
"""Characters from which a line in bold or italics is a sentence although nothing ends it."""


def find_edges(
    markdown: bool, lines: Sequence[str], layout: Layout, labels: Sequence[str]
) -> tuple[Layout, list[Notice]]:
    """Find what isn't part of the interview: above it, below it, and page heads in between."""
    openings = Openings(labels, (), list_forms(layout.turns, layout.questions))
    starts = [number for number, line in enumerate(lines, 1) if _opens(openings, layout, line)]
    if not starts:
        raise RefusedError("no-turns", found="")
    first, notices = starts[0], list[Notice]()
    if above := sum(map(words_in, lines[: first - 1])):
        text = " / ".join(filter(None, map(fold_spaces, lines[: first - 1])))
        code = "long-header" if above > _LONG_HEADER else "header"
        notices.append(Notice(code, 1, {"words": above, "begins": text[:50], "ends": text[50:][-50:]}))
    end = _find_end(markdown, lines, layout, starts[-1] + (layout.questions != "italics"))
    if end:
        facts = {"words": sum(map(words_in, lines[end - 1 :])), "text": lines[end - 1].strip()}
        notices.append(Notice("footer", end, facts))
    inside = lines[first - 1 : end - 1 if end else None]
    heads = {number + first: fold_spaces(inside[number]) for number in _find_page_heads(inside, openings)}
    shown = dict.fromkeys(re.sub(r"\d{1,4}", "…", text) for text in heads.values() if any(map(str.isalnum, text)))
    notices += (Notice("ignored", 0, {"text": text}) for text in shown)
    return replace(layout, first=first, end=end, ignored=frozenset(heads)), notices


def _find_end(markdown: bool, lines: Sequence[str], layout: Layout, start: int) -> int:
    """Find the line on which what follows the interview begins; 0 if nothing follows it."""
    words = [words_in(line) for line in lines]
    for number in range(start, len(lines) + 1):
        below = sum(words[number - 1 :])
        if (below <= _LONG_FOOTER or below < 0.1 * sum(words)) and _ends(markdown, layout, lines, number):
            return number
    return 0


def _ends(markdown: bool, layout: Layout, lines: Sequence[str], number: int) -> bool:
    """Whether what follows the interview begins on a line: a rule, a credit, a heading, a last remark in italics."""
    line, following = lines[number - 1], lines[number:]
    kind, _, level = layout.questions.partition(" ")
    is_last = not any(map(str.strip, following))
    if kind == "italics" and BEGINS[kind].match(line) and not ASKS_SOMEWHERE.search(line):
        return is_last
    if not line.strip():
        return False
    heading = HEADING.match(line) if markdown else None
    if heading and not any("#" in form for form in layout.turns) and (not level or len(heading[1]) < int(level)):
        return True
    if _FOOT.match(line) or (is_last and _DATED.fullmatch(line)):
        return True
    return all(map(_is_credit, filter(str.strip, [line, *following])))


def _is_credit(line: str) -> bool:
    """Whether a line says who took the photographs and the like: `*Фото: …*`."""
    label = re.match(r"[\W_]*([^\W\d_][^:：\n]{0,20}?)\s*[:：]", line)
    return bool(_FOOT.match(line) or (label and classify_label(label[1]) == "nobody"))


def _opens(openings: Openings, layout: Layout, line: str) -> bool:
    """Whether a turn begins on a line."""
    if openings.find(line):
        return True
    kind, _, level = layout.questions.partition(" ")
    if kind in BEGINS:
        text = line.strip("*_ ")
        is_said = ASKS_SOMEWHERE.search(text) or ends_sentence(text) or len(text) > _LONG_LINE
        return bool(BEGINS[kind].match(line) and is_said and not looks_like_name(text))
    return kind == "headings" and bool(re.match(rf" {{0,3}}#{{{level or '1,6'}}}\s", line))


def _find_page_heads(lines: Sequence[str], openings: Openings) -> Iterator[int]:
    """Find lines that are nobody's words, counted from 0: rules, page numbers, heads that come again and again."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(map(fold_spaces, lines)):
        if _is_rule(text) or classify_label(text) == "furniture":
            yield number
        opens = openings.find(lines[number]) or openings.find_time(lines[number])[1]
        if len(text) <= 90 and any(map(str.isalnum, text)) and not opens and not ends_sentence(text):
            where[re.sub(r"\d{1,4}", "{number}", text)].append(number)
    for text, numbers in where.items():
        if _is_page_head(text, numbers, lines):
            yield from numbers


def _is_page_head(text: str, numbers: Sequence[int], lines: Sequence[str]) -> bool:
    """Whether lines that are alike but for their numbers are heads of pages: numbers rise, words come again and again."""
    if "{number}" in text:
        is_bare = not re.sub(r"\{number\}|\W", "", text)
        return len(numbers) >= (2 if is_bare else 3) and _is_rising([lines[number] for number in numbers])
    is_remark = re.match(r"\W*[(\[（【-]", text)
    return len(numbers) >= 3 and " " in text and not is_remark and all(_is_alone(lines, number) for number in numbers)


def _is_rule(text: str) -> bool:
    """Whether a line is a rule, such as `* * *`; `…` and `?!` may be said."""
    signs = text.replace(" ", "")
    return len(text) >= 2 and len({*signs}) <= 2 and not any(map(str.isalnum, signs)) and not re.search(r"[?!.…]", text)


def _is_rising(lines: Sequence[str]) -> bool:
    """Whether the numbers of such lines rise, as those of pages do."""
    columns = zip(*([int(number) for number in re.findall(r"\d{1,4}", line)] for line in lines), strict=False)
    return any(all(before < after for before, after in pairwise(column)) for column in columns)


def _is_alone(lines: Sequence[str], number: int) -> bool:
    return not any(map(str.strip, (*lines[number - 1 : number], *lines[number + 1 : number + 2])))
