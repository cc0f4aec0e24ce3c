"""Filters of a search as conditions on page versions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.folding import fold, words_of
from tamani.corpus.queries import QueryError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from tamani.corpus.queries import Query

VERSION = tables.records.c.version_id


def conditions(query: Query) -> list[ColumnElement[bool]]:
    """What a version must fulfil, besides having the words."""
    found: list[ColumnElement[bool]] = []
    if query.speaker is not None:
        found.append(VERSION.in_(_speaking(query.speaker)))
    if query.actor is not None:
        found.append(VERSION.in_(select(entries.actors.c.version_id).where(_named(query.actor))))
    if query.country is not None:
        country = query.country.upper()
        found.append(VERSION.in_(select(entries.actors.c.version_id).where(entries.actors.c.country == country)))
    if query.event is not None or query.status is not None:
        found.append(VERSION.in_(_with_event(query)))
    if query.outlet is not None:
        found.append(func.lower(tables.pages.c.outlet) == query.outlet.lower())
    if query.language is not None:
        found.append(tables.records.c.language == query.language)
    if query.story is not None:
        story = tables.story_pages.c
        found.append(tables.pages.c.id.in_(select(story.page_id).where(story.story_id == query.story)))
    return [*found, *_in_time(query)]


def _named(name: str) -> ColumnElement[bool]:
    """Actors with this name, this id or country code, or whose name ends with it ("Diop" finds Fatou Diop)."""
    given, actors = name.strip(), entries.actors.c
    key = fold(given)
    ids: ColumnElement[bool] = actors.actor.in_(sorted({given, key, given.upper()}))
    words = words_of(given)
    if not words:
        return ids
    pattern = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    ends = or_(actors.name_key == key, actors.name_key.like(f"% {pattern}", escape="\\"))
    named: ColumnElement[bool] = or_(ids, and_(actors.name_end == words[-1], ends))
    return named


def _speaking(name: str) -> Select[Any]:
    said, actors = entries.quotations.c, entries.actors.c
    joined = and_(actors.version_id == said.version_id, actors.n == said.speaker_n)
    return select(said.version_id).join(entries.actors, joined).where(_named(name))


def _with_event(query: Query) -> Select[Any]:
    events = entries.events.c
    found = select(events.version_id)
    if query.event is not None:
        found = found.where(events.type == query.event.upper())
    if query.status is not None:
        found = found.where(events.status == query.status.lower())
    return found


def _in_time(query: Query) -> list[ColumnElement[bool]]:
    """By date of publication; a page that does not tell it counts from when it was fetched."""
    when = func.coalesce(tables.records.c.published, tables.versions.c.fetched_at)
    found: list[ColumnElement[bool]] = []
    if query.since is not None:
        found.append(when >= _day(query.since).isoformat())
    if query.until is not None:
        found.append(when < (_day(query.until) + timedelta(days=1)).isoformat())
    return found


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as problem:
        raise QueryError(f"{given} is not a date as YYYY-MM-DD.") from problem
