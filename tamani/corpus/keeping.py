"""Keeping pages as they came: their bytes once, their versions in order, every sighting."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import func, insert, select, update

from tamani.corpus import tables
from tamani.corpus.moments import as_text, now
from tamani.corpus.packing import COMPRESSION, pack

if TYPE_CHECKING:
    from sqlalchemy import Connection, Insert

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
    page_id = connection.scalar(select(tables.pages.c.id).where(tables.pages.c.identity == identity))
    outcome: Outcome = "version"
    if page_id is None:
        page_id, outcome = _new_page(connection, page, identity), "new"
    versions = tables.versions.c
    version_id = connection.scalar(select(versions.id).where(versions.page_id == page_id, versions.sha256 == digest))
    if version_id is None:
        _keep_content(connection, page.content, digest)
        version_id = _new_version(connection, page, page_id, digest)
    else:
        outcome = "known"
    _sight(connection, version_id, page)
    return Kept(page_id, version_id, outcome)


def source_of(page: Gathered) -> str:
    """The URL or path that a page came from; what has neither is named by the way it came."""
    return page.url or page.origin or page.how


def _identity(page: Gathered, digest: str) -> str:
    """A page is its URL. Without one it is its bytes, at each outlet that has published them."""
    return page.url or " ".join(part for part in (page.outlet, f"sha256:{digest}") if part)


def _new_page(connection: Connection, page: Gathered, identity: str) -> int:
    row = {
        "identity": identity,
        "url": page.url,
        "outlet": page.outlet,
        "first_seen": as_text(page.fetched_at),
    }
    return new_key(connection, insert(tables.pages).values(row))


def new_key(connection: Connection, statement: Insert) -> int:
    """Insert one row; the number that it got."""
    key = connection.execute(statement).inserted_primary_key
    assert key is not None  # noqa: S101 (one row with values was inserted)
    return int(key[0])


def _keep_content(connection: Connection, content: bytes, digest: str) -> None:
    known = connection.scalar(select(tables.contents.c.size).where(tables.contents.c.sha256 == digest))
    if known is None:
        row = {"sha256": digest, "size": len(content), "compression": COMPRESSION, "data": pack(content)}
        connection.execute(insert(tables.contents).values(row))


def _new_version(connection: Connection, page: Gathered, page_id: int, digest: str) -> int:
    versions = tables.versions
    last = connection.scalar(select(func.max(versions.c.number)).where(versions.c.page_id == page_id)) or 0
    connection.execute(update(versions).where(versions.c.page_id == page_id).values(is_latest=False))
    row = {
        "page_id": page_id,
        "number": last + 1,
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
    return new_key(connection, insert(versions).values(row))


def _sight(connection: Connection, version_id: int, page: Gathered) -> None:
    row = {"version_id": version_id, "fetched_at": as_text(page.fetched_at), "source": source_of(page)}
    sightings = tables.sightings
    known = connection.scalar(
        select(sightings.c.version_id).where(*(sightings.c[name] == value for name, value in row.items()))
    )
    if known is None:
        connection.execute(insert(sightings).values(**row, how=page.how))
