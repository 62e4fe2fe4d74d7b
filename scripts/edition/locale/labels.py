"""What the edition itself says on its pages: locale/LANGUAGE.yml, read once.

English where there is no such file, unless interview.yml translates them (`labels:`). Dates and numbers are written as
the labels' `locale` has it, by Babel (https://babel.pocoo.org), from Unicode's CLDR.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent
MARKS = frozenset({"colon", "comma", "stop"})
"""Labels that are a language's punctuation; they stand in the pages as they are, and no edition changes them."""


@dataclass(frozen=True)
class Labels:
    """The labels by name, as attributes or as `labels["people"]`; `{…}` in one is filled in by who uses it."""

    texts: Mapping[str, str]

    def __post_init__(self) -> None:
        self.__dict__.update(self.texts)  # found more quickly than by `__getattr__`, and pages ask for very many

    def __getattr__(self, name: str) -> str:
        raise AttributeError(f"there is no label {name!r}")

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    @property
    def language(self) -> str:
        """The tag of the language in which these are."""
        return self.locale.partition("_")[0]

    def day(self, date: datetime.date) -> str:
        """`18 September 2020`."""
        return _format_date(date, "long", self.locale)

    def month(self, date: datetime.date) -> str:
        """`September`, as a date with a day has it: `сентября`, `9月`."""
        return _format_month(date, self.locale)

    def partial(self, date: str) -> str:
        """`2016`, `December 2016` or `29 December 2016` for a year, a month or a day in figures."""
        year, month, day = ([*map(int, date.split("-")), 0, 0])[:3]
        if day:
            return self.day(datetime.date(year, month, day))
        return _format_date(datetime.date(year, month, 1), "LLLL y", self.locale) if month else str(year)

    def number(self, number: int) -> str:
        """`6,946`."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale)


@cache
def _format_date(date: datetime.date, form: str, locale: str) -> str:
    """Kept, since every citation names the same days."""
    from babel.dates import format_date  # only here, because it takes as long to load as all the rest

    return format_date(date, form, locale=locale)


@cache
def _format_month(date: datetime.date, locale: str) -> str:
    from babel.dates import get_date_format

    return _format_date(date, "MMMM" if "MMMM" in get_date_format("long", locale).pattern else "MMM", locale)


RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))


def find_direction(language: str) -> str:
    """`rtl` for the languages that are written from right to left."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def has_italics(language: str) -> bool:
    """Whether the script of a language has slanted letters; Arabic, Hebrew, Chinese, Japanese and Korean have none."""
    return find_direction(language) == "ltr" and language.partition("-")[0] not in ("zh", "ja", "ko")


@cache
def load_labels(language: str, independent: bool = False) -> Labels:
    """The labels in `language`, English where there are none.

    Those that end in `_independent` say more than the others, in their place, where the editors call themselves so.
    """
    texts = _load_yaml(_look_up(language, ".yml") or WORDS / "en.yml")
    names = [name for name in texts if not name.endswith("_independent")]
    return Labels({name: (independent and texts.get(f"{name}_independent")) or texts[name] for name in names})


def list_stop_words(language: str) -> tuple[str, ...]:
    """Words that say little by themselves, for the concordance and the search; none where they aren't known."""
    return _load_list(f"stop/{language}")


def list_asking_words(language: str) -> tuple[str, ...]:
    """Words with which one asks, as “say” in “What does he say about Qatar?”; none where they aren't known."""
    return _load_list(f"asking/{language}")


def find_reading_speed(language: str) -> int | None:
    """Words that are read in a minute; None where that isn't known."""
    return _load_speeds().get(language.partition("-")[0])


TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")
"""Chinese that isn't written as zh.yml is."""


def _look_up(language: str, ending: str) -> Path | None:
    """The file of a language, or else of the one that it is a variety of: fr.yml for `fr-CA`."""
    names = (language,) if language.startswith(TRADITIONAL) else (language, language.partition("-")[0])
    return next((path for name in names if (path := WORDS / f"{name}{ending}").exists()), None)


@cache
def _load_speeds() -> dict[str, int]:
    """Words a minute by language."""
    speeds: dict[str, int] = _load_yaml(WORDS / "speeds.yml")
    return speeds


def _load_yaml(path: Path) -> Any:
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def _load_list(name: str) -> tuple[str, ...]:
    """The words of a list in words/."""
    path = _look_up(name, ".txt")
    return tuple(path.read_text(encoding="utf-8").split()) if path else ()
