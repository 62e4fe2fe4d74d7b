"""What the tests share: little sources on disk, a copy of the project, pages read back as a reader would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
from playwright.sync_api import Locator, Page

from edition.locking import LOCK
from edition.model.site import BY_HAND

ROOT = Path(__file__).resolve().parent.parent
LITTLE = Path(__file__).parent / "little"
"""The smallest edition that there can be; the cases change it."""
FIXTURE = Path(__file__).parent / "fixture"
"""A small edition with one of everything: what browsers, formats and publishers are tested on."""
QUESTIONS = sorted(path.stem for path in (FIXTURE / "source/questions").glob("*.md"))
QUESTION = f"questions/{QUESTIONS[1]}/"
"""The longest of its questions."""
SITE_URL = "https://example.github.io/the-edited-interview/"
REPO_URL = "https://github.com/example/the-edited-interview"
PATIENCE = 300.0
"""Seconds after which a test gives up: no measure of speed, only a guard against waiting for ever.

Six builds at once took more than 60 seconds beside ten busy loops on two cores.
"""
WHITE = " \t\n\f\r\v"

os.environ.pop("GITHUB_ACTIONS", None)  # else problems are printed twice there; test_command_line.py sets it
ENVIRONMENT = {
    **os.environ,
    "SITE_URL": SITE_URL,
    "REPO_URL": REPO_URL,
    "REPO_BRANCH": "main",
    "SOURCE_DATE_EPOCH": "1600387200",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_COLOR": "1",
}


@dataclass(frozen=True)
class Built:
    """A project with the site that was built from it."""

    project: Path
    site: Path
    pages: dict[str, lxml.html.HtmlElement]

    @property
    def assets(self) -> Path:
        """Where the style sheets and scripts of the site are."""
        (found,) = self.site.glob("made/assets*")
        return found


def lay_out(folder: Path, changes: Mapping[str, Any]) -> Path:
    """The little source in `folder`/source, with `changes` to its files; returns the folder.

    A change is the new text, None (the file is gone), {hex: "fffe"} (these bytes),
    {folder: true}, or {replace: {old: new, …}}.
    """
    source = folder / "source"
    shutil.copytree(LITTLE, source)
    for name, change in changes.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if change is None:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif isinstance(change, str):
            path.write_text(change, encoding="utf-8", newline="")
        elif "hex" in change:
            path.write_bytes(bytes.fromhex(change["hex"]))
        elif "folder" in change:
            path.unlink(missing_ok=True)
            path.mkdir()
        else:
            text = path.read_text(encoding="utf-8")
            for old, new in change["replace"].items():
                assert old in text, f"the case changes {old!r}, which isn't in {name}"
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8", newline="")
    (folder / "docs").mkdir()
    return folder


def copy_project(folder: Path, edition: Path = FIXTURE) -> Path:
    """The project as a clone has it, nothing generated, in `folder`, with the source of `edition`.

    ROOT is the edition that the project really holds.
    """
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("overrides", "scripts", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore, dirs_exist_ok=True)
    for name in BY_HAND:
        if (ROOT / "docs" / name).is_file():
            shutil.copy(ROOT / "docs" / name, folder / "docs" / name)
    shutil.rmtree(folder / "overrides/made", ignore_errors=True)
    shutil.copytree(edition / "source", folder / "source", ignore=ignore)
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python tool of the virtual environment, as `python -m …` would."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**ENVIRONMENT, **environment},
        text=True,
        capture_output=True,
        check=False,
        timeout=5 * PATIENCE,  # a whole build
    )


def mkdocs(cwd: Path, site: Path, **environment: str) -> None:
    """Build the project in `cwd` into `site` with MkDocs, strictly: not quietly, for then it counts no warnings."""
    done = run("-m", "mkdocs", "build", "--strict", "--site-dir", str(site), cwd=cwd, **environment)
    assert done.returncode == 0, done.stdout + done.stderr


def zensical(cwd: Path, site: Path) -> None:
    """Build the project in `cwd` into `site` with Zensical, strictly; it knows no hooks, and no other folder than site/."""
    assert site == cwd / "site"
    for command in (["scripts/build.py"], ["-m", "zensical", "build", "--strict"]):
        done = run(*command, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr


def html_pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Every page of a built site by its path in it; the files of HTML to take away are not pages of it."""
    return {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
        if "made" not in path.relative_to(site).parts[:1]
    }


def unpromised(built: Built) -> set[str]:
    """The addresses of pages that source/addresses.txt can't hold, but for the home page."""
    done = run("scripts/build.py", "--addresses", cwd=built.project)
    assert done.returncode == 0, done.stdout + done.stderr
    there = {path.removesuffix("index.html") for path in built.pages if path.endswith("/index.html")}
    return there.difference(done.stdout.splitlines())


def passages(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each passage of a page: its anchor and the source's words in it, editors' marks left out."""
    for element in page.xpath('//*[contains(concat(" ", @class, " "), " passage ")]'):
        yield element.get("id"), fold(words_of(element))


def words_of(element: Any) -> str:
    """The text of an element without that of the marks inside it."""
    inner = (
        ("" if "mark" in (child.get("class") or "").split() else words_of(child)) + (child.tail or "")
        for child in element
    )
    return (element.text or "") + "".join(inner)


def a_note(page: Page) -> tuple[Locator, Locator, Locator]:
    """A note of a page, whichever the editors have written: the phrase, the number after it, the note.

    A phrase of one note, in which no term lies that would explain itself instead.
    """
    phrase = page.locator('article .noted:not(:has(.term), .term *, [data-notes*=" "])').first
    number = phrase.get_attribute("data-notes")
    return phrase, page.locator(f'.ref[data-note="{number}"]'), page.locator(f'aside[data-note="{number}"]')


def fold(text: str) -> str:
    """White space as HTML shows it: no-break spaces are kept."""
    return re.sub(f"[{WHITE}]+", " ", text).strip(WHITE)


def spoken(source: Path) -> str:
    """The words of the transcript in a source folder, read without any code of the edition."""
    text = (source / "transcript.md").read_text(encoding="utf-8")
    return fold(re.sub(r"^(?:\*\*[^*]+:\*\* |## )?(?:\[[\d:]+\] )?\\?", "", text, flags=re.M))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, but for what builds keep for themselves."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
