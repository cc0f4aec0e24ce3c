"""What gathering yields: a page with where, when and how it came, or what could not be had and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, get_args

from tamani.record import Reason
from tamani.words import reason

How = Literal["file", "standard_input", "archive", "json_lines", "address", "feed", "feed_text", "sitemap"]
"""The ways in which a page comes; ``docs/gathering.md`` defines them."""
HOW: tuple[How, ...] = get_args(How)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One page. ``content`` is what the outlet sent, compression of the transfer taken off.

    ``outlet`` is what the source or the user says, else the host that sent it; of a saved file it is what the page
    calls itself (``outlet_is_claimed``). ``published`` is what the source says (a feed, a line of JSON); what the page
    says of itself is left to the reader. ``origin`` is the file, archive, feed or sitemap that it was found in.
    """

    content: bytes
    url: str | None
    outlet: str | None
    fetched_at: datetime
    how: How
    media_type: str | None
    published: date | None
    notes: list[Reason] = field(default_factory=list)
    origin: str | None = None
    outlet_is_claimed: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A page or source that cannot be had. ``url_or_path`` can be given to ``gather`` again."""

    url_or_path: str
    why: Reason


class GatherError(Exception):
    """One page or source cannot be had; ``why`` says so in words."""

    def __init__(self, code: str, /, **values: str) -> None:
        self.why = reason(f"gather_{code}", **values)
        super().__init__(self.why.words)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
