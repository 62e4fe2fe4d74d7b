"""What readers of this interview search for: searches.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from test_search import lands_on_the_words

SEARCHES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("searches.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search["for"])
def test_a_search_lands_on_the_words(phone: Page, published_site: str, search: dict[str, Any]) -> None:
    lands_on_the_words(phone, published_site, search)
