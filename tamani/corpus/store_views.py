"""Views of the store for other programs: who said what, and who did what to whom, with names instead of numbers.

They show the latest version of each page as readers have corrected it. Tamani itself does not use them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table


def create(connection: Connection) -> None:
    """Make the views, in place of those that are there."""
    drop(connection)
    for name, query in _views().items():
        text = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {text}")


def drop(connection: Connection) -> None:
    """Take the views away; a table that they look at cannot be changed or dropped before."""
    for name in _views():
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def _views() -> dict[str, Select[*tuple[Any, ...]]]:
    return {"who_said_what": _said(), "who_did_what": _done(), "who_claimed_what": _claimed()}


def _said() -> Select[*tuple[Any, ...]]:
    said, who = entries.quotations.c, entries.actors.alias("who")
    speaker = and_(who.c.version_id == said.version_id, who.c.n == said.speaker_n)
    columns = (
        *_page(), who.c.name.label("speaker"), who.c.role, who.c.country, said.kind, *_evidence(entries.quotations),
    )  # fmt: skip
    return _of_latest(entries.quotations, columns).outerjoin(who, speaker)


def _done() -> Select[*tuple[Any, ...]]:
    events = entries.events.c
    columns = (
        *_page(), events.date, _names("source"), events.type, events.mode, _names("target"), events.status,
        events.voice, events.goldstein, events.place, *_evidence(entries.events),
    )  # fmt: skip
    return _of_latest(entries.events, columns)


def _claimed() -> Select[*tuple[Any, ...]]:
    claims, who = entries.claims.c, entries.actors.alias("who")
    speaker = and_(who.c.version_id == claims.version_id, who.c.n == claims.speaker_n)
    columns = (*_page(), who.c.name.label("speaker"), who.c.country, claims.kind, *_evidence(entries.claims))
    return _of_latest(entries.claims, columns).outerjoin(who, speaker)


def _page() -> tuple[ColumnElement[Any], ...]:
    pages, records = tables.pages.c, tables.records.c
    return records.published, pages.outlet, records.headline, pages.url


def _evidence(table: Table) -> tuple[ColumnElement[Any], ...]:
    """The words with their place, and how sure the entry is."""
    return (
        table.c.words, table.c.start, table.c.end, table.c.confidence, table.c.reason_words.label("doubt"),
        table.c.version_id, table.c.n,
    )  # fmt: skip


def _names(side: str) -> ColumnElement[Any]:
    """The names of those on one side of an event."""
    acting, who, events = entries.event_actors.c, entries.actors.alias(f"{side}_actor"), entries.events.c
    return (
        select(func.aggregate_strings(who.c.name, ", "))
        .select_from(entries.event_actors)
        .join(who, and_(who.c.version_id == acting.version_id, who.c.n == acting.actor_n))
        .where(acting.version_id == events.version_id, acting.event_n == events.n, acting.side == side)
        .scalar_subquery()
        .label(side)
    )


def _of_latest(table: Table, columns: tuple[ColumnElement[Any], ...]) -> Select[*tuple[Any, ...]]:
    versions, records = tables.versions.c, tables.records.c
    return (
        select(*columns)
        .select_from(table)
        .join(tables.versions, and_(versions.id == table.c.version_id, versions.is_latest))
        .join(tables.pages, tables.pages.c.id == versions.page_id)
        .join(tables.records, records.version_id == table.c.version_id)
    )
