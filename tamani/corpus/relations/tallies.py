"""Counting the events of a relation: how often told, in how many texts and stories, how many events that makes.

Nothing is counted twice that is told twice: reprints are one text, pages on one event are one story, and the tellings
of an act of one type in one story are one event, unless the pages date them differently.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.corpus.relations.finding import TOLD
from tamani.corpus.relations.periods import is_exact, order, period_of
from tamani.record import LOW_CONFIDENCE
from tamani.relation import Block, Direction, Figures, Line, Relation, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.corpus.relations.periods import By
    from tamani.relation import RelationEvent

DIRECTIONS: tuple[Direction, ...] = ("out", "back", "together")


@dataclass(slots=True)
class Count:
    """What is counted of some events."""

    mentions: int = 0
    """Places of pages that tell them."""
    pages: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    stories: set[tuple[str, int]] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    acts: dict[tuple[tuple[str, int], str, str | None], dict[str | None, list[float]]] = field(default_factory=dict)
    """By story, type and partner: the dates that pages give, each with the sum and the number of Goldstein's values,
    and the best confidence of a telling."""

    def add(self, event: RelationEvent) -> None:
        """Count one more entry."""
        self.mentions += event.told
        self.pages.add(event.version)
        self.texts.add(event.text)
        self.stories.add(event.source)
        if event.outlet is not None:
            self.outlets.add(event.outlet)
        dates = self.acts.setdefault((event.source, event.type, event.partner), {})
        values = dates.setdefault(event.stated, [0.0, 0.0, 0.0])
        values[0] += event.goldstein
        values[1] += 1
        values[2] = max(values[2], event.confidence)

    def events(self) -> Iterator[tuple[float, float]]:
        """Value on Goldstein's scale and confidence of each event.

        What a page leaves undated is one with what others date, and makes that as sure as it is itself.
        """
        for dates in self.acts.values():
            stated = [values for date, values in dates.items() if date is not None] or list(dates.values())
            undated = dates[None][2] if None in dates else 0.0
            yield from ((total / number, max(best, undated)) for total, number, best in stated)

    def figures(self) -> Figures:
        """The numbers."""
        counted = list(self.events())
        values = [value for value, _ in counted]
        return Figures(
            mentions=self.mentions, pages=len(self.pages), texts=len(self.texts), outlets=len(self.outlets),
            stories=len(self.stories), events=len(values),
            unsure=sum(confidence < LOW_CONFIDENCE for _, confidence in counted),
            goldstein=round(sum(values) / len(values), 2) if values else None,
        )  # fmt: skip


MOST_VOICES = 12
"""Voices of a direction; the rest are told least often."""


class Tally:
    """Counts events as they come.

    Args:
        by: what a line of the table is.
        classes: "quad" or "type".
        statuses: standings of their own; without them what is told as a fact, and what is alleged.

    """

    def __init__(self, by: By, classes: str = "quad", statuses: Iterable[str] = ()) -> None:
        self.by = by
        self.classes = classes
        self._standings: dict[str, str] = {status: status for status in statuses}
        if not self._standings:
            self._standings = {**dict.fromkeys(TOLD, "told"), "alleged": "alleged"}
        self._counts: dict[tuple[str, str], dict[str | None, dict[str | None, Count]]] = {}
        self._voices: dict[tuple[str, str, str, str | None, str | None], Counter[str]] = {}
        self._left_out: Counter[str] = Counter()
        self._dated_by_page = self._not_in_stories = self._entries = 0

    def add(self, event: RelationEvent) -> None:
        """Count one more entry."""
        self._entries += 1
        self._note_voice(event)
        standing = self._standings.get(event.status)
        if standing is None:
            self._left_out[event.status] += event.told
            return
        self._dated_by_page += event.dated_by != "event"
        self._not_in_stories += event.story is None
        period = period_of(event.date, self.by)
        kind = str(event.quad) if self.classes == "quad" else event.type
        periods = self._counts.setdefault((event.direction, standing), {})
        for when in (period, None):
            kinds = periods.setdefault(when, {})
            for what in (kind, None):
                kinds.setdefault(what, Count()).add(event)

    def _note_voice(self, event: RelationEvent) -> None:
        who = event.voice_country if event.voice_side in {"first", "second"} else None
        name = None if who is not None else event.voice_name
        key = (event.direction, event.voice_side, who or event.voice, name, event.voice_country)
        self._voices.setdefault(key, Counter())[event.status] += event.told

    def relation(self) -> Relation:
        """What was counted."""
        standings = list(dict.fromkeys(self._standings.values()))
        blocks = [
            self._block(direction, standing)
            for direction in DIRECTIONS
            for standing in standings
            if (direction, standing) in self._counts
        ]
        return Relation(
            by=self.by, blocks=blocks, voices=list(self._told_by()), left_out=dict(self._left_out.most_common()),
            dated_by_page=self._dated_by_page, not_in_stories=self._not_in_stories, entries=self._entries,
        )  # fmt: skip

    def _block(self, direction: str, standing: str) -> Block:
        periods = self._counts[direction, standing]
        lines = [
            Line(period=period, exact=is_exact(period, self.by), figures=figures, classes=classes)
            for period in sorted((when for when in periods if when is not None), key=order)
            for figures, classes in [_figures(periods[period])]
        ]
        figures, classes = _figures(periods[None])
        return Block(direction=direction, standing=standing, figures=figures, classes=classes, lines=lines)

    def _told_by(self) -> Iterator[Voice]:
        for direction in DIRECTIONS:
            own = [(key, statuses) for key, statuses in self._voices.items() if key[0] == direction]
            own.sort(key=lambda item: (-item[1].total(), item[0][1:3]))
            for (_, side, voice, name, country), statuses in own[:MOST_VOICES]:
                told = dict(statuses.most_common())
                yield Voice(direction=direction, side=side, voice=voice, name=name, country=country, statuses=told)


def _figures(kinds: dict[str | None, Count]) -> tuple[Figures, dict[str, Figures]]:
    """The figures of all kinds together and of each one."""
    classes = {kind: count.figures() for kind, count in kinds.items() if kind is not None}
    return kinds[None].figures(), dict(sorted(classes.items()))
