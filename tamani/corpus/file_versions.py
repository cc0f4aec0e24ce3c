"""Text files that were added before and have been corrected since: new versions of their pages.

A page without an address is its bytes, wherever they lie. That a file with other bytes is the same page is believed
only where it lies at the same path, says almost the same, and its earlier bytes were met nowhere else: what is put
behind a page as its next version is found in a search in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from tamani.corpus import tables
from tamani.corpus.near_duplicates import likeness, runs_of
from tamani.corpus.packing import unpack
from tamani.page.decoding import decode

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.gather.gathered import Gathered

ALMOST_THE_SAME = 0.7
"""Runs of words that both texts have, of all that one has; two articles of one site share less, menus and all."""
PLAIN = "text/plain"
BYTES = "sha256:"
"""What the identity of a page without an address has before the hash of its bytes."""

_WITH_BYTES = (
    select(tables.pages.c.id, tables.pages.c.identity)
    .join(tables.versions, tables.versions.c.page_id == tables.pages.c.id)
    .where(tables.versions.c.sha256 == bindparam("sha256"), tables.pages.c.url.is_(None))
    .order_by(tables.pages.c.id)
)
_AT_PATH = (
    select(tables.pages.c.id, tables.pages.c.identity, tables.versions.c.id.label("version"))
    .add_columns(tables.contents.c.data, tables.contents.c.compression)
    .join(tables.versions, tables.versions.c.page_id == tables.pages.c.id)
    .join(tables.contents, tables.contents.c.sha256 == tables.versions.c.sha256)
    .where(tables.versions.c.origin == bindparam("path"), tables.versions.c.is_latest, tables.pages.c.url.is_(None))
    .where(tables.versions.c.how == "file", tables.versions.c.media_type == PLAIN)
    .order_by(tables.versions.c.id.desc())
    .limit(1)
)
_ELSEWHERE = (
    select(tables.sightings.c.source)
    .where(tables.sightings.c.version_id == bindparam("version"), tables.sightings.c.source != bindparam("path"))
    .limit(1)
)


def page_of_file(connection: Connection, page: Gathered, identity: str, digest: str) -> int | None:
    """The page that these bytes are a version of, though it is known by those of its first one; None for a new page."""
    if page.url is not None:
        return None
    outlet = identity.rpartition(BYTES)[0]
    for row in connection.execute(_WITH_BYTES, {"sha256": digest}):
        if row.identity.rpartition(BYTES)[0] == outlet:
            return int(row.id)
    return _corrected(connection, page, outlet)


def _corrected(connection: Connection, page: Gathered, outlet: str) -> int | None:
    if page.how != "file" or page.media_type != PLAIN or page.origin is None:
        return None
    before = connection.execute(_AT_PATH, {"path": page.origin}).first()
    if before is None or before.identity.rpartition(BYTES)[0] != outlet:
        return None
    if connection.scalar(_ELSEWHERE, {"version": before.version, "path": page.origin}) is not None:
        return None
    texts = (decode(content).text for content in (unpack(before.data, before.compression), page.content))
    return int(before.id) if likeness(*map(runs_of, texts)).shared >= ALMOST_THE_SAME else None
