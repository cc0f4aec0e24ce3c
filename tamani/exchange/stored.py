"""What the exporters are given: pages as they are kept, and the stories that join them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tamani.record import Reason, Record


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One version of a page with where, when and how it came.

    ``version_id`` is unique; versions of one URL share a ``page_id``. ``raw`` gives the bytes as they came: a function,
    since most formats do without them. ``judgements`` counts what readers said of the page's entries, None where it is
    not known. ``feed`` is the URL of the feed that named the page.
    """

    record: Record
    page_id: int
    version_id: int
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    how: str | None = None
    feed: str | None = None
    media_type: str | None = None
    raw: Callable[[], bytes] | None = None
    judgements: int | None = None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Pages on one event. ``pages`` are page ids, the first to report it first."""

    id: int
    title: str
    first_seen: datetime | None
    pages: list[int] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
