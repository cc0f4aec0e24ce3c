"""Roles as they compare across pages and languages: the office, and what it is for."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tamani.corpus.folding import fold
from tamani.languages import available, load

LONGEST = 120
"""Characters of a role that are looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Offices(NamedTuple):
    """What a role says: ``general`` ones many people hold (minister), ``particular`` ones few (minister.foreign)."""

    general: frozenset[str]
    particular: frozenset[str]


NONE = Offices(frozenset(), frozenset())


@functools.lru_cache(maxsize=16384)
def offices_of(role: str | None) -> Offices:
    """The offices in the words of a role, whatever its language; the words themselves where no table knows them."""
    if role is None:
        return NONE
    words = _WORD.findall(fold(role[:LONGEST]))
    offices, domains = _named("offices", words), _named("domains", words)
    if not offices:
        own = " ".join(words)
        return Offices(frozenset(), frozenset({own})) if len(words) > 1 else Offices(frozenset({own}), frozenset())
    offices, domains = _told_apart(offices, domains)
    rank = "deputy." if "deputy" in offices and len(offices) > 1 else ""
    main = offices - {"deputy"} or offices
    general = frozenset(rank + office for office in main)
    return Offices(general, frozenset(f"{office}.{domain}" for office in general for domain in domains))


def _told_apart(offices: frozenset[str], domains: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Compound offices without their parts: a prime minister is no minister."""
    if "head_of_government" in offices:
        return offices - {"minister"}, domains
    if "head_of_diplomacy" in offices:
        return (offices - {"head_of_diplomacy"}) | {"minister"}, domains | {"foreign"}
    if "secretary_general" in offices or "brigadier" in offices:
        return offices - {"general"}, domains
    return offices, domains


def _named(section: str, words: list[str]) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns(section) if _has(pattern, words))


def _has(pattern: tuple[str, ...], words: list[str]) -> bool:
    """Whether all parts of a pattern stand among the words, in order."""
    rest = iter(words)
    return all(any(_fits(part, word) for word in rest) for part in pattern)


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@functools.cache
def _patterns(section: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (name, tuple(pattern.split("+")))
        for code in available()
        for name, patterns in load(code).table("offices")[section].items()
        for pattern in patterns.split()
    )
