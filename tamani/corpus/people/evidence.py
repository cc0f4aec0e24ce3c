"""What a page says about who its actors are: the story, their offices, whom they are seen with.

Only faces of like names are compared. What each has is noted under its name's words, so that another one finds it at
once, however large the store is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, NamedTuple

from tamani.corpus.people.offices import offices_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.people.identities import Identity, Seen

ProofKind = Literal["story", "office", "role", "company"]
MOST_COMPANY = 12
"""Others on the page that count as somebody's company: the most mentioned ones."""
MOST_FIRM, MOST_FLOATING = 200, 20
"""Faces with the same trait that one is compared with, the latest ones: where one of the two is a full name with a
country, and where both float."""


class Trait(NamedTuple):
    """One thing that a face has on a page, and that another face may have too; ``shown`` is how the page words it."""

    kind: ProofKind
    value: str
    shown: str


def traits_of(actor: Seen, page: Sequence[tuple[Seen, Identity]], story: int | None) -> Iterator[Trait]:
    """What an actor has on its page."""
    if story is not None:
        yield Trait("story", str(story), str(story))
    offices, role = offices_of(actor.role), actor.role or ""
    for general in sorted(offices.general):
        yield Trait("role", general, role)
    for particular in sorted(offices.particular):
        yield Trait("office", particular, role)
    others = sorted(page, key=lambda found: (-found[0].mentions, found[1].key))
    company = [(who.company, seen.name) for seen, who in others if seen.n != actor.n and who.company is not None]
    for other, name in company[:MOST_COMPANY]:
        yield Trait("company", other, name)


def noted_under(identity: Identity) -> list[str]:
    """Where others find what a face has: firm names, names that float, bare ones."""
    if identity.is_bare:
        return [f"bare:{identity.block}"]
    if identity.is_floating:
        return [f"float:{identity.block}"]
    given = identity.words[:-1] if identity.kind == "person" else ()
    return [f"firm:{identity.block}", *(f"given:{word}" for word in given)]


def looked_up_under(identity: Identity) -> list[tuple[str, int]]:
    """Where a face finds what others have, and how many of them count: of names that float themselves only a few."""
    block = identity.block
    if identity.is_bare:
        firm = [(f"firm:{block}", MOST_FIRM), (f"given:{block}", MOST_FIRM)]
        return [*firm, (f"float:{block}", MOST_FLOATING), (f"bare:{block}", MOST_FLOATING)]
    if identity.is_floating:
        return [(f"firm:{block}", MOST_FIRM), (f"float:{block}", MOST_FLOATING), (f"bare:{block}", MOST_FLOATING)]
    words = identity.words if identity.kind == "person" else ()
    return [
        (f"firm:{block}", MOST_FIRM),
        (f"float:{block}", MOST_FIRM),
        *((f"bare:{word}", MOST_FIRM) for word in words),
    ]


def trait_number(place: str, trait: Trait) -> int:
    """The number under which a trait is noted: 64 bits, signed, as databases have it."""
    text = "\x00".join((place, trait.kind, trait.value))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
