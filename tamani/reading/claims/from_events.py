"""Claims that are acts of speech told by the page: he accuses, demands, promises, threatens, praises, refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.claims.drafts import ClaimDraft, complement_end

if TYPE_CHECKING:
    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.record import ClaimKind

BY_TYPE: dict[str, ClaimKind] = {"REQUEST": "demand", "THREATEN": "threat", "REJECT": "denial"}
"""What an act of a type is as a claim where its entry does not say."""
TOLD = frozenset({"happened", "ongoing"})


def claims_of_events(reader: EventReader) -> list[ClaimDraft]:
    """The claims of a page's events, and of the demands that a protest is held for."""
    found: list[ClaimDraft] = []
    for index, draft in enumerate(reader.drafts):
        claim = _claim(reader, draft, index)
        if claim is not None:
            found.append(claim)
    for trigger in reader.absorption.purposes:
        kind = trigger.entry.claim or BY_TYPE.get(trigger.entry.type)
        if kind is not None:
            last = complement_end(reader.tree, trigger.token, trigger.words[-1])
            source, target = list(trigger.source.actors), list(trigger.target.actors)
            speaker = source[0] if source else None
            found.append(ClaimDraft(kind, speaker, target, trigger.words[0], last, "purpose", trigger.entry.name))
    return found


def _claim(reader: EventReader, draft: Draft, index: int) -> ClaimDraft | None:
    entry = draft.trigger.entry
    kind = entry.claim if draft.type == entry.type else None
    kind = kind or BY_TYPE.get(draft.type)
    charged = kind == "accusation" and bool(draft.target) and reader.clauses.is_passive(draft.trigger.token)
    if kind is None or draft.status not in TOLD or not (draft.settled_source or charged):
        return None
    tree = reader.tree
    last = complement_end(tree, draft.trigger.token, draft.last)
    words = range(draft.trigger.token, last + 1)
    if kind == "accusation" and any(tree.lemma[k] in reader.tables.sets["claims.charge_nouns"] for k in words):
        if any(
            tree.lemma[k] in reader.tables.sets["claims.false_words"]
            or tree.form[k] in reader.tables.sets["claims.false_words"]
            for k in words
        ):
            kind = "denial"
    first = draft.first
    cue = reader.voices.cue[draft.trigger.token]
    if cue is not None and reader.reading.quotations[cue].kind == "direct":
        said = reader.voices.tokens(cue)
        first, last = (said[0], said[-1]) if said else (first, last)
    return ClaimDraft(
        kind=kind,
        speaker=draft.settled_source[0] if draft.settled_source else None,
        about=draft.target,
        first=first,
        last=last,
        rule="event",
        entry=entry.name,
        event=index,
        confidence=draft.confidence,
        quotation=draft.quotation,
    )
