"""Which claim answers which: a denial the accusation before it, a refusal the demand, a reply what it replies to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.claims.drafts import FLAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.claims.drafts import ClaimDraft
    from tamani.reading.events.reader import EventReader

ANSWERED = {"denial": ("accusation", "demand", "assertion", "threat")}
COUNTER = "accusation"
DENIED = "denial_verb"
"""The rule of claims that a verb of denial tells."""
COUNTER_REACH, REFUSAL_REACH = 80, 40
"""Tokens within which an accusation replies to another, and a refusal to a demand that names nobody."""
START, SAME_SIDE = 2.0, 1.5
"""What every earlier claim of somebody else scores, and what it loses where he is of the same state."""
ACCUSED, MEANT = 2.0, 5.0
"""What a claim scores that is about the one who answers, and one by whom the answer is about."""
NEARNESS, PREFERRED = 50, 1.0
"""Tokens between two claims that cost a point; what the kind of claim scores that is answered most."""
NAMED = 2.0
"""What an accusation scores where the denial calls what it answers one: "these accusations"."""
NEXT, NEXT_REACH = 1.5, 60
"""What the last claim of a kind that is answered scores where the answer follows at once, and how near that is."""
GRANT_REACH = 120
"""Tokens back to the demand that a promise grants."""
BEHIND_REACH = 10
"""Tokens between a denial and the accusation that is told behind it."""
REPLY_REACH = 12
"""Tokens between two denials of one reply."""
IMPLIED = frozenset({"event_actor_implied", "event_actor_likely"})
REACH = 400
"""Tokens back to the claim that is answered."""


def linked(reader: EventReader, drafts: list[ClaimDraft]) -> None:
    """Set ``answers`` of each claim that answers one before it."""
    for place, draft in enumerate(drafts):
        if any(other.answers is draft for other in drafts[:place]):
            continue  # it is answered before it is told, and answers nothing itself
        if draft.kind in ANSWERED:
            earlier = [other for other in drafts[:place] if other.kind in ANSWERED[draft.kind]]
            draft.answers = (
                _goes_on(draft, drafts[:place])
                or _told_behind(draft, drafts[place + 1 :])
                or _answered(reader, draft, earlier)
            )
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


def _told_behind(draft: ClaimDraft, later: list[ClaimDraft]) -> ClaimDraft | None:
    """The accusation of the one who denies that is only told in the next sentence: "They deny it. X accuses them …"."""
    following = later[0] if later else None
    if draft.rule != DENIED or draft.about or following is None or following.kind != COUNTER:
        return None
    near = following.first - draft.last <= BEHIND_REACH and following.speaker != draft.speaker
    return following if near and draft.speaker in following.about else None


def _answered(reader: EventReader, draft: ClaimDraft, earlier: list[ClaimDraft]) -> ClaimDraft | None:
    """The nearest claim of another side that is about the one who answers."""
    own = _sides(reader, [draft.speaker])
    about = set(draft.about)
    charge = _names_charge(reader, draft)
    best: tuple[float, ClaimDraft] | None = None
    for other in earlier:
        theirs = _sides(reader, [other.speaker])
        gap = draft.first - other.last
        holds = other.rule == "quotation" and draft.first <= other.last
        just_before = other is earlier[-1] and gap <= NEXT_REACH
        unnamed = other.speaker is None and not (just_before or draft.speaker in other.about)
        if unnamed or other.speaker == draft.speaker or gap > REACH or holds:
            continue
        related = ACCUSED * bool(_sides(reader, other.about) & own) + MEANT * bool({other.speaker} & about)
        refusal = draft.rule == "event" and other.kind == "demand"
        at_once = just_before and (other.kind != "demand" or refusal)
        if draft.rule == "quotation" and draft.confidence <= FLAT and not related:
            continue
        if draft.rule == "event" and not related and (other.kind != "demand" or gap > REFUSAL_REACH):
            continue
        score = START + related - SAME_SIDE * bool(theirs & own) - gap / NEARNESS
        score += NEXT * at_once
        score += NAMED * (charge and other.kind == "accusation")
        score += PREFERRED * (other.kind == ("demand" if draft.rule == "event" else "accusation"))
        if best is None or score > best[0]:
            best = score, other
    return best[1] if best is not None and best[0] > 0 else None


def _names_charge(reader: EventReader, draft: ClaimDraft) -> bool:
    """Whether a denial that a verb tells has a word for a charge: "rejects the allegations"."""
    if draft.rule == "quotation":
        return False
    words = range(draft.first, draft.last + 1)
    return any(reader.tree.lemma[i] in reader.tables.sets["claims.charge_nouns"] for i in words)


def _granted(reader: EventReader, draft: ClaimDraft, earlier: list[ClaimDraft]) -> ClaimDraft | None:
    """The demand made of the one who promises: "Bamako asks Moscow for help, which is ready to …"."""
    own = _sides(reader, [draft.speaker])
    for other in reversed(earlier):
        gap = draft.first - other.last
        if gap > GRANT_REACH:
            return None
        asked = _sides(reader, other.about) & own
        if other.kind == "demand" and other.speaker != draft.speaker and asked and not _is_implied(reader, other):
            return other
    return None


def _sides(reader: EventReader, actors: Sequence[str | None]) -> set[str]:
    """Actors with their states."""
    known = {actor for actor in actors if actor is not None}
    countries = {country for actor in known if (country := reader.who.countries.get(actor)) is not None}
    return known | countries


def _is_implied(reader: EventReader, draft: ClaimDraft) -> bool:
    """Whether no word names whom the claim is about: he was taken for who had accused before."""
    return draft.event is not None and reader.drafts[draft.event].doubt in IMPLIED


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
