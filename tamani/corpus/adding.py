"""Adding pages: keep a few as they came, read them together, save each one whole.

What came is kept before it is read, so that nothing must be fetched twice; a record is saved in one transaction with
all its entries. Killed at any moment, the store has whole pages and pages that wait; the next run reads these.
"""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import bindparam, select

from tamani.corpus import failing, tables
from tamani.corpus.database import reading, writing
from tamani.corpus.keeping import Kept, keep, source_of
from tamani.corpus.packing import unpack
from tamani.corpus.reads import reads
from tamani.corpus.saving import save
from tamani.gather.gathered import Gathered, Missed
from tamani.reading.reader import PageToRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from tamani.corpus.reads import PageReader, StoreReader
    from tamani.record import Failure, Record

AT_ONCE = 16
"""Pages that are kept together and then read together."""
PATIENCE = 3.0
"""Seconds of waiting for more pages after which those that came are kept and read."""
Result = Literal["new", "version", "known", "resumed", "missed"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page. ``copy_of`` is the version that it was read from, where it is a reprint."""

    source: str
    result: Result
    page_id: int | None = None
    version_id: int | None = None
    failures: tuple[Failure, ...] = ()
    copy_of: int | None = None


def add(
    engine: Engine, arrivals: Iterable[Gathered | Missed], reader: PageReader | StoreReader, batch: int = AT_ONCE
) -> Iterator[Added]:
    """Add pages; one answer for each as soon as it is safe in the store, those known already last among a few.

    Pages that an earlier run has kept and not read come first.
    """
    yield from read_waiting(engine, reader, batch)
    waiting = iter(arrivals)
    while some := a_few(waiting, batch):
        yield from _add_some(engine, some, reader)


def a_few(arrivals: Iterator[Gathered | Missed], most: int) -> list[Gathered | Missed]:
    """The next pages, ``most`` of them or those that came within :data:`PATIENCE`; none where there are no more."""
    found, until = list(itertools.islice(arrivals, 1)), time.monotonic() + PATIENCE
    while found and len(found) < most and time.monotonic() < until:
        more = list(itertools.islice(arrivals, 1))
        if not more:
            break
        found += more
    return found


def read_waiting(engine: Engine, reader: PageReader | StoreReader, batch: int = AT_ONCE) -> Iterator[Added]:
    """Read the versions that are kept and were never read, oldest first."""
    last = 0
    while True:
        with reading(engine) as connection:
            versions = _waiting(connection, last, batch)
        if not versions:
            return
        last = versions[-1].version_id
        yield from _read(engine, versions, reader, "resumed")


@dataclass(frozen=True, slots=True)
class ToRead:
    """A kept version on its way to the reader."""

    source: str
    page_id: int
    version_id: int
    page: PageToRead


def _waiting(connection: Connection, after: int, most: int) -> list[ToRead]:
    versions, records = tables.versions.c, tables.records.c
    query = (
        select(versions.id)
        .outerjoin(tables.records, records.version_id == versions.id)
        .where(records.version_id.is_(None), versions.id > after)
        .order_by(versions.id)
        .limit(most)
    )
    return [to_read(connection, version) for version in connection.scalars(query).all()]


_AS_KEPT = (
    select(
        tables.versions.c.page_id, tables.versions.c.given_published, tables.versions.c.fetched_at,
        tables.versions.c.origin, tables.pages.c.identity, tables.pages.c.url, tables.contents.c.data,
        tables.contents.c.compression,
    )
    .join(tables.pages, tables.pages.c.id == tables.versions.c.page_id)
    .join(tables.contents, tables.contents.c.sha256 == tables.versions.c.sha256)
    .where(tables.versions.c.id == bindparam("version"))
)  # fmt: skip


def to_read(connection: Connection, version: int) -> ToRead:
    """A version as it was kept."""
    row = connection.execute(_AS_KEPT, {"version": version}).one()
    source = row.url or row.origin or row.identity
    page = PageToRead(
        unpack(row.data, row.compression),
        source=source,
        received=date.fromisoformat(row.fetched_at[:10]),
        published=row.given_published,
    )
    return ToRead(source, row.page_id, version, page)


def _add_some(engine: Engine, some: Sequence[Gathered | Missed], reader: PageReader | StoreReader) -> Iterator[Added]:
    kept: list[tuple[str, Kept] | Added] = []
    with writing(engine) as connection:
        for item in some:
            if isinstance(item, Gathered):
                failing.arrived(connection, source_of(item))
                kept.append((source_of(item), keep(connection, item)))
            else:
                failing.note_missed(connection, item.url_or_path, item.why)
                kept.append(Added(item.url_or_path, "missed"))
    yield from (item for item in kept if isinstance(item, Added))
    found = [item for item in kept if not isinstance(item, Added)]
    with reading(engine) as connection:
        fresh = {place.version_id: to_read(connection, place.version_id) for _, place in found if _is_fresh(place)}
    asked: dict[int | None, list[tuple[str, Kept]]] = defaultdict(list)
    for source, place in found:
        asked[place.version_id].append((source, place))
    for read in _read(engine, list(fresh.values()), reader, "new"):
        for source, place in asked[read.version_id]:
            if _is_fresh(place):
                yield Added(source, place.outcome, place.page_id, place.version_id, read.failures, read.copy_of)
    for source, place in found:
        if not _is_fresh(place):
            yield Added(source, "known", place.page_id, place.version_id)


def _is_fresh(place: Kept) -> bool:
    return place.outcome != "known"


def _read(
    engine: Engine, versions: Sequence[ToRead], reader: PageReader | StoreReader, result: Result
) -> Iterator[Added]:
    """Read some versions and save each by itself."""
    for page in reads(reader, (v.page for v in versions)):
        version = versions[page.place]
        _as_kept(page.record, version)
        with writing(engine) as connection:
            save(connection, version.version_id, page)
        failures = tuple(page.record.failures)
        yield Added(version.source, result, version.page_id, version.version_id, failures, page.read_from)


def _as_kept(record: Record, version: ToRead) -> None:
    """Name in the record where the page came from, also where a reader did not."""
    record.source = record.source or version.source
