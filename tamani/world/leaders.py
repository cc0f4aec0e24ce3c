"""Heads of state and government and foreign ministers known by name, with the state that each leads or led."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from tamani.world.entries import table
from tamani.world.phrases import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONE = 1
"""Words of a name that is only a surname."""


@functools.cache
def _index() -> tuple[dict[str, set[str]], dict[tuple[str, ...], str]]:
    """Surnames (folded) with all states whose leaders bear them, and whole names with their state."""
    surnames: dict[str, set[str]] = {}
    names: dict[tuple[str, ...], str] = {}
    for country, leaders in table("leaders")["leaders"].items():
        for leader in leaders:
            words = tuple(fold(word) for word in leader.split())
            names[words] = country
            surnames.setdefault(words[-1], set()).add(country)
    for word in table("leaders")["everyday"]["surnames"]:
        surnames.pop(fold(word), None)
    return surnames, names


def leader_country(name: Sequence[str]) -> str | None:
    """The state that somebody of this name leads or led; None where nobody of that name is known, or several are.

    A surname alone counts where the leaders of one state only bear it and it is no everyday name.
    """
    surnames, names = _index()
    words = tuple(fold(word) for word in name)
    if not words:
        return None
    if len(words) == LONE:
        return _only(surnames.get(words[0], ()))
    return names.get(words) or names.get((words[0], words[-1]))


@functools.cache
def _known() -> frozenset[str]:
    """All surnames of leaders, everyday ones too."""
    return frozenset(fold(leader.split()[-1]) for leaders in table("leaders")["leaders"].values() for leader in leaders)


def is_leader(surname: str) -> bool:
    """Whether a leader of some state bears this surname."""
    return fold(surname) in _known()


def _only(countries: Iterable[str]) -> str | None:
    found = set(countries)
    return found.pop() if len(found) == 1 else None
