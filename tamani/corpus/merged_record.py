"""One record of a reprint, out of what moved over from the first print and what was read of its new paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from tamani.corpus.folding import fold
from tamani.corpus.moved_entries import CannotMoveError, Move, moved
from tamani.record import Actor, Flag, Record
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tamani.corpus.reprints import Plan
    from tamani.record import Claim, Event, Mention, Quotation

Entry = TypeVar("Entry", bound=msgspec.Struct)
Kept = list[tuple[int, Entry]]
"""Entries with the places that they had in the record they come from."""


def merged(plan: Plan, own: Record) -> Record:
    """``own`` is what was read of the reprint's new paragraphs alone, with its own blocks and article."""
    first = plan.first
    own = _renamed(own, _same_persons(first.actors, own.actors))
    quotations = _kept(first.quotations, plan.move)
    events = _kept(first.events, plan.move)
    claims = _kept(first.claims, plan.move)
    both = msgspec.structs.replace(
        own,
        actors=_actors(first.actors, own.actors, plan.move),
        times=_in_order(_alone(first.times, plan.move), own.times),
        quotations=_linked_quotations(quotations, own.quotations),
        events=_linked_events(events, own.events, quotations, len(quotations)),
        claims=_linked_claims(claims, own.claims, events, len(events)),
        flags=_once(_in_order(_alone(first.flags, plan.move), own.flags)),
        notes=[*own.notes, reason("read_as_reprint", version=str(plan.version_id))],
    )
    return in_page_order(both)


def in_page_order(record: Record) -> Record:
    """The record with its quotations, events and claims in the order of the page, and what points at them set right."""
    change = msgspec.structs.replace
    quotations, quotation_places = _ordered(record.quotations)
    events, event_places = _ordered(record.events)
    return change(
        record,
        quotations=[
            change(q, nested_in=_at(quotation_places, q.nested_in), continues=_at(quotation_places, q.continues))
            for q in quotations
        ],
        events=[change(event, quotation=_at(quotation_places, event.quotation)) for event in events],
        claims=[change(c, event=_at(event_places, c.event)) for c in _in_order(record.claims, [])],
    )


def _ordered(entries: Sequence[Entry]) -> tuple[list[Entry], dict[int, int]]:
    """Entries by their places in the page, and where each of them was before."""
    order = sorted(range(len(entries)), key=lambda i: (entries[i].start, entries[i].end))  # type: ignore[attr-defined]
    return [entries[old] for old in order], {old: new for new, old in enumerate(order)}


def _kept(entries: Sequence[Entry], move: Move) -> Kept[Entry]:
    kept = []
    for place, entry in enumerate(entries):
        try:
            kept.append((place, moved(entry, move)))
        except CannotMoveError:
            continue  # its paragraph was cut, or is among those that were read anew
    return kept


def _alone(entries: Sequence[Entry], move: Move) -> list[Entry]:
    return [entry for _, entry in _kept(entries, move)]


def _in_order(first: Iterable[Entry], second: Iterable[Entry]) -> list[Entry]:
    return sorted([*first, *second], key=lambda entry: (entry.start, entry.end))  # type: ignore[attr-defined]


def _once(flags: list[Flag]) -> list[Flag]:
    """Flags that stand on blocks are found again with the blocks of the reprint."""
    return list({(flag.kind, flag.start, flag.end): flag for flag in flags}.values())


def _same_persons(first: Sequence[Actor], own: Sequence[Actor]) -> dict[str, str]:
    """Ids of persons whom the new paragraphs give only the end of a name that one person of the first print has."""
    known = {actor.id for actor in first}
    found = {}
    for actor in own:
        fuller = [
            other.id
            for other in first
            if actor.kind == other.kind == "person" and fold(other.name).endswith(f" {fold(actor.name)}")
        ]
        if actor.id not in known and len(fuller) == 1:
            found[actor.id] = fuller[0]
    return found


def _renamed(record: Record, names: dict[str, str]) -> Record:
    """The record with other ids of actors."""
    if not names:
        return record
    change = msgspec.structs.replace

    def new(identifier: str | None) -> str | None:
        return None if identifier is None else names.get(identifier, identifier)

    def all_new(identifiers: list[str]) -> list[str]:
        return [names.get(identifier, identifier) for identifier in identifiers]

    return change(
        record,
        actors=[change(actor, id=names.get(actor.id, actor.id)) for actor in record.actors],
        quotations=[change(quotation, speaker=new(quotation.speaker)) for quotation in record.quotations],
        events=[
            change(e, source=all_new(e.source), target=all_new(e.target), voice=names.get(e.voice, e.voice))
            for e in record.events
        ],
        claims=[change(claim, speaker=new(claim.speaker), about=all_new(claim.about)) for claim in record.claims],
    )


def _actors(first: Sequence[Actor], own: Sequence[Actor], move: Move) -> list[Actor]:
    """Actors of both, one for each id, with their mentions in the order of the page."""
    found: dict[str, Actor] = {}
    for actor in first:
        mentions = _alone(actor.mentions, move)
        if mentions:
            found[actor.id] = msgspec.structs.replace(actor, mentions=mentions)
    for actor in own:
        known = found.get(actor.id)
        if known is None:
            found[actor.id] = actor
        else:
            found[actor.id] = _fuller(known, actor, _in_order(known.mentions, actor.mentions))
    return list(found.values())


def _fuller(known: Actor, again: Actor, mentions: list[Mention]) -> Actor:
    """The actor as the first print knows it, with what only the new paragraphs tell."""
    return msgspec.structs.replace(
        known,
        country=known.country or again.country,
        sector=known.sector or again.sector,
        role=known.role or again.role,
        gender=known.gender or again.gender,
        mentions=mentions,
    )


def _places(kept: Kept[Entry]) -> dict[int, int]:
    return {old: new for new, (old, _) in enumerate(kept)}


def _linked_quotations(kept: Kept[Quotation], own: Sequence[Quotation]) -> list[Quotation]:
    places, base = _places(kept), len(kept)
    linked = [
        msgspec.structs.replace(q, nested_in=_at(places, q.nested_in), continues=_at(places, q.continues))
        for _, q in kept
    ]
    return linked + [
        msgspec.structs.replace(q, nested_in=_behind(base, q.nested_in), continues=_behind(base, q.continues))
        for q in own
    ]


def _linked_events(kept: Kept[Event], own: Sequence[Event], quotations: Kept[Quotation], base: int) -> list[Event]:
    places = _places(quotations)
    linked = [msgspec.structs.replace(e, quotation=_at(places, e.quotation)) for _, e in kept]
    return linked + [msgspec.structs.replace(e, quotation=_behind(base, e.quotation)) for e in own]


def _linked_claims(kept: Kept[Claim], own: Sequence[Claim], events: Kept[Event], base: int) -> list[Claim]:
    """Claims keep their ids where these are free; an answer to a claim that is gone answers none."""
    places, there = _places(events), {claim.id for _, claim in kept}
    linked = [
        msgspec.structs.replace(
            claim,
            event=_at(places, claim.event),
            answers=claim.answers if claim.answers in there else None,
        )
        for _, claim in kept
    ]
    names = {claim.id: _free(claim.id, there) for claim in own}
    return linked + [
        msgspec.structs.replace(
            claim,
            id=names[claim.id],
            event=_behind(base, claim.event),
            answers=None if claim.answers is None else names.get(claim.answers),
        )
        for claim in own
    ]


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def _at(places: dict[int, int], old: int | None) -> int | None:
    return None if old is None else places.get(old)


def _behind(base: int, place: int | None) -> int | None:
    return None if place is None else base + place
