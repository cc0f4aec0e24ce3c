"""Where accounts tell the same event with another status, or with other parties.

An event is told as having happened only where the page itself vouches for it: what stands inside a quotation, an
accusation or a denial is somebody's word. Parties are compared only where the clause itself names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tamani.corpus.stories.event_matching import match, told_events
from tamani.corpus.stories.identities import is_told_apart, same
from tamani.corpus.stories.sides import in_order, side
from tamani.record import NARRATOR
from tamani.story import Disagreement
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.corpus.stories.event_matching import EventMatch, ToldEvent
    from tamani.record import Actor
    from tamani.story import Side

MOST_PAIRS = 60_000
"""Pairs of events that are compared in one story."""
VERBAL_CONFLICT = 3
"""The quad class of accusing and rejecting: that they were said is in no doubt, only what they say."""
VOUCHED = frozenset({"happened", "ongoing"})
DOUBTED = frozenset({"alleged", "denied"})
SURE = 0.7
"""Confidence of an event from which it is set against another one."""
NAMED = frozenset({"name", "alias", "acronym", "demonym", "capital", "seat"})
CLOSE = 0.8
"""Score of a match in which both parties, or one with day and place, are the same."""


@dataclass(frozen=True, slots=True)
class EventDifferences:
    """What was found, and whether some events were not compared."""

    found: list[Disagreement]
    is_cut: bool


def differing_events(accounts: Sequence[Account]) -> EventDifferences:
    """The disagreements on status and on parties, in no order."""
    told = [event for account in accounts for event in told_events(account) if _counts(event)]
    found: list[Disagreement] = []
    seen: set[tuple[int, int, str, str]] = set()
    pairs = 0
    for one, other in combinations(told, 2):
        if one.account.group == other.account.group or one.event.type != other.event.type:
            continue
        pairs += 1
        if pairs > MOST_PAIRS:
            break
        for made in _compared(one, other, accounts, told):
            groups = sorted((one.account.group, other.account.group))
            key = (groups[0], groups[1], made.kind, made.about)
            if key not in seen:
                seen.add(key)
                found.append(made)
    return EventDifferences(found, pairs > MOST_PAIRS)


def _counts(told: ToldEvent) -> bool:
    return told.event.quad != VERBAL_CONFLICT and told.event.confidence >= SURE


def _compared(
    one: ToldEvent, other: ToldEvent, accounts: Sequence[Account], told: Sequence[ToldEvent]
) -> Iterator[Disagreement]:
    compared = match(one, other)
    if compared is None:
        return
    if compared.is_same and compared.score >= CLOSE:
        made = _other_status(one, other, compared, accounts, told)
    else:
        made = _other_party(one, other, compared, accounts, told)
    if made is not None:
        yield made


# Status


def standing(told: ToldEvent) -> str | None:
    """How far a page vouches for an event: ``happened``, ``alleged`` or ``denied``; None for anything else."""
    event = told.event
    if event.status in DOUBTED:
        return event.status
    if event.status not in VOUCHED:
        return None
    record = told.account.record
    words = [(quotation.start, quotation.end) for quotation in record.quotations]
    words += [(claim.start, claim.end) for claim in record.claims if claim.kind in {"accusation", "denial"}]
    if event.voice != NARRATOR or any(start <= event.start and event.end <= end for start, end in words):
        return "alleged"
    return "happened"


def _other_status(
    one: ToldEvent, other: ToldEvent, compared: EventMatch, accounts: Sequence[Account], told: Sequence[ToldEvent]
) -> Disagreement | None:
    ours, theirs = _all_standings(one, told), _all_standings(other, told)
    if len(ours) != 1 or len(theirs) != 1 or ours == theirs or None in ours | theirs:
        return None  # a page that tells both sides differs from none
    if "happened" not in ours | theirs:
        return None
    sides = in_order([_side(one, str(standing(one))), _side(other, str(standing(other)))], accounts)
    confidence = compared.score * min(one.event.confidence, other.event.confidence)
    codes = {s.says for s in sides}
    code = "status_denied" if "denied" in codes else "status_alleged"
    return Disagreement(
        kind="status",
        about=_about(one),
        sides=sides,
        confidence=round(confidence, 2),
        reason=reason(code, event=one.event.type),
    )


def _all_standings(event: ToldEvent, told: Sequence[ToldEvent]) -> set[str | None]:
    """Every way in which the text of a page gives this event, if it does so more than once."""
    found: set[str | None] = {standing(event)}
    for another in told:
        if another.account.group == event.account.group and another is not event:
            compared = match(event, another)
            if compared is not None and compared.is_same:
                found.add(standing(another))
    return found


# Parties


def _other_party(
    one: ToldEvent, other: ToldEvent, compared: EventMatch, accounts: Sequence[Account], told: Sequence[ToldEvent]
) -> Disagreement | None:
    """Two parties for one role of an event whose other role, day and place are the same."""
    differs = [
        name for name, same_party in (("source", compared.source), ("target", compared.target)) if same_party is False
    ]
    if len(differs) != 1 or not (compared.day and compared.place is not False):
        return None
    agrees = compared.target if differs == ["source"] else compared.source
    if not agrees or standing(one) != "happened" or standing(other) != "happened":
        return None
    ours, theirs = _named(one, differs[0]), _named(other, differs[0])
    if not ours or not theirs or any(_tells(e, a, differs[0], told) for e, a in ((one, theirs), (other, ours))):
        return None
    sides = in_order([_side(one, _names(ours)), _side(other, _names(theirs))], accounts)
    confidence = 0.8 * min(one.event.confidence, other.event.confidence)
    return Disagreement(
        kind="attribution",
        about=_about(one),
        sides=sides,
        confidence=round(confidence, 2),
        reason=reason(f"attribution_{differs[0]}", event=one.event.type),
    )


def _named(told: ToldEvent, side_name: str) -> list[Actor]:
    """The actors of one side if all can be told apart and the clause names each of them."""
    actors = told.sources if side_name == "source" else told.targets
    clause = told.event.why.clause
    for actor in actors:
        inside = any(m.form in NAMED and clause.start <= m.start and m.end <= clause.end for m in actor.mentions)
        if not inside or not is_told_apart(actor):
            return []
    return list(actors)


def _tells(event: ToldEvent, actors: Sequence[Actor], side_name: str, told: Sequence[ToldEvent]) -> bool:
    """Whether the text of a page tells the same kind of act with these actors too."""
    for another in told:
        if another.account.group == event.account.group and another.event.type == event.event.type:
            known = another.sources if side_name == "source" else another.targets
            if any(same(a, b) is not False for a in actors for b in known):
                return True
    return False


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


def _side(told: ToldEvent, says: str) -> Side:
    event = told.event
    voice = None if event.voice == NARRATOR else told.account.record.actor(event.voice)
    passage = told.account.clause(event)
    return side(says, [(told.account, passage)], None if voice is None else voice.name)


def _about(told: ToldEvent) -> str:
    """Type and parties of an event."""
    who, whom = _names(told.sources), _names(told.targets)
    return " ".join(part for part in (told.event.type, who, "→" if whom else "", whom) if part)
