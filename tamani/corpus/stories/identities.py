"""Whether actors of two pages, perhaps in two languages, are the same: yes, no, or it cannot be told."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from tamani.corpus.folding import fold
from tamani.corpus.stories.names import name_key

if TYPE_CHECKING:
    from tamani.record import Actor

STATE_SECTORS = frozenset({"GOV", "MIL", "POL"})
PARTICLES = 3
"""Parts of a name that are shorter say little: de, el, van."""
_PART = re.compile(r"[^\W\d_]+")


def same(one: Actor, other: Actor) -> bool | None:
    """Whether two actors are the same; None where what the pages say does not decide."""
    if is_listed(one) and is_listed(other):
        return one.id == other.id
    if is_named_person(one) and is_named_person(other):
        return _same_name(one.name, other.name)
    state = next((actor for actor in (one, other) if actor.kind == "state"), None)
    if state is not None:
        stranger = other if state is one else one
        return _is_of(stranger, state)
    return None


def is_listed(actor: Actor) -> bool:
    """Whether it is an entry of the world's tables, whose ids are the same on all pages."""
    return actor.kind == "state" or (actor.id.isupper() and actor.kind not in {"person", "group"})


def is_named_person(actor: Actor) -> bool:
    """Whether it is a person whom the page calls by name."""
    return (
        actor.kind == "person"
        and actor.name[:1].isupper()
        and actor.name != actor.role
        and any(mention.form == "name" for mention in actor.mentions)
    )


def is_told_apart(actor: Actor) -> bool:
    """Whether enough is known of an actor to tell him from others."""
    return is_listed(actor) or is_named_person(actor)


def _is_of(actor: Actor, state: Actor) -> bool | None:
    """Whether an actor acts for a state: its government and army do; those of others do not."""
    if actor.kind == "government_body" and actor.country is not None:
        return actor.country == state.country
    if actor.kind == "armed_group" and is_listed(actor):
        return False
    return None


def _same_name(one: str, other: str) -> bool | None:
    """Whether two names can be of one person: a part that they share, but for a letter, leaves it open."""
    ours, theirs = _parts(one), _parts(other)
    if not ours or not theirs:
        return None
    if _near(ours[-1], theirs[-1]):
        shorter = min(len(ours), len(theirs))
        return True if shorter == 1 or any(_near(a, b) for a in ours[:-1] for b in theirs[:-1]) else None
    if any(_near(a, b) for a in ours for b in theirs):
        return None
    return False


def _parts(name: str) -> list[str]:
    parts = [part for part in _PART.findall(name) if len(part) >= PARTICLES and part[0].isupper()]
    return parts or [part for part in _PART.findall(name) if part[0].isupper()]


@functools.lru_cache(maxsize=65536)
def _near(one: str, other: str) -> bool:
    return name_key(one) == name_key(other) or _one_letter(fold(one), fold(other))


def _one_letter(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter more, less or changed."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )
