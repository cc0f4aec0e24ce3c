"""Claims: who maintains, demands, promises, threatens, praises or denies what, and what answers what.

A claim is made of an event that is an act of speech, of a verb of denial, or of a quotation's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.claims.answers import linked
from tamani.reading.claims.drafts import ClaimDraft, without_doubles
from tamani.reading.claims.from_events import claims_of_events
from tamani.reading.claims.from_quotations import claims_of_quotations
from tamani.reading.claims.from_verbs import claims_of_announcements, claims_of_denials
from tamani.record import Claim, Span, Why
from tamani.words import reason

if TYPE_CHECKING:
    from tamani.reading.events.reader import EventReader
    from tamani.reading.reading import Reading

__all__ = ["find_claims"]

BY = "claims"


def find_claims(reading: Reading) -> None:
    """Fill ``reading.claims``, in the order of the text; events are looked for where they were not yet."""
    reader = reading.event_reader
    if reader is None:
        return
    drafts = claims_of_events(reader) + claims_of_denials(reader) + claims_of_announcements(reader)
    drafts = without_doubles([*drafts, *claims_of_quotations(reader, drafts)])
    linked(reader, drafts)
    names = {id(draft): f"c{number}" for number, draft in enumerate(drafts, start=1)}
    reading.claims = [_claim(reader, draft, names) for draft in drafts]


def _claim(reader: EventReader, draft: ClaimDraft, names: dict[int, str]) -> Claim:
    tree = reader.tree
    start, end = reader.reading.page_span(tree.start[draft.first], tree.end[draft.last])
    return Claim(
        id=names[id(draft)],
        kind=draft.kind,
        speaker=draft.speaker,
        about=draft.about,
        start=start,
        end=end,
        answers=names.get(id(draft.answers)) if draft.answers is not None else None,
        event=draft.event,
        by=BY,
        why=Why(rule=draft.rule, entry=draft.entry, clause=Span(start, end)),
        confidence=draft.confidence,
        reason=reason("claim_by_words") if draft.confidence < 0.7 else None,
    )
