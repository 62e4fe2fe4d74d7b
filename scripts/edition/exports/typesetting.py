"""What Typst sets, and in which faces: books, and the pictures beside shared links.

The faces in fonts/ have Latin, Greek and Cyrillic letters, one of Typst’s has Hebrew. Those for other scripts come in packages,
requirements/faces.txt, which `make site` asks for where the words of an edition need them. Faces of the machine's own
are never taken: the same edition would be another file on another machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from edition.exports import NotInstalledError, NotMadeError
from edition.locale.labels import TRADITIONAL, find_direction, has_italics

FONTS = Path(__file__).parent / "fonts"
OWN, ARABIC, HEBREW = "Edition Serif", "Amiri", "Libertinus Serif"
PACKAGES = ("fontpkg_amiri", "manimgx_fonts", "manimgx_fonts_cjk")
"""Those of requirements/faces.txt, as they are imported."""
_HAN = {"zh": "SC", "ja": "JP", "ko": "KR"}
"""Chinese, Japanese and Korean write the same characters in shapes of their own."""

MISSING = "Typst isn’t installed; requirements/exports.txt has it"
_FOREIGN = re.compile("[^\u0000-\u052f\u0590-\u05ff\u1ab0-\u1cff\u1d00-\u2fff\ufb00-\ufb06\ufe00-\ufe0f]")
"""Letters of other scripts than Latin, Greek, Cyrillic and Hebrew, of which Typst brings a face."""

Data = dict[str, Any]


def list_installed() -> bool:
    """Whether Typst is there; the site can be built without it."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def needs_faces(text: str) -> bool:
    """Whether `text` has letters of other scripts than those of the faces in fonts/."""
    return bool(_FOREIGN.search(text))


def choose_setting(language: str) -> Data:
    """How a text in `language` is set, as a document takes it: its faces in order, its direction, its kind of Chinese."""
    base, _, rest = language.partition("-")
    traditional = language.startswith(TRADITIONAL)
    han = f"Noto Sans CJK {'TC' if traditional else _HAN.get(base, 'SC')}"
    own: str | Data = {"name": OWN, "covers": "latin-in-cjk"} if base in _HAN else OWN
    faces = {"he": [HEBREW, own], "yi": [HEBREW, own]}.get(base) or (
        [ARABIC, own] if find_direction(language) == "rtl" else [own, ARABIC]
    )
    region = rest.rpartition("-")[2]
    return {
        "lang": base,
        "region": "TW" if traditional and len(region) != 2 else region if len(region) == 2 else None,
        "dir": find_direction(language),
        "italics": has_italics(language),
        "faces": [*faces, han],
        "scale": 1.16 if faces[0] == ARABIC else 1,  # its letters are small beside those of others
    }


def set_by_typst(document: Path | bytes, inputs: Mapping[str, Data], **options: Any) -> Any:
    """What becomes of `document`: a PDF, or one PNG a page. Raises NotMadeError where it can't be set."""
    try:
        import typst  # only here: the site can be built without it
    except ImportError:
        raise NotInstalledError(MISSING) from None
    try:
        return typst.compile(
            document,
            font_paths=list_fonts(),
            sys_inputs={name: json.dumps(data, ensure_ascii=False) for name, data in inputs.items()},
            **options,
        )
    except typst.TypstError as error:
        kind = NotMadeError if _list_all_faces() else NotInstalledError
        raise kind(f"{error.message}; {suggest_fonts()}") from None


@cache
def list_fonts() -> Any:
    """The faces that there are, as Typst takes them."""
    import typst

    return typst.Fonts(font_paths=[str(folder) for folder in (FONTS, *_list_folders())], include_system_fonts=False)


def list_faces() -> str:
    """Which faces there are, in a few letters."""
    files = (path for folder in (FONTS, *_list_folders()) for path in folder.rglob("*.[to]t[fc]"))
    return ", ".join(sorted(f"{path.name} {path.stat().st_size}" for path in files))


def _list_folders() -> list[Path]:
    """Where the packages that are there have their faces."""
    found = map(find_spec, PACKAGES)
    return [Path(spec.origin).parent for spec in found if spec and spec.origin]


def suggest_fonts() -> str:
    """How a publisher gets faces with more letters."""
    if _list_all_faces():
        return f"a font that has all letters can be put into {FONTS.name}/"
    return "requirements/faces.txt has faces for other scripts, which `make site` installs where they are needed"


def _list_all_faces() -> bool:
    """Whether all packages of faces are there."""
    return len(_list_folders()) == len(PACKAGES)
