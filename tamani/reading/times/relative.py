"""Expressions that count from the publication date or from an occasion told before: what they mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tamani.reading.times.extent import Extent, of_day, of_months, of_week, of_weekend, of_years
from tamani.reading.times.grammar import Node
from tamani.reading.times.meaning import Context, Meaning, directed, undated

_MONTHS_OF_UNIT = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def _base(node: Node, context: Context) -> tuple[date | None, Meaning]:
    """The day that a relative expression counts from, and the meaning to return where there is none."""
    if node.rule.settings["anchor"] == "published":
        return context.published, undated("undated_relative")
    occasion = context.occasion_day
    if occasion is not None:
        back = node.rule.settings.get("days", node.rule.settings.get("sign", 0)) < 0
        return (occasion.first if back else occasion.last), undated("undated_occasion")
    if node.rule.settings.get("idiomatic") and context.published is not None:
        return context.published, undated("undated_occasion")
    return None, Meaning(None, None, 0.7, "undated_occasion", "occasion")


def _anchored(node: Node, context: Context, extent: Extent) -> Meaning:
    if node.rule.settings["anchor"] == "published":
        loose = node.rule.settings.get("loose", False)
        return Meaning(extent, "published", 0.6 if loose else 1.0, "time_loose" if loose else None)
    if context.occasion_day is None:
        return Meaning(extent, "published", 0.5, "time_no_occasion")
    return Meaning(extent, "occasion", 0.8)


def days_off(node: Node, context: Context) -> Meaning:
    """As in "hier", "la veille": some days before or after."""
    base, otherwise = _base(node, context)
    if base is None:
        return replace(otherwise, needs=None) if node.rule.settings.get("loose") else otherwise
    return _anchored(node, context, of_day(base + timedelta(days=node.rule.settings["days"])))


def tonight(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "cette nuit": the night before publication, or after it in a clause of the future."""
    if context.published is None:
        return undated("undated_relative")
    days = timedelta(days=1)
    first = context.published if context.direction == "future" else context.published - days
    return Meaning(Extent(first, first + days), "published", 0.7, "time_loose")


def count_of(node: Node) -> int:
    """How many units the expression counts."""
    return node.numbers["number"] + node.numbers.get("plus", 0)


