"""What may be asked of gathering: how much, how long, how politely, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.gather.state import State

if TYPE_CHECKING:
    from datetime import date

ROBOT = "Tamani"
"""The name that robots.txt files know Tamani by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits and permissions; the defaults are those of a polite guest on the public web."""

    contact: str | None = None
    """An address or page where an outlet reaches whoever runs this Tamani; goes into the user agent."""
    allow_private: bool = False
    """Whether addresses of this machine and of its own network may be visited."""
    delay: float = 2.0
    """Seconds between two requests to one host, where its robots.txt asks for no more."""
    longest_wait: float = 60.0
    """Seconds that a host may ask Tamani to wait; a host that asks for more is left alone this time."""
    time_limit: float = 30.0
    """Seconds that one request may take in all, from the look-up of the name to the last byte."""
    page_limit: int = 10_000_000
    """Bytes of one page, after decompression."""
    listing_limit: int = 52_428_800
    """Bytes of one feed, OPML file or sitemap (the sitemap protocol allows 50 MiB)."""
    redirects: int = 5
    most: int = 500
    """Pages that one source given by the user may lead to; the newest come first."""
    since: date | None = None
    """Entries of feeds and sitemaps that were published and changed before this day are left out."""
    outlet: str | None = None
    """The outlet of all pages whose source does not name one."""
    licensed: frozenset[str] = field(default_factory=frozenset)
    """Hosts whose reserved pages may be read, because the user holds a licence."""
    workers: int = 8
    """Hosts that are visited at the same time."""
    state: State = field(default_factory=State)
    """What is known of feeds from earlier runs; changed while gathering. Save it after the pages."""

    @property
    def user_agent(self) -> str:
        """What Tamani calls itself when it visits."""
        from tamani import __version__  # noqa: PLC0415 (the package imports its rooms)

        contact = "".join(c for c in self.contact or "" if c.isprintable() and c.isascii())
        return f"{ROBOT}/{__version__} (+{contact})" if contact else f"{ROBOT}/{__version__}"
