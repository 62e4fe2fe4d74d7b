"""Each file in conversions/ is a test of `make convert`: an edition from before there was one format, and what comes of it.

`about` says what it shows, `interview` and `file` with its `text` are what the edition has; `changed` is what is written
of it, by file, nothing for a file that goes; or `stopped` is the reason. `pytest --update` writes what comes out.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest
import yaml

import new
from edition.source.files import is_known
from importer.convert import convert_edition
from importer.folder import EDITION, StoppedError
from test_beginnings import update
from verification.original import find_differences

CASES = sorted((Path(__file__).parent / "conversions").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversion(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    write(case, tmp_path)
    try:
        files = convert_edition(tmp_path)
        found: dict[str, object] = {"changed": {name: data.decode() if data else None for name, data in files.items()}}
    except StoppedError as error:
        found = {"stopped": str(error)}
    given = {key: case[key] for key in ("about", "interview", "file", "text")}
    if not request.config.getoption("--update"):
        assert {**given, **found} == case
    elif case.keys() > given.keys():
        assert found.keys() <= case.keys(), found
    update(path, {**given, **found}, request)


def write(case: dict[str, str], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "interview.yml").write_text(case["interview"], encoding="utf-8")
    (folder / case["file"]).write_text(case["text"], encoding="utf-8")


def commit(folder: Path) -> None:
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "x")):
        subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env={**os.environ, **who})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_edition_is_converted_as_a_whole_or_not_at_all(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not before git has it; then its words are verified, and the rest of the folder stays."""
    case, source = yaml.safe_load(path.read_text(encoding="utf-8")), tmp_path / "source"
    write(case, source)
    (source / "README.md").write_text("Ours", encoding="utf-8")
    if path.stem == "made-from-captions":
        captions = (
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Jo Doe>When will the harbour open?\n\n00:05.000 --> 00:09.000\n"
        )
        data = f"{captions}<v Ann Other>In spring. It was closed for long.\n".encode()
        (source / "original.vtt").write_bytes(data)
        interview = case["interview"].replace('"11"', f'"{hashlib.sha256(data).hexdigest()}"')
        (source / "interview.yml").write_text(interview, encoding="utf-8")
    before = contents(source)
    assert new.main(["--convert", "--into", str(source)]) == 1
    assert "isn’t in a git repository" in capsys.readouterr().err
    assert contents(source) == before
    commit(tmp_path)
    status = new.main(["--convert", "--into", str(source)])
    said = capsys.readouterr()
    if "stopped" in case:
        assert (status, contents(source)) == (1, before)
        assert case["stopped"] in said.err
        return
    assert status == 0, said
    assert f"{source}/transcript.md written" in said.out
    assert "git diff" in said.err
    assert find_differences(source) == []
    assert (source / "README.md").read_text(encoding="utf-8") == "Ours"
    assert new.main(["--convert", "--into", str(source)]) == 1, "it isn't committed yet"
    commit(tmp_path)
    assert new.main(["--convert", "--into", str(source)]) == 1
    assert "present format" in capsys.readouterr().err


def test_the_importer_knows_the_files_of_an_edition() -> None:
    names = ("interview.yml", "transcript.md", "original.docx", "left-out.txt", "topics.yml", "questions", "glossary")
    assert all(
        is_known(name) and EDITION.fullmatch(name) for name in (*names, "timeline.yml", "pages", "addresses.txt")
    )
    assert EDITION.fullmatch("transcript.txt")
    assert not any(is_known(name) or EDITION.fullmatch(name) for name in ("README.md", "media", "originals"))
