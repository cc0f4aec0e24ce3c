"""The tables that figures are read with, made ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tamani.languages import load
from tamani.world.entries import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Bound = Literal["at_least", "at_most", "about"]
Phrases = dict[tuple[str, ...], tuple[str, ...]]
"""Folded words → the names that they have."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of figures in one language; words are lower case without accents."""

    numbers: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    times: frozenset[tuple[int, int]]
    """Pairs of numbers that multiply: quatre-vingts."""
    joins: frozenset[str]
    alone: frozenset[str]
    none: frozenset[str]
    of: frozenset[str]
    among: Phrases
    subset: Phrases
    breaks: frozenset[str]
    bounds: Phrases
    unsaid: frozenset[str]
    stops: frozenset[str]
    things: Phrases
    things_before: Phrases
    units: frozenset[str]
    matters: Phrases
    states: Phrases
    states_before: Phrases
    tells: Phrases
    counted_last: bool
    decimal: str


@dataclass(frozen=True, slots=True)
class Things:
    """What is counted, whatever the language."""

    kind: dict[str, str]
    states: dict[str, frozenset[str]]
    """By kind."""
    anybody: frozenset[str]

    def state(self, thing: str | None, names: Sequence[str]) -> str | None:
        """The first of these states that such a thing can be in; people where nothing is named."""
        possible = self.states[self.kind[thing] if thing is not None else "people"]
        return next((name for name in names if name in possible), None)


@functools.cache
def things() -> Things:
    """The things of the world that figures count."""
    rows = table("things")
    kind = {thing: name for name, members in rows["kinds"].items() for thing in members}
    states = {name: frozenset(members) for name, members in rows["states"].items()}
    return Things(kind, states, frozenset(rows["anybody"]["names"]))


@functools.cache
def lexicon_of(code: str) -> Lexicon:
    """The lexicon of the language with this code, built once.

    Raises:
        ValueError: there is no such language.
        FileNotFoundError: the language has no table of figures.

    """
    rows = load(code).table("figures")
    grammar = rows["grammar"]
    measures = rows["measures"]
    return Lexicon(
        numbers=rows["numbers"],
        scales=rows["scales"],
        collectives=rows["collectives"],
        times=frozenset((pair[0], pair[1]) for pair in grammar["times"]),
        joins=frozenset(grammar["joins"]),
        alone=frozenset(grammar["alone"]),
        none=frozenset(grammar["none"]),
        of=frozenset(grammar["of"]),
        among=phrases({"among": grammar["among"]}),
        subset=phrases({"subset": grammar["subset"]}),
        breaks=frozenset(grammar["breaks"]),
        bounds=phrases(rows["bounds"]),
        unsaid=frozenset(rows["unsaid"]["words"]),
        stops=frozenset(rows["stops"]["words"]),
        things=phrases(rows["things"]),
        things_before=phrases(rows["things_before"]),
        units=frozenset(measures["units"]),
        matters=phrases(measures["of"]),
        states=phrases(rows["states"]),
        states_before=phrases(rows["states_before"]),
        tells=phrases(rows["tells"]),
        counted_last=grammar["counted_last"],
        decimal=grammar["decimal"],
    )


def phrases(named: Mapping[str, Sequence[str]]) -> Phrases:
    """The words of each phrase → all names that it has."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, forms in named.items():
        for form in forms:
            words = tuple(form.replace("-", " ").replace("'", " ").split())
            found[words] = (*found.get(words, ()), name)
    return found
