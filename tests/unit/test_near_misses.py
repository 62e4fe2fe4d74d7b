"""What an editor is shown who misquotes the interview."""

from __future__ import annotations

from edition.model.text import Passage, Speaker
from edition.resolve.near_misses import find_nearest

SPEAKER = Speaker("A", "speaker", "A", "", "A")


def test_the_two_nearest_places_are_shown() -> None:
    texts = ["We saw nine lights at sea.", "We saw ten lights at sea.", "We saw two lights at sea.", "Nothing else."]
    passages = [Passage(1, n, SPEAKER, text, n) for n, text in enumerate(texts, 1)]
    message = find_nearest("We saw six lights at sea.", passages, lambda words: f"> {words}")
    assert message.count("nearest, ") == 2
    assert "so type: > We saw" in message


def test_nothing_is_suggested_if_nothing_is_near() -> None:
    passages = [Passage(1, 1, SPEAKER, "We saw nine lights at sea.", 1)]
    assert "type" not in find_nearest("A most unlikely set of other words", passages, lambda words: f"> {words}")
