"""Faces into people: what a group of faces is depends on the faces and on what they have in common, on nothing else.

So the order in which pages come does not matter. Full names with a country are joined first, the best proven first;
then names without a country and bare surnames are given to one of these groups, to none, or left open between several.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tamani.corpus.people.weighing import (
    ENOUGH_FOR_GIVEN_NAME,
    ENOUGH_FOR_SURNAME,
    MARGIN,
    OF_STORY,
    Face,
    Weighed,
    countries_match,
    genders_differ,
    joins_full_names,
    names_alike,
    weigh,
)
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tamani.corpus.people.evidence import Trait
    from tamani.corpus.people.spelling import Likeness
    from tamani.record import Reason

Proofs = dict[tuple[int, int], list["Trait"]]
"""What pairs of faces have in common, the lower id first."""
Pins = dict[int, int]
"""Faces that a reader gave to an entity."""


class Placed(NamedTuple):
    """Where a face belongs and why. ``candidates`` are entities between which it was left open."""

    entity: int
    like: int | None = None
    score: int | None = None
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[int, ...] = ()


@dataclass(slots=True)
class Group:
    """Faces that are one's; ``pin`` is the entity that a reader made of them."""

    faces: list[Face]
    pin: int | None = None
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, faces: Iterable[Face], pin: int | None = None) -> Group:
        """A group of these faces."""
        group = cls([], pin)
        for face in faces:
            group.take(face)
        return group

    def take(self, face: Face) -> None:
        """Add a face."""
        self.faces.append(face)
        if face.country is not None:
            self.countries.add(face.country)
        self.genders.update(face.gender or "")

    @property
    def label(self) -> int:
        """The entity's number: the one that a reader gave it, else that of the oldest face that says most."""
        if self.pin is not None:
            return self.pin
        return min((face.is_bare, not face.is_named, face.is_floating, face.id) for face in self.faces)[-1]


def group(faces: Sequence[Face], proofs: Proofs, pins: Pins) -> tuple[list[Group], dict[int, Placed]]:
    """Join full names of like sound: those with a country among themselves, then those without."""
    placed: dict[int, Placed] = {}
    firm = _joined([face for face in faces if not face.is_floating or face.id in pins], proofs, pins, placed)
    known, left = Known(firm, proofs), []
    for face in sorted((f for f in faces if f.is_floating and f.id not in pins), key=lambda f: f.key):
        found = place(face, known)
        if found is None:
            left.append(face)
        else:
            placed[face.id] = found
    groups = firm + _joined(left, proofs, {}, placed)
    return groups, _labelled(groups, placed)


def _labelled(groups: list[Group], placed: dict[int, Placed]) -> dict[int, Placed]:
    """Where each face is, now that it is known what all groups are called."""
    for found in groups:
        for face in found.faces:
            why = placed.get(face.id)
            placed[face.id] = Placed(found.label) if why is None else why._replace(entity=found.label)
    return placed


def _joined(faces: Sequence[Face], proofs: Proofs, pins: Pins, placed: dict[int, Placed]) -> list[Group]:
    """Groups of faces, joined by what they have in common, the strongest first, where nothing stands against it."""
    by_id = {face.id: face for face in faces}
    groups = {face.id: Group.of([face], pins.get(face.id)) for face in faces}
    for known, pinned in _pinned_together(faces, pins):
        _unite(groups, groups[known], groups[pinned])
    for weighed, one, other in _ranked(by_id, proofs):
        first, second = groups[one.id], groups[other.id]
        if first is second or not _can_be_one(first, second):
            continue
        newer, older = (one, other) if one.id > other.id else (other, one)
        _unite(groups, first, second)
        placed[newer.id] = Placed(0, older.id, weighed.points, tuple(weighed.reasons))
    return list({id(found): found for found in groups.values()}.values())


def _pinned_together(faces: Sequence[Face], pins: Pins) -> Iterable[tuple[int, int]]:
    first: dict[int, int] = {}
    for face in faces:
        if face.id in pins:
            known = first.setdefault(pins[face.id], face.id)
            if known != face.id:
                yield known, face.id


def _ranked(by_id: Mapping[int, Face], proofs: Proofs) -> list[tuple[Weighed, Face, Face]]:
    """Pairs that are one's by what they have in common; among equals the order is that of their names."""
    found = []
    for (first, second), traits in proofs.items():
        if first not in by_id or second not in by_id:
            continue
        one, other = by_id[first], by_id[second]
        spelling = names_alike(one, other)
        if spelling is None or genders_differ(one.gender or "", other.gender or ""):
            continue
        countries = countries_match(_countries(one), _countries(other))
        weighed = weigh(spelling, countries, traits)
        if joins_full_names(weighed, spelling, countries, one.kind):
            found.append((weighed, one, other))
    return sorted(found, key=lambda pair: (-pair[0].points, *sorted((pair[1].key, pair[2].key))))


def _countries(face: Face) -> tuple[str, ...]:
    return () if face.country is None else (face.country,)


