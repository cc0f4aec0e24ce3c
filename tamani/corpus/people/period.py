"""The days asked for, by when a page was published; one that does not tell it counts from when it was fetched."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func

from tamani.corpus import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

WHEN: ColumnElement[Any] = func.coalesce(tables.records.c.published, tables.versions.c.fetched_at)
"""When a page counts from."""


class Period(NamedTuple):
    """Both ends are in it; None is no bound."""

    since: date | None = None
    until: date | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What a page must fulfil."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(self.since.isoformat() <= WHEN)
        if self.until is not None:
            found.append((self.until + timedelta(days=1)).isoformat() > WHEN)
        return found
