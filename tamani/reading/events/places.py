"""Places on the page and their states, and the place of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.events.tree import NOUNS
from tamani.record import Place
from tamani.world.places import place_at

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses

STATES = frozenset({"state", "territory"})


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens ``start`` to ``end`` (exclusive) that name a place in a state."""

    start: int
    end: int
    country: str
    town: bool
    capital: bool = False


class Places:
    """The places that one page names."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.at: dict[int, Named] = {}
        """Token → the place that it names or helps to name."""
        self._read_towns()
        self._read_states()

    def _read_towns(self) -> None:
        tree = self.tree
        words = [written.strip("-'") for written in tree.written]
        i = 0
        while i < len(words):
            found = (
                self._town(words, i)
                if words[i][:1].isupper() and tree.pos[i] in {"PROPN", "NOUN", "X", "ADJ"}
                else None
            )
            if found is None:
                i += 1
                continue
            for k in range(i, found.end):
                self.at[k] = found
            i = found.end

    def _town(self, words: list[str], i: int) -> Named | None:
        pieces, ends = _pieces(words, i)
        told = place_at(pieces, 0)
        if told is None or told[0] not in ends:
            return None
        return Named(i, ends[told[0]], told[1], town=True)

    def _read_states(self) -> None:
        finder = self.tree.reading.actor_finder
        if finder is None:
            return
        for match in finder.scene.matches:
            if match.form == "demonym" or len(match.entries) != 1 or match.entries[0].kind not in STATES:
                continue
            country = match.entries[0].country or match.entries[0].id
            first, last = self.tree.token_at(match.start), self.tree.token_at(match.end - 1)
            named = Named(first, last + 1, country, town=match.form == "capital", capital=match.form == "capital")
            for k in range(first, last + 1):
                self.at[k] = named

    def _named(self, i: int) -> Named | None:
        """The place that a noun names, or that a noun for a place has behind it: "the city of Kirkuk"."""
        if i in self.at:
            return self.at[i]
        of = self.clauses.tables.sets["arguments.of"]
        for k in self.tree.having(i, "nmod", "appos", "flat"):
            if k in self.at and (k not in self.clauses.led or self.clauses.led[k].name in of):
                return self.at[k] if self.at[k].town else None
        return None

    def country(self, i: int) -> str | None:
        """The state in which the place that a noun names lies; of a common noun, the place that belongs to it."""
        if i in self.at:
            return self.at[i].country
        for k in self.tree.kids[i]:
            if (
                k in self.at
                and self.tree.pos[k] in NOUNS
                and self.tree.rel[k] in {"nmod", "appos", "flat", "compound", "amod"}
            ):
                return self.at[k].country
        return None

    def of_event(self, tokens: list[int], clause: list[int]) -> Place | None:
        """Where an event took place: the town, else the state, that a preposition of place leads to nearest to it."""
        tables = self.clauses.tables.sets["arguments.place"]
        nouns = [p.noun for p in self.clauses.phrases if p.name in tables and p.noun in clause]
        led = [named for noun in nouns if (named := self._named(noun)) is not None]
        if not led:
            return None
        here = tokens[-1]
        led.sort(key=lambda named: (not named.town, abs(named.start - here)))
        return self._place(led[0])

    def _place(self, named: Named) -> Place:
        tree = self.tree
        start, end = tree.start[named.start], tree.end[named.end - 1]
        text = tree.text[start:end]
        page = tree.reading.page_span(start, end)
        return Place(text=text, start=page[0], end=page[1], country=named.country)


def _pieces(words: list[str], i: int) -> tuple[list[str], dict[int, int]]:
    """The next words cut at hyphens and apostrophes, and after how many pieces each token ends."""
    pieces: list[str] = []
    ends: dict[int, int] = {}
    for k in range(i, min(i + 6, len(words))):
        pieces += words[k].replace("-", " ").replace("'", " ").split()
        ends[len(pieces)] = k + 1
    return pieces, ends
