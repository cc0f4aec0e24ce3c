"""How much speaks for two faces being one, in points, and the reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tamani.corpus.people.identities import OF_STATES
from tamani.corpus.people.spelling import PersonName, compare, person_name, sound
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tamani.corpus.people.evidence import Trait
    from tamani.corpus.people.spelling import Likeness
    from tamani.record import Reason

OF_STORY, OF_OFFICE, OF_ROLE, OF_COMPANION, OF_COUNTRY, OF_SPELLING = 3, 3, 1, 1, 2, 1
"""Points for one story, the same office (foreign minister), the same role (minister), each person or organisation in
common, the same country (as many off for another one); off for a near spelling."""
MOST_COMPANIONS = 2
ENOUGH = 1
"""Points that join two full names."""
ENOUGH_FOR_SURNAME, ENOUGH_FOR_GIVEN_NAME = 2, 3
"""Points that give a bare name to somebody whose surname, or whose given name, it is."""
MARGIN = 2
"""Points by which the best must be ahead of the next one; else it is left open."""
SHOWN = 3


class Face(NamedTuple):
    """One name in one country on all pages, or a name on one page alone."""

    id: int
    key: str
    kind: str
    name: str
    block: str
    country: str | None
    gender: str | None
    is_floating: bool
    is_named: bool

    @property
    def person(self) -> PersonName | None:
        """The name in its parts, for people."""
        return person_name(self.name) if self.kind == "person" else None

    @property
    def is_bare(self) -> bool:
        """Whether it is a surname or given name alone."""
        name = self.person
        return name is not None and name.is_bare


CountryMatch = Literal["same", "other", "unknown"]


def names_alike(one: Face, other: Face) -> Likeness | None:
    """Whether two full names may be those of one; a bare one is like each name that has the word."""
    first, second = one.person, other.person
    if first is None or second is None:
        return "same" if one.block == other.block else None
    if first.is_bare or second.is_bare:
        shorter, longer = (first, second) if first.is_bare else (second, first)
        sounds = set(map(sound, (*longer.given, longer.surname)))
        if sound(shorter.surname) in sounds:
            return "same"
        return "near" if shorter.block in longer.words else None
    return compare(first, second)


def genders_differ(one: Collection[str], other: Collection[str]) -> bool:
    """Whether all pages have one for a man and the other for a woman."""
    return (set(one), set(other)) in (({"m"}, {"f"}), ({"f"}, {"m"}))


def countries_match(one: Collection[str], other: Collection[str]) -> CountryMatch:
    """Whether two have a country in common."""
    if not one or not other:
        return "unknown"
    return "same" if set(one) & set(other) else "other"


class Weighed(NamedTuple):
    """What speaks for two being one. ``proofs`` are what they have in common, by kind, as pages word it."""

    points: int
    spelling: Likeness
    countries: CountryMatch
    proofs: dict[str, list[str]]
    is_bare: bool

    @property
    def is_proven(self) -> bool:
        """Whether something besides name and country speaks for it."""
        return bool(self.proofs)

    @property
    def reasons(self) -> list[Reason]:
        """What speaks for it and against it."""
        found = [reason("who_bare_name") if self.is_bare else reason(f"who_{self.spelling}_spelling")]
        found.append(reason(f"who_{self.countries}_country"))
        shown = {kind: ", ".join(values[:SHOWN]) for kind, values in self.proofs.items()}
        if "story" in shown:
            found.append(reason("who_story", stories=shown["story"]))
        if "office" in shown:
            found.append(reason("who_office", offices=shown["office"]))
        elif "role" in shown:
            found.append(reason("who_role", roles=shown["role"]))
        if "company" in shown:
            found.append(reason("who_company", names=shown["company"]))
        return found


def weigh(spelling: Likeness, countries: CountryMatch, traits: Iterable[Trait], *, is_bare: bool = False) -> Weighed:
    """Add up what speaks for and against."""
    proofs: dict[str, list[str]] = {}
    for kind, by_value in _by_kind(traits).items():
        proofs[kind] = [by_value[value] for value in sorted(by_value)]
    points = OF_STORY * ("story" in proofs)
    points += OF_OFFICE if "office" in proofs else OF_ROLE * ("role" in proofs)
    points += OF_COMPANION * min(MOST_COMPANIONS, len(proofs.get("company", ())))
    points += {"same": OF_COUNTRY, "other": -OF_COUNTRY, "unknown": 0}[countries]
    points -= OF_SPELLING * (spelling == "near" and not is_bare)
    return Weighed(points, spelling, countries, proofs, is_bare)


def _by_kind(traits: Iterable[Trait]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for trait in traits:
        values = found.setdefault(trait.kind, {})
        values[trait.value] = min(trait.shown, values.get(trait.value, trait.shown))
    return found


def joins_full_names(weighed: Weighed, spelling: Likeness, countries: CountryMatch, kind: str) -> bool:
    """Whether two full names are one's: never by a name alone, where the country does not say so too."""
    if kind == OF_STATES and countries != "same":
        return False
    is_enough = weighed.is_proven or (spelling == "same" and countries == "same")
    return is_enough and weighed.points >= ENOUGH
