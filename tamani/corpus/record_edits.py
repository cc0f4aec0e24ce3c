"""Changes to a record's entries that leave nothing pointing at what is no more there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from tamani.corpus.merged_record import in_page_order
from tamani.record import Actor, Block, Claim, Event, Flag, Quotation, Time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.record import Record

KINDS: dict[str, type[msgspec.Struct]] = {
    "blocks": Block, "actors": Actor, "times": Time, "quotations": Quotation, "events": Event, "claims": Claim,
    "flags": Flag,
}  # fmt: skip
"""The kinds of entries by the names of the record's fields."""
Entry = TypeVar("Entry")
_change = msgspec.structs.replace


def span_of(entry: Any) -> tuple[int, int]:  # noqa: ANN401 (any kind of entry)
    """The characters of an entry; those of its first mention for an actor."""
    if isinstance(entry, Actor):
        first = min(entry.mentions, key=lambda mention: mention.start, default=None)
        return (0, 0) if first is None else (first.start, first.end)
    return entry.start, entry.end


def replaced(record: Record, kind: str, place: int, entry: msgspec.Struct) -> Record:
    """The record with another entry at this place."""
    entries = list(getattr(record, kind))
    entries[place] = entry
    return _change(record, **{kind: entries})


def with_added(record: Record, kind: str, entry: msgspec.Struct) -> Record:
    """The record with one entry more."""
    return in_page_order(_change(record, **{kind: [*getattr(record, kind), entry]}))


def without(record: Record, kind: str, place: int) -> Record:
    """The record without an entry; what pointed at it points at nothing."""
    entry = getattr(record, kind)[place]
    rest: Record = _change(record, **{kind: _all_but(getattr(record, kind), place)})
    if isinstance(entry, Actor):
        return _without_actor(rest, entry.id)
    if isinstance(entry, Quotation):
        return _without_quotation(rest, place)
    if isinstance(entry, Event):
        return _change(rest, claims=[_change(claim, event=_behind(claim.event, place)) for claim in rest.claims])
    if isinstance(entry, Claim):
        answers = [_change(c, answers=None) if c.answers == entry.id else c for c in rest.claims]
        return _change(rest, claims=answers)
    return rest


def _all_but(entries: Sequence[Entry], place: int) -> list[Entry]:
    return [entry for at, entry in enumerate(entries) if at != place]


def _behind(pointer: int | None, gone: int) -> int | None:
    """A pointer into a list after the entry ``gone`` has left it."""
    if pointer is None or pointer == gone:
        return None
    return pointer - 1 if pointer > gone else pointer


def _without_quotation(record: Record, gone: int) -> Record:
    quotations = [
        _change(q, nested_in=_behind(q.nested_in, gone), continues=_behind(q.continues, gone))
        for q in record.quotations
    ]
    events = [_change(event, quotation=_behind(event.quotation, gone)) for event in record.events]
    return _change(record, quotations=quotations, events=events)


def _without_actor(record: Record, gone: str) -> Record:
    """Who the actor was said to be stays open; an event that only he vouched for is told by the page itself."""

    def others(actors: list[str]) -> list[str]:
        return [actor for actor in actors if actor != gone]

    def still(actor: str | None) -> str | None:
        return None if actor == gone else actor

    return _change(
        record,
        quotations=[_change(quotation, speaker=still(quotation.speaker)) for quotation in record.quotations],
        events=[
            _change(e, source=others(e.source), target=others(e.target), voice=still(e.voice) or "narrator")
            for e in record.events
        ],
        claims=[_change(c, speaker=still(c.speaker), about=others(c.about)) for c in record.claims],
    )
