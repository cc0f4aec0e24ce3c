"""Filters of a search as marks of the index: of each row a page must have one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tamani.corpus import tables
from tamani.corpus.people.finding import spellings_of
from tamani.corpus.queries import QueryError
from tamani.corpus.search_marks import mark, marks_of_days, marks_of_name, marks_of_outlet
from tamani.corpus.world_names import state_codes

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.corpus.queries import Query

CODE = 3
"""Letters of a country's code."""
Marks = list[list[str]]
"""Of each row a page must have one mark."""


def marks_wanted(connection: Connection, query: Query) -> Marks:
    """What a page must have besides the words; a row without a mark means that no page can have it.

    Raises:
        QueryError: a date or a country is none.

    """
    found: Marks = []
    if query.speaker is not None:
        found.append(called(connection, "speaker", query.speaker))
    if query.actor is not None:
        found.append(called(connection, "actor", query.actor))
    if query.country is not None:
        found.append([mark("country", code) for code in country_codes(query.country)])
    if query.event is not None and query.status is not None:  # of one and the same event
        found.append([mark("event", query.event.upper(), query.status.lower())])
    elif query.event is not None:
        found.append([mark("event", query.event.upper())])
    elif query.status is not None:
        found.append([mark("status", query.status.lower())])
    if query.outlet is not None:
        found.append(marks_of_outlet(query.outlet))
    if query.language is not None:
        found.append([mark("language", query.language)])
    if query.since is not None or query.until is not None:
        found.append(_days(connection, query))
    return found


def called(connection: Connection, kind: str, name: str) -> list[str]:
    """The marks of a name, and of the other spellings under which the store knows who is meant."""
    names = [name, *spellings_of(connection, name)]
    return list(dict.fromkeys(found for each in names for found in marks_of_name(kind, each)))


def country_codes(country: str) -> tuple[str, ...]:
    """The codes that a name or code of a country means.

    Raises:
        QueryError: it is none.

    """
    codes = state_codes(country)
    if codes or len(country.strip()) == CODE:
        return codes or (country.strip().upper(),)
    raise QueryError("no_country", given=country)


def bounds(query: Query) -> tuple[str, str]:
    """The moments between which a page must be: from the first on, and before the second.

    By date of publication; a page that does not tell it is of no day.

    Raises:
        QueryError: a date is none.

    """
    since = "" if query.since is None else _day(query.since).isoformat()
    until = None if query.until is None else _day(query.until)
    if until is None or until == date.max:
        return since, "~"  # behind all digits
    return since, (until + timedelta(days=1)).isoformat()


def _days(connection: Connection, query: Query) -> list[str]:
    since = None if query.since is None else _day(query.since)
    until = None if query.until is None else _day(query.until)
    there = days_there(connection)
    if there is None:
        return []
    first = there[0] if since is None else max(since, there[0])
    last = there[1] if until is None else min(until, there[1])
    return marks_of_days(first, last)


def days_there(connection: Connection) -> tuple[date, date] | None:
    """The first and the last day that a page of the store is from."""
    moments = tables.searched.c.moment
    ends = [connection.scalar(select(end(moments)).where(moments != "")) for end in (func.min, func.max)]
    if None in ends:
        return None
    first, last = ((str(end)[:10] + "0001-01-01"[len(str(end)[:10]) :]) for end in ends)
    return _day(first), _day(last)


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as problem:
        raise QueryError("no_date", given=given) from problem
