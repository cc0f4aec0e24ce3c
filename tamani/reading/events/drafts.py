"""Events in the making: what one trigger tells, before those told twice become one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.reading.events.act_types import MUTUAL

if TYPE_CHECKING:
    from tamani.reading.events.frames import Trigger
    from tamani.record import EventStatus, EventType, Place


@dataclass(slots=True)
class Draft:
    """One telling of an event; ``first`` to ``last`` (inclusive) are the tokens of its trigger."""

    trigger: Trigger
    type: EventType
    first: int
    last: int
    source: list[str]
    target: list[str]
    status: EventStatus
    voice: str
    date: str | None
    place: Place | None
    quotation: int | None
    headline: bool
    confidence: float
    doubt: str | None = None
    implied: str = ""
    """By which rule a side was filled that no word names: one of :data:`tamani.reading.events.implied.RULES`."""
    repeats: list[Draft] = field(default_factory=list)

    chosen: set[str] = field(default_factory=set)
    """The sides that were chosen as the likeliest, where no rule settled them."""
    is_dated: bool = False
    """Whether its date is settled, so that none is chosen."""

    @property
    def is_mutual(self) -> bool:
        """Whether all parties stand on one side, as those who meet or agree, so that there is no other one."""
        return self.type in MUTUAL and len(self.source) > 1

    @property
    def settled_source(self) -> list[str]:
        """Who does the act, unless he was only chosen as the likeliest."""
        return [] if "source" in self.chosen else self.source

    @property
    def weight(self) -> float:
        """How much a telling says, to choose the one that stands for all."""
        told = 2.0 * bool(self.source) + 2.0 * bool(self.target) + bool(self.date) + bool(self.place)
        return told + self.confidence - 3.0 * self.headline
