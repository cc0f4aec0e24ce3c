"""Who acts, in the columns of event data: looked up on the page, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.exchange.codes import codes
from tamani.record import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Actor, Mention, Record, Span


def actors(record: Record, identifiers: Iterable[str]) -> list[Actor]:
    """The actors with these ids, in this order; ids of nobody are left out."""
    found = (record.actor(identifier) for identifier in identifiers)
    return [actor for actor in found if actor is not None]


def names(record: Record, identifiers: Iterable[str]) -> list[str]:
    """Their names on the page."""
    return [actor.name for actor in actors(record, identifiers)]


def sector_code(actor: Actor, scheme: str) -> str | None:
    """The actor's sector in the letters of ``plover`` or ``cameo``."""
    return codes(scheme).get(actor.sector) if actor.sector else None


def mention_in(actor: Actor, clause: Span) -> Mention | None:
    """The first mention of the actor inside the clause: the words that stand for it there."""
    return next((m for m in actor.mentions if clause.start <= m.start and m.end <= clause.end), None)


def voice_name(record: Record, voice: str) -> str:
    """The name of who vouches for an event; the narrator's is its own."""
    actor = record.actor(voice)
    return actor.name if actor is not None and voice != NARRATOR else voice
