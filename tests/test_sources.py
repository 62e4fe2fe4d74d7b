"""Sources as editors name them: title, publisher and date, for whoever cites them in turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.problems import Place, Problems
from edition.source.prose import read_sources

LINES = yaml.safe_load((Path(__file__).parent / "sources.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"])
def test_a_source_is_taken_apart(case: dict[str, Any]) -> None:
    problems = Problems()
    (source,) = read_sources(case["line"], Place("notes.md", 1), problems)
    found = {name: getattr(source, name) for name in ("title", "publisher", "date", "address")}
    assert {name: value for name, value in found.items() if value} == case["is"]
    assert not problems
