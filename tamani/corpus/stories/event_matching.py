"""Whether two pages, perhaps in two languages, tell the same event: by PLOVER type, who acts on whom, day and place.

Nothing here looks at words of a language: types, countries, ids of organisations, keys of names and days are the same
in all of them. What one page leaves open neither speaks for a match nor against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tamani.corpus.stories.identities import same
from tamani.corpus.stories.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.record import Actor, Event

OF_TYPE, OF_SOURCE, OF_TARGET, OF_DAY, OF_PLACE = 0.3, 0.25, 0.25, 0.1, 0.1
"""What each agreement adds to the score; together 1."""
MATCHED = 0.55
"""Type and one of the two parties."""
DAYS_APART = 1
"""An event of the night is told on either day."""
MOST_EVENTS = 60
"""Events of one page that are compared: its first ones."""


@dataclass(frozen=True, slots=True, eq=False)
class ToldEvent:
    """An event as one page tells it."""

    account: Account
    event: Event
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    days: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class EventMatch:
    """How sure it is that two pages tell the same event, 0 to 1. None of the parties is told otherwise, or ``None``."""

    score: float
    source: bool | None
    target: bool | None
    day: bool | None
    place: bool | None

    @property
    def is_same(self) -> bool:
        """Whether they are taken to tell the same event."""
        return self.score >= MATCHED and False not in (self.source, self.target, self.day, self.place)


def told_events(account: Account) -> list[ToldEvent]:
    """The events of a page with their parties and days."""
    return [
        ToldEvent(account, event, _actors(account, event.source), _actors(account, event.target), days_of(event.date))
        for event in account.record.events[:MOST_EVENTS]
    ]


def _actors(account: Account, ids: Iterable[str]) -> tuple[Actor, ...]:
    return tuple(actor for name in ids if (actor := account.record.actor(name)) is not None)


def match(one: ToldEvent, other: ToldEvent) -> EventMatch | None:
    """How two events compare; None where they are of two types or modes, which no account of one event is."""
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return None
    return match_in_any_mode(one, other)


def match_in_any_mode(one: ToldEvent, other: ToldEvent) -> EventMatch | None:
    """How two events compare where a mode does not tell them apart; None where they are of two types.

    Two pages may tell one act in two modes: who summons an ambassador disapproves on one and investigates on the other.
    """
    if one.event.type != other.event.type:
        return None
    source, target = _same_party(one.sources, other.sources), _same_party(one.targets, other.targets)
    day, place = _same_day(one.days, other.days), _same_place(one.event, other.event)
    parts = ((source, OF_SOURCE), (target, OF_TARGET), (day, OF_DAY), (place, OF_PLACE))
    score = OF_TYPE + sum(weight for agrees, weight in parts if agrees)
    return EventMatch(round(score, 3), source, target, day, place)


def _same_party(ours: Sequence[Actor], theirs: Sequence[Actor]) -> bool | None:
    """Whether two parties have somebody in common; False only where all are known and none is the same."""
    answers = [same(a, b) for a in ours for b in theirs]
    if True in answers:
        return True
    return None if not answers or None in answers else False


def _same_day(ours: tuple[date, date] | None, theirs: tuple[date, date] | None) -> bool | None:
    if ours is None or theirs is None:
        return None
    margin = timedelta(days=DAYS_APART)
    return ours[0] - margin <= theirs[1] and theirs[0] - margin <= ours[1]


def _same_place(one: Event, other: Event) -> bool | None:
    """Whether both name one place; places of one country may be two names of one, those of two countries are not."""
    if one.place is None or other.place is None:
        return None
    if names_of(f" {one.place.text}") & names_of(f" {other.place.text}"):
        return True
    ours, theirs = one.place.country, other.place.country
    return False if ours and theirs and ours != theirs else None


def days_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO date, month, year or interval."""
    if value is None:
        return None
    first, _, last = value.partition("/")
    days = [day for part in (first, last or first) for day in _span(part)]
    return (min(days), max(days)) if days else None


def _span(part: str) -> Iterator[date]:
    try:
        numbers = [int(number) for number in part[:10].split("-")]
        if len(numbers) == 3:
            yield date(*numbers)
        elif len(numbers) == 2:
            yield date(numbers[0], numbers[1], 1)
            after = date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
            yield after - timedelta(days=1)
        elif len(numbers) == 1:
            yield date(numbers[0], 1, 1)
            yield date(numbers[0], 12, 31)
    except ValueError:
        return
