"""With whom an actor has most to do: its partners, ranked by the stories that both are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.corpus.relations.finding import TOLD
from tamani.corpus.relations.tallies import DIRECTIONS, Count
from tamani.relation import Partner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.relation import RelationEvent


class _Counts:
    """The counts of one partner."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.country: str | None = None
        self.told = Count()
        self.alleged = Count()
        self.by_direction = {direction: Count() for direction in DIRECTIONS}

    def add(self, event: RelationEvent, statuses: frozenset[str]) -> None:
        self.name, self.country = self.name or event.partner_name, self.country or event.partner_country
        if event.status in statuses:
            self.told.add(event)
            self.by_direction[event.direction].add(event)
        elif event.status == "alleged":
            self.alleged.add(event)


def partners(events: Iterable[RelationEvent], statuses: Iterable[str] = ()) -> list[Partner]:
    """Partners by number of stories, then of events, then of mentions; allegations are counted apart.

    Args:
        events: each once for every partner.
        statuses: what counts as told; without them what pages tell as a fact.

    """
    told = frozenset(statuses) or frozenset(TOLD)
    found: dict[str, _Counts] = {}
    for event in events:
        if event.partner is not None:
            found.setdefault(event.partner, _Counts()).add(event, told)
    listed = [
        Partner(
            partner=key, name=counts.name, country=counts.country, figures=counts.told.figures(),
            directions={
                direction: count.figures() for direction, count in counts.by_direction.items() if count.mentions
            },
            alleged=counts.alleged.figures(),
        )
        for key, counts in found.items()
        if counts.told.mentions or counts.alleged.mentions
    ]  # fmt: skip
    return sorted(listed, key=_rank)


def _rank(partner: Partner) -> tuple[int, int, int, int, str]:
    told = partner.figures
    return -told.stories, -told.events, -told.mentions, -partner.alleged.stories, partner.partner
