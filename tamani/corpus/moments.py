"""Moments as text: ISO 8601 in UTC, so that they sort by time in every database."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present moment, to the millisecond."""
    return as_text(datetime.now(UTC))


def as_text(moment: datetime) -> str:
    """A moment as it is stored; one without a time zone is taken for UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_moment(stored: str) -> datetime:
    """The moment that :func:`as_text` wrote."""
    return datetime.fromisoformat(stored)
