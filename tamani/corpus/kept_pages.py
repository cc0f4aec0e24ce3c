"""Pages out of the store, one after the other, with where, when and how they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tamani.corpus import tables
from tamani.corpus.corrected import corrected_view
from tamani.corpus.database import reading
from tamani.corpus.moments import as_moment
from tamani.corpus.packing import unpack
from tamani.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Row, Select

AT_ONCE = 64
"""Pages that are taken out of the store together."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One version of a page. The fields are those that the exporters ask for."""

    record: Record
    page_id: int
    version_id: int
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    how: str | None = None
    feed: str | None = None
    media_type: str | None = None
    raw: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)
    judgements: int | None = None
    published: str | None = None
    copy_of: int | None = None
    """The version that this one is a copy of, by the order in which they came."""


def kept_pages(engine: Engine, *, corrected: bool, all_versions: bool) -> Iterator[KeptPage]:
    """The pages that were read, in the order in which they came; a page a batch, so that memory stays flat."""
    last = 0
    while True:
        query = _query().where(tables.versions.c.id > last).limit(AT_ONCE)
        if not all_versions:
            query = query.where(tables.versions.c.is_latest)
        with reading(engine) as connection:
            pages = [_page(engine, connection, row, corrected=corrected) for row in connection.execute(query)]
        if not pages:
            return
        last = pages[-1].version_id
        yield from pages


def kept_page(engine: Engine, version: int, *, corrected: bool) -> KeptPage | None:
    """One version, if it was read."""
    with reading(engine) as connection:
        row = connection.execute(_query().where(tables.versions.c.id == version)).first()
        return None if row is None else _page(engine, connection, row, corrected=corrected)


def raw_page(engine: Engine, version: int) -> bytes:
    """The bytes of a version as they came."""
    contents, versions = tables.contents.c, tables.versions.c
    with reading(engine) as connection:
        content = select(contents.data, contents.compression).where(contents.sha256 == versions.sha256)
        row = connection.execute(content.where(versions.id == version)).one()
    return unpack(row.data, row.compression)


def _query() -> Select[tuple[object, ...]]:
    versions, pages, records, copies = tables.versions.c, tables.pages.c, tables.records.c, tables.copies.c
    judged = (
        select(func.count()).where(tables.corrections.c.version_id == versions.id).correlate(tables.versions)
    ).scalar_subquery()
    return (
        select(
            versions.id, versions.page_id, versions.fetched_at, versions.how, versions.origin, versions.media_type,
            pages.url, pages.outlet, records.record, records.published, copies.like_id, judged.label("judgements"),
        )
        .join(tables.pages, pages.id == versions.page_id)
        .join(tables.records, records.version_id == versions.id)
        .outerjoin(tables.copies, copies.version_id == versions.id)
        .order_by(versions.id)
    )  # fmt: skip


def _page(engine: Engine, connection: Connection, row: Row[tuple[object, ...]], *, corrected: bool) -> KeptPage:
    record = Record.from_json(unpack(row.record))
    version: int = row.id
    if corrected and row.judgements:
        record = corrected_view(connection, version, record)
    return KeptPage(
        record=record,
        page_id=row.page_id,
        version_id=version,
        url=row.url,
        outlet=row.outlet,
        fetched_at=as_moment(row.fetched_at),
        how=row.how,
        feed=row.origin if row.how in {"feed", "feed_text"} else None,
        media_type=row.media_type,
        raw=lambda: raw_page(engine, version),
        judgements=row.judgements,
        published=row.published,
        copy_of=row.like_id if row.like_id != version else None,
    )
