"""What may be asked of an export, and what it tells when it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.record import EventStatus

TOOK_PLACE: frozenset[EventStatus] = frozenset({"happened", "ongoing"})
"""The events that formats without a column for the status are given, where nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to export; each format looks only at what concerns it.

    ``kinds`` are kinds of entries (None: all that the format has). ``delimiter`` and ``bom`` are for CSV. ``utf16``
    counts offsets as JavaScript does. ``all_pages`` takes pages that nobody corrected into the gold as well.
    ``title`` is that of feeds and lists.
    """

    statuses: frozenset[EventStatus] = TOOK_PLACE
    kinds: frozenset[str] | None = None
    delimiter: str = ","
    bom: bool = False
    utf16: bool = False
    all_pages: bool = False
    title: str = "Tamani"

    def wants(self, kind: str) -> bool:
        """Whether entries of this kind are asked for."""
        return self.kinds is None or kind in self.kinds


@dataclass(slots=True)
class Tally:
    """What was written; what was left out, by the code of why (``message.left_out_…`` in the words)."""

    pages: int = 0
    entries: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
