"""When and where a page came from, as commands print it in a line."""

from __future__ import annotations

from tamani.words import say


def day_of(published: str | None, fetched: str, language: str) -> str:
    """The day on which a page was published; where it does not tell, that, with the day on which it was fetched."""
    return published[:10] if published else say("label.no_date", language, day=fetched[:10])


def place_of(url: str | None, origin: str | None) -> str | None:
    """The address of a page; of one without an address the file or archive that it was found in."""
    return url or origin
