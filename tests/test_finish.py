"""A finished site: a browser meets no style sheet or script of before."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from edition.bundles import Bundler, UnbundledError
from finish import finish
from support import ROOT, tree

PAGE = """<meta http-equiv="Content-Security-Policy" content="script-src 'self'; base-uri 'none'">
<link rel="stylesheet" href="{up}assets/css/base.css">
<link rel="stylesheet" href="{up}assets/css/type.css">
<link rel="stylesheet" media="print" href="{up}assets/css/print.css">
<script src="{up}assets/js/first.js"></script>
<script type="module" src="{up}assets/js/room.js"></script>
<script type="module" src="{up}assets/js/kinds.js"></script>
<p>Of assets/css/base.css and src="x": <a href="https://example.org/assets/">href</a></p>
"""


FILES = {
    "index.html": PAGE.format(up=""),
    "p/1/index.html": PAGE.format(up="../../"),
    "404.html": PAGE.format(up="/the-edited-interview/"),
    "root/404.html": PAGE.format(up="/"),
    "made/files/edition.html": PAGE.format(up="../../"),
    "assets/css/base.css": "/* Base. */ a { color: red }",
    "assets/css/type.css": "b { color: blue }",
    "assets/css/print.css": "c { color: green }",
    "assets/css/unused.css": "d {}",
    "assets/js/first.js": 'let x = "é\\d"; // at once',
    "assets/js/room.js": '/* Room. */ import { a } from "./page.js"; // so\nconst text = `/* kept */ ${a}`;',
    "assets/js/kinds.js": 'import { a as b } from "./page.js";\nconst text = b;\nimport("./late.js").then(({ c }) => c(text));',
    "assets/js/page.js": "export const a = 1;",
    "assets/js/late.js": 'import { a } from "./page.js";\nexport async function c(text) {\n  return text + a;\n}',
    "assets/stylesheets/theme.css": "e {}",
}


def published(folder: Path, **changes: str) -> Path:
    """A site as a publisher leaves it, with `changes` to its script."""
    for name, text in FILES.items():
        for old, new in changes.items():
            text = text.replace(old, new) if name.endswith("room.js") else text
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_addresses_of_sheets_and_scripts_change_with_what_is_in_them(tmp_path: Path) -> None:
    names = []
    for number, changes in enumerate(({}, {"Room": "A room"}, {"kept": "changed"})):
        site = published(tmp_path / str(number), **changes)
        finish(site)
        names.append(next(site.glob("assets*")).name)
    assert names[0] == names[1] != names[2], "a comment is no change, a word of the script is one"


def test_each_page_names_one_sheet_and_one_script_where_they_are(tmp_path: Path) -> None:
    site = published(tmp_path)
    before = (site / "made/files/edition.html").read_bytes()
    finish(site)
    (assets,) = site.glob("assets*")
    digest = base64.b64encode(hashlib.sha256('let x="é\\d";'.encode()).digest()).decode()
    for path, up in (
        ("index.html", ""),
        ("p/1/index.html", "../../"),
        ("404.html", "/the-edited-interview/"),
        ("root/404.html", "/"),
    ):
        assert (site / path).read_text(encoding="utf-8") == (
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-{digest}'; base-uri 'none'\">\n"
            f'<link rel="stylesheet" href="{up}{assets.name}/css/base-type-print.css">\n'
            '<script>let x="é\\d";</script>\n'
            f'<script type="module" src="{up}{assets.name}/js/room-kinds.js"></script>\n'
            '<p>Of assets/css/base.css and src="x": <a href="https://example.org/assets/">href</a></p>\n'
        )
    assert tree(assets) == {
        "css/base-type-print.css": b"a{color:red}\nb{color:blue}\n@media print{c{color:green}}",
        "js/room-kinds.js": b"const $page=(()=>{const a=1;\nreturn{a}})();\n"
        b"const $room=(()=>{const{a}=$page;const text=`/* kept */ ${a}`;\nreturn{}})();\n"
        b'const $kinds=(()=>{const{a:b}=$page;const text=b;import("./room-kinds-late.js").then(({c})=>c(text));\n'
        b"return{}})();\nexport{$page,$room,$kinds};",
        "js/room-kinds-late.js": b'import{$page}from"./room-kinds.js";\n'
        b"const $late=(()=>{const{a}=$page;async function c(text){return text+a;}\nreturn{c}})();\nexport const{c}=$late;",
    }
    assert (site / "made/files/edition.html").read_bytes() == before, "a file to take away is no page"


WORDS = (
    '<p>He writes <code>href="assets/logo.png"</code>, &lt;img src="../assets/logo.png">, src=assets/x and "assets/".</p>',
    "<p title='see href=\"../assets/logo.png\"' data-quotation='&lt;a href=\"assets/x\">'>x</p>",
    "<meta content=\"<img src='../assets/logo.png'>\">",
    '<!-- <img src="../assets/logo.png"> -->',
    '<script type="application/json">{"a": "<img src=\'../assets/logo.png\'>"}</script>',
    "<a href='https://example.org/assets/x'>x</a> <a href=//example.org/assets/x>y</a> <a href='../../assets/x'>z</a>",
    '<a href="../topics/assets/">A topic</a> <a href="assets/">beside it</a> <a href="../my-assets/x">x</a>',
    '<a href="../assets-of-ours/">Ours</a> <a data-href="../assets/x" title="assets/x">x</a>',
)
"""What names assets/, or another folder of that name, and isn't to be touched on a page one folder below the home page."""


