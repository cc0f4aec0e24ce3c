"""States by what people call them."""

from __future__ import annotations

import functools

from tamani.corpus.folding import words_of
from tamani.world.entries import LANGUAGES, entries
from tamani.world.forms import forms_of

STATES = frozenset({"state", "territory"})
NOT_ITSELF = frozenset({"demonym", "capital", "seat"})
"""Forms of names that stand for a state and are also something else."""


def state_codes(given: str) -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 codes of the states that a name means, in any language, without regard to accents.

    A code means itself, known or not; a name of several states ("Congo") all of them; any other word none.
    """
    name = _key(given)
    if name.upper() in entries():
        return (name.upper(),)
    return _by_name().get(name, ())


def _key(name: str) -> str:
    return " ".join(words_of(name))


@functools.cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for form in forms_of(language):
            if form.form not in NOT_ITSELF and form.entry.kind in STATES:
                found.setdefault(_key(form.text), {})[form.entry.id] = None
    return {name: tuple(codes) for name, codes in found.items()}
