"""Joining the pages of a store: each page that was read and is in no story yet, in the order in which they came.

What is in a story stays there: neither a later page nor a later run moves it, only a reader's judgement does.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, insert, or_, select

from tamani.corpus import tables
from tamani.corpus.database import reading, writing
from tamani.corpus.moments import now
from tamani.corpus.packing import pack, unpack
from tamani.corpus.saving import stored_record
from tamani.corpus.stories import story_tables
from tamani.corpus.stories.embedding import SentenceEncoder, packed_vector, unpacked_vector
from tamani.corpus.stories.joining import Joiner, Link
from tamani.corpus.stories.page_view import PageView, packed_view, page_views, unpacked_view
from tamani.corpus.stories.pair_score import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from tamani.corpus.stories.embedding import Embedder

AT_ONCE = 64
"""Pages that are joined in one transaction."""


def join_waiting(engine: Engine, embedder: Embedder | None = None, at_once: int = AT_ONCE) -> Iterator[Link]:
    """Join the pages that are in no story; one answer for each as soon as it is safe in the store.

    Raises:
        ModuleNotFoundError: the package of the default embedder is not installed.

    """
    embedder = embedder or SentenceEncoder()
    last = 0
    while True:
        with reading(engine) as connection:
            found = _waiting(connection, last, at_once)
            records = [(page, record) for v, page in found if (record := stored_record(connection, v)) is not None]
        if not found:
            return
        last = found[-1][0]
        views = page_views(records, embedder)
        with writing(engine) as connection:
            links = _join(connection, views)
        yield from links


def _waiting(connection: Connection, after: int, most: int) -> list[tuple[int, int]]:
    """Versions with an article, and their pages, that are in no story; oldest first."""
    versions, records, placed = tables.versions.c, tables.records.c, tables.story_pages.c
    query = (
        select(versions.id, versions.page_id)
        .join(tables.records, records.version_id == versions.id)
        .outerjoin(tables.story_pages, placed.page_id == versions.page_id)
        .where(placed.page_id.is_(None), versions.is_latest, records.article_sha256.is_not(None), versions.id > after)
        .order_by(versions.id)
        .limit(most)
    )
    return [(row.id, row.page_id) for row in connection.execute(query)]


def _join(connection: Connection, views: list[PageView]) -> list[Link]:
    """Join some pages in one transaction; those that somebody else has joined meanwhile are left."""
    placed = tables.story_pages.c.page_id
    there = set(connection.scalars(select(placed).where(placed.in_([view.key for view in views]))))
    stories = tables.stories.c
    joiner = Joiner(
        next_id=(connection.scalar(select(func.max(stories.id))) or 0) + 1,
        stories=connection.scalar(select(func.count()).select_from(tables.stories)) or 0,
    )
    window = _Window(connection, joiner)
    links = []
    for view in views:
        if view.key not in there:
            window.open(view)
            link = joiner.add(view)
            _put(connection, link, view)
            links.append(link)
    return links


class _Window:
    """Loads the stories that a page may fit, and how common its names are, when they are asked for."""

    def __init__(self, connection: Connection, joiner: Joiner) -> None:
        self.connection, self.joiner = connection, joiner
        self._days: set[str | None] = set()
        self._stories: set[int] = set()
        self._names: set[str] = set()
        self._first_new = joiner.next_id

    def open(self, view: PageView) -> None:
        """See to it that the joiner knows all that may speak for or against a page."""
        self._count(view)
        near = range(-FARTHEST, FARTHEST + 1)
        days = [None] if view.told is None else [None, *((view.told + timedelta(days=n)).isoformat() for n in near)]
        new = [day for day in days if day not in self._days]
        if new:
            self._days.update(new)
            self._load(new)

    def _count(self, view: PageView) -> None:
        new = view.names - self._names
        self._names |= new
        names = story_tables.story_names.c
        query = select(names.name, func.count()).where(names.name.in_(new)).group_by(names.name)
        for name, count in self.connection.execute(query):
            self.joiner.stories_of[name] = count

    def _load(self, days: list[str | None]) -> None:
        views, placed = story_tables.story_views.c, tables.story_pages.c
        told = [day for day in days if day is not None]
        on_these = or_(views.told.in_(told), views.told.is_(None)) if None in days else views.told.in_(told)
        stories = select(placed.story_id).where(placed.page_id == views.page_id, on_these).distinct()
        wanted = sorted(set(self.connection.scalars(stories)) - self._stories - set(self.joiner.stories))
        self._stories.update(wanted)
        query = (
            select(placed.story_id, views.view, views.vector)
            .where(placed.page_id == views.page_id, placed.story_id.in_(wanted))
            .order_by(placed.story_id, views.page_id)
        )
        for row in self.connection.execute(query):
            self.joiner.load(row.story_id, unpacked_view(unpack(row.view), unpacked_vector(row.vector)))


def _put(connection: Connection, link: Link, view: PageView) -> None:
    """Write down where a page is and why."""
    if connection.scalar(select(tables.stories.c.id).where(tables.stories.c.id == link.story)) is None:
        seen = connection.scalar(select(tables.pages.c.first_seen).where(tables.pages.c.id == view.key))
        connection.execute(insert(tables.stories).values(id=link.story, title=view.title, first_seen=seen))
    connection.execute(insert(tables.story_pages).values(story_id=link.story, page_id=view.key))
    pair = link.pair
    row = {
        "page_id": view.key,
        "like_id": link.like,
        "score": None if pair is None else pair.score,
        "reasons": None if pair is None else msgspec.json.encode(pair.reasons).decode(),
        "joined_at": now(),
    }
    connection.execute(insert(story_tables.story_links).values(row))
    kept = {"page_id": view.key, "told": _iso(view.told), "view": pack(packed_view(view))}
    connection.execute(insert(story_tables.story_views).values(vector=packed_vector(view.vector), **kept))
    put_names(connection, link.story, view.names)


def put_names(connection: Connection, story: int, names: frozenset[str] | set[str]) -> None:
    """Note the names that a story has."""
    table = story_tables.story_names
    known = set(connection.scalars(select(table.c.name).where(table.c.story_id == story, table.c.name.in_(names))))
    rows = [{"name": name, "story_id": story} for name in sorted(names - known)]
    if rows:
        connection.execute(insert(table), rows)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
