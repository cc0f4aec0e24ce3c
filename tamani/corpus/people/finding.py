"""Entities that answer to a name, and those that an entity may be but was not made one with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, func, or_, select

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.folding import words_of
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.decisions import told_apart
from tamani.corpus.people.evidence import Trait
from tamani.corpus.people.spelling import rough, sound
from tamani.corpus.people.weighing import Face, countries_match, names_alike, weigh
from tamani.record import Reason
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

MOST_FACES = 1000
"""Faces that a search for a name looks at."""
MOST_POSSIBLE = 20
MOST_ENTITIES, MOST_SPELLINGS = 5, 40
LONGEST = 8
"""Words of a name that are looked for."""


class FoundEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that answers to a name; ``pages`` is on how many pages it is."""

    id: int
    kind: str
    name: str
    country: str | None
    pages: int


class Possible(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of a like name. ``is_apart``: a reader said that it is another one."""

    id: int
    name: str
    country: str | None
    is_apart: bool
    points: int
    reasons: list[Reason]


def find_entities(connection: Connection, name: str) -> list[FoundEntity]:
    """The entities that a name or number may mean, those on most pages first.

    All words of the name must be there, as they sound; only where nobody's sound so, near spellings count too.
    """
    if name.strip().isdecimal():
        number = int(name.strip())
        faces = people.faces.c
        entity = connection.scalar(select(faces.entity_id).where(faces.id == number)) if number < 2**31 else None
        return described(connection, [] if entity is None else [entity])
    return described(connection, _meant(connection, name))


def _meant(connection: Connection, name: str) -> list[int]:
    """The entities that have all words of a name, as they sound, else nearly so; the oldest first."""
    words = words_of(name)[:LONGEST]
    found = _having(connection, words) if words else []
    exact = [face for face in found if {sound(word) for word in words} <= _sounds(face)]
    return sorted({face[0] for face in exact or found})


def spellings_of(connection: Connection, name: str) -> list[str]:
    """The names of some words that pages give to the people and bodies whom a name means."""
    entities = _meant(connection, name)[:MOST_ENTITIES]
    if not entities:
        return []
    faces, links, actors = people.faces.c, people.links.c, entries.actors.c
    places = (
        select(links.version_id, links.n)
        .join(people.faces, links.face_id == faces.id)
        .where(faces.entity_id.in_(entities))
        .limit(MOST_FACES)
        .subquery()
    )
    named = select(actors.name).distinct().join(
        places, and_(actors.version_id == places.c.version_id, actors.n == places.c.n)
    )  # fmt: skip
    found = sorted(other for other in connection.scalars(named) if len(words_of(other)) > 1)
    return found[:MOST_SPELLINGS]


def _having(connection: Connection, words: Sequence[str]) -> list[tuple[int, str, str]]:
    wanted = sorted({rough(word) for word in words})
    table, faces = people.face_words.c, people.faces.c
    query = (
        select(faces.entity_id, faces.name, faces.key)
        .where(table.face_id == faces.id, table.word.in_(wanted), faces.entity_id.is_not(None))
        .group_by(faces.id, faces.entity_id, faces.name, faces.key)
        .having(func.count() == len(wanted))
        .order_by(faces.id)
        .limit(MOST_FACES)
    )
    return [(row.entity_id, row.name, row.key) for row in connection.execute(query)]


def _sounds(face: tuple[int, str, str]) -> set[str]:
    _, name, key = face
    return {sound(word) for word in (*words_of(name), *words_of(key), *key.split("|")[1].split())}


def described(connection: Connection, entities: Sequence[int]) -> list[FoundEntity]:
    """These entities with the number of their pages; those that are on no latest version are left out."""
    table, faces, links, versions = people.entities.c, people.faces.c, people.links.c, tables.versions.c
    pages = func.count(versions.page_id.distinct())
    query = (
        select(table.id, table.kind, table.name, table.country, pages.label("pages"))
        .join(people.faces, faces.entity_id == table.id)
        .join(people.links, links.face_id == faces.id)
        .join(tables.versions, and_(versions.id == links.version_id, versions.is_latest))
        .where(table.id.in_(list(entities)[:MOST_FACES]))
        .group_by(table.id, table.kind, table.name, table.country)
        .order_by(pages.desc(), table.id)
    )
    return [FoundEntity(**row) for row in connection.execute(query).mappings()]


def possible(connection: Connection, entity: int) -> list[Possible]:
    """Entities of like names with what speaks for and against their being this one, the likeliest first."""
    own, others = _like_faces(connection, entity)
    apart = told_apart(connection)
    best: dict[int, tuple[int, list[Reason]]] = {}
    for other, label in others:
        for face in own:
            found = _likeness(connection, face, other)
            if found is not None and (label not in best or found[0] > best[label][0]):
                best[label] = found
    known = {found.id: found for found in described(connection, sorted(best))}
    return [
        Possible(
            id=label, name=known[label].name, country=known[label].country, points=points, reasons=reasons,
            is_apart=(min(entity, label), max(entity, label)) in apart,
        )
        for label, (points, reasons) in sorted(best.items(), key=lambda found: (-found[1][0], found[0]))
        if label in known
    ][:MOST_POSSIBLE]  # fmt: skip


def _like_faces(connection: Connection, entity: int) -> tuple[list[Face], list[tuple[Face, int]]]:
    """Faces of an entity, and those of others in the same blocks, the firm ones first."""
    faces, columns = people.faces.c, [people.faces.c[name] for name in Face._fields]
    order = (faces.is_floating, faces.id)
    rows = connection.execute(select(*columns).where(faces.entity_id == entity).order_by(*order).limit(MOST_POSSIBLE))
    own = [Face(*row) for row in rows]
    blocks = {face.block for face in own}
    words = {word for face in own if face.person is not None for word in face.person.words}
    near = or_(faces.block.in_(sorted(blocks)), and_(faces.block.in_(sorted(words)), faces.is_floating))
    query = select(*columns, faces.entity_id).where(near, faces.entity_id.is_not(None), faces.entity_id != entity)
    rows = connection.execute(query.order_by(*order).limit(MOST_FACES))
    return own, [(Face(*row[:-1]), row[-1]) for row in rows]


def _likeness(connection: Connection, one: Face, other: Face) -> tuple[int, list[Reason]] | None:
    spelling = names_alike(one, other)
    if spelling is None or one.kind != other.kind:
        return None
    table, ends = people.proofs.c, (min(one.id, other.id), max(one.id, other.id))
    rows = connection.execute(select(people.proofs).where(table.one_id == ends[0], table.other_id == ends[1]))
    traits = [Trait(row.kind, row.value, row.shown) for row in rows]
    countries = countries_match([one.country] if one.country else [], [other.country] if other.country else [])
    weighed = weigh(spelling, countries, traits, is_bare=one.is_bare or other.is_bare)
    reasons = list(weighed.reasons)
    return weighed.points, reasons if weighed.is_proven else [*reasons, reason("who_no_proof")]
