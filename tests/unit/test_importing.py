"""What the importer decides by the look of a line."""

from __future__ import annotations

import pytest

from importer.detect.edges import _is_rising
from importer.detect.sentences import ends_sentence
from importer.formats.language import guess_language


@pytest.mark.parametrize("end", [".", "?", "!", "…", ":", ";", "؟", "。", "۔", "।", "?”", ".)", "!**"])
def test_a_paragraph_with_such_an_end_is_whole(end: str) -> None:
    assert ends_sentence(f"It has come to an end{end}")


@pytest.mark.parametrize("end", ["", ",", " –", "-", "”", "a)"])
def test_a_paragraph_with_such_an_end_goes_on(end: str) -> None:
    assert not ends_sentence(f"It has come to{end}")


def test_lines_are_page_heads_only_if_their_numbers_rise() -> None:
    assert _is_rising(["Page 1 of 9", "Page 2 of 9", "Page 5 of 9"])
    assert not _is_rising(["We waited 3 days.", "We waited 3 days.", "We waited 2 days."])


PERSIAN = "این کتاب را در سال گذشته نوشتم، پیش از آنکه به تهران برگردم، و گفت‌وگو با مردم را دوست داشتم. چه کسی گفت؟"
ARABIC = "كتبت هذا الكتاب في العام الماضي قبل أن أعود إلى القاهرة، وأحببت الحديث مع الناس. من قال هذا؟"


@pytest.mark.parametrize(("text", "language"), [(PERSIAN, "fa"), (ARABIC, "ar")])
def test_languages_of_one_script_are_told_apart(text: str, language: str) -> None:
    assert guess_language(text) == language
