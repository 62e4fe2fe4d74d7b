#!/usr/bin/env python3
"""Finish a published site: its style sheets and scripts become small, and have new addresses when they change.

A browser may keep what it has fetched for ten minutes (GitHub Pages says so). A page that was published anew must
never meet a script of before: assets/ becomes assets-HASH/, by what is in it. The style sheets of a page become
one, and so do its scripts; what is to be run before anything is painted is written into the page, and the page's
policy names it. Comments and white space go. What the theme brings and no page names is removed.

Works on what any publisher wrote, before verify.py looks at it. A finished site is left as it is.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import rcssmin
import rjsmin

from edition.bundles import Bundler

UNUSED = ("images", "javascripts", "stylesheets")
"""Folders below assets/ that the theme brings and no page names: a third of what would be published."""
LINK = re.compile(r'<link rel="stylesheet" (?:media="([a-z]+)" )?href="([^"]*assets/)css/([a-z]+)\.css">\s*')
SHEETS = re.compile(rf"(?:{LINK.pattern})+")
SCRIPT = re.compile(r'<script type="module" src="([^"]*assets/)js/([a-z]+)\.js"></script>\s*')
FIRST = re.compile(r'<script src="[^"]*assets/js/first\.js"></script>')
POLICY = "script-src 'self'"
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")


def finish(site: Path) -> None:
    """Do it in the folder `site`."""
    assets = site / "assets"
    if not assets.is_dir():
        return
    for name in UNUSED:
        shutil.rmtree(assets / name, ignore_errors=True)
    sheets = {path: rcssmin.cssmin(path.read_text(encoding="utf-8")) for path in sorted((assets / "css").glob("*.css"))}
    for path, sheet in sheets.items():
        path.write_text(sheet, encoding="utf-8")
    scripts = {path: rjsmin.jsmin(path.read_text(encoding="utf-8")) for path in sorted((assets / "js").glob("*.js"))}
    bundler = Bundler({path.stem: script for path, script in scripts.items()})
    first = scripts.get(assets / "js/first.js", "")

    def finished(page: str) -> str:
        return _with_first_inside(_with_one_script(_with_one_sheet(page, assets / "css"), bundler), first)

    pages = {path: finished(path.read_text(encoding="utf-8")) for path in _pages(site)}
    for path, text in scripts.items():
        path.write_text(text, encoding="utf-8")
    for name, text in bundler.made.items():
        (assets / f"js/{name}.js").write_text(text, encoding="utf-8")
    for path in {*sheets, *scripts}:
        if path.stem not in bundler.made and not any(f'/{path.name}"' in page for page in pages.values()):
            path.unlink()
    name = f"assets-{_hash(assets)}"
    for path, page in pages.items():
        path.write_text(_with_assets_called(name, page, path.relative_to(site)), encoding="utf-8")
    assets.rename(site / name)


def _pages(site: Path) -> Iterator[Path]:
    """The pages; the files of HTML to take away are none."""
    return (path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] != "made")


def _with_one_sheet(page: str, folder: Path) -> str:
    """The page with one style sheet for those that follow each other; it is written into their `folder`."""

    def sheet_of(path: Path, media: str) -> str:
        sheet = path.read_text(encoding="utf-8")
        return f"@media {media}{{{sheet}}}" if media else sheet

    def one(found: re.Match[str]) -> str:
        links = LINK.findall(found[0])
        joined = "-".join(name for *_, name in links)
        sheet = "\n".join(sheet_of(folder / f"{name}.css", media) for media, _, name in links)
        (folder / f"{joined}.css").write_text(sheet, encoding="utf-8")
        return f'<link rel="stylesheet" href="{links[0][1]}css/{joined}.css">\n'

    return SHEETS.sub(one, page)


def _with_one_script(page: str, bundler: Bundler) -> str:
    """The page with one script for its modules, where the first of them was named: a module waits for its page."""
    found = SCRIPT.findall(page)
    if not found:
        return page
    name = bundler.bundle([name for _, name in found])
    one = iter((f'<script type="module" src="{found[0][0]}js/{name}.js"></script>\n',))
    return SCRIPT.sub(lambda _: next(one, ""), page)


def _with_first_inside(page: str, script: str) -> str:
    """The page with the script itself where it was named: asking for it would hold up what is painted."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    inside, found = FIRST.subn(lambda _: f"<script>{script}</script>", page)
    return inside.replace(POLICY, f"{POLICY} 'sha256-{digest}'", 1) if found else page


class _Tags(HTMLParser):
    """Where the tags of a page stand. What looks like one in a text, a comment or a script is none."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, int]] = []
        self._lines = [0, *(end.end() for end in re.finditer("\n", page))]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Keep its place."""
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        self.found.append((start, start + len(self.get_starttag_text() or "")))


def _with_assets_called(name: str, page: str, path: Path) -> str:
    """The page at `path` below the site, whose links and pictures find assets/ under its new name; its words stay as they are."""
    # The page for missing pages is shown at any address, so that its own are those of the host.
    way = r"/(?!/)(?:[^:?#]*/)?" if path.name == "404.html" else r"(?:\./)?" + r"\.\./" * (len(path.parts) - 1)
    address = re.compile(rf"""\A(["']?{way})assets(?=/)""")

    def renamed(found: re.Match[str]) -> str:
        key, sign, value = found.groups()
        if key.lower() not in ("href", "src"):
            return found[0]
        return key + sign + address.sub(rf"\g<1>{name}", value)

    pieces, end = [], 0
    for start, stop in _Tags(page).found:
        pieces += [page[end:start], ATTRIBUTE.sub(renamed, page[start:stop])]
        end = stop
    return "".join((*pieces, page[end:]))


def _hash(folder: Path) -> str:
    """Of all that is in the folder, in a few letters."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, help="the folder that was published into")
    options = parser.parse_args(arguments)
    if not (options.site / "index.html").is_file():
        print(f"{options.site}: no published site is there; make it with: make site", file=sys.stderr)
        return 1
    finish(options.site)
    return 0


if __name__ == "__main__":
    sys.exit(main())
