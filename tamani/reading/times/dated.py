"""Expressions that name days, months or years: what they mean; a year that is not told is found."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from tamani.reading.times.direction import Direction
from tamani.reading.times.extent import Extent, of_day, of_months, of_years
from tamani.reading.times.grammar import Node
from tamani.reading.times.meaning import Context, Meaning, directed, undated

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PERIODS = {"quarter": 3, "half": 6}
_NEAR_PAST_DAYS = 183
"""Where no word tells the direction: a day no longer ago than this is the past one."""
_FAR_PAST_DAYS = 290
"""Where the clause tells the past: a day longer ago than this would have its year with it."""
_CANDIDATE_YEARS = 8


def full_date(node: Node, context: Context) -> Meaning:
    """As in "12 mars", "jeudi 12 mars 2025": a day."""
    month, day = node.numbers["month"], node.numbers["day"]
    weekday = node.numbers.get("weekday")
    if "year" in node.numbers:
        found = date(node.numbers["year"], month, day)
        if weekday is not None and found.weekday() != weekday:
            return Meaning(of_day(found), "absolute", 0.6, "time_weekday_mismatch")
        return Meaning(of_day(found), "absolute")
    if context.published is None:
        _must_exist(month, day)
        return undated("undated_year")
    return _nearest_date(month, day, weekday, context.published, directed(node, context))


def _must_exist(month: int, day: int) -> None:
    date(2000, month, day)


def _nearest_date(month: int, day: int, weekday: int | None, published: date, direction: Direction | None) -> Meaning:
    candidates = _same_day_of_years(month, day, published)
    matching = [found for found in candidates if weekday is None or found.weekday() == weekday]
    if weekday is not None and matching:
        near = min(matching, key=lambda found: abs((found - published).days))
        if abs((near - published).days) < 366:
            return Meaning(of_day(near), "published", 0.95)
    past = [found for found in candidates if found <= published]
    future = [found for found in candidates if found >= published]
    chosen, confidence = _choose(past, future, published, direction)
    code = "time_weekday_mismatch" if weekday is not None else "time_nearest_year" if confidence < 0.8 else None
    return Meaning(of_day(chosen), "published", 0.5 if weekday is not None else confidence, code)


def _same_day_of_years(month: int, day: int, published: date) -> list[date]:
    first, last = max(1, published.year - _CANDIDATE_YEARS), min(9999, published.year + _CANDIDATE_YEARS)
    years = range(first, last + 1)
    return [date(year, month, day) for year in years if (month, day) != (2, 29) or calendar.isleap(year)]


def _choose(past: list[date], future: list[date], published: date, direction: Direction | None) -> tuple[date, float]:
    """The last of ``past`` or the first of ``future``, and how sure that is."""
    if not past or not future:
        return (past[-1] if past else future[0]), 0.5
    age = (published - past[-1]).days
    if direction == "future":
        return future[0], 0.9
    if direction == "past":
        return (past[-1], 0.9) if age <= _FAR_PAST_DAYS else (future[0], 0.5)
    return (past[-1], 0.8) if age <= _NEAR_PAST_DAYS else (future[0], 0.7)


def day_range(node: Node, context: Context) -> Meaning:
    """As in "du 3 au 5 mai": days of one month or of two."""
    end = full_date(node, context)
    if end.extent is None:
        return end
    last = end.extent.first
    year = node.numbers.get("year_from", last.year)
    month = node.numbers.get("month_from", last.month)
    first = date(year, month, node.numbers["day_from"])
    if first > last and "year_from" not in node.numbers:
        first = date(year - 1, month, node.numbers["day_from"])
    return ordered(of_day(first), end.extent, end)


def ordered(first: Extent, last: Extent, like: Meaning) -> Meaning:
    """From the one to the other; nothing where they run backwards."""
    if first.first > last.last:
        return replace(like, extent=None, anchor=None, code="time_impossible")
    return replace(like, extent=first.to(last))


def day_of_month(node: Node, context: Context) -> Meaning:
    """As in "le 15 du mois prochain"."""
    if context.published is None:
        return undated("undated_year")
    month = of_months(context.published.year, context.published.month + node.rule.settings["offset"]).first
    return Meaning(of_day(month.replace(day=node.numbers["day"])), "published", 0.9)


def named_day(node: Node, context: Context) -> Meaning:
    """As in "Noël": a day with a name, its month and day in the rule."""
    node.numbers.setdefault("month", node.rule.settings["month"])
    node.numbers.setdefault("day", node.rule.settings["day"])
    found = full_date(node, context)
    days = node.rule.settings.get("days", 0)
    return found if found.extent is None else shifted(found, days)


def shifted(found: Meaning, days: int) -> Meaning:
    """The day so many days before its first or after its last."""
    if found.extent is None:
        return found
    edge = found.extent.last if days > 0 else found.extent.first
    return replace(found, extent=of_day(edge + timedelta(days=days)))


def month(node: Node, context: Context) -> Meaning:
    """As in "août 2024", "en août"."""
    month = node.numbers["month"]
    if "year" in node.numbers:
        return Meaning(of_months(node.numbers["year"], month), "absolute")
    if context.published is None:
        return undated("undated_year")
    return _nearest_months(month, 1, context.published, directed(node, context))


def _nearest_months(month: int, count: int, published: date, direction: Direction | None) -> Meaning:
    this = published.year if month <= published.month else published.year - 1
    past, future = of_months(this, month, count), of_months(this + 1, month, count)
    if past.last >= published:
        return Meaning(past, "published", 0.9)
    chosen, confidence = _choose([past.first], [future.first], published, direction)
    code = "time_nearest_year" if confidence < 0.8 else None
    return Meaning(past if chosen == past.first else future, "published", confidence, code)


def month_week(node: Node, context: Context) -> Meaning:
    """As in "la première semaine d'octobre"."""
    found = month(node, context)
    if found.extent is None:
        return found
    first = found.extent.first + timedelta(days=7 * (node.numbers["ordinal"] - 1))
    return replace(found, extent=Extent(first, first + timedelta(days=6)), confidence=round(found.confidence * 0.8, 2))


def year(node: Node, context: Context) -> Meaning:  # noqa: ARG001 (every kind has the same shape)
    """As in "en 2016"."""
    return Meaning(of_years(node.numbers["year"]), "absolute")


def year_range(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "de 2019 à 2021"."""
    first, last = node.numbers["year_from"], node.numbers["year"]
    return ordered(of_years(first), of_years(last), Meaning(None, "absolute"))


def decade(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "les années 1990"."""
    if "year" in node.numbers:
        first = node.numbers["year"]
    else:
        first = node.numbers["decade"] + (1900 if node.numbers["decade"] >= 30 else 2000)
    if first % 10:
        raise ValueError(first)
    return Meaning(of_years(first, first + 9), "absolute")


def season(node: Node, context: Context) -> Meaning:
    """As in "en 2016"."""
    month = _SEASONS[node.words["season"]]
    if "year" in node.numbers:
        return Meaning(of_months(node.numbers["year"], month, 3), "absolute", 0.9)
    if context.published is None:
        return undated("undated_year")
    return _nearest_months(month, 3, context.published, directed(node, context))


def quarter(node: Node, context: Context) -> Meaning:
    """As in "de 2019 à 2021"."""
    length = _PERIODS[node.words["period"]]
    month = (node.numbers["ordinal"] - 1) * length + 1
    if month > 12:
        raise ValueError(month)
    if "year" in node.numbers:
        return Meaning(of_months(node.numbers["year"], month, length), "absolute")
    if context.published is None:
        return undated("undated_year")
    return _nearest_months(month, length, context.published, directed(node, context))
