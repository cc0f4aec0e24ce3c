"""The pages that stories are made of, as far as feeds need them: only these are held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tamani.exchange.stamps import utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.stored import StoredPage, StoryRow

EARLY = timedelta(days=1)
"""A page is not had before it is published; a day is left for time zones."""
BETWEEN = " – "


@dataclass(frozen=True, slots=True)
class Told:
    """A page that tells a story. ``published`` is what the page says, at midnight UTC where it says only the day."""

    page_id: int
    headline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    fetched_at: datetime | None
    published: datetime | None

    @property
    def line(self) -> str:
        """Outlet and headline, as far as they are known."""
        return BETWEEN.join(part for part in (self.outlet, self.headline) if part)

    @property
    def moment(self) -> datetime | None:
        """When it was published, else when it came."""
        return self.published or self.fetched_at


def told(pages: Iterable[StoredPage], stories: Iterable[StoryRow]) -> list[tuple[StoryRow, list[Told]]]:
    """Each story with its pages, the newest story first; pages that are not given are left out."""
    rows = list(stories)
    wanted = {page for row in rows for page in row.pages}
    found = {page.page_id: _told(page) for page in pages if page.page_id in wanted}
    entries = [(row, [found[page] for page in row.pages if page in found]) for row in rows]
    return sorted(entries, key=lambda entry: _age(*entry), reverse=True)


def first_told(story: StoryRow, told_by: list[Told]) -> datetime | None:
    """When the first of its pages was published, as far as that is known, else when the first one came."""
    moments = [page.moment for page in told_by if page.moment]
    return min(moments) if moments else utc(story.first_seen) if story.first_seen else None


def summary(story: StoryRow, told_by: list[Told]) -> str:
    """A line for each page, without what the title says already; a page without an address has its number."""
    return "\n".join(_line(story, page) for page in told_by)


def _line(story: StoryRow, page: Told) -> str:
    parts = (
        page.outlet,
        page.headline if page.headline != story.title else None,
        page.published.date().isoformat() if page.published else None,
        None if page.url else f"#{page.page_id}",
    )
    return BETWEEN.join(part for part in parts if part)


def _age(story: StoryRow, told_by: list[Told]) -> tuple[bool, float, int]:
    """What stories are sorted by; those without a time are the oldest."""
    moment = first_told(story, told_by)
    return moment is not None, moment.timestamp() if moment else 0.0, story.id


def _told(page: StoredPage) -> Told:
    headline = page.record.article.headline
    fetched = utc(page.fetched_at) if page.fetched_at else None
    return Told(
        page.page_id,
        headline.text if headline else None,
        page.outlet,
        page.url,
        page.record.language,
        fetched,
        _published(page, fetched),
    )


def _published(page: StoredPage, fetched: datetime | None) -> datetime | None:
    """When the page says that it was published; nothing where that is no date, or is later than it was had."""
    stated = page.record.article.published
    try:
        moment = utc(datetime.fromisoformat(stated.value)) if stated else None
    except ValueError:
        return None
    return None if moment and fetched and moment - fetched > EARLY else moment
