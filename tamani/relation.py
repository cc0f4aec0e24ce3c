"""Events between two sides over time, as they are counted and shown: figures, periods, voices, partners.

A *mention* is a place of a page that tells an event. *Texts* are pages without their reprints. An *event* is what the
pages of one story tell of one type from one side on the other, once for each date that they give.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Direction = Literal["out", "back", "together"]
"""``out``: the first acts on the second; ``back``: the second on the first; ``together``: both with each other."""
DatedBy = Literal["event", "published", "fetched"]


class RelationEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of one page, with all that leads back to it.

    ``date`` is what it is dated by here, a day, month or year; ``dated_by`` says whether the page dates the event, or
    only itself was dated. ``told`` counts the places of the page that tell it. ``text`` is the first print that the
    page is a copy of, or the page itself; ``story`` is None for a page that is in none yet.
    """

    version: int
    page: int
    n: int
    direction: Direction
    partner: str | None
    partner_name: str
    partner_country: str | None
    type: str
    mode: str | None
    quad: int
    goldstein: float
    status: str
    voice: str
    voice_name: str | None
    voice_country: str | None
    voice_side: Literal["narrator", "first", "second", "other"]
    stated: str | None
    date: str
    dated_by: DatedBy
    told: int
    text: int
    story: int | None
    start: int
    end: int
    words: str
    confidence: float
    reason: str | None
    outlet: str | None
    url: str | None
    headline: str | None
    published: str | None

    @property
    def source(self) -> tuple[str, int]:
        """What stands for its story where no story is known: the text, of which reprints are copies."""
        return ("text", self.text) if self.story is None else ("story", self.story)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How often some events are told and how many they are; ``goldstein`` is the mean of the events' values.

    ``unsure`` are those of the events of which no telling was read with much confidence.
    """

    mentions: int
    pages: int
    texts: int
    outlets: int
    stories: int
    events: int
    unsure: int = 0
    goldstein: float | None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One period of one direction and standing. ``exact`` is false where pages date no closer than this line says."""

    period: str
    exact: bool
    figures: Figures
    classes: dict[str, Figures]
    """By quad class ("1" to "4") or PLOVER type, those that there are."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One direction with one standing: told as facts, alleged, or another status that was asked for."""

    direction: str
    standing: str
    figures: Figures
    classes: dict[str, Figures]
    lines: list[Line]


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Who tells the events of a direction: mentions by status. ``side`` is narrator, first, second or other."""

    direction: str
    side: str
    voice: str
    name: str | None
    country: str | None
    statuses: dict[str, int]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """All that is shown of the events between two sides."""

    by: str
    blocks: list[Block]
    voices: list[Voice]
    left_out: dict[str, int]
    """Mentions by the statuses that no block shows."""
    dated_by_page: int
    """Entries that no page dates; they stand under the day when the page was published or fetched."""
    not_in_stories: int
    """Entries of pages that are in no story yet."""
    entries: int


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """One partner. ``directions`` are the figures of what is told as a fact, by direction; ``alleged`` of the rest."""

    partner: str
    name: str | None
    country: str | None
    figures: Figures
    directions: dict[str, Figures]
    alleged: Figures
