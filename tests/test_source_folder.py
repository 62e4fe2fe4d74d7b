"""What lies in source/ and is no file of an editor's is refused by its name: never waited for, never followed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import build
from support import lay_out, tree


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(lay_out(tmp_path, {}))
    return tmp_path / "source"


def problems(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the build script says; nothing may be written."""
    assert build.main(["--source", "source", "--docs", "docs", "--pages-only"]) == 1
    assert tree(Path("docs")) == {}
    return capsys.readouterr().out.splitlines()


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links can't be made here")


def test_a_link_to_a_file_is_not_followed(little: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = (little / "topics.yml").rename(tmp_path / "elsewhere.yml")
    link(little / "topics.yml", elsewhere)
    link(little / "questions/03-third.md", tmp_path / "nothing")
    assert problems(capsys) == [
        "source/questions/03-third.md:1: this is a link to something elsewhere, which an edition doesn't follow; put the file itself here [file-is-link]",
        "source/topics.yml:1: this is a link to something elsewhere, which an edition doesn't follow; put the file itself here [file-is-link]",
    ]


def test_a_link_to_a_folder_is_not_followed(little: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    link(little / "glossary", tmp_path / "elsewhere")
    assert problems(capsys) == [
        "source/glossary:1: this is a link to something elsewhere, which an edition doesn't follow; put the file itself here [file-is-link]"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (little / "topics.yml").unlink()
    os.mkfifo(little / "topics.yml")
    assert problems(capsys) == [
        "source/topics.yml:1: this is no file that holds a text; delete it [file-is-special]",
    ]


def test_a_file_of_a_size_that_nobody_writes_is_not_read(little: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open(little / "topics.yml", "r+b") as file:
        file.truncate(70_000_000)
    assert problems(capsys) == [
        "source/topics.yml:1: the file has 70 MB, which nobody has written; up to 64 MB are read [file-too-large]"
    ]


@pytest.mark.parametrize("folder", ["glossary", "questions", "."])
def test_a_folder_that_cannot_be_read_is_not_one_that_is_empty(
    little: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (little / "glossary").mkdir(exist_ok=True)
    listed = os.listdir

    def refused(path: Any) -> list[str]:
        if Path(path) == Path("source", folder):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "listdir", refused)
    path = Path("source", folder).as_posix()
    assert problems(capsys) == [f"{path}:1: can't be read: Permission denied [file-unreadable]"]
