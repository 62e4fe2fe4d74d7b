"""What is written, and what is left alone: deterministic, whole or not at all."""

from __future__ import annotations

import html
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

import build
from edition.locking import hold_lock
from edition.pipeline import build as build_edition
from support import ENVIRONMENT, FIXTURE, PATIENCE, ROOT, lay_out, tree


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


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change the time zone of a running program")
def test_the_same_source_makes_the_same_bytes_in_every_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page and every file, from fourteen hours ahead of UTC to nine and a half behind it."""
    made = []
    try:
        for zone, rule in {"UTC": "UTC0", "Kiritimati": "<+14>-14", "Marquesas": "<-0930>9:30"}.items():
            monkeypatch.setenv("TZ", rule)  # by its rule, since not every machine knows the names
            time.tzset()
            docs = tmp_path / zone / "docs"
            docs.mkdir(parents=True)
            assert build.main(["--source", str(FIXTURE / "source"), "--docs", str(docs)]) == 0
            made.append(tree(docs))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert any(path.endswith(".docx") for path in made[0])
    for other in made[1:]:
        assert [path for path in made[0] | other if made[0].get(path) != other.get(path)] == []


def test_stale_pages_vanish_and_hand_written_ones_stay(little: Path) -> None:
    docs = little / "docs"
    (docs / "own.md").write_text("# By hand\n", encoding="utf-8")
    (docs / "assets").mkdir()
    (docs / "assets" / "own.css").write_text("p {}", encoding="utf-8")
    (little / "source/questions/01-is-it-one.md").rename(little / "source/questions/01-renamed.md")
    assert again(little) == 0
    assert (docs / "questions/01-renamed.md").exists()
    assert not (docs / "questions/01-is-it-one.md").exists()
    assert (docs / "own.md").read_text(encoding="utf-8") == "# By hand\n"
    assert (docs / "assets" / "own.css").exists()


def test_a_redirect_vanishes_with_its_line_and_a_hand_written_page_in_a_folder_stays(little: Path) -> None:
    promised, docs = little / "source/addresses.txt", little / "docs"
    (docs / "essays").mkdir()
    (docs / "essays/index.md").write_text("# By hand\n", encoding="utf-8")
    promised.write_text("changes/ -> topics/\n", encoding="utf-8")
    assert again(little) == 0
    assert (docs / "changes/index.html").exists()
    promised.unlink()
    assert again(little) == 0
    assert not (docs / "changes/index.html").exists()
    assert (docs / "essays/index.md").exists()


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
        "docs/questions/02-the-second.md:1: this file was not made by the build script, but questions/ belongs to it; move it to another folder [generated-folder]",
        "docs/topics/essay.md:1: this file was not made by the build script, but topics/ belongs to it; move it to another folder [generated-folder]",
    ]
    assert tree(little / "docs") == before


def test_a_mistake_leaves_the_old_pages(little: Path) -> None:
    before = tree(little / "docs")
    edit(little, "questions/01-is-it-one.md", "Is it one?", "Changed")
    edit(little, "questions/02-the-second.md", "[numbers]", "[letters]")
    assert again(little) == 1
    assert tree(little / "docs") == before


@pytest.mark.parametrize("step", range(4))
def test_after_an_interrupted_build_the_next_one_makes_it_whole(
    little: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Power fails at every file in turn; no file is ever half a file, and whoever comes next mends the rest."""
    old = tree(little / "docs")
    edit(little, "topics.yml", "title: Numbers", "title: Figures")
    new = build_elsewhere(little)
    real, count = os.replace, 0

    class PowerCutError(BaseException):
        pass

    def failing(*arguments: Any) -> None:
        nonlocal count
        count += 1
        if count > step:
            raise PowerCutError
        real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(PowerCutError):
            build_edition(little / "source", little / "docs")
    for name, data in tree(little / "docs").items():
        assert "/.new-" in name or data in (old.get(name), new.get(name)), name
    build_edition(little / "source", little / "docs")
    assert tree(little / "docs") == new


def build_elsewhere(little: Path) -> dict[str, bytes]:
    other = little / "other"
    other.mkdir()
    build_edition(little / "source", other)
    return tree(other)


def test_a_build_waits_for_another_one(little: Path) -> None:
    edit(little, "questions/01-is-it-one.md", "Is it one?", "Changed")
    before = tree(little / "docs")
    with ExitStack() as running:
        with hold_lock(little / "docs", lambda: None):
            second = running.enter_context(start_build(little, "source"))
            assert second.stderr
            assert "another build is writing there" in second.stderr.readline()
            assert tree(little / "docs") == before
        wait_for(second)
    assert tree(little / "docs") != before


def test_builds_at_once_leave_the_pages_of_one_of_them(little: Path) -> None:
    sources, wanted = [], []
    for number in range(3):
        copy = shutil.copytree(little / "source", little / f"source-{number}")
        for path in copy.glob("questions/*.md"):
            path.write_text(path.read_text(encoding="utf-8").replace("Ms Example", f"She {number}"), encoding="utf-8")
        (little / f"docs-{number}").mkdir()
        with start_build(little, copy.name, f"docs-{number}") as build:
            wait_for(build)
        sources.append(copy.name)
        wanted.append(tree(little / f"docs-{number}"))
    with ExitStack() as running:
        builds = [running.enter_context(start_build(little, source)) for source in sources * 2]
        for build in builds:
            wait_for(build)
    assert tree(little / "docs") in wanted


@contextmanager
def start_build(little: Path, source: str, docs: str = "docs") -> Iterator[subprocess.Popen[str]]:
    """Run a build beside the test. However the test ends, the build ends with it and can't disturb the next test."""
    command = [sys.executable, str(ROOT / "scripts/build.py"), "--source", source, "--docs", docs]
    with subprocess.Popen(command, cwd=little, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as build:
        try:
            yield build
        finally:
            build.kill()


def wait_for(build: subprocess.Popen[str]) -> None:
    _, err = build.communicate(timeout=PATIENCE)
    assert build.returncode == 0, err


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_what_the_system_refuses_is_said_plainly(
    little: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError
) -> None:
    def refuse(*_: object) -> None:
        raise error

    edit(little, "questions/01-is-it-one.md", "Is it one?", "Changed")
    monkeypatch.setattr(os, "replace", refuse)
    capsys.readouterr()
    assert again(little) == 1
    assert capsys.readouterr().err == f"build.py: docs: {error.strerror}\n"


def test_watching_builds_once_for_each_change_and_tells_mistakes_in_the_pages(little: Path) -> None:
    (little / "overrides").mkdir()
    frame = little / "overrides/made/problems.html"
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
        assert frame.read_text(encoding="utf-8") == ""
        edit(little, "questions/02-the-second.md", "[numbers]", '["{{letters}}"]')
        assert "1 problem" in next(lines)
        told = frame.read_text(encoding="utf-8")
        assert "source/questions/02-the-second.md:4: unknown topic" in html.unescape(told)
        assert "{" not in told
        edit(little, "questions/02-the-second.md", '["{{letters}}"]', "[numbers]")
        assert "written" in next(lines)
        assert frame.read_text(encoding="utf-8") == ""
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    finally:
        overdue.cancel()
        process.kill()
        process.wait()
        process.stderr.close()
