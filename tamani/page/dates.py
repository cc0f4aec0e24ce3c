"""Absolute dates and clock times as pages write them, with the names of all calendars at hand."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tamani.languages import available, load
from tamani.page.folding import fold_words

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text. ``year`` is None where the text has none ("le 3 avril")."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def as_date(self) -> date | None:
        """The date, where it has a year."""
        return date(self.year, self.month, self.day) if self.year is not None else None

    def nearest(self, to: date) -> date | None:
        """The date; without a year, the last such day up to ``to``."""
        if self.year is not None:
            return self.as_date()
        for year in (to.year, to.year - 1):
            found = _valid(year, self.month, self.day)
            if found is not None and found <= to:
                return found
        return None


@functools.cache
def _months() -> dict[str, int]:
    return {name: number for code in available() for name, number in load(code).table("calendar")["months"].items()}


@functools.cache
def weekdays() -> frozenset[str]:
    """Names of weekdays in all calendars at hand, as their tables write them."""
    return frozenset(name for code in available() for name in load(code).table("calendar")["weekdays"])


@functools.cache
def folded_weekdays() -> frozenset[str]:
    """Names of weekdays, folded."""
    return frozenset(" ".join(fold_words(name)) for name in weekdays())


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    ends = "|".join(e for code in available() for e in load(code).table("calendar")["ordinals"]["first"])
    year = r"(?P<y>(?:19|20)\d{2})(?!\d)"
    day = rf"(?<![\d:/.,-])(?P<d>[0-3]?\d)\s?(?:{ends})?"
    return (
        re.compile(rf"{day}[\s-]+(?:(?:de|of)\s+)?(?P<m>{months})\b\.?(?:[\s,-]+{year})?", re.I),
        re.compile(rf"\b(?P<m>{months})\b\.?\s+{day}(?:,?\s+{year}|(?=\W|$))", re.I),
        re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d{2})[-/.](?P<n>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)"),
        re.compile(
            r"(?<![\d/.,-])(?P<a>[0-3]?\d)(?P<s>[/.-])(?P<b>[0-3]?\d)(?P=s)(?P<y>(?:19|20)\d{2}|\d{2})(?![\d/-])"
        ),
    )


# Hours as "14h05", "08 h 00", "21:47", "8:14 PM", with seconds and a zone; "h" and "am" are notation.
_TIME = re.compile(
    r"(?<![\d:/.,-])(?P<hour>[01]?\d|2[0-4])\s?(?::|[hH])\s?(?:(?P<minute>[0-5]\d)(?:\s?(?::|min|mn)\s?(?:[0-5]\d)?)?)?"
    r"(?!\d)(?!(?<=[hH])[^\W\d_])(?:\s?[aApP]\.?[mM]\b\.?)?(?:\s?\(?(?:GMT|UTC|TU|UT|CET|CEST|EST|EDT|BST|WAT|EAT)\b\s?(?:[+-]\d{1,2})?\)?)?",
)


def find_dates(text: str, order: Order = "dmy") -> list[DateFound]:
    """The absolute dates of ``text`` in their order.

    Numeric ones are read day first, or month first by ``order``.
    """
    found: list[DateFound] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            date_found = _read(match, order)
            if date_found is not None and not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(date_found)
    return sorted(found, key=lambda f: f.start)


def _read(match: re.Match[str], order: Order) -> DateFound | None:
    parts = match.groupdict()
    year = _full_year(parts["y"]) if parts.get("y") else None
    if parts.get("m"):
        month, day = _months()[parts["m"].lower()], int(parts["d"])
    elif parts.get("n"):
        month, day = int(parts["n"]), int(parts["d"])
    else:
        day, month = _day_and_month(int(parts["a"]), int(parts["b"]), order)
    if _valid(year or 2024, month, day) is None:
        return None
    return DateFound(match.start(), match.end(), year, month, day)


def _day_and_month(first: int, second: int, order: Order) -> tuple[int, int]:
    swapped = first <= 12 and (order == "mdy" or second > 12)
    return (second, first) if (swapped and second > 12) or (order == "mdy" and first <= 12) else (first, second)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_times(text: str) -> list[tuple[int, int]]:
    """Where clock times stand in ``text``."""
    return [m.span() for m in _TIME.finditer(text)]
