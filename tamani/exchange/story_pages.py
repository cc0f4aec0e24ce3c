"""The pages that stories are made of, as far as feeds need them: only these are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.exchange.stamps import utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tamani.exchange.stored import StoredPage, StoryRow


@dataclass(frozen=True, slots=True)
class Told:
    """A page that tells a story."""

    headline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    fetched_at: datetime | None

    @property
    def line(self) -> str:
        """Outlet and headline, as far as they are known."""
        return " – ".join(part for part in (self.outlet, self.headline) if part)


def told(pages: Iterable[StoredPage], stories: Iterable[StoryRow]) -> list[tuple[StoryRow, list[Told]]]:
    """Each story with its pages, the newest story first; pages that are not given are left out."""
    rows = list(stories)
    wanted = {page for row in rows for page in row.pages}
    found = {page.page_id: _told(page) for page in pages if page.page_id in wanted}
    rows.sort(key=_age, reverse=True)
    return [(row, [found[page] for page in row.pages if page in found]) for row in rows]


def _age(story: StoryRow) -> tuple[bool, float, int]:
    """What stories are sorted by; those without a time are the oldest."""
    return story.first_seen is not None, utc(story.first_seen).timestamp() if story.first_seen else 0.0, story.id


def _told(page: StoredPage) -> Told:
    headline = page.record.article.headline
    return Told(
        headline.text if headline else None,
        page.outlet,
        page.url,
        page.record.language,
        utc(page.fetched_at) if page.fetched_at else None,
    )
