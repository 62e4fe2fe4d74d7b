"""How Word is told of scripts: which runs from right to left, which language it is, and which faces it is set in.

Word keeps three of everything, a face, a size, a weight and a language: for Western, for East Asian and for complex
scripts, that is, those which run from right to left or join their letters (ECMA-376, part 1, 17.3.2.26).
"""

from __future__ import annotations

from typing import Any

from edition.locale.labels import TRADITIONAL, find_direction

FACE = "Georgia"
"""Is on every Windows and Mac, and reads well on paper and screen."""
_COMPLEX = "Times New Roman"
"""The face of theirs that has Arabic and Hebrew letters."""
_EAST = {"zh": "SimSun", "ja": "MS Mincho", "ko": "Batang"}

_AFTER_BIDI = ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
               "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
               "sectPr", "pPrChange", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")  # fmt: skip
"""What stands behind `w:bidi` in a paragraph's properties or a section's."""


def set_faces(style: Any, language: str) -> None:
    """The faces of a style, for each kind of script, and its size and weight once more for the complex ones."""
    from docx.oxml.ns import qn

    base = language.partition("-")[0]
    east = "PMingLiU" if language.startswith(TRADITIONAL) else _EAST.get(base, FACE)
    complex_ = _COMPLEX if find_direction(language) == "rtl" else FACE
    style.font.name = FACE
    for fonts in style.element.rPr.iter(qn("w:rFonts")):
        for part, face in (("ascii", FACE), ("hAnsi", FACE), ("eastAsia", east), ("cs", complex_)):
            fonts.set(qn(f"w:{part}"), face)
            fonts.attrib.pop(qn(f"w:{part}Theme"), None)


def find_language(language: str) -> Any:
    """The element that says it, for the kind of script that it is written in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    if language.partition("-")[0] in _EAST:
        element.set(qn("w:eastAsia"), language)
    if find_direction(language) == "rtl":
        element.set(qn("w:bidi"), language)
    return element


def turn_lines(properties: Any) -> None:
    """Have a paragraph, a style or a section run from right to left."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *(f"w:{name}" for name in _AFTER_BIDI))


def turn_words(element: Any) -> None:
    """Have the paragraphs inside `element`, and the runs of text in them, run from right to left."""
    from docx.oxml.ns import qn
    from docx.text.font import Font

    for paragraph in element.iter(qn("w:p")):
        turn_lines(paragraph.get_or_add_pPr())
        for run in paragraph.iter(qn("w:r")):
            Font(run).rtl = True


def complete(style: Any) -> None:
    """Say the size, weight and slant of a style for complex scripts, too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    font = style.font
    font.cs_bold, font.cs_italic = font.bold, font.italic
    size = style.element.rPr.find(qn("w:sz")) if style.element.rPr is not None else None
    if size is not None and size.getnext() is not None and size.getnext().tag == qn("w:szCs"):
        size.getparent().remove(size.getnext())
    if size is not None:
        same = OxmlElement("w:szCs")
        same.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(same)
