"""Who said what in a record, in a form that a test can state and a reader can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tamani.record import Quotation, Record, Span


class Said(NamedTuple):
    """One quotation: its kind, its words (parts joined by " … "), its speaker's name and its cue."""

    kind: str
    words: str
    speaker: str | None
    cue: str | None


def said_in(record: Record) -> list[Said]:
    """The quotations of a record, in their order."""
    assert record.failures == []
    return [_said(record, quotation) for quotation in record.quotations]


def words_at(record: Record, span: Span | None) -> str | None:
    """The characters of the page at a span."""
    return None if span is None else record.text[span.start : span.end]


def _said(record: Record, quotation: Quotation) -> Said:
    actor = record.actor(quotation.speaker)
    parts = [record.text[span.start : span.end] for span in quotation.spans]
    return Said(quotation.kind, " … ".join(parts), actor.name if actor else None, words_at(record, quotation.cue))
