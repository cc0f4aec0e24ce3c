"""Lists of addresses: what feeds, OPML files and sitemaps have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from tamani.page.dates import find_dates

ListingKind = Literal["feed", "opml", "sitemap", "sitemap_index"]
MOST_ENTRIES = 50_000
"""Entries of one list that are looked at; the sitemap protocol allows as many."""
_LONGEST_DATE = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One address in a list. ``changed`` is what the list says of its last change, as it stands there.

    ``page`` is what the list itself holds of the page's text, as a page of its own, where that is all of it.
    """

    url: str
    published: date | None = None
    changed: str = ""
    page: bytes = b""

    @property
    def day(self) -> date | None:
        """The latest day that the list tells of it."""
        days = [day for day in (self.published, read_day(self.changed)) if day is not None]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; addresses are as they stand there, perhaps relative to that of the list."""

    kind: ListingKind
    entries: list[Entry] = field(default_factory=list)
    without_address: int = 0
    """Entries that have none."""


def read_day(text: str) -> date | None:
    """The day in a date of a feed, in its own time zone: ISO 8601, RFC 822, or as people write it."""
    text = text.strip()[:_LONGEST_DATE]
    day = _iso(text) or _iso(text[:10]) or _rfc822(text)
    if day is not None or not text:
        return day
    return next((found.as_date() for found in find_dates(text)), None)


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _rfc822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError, IndexError):
        return None


def read_moment(text: str | None) -> datetime | None:
    """A moment in ISO 8601, in UTC; one without a time zone is taken to be in UTC."""
    try:
        moment = datetime.fromisoformat((text or "").strip()[:_LONGEST_DATE])
        return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
