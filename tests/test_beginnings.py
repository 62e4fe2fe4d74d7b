"""Each file in beginnings/ is a test of make new: a transcript, made up, in a form that real ones have, and what is read in it.

`about` says what it shows, `file` what the file is called, `text` what it holds, `options` what is answered; `turns` are all
that is read, each under the role of whoever says it (`heading` is nobody), `doubts` all doubts with their lines, or
`refused` is a part of the reason. What is read has to have the words of its original. `pytest --update` writes what comes out; look at it before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.problems import Problems
from edition.resolve.assemble import read_edition
from importer.analyse import Facts, RefusedError, look_into
from importer.write_source import write_source
from new import add_left_out
from verification.original import find_differences

CASES = sorted((Path(__file__).parent / "beginnings").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_beginning(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts = Facts(tuple(case.get("asks", ())), "An interview", "2020-01-31", case.get("language", "en"))
    found: dict[str, Any]
    try:
        beginning = look_into(case["file"], case["text"].encode(), facts)
    except RefusedError as error:
        found = {"refused": case["refused"] if case.get("refused", "\0") in str(error) else str(error)}
    else:
        for name, data in add_left_out(beginning, write_source(beginning)).items():
            (tmp_path / name).write_bytes(data)
        assert find_differences(tmp_path) == []
        found = {"turns": turns(tmp_path), "doubts": [f"{doubt.code} {doubt.line}" for doubt in beginning.doubts]}
    given = {key: value for key, value in case.items() if key in ("about", "file", "asks", "language", "text")}
    if request.config.getoption("--update"):
        update(path, {**given, **found})
    else:
        assert {**given, **found} == case


def turns(folder: Path) -> list[dict[str, str]]:
    """Each turn under the role of whoever says it, its paragraphs parted by ¶."""
    problems = Problems()
    edition = read_edition(folder, problems)
    assert edition is not None, problems.messages("source")
    every = (turn for question in edition.questions for turn in question.exchange.turns)
    return [{turn.speaker.role: " ¶ ".join(passage.text for passage in turn.passages)} for turn in every]


def update(path: Path, case: dict[str, Any]) -> None:
    """Write what came out into the case."""

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    path.write_text(yaml.dump(case, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
