"""The days asked for, by when a page was published; one that does not tell it is of no day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tamani.corpus import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

PUBLISHED: ColumnElement[Any] = tables.records.c.published
FETCHED: ColumnElement[Any] = tables.versions.c.fetched_at
LATEST_FIRST = (PUBLISHED.desc().nulls_last(), FETCHED.desc())
"""Pages by their date, the latest first; behind them those without one, by when they were fetched."""


class Period(NamedTuple):
    """Both ends are in it; None is no bound."""

    since: date | None = None
    until: date | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What a page must fulfil."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(self.since.isoformat() <= PUBLISHED)
        if self.until is not None:
            found.append((self.until + timedelta(days=1)).isoformat() > PUBLISHED)
        return found