@pytest.mark.parametrize("words", WORDS)
def test_words_stay_as_they_are(words: str, tmp_path: Path) -> None:
    site = published(tmp_path)
    page = site / "topics/index.html"
    page.parent.mkdir()
    page.write_text(words, encoding="utf-8")
    finish(site)
    assert page.read_text(encoding="utf-8") == words


@pytest.mark.parametrize("path", ["made/index.html", "topics/made/index.html", "index.html", "404.html"])
def test_pictures_and_links_are_found_wherever_a_page_stands_and_however_they_are_written(
    path: str, tmp_path: Path
) -> None:
    """A topic may be called “made”."""
    site = published(tmp_path)
    page = site / path
    page.parent.mkdir(parents=True, exist_ok=True)
    up = "/the/edition/" if path == "404.html" else "../" * path.count("/")
    text = "<img src=\"{0}x.png\" alt='a > b'>é<A HREF = '{0}x'>x</A>\n\n<img\n  alt=\"\"\n  src={0}x.png><a href={0}x/>y</a>"
    page.write_text(text.format(f"{up}assets/"), encoding="utf-8")
    finish(site)
    (assets,) = site.glob("assets*")
    if path.startswith("made/"):
        assert page.read_text(encoding="utf-8") == text.format(f"{up}assets/"), "a file to take away is no page"
    else:
        assert page.read_text(encoding="utf-8") == text.format(f"{up}{assets.name}/")


@pytest.mark.parametrize("path", sorted((ROOT / "docs/assets/js").glob("*.js")), ids=lambda path: path.name)
def test_no_script_has_a_template_in_a_template(path: Path) -> None:
    """rjsmin would take the inner one for code, and its spaces away."""
    assert re.findall(r"`[^`]*\$\{[^}`]*`", path.read_text(encoding="utf-8")) == []


def test_a_finished_site_stays_as_it_is(tmp_path: Path) -> None:
    site = published(tmp_path)
    finish(site)
    once = tree(site)
    finish(site)
    assert tree(site) == once


@pytest.mark.parametrize("script", ["export default 1;", 'import * as a from "./page.js";', "export { a };"])
def test_a_script_that_cannot_be_bundled_is_refused(script: str) -> None:
    with pytest.raises(UnbundledError, match=r"^room\.js: '(?:export|import)"):
        Bundler({"room": script, "page": ""}).bundle(["room"])
