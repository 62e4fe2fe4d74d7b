"""What a spreadsheet would run as a formula is written as text."""

from __future__ import annotations

import csv
import io

import pytest

from edition.exports.csv_export import _write_table


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠", "'="])
def test_a_cell_that_begins_like_a_formula_is_text(sign: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(_write_table(("text",), [(f"{sign}1+1",)]).decode("utf-8-sig")))
    assert cell == f"'{sign}1+1"
