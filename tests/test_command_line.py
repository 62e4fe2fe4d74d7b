"""The build script as a command: help, exit statuses, and no traceback for bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from edition.pages.repository import Repository
from edition.problems import Place
from support import ROOT, lay_out, run, tree


def test_help_says_what_it_does_and_what_the_exit_statuses_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build.main(["--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    for word in ("--source", "--docs", "--check", "--explain", "--watch", "exit status", "REPO_URL"):
        assert word in text


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["--source", "nowhere"], ["--docs", "nowhere"], ["--watch", "--check"]]
)
def test_a_wrong_command_line_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build.main(arguments)
    assert stop.value.code == 2
    assert "build.py: error:" in capsys.readouterr().err


def test_check_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    assert build.main(["--source", "source", "--docs", "docs", "--check"]) == 0
    assert tree(tmp_path / "docs") == {}


def test_as_a_process_problems_are_on_stdout_and_the_summary_on_stderr(tmp_path: Path) -> None:
    lay_out(tmp_path, {"topics.yml": None})
    done = run(str(ROOT / "scripts/build.py"), "--source", "source", "--docs", "docs", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "1 problem; nothing was written\n")
    assert done.stdout == "source/topics.yml:1: there is no such file; it is the list of topics\n"


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    lay_out(tmp_path, {})
    (tmp_path / "docs" / ".incoming").write_text("in the way", encoding="utf-8")
    done = run(str(ROOT / "scripts/build.py"), "--source", "source", "--docs", "docs", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert ".incoming" in done.stderr


@pytest.mark.parametrize(
    ("url", "branch", "base"),
    [
        ("https://github.com/a/b", "main", "https://github.com/a/b/edit/main/"),
        ("https://github.com/a/b.git", "", "https://github.com/a/b/edit/main/"),
        (" https://github.com/a/b/ ", "x y", "https://github.com/a/b/edit/x%20y/"),
    ],
)
def test_where_the_source_is_edited(url: str, branch: str, base: str) -> None:
    repository = Repository.of(url, branch)
    assert repository.edit("source/é.md") == f"{base}source/%C3%A9.md"
    assert repository.edit_lines(Place("source/a.md", 7)) == f"{base}source/a.md#L7"
    assert repository.edit("/elsewhere/a.md") == "", "a file that is not in the repository"


@pytest.mark.parametrize("url", ["", " "])
def test_no_repository_no_links(url: str) -> None:
    repository = Repository.of(url)
    assert (repository.edit("source/a.md"), repository.suggest("p", "1.1", "words")) == ("", "")
