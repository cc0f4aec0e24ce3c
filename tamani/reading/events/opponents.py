"""Whom an act is aimed at where its clause names nobody: the other side of the dispute that the page has just told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tamani.reading.events.act_types import HOSTILE_DEEDS, HOSTILE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader

AIMED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT"})
"""Types of act that have an addressee, told or not."""
AT_PLACES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID"})
"""Types of act that are done to whoever holds a place."""
TOWARD_STATES = frozenset({"ACCUSE", "AGREE", "CONCEDE", "SANCTION"})
"""Types of act that a state mostly does towards another."""
OF_STATE = frozenset({"state", "government_body", "person"})
NEUTRAL = frozenset({"igo", "civil_society"})
"""Kinds of actors whose demands may be addressed to everybody."""
REACH = 120
"""Tokens back to the act that tells who the other side is."""


def sides(reader: EventReader, actors: Sequence[str]) -> set[str]:
    """Actors with their states."""
    countries = {country for actor in actors if (country := reader.who.countries.get(actor)) is not None}
    return set(actors) | countries


def opponent_of(reader: EventReader, draft: Draft, drafts: list[Draft]) -> list[str]:
    """Whom a side accuses, presses or threatens: whom it did before, who did so to it, else whose act is told last."""
    if draft.type not in AIMED or not draft.source:
        return []
    own = sides(reader, draft.source)
    near = [d for d in drafts if d is not draft and 0 < draft.first - d.first <= REACH and d.status != "hypothetical"]
    near.sort(key=lambda d: -d.first)
    if draft.trigger.rule == "naming" and near and near[0].source and not set(near[0].source) & set(draft.source):
        return near[0].source
    return _as_states(reader, _other_side(near, own, reader) or _third_party(draft, near, own, reader), own)


def _other_side(near: list[Draft], own: set[str], reader: EventReader) -> list[str]:
    """Whom the same side blamed or struck last, or who did so to it."""
    for other in near:
        if other.type not in HOSTILE_WORDS | HOSTILE_DEEDS:
            continue
        source, target = sides(reader, other.source), sides(reader, other.target)
        if source & own and other.target and not target & own:
            return other.target
        if target & own and other.source and not source & own:
            return other.source
    return []


def _as_states(reader: EventReader, actors: list[str], own: set[str]) -> list[str]:
    """The states of officials and bodies: who is addressed without a word is the state."""
    kinds, countries = reader.who.kinds, reader.who.countries
    officials = frozenset({"person", "government_body", "group"})
    found = [
        country
        if kinds.get(actor) in officials and (country := countries.get(actor)) in kinds and country not in own
        else actor
        for actor in actors
    ]
    return list(dict.fromkeys(actor for actor in found if actor is not None))


def _third_party(draft: Draft, near: list[Draft], own: set[str], reader: EventReader) -> list[str]:
    """Whom one blames or presses who is no party to the dispute: who did the last deed, or was accused last."""
    neutral = reader.who.kinds.get(draft.source[0]) in NEUTRAL
    if draft.type != "ACCUSE" and (draft.type != "REQUEST" or neutral):
        return []
    for other in near:
        guilty = other.source if other.type in HOSTILE_DEEDS else other.target if other.type in HOSTILE_WORDS else []
        if guilty and not sides(reader, guilty) & own:
            return guilty
    return []


def counterpart_of(reader: EventReader, draft: Draft) -> list[str]:
    """The other state that the page is about, where a state or its officials act towards somebody not named."""
    who = reader.who
    if draft.type not in TOWARD_STATES or not draft.source:
        return []
    if not all(who.kinds.get(actor) in OF_STATE for actor in draft.source):
        return []
    own = sides(reader, draft.source)
    told: Counter[str] = Counter()
    for mention in reader.reading.mentions:
        country = who.countries.get(mention.actor)
        if country is not None and country not in own and who.kinds.get(mention.actor) in OF_STATE:
            told[country] += 1
    most = told.most_common(1)
    return [most[0][0]] if most and most[0][0] in who.kinds else []


def accuser_of(reader: EventReader, draft: Draft) -> list[str]:
    """The state that says that a deed was done to it: whose accusation it is that names no victim."""
    if draft.status != "alleged" or draft.type not in HOSTILE_DEEDS or draft.voice not in reader.who.kinds:
        return []
    state = reader.who.countries.get(draft.voice)
    return [state] if state in reader.who.kinds and state not in sides(reader, draft.source) else []


def holder_of_place(reader: EventReader, draft: Draft) -> list[str]:
    """The state in which, or at whose border, a force moves, attacks or gives ground."""
    if draft.type not in AT_PLACES or not draft.source:
        return []
    own = sides(reader, draft.source)
    state = draft.place.country if draft.place is not None else None
    if state is not None:
        return [state] if state in reader.who.kinds and state not in own else []
    near = reader.tables.sets["arguments.place"] if draft.type == "MOBILIZE" else frozenset()
    clause = set(reader.clause_tokens(draft.trigger.token))
    led = [p.noun for p in reader.clauses.phrases if p.name in near and p.noun in clause and p.noun > draft.last]
    return next(([s] for noun in led for s in reader.who.demonyms(noun) if s not in own), [])
