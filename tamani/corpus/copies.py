"""Pages with the same or nearly the same article: grouped, never deleted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select

from tamani.corpus import tables
from tamani.corpus.near_duplicates import Likeness, agreement, bands, likeness, may_be_copy, runs_of
from tamani.corpus.packing import unpack
from tamani.corpus.row_writing import insert_rows
from tamani.corpus.version_changes import diff
from tamani.reading.parse import ArticleText, article_text
from tamani.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from tamani.corpus.near_duplicates import Fingerprint
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


def find_match(connection: Connection, article: Fingerprint, article_sha256: str) -> Match | None:
    """The version whose article is the same as this one, or else the one that is most like it."""
    seen: dict[int, Match] = {}

    def compared(version: int) -> Likeness:
        seen[version] = match_of(connection, version)
        return likeness(article.runs, runs_of(seen[version].article.text))

    best = _most_alike(connection, article, article_sha256, compared)
    if best is None:
        return None
    version, found = best
    match = seen[version] if version in seen else match_of(connection, version)
    return Match(version, match.record, match.article, found)


def _most_alike(
    connection: Connection,
    article: Fingerprint,
    article_sha256: str,
    compared: Callable[[int], Likeness],
    other_than: int = 0,
) -> tuple[int, Likeness] | None:
    """The version that an article is a copy of, and how alike they are; ``compared`` compares it with one version."""
    same: int | None = connection.scalar(_SAME_TEXT, {"sha256": article_sha256, "other_than": other_than})
    if same is not None:
        return same, Likeness(1.0, 1.0)
    if article.is_too_short:
        return None
    found = [(version, compared(version)) for version in _candidates(connection, article, other_than)]
    copies = [(version, alike) for version, alike in found if alike.is_copy]
    return max(copies, key=lambda copy: copy[1].shared, default=None)


_SAME_TEXT = select(func.min(tables.records.c.version_id)).where(
    tables.records.c.article_sha256 == bindparam("sha256"), tables.records.c.version_id != bindparam("other_than")
)
_WITH_BANDS = (
    select(tables.bands.c.version_id)
    .where(tables.bands.c.band.in_(bindparam("bands", expanding=True)))
    .limit(MOST_LOOKED_UP)
)
_SIGNED = select(tables.signatures.c.version_id, tables.signatures.c.signature, tables.signatures.c.shingles).where(
    tables.signatures.c.version_id.in_(bindparam("versions", expanding=True))
)
_RECORD = select(tables.records.c.record).where(tables.records.c.version_id == bindparam("version"))


def _candidates(connection: Connection, article: Fingerprint, other_than: int) -> list[int]:
    """The versions that share bands with an article and may be like it, those first that agree with it most."""
    signed = article.signature
    shared = Counter(connection.scalars(_WITH_BANDS, {"bands": bands(signed)}))
    shared.pop(other_than, None)
    nearest = [version for version, _ in shared.most_common(4 * MOST_COMPARED)]
    if not nearest:
        return []
    rows = [
        (agreement(signed, row.signature), row.version_id, row.shingles)
        for row in connection.execute(_SIGNED, {"versions": nearest})
    ]
    ranked = sorted(((a, -v) for a, v, runs in rows if may_be_copy(a, len(article.runs), runs)), reverse=True)
    return [-version for _, version in ranked[:MOST_COMPARED]]


def match_of(connection: Connection, version: int) -> Match:
    """A version with its article, as something to compare with."""
    record = Record.from_json(unpack(connection.scalars(_RECORD, {"version": version}).one()))
    return Match(version, record, article_text(record.text, record.blocks), Likeness(0.0, 0.0))


def group_with_copies(connection: Connection, version: int, page: ReadPage) -> None:
    """Put a version into the group of what it is a copy of, and make it findable for later copies.

    The look-up is part of the transaction that saves the version, so that of two processes which save two copies
    at the same time the second one sees the first.
    """
    digest = page.article_sha256
    if digest is None:
        return
    article = page.fingerprint

    def compared(other: int) -> Likeness:
        if other not in page.compared:
            page.compared[other] = likeness(article.runs, runs_of(match_of(connection, other).article.text))
        return page.compared[other]

    match = _most_alike(connection, article, digest, compared, other_than=version)
    if match is None or match[1].shared < 1:
        _sign(connection, version, article)
    if match is None or _page(connection, match[0]) == _page(connection, version):
        return  # versions of one page are no copies of each other
    copies = tables.copies
    group = connection.scalar(select(copies.c.group_id).where(copies.c.version_id == match[0]))
    if group is None:
        group = match[0]
        row = {"version_id": group, "group_id": group, "like_id": group, "similarity": 1.0}
        connection.execute(insert(copies).values(row))
    row = {
        "version_id": version, "group_id": group, "like_id": match[0], "similarity": match[1].shared,
    }  # fmt: skip
    connection.execute(insert(copies).values(row))


def _page(connection: Connection, version: int) -> int | None:
    found: int | None = connection.scalar(select(tables.versions.c.page_id).where(tables.versions.c.id == version))
    return found


def _sign(connection: Connection, version: int, article: Fingerprint) -> None:
    if article.is_too_short:
        return
    row = {"version_id": version, "shingles": len(article.runs), "signature": article.signature}
    insert_rows(connection, tables.signatures, [row])
    found = sorted(set(bands(article.signature)))
    insert_rows(connection, tables.bands, [{"band": band, "version_id": version} for band in found])


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
