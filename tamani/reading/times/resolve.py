"""From what the grammar found to dates: each kind of rule has one function that says what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tamani.reading.times import dated, relative
from tamani.reading.times.direction import Direction
from tamani.reading.times.extent import Extent, of_day, of_months
from tamani.reading.times.grammar import Node
from tamani.reading.times.meaning import Context, Meaning


def meaning(node: Node, context: Context) -> Meaning:
    """What the expression means in this context. Dates that do not exist have no extent and a reason."""
    try:
        return _KINDS[node.rule.kind](node, context)
    except (ValueError, OverflowError):
        return Meaning(None, None, 0.9, "time_impossible")


def _inner(node: Node, context: Context) -> list[Meaning]:
    settings = node.rule.settings
    direction: Direction | None = settings.get("direction") or context.direction or settings.get("lean")
    context = replace(context, direction=direction)
    return [meaning(inner, context) for inner in node.times]


def _same(node: Node, context: Context) -> Meaning:
    return _inner(node, context)[0]


def _since(node: Node, context: Context) -> Meaning:
    found = _inner(node, context)[0]
    if found.extent is None:
        return found
    extent, published = found.extent, context.published
    if node.rule.settings.get("direction") == "past" and published is not None and extent.first > published:
        extent = _brought_before(extent, of_day(published))
    return replace(found, extent=extent.onwards())


def _part(node: Node) -> str | None:
    part: str | None = node.rule.settings.get("part")
    return part or next((inner for inner in map(_part, node.times) if inner), None)


def _deadline(node: Node, context: Context) -> Meaning:
    found = _inner(node, context)[0]
    if found.extent is None or (found.extent.unit != "day" and _part(node) != "late"):
        return found
    return replace(found, extent=found.extent.last_day())


def _range(node: Node, context: Context) -> Meaning:
    first, last = _inner(node, context)
    return _joined(first, last)


def _joined(first: Meaning, last: Meaning) -> Meaning:
    if first.extent is None or last.extent is None:
        return first if first.extent is None else last
    start, end = first.extent, last.extent
    if start.first > end.last and first.anchor == "published":
        start = _brought_before(start, end)
    doubtful = min(first, last, key=lambda found: found.confidence)
    return dated.ordered(start, end, replace(doubtful, anchor=last.anchor))


def _brought_before(start: Extent, end: Extent) -> Extent:
    """The same day of the week or of the year, the last one before ``end``."""
    if start.unit == "month":
        years = start.first.year - end.first.year + (start.first.month > end.first.month)
        return of_months(start.first.year - years, start.first.month)
    gap = (start.first - end.first).days
    if gap < 7:
        return of_day(start.first - timedelta(days=7))
    return of_day(start.first.replace(year=start.first.year - 1))


def _night(node: Node, context: Context) -> Meaning:
    found = _inner(node, context)
    if len(found) == 1:
        if found[0].extent is None:
            return found[0]
        day = found[0].extent.first
        return replace(found[0], extent=Extent(day, day + timedelta(days=1)))
    return _joined(found[0], found[1])


def _days_from(node: Node, context: Context) -> Meaning:
    return dated.shifted(_inner(node, context)[0], node.rule.settings["days"])


def _count_from(node: Node, context: Context) -> Meaning:
    found = _inner(node, context)[0]
    if found.extent is None:
        return found
    extent = relative.moved(
        found.extent.first,
        node.rule.settings["sign"] * relative.count_of(node),
        node.words["unit"],
        exact=True,
    )
    return replace(found, extent=extent, confidence=round(found.confidence * 0.9, 2))


_KINDS: dict[str, Callable[[Node, Context], Meaning]] = {
    "count_from": _count_from,
    "count_off": relative.count_off,
    "count_since": relative.count_since,
    "count_until": relative.count_until,
    "date": dated.full_date,
    "day_of_month": dated.day_of_month,
    "day_range": dated.day_range,
    "days_from": _days_from,
    "days_off": relative.days_off,
    "deadline": _deadline,
    "decade": dated.decade,
    "event": relative.event,
    "last_count": relative.last_count,
    "month": dated.month,
    "month_week": dated.month_week,
    "named_day": dated.named_day,
    "night": _night,
    "quarter": dated.quarter,
    "range": _range,
    "same": _same,
    "season": dated.season,
    "since": _since,
    "since_occasion": relative.since_occasion,
    "tonight": relative.tonight,
    "unit_off": relative.unit_off,
    "unit_same": relative.unit_same,
    "vague": relative.vague,
    "weekday": relative.weekday,
    "weekend_off": relative.weekend_off,
    "year": dated.year,
    "year_range": dated.year_range,
}
