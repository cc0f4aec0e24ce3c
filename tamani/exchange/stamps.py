"""Times of fetching in the forms that formats want, always in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a time zone is taken for UTC, as the store keeps it."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def written(moment: datetime | None, form: str) -> str | None:
    """The moment in a form of ``strftime``; None where there is none."""
    return utc(moment).strftime(form) if moment else None


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with a Z, to the second."""
    return written(moment, "%Y-%m-%dT%H:%M:%SZ")
