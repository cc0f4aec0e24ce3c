"""Keeping pages as they came: their bytes once, their versions in order, every sighting."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from tamani.corpus import tables
from tamani.corpus.file_versions import BYTES, page_of_file
from tamani.corpus.moments import as_text, now
from tamani.corpus.packing import COMPRESSION, pack
from tamani.corpus.row_writing import insert_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from tamani.gather.gathered import Gathered

Outcome = Literal["new", "version", "known"]
"""A page never seen, another version of a known page, or a version that is there already."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a page was put."""

    page_id: int
    version_id: int
    outcome: Outcome


def keep(connection: Connection, page: Gathered) -> Kept:
    """Put a page into the store; what is there already stays as it is."""
    digest = hashlib.sha256(page.content).hexdigest()
    identity = _identity(page, digest)
    page_id: int | None = connection.scalar(_PAGE, {"identity": identity})
    if page_id is None:
        page_id = page_of_file(connection, page, identity, digest)
    if page_id is None:
        page_id = _new_page(connection, page, identity)
        _keep_content(connection, page.content, digest)
        version_id = _new_version(connection, page, page_id, digest, number=1)
        _sight(connection, version_id, page)
        return Kept(page_id, version_id, "new")
    outcome: Outcome = "known"
    known: int | None = connection.scalar(_VERSION, {"page": page_id, "sha256": digest})
    if known is None and page.how == "feed_text":  # less than the page itself, which it must not take the place of
        known = connection.scalar(_WHOLE, {"page": page_id})
        if known is not None:
            return Kept(page_id, known, "known")
    if known is None:
        _keep_content(connection, page.content, digest)
        known, outcome = _later_version(connection, page, page_id, digest), "version"
    if connection.scalar(_SIGHTING, _sighting(known, page)) is None:
        _sight(connection, known, page)
    return Kept(page_id, known, outcome)


_PAGE = select(tables.pages.c.id).where(tables.pages.c.identity == bindparam("identity"))
_VERSION = select(tables.versions.c.id).where(
    tables.versions.c.page_id == bindparam("page"), tables.versions.c.sha256 == bindparam("sha256")
)
_WHOLE = (
    select(tables.versions.c.id)
    .where(tables.versions.c.page_id == bindparam("page"), tables.versions.c.how != "feed_text")
    .order_by(tables.versions.c.number.desc())
    .limit(1)
)
_CONTENT = select(tables.contents.c.size).where(tables.contents.c.sha256 == bindparam("sha256"))
_SIGHTING = select(tables.sightings.c.version_id).where(
    *(tables.sightings.c[name] == bindparam(name) for name in ("version_id", "fetched_at", "source"))
)


def source_of(page: Gathered) -> str:
    """The URL or path that a page came from; what has neither is named by the way it came."""
    return page.url or page.origin or page.how


def _identity(page: Gathered, digest: str) -> str:
    """A page is its URL. Without one it is its bytes, at each outlet that has published them.

    What the bytes themselves say of their outlet tells no more than the bytes.
    """
    outlet = None if page.outlet_is_claimed else page.outlet
    return page.url or " ".join(part for part in (outlet, f"{BYTES}{digest}") if part)


def _new_page(connection: Connection, page: Gathered, identity: str) -> int:
    row = {
        "identity": identity,
        "url": page.url,
        "outlet": page.outlet,
        "first_seen": as_text(page.fetched_at),
    }
    return _new_key(connection, tables.pages, row)


def _new_key(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert one row; the number that it got."""
    key = connection.execute(insert(table), row).inserted_primary_key
    assert key is not None  # noqa: S101 (one row with values was inserted)
    return int(key[0])


def _keep_content(connection: Connection, content: bytes, digest: str) -> None:
    if connection.scalar(_CONTENT, {"sha256": digest}) is None:
        row = {"sha256": digest, "size": len(content), "compression": COMPRESSION, "data": pack(content)}
        insert_rows(connection, tables.contents, [row])


def _later_version(connection: Connection, page: Gathered, page_id: int, digest: str) -> int:
    versions = tables.versions
    last = connection.scalar(select(func.max(versions.c.number)).where(versions.c.page_id == page_id)) or 0
    connection.execute(update(versions).where(versions.c.page_id == page_id).values(is_latest=False))
    return _new_version(connection, page, page_id, digest, number=last + 1)


def _new_version(connection: Connection, page: Gathered, page_id: int, digest: str, *, number: int) -> int:
    row = {
        "page_id": page_id,
        "number": number,
        "sha256": digest,
        "media_type": page.media_type,
        "fetched_at": as_text(page.fetched_at),
        "how": page.how,
        "given_published": None if page.published is None else page.published.isoformat(),
        "notes": msgspec.json.encode(list(page.notes)).decode() if page.notes else None,
        "added_at": now(),
        "origin": page.origin,
        "is_latest": True,
    }
    return _new_key(connection, tables.versions, row)


def _sighting(version_id: int, page: Gathered) -> dict[str, Any]:
    return {"version_id": version_id, "fetched_at": as_text(page.fetched_at), "source": source_of(page)}


def _sight(connection: Connection, version_id: int, page: Gathered) -> None:
    insert_rows(connection, tables.sightings, [{**_sighting(version_id, page), "how": page.how}])
