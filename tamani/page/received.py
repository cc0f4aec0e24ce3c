"""A page as it was received: its text, kept once and never changed, and where its lines are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tamani.record import Reason

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line of the page, white space at both ends left out of the span.

    ``hints`` come from the HTML only: lower-case tag names, roles and class words of the elements around the
    line, and ``main`` where the extractor took the line for main text.
    """

    start: int
    end: int
    hints: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page's HTML says of itself (JSON-LD, Open Graph, meta tags). Dates are ISO 8601."""

    headline: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A received page. ``text`` is what every offset points into; ``sha256`` is of the bytes received."""

    text: str
    lines: tuple[Line, ...]
    source: str | None = None
    media: Media = "text"
    encoding: str = "utf-8"
    sha256: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    cut: bool = False
    """True where the page was longer than the limit and only its beginning is kept."""
    notes: tuple[Reason, ...] = ()
    """What went less well while the page was received: characters that could not be read, no main text."""
