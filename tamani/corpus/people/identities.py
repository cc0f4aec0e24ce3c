"""What an actor of a page is known by: a name in a country, an id of the gazetteer, or a name on one page alone."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from tamani.corpus.folding import fold, words_of
from tamani.corpus.people.spelling import PersonName, person_name, rough

NAMED = frozenset({"name", "alias", "acronym"})
"""Forms of mentions that are names; who is only mentioned by a role is nobody across pages."""
OF_STATES = "government_body"
"""Kind of bodies that belong to one state, so that their names alone say nothing without it."""
NEVER = frozenset({"group"})
"""Kinds of actors that have no identity beyond their page: unnamed people."""
LONGEST_NAME = 120
"""Characters of a name that tell faces apart."""


class Seen(NamedTuple):
    """An actor as one page has it. ``n`` is its place in the record, ``mentions`` how often it is referred to."""

    n: int
    actor: str
    name: str
    kind: str
    country: str | None
    gender: str | None
    role: str | None
    is_named: bool
    mentions: int
    start: int
    end: int


class Identity(NamedTuple):
    """What makes two actors one face. A ``floating`` one is compared with the others before it belongs to anybody."""

    key: str
    kind: str
    block: str
    words: tuple[str, ...]
    is_floating: bool
    is_bare: bool
    company: str | None
    """What others know it by whom it is seen with; none for those who are seen with everybody."""


def page_mark(identity: str) -> str:
    """A short mark of a page, the same wherever and whenever the page is added."""
    return hashlib.blake2b(identity.encode(), digest_size=9).hexdigest()


def identity_of(seen: Seen, page: str) -> Identity | None:
    """The identity of an actor on the page with this mark; None for those who have none beyond the page."""
    if seen.kind in NEVER or seen.start == seen.end:
        return None
    if seen.kind == "person":
        return _person(seen, page)
    if _is_listed(seen.actor):
        return _listed(seen)
    return _organisation(seen, page)


def _person(seen: Seen, page: str) -> Identity | None:
    name = person_name(seen.name)
    if name is None:
        return None
    is_floating = name.is_bare or seen.country is None or not seen.is_named
    place = _float(seen, page) if is_floating else ""
    key = f"person|{name.key[:LONGEST_NAME]}|{seen.country or ''}|{place}"
    company = name.key[:LONGEST_NAME] if seen.is_named and not name.is_bare else None
    return Identity(key, "person", name.block, name.words, is_floating, name.is_bare, company)


def _is_listed(actor: str) -> bool:
    """Whether an actor's id is one of the gazetteer, the same on all pages: RUS, ONU, QUAI_ORSAY."""
    return actor.isupper()


def _listed(seen: Seen) -> Identity:
    words = (*_rough_words(seen.name), *_rough_words(seen.actor))
    block = f"#{seen.actor[:LONGEST_NAME]}"
    company = None if seen.kind in {"state", "igo", "media"} else block
    return Identity(
        f"id|{seen.actor[:LONGEST_NAME]}", seen.kind, block, words, is_floating=False, is_bare=False, company=company
    )


def _organisation(seen: Seen, page: str) -> Identity | None:
    words = words_of(seen.name)
    has_capital = any(_is_capital(word) for word in seen.name.split())
    if not words or not (has_capital or (seen.kind == OF_STATES and seen.country)):
        return None
    name = " ".join(words)[:LONGEST_NAME]
    is_floating = seen.country is None
    place = _float(seen, page) if is_floating else ""
    key = f"{seen.kind}|{name}|{seen.country or ''}|{place}"
    block = f"#{seen.kind} {name}"
    company = None if seen.kind in {OF_STATES, "media", "igo"} or is_floating else block
    return Identity(key, seen.kind, block, _rough_words(seen.name), is_floating, is_bare=False, company=company)


def _is_capital(word: str) -> bool:
    first = next((sign for sign in word if sign.isalpha()), "")
    return first.isupper()


def _rough_words(text: str) -> tuple[str, ...]:
    return tuple(rough(word) for word in words_of(text)[:12])


def _float(seen: Seen, page: str) -> str:
    return f"{page}|{fold(seen.actor)[:60]}"


__all__ = ["NAMED", "OF_STATES", "Identity", "PersonName", "Seen", "identity_of", "page_mark"]
