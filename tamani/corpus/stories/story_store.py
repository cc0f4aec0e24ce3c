"""Joining the pages of a store: each page that was read and is in no story yet, in the order in which they came.

What is in a story stays there: neither a later page nor a later run moves it, only a reader's judgement does.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, or_, select

from tamani.corpus import tables
from tamani.corpus.database import reading, writing
from tamani.corpus.moments import now
from tamani.corpus.packing import pack, unpack
from tamani.corpus.row_writing import insert_rows
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
MOST_KEPT = 4000
"""Pages that are kept in memory for the next ones, or twice as many as fall into the days that are asked for.

With more it is begun anew with these days.
"""


def join_waiting(engine: Engine, embedder: Embedder | None = None, at_once: int = AT_ONCE) -> Iterator[Link]:
    """Join the pages that are in no story; one answer for each as soon as it is safe in the store.

    Raises:
        ModuleNotFoundError: the package of the default embedder is not installed.

    """
    embedder = embedder or SentenceEncoder()
    window: _Window | None = None
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
            if window is None or not window.is_valid(connection):
                window = _Window(connection)
            links = window.join(connection, views)
        yield from links


def are_waiting(engine: Engine) -> bool:
    """Whether there are pages that are in no story yet."""
    with reading(engine) as connection:
        return bool(_waiting(connection, 0, 1))


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


class _Window:
    """The stories that pages may fit, and how common their names are, loaded when they are asked for.

    It is kept from one transaction to the next while nobody else has changed the stories and it is not too large.
    """

    def __init__(self, connection: Connection) -> None:
        stories = tables.stories.c
        self.joiner = Joiner(
            next_id=(connection.scalar(select(func.max(stories.id))) or 0) + 1,
            stories=connection.scalar(select(func.count()).select_from(tables.stories)) or 0,
        )
        self._state = _state(connection)
        self._needed = 0
        self._days: set[str | None] = set()
        self._stories: set[int] = set()
        self._names: set[str] = set()

    def is_valid(self, connection: Connection) -> bool:
        """Whether it still says what the store says, and is not too large."""
        return len(self.joiner) <= max(MOST_KEPT, 2 * self._needed) and self._state == _state(connection)

    def join(self, connection: Connection, views: list[PageView]) -> list[Link]:
        """Join some pages; those that somebody else has joined meanwhile are left."""
        placed = tables.story_pages.c.page_id
        there = set(connection.scalars(select(placed).where(placed.in_([view.key for view in views]))))
        links = []
        for view in views:
            if view.key not in there:
                self._open(connection, view)
                link = self.joiner.add(view)
                _put(connection, link, view)
                links.append(link)
        self._state = _state(connection)
        self._needed = self._needed or len(self.joiner)
        return links

    def _open(self, connection: Connection, view: PageView) -> None:
        """See to it that the joiner knows all that may speak for or against a page."""
        self._count(connection, view)
        near = range(-FARTHEST, FARTHEST + 1)
        days = [None] if view.told is None else [None, *((view.told + timedelta(days=n)).isoformat() for n in near)]
        new = [day for day in days if day not in self._days]
        if new:
            self._days.update(new)
            self._load(connection, new)

    def _count(self, connection: Connection, view: PageView) -> None:
        new = view.names - self._names
        self._names |= new
        for name, count in connection.execute(_STORIES_OF, {"names": sorted(new)}) if new else ():
            self.joiner.stories_of[name] = count

    def _load(self, connection: Connection, days: list[str | None]) -> None:
        views, placed = story_tables.story_views.c, tables.story_pages.c
        told = [day for day in days if day is not None]
        on_these = or_(views.told.in_(told), views.told.is_(None)) if None in days else views.told.in_(told)
        stories = select(placed.story_id).where(placed.page_id == views.page_id, on_these).distinct()
        wanted = sorted(set(connection.scalars(stories)) - self._stories - set(self.joiner.stories))
        self._stories.update(wanted)
        query = (
            select(placed.story_id, views.view, views.vector)
            .where(placed.page_id == views.page_id, placed.story_id.in_(wanted))
            .order_by(placed.story_id, views.page_id)
        )
        for row in connection.execute(query):
            self.joiner.load(row.story_id, unpacked_view(unpack(row.view), unpacked_vector(row.vector)))


_STORIES_OF = (
    select(story_tables.story_names.c.name, func.count())
    .where(story_tables.story_names.c.name.in_(bindparam("names", expanding=True)))
    .group_by(story_tables.story_names.c.name)
)


def _state(connection: Connection) -> tuple[int, ...]:
    """What changes whenever somebody joins a page or moves one by judgement."""
    counted = (tables.stories, tables.story_pages, story_tables.story_judgements)
    return tuple(connection.scalar(select(func.count()).select_from(table)) or 0 for table in counted)


def _put(connection: Connection, link: Link, view: PageView) -> None:
    """Write down where a page is and why."""
    if connection.scalar(_STORY, {"story": link.story}) is None:
        seen = connection.scalar(_FIRST_SEEN, {"page": view.key})
        insert_rows(connection, tables.stories, [{"id": link.story, "title": view.title, "first_seen": seen}])
    insert_rows(connection, tables.story_pages, [{"story_id": link.story, "page_id": view.key}])
    pair = link.pair
    row = {
        "page_id": view.key,
        "like_id": link.like,
        "score": None if pair is None else pair.score,
        "reasons": None if pair is None else msgspec.json.encode(pair.reasons).decode(),
        "joined_at": now(),
    }
    insert_rows(connection, story_tables.story_links, [row])
    kept = {"page_id": view.key, "told": _iso(view.told), "view": pack(packed_view(view))}
    insert_rows(connection, story_tables.story_views, [{**kept, "vector": packed_vector(view.vector)}])
    put_names(connection, link.story, view.names)


_STORY = select(tables.stories.c.id).where(tables.stories.c.id == bindparam("story"))
_FIRST_SEEN = select(tables.pages.c.first_seen).where(tables.pages.c.id == bindparam("page"))


def put_names(connection: Connection, story: int, names: frozenset[str] | set[str]) -> None:
    """Note the names that a story has."""
    rows = [{"name": name, "story_id": story} for name in sorted(names)]
    insert_rows(connection, story_tables.story_names, rows, or_leave=True)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
