"""Towns and regions in the news, with the state that each lies in. Capitals are in the table of states."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tamani.world.entries import table
from tamani.world.forms import place_words
from tamani.world.phrases import fold

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Place:
    """A town or region by one of its names."""

    words: tuple[str, ...]
    country: str


@functools.cache
def _index() -> dict[str, list[Place]]:
    """Places by the first word of their name (folded), longer names first."""
    found: dict[str, list[Place]] = {}
    for country, name in _names():
        words = tuple(fold(word) for word in name.replace("-", " ").replace("'", " ").split())
        found.setdefault(words[0], []).append(Place(words, country))
    for places in found.values():
        places.sort(key=lambda place: -len(place.words))
    return found


def _names() -> Iterator[tuple[str, str]]:
    for iso3, rows in table("places")["places"].items():
        for names in rows:
            for name in names:
                yield iso3, name
    for iso3 in table("states"):
        for language in LANGUAGES:
            for name in place_words(language, iso3).get("capital", ()):
                yield iso3, name


def place_at(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """The end (exclusive) and country of the place whose name begins at this word; words as written."""
    if not words[start][:1].isupper():
        return None
    for place in _index().get(fold(words[start]), ()):
        end = start + len(place.words)
        if end <= len(words) and tuple(fold(word) for word in words[start:end]) == place.words:
            return end, place.country
    return None
