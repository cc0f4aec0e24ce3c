"""Pages with the same or nearly the same article: grouped, never deleted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from tamani.corpus import tables
from tamani.corpus.near_duplicates import SHORTEST, Likeness, agreement, bands, likeness, runs_of, signature
from tamani.corpus.packing import unpack
from tamani.corpus.version_changes import diff
from tamani.reading.parse import ArticleText, article_text
from tamani.record import Record

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.corpus.reads import ReadPage

MOST_COMPARED = 4
"""Versions whose texts are compared in full; the signatures tell which ones."""
MOST_LOOKED_UP = 400
"""Rows of one look-up: what half the pages share (an error page) must not slow down the rest."""


@dataclass(frozen=True, slots=True)
class Match:
    """A version in the store that an article is a copy of."""

    version_id: int
    record: Record
    article: ArticleText
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Copy:
    """One page of a group. ``changed`` is what is different from the first one, as a unified diff."""

    page_id: int
    version_id: int
    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    fetched_at: str
    similarity: float
    is_first: bool
    changed: str


def find_match(
    connection: Connection, article: str, article_sha256: str, other_than: int | None = None
) -> Match | None:
    """The version whose article is the same as this one, or else the one that is most like it."""
    same = _same_text(connection, article_sha256, other_than)
    if same is not None:
        return match_of(connection, same, Likeness(1.0, 1.0))
    runs = runs_of(article)
    if len(runs) < SHORTEST:
        return None
    best: Match | None = None
    for version in _candidates(connection, signature(runs), other_than):
        match = match_of(connection, version)
        found = likeness(runs, runs_of(match.article.text))
        if found.is_copy and (best is None or found.shared > best.likeness.shared):
            best = Match(version, match.record, match.article, found)
    return best


def _same_text(connection: Connection, article_sha256: str, other_than: int | None) -> int | None:
    records = tables.records.c
    query = select(func.min(records.version_id)).where(records.article_sha256 == article_sha256)
    if other_than is not None:
        query = query.where(records.version_id != other_than)
    found: int | None = connection.scalar(query)
    return found


def _candidates(connection: Connection, signed: bytes, other_than: int | None) -> list[int]:
    """The versions that share bands with a signature, those first that agree with it most."""
    query = select(tables.bands.c.version_id).where(tables.bands.c.band.in_(bands(signed))).limit(MOST_LOOKED_UP)
    shared = Counter(connection.scalars(query))
    shared.pop(other_than or 0, None)
    nearest = [version for version, _ in shared.most_common(4 * MOST_COMPARED)]
    if not nearest:
        return []
    table = tables.signatures.c
    rows = connection.execute(select(table.version_id, table.signature).where(table.version_id.in_(nearest)))
    ranked = sorted(((agreement(signed, row.signature), -row.version_id) for row in rows), reverse=True)
    return [-version for _, version in ranked[:MOST_COMPARED]]


def match_of(connection: Connection, version: int, found: Likeness = Likeness(0.0, 0.0)) -> Match:  # noqa: B008 (frozen)
    """A version with its article, as something to compare with."""
    packed = connection.scalars(select(tables.records.c.record).where(tables.records.c.version_id == version)).one()
    record = Record.from_json(unpack(packed))
    return Match(version, record, article_text(record.text, record.blocks), found)


def group_with_copies(connection: Connection, version: int, page: ReadPage) -> None:
    """Put a version into the group of what it is a copy of, and make it findable for later copies.

    The look-up is part of the transaction that saves the version, so that of two processes which save two copies
    at the same time the second one sees the first.
    """
    digest = page.article_sha256
    if digest is None:
        return
    match = find_match(connection, page.article.text, digest, other_than=version)
    if match is None or match.likeness.shared < 1:
        _sign(connection, version, page.article.text)
    if match is None or _page(connection, match.version_id) == _page(connection, version):
        return  # versions of one page are no copies of each other
    copies = tables.copies
    group = connection.scalar(select(copies.c.group_id).where(copies.c.version_id == match.version_id))
    if group is None:
        group = match.version_id
        row = {"version_id": group, "group_id": group, "like_id": group, "similarity": 1.0}
        connection.execute(insert(copies).values(row))
    row = {
        "version_id": version, "group_id": group, "like_id": match.version_id, "similarity": match.likeness.shared,
    }  # fmt: skip
    connection.execute(insert(copies).values(row))


def _page(connection: Connection, version: int) -> int | None:
    found: int | None = connection.scalar(select(tables.versions.c.page_id).where(tables.versions.c.id == version))
    return found


def _sign(connection: Connection, version: int, text: str) -> None:
    runs = runs_of(text)
    if len(runs) < SHORTEST:
        return
    signed = signature(runs)
    row = {"version_id": version, "shingles": len(runs), "signature": signed}
    connection.execute(insert(tables.signatures).values(row))
    connection.execute(insert(tables.bands), [{"band": band, "version_id": version} for band in set(bands(signed))])


def copies_of(connection: Connection, version: int) -> list[Copy]:
    """The group of a version, the first publisher first; empty where nothing else is like it.

    The first publisher is the one with the earliest date of publication, else the one that was fetched first.
    """
    copies, versions, pages, records = tables.copies.c, tables.versions.c, tables.pages.c, tables.records.c
    group = select(copies.group_id).where(copies.version_id == version).scalar_subquery()
    rows = connection.execute(
        select(
            versions.page_id, versions.id, pages.url, pages.outlet, records.headline, records.published,
            versions.fetched_at, copies.similarity, records.record,
        )
        .where(copies.group_id == group, versions.id == copies.version_id)
        .where(pages.id == versions.page_id, records.version_id == versions.id)
    ).all()  # fmt: skip
    ordered = sorted(rows, key=lambda row: (row.published or row.fetched_at, row.fetched_at, row.id))
    texts = [Record.from_json(unpack(row.record)) for row in ordered]
    return [
        Copy(
            page_id=row.page_id, version_id=row.id, url=row.url, outlet=row.outlet, headline=row.headline,
            published=row.published, fetched_at=row.fetched_at, similarity=row.similarity,
            is_first=place == 0, changed=diff(texts[0], texts[place]),
        )
        for place, row in enumerate(ordered)
    ]  # fmt: skip
