"""From drafts to the record's events: page offsets, scales, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import VERB
from tamani.record import Event, Span, Why
from tamani.words import reason
from tamani.world.plover import scale

if TYPE_CHECKING:
    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader

BY = "events"


def to_record(reader: EventReader, drafts: list[Draft]) -> list[Event]:
    """The events of a page."""
    return [_event(reader, draft) for draft in drafts]


def _event(reader: EventReader, draft: Draft) -> Event:
    entry = draft.trigger.entry
    own = draft.type == entry.type
    numbers = scale(draft.type, entry.mode if own else None)
    start, end = _page_span(reader, draft)
    clause = reader.clause_tokens(draft.trigger.token)
    low, high = reader.tree.start[clause[0]], reader.tree.end[clause[-1]]
    return Event(
        type=draft.type,
        mode=entry.mode if own else None,
        context=list(entry.context),
        quad=numbers.quad,
        cameo=numbers.cameo,
        goldstein=numbers.goldstein,
        start=start,
        end=end,
        source=draft.source,
        target=draft.target,
        status=draft.status,
        voice=draft.voice,
        date=draft.date,
        place=draft.place,
        mentions=sorted(
            (Span(*_page_span(reader, repeat)) for repeat in draft.repeats), key=lambda s: (s.start, s.end)
        ),
        quotation=draft.quotation,
        by=BY,
        why=Why(rule=_rule(draft), entry=entry.name, clause=Span(*reader.reading.page_span(low, high))),
        confidence=draft.confidence,
        reason=reason(draft.doubt) if draft.doubt is not None else None,
    )


def _page_span(reader: EventReader, draft: Draft) -> tuple[int, int]:
    return reader.reading.page_span(reader.tree.start[draft.first], reader.tree.end[draft.last])


def _rule(draft: Draft) -> str:
    """The way in which the clause was read: by its carrier, and whether the entry's negation spoke."""
    if draft.trigger.rule is not None:
        return draft.trigger.rule
    carrier = draft.trigger.entry.carrier
    if draft.type != draft.trigger.entry.type:
        return f"negated_{carrier}"
    return f"{carrier}_with_object" if draft.trigger.object is not None and carrier == VERB else carrier
