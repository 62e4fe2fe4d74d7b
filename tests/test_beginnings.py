"""Each file in beginnings/ is a test of the importer: a made-up file in a form that real ones have, and what comes of it.

`about` says what it shows, `file` what the file is called, `text` what it holds; `asks` and `language` are what somebody
answers. `transcript` is the text of transcript.md, `roles` has the role of each label, `notices` what is printed;
or `refused` is the reason. `pytest --update` writes what comes out; read it before you commit it. It never turns a
transcript into a refusal, nor a refusal into a transcript.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.problems import Problems
from edition.resolve.assemble import read_edition
from importer.folder import write_files
from importer.import_file import import_file
from importer.model import Facts
from importer.notices import RefusedError
from new import add_left_out
from verification.original import find_differences

CASES = sorted((Path(__file__).parent / "beginnings").rglob("*.yml"))
GIVEN = ("about", "file", "asks", "language", "text")


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_beginning(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = begin(case, tmp_path)
    given = {key: value for key, value in case.items() if key in GIVEN}
    if not request.config.getoption("--update"):
        assert {**given, **found} == case
    elif case.keys() > {*GIVEN} & case.keys():
        assert ("refused" in found) == ("refused" in case), found
    update(path, {**given, **found}, request)


def begin(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What comes of a file; it has to be an edition whose words are verified."""
    facts = Facts(tuple(case.get("asks", ())), "An interview", "2020-01-31", case.get("language", "en"))
    try:
        imported = import_file(case["file"], case["text"].encode(), facts)
    except RefusedError as error:
        return {"refused": str(error)}
    write_files(folder, add_left_out(imported.files, imported.original, imported.encoding))
    assert find_differences(folder) == []
    problems = Problems()
    assert read_edition(folder, problems), problems.messages("source")
    speakers = yaml.safe_load(imported.files["interview.yml"])["speakers"]
    return {
        "transcript": imported.files["transcript.md"].decode(),
        "roles": {speaker["label"]: speaker["role"] for speaker in speakers},
        "notices": list(imported.notices),
    }


def update(path: Path, case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Write what came out into the case, if that is asked for."""

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    if request.config.getoption("--update"):
        text_of_case = yaml.dump(case, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text_of_case, encoding="utf-8")
