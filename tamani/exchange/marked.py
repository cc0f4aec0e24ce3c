"""Every entry of a record as a labelled span: what annotation tools have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.record import Claim, Event, Flag, Quotation, Time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.exchange.options import Options
    from tamani.record import Block, Record

KINDS = ("blocks", "mentions", "times", "quotations", "events", "claims", "flags")
"""The kinds of entries that are spans, named as the tables are."""
UNDATED = "undated"
"""The label of a time that nothing dates."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with its kind, its number among those of the kind, its label within the kind, and whose it is.

    ``actor`` is the id of the actor who is mentioned, who speaks or who claims.
    """

    kind: str
    number: int
    label: str
    start: int
    end: int
    confidence: float | None = None
    actor: str | None = None

    @property
    def tag(self) -> str:
        """Kind and label in one word."""
        return f"{self.kind}:{self.label}"


def marked(record: Record, options: Options) -> Iterator[Marked]:
    """The entries of the kinds that are asked for, kind by kind, in the order of the record."""
    for kind in KINDS:
        if options.wants(kind):
            yield from _of_kind(record, kind)


def _of_kind(record: Record, kind: str) -> Iterator[Marked]:
    if kind == "mentions":
        yield from _mentions(record)
    for number, entry in enumerate(_entries(record, kind)):
        confidence = None if isinstance(entry, Flag) else entry.confidence
        actor = entry.speaker if isinstance(entry, Quotation | Claim) else None
        yield Marked(kind, number, _label(entry), entry.start, entry.end, confidence, actor)


def _entries(record: Record, kind: str) -> Sequence[Block | Time | Quotation | Event | Claim | Flag]:
    """The entries of a kind that are spans themselves; mentions are those of their actors."""
    entries: dict[str, Sequence[Block | Time | Quotation | Event | Claim | Flag]] = {
        "blocks": record.blocks,
        "times": record.times,
        "quotations": record.quotations,
        "events": record.events,
        "claims": record.claims,
        "flags": record.flags,
    }
    return entries.get(kind, [])


def _label(entry: Block | Time | Quotation | Event | Claim | Flag) -> str:
    if isinstance(entry, Time):
        return entry.value or UNDATED
    return entry.type if isinstance(entry, Event) else entry.kind


def _mentions(record: Record) -> Iterator[Marked]:
    mentions = ((actor, mention) for actor in record.actors for mention in actor.mentions)
    for number, (actor, mention) in enumerate(mentions):
        yield Marked("mentions", number, actor.kind, mention.start, mention.end, actor.confidence, actor.id)
