"""Stretches of the calendar and the ISO 8601 strings that name them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "month", "year"]
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Extent:
    """Days ``first`` to ``last`` (both inclusive), named in days, months or years.

    ``open_end`` means "from then on": what lasts.
    """

    first: date
    last: date
    unit: Unit = "day"
    open_end: bool = False

    def iso(self) -> str:
        """The ISO 8601 date, month, year or interval."""
        first, last = _point(self.first, self.unit), _point(self.last, self.unit)
        if self.open_end:
            return f"{first}/{_OPEN}"
        return first if first == last else f"{first}/{last}"

    def onwards(self) -> Extent:
        """The same beginning, with no end."""
        return replace(self, open_end=True)

    def last_day(self) -> Extent:
        """Its last day."""
        return Extent(self.last, self.last)

    def to(self, other: Extent) -> Extent:
        """From the beginning of this one to the end of the other, in the finer of their units."""
        order: tuple[Unit, ...] = ("day", "month", "year")
        return Extent(self.first, other.last, min(self.unit, other.unit, key=order.index))


def _point(day: date, unit: Unit) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def of_day(day: date) -> Extent:
    """One day."""
    return Extent(day, day)


def of_week(day: date) -> Extent:
    """The week of this day, Monday to Sunday.

    Raises:
        OverflowError: outside the calendar.

    """
    monday = day - timedelta(days=day.weekday())
    return Extent(monday, monday + timedelta(days=6))


def of_weekend(day: date) -> Extent:
    """Saturday and Sunday of the week of this day.

    Raises:
        OverflowError: outside the calendar.

    """
    sunday = of_week(day).last
    return Extent(sunday - timedelta(days=1), sunday)


def of_months(year: int, month: int, count: int = 1) -> Extent:
    """``count`` months from this one on; ``month`` may lie outside 1 to 12 and then counts on in other years.

    Raises:
        ValueError: outside the calendar.

    """
    first = _month_start(year, month)
    last = _month_start(year, month + count - 1)
    return Extent(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]), "month")


def of_years(first: int, last: int | None = None) -> Extent:
    """A year, or the years from ``first`` to ``last``.

    Raises:
        ValueError: outside the calendar.

    """
    return Extent(date(first, 1, 1), date(first if last is None else last, 12, 31), "year")


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def is_iso_value(value: str) -> bool:
    """Whether this is an ISO 8601 date, month, year, or an interval of them that does not run backwards.

    >>> is_iso_value("2024-08"), is_iso_value("2020/2023"), is_iso_value("2025-02-30")
    (True, True, False)
    """
    ends = value.split("/")
    if len(ends) == 1:
        return _is_point(value)
    if len(ends) != 2 or not _is_point(ends[0]):
        return False
    return ends[1] == _OPEN or (_is_point(ends[1]) and ends[0] <= ends[1])


def _is_point(value: str) -> bool:
    found = _POINT.fullmatch(value)
    if found is None or not value.isascii():
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True
