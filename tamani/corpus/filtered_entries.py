"""Where on a page stands what the filters of a search ask for: whose words, which events, who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tamani.corpus.entry_tables import actors, events, quotations
from tamani.corpus.search_filters import called, country_codes
from tamani.corpus.search_marks import marks_of_actor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from tamani.corpus.queries import Query

Places = dict[int, tuple[int, int]]
"""The characters of the first such entry, by page version."""


def first_places(connection: Connection, versions: Sequence[int], query: Query) -> Places:
    """Where each of these versions has the first entry that the most telling filter asks for.

    Somebody's words tell more than an event, an event more than a name.
    """
    if query.speaker is not None:
        return _said(connection, versions, called(connection, "speaker", query.speaker))
    if query.event is not None or query.status is not None:
        return _told(connection, versions, query)
    if query.actor is not None:
        wanted = set(called(connection, "actor", query.actor))
        return _first(_actors(connection, versions, lambda row: _is_called(row, "actor", wanted)))
    if query.country is not None:
        codes = country_codes(query.country)
        return _first(_actors(connection, versions, lambda row: row.country in codes))
    return {}


def _said(connection: Connection, versions: Sequence[int], marks: Iterable[str]) -> Places:
    wanted = set(marks)
    speakers = {
        (row.version_id, row.n)
        for row in _actors(connection, versions, lambda row: _is_called(row, "speaker", wanted))
    }
    said = quotations.c
    query = select(said.version_id, said.start, said.end, said.speaker_n).where(said.version_id.in_(versions))
    return _first(row for row in connection.execute(query) if (row.version_id, row.speaker_n) in speakers)


def _told(connection: Connection, versions: Sequence[int], query: Query) -> Places:
    told = events.c
    found = select(told.version_id, told.start, told.end).where(told.version_id.in_(versions))
    if query.event is not None:
        found = found.where(told.type == query.event.upper())
    if query.status is not None:
        found = found.where(told.status == query.status.lower())
    return _first(connection.execute(found))


def _actors(
    connection: Connection, versions: Sequence[int], fits: Callable[[Any], bool]
) -> list[Any]:
    who = actors.c
    columns = (who.version_id, who.n, who.actor, who.name, who.country, who.start, who.end)
    rows = connection.execute(select(*columns).where(who.version_id.in_(versions)))
    return [row for row in rows if fits(row)]


def _is_called(row: Any, kind: str, wanted: set[str]) -> bool:  # noqa: ANN401 (a row of a query)
    return not wanted.isdisjoint(marks_of_actor(kind, row.actor, row.name))


def _first(rows: Iterable[Any]) -> Places:
    found: Places = {}
    for row in sorted(rows, key=lambda row: (row.start, row.end), reverse=True):
        found[row.version_id] = (row.start, row.end)
    return found
