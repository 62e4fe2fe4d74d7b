"""The build script as a command: help, exit statuses, and no traceback for bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from support import ROOT, lay_out, run, tree


def test_help_says_what_it_does_and_what_the_exit_statuses_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build.main(["--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    for word in ("--source", "--docs", "--check", "--watch", "exit status", "REPO_URL"):
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
    assert done.returncode == 1
    assert done.stderr == (
        "1 problem; nothing was written. Not checked before that is mended: whether every topic is used\n"
    )
    assert done.stdout == "source/topics.yml:1: there is no such file; it is the list of topics [file-missing-topics]\n"


def test_on_github_problems_stand_at_their_lines_too(tmp_path: Path) -> None:
    note = "\n> And what, 100%, is one for?\n\n**Context.** A note.\n\nSources: “A source”\n"
    name = "questions/02-the-second.md"
    lay_out(tmp_path, {name: {"replace": {"[numbers]\n---\n": f"[numbers]\n---\n{note}"}}})
    build = str(ROOT / "scripts/build.py")
    plain = run(build, "--source", "source", "--docs", "docs", cwd=tmp_path)
    there = run(build, "--source", "source", "--docs", "docs", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert plain.stdout.startswith(f"source/{name}:7: the words “And what, 100%, is one for?” are not in question 2")
    assert there.stdout.startswith(plain.stdout)
    (line,) = there.stdout.removeprefix(plain.stdout).splitlines()
    assert line.startswith(f"::error file=source/{name},line=7,title=quote-missing::the words “And what, 100%25, is")
    assert line.endswith("%0A    so type: > And what is the second one for?")


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    lay_out(tmp_path, {})
    (tmp_path / "docs" / "topics").write_text("Made by scripts/build.py", encoding="utf-8")
    done = run(str(ROOT / "scripts/build.py"), "--source", "source", "--docs", "docs", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "docs/topics" in done.stderr


def test_what_is_due_is_listed_with_its_reason(tmp_path: Path) -> None:
    changes = {
        "questions/02-the-second.md": {"replace": {"topics: [numbers]": "topics: [numbers]\nreviewed: 2099-01-01"}},
        "glossary/concepts.yml": "- {id: a, term: little, until: 2020-03-01}\n- {id: b, term: passage, until: 2999-01-01}\n",
    }
    lay_out(tmp_path, changes)
    done = run(str(ROOT / "scripts/build.py"), "--source", "source", "--docs", "docs", "--due", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [
        "source/questions/01-is-it-one.md:1: last reviewed on 2020-02-01; read the notes again, then write the day under “reviewed”",
        "source/questions/02-the-second.md:1: “reviewed” is 2099-01-01, a day that is yet to come; write the day on which the notes were read",
        "source/glossary/concepts.yml:1: “little” was good until 2020-03-01; read it again, then correct or delete “until”",
    ]
    assert tree(tmp_path / "docs") == {}
