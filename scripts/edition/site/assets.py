"""The style sheets, scripts and faces of docs/assets/, as the pages name them.

A browser may keep what it has fetched for ten minutes (GitHub Pages says so), and a page published anew must never
meet an older script. So all of it is published as made/assets-HASH/, named by what is in it, and the templates are
told the name before any page is written. Scripts import one another by relative addresses, which stay as they are.
A preview has made/assets/: there a changed style sheet needs no page to be rendered again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import rcssmin
import rjsmin

from edition.exports import File
from edition.model.site import MADE

FOLDER = "assets"
_FIRST = "js/first.js"
"""Written into every page: asking for it would hold up what is painted."""


def make_assets(source: Path, is_published: bool) -> tuple[File, list[File]]:
    """Return the template that tells the others where the assets are, and the assets, below docs/.

    Where they are published, style sheets and scripts are made small, and their folder has another name as soon as
    anything in it is another.
    """
    paths = (path for path in sorted(source.rglob("[!.]*")) if path.is_file())
    assets = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    folder = f"{MADE}/{FOLDER}"
    if is_published:
        assets = {path: _minify(path, data) for path, data in assets.items()}
        digest = hashlib.sha256()
        for path, data in assets.items():
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
        folder += f"-{digest.hexdigest()[:8]}"
    first = assets.pop(_FIRST, b"")
    policy = base64.b64encode(hashlib.sha256(first).digest()).decode()
    names = {"folder": folder, "first": first.decode(), "policy": f"'sha256-{policy}'"}
    template = f"{{% set assets = {json.dumps(names, ensure_ascii=False)} %}}\n"
    return File("assets.html", template.encode()), [File(f"{folder}/{path}", data) for path, data in assets.items()]


def _minify(path: str, data: bytes) -> bytes:
    """Take comments and white space out of what we wrote; what others wrote stays as it is."""
    minify = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}.get(path.partition("/")[0])
    return str(minify(data.decode())).encode() if minify else data
