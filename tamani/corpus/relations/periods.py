"""Periods of time: weeks, months, years; and which of them a date of the record falls into.

A date that is less exact than the period stays what it is: an event of "2023" is in no month, and a table by months has
a line "2023" for it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

By = Literal["day", "week", "month", "year"]
BYS: tuple[By, ...] = get_args(By)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
OPEN = ".."


def first_date(value: str | None) -> str | None:
    """The beginning of a date or interval of ISO 8601 (its end where the beginning is open): day, month or year.

    None for what is no date.
    """
    begin, _, end = (value or "").partition("/")
    text = end if begin in {OPEN, ""} else begin
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(filter(None, (year, month, day)))


def bounds(exact: str) -> tuple[str, str]:
    """The first and the last day of a day, month or year."""
    if len(exact) == 4:
        return f"{exact}-01-01", f"{exact}-12-31"
    if len(exact) == 7:
        first = date.fromisoformat(f"{exact}-01")
        return first.isoformat(), _month_end(first).isoformat()
    return exact, exact


def _month_end(first: date) -> date:
    later = first + timedelta(days=27)
    while later.month == first.month and later != date.max:
        later += timedelta(days=1)
    return later if later.month == first.month else later - timedelta(days=1)


def period_of(exact: str, by: By) -> str:
    """The period of a day, month or year; what is less exact than a period stays as it is."""
    if by == "year" or len(exact) == 4:
        return exact[:4]
    if by == "month" or len(exact) == 7:
        return exact[:7]
    if by == "day":
        return exact
    year, week, _ = date.fromisoformat(exact).isocalendar()
    return f"{year:04}-W{week:02}"


def is_exact(period: str, by: By) -> bool:
    """Whether a period is as exact as asked for."""
    if by == "week":
        return "W" in period
    return len(period) == {"year": 4, "month": 7, "day": 10}[by]


def order(period: str) -> tuple[str, int, str]:
    """What periods are sorted by: their first day, the longer one first."""
    week = _WEEK.fullmatch(period)
    if week is not None:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat(), 2, period
    first, _ = bounds(period)
    return first, {4: 0, 7: 1, 10: 3}.get(len(period), 3), period


def all_between(first: str, last: str, by: By) -> Iterator[str]:
    """All periods from one to another, both included, those without an event too; both as exact as ``by`` asks."""
    period = first
    while order(period) < order(last):
        yield period
        following = _after(period, by)
        if following is None:
            return
        period = following
    yield last


def _after(period: str, by: By) -> str | None:
    """The period behind this one; None at the end of the calendar."""
    begin = date.fromisoformat(order(period)[0])
    try:
        if by == "year":
            return f"{begin.replace(year=begin.year + 1).year:04}"
        if by == "month":
            return (_month_end(begin) + timedelta(days=1)).isoformat()[:7]
        return period_of((begin + timedelta(days=7 if by == "week" else 1)).isoformat(), by)
    except (ValueError, OverflowError):
        return None


def touches(exact: str, since: str | None, until: str | None) -> bool:
    """Whether a day, month or year has a day in common with a range; both ends of the range included."""
    first, last = bounds(exact)
    return (since is None or last >= since) and (until is None or first <= until)