def moved(base: date, count: int, unit: str, *, exact: bool = False) -> Extent:
    """``count`` units from ``base``, as fine as such a count is meant (``exact`` weeks are seven days)."""
    if unit == "hour":
        return of_day(base + timedelta(days=round(count / 24)))
    if unit == "day" or (unit == "week" and exact):
        return of_day(base + timedelta(days=count * (7 if unit == "week" else 1)))
    if unit == "week":
        return of_week(base + timedelta(days=7 * count))
    months = _MONTHS_OF_UNIT[unit] * count
    if unit == "month":
        return of_months(base.year, base.month + months)
    return of_years(base.year + months // 12)


def count_off(node: Node, context: Context) -> Meaning:
    """The number that the expression counts with."""
    base, otherwise = _base(node, context)
    if base is None:
        coarse = context.occasion if otherwise.needs == "occasion" else None
        if coarse is None or node.words["unit"] in {"hour", "day", "week"}:
            return otherwise
        base = coarse.first
    exact = node.rule.settings["anchor"] == "occasion"
    extent = moved(base, node.rule.settings["sign"] * count_of(node), node.words["unit"], exact=exact)
    found = _anchored(node, context, extent)
    return (
        found if node.words["unit"] in {"day", "hour"} else replace(found, confidence=round(found.confidence * 0.8, 2))
    )


def count_since(node: Node, context: Context) -> Meaning:
    """As in "il y a trois jours", "deux jours plus tard"."""
    if context.published is None:
        return undated("undated_relative")
    since = moved(context.published, -count_of(node), node.words["unit"])
    return Meaning(since.onwards(), "published", 0.8)


def count_until(node: Node, context: Context) -> Meaning:
    """As in "depuis trois mois"."""
    if context.published is None:
        return undated("undated_relative")
    return Meaning(moved(context.published, count_of(node), node.words["unit"]), "published", 0.7)


def last_count(node: Node, context: Context) -> Meaning:
    """As in "dans les 48 heures"."""
    if context.published is None:
        return undated("undated_relative")
    first = moved(context.published, -count_of(node), node.words["unit"])
    return Meaning(
        first.to(of_day(context.published)) if first.unit == "day" else _until(first, context.published),
        "published",
        0.7,
    )


def _until(first: Extent, published: date) -> Extent:
    """As in "ces trois dernières années"."""
    last = of_months(published.year, published.month) if first.unit == "month" else of_years(published.year)
    return first.to(last)


def vague(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "ces derniers mois": no date can be told."""
    return Meaning(None, None, 0.9, "time_vague")


def event(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "dix jours après que …": told only where the sentence has a date."""
    return Meaning(None, None, 0.9, "time_event")


def since_occasion(node: Node, context: Context) -> Meaning:  # noqa: ARG001
    """As in "depuis": since what was told before."""
    if context.occasion is None:
        return Meaning(None, None, 0.7, "undated_occasion")
    return Meaning((context.occasion_day or context.occasion).onwards(), "occasion", 0.7)


def dated_event(node: Node, occasion: Extent) -> Meaning:
    """When the event of an ``event`` rule took place, counted from the day that its sentence tells."""
    back = node.rule.settings["sign"] < 0
    base = occasion.first if back else occasion.last
    count = count_of(node) if "number" in node.numbers else 1
    try:
        extent = moved(base, node.rule.settings["sign"] * count, node.words.get("unit", "day"), exact=True)
    except (ValueError, OverflowError):
        return Meaning(None, None, 0.9, "time_impossible")
    return Meaning(extent, "occasion", 0.6, "time_event_counted")


def _unit_of(day: date, unit: str, offset: int) -> Extent:
    """The calendar day, week, month … ``offset`` after the one that holds ``day``."""
    if unit in {"day", "hour"}:
        return of_day(day + timedelta(days=offset))
    if unit == "week":
        return of_week(day + timedelta(days=7 * offset))
    if unit == "month":
        return of_months(day.year, day.month + offset)
    length = _MONTHS_OF_UNIT[unit] // 12
    first = (day.year // length + offset) * length
    return of_years(first, first + length - 1)


def unit_off(node: Node, context: Context) -> Meaning:
    """As in "ces derniers mois": no date can be told."""
    if context.published is None:
        return undated("undated_relative")
    day, unit, offset = context.published, node.words["unit"], node.rule.settings["offset"]
    if unit == "week" and offset == 0 and day.weekday() == 6 and context.direction == "future":
        day += timedelta(days=1)  # on a Sunday, what "this week" will bring is the week that begins
    return Meaning(_unit_of(day, unit, offset), "published", 0.9)


def unit_same(node: Node, context: Context) -> Meaning:
    """As in "dix jours après que …": told only where the sentence has a date."""
    fine = node.words["unit"] in {"day", "hour", "week"}
    occasion = context.occasion_day if fine else context.occasion
    if occasion is None:
        return Meaning(None, None, 0.7, "undated_occasion", "occasion")
    return Meaning(_unit_of(occasion.first, node.words["unit"], 0), "occasion", 0.8)


def weekend_off(node: Node, context: Context) -> Meaning:
    """As in "depuis": since what was told before."""
    if context.published is None:
        return undated("undated_relative")
    offset: int = node.rule.settings["offset"]
    if offset == 0 and context.published.weekday() < 3 and context.direction != "future":
        offset = -1
    weekend = of_weekend(context.published + timedelta(days=7 * offset))
    return Meaning(weekend, "published", 0.9)


def weekday(node: Node, context: Context) -> Meaning:
    """As in "la semaine dernière", "la fin du mois"."""
    if context.published is None:
        return undated("undated_weekday")
    back = (context.published.weekday() - node.numbers["weekday"]) % 7
    which, direction = node.rule.settings.get("which"), directed(node, context)
    past = context.published - timedelta(days=back)
    if which == "last":
        return Meaning(of_day(past if back else past - timedelta(days=7)), "published")
    if which == "next":
        return Meaning(of_day(past + timedelta(days=7)), "published")
    ahead = past if back == 0 else past + timedelta(days=7)
    if direction == "future" or (which == "this" and back > 3 and direction is None):
        return Meaning(of_day(ahead), "published", 0.9)
    return Meaning(of_day(past), "published")
