"""What a page fetches: a browser meets no style sheet or script of before."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from edition.site.assets import make_assets
from support import ROOT, Built

FILES = {
    "css/base.css": "/* Base. */ a { color: red }",
    "fonts/face.css": "/* The licence. */ @font-face { }",
    "js/first.js": 'let x = "é\\d"; // at once',
    "js/page.js": "/* Page. */ export const text = `/* kept */ ${location}`;",
    "js/reading.js": 'import { text } from "./page.js";\nimport("./tools.js").then(({ c }) => c(text));',
    ".DS_Store": "",
}


def assets_of(
    folder: Path, changes: Mapping[str, str] = MappingProxyType({}), is_published: bool = True
) -> tuple[dict[str, str], dict[str, str]]:
    """The names that the templates are told, and what is published, of files with `changes` to the words in them."""
    for name, text in FILES.items():
        for old, new in changes.items():
            text = text.replace(old, new)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    template, files = make_assets(folder, is_published)
    (names,) = re.findall(r"\{% set assets = (\{.*\}) %\}", template.data.decode())
    return json.loads(names), {file.path: file.data.decode() for file in files}


def test_the_addresses_of_sheets_and_scripts_change_with_what_is_in_them(tmp_path: Path) -> None:
    folders = [
        assets_of(tmp_path, changes)[0]["folder"]
        for changes in ({}, {"Page": "A page"}, {"kept": "changed"}, {"red": "green"})
    ]
    assert folders[0] == folders[1], "a comment is no change"
    assert len({*folders}) == 3, "a word of the script is one"
    assert all(re.fullmatch(r"made/assets-[0-9a-f]{8}", folder) for folder in folders)


def test_what_we_wrote_is_published_without_comments_and_white_space(tmp_path: Path) -> None:
    names, files = assets_of(tmp_path)
    assert files == {
        f"{names['folder']}/css/base.css": "a{color:red}",
        f"{names['folder']}/fonts/face.css": FILES["fonts/face.css"],
        f"{names['folder']}/js/page.js": "export const text=`/* kept */ ${location}`;",
        f"{names['folder']}/js/reading.js": 'import{text}from"./page.js";import("./tools.js").then(({c})=>c(text));',
    }


def test_what_runs_before_anything_is_painted_is_told_to_the_templates_with_its_policy(tmp_path: Path) -> None:
    names, _ = assets_of(tmp_path)
    assert names["first"] == 'let x="é\\d";'
    digest = base64.b64encode(hashlib.sha256(names["first"].encode()).digest()).decode()
    assert names["policy"] == f"'sha256-{digest}'"


def test_a_preview_has_all_as_it_was_written_under_names_that_stay(tmp_path: Path) -> None:
    names, files = assets_of(tmp_path, is_published=False)
    assert names["folder"] == "made/assets"
    assert names["first"] == FILES["js/first.js"]
    assert files["made/assets/js/page.js"] == FILES["js/page.js"]


@pytest.mark.parametrize("path", sorted((ROOT / "docs/assets/js").glob("*.js")), ids=lambda path: path.name)
def test_no_script_has_a_template_in_a_template(path: Path) -> None:
    """rjsmin would take the inner one for code, and its spaces away."""
    assert re.findall(r"`[^`]*\$\{[^}`]*`", path.read_text(encoding="utf-8")) == []


def test_nothing_of_the_theme_is_published_nor_anything_twice(with_mkdocs: Built) -> None:
    assert not (with_mkdocs.site / "assets").exists()
    assert not list(with_mkdocs.site.glob("search/*.json"))
