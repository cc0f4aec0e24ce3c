"""Failures: what could not be fetched or read, with the reason, until it works after all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, insert, select, update

from tamani.corpus import tables
from tamani.corpus.moments import now
from tamani.record import Reason

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.record import Record

GATHER = "gather"
"""The step of a page that did not even arrive."""


@dataclass(frozen=True, slots=True)
class StoredFailure:
    """One failure. ``version_id`` is None where no page was had at all.

    ``origin`` is the file, archive or feed that the version came from.
    """

    id: int
    place: str
    origin: str | None
    version_id: int | None
    step: str
    why: Reason
    first_at: str
    last_at: str
    times: int


def note_missed(connection: Connection, place: str, why: Reason) -> None:
    """Keep that there was no page to be had."""
    _note(connection, place, None, GATHER, why)


def note_failures(connection: Connection, version: int, record: Record) -> None:
    """Keep what could not be read of a version; what failed before and did not fail now is over."""
    place = _place_of(connection, version)
    found = {(failure.step, failure.why.code) for failure in record.failures}
    for failure in record.failures:
        _note(connection, place, version, failure.step, failure.why)
    failures = tables.failures.c
    still_open = select(failures.id, failures.step, failures.code).where(
        failures.version_id == version, failures.resolved_at.is_(None)
    )
    for identifier, step, code in connection.execute(still_open).all():
        if (step, code) not in found:
            _resolve(connection, failures.id == identifier)


def arrived(connection: Connection, place: str) -> None:
    """A page has come from a place that had none before."""
    for identifier in connection.scalars(_MISSED, {"place": place}).all():
        _resolve(connection, tables.failures.c.id == identifier)


_MISSED = select(tables.failures.c.id).where(
    tables.failures.c.place == bindparam("place"),
    tables.failures.c.step == GATHER,
    tables.failures.c.resolved_at.is_(None),
)


def open_failures(connection: Connection) -> list[StoredFailure]:
    """What is still in trouble, the oldest trouble first."""
    table, versions = tables.failures, tables.versions
    query = select(table, versions.c.origin).outerjoin(versions, versions.c.id == table.c.version_id)
    rows = connection.execute(query.where(table.c.resolved_at.is_(None)).order_by(table.c.id))
    return [
        StoredFailure(
            id=row.id,
            place=row.place,
            origin=row.origin,
            version_id=row.version_id,
            step=row.step,
            why=Reason(code=row.code, values=msgspec.json.decode(row.details), words=row.words),
            first_at=row.first_at,
            last_at=row.last_at,
            times=row.times,
        )
        for row in rows
    ]


def _place_of(connection: Connection, version: int) -> str:
    """What a version's failures are filed under: its page, wherever that came from, and its number."""
    versions, pages = tables.versions.c, tables.pages.c
    identity, number = connection.execute(
        select(pages.identity, versions.number).where(versions.id == version, pages.id == versions.page_id)
    ).one()
    return str(identity) if number == 1 else f"{identity} #{number}"


def _note(connection: Connection, place: str, version: int | None, step: str, why: Reason) -> None:
    table = tables.failures
    known = (table.c.place == place) & (table.c.step == step) & (table.c.code == why.code)
    moment = now()
    changed = {
        "version_id": version,
        "details": msgspec.json.encode(why.values).decode(),
        "words": why.words,
        "last_at": moment,
        "times": table.c.times + 1,
        "resolved_at": None,
    }
    if connection.execute(update(table).where(known).values(changed)).rowcount == 0:
        row = {"place": place, "step": step, "code": why.code, "first_at": moment, **changed, "times": 1}
        connection.execute(insert(table).values(row))


def _resolve(connection: Connection, which: object) -> None:
    table = tables.failures
    connection.execute(update(table).where(which).values(resolved_at=now()))  # type: ignore[arg-type]
