"""What people call states and whoever else the world's tables know, as search compares names."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from tamani.corpus.folding import words_of
from tamani.world.entries import LANGUAGES, entries
from tamani.world.forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES = frozenset({"state", "territory"})
OTHER_THINGS = frozenset({"capital", "seat"})
"""Forms of names that stand for a state and are also something else."""


def name_key(name: str) -> str:
    """A name without accents and signs."""
    return " ".join(words_of(name))


@functools.cache
def ids_by_name() -> Mapping[str, tuple[str, ...]]:
    """The ids of all entries by their names, acronyms, capitals and seats in every language."""
    return _ids(frozenset({"demonym"}))


def state_codes(given: str) -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 codes of the states that a name means, in any language, without regard to accents.

    A code means itself; a name of several states ("Congo") all of them; any other word none.
    """
    name = name_key(given)
    if name.upper() in entries():
        return (name.upper(),)
    return tuple(code for code in _names_alone().get(name, ()) if entries()[code].kind in STATES)


@functools.cache
def _names_alone() -> Mapping[str, tuple[str, ...]]:
    return _ids(frozenset({"demonym"}) | OTHER_THINGS)


def _ids(but: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for form in forms_of(language):
            if form.form not in but:
                found.setdefault(name_key(form.text), {})[form.entry.id] = None
    return {name: tuple(ids) for name, ids in found.items()}
