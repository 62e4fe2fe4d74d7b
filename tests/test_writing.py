"""What is written, and what is left alone: deterministic, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import build
from edition import writing
from edition.building import build as build_edition
from edition.model import Page
from edition.pages.site import other_pages
from edition.proof import ProofError, Prover
from support import ENVIRONMENT, PATIENCE, ROOT, lay_out, tree


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    assert build.main(["--source", "source", "--docs", "docs"]) == 0
    return tmp_path


def again(little: Path) -> int:
    return build.main(["--source", "source", "--docs", "docs"])


def edit(little: Path, name: str, old: str, new: str) -> None:
    path = little / "source" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_source_makes_the_same_bytes_and_touches_nothing(little: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (little / "docs").rglob("*.md")}
    pages = tree(little / "docs")
    assert again(little) == 0
    assert {path: path.stat().st_mtime_ns for path in (little / "docs").rglob("*.md")} == before
    assert tree(little / "docs") == pages


def test_stale_pages_vanish_and_hand_written_ones_stay(little: Path) -> None:
    docs = little / "docs"
    (docs / "index.md").write_text("# By hand\n", encoding="utf-8")
    (docs / "assets").mkdir()
    (docs / "assets" / "own.css").write_text("p {}", encoding="utf-8")
    (little / "source/questions/01-is-it-one.md").rename(little / "source/questions/01-renamed.md")
    assert again(little) == 0
    assert (docs / "questions/01-renamed.md").exists()
    assert not (docs / "questions/01-is-it-one.md").exists()
    assert (docs / "index.md").read_text(encoding="utf-8") == "# By hand\n"
    assert (docs / "assets" / "own.css").exists()


def test_a_hand_written_file_in_the_way_is_a_problem_not_a_loss(
    little: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = little / "docs/questions/02-the-second.md"
    own.write_text("# Mine\n", encoding="utf-8")
    (little / "docs/topics/essay.md").write_text("# Mine, too\n", encoding="utf-8")
    before = tree(little / "docs")
    capsys.readouterr()
    assert again(little) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/questions/02-the-second.md:1: this file was not made by the build script, but questions/ belongs to it; move it to another folder",
        "docs/topics/essay.md:1: this file was not made by the build script, but topics/ belongs to it; move it to another folder",
    ]
    assert tree(little / "docs") == before


def test_a_mistake_leaves_the_old_pages(little: Path) -> None:
    before = tree(little / "docs")
    edit(little, "questions/01-is-it-one.md", "Is it one?", "Changed")
    edit(little, "questions/02-the-second.md", "[numbers]", "[letters]")
    assert again(little) == 1
    assert tree(little / "docs") == before


@pytest.mark.parametrize("step", range(12))
def test_an_interrupted_build_leaves_the_old_pages_or_the_new(
    little: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Power fails at every step in turn; whoever comes next finds one set of pages or the other."""
    old = tree(little / "docs")
    edit(little, "topics.yml", "title: Numbers", "title: Figures")
    new = build_elsewhere(little)
    count = 0

    class PowerCut(BaseException):
        pass

    def failing(real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            if count > step:
                raise PowerCut
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "rename"):
            patch.setattr(os, name, failing(getattr(os, name)))
        patch.setattr(writing.Staging, "discard", lambda self: None)  # nobody clears up after a power cut
        try:
            build_edition(little / "source", little / "docs")
        except PowerCut:
            assert count > step
    writing.recover(little / "docs")
    assert tree(little / "docs") == (old if step == 0 else new)


def build_elsewhere(little: Path) -> dict[str, bytes]:
    other = little / "other"
    other.mkdir()
    build_edition(little / "source", other)
    return tree(other)


def test_an_interrupt_from_the_keyboard_finishes_the_pages_first(little: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(little, "topics.yml", "title: Numbers", "title: Figures")
    new = build_elsewhere(little)
    real = os.replace
    pressed: list[bool] = []

    def press_once(*args: object) -> None:
        if not pressed:
            pressed.append(True)
            raise KeyboardInterrupt
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", press_once)
    with pytest.raises(KeyboardInterrupt):
        build_edition(little / "source", little / "docs")
    assert tree(little / "docs") == new


def test_pages_that_are_not_the_transcript_are_not_written(little: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof's own test: a page maker that loses, doubles, changes or moves a word is found out."""
    before = tree(little / "docs")
    edit(little, "questions/01-is-it-one.md", "The page break", "Another signpost")
    spoilt = (
        ("a very little one", "a little one"),
        ("two questions", "two two questions"),
        ("very", "VERY"),
        ("very little", "little very"),
    )
    for old, new in spoilt:
        real = Prover.watch

        def watch(self: Prover, pages: object, real: object = real, old: str = old, new: str = new) -> object:
            changed = (type(page)(page.path, page.text.replace(old, new)) for page in pages)  # type: ignore[attr-defined]
            return real(self, changed)  # type: ignore[operator]

        with monkeypatch.context() as patch:
            patch.setattr(Prover, "watch", watch)
            with pytest.raises(ProofError, match="nothing was written"):
                build_edition(little / "source", little / "docs")
    assert tree(little / "docs") == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("a very little one", "a little one"), ("two questions", "two two questions"), ("very", "VERY")],
    ids=["lost", "doubled", "changed"],
)
def test_the_page_of_the_whole_interview_is_proved_too(
    little: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    before = tree(little / "docs")

    def spoilt(*arguments: Any) -> Iterator[Page]:
        for page in other_pages(*arguments):
            text = page.text.replace(old, new) if page.path.startswith("interview/") else page.text
            yield replace(page, text=text)

    monkeypatch.setattr("edition.building.other_pages", spoilt)
    edit(little, "questions/01-is-it-one.md", "The page break", "Another signpost")
    with pytest.raises(ProofError, match="interview/"):
        build_edition(little / "source", little / "docs")
    assert tree(little / "docs") == before


def test_watching_builds_once_for_each_change(little: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/build.py"), "--source", "source", "--docs", "docs", "--watch"]
    process = subprocess.Popen(
        command,
        cwd=little,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background shell has it ignored
    )
    assert process.stderr
    overdue = threading.Timer(PATIENCE, process.kill)  # ends the lines, and with them the test
    overdue.start()
    try:
        lines = iter(process.stderr)
        assert "Watching source" in next(lines)
        assert "unchanged" in next(lines)
        edit(little, "questions/02-the-second.md", "The second", "The last")
        assert "written" in next(lines)
        assert b"2. The last" in (little / "docs/questions/02-the-second.md").read_bytes()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    finally:
        overdue.cancel()
        process.kill()
        process.wait()
        process.stderr.close()
