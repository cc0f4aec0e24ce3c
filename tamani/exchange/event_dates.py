"""The dates of the record (day, month, year, interval) in the forms of formats that know only days."""

from __future__ import annotations

import re
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_YEAR = re.compile(r"(\d{4})(?:-\d{2}){0,2}")


def day(value: str | None) -> str | None:
    """The day that a date or the beginning of an interval is; None where it is told less exactly."""
    return _day(value.split("/")[0]) if value else None


def last_day(value: str | None) -> str | None:
    """The last day of an interval; None where there is none, or it is told less exactly."""
    if not value or "/" not in value:
        return None
    return _day(value.split("/")[1])


def month(value: str | None) -> tuple[str, str] | None:
    """Year and month, where the date lies in one month for certain."""
    found = _MONTH.fullmatch(value or "")
    return (found[1], found[2]) if found else None


def year(value: str | None) -> str | None:
    """The year, where the date lies in one year for certain."""
    found = _YEAR.fullmatch(value or "")
    return found[1] if found else None


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat() if len(value) >= 10 else None
    except ValueError:
        return None
