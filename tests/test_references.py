"""What reference managers make of the citation files: the right publisher, the place and the state, in every style."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from edition.exports.citations import FORMS, write_part_files
from edition.locale.labels import load_labels
from edition.model.edition import Edition
from edition.pipeline import build
from edition.resolve.works import whole
from edition.source.publication import NOWHERE, Publication
from rendering import check, missing, render
from support import FIXTURE, SITE_URL, lay_out

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
DAY = datetime.date(2026, 11, 25)
KINDS = ("interview.", "cite/q0.", "cite/q2.", "cite/2.2.")
"""What the names of files begin with, one for each kind."""
PASSAGE = "cite/2.2.csl.json"


def tell(folder: Path, /, **changes: Any) -> Edition:
    """The fixture, with `changes` to what interview.yml says."""
    edition = build(FIXTURE / "source", None).edition
    return replace(edition, interview=replace(edition.interview, **changes))


def lay(changes: dict[str, Any], folder: Path) -> Edition:
    """The little edition with `changes` to its files."""
    return build(lay_out(folder, changes) / "source", None).edition


OTHER = "  - label: Mr Other\n    role: speaker\n    name: Other, Sons and Co.\n    kind: organisation\n    about: b\ntranscript:"
EDITIONS: dict[str, tuple[Callable[[Path], Edition], Publication]] = {
    "version and day": (partial(tell, version="1.2", changed=DAY), PUBLISHED),
    "day": (partial(tell, changed=DAY), NOWHERE),
    "version": (partial(tell, version="2026.1", edition="“Skerra” & ‘Holm’: a 2nd reading"), PUBLISHED),
    "Russian": (partial(tell, language="ru", labels=load_labels("ru"), changed=DAY), PUBLISHED),
    "Arabic": (partial(tell, language="ar", labels=load_labels("ar"), changed=DAY), NOWHERE),
    "Chinese": (partial(tell, language="zh", labels=load_labels("zh"), changed=DAY), PUBLISHED),
    "no publisher": (partial(lay, {"interview.yml": {"replace": {"kind: organisation": "kind: person"}}}), NOWHERE),
    "the interviewer publishes": (partial(lay, {}), PUBLISHED),
    "several speakers": (
        partial(
            lay,
            {
                "interview.yml": {"replace": {"transcript:": OTHER}},
                "transcript.md": {"replace": {"Thank you!": "Thank you!\n\n**Mr Other:** And so do I."}},
            },
        ),
        PUBLISHED,
    ),
    "an opening statement": (
        partial(
            lay,
            {
                "transcript.md": {
                    "replace": {"**Question:** Is this": "**Ms Example:** Hello.\n\n**Question:** Is this"}
                }
            },
        ),
        PUBLISHED,
    ),
}
WRONG = {
    "wrong publisher": {"publisher": "Skerra and Holm Press"},
    "no place": {"container-title": "The Skerra light, annotated, version 1.2 of 25 November 2026"},
    "no day": {"container-title": "The Skerra light, annotated, passage 2.2, version 1.2"},
    "no edition": {"container-title": "Passage 2.2, version 1.2 of 25 November 2026"},
}
"""What was once in the files, or might be."""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Edition, dict[str, Any]]]:
    """By name, each edition and its rendered citation files, and spoilt files; all at once, since citeproc-js begins slowly."""
    if reason := missing():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    editions = {name: made(tmp_path_factory.mktemp("edition")) for name, (made, _) in EDITIONS.items()}
    files: dict[str, dict[str, str]] = {name: cite(editions[name], EDITIONS[name][1]) for name in EDITIONS}
    (item,) = json.loads(files["version and day"][PASSAGE])
    for name, wrong in WRONG.items():
        editions[name], files[name] = editions["version and day"], {PASSAGE: json.dumps([item | wrong])}
    every = render({f"{name}/{path}": text for name, some in files.items() for path, text in some.items()})
    return {name: (editions[name], {path: every[f"{name}/{path}"] for path in files[name]}) for name in files}


def cite(edition: Edition, publication: Publication) -> dict[str, str]:
    """Citation files of the whole, of questions and of passages, by path."""
    made = {f"interview.{ending}": form(whole(edition, publication)) for ending, form in FORMS.items()}
    made |= {file.path: file.data.decode() for file in write_part_files(edition, publication)}
    return {path: text for path, text in made.items() if path.startswith(KINDS)}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_style_says_place_state_and_edition_and_whose_publisher_it_is(
    name: str, rendered: dict[str, Any]
) -> None:
    edition, files = rendered[name]
    assert len(files) == len(FORMS) * (4 if name == "an opening statement" else 3)
    assert list(check(edition, files)) == []


def test_the_interview_s_own_publisher_is_not_lost(rendered: dict[str, Any]) -> None:
    _, files = rendered["version and day"]
    assert "(Original work published Skerra and Holm Press)" in files[PASSAGE]["styles"]["apa"]
    for entry in files["cite/2.2.ris"]["styles"].values():
        assert "Interview by The Skerra Courier, Skerra and Holm Press" in entry


@pytest.mark.parametrize(
    ("name", "fault", "count"),
    [
        ("wrong publisher", "makes the interview's publisher that of this edition", 3),  # MLA leaves it out
        ("no place", "leaves out the place", 4),
        ("no day", "leaves out the day of the version", 4),
        ("no edition", "leaves out the edition", 4),
    ],
)
def test_a_file_that_styles_would_misprint_is_found_out(
    name: str, fault: str, count: int, rendered: dict[str, Any]
) -> None:
    found = list(check(*rendered[name]))
    assert len([line for line in found if f" {fault}: " in line]) == count, found
