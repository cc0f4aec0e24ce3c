"""Whether two pages tell the same event: what speaks for it, what against it, and both in words.

A likeness of the texts is never enough: attacks, votes and visits are told in the same words whoever and wherever they
are about. Two pages are held together by names, figures, or country and day, and apart by days.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from tamani.corpus.stories.embedding import likeness
from tamani.record import Reason
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from tamani.corpus.stories.page_view import PageView

JOINED = 0.5
"""The score from which two pages are taken to tell the same event."""
COPY = 0.93
"""A likeness that only the same text has, with its small edits."""
FARTHEST = 4
"""Days between the days told of, above which two pages are on two events."""
MOST_NAMES = 3.0
"""Rare names that say all that names can say; a name of many stories counts for less."""
UNRELATED, SAME = 0.3, 0.75
"""Likeness of pages that have nothing in common, and of those that tell the same thing in other words."""
OF_NAMES, OF_LIKENESS, OF_NUMBER, OF_COUNTRY = 0.5, 0.5, 0.1, 0.1
"""What names, likeness, a shared figure and a shared country can each add to the score."""
MOST_NUMBERS = 2
CALM = 0.08
"""What each day between the days told of takes away."""
ELSEWHERE = 0.25
"""What it takes away that neither page names anything that the other one opens with."""
OTHER_DAYS = 0.1
"""What it takes away that neither page tells of the day that the other one tells of, where they are far apart."""
SHOWN = 5
"""Shared names that a reason lists."""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """How two pages compare: 0 where something rules out that they tell one event, else up to 1."""

    score: float
    reasons: list[Reason] = []

    @property
    def is_same(self) -> bool:
        """Whether they tell the same event."""
        return self.score >= JOINED


def compare(one: PageView, other: PageView, weight: Callable[[str], float], *, explained: bool = True) -> Pair:
    """Compare two pages; ``weight`` says how much a name tells stories apart, 0 to 1.

    Without ``explained`` there is the score alone: most pairs are compared only to be dismissed.
    """
    alike = likeness(one.vector, other.vector)
    days = _days_apart(one, other)
    if days is not None and days > FARTHEST:
        return Pair(score=0.0, reasons=[reason("story_days", days=str(days))] if explained else [])
    names = sorted(one.names & other.names, key=lambda name: (-weight(name), name))
    numbers = sorted(one.numbers & other.numbers)
    countries = sorted(one.countries & other.countries)
    held = bool(names or numbers or (countries and days == 0)) or alike >= COPY
    if not held or (days is None and alike < COPY):
        why = [reason("story_only_alike", percent=str(round(alike * 100)))] if explained else []
        return Pair(score=0.0, reasons=why)
    elsewhere = _opens_elsewhere(one, other)
    score = (
        OF_NAMES * min(1.0, sum(map(weight, names)) / MOST_NAMES)
        + OF_LIKENESS * min(1.0, max(0.0, (alike - UNRELATED) / (SAME - UNRELATED)))
        + OF_NUMBER * min(MOST_NUMBERS, len(numbers))
        + OF_COUNTRY * bool(countries)
        - CALM * (days or 0)
        - ELSEWHERE * elsewhere
        - OTHER_DAYS * _tells_of_other_days(one, other, days or 0)
    )
    score = round(min(1.0, max(0.0, score)), 3)
    if not explained:
        return Pair(score=score)
    told = [one.shown.get(name) or other.shown.get(name) or name for name in names[:SHOWN]]
    found = [
        reason("story_names", names=", ".join(told)) if told else None,
        reason("story_numbers", numbers=", ".join(numbers)) if numbers else None,
        reason("story_countries", countries=", ".join(countries)) if countries else None,
        None if days is None else reason("story_days" if days else "story_same_day", days=str(days)),
        reason("story_elsewhere") if elsewhere else None,
        reason("story_alike", percent=str(round(alike * 100))),
    ]
    return Pair(score=score, reasons=[r for r in found if r is not None])


def rarity(stories_with_it: int, stories: int) -> float:
    """How much a name tells: 1 if it is that of one story, less the more stories have it."""
    return max(0.0, 1 - math.log(max(1, stories_with_it)) / math.log(stories + 20))


def _days_apart(one: PageView, other: PageView) -> int | None:
    if one.told is None or other.told is None:
        return None
    return abs((one.told - other.told).days)


def _opens_elsewhere(one: PageView, other: PageView) -> bool:
    """Whether both open with names, and none of these is anywhere on the other page."""
    known = one.first_names and other.first_names
    return bool(known) and not (one.first_names & other.names or other.first_names & one.names)


def _tells_of_other_days(one: PageView, other: PageView, days: int) -> bool:
    """Whether neither knows the other's day; a day apart may be the night between, or a slip."""
    return days > 1 and one.told not in other.days and other.told not in one.days
