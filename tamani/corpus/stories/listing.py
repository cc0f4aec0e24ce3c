"""The stories of a store, newest first, each page with where it came from and why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.database import reading
from tamani.corpus.stories import story_tables
from tamani.record import Reason

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEVER = "~"
"""A day behind all that are written with digits."""


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a story. ``like`` is the page that it was put beside, None for the first one.

    ``published`` is None where the page does not tell it; ``origin`` is the file, archive or feed that it came from.
    """

    page: int
    version: int
    headline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    first_seen: str
    origin: str | None
    like: int | None
    score: float | None
    reasons: list[Reason]


class ListedStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its pages, the first to be published first; ``latest`` is the last day that a page is dated."""

    id: int
    title: str | None
    first_seen: str
    latest: str | None
    pages: list[StoryPage]


def stories(engine: Engine, since: str | None = None) -> list[ListedStory]:
    """The stories with a page that was published on this day or later, the latest first.

    A page that does not tell when it was published is of no day; stories of such pages only come last.
    """
    with reading(engine) as connection:
        found = _stories(connection)
    kept = [story for story in found if since is None or (story.latest or "") >= since]
    return sorted(kept, key=lambda story: (story.latest or "", story.id), reverse=True)


def _stories(connection: Connection) -> list[ListedStory]:
    pages = _pages(connection)
    listed = []
    for row in connection.execute(select(tables.stories).order_by(tables.stories.c.id)):
        own = sorted(pages.get(row.id, []), key=lambda page: (_day(page) or NEVER, page.first_seen, page.page))
        if own:
            first, latest = min(page.first_seen for page in own), max(map(_day, own)) or None
            listed.append(ListedStory(id=row.id, title=row.title, first_seen=first, latest=latest, pages=own))
    return listed


def _pages(connection: Connection) -> dict[int, list[StoryPage]]:
    placed, versions, records = tables.story_pages.c, tables.versions.c, tables.records.c
    pages, links = tables.pages.c, story_tables.story_links.c
    query = (
        select(placed.story_id, placed.page_id, versions.id, records.headline, records.language, records.published)
        .add_columns(pages.outlet, pages.url, pages.first_seen, versions.origin)
        .add_columns(links.like_id, links.score, links.reasons)
        .join(tables.pages, pages.id == placed.page_id)
        .join(tables.versions, (versions.page_id == placed.page_id) & versions.is_latest)
        .join(tables.records, records.version_id == versions.id)
        .outerjoin(story_tables.story_links, links.page_id == placed.page_id)
    )
    found: dict[int, list[StoryPage]] = {}
    for row in connection.execute(query):
        page = StoryPage(
            page=row.page_id, version=row.id, headline=row.headline, outlet=row.outlet, url=row.url,
            language=row.language, published=row.published, first_seen=row.first_seen, origin=row.origin,
            like=row.like_id, score=row.score, reasons=msgspec.json.decode(row.reasons or "[]", type=list[Reason]),
        )  # fmt: skip
        found.setdefault(row.story_id, []).append(page)
    return found


def _day(page: StoryPage) -> str:
    """The day on which a page was published; empty where it does not tell it."""
    return (page.published or "")[:10]
