"""Days that a text names, as people write them in the languages of interviews: 3. Mai 2019, 令和元年5月3日, 3 de mayo de 2019."""

from __future__ import annotations

import datetime
import re
from functools import cache

LANGUAGES = ("en", "fr", "de", "es", "ru", "uk", "ar", "ar_LB", "ar_DZ", "ar_MA", "it", "pt", "nl", "pl", "tr")
"""Whose names of months are known; those of CLDR, by Babel."""
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first of each."""
_FIGURES = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)


def find_days(text: str) -> set[datetime.date]:
    """Find every day that is named with its year; of figures alone, only those that can be read in one way."""
    text = text.translate(_FIGURES)
    found = {(y, m, d) for y, m, d in re.findall(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", text)}
    found |= {(y, m, d) for d, m, y in re.findall(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)\b", text)}
    found |= {(y, m, d) for y, m, d in re.findall(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", text)}
    for era, year, month, day in re.findall(rf"({'|'.join(_ERAS)})(\d{{1,2}}|元)年(\d{{1,2}})月(\d{{1,2}})日", text):
        found.add((str(_ERAS[era] + int(year.replace("元", "1"))), month, day))
    months = _list_months()
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    month = rf"({names})(?:\s?/\s?(?:{names}))?\.?"  # Arabic papers write both names of one: شباط/فبراير
    day, year = r"(\d{1,2})(?:er|st|nd|rd|th|º|°|\.)?", r"((?:19|20)\d\d)\b"
    for d, name, y in re.findall(rf"\b{day}\s+(?:de\s+|of\s+)?{month},?\s+(?:del?\s+)?{year}", text, re.I):
        found.add((y, str(months[name.casefold()]), d))
    for name, d, y in re.findall(rf"\b{month}\s+{day},?\s+{year}", text, re.I):
        found.add((y, str(months[name.casefold()]), d))
    return set(filter(None, (_make_day(*(int(part) for part in parts)) for parts in found)))


def _make_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _list_months() -> dict[str, int]:
    from babel.dates import get_month_names  # only here, because it takes long to load

    return {
        name.casefold(): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
        if width == "wide" or (language == "en" and len(name) > 2)
    }