def _can_be_one(one: Group, other: Group) -> bool:
    """Whether no reader, no two genders and no two given names stand against it."""
    if one.pin is not None and other.pin is not None and one.pin != other.pin:
        return False
    if genders_differ(one.genders, other.genders):
        return False
    names = {face.name: face for face in one.faces}, {face.name: face for face in other.faces}
    return all(names_alike(a, b) is not None for a in names[0].values() for b in names[1].values())


def _unite(groups: dict[int, Group], one: Group, other: Group) -> None:
    for face in other.faces:
        one.take(face)
        groups[face.id] = one
    one.pin = one.pin if one.pin is not None else other.pin


class Known:
    """Groups by what a face must share with them to be theirs: something in common, or the country."""

    def __init__(self, groups: Iterable[Group], proofs: Proofs) -> None:
        self.proofs = proofs
        self._of_face: dict[int, Group] = {}
        self._in_country: dict[str, list[Group]] = {}
        self._partners: dict[int, list[int]] = {}
        for there in groups:
            self._of_face.update((face.id, there) for face in there.faces)
            for country in there.countries:
                self._in_country.setdefault(country, []).append(there)
        for one, other in proofs:
            self._partners.setdefault(one, []).append(other)
            self._partners.setdefault(other, []).append(one)

    def near(self, face: Face) -> list[Group]:
        """The groups that a face may belong to."""
        found = [self._of_face[other] for other in self._partners.get(face.id, ()) if other in self._of_face]
        found += self._in_country.get(face.country or "", ())
        return list({id(there): there for there in found}.values())


def place(face: Face, known: Known) -> Placed | None:
    """The group that a bare name, or one without a country, belongs to; None where nothing says that it is any.

    Where the best is not clearly ahead it is left open: the face stays by itself, with those that it may be.
    """
    found = [fit for there in known.near(face) if (fit := _fit(face, there, known.proofs)) is not None]
    if not found:
        return None
    found.sort(key=lambda fit: (-fit[0].points, fit[1].label))
    best, there, like = found[0]
    close = [fit for fit in found[1:] if best.points - fit[0].points < MARGIN]
    if close:
        several = sorted(fit[1].label for fit in (found[0], *close))
        names = ", ".join(sorted({fit[2].name for fit in (found[0], *close)}))
        return Placed(face.id, None, None, (reason("who_several", names=names),), tuple(several))
    return Placed(there.label, like.id, best.points, tuple(best.reasons))


def _fit(face: Face, there: Group, proofs: Proofs) -> tuple[Weighed, Group, Face] | None:
    """How well a face fits a group, and the face of it that it is most like; None where it does not."""
    alike = [(other, found) for other in there.faces if (found := names_alike(face, other)) is not None]
    if not alike or genders_differ(face.gender or "", there.genders) or face.kind != there.faces[0].kind:
        return None
    is_bare = face.is_bare
    spelling: Likeness = "same" if any(found == "same" for _, found in alike) else "near"
    pairs = [(other, proofs.get((min(face.id, other.id), max(face.id, other.id)), [])) for other, _ in alike]
    countries = countries_match(_countries(face), there.countries)
    weighed = weigh(spelling, countries, (trait for _, traits in pairs for trait in traits), is_bare=is_bare)
    if not is_bare:
        is_enough = joins_full_names(weighed, spelling, countries, face.kind)
    elif any(other.block == face.block for other, _ in alike):
        is_enough = weighed.points >= ENOUGH_FOR_SURNAME
    else:
        is_enough = weighed.points >= ENOUGH_FOR_GIVEN_NAME and weighed.is_proven
    like = max(pairs, key=lambda pair: (len(pair[1]), -pair[0].id))[0]
    return (weighed, there, like) if is_enough else None


def group_bare(faces: Sequence[Face], groups: Sequence[Group], proofs: Proofs, pins: Pins) -> dict[int, Placed]:
    """Give bare names to those whose names they are; those that are nobody's are joined among themselves."""
    placed: dict[int, Placed] = {}
    known, alone = Known(groups, proofs), []
    for face in sorted(faces, key=lambda f: f.key):
        if face.id in pins:
            placed[face.id] = Placed(pins[face.id])
        elif (found := place(face, known)) is not None:
            placed[face.id] = found
        else:
            alone.append(face)
    return _labelled(_bare_joined(alone, proofs, placed), placed)


def _bare_joined(faces: Sequence[Face], proofs: Proofs, placed: dict[int, Placed]) -> list[Group]:
    """Bare names on several pages are one's where the country and something else say so, or the story."""
    by_id = {face.id: face for face in faces}
    groups = {face.id: Group.of([face]) for face in faces}
    for weighed, one, other in _ranked(by_id, proofs):
        first, second = groups[one.id], groups[other.id]
        if weighed.points >= OF_STORY and first is not second and not genders_differ(first.genders, second.genders):
            newer, older = (one, other) if one.id > other.id else (other, one)
            _unite(groups, first, second)
            placed[newer.id] = Placed(0, older.id, weighed.points, tuple(weighed.reasons))
    return list({id(found): found for found in groups.values()}.values())
