"""How lists are put in order."""

from __future__ import annotations

import pytest

from edition.locale.alphabet import letter_of, make_sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "elysee"),
        ("Ἀθῆναι", "αθηναι"),
        ("кто всё", "кто все"),
        ("كِتَابٌ", "كتاب"),  # with the signs for vowels and without
        ("مُحَمَّد", "محمد"),
    ],
)
def test_signs_on_letters_make_no_difference(one: str, other: str) -> None:
    assert make_sort_key(one) == make_sort_key(other)


def test_a_letter_of_its_own_is_no_other_with_a_sign() -> None:
    assert make_sort_key("й") != make_sort_key("и")
    assert letter_of("Йемен") == "й"
