"""make new with files that are no text: read back word for word and voice by voice, kept byte for byte, refused with a reason."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prove_original
from edition.problems import Problems
from edition.resolving.whole import read_edition
from originals import ORIGINALS, page, timed, vtt, word
from test_new import DEALT, TURNS, begun, expected, read_back

ASKS = ("--asks", "Jo Doe", "--asks", "JO DOE")
EXAMPLES = [(name, *ORIGINALS[name]) for name in ORIGINALS]


@pytest.mark.parametrize(("name", "ending", "write"), EXAMPLES, ids=list(ORIGINALS))
def test_an_original_is_read_back_word_for_word_and_kept_byte_for_byte(
    name: str, ending: str, write: object, tmp_path: Path
) -> None:
    data = ORIGINALS[name][1](TURNS)
    assert begun(tmp_path, data, f"t{ending}") == 0, "who asks shows"
    assert read_back(tmp_path) == expected(TURNS)
    assert (tmp_path / f"source/original{ending}").read_bytes() == data
    assert prove_original.main(["--source", str(tmp_path / "source")]) == 0


@settings(deadline=None, max_examples=20)
@given(DEALT, st.sampled_from(sorted(ORIGINALS)))
def test_a_dealt_interview_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, dealt: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], name: str
) -> None:
    ending, write = ORIGINALS[name]
    turns = [turn for asked, answered in dealt for turn in (("ask", asked), ("answer", answered))]
    folder = tmp_path_factory.mktemp("dealt")
    assert begun(folder, write(turns), f"t{ending}", *ASKS) == 0
    assert read_back(folder) == expected(turns)
