"""Words that a file hides from its readers: on a web page by attributes, classes or its own style sheet, in Word by a font.

They are left out, and told. A rule that holds at some widths of the screen only hides nothing: at others the words are seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from edition.problems import quoted
from importer.formats.hypertext import extract_text
from importer.notices import Notice

if TYPE_CHECKING:
    from justhtml import JustHTML, Node

UNSEEN = frozenset(
    ("element-invisible", "screen-reader-only", "screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden")
)
"""Classes that are everywhere for words which only a screen reader says."""
_HIDES = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip(?:-path)?\s*:\s*(?:rect|inset)"
    r"|(?:text-indent|left)\s*:\s*-\d{3,})",
    re.I,
)
_SHOWS = re.compile(r"(?:^|[;\s])(?:display|visibility)\s*:", re.I)
_SIMPLE = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)+)", re.I)
"""A selector of a class or an id without anything above or beside the element: `p.note`, `#menu`."""
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)|@(?:layer|supports|scope)\b.*", re.I)
_MOST, _LONGEST = 10, 300
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = frozenset((f"{_W}rPr", f"{_W}fldChar", f"{_W}instrText"))
"""What stays of a hidden run: a field may end in it."""


def report_hidden(texts: Iterable[str]) -> Iterator[Notice]:
    """Report hidden words."""
    found = [text for text in (" ".join(text.split()) for text in texts) if text]
    if found:
        more = f" and {len(found) - _MOST} others" if len(found) > _MOST else ""
        yield Notice("hidden", 0, {"texts": ", ".join(quoted(text, _LONGEST) for text in found[:_MOST]) + more})


# web pages


def mark_hidden(page: JustHTML) -> None:
    """Give every element that the page hides the attribute `hidden`; a page hidden as a whole waits for its script."""
    rules: Rules = defaultdict(list)
    css = ("".join(map(_get_text, style.children or ())) for style in page.query("style"))
    for number, (name, marks, hides) in enumerate(rule for sheet in css for rule in _read_rules(sheet)):
        rules[min(marks)].append((number, name, marks, hides))
    for node in page.query("*"):
        if node.attrs is not None and node.name not in ("html", "body") and _is_hidden(node.name, node.attrs, rules):
            node.attrs["hidden"] = ""


def list_hidden(root: Node) -> Iterator[str]:
    """List the words of the elements in it that are hidden, and not left out for what they are."""
    for child in root.children or ():
        if child.name[:1] in "#!":
            continue
        if "hidden" not in (child.attrs or {}):
            yield from list_hidden(child)
        elif child.name not in ("script", "style", "template"):
            yield extract_text(child)


def _get_text(node: Node) -> str:
    return str(node.data or "")


Rules = dict[str, list[tuple[int, str, frozenset[str], bool]]]
"""By one of its marks, classes as `.note` and an id as `#menu`: a rule’s number, its element’s name, its marks, whether it hides."""


def _read_rules(css: str) -> Iterator[tuple[str, frozenset[str], bool]]:
    """Read the rules of a style sheet that hide elements, or show them."""
    above: list[str] = []
    for text, brace in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        if brace == "{":
            above.append(text.rpartition(";")[2].strip())
            continue
        selectors = above.pop() if above else ""
        hides = bool(_HIDES.search(text))
        everywhere = all(_EVERYWHERE.fullmatch(each) for each in above)
        if (everywhere and hides) or (_SHOWS.search(text) and not hides and all(each[:1] == "@" for each in above)):
            for selector in selectors.split(","):
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    yield (simple[1] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", simple[2])), hides


def _is_hidden(name: str, attrs: Mapping[str, Any], rules: Rules) -> bool:
    """Whether an element is hidden: its own style counts most, then the rule that says most of it, then the later one."""
    classes = str(attrs.get("class") or "").split()
    style = str(attrs.get("style") or "")
    if "hidden" in attrs or str(attrs.get("aria-hidden")).lower() == "true" or UNSEEN & set(classes):
        return True
    if _HIDES.search(style) or _SHOWS.search(style):
        return bool(_HIDES.search(style))
    marks = {*(f".{each}" for each in classes), f"#{attrs.get('id')}"}
    fitting = (rule for mark in marks for rule in rules.get(mark, ()) if rule[1] in ("", name) and rule[2] <= marks)
    return max(
        (("#" in "".join(signs), len(signs), bool(of), at, hides) for at, of, signs, hides in fitting),
        default=(False,),
    )[-1]


# Word


def remove_hidden(document: bytes, styles: bytes) -> tuple[bytes, list[str]]:
    """Remove the hidden words from the body of a Word document; returns it and these, paragraph by paragraph."""
    root, hidden = ElementTree.fromstring(document), _read_hidden_styles(styles)
    texts = [
        "".join(_take_out(run) for run, inside in _find_runs(paragraph, paragraph) if _is_vanished(run, inside, hidden))
        for paragraph in list(root.iter(f"{_W}p"))
    ]
    texts = [text for text in texts if text.strip()]
    return (ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) if texts else document), texts


def _find_runs(
    element: ElementTree.Element, paragraph: ElementTree.Element
) -> Iterator[tuple[ElementTree.Element, ElementTree.Element]]:
    """Find the runs of a paragraph; those of a text box in it have one of their own."""
    for child in element:
        if child.tag == f"{_W}r":
            yield child, paragraph
        if child.tag != f"{_W}p":
            yield from _find_runs(child, paragraph)


def _take_out(run: ElementTree.Element) -> str:
    """Remove the words of a run, and return them."""
    words = "".join(
        each.text or "" if each.tag == f"{_W}t" else " " * (each.tag in (f"{_W}tab", f"{_W}br")) for each in run.iter()
    )
    for child in [child for child in run if child.tag not in _FIELD]:
        run.remove(child)
    return words


def _is_vanished(run: ElementTree.Element, paragraph: ElementTree.Element, hidden: Mapping[str, bool]) -> bool:
    """Whether a run is hidden, by its own word, its style's or its paragraph's."""
    styles = (run.find(f"{_W}rPr/{_W}rStyle"), paragraph.find(f"{_W}pPr/{_W}pStyle"))
    named = [hidden.get(style.get(f"{_W}val", "")) for style in styles if style is not None]
    named += [hidden.get("")] if styles[1] is None else []
    return next((said for said in (_read_vanish(run), *named) if said is not None), False)


def _read_vanish(element: ElementTree.Element) -> bool | None:
    """Read whether the properties of a run or a style hide it; None if they say nothing."""
    found = element.find(f"{_W}rPr/{_W}vanish")
    return None if found is None else found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _read_hidden_styles(styles: bytes) -> dict[str, bool]:
    """Read which styles hide words, by id, those that they are based on looked through; the paragraphs' own is under “”."""
    root = ElementTree.fromstring(styles) if styles else ElementTree.Element("none")
    every = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    found: dict[str, bool] = {}
    for name, style in every.items():
        said, seen = _read_vanish(style), {name}
        while said is None and (base := style.find(f"{_W}basedOn")) is not None:
            above = base.get(f"{_W}val", "")
            if above in seen or above not in every:
                break
            seen.add(above)
            style = every[above]
            said = _read_vanish(style)
        if said is not None:
            found[name] = said
            if every[name].get(f"{_W}default") == "1" and every[name].get(f"{_W}type") == "paragraph":
                found[""] = said
    return found
