"""What is remembered of feeds and sitemaps between two runs, as JSON; whoever calls keeps it."""

from __future__ import annotations

import msgspec


class ListingState(msgspec.Struct, kw_only=True):
    """One feed or sitemap: what its server sent to recognise it by, and the entries that were dealt with.

    ``etag`` and ``last_modified`` are kept only once all its entries were dealt with, so that an interrupted run
    is taken up where it stopped. ``seen`` holds for each entry when it was last changed, "" where that is not told.
    """

    etag: str | None = None
    last_modified: str | None = None
    checked_at: str | None = None
    seen: dict[str, str] = {}


class State(msgspec.Struct, kw_only=True):
    """All feeds and sitemaps by their addresses."""

    version: int = 1
    listings: dict[str, ListingState] = {}

    def listing(self, address: str) -> ListingState:
        """What is known of one, new where nothing is."""
        return self.listings.setdefault(address, ListingState())

    def to_json(self) -> bytes:
        """The state as JSON, the same bytes for the same state."""
        return msgspec.json.encode(self, order="sorted")

    @classmethod
    def from_json(cls, data: bytes | str) -> State:
        """The state that :meth:`to_json` wrote.

        Raises:
            msgspec.ValidationError: the JSON is not a state.

        """
        return msgspec.json.decode(data, type=cls)
