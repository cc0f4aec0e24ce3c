"""Adding pages: keep a few as they came, read them together, save each one whole.

What came is kept before it is read, so that nothing must be fetched twice; a record is saved in one transaction with
all its entries. Killed at any moment, the store has whole pages and pages that wait; the next run reads these.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import bindparam, select

from tamani.corpus import failing, tables
from tamani.corpus.database import reading, writing
from tamani.corpus.keeping import Kept, keep, source_of
from tamani.corpus.packing import unpack
from tamani.corpus.reading_flow import flow_of
from tamani.corpus.saving import save
from tamani.gather.gathered import Gathered, Missed
from tamani.reading.reader import PageToRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from tamani.corpus.reading_flow import ReadingFlow
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
    """Add pages; one answer for each as soon as it is safe in the store.

    Pages that an earlier run has kept and not read come first. While some pages are read others arrive and are kept,
    where the reader has several processes.
    """
    yield from read_waiting(engine, reader, batch)
    adding, waiting, more_at_hand, ended = _Adding(engine, flow_of(reader)), iter(arrivals), True, False
    while not ended or adding.at_hand:
        if not ended and ((adding.wants_more and more_at_hand) or not adding.at_hand):
            some = a_few(waiting, batch)
            ended, more_at_hand = not some, len(some) == batch
            yield from adding.keep(some)
        yield from adding.save_read()


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


class _Adding:
    """Pages between the moment in which they are kept and that in which their records are saved."""

    def __init__(self, engine: Engine, flow: ReadingFlow) -> None:
        self._engine, self._flow = engine, flow
        self._given: dict[int, ToRead] = {}
        self._count = 0
        self._asked: dict[int | None, list[tuple[str, Kept]]] = {}
        """Who is to hear of the versions that are on their way."""

    @property
    def at_hand(self) -> int:
        return self._flow.at_hand

    @property
    def wants_more(self) -> bool:
        return self._flow.wants_more

    def keep(self, some: Sequence[Gathered | Missed]) -> Iterator[Added]:
        """Keep some pages and have them read; what is known or was missed is answered."""
        found: list[tuple[str, Kept]] = []
        missed: list[Added] = []
        with writing(self._engine) as connection:
            for item in some:
                if isinstance(item, Gathered):
                    failing.arrived(connection, source_of(item))
                    found.append((source_of(item), keep(connection, item)))
                else:
                    failing.note_missed(connection, item.url_or_path, item.why)
                    missed.append(Added(item.url_or_path, "missed"))
        yield from missed
        with reading(self._engine) as connection:
            fresh = {kept.version_id: to_read(connection, kept.version_id) for _, kept in found if _is_fresh(kept)}
        self._asked |= {version: [] for version in fresh}
        for source, kept in found:
            if kept.version_id in self._asked:
                self._asked[kept.version_id].append((source, kept))
            else:
                yield Added(source, "known", kept.page_id, kept.version_id)
        self._given |= enumerate(fresh.values(), self._count)
        self._count += len(fresh)
        self._flow.give([version.page for version in fresh.values()])

    def save_read(self) -> Iterator[Added]:
        """Save what is read by now."""
        for read in _saved(self._engine, self._given, self._flow, "new"):
            for source, kept in self._asked.pop(read.version_id):
                if _is_fresh(kept):
                    yield Added(source, kept.outcome, kept.page_id, kept.version_id, read.failures, read.copy_of)
                else:
                    yield Added(source, "known", kept.page_id, kept.version_id)


def _is_fresh(place: Kept) -> bool:
    return place.outcome != "known"


def _read(
    engine: Engine, versions: Sequence[ToRead], reader: PageReader | StoreReader, result: Result
) -> Iterator[Added]:
    """Read some versions and save each by itself."""
    flow = flow_of(reader)
    flow.give([version.page for version in versions])
    given = dict(enumerate(versions))
    while flow.at_hand:
        yield from _saved(engine, given, flow, result)


def _saved(engine: Engine, given: dict[int, ToRead], flow: ReadingFlow, result: Result) -> Iterator[Added]:
    """Save what a flow has read by now, each page by itself; saved pages are no longer among those ``given``."""
    for page in flow.answers():
        version = given.pop(page.place)
        _as_kept(page.record, version)
        with writing(engine) as connection:
            save(connection, version.version_id, page)
        failures = tuple(page.record.failures)
        yield Added(version.source, result, version.page_id, version.version_id, failures, page.read_from)


def _as_kept(record: Record, version: ToRead) -> None:
    """Name in the record where the page came from, also where a reader did not."""
    record.source = record.source or version.source
