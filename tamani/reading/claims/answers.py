"""Which claim answers which: a denial the accusation before it, a refusal the demand, a reply what it replies to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.claims.drafts import ClaimDraft
    from tamani.reading.events.reader import EventReader

ANSWERED = {"denial": ("accusation", "demand", "assertion", "threat")}
COUNTER = "accusation"
COUNTER_REACH, REFUSAL_REACH = 80, 40
"""Tokens within which an accusation replies to another, and a refusal to a demand that names nobody."""
START, SAME_SIDE = 2.0, 1.5
"""What every earlier claim of somebody else scores, and what it loses where he is of the same state."""
ACCUSED, MEANT = 2.0, 5.0
"""What a claim scores that is about the one who answers, and one by whom the answer is about."""
NEARNESS, PREFERRED = 50, 1.0
"""Tokens between two claims that cost a point; what the kind of claim scores that is answered most."""
NEXT, NEXT_REACH = 1.5, 60
"""What the last claim of a kind that is answered scores where the answer follows at once, and how near that is."""
REPLY_REACH = 12
"""Tokens between two denials of one reply."""
IMPLIED = "event_actor_implied"
REACH = 400
"""Tokens back to the claim that is answered."""


def linked(reader: EventReader, drafts: list[ClaimDraft]) -> None:
    """Set ``answers`` of each claim that answers one before it."""
    for place, draft in enumerate(drafts):
        if draft.kind in ANSWERED:
            earlier = [other for other in drafts[:place] if other.kind in ANSWERED[draft.kind]]
            draft.answers = _goes_on(draft, drafts[:place]) or _answered(reader, draft, earlier)
        elif draft.kind == "promise":
            draft.answers = _granted(reader, draft, drafts[:place])
        elif draft.kind == COUNTER:
            draft.answers = _countered(reader, draft, drafts[:place])


def _goes_on(draft: ClaimDraft, before: list[ClaimDraft]) -> ClaimDraft | None:
    """What the denial answers with which the same speaker opened his reply just before."""
    last = before[-1] if before else None
    if last is None or (last.kind, last.speaker) != (draft.kind, draft.speaker):
        return None
    return last.answers if draft.first - last.last <= REPLY_REACH and not draft.about else None


def _answered(reader: EventReader, draft: ClaimDraft, earlier: list[ClaimDraft]) -> ClaimDraft | None:
    """The nearest claim of another side that is about the one who answers."""
    own = _sides(reader, [draft.speaker])
    about = set(draft.about)
    best: tuple[float, ClaimDraft] | None = None
    for other in earlier:
        theirs = _sides(reader, [other.speaker])
        gap = draft.first - other.last
        holds = other.rule == "quotation" and draft.first <= other.last
        if other.speaker in (None, draft.speaker) or gap > REACH or holds:
            continue
        related = ACCUSED * bool(_sides(reader, other.about) & own) + MEANT * bool({other.speaker} & about)
        at_once = other is earlier[-1] and gap <= NEXT_REACH and other.kind != "demand"
        if draft.rule == "event" and not related and (other.kind != "demand" or gap > REFUSAL_REACH):
            continue
        score = START + related - SAME_SIDE * bool(theirs & own) - gap / NEARNESS
        score += NEXT * at_once
        score += PREFERRED * (other.kind == ("demand" if draft.rule == "event" else "accusation"))
        if best is None or score > best[0]:
            best = score, other
    return best[1] if best is not None and best[0] > 0 else None


def _granted(reader: EventReader, draft: ClaimDraft, earlier: list[ClaimDraft]) -> ClaimDraft | None:
    """The demand made of the one who promises, just before: "Bamako asks Moscow for help, which is ready to …"."""
    last = earlier[-1] if earlier else None
    if last is None or last.kind != "demand" or draft.first - last.last > REFUSAL_REACH:
        return None
    own = _sides(reader, [draft.speaker])
    asked = _sides(reader, last.about) & own
    return last if asked and last.speaker != draft.speaker and not _is_implied(reader, last) else None


def _sides(reader: EventReader, actors: Sequence[str | None]) -> set[str]:
    """Actors with their states."""
    known = {actor for actor in actors if actor is not None}
    countries = {country for actor in known if (country := reader.who.countries.get(actor)) is not None}
    return known | countries


def _is_implied(reader: EventReader, draft: ClaimDraft) -> bool:
    """Whether no word names whom the claim is about: he was taken for who had accused before."""
    return draft.event is not None and reader.drafts[draft.event].doubt == IMPLIED


def _countered(reader: EventReader, draft: ClaimDraft, earlier: list[ClaimDraft]) -> ClaimDraft | None:
    """The accusation to which the accused side replies with one of its own."""
    own = _sides(reader, [draft.speaker])
    last = earlier[-1] if earlier else None
    back = last is not None and draft.about == [last.speaker] and not _is_implied(reader, draft)
    if last is not None and back and draft.first - last.last <= NEXT_REACH:
        return last
    for other in reversed(earlier):
        near = draft.first - other.last <= COUNTER_REACH and other.speaker not in (None, draft.speaker)
        if other.kind == COUNTER and near and _sides(reader, other.about) & own:
            return other
    return None
