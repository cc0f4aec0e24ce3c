"""The events of a page in the order of their dates, those without a date apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.record import Record

OPEN_END = ".."
"""How an interval of ISO 8601-2 says that one of its ends is open."""


@dataclass(frozen=True, slots=True)
class Day:
    """One date, month, year or interval, with the places in ``record.events`` of what happened then."""

    date: str
    events: tuple[int, ...]


def timeline(record: Record) -> tuple[list[Day], tuple[int, ...]]:
    """Dated events by date, earliest first, and those without a date, both in the order of the page."""
    by_date: dict[str, list[int]] = {}
    undated: list[int] = []
    for place, event in enumerate(record.events):
        if event.date is None:
            undated.append(place)
        else:
            by_date.setdefault(event.date, []).append(place)
    days = [Day(date, tuple(by_date[date])) for date in sorted(by_date, key=_order)]
    return days, tuple(undated)


def _order(date: str) -> tuple[str, str]:
    """By beginning: a year stands before its months and a month before its days, as what is less exact."""
    beginning, _, end = date.partition("/")
    return ("" if beginning == OPEN_END else beginning), end
