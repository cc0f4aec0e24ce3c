"""Whose face each face is, found again for the names that have something new, and written down where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import delete, select, update

from tamani.corpus.people import people_tables as people
from tamani.corpus.people.evidence import Trait
from tamani.corpus.people.face_store import insert_new
from tamani.corpus.people.grouping import Group, Pins, Placed, Proofs, group, group_bare
from tamani.corpus.people.weighing import Face

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from tamani.corpus.people.face_store import Noted

MOST_FACES = 1000
"""Faces of like names that are compared with each other: the firm ones first, then the latest. Older ones stay."""
AT_ONCE = 400

_COLUMNS = [people.faces.c[name] for name in Face._fields]
_PLACE = ("entity_id", "like_id", "score", "reasons", "candidates")


class _Kept(NamedTuple):
    """A face, and where it was put last time."""

    face: Face
    row: dict[str, Any]


def regroup(connection: Connection, noted: Iterable[Noted], pins: Pins) -> None:
    """Find out anew whose faces these and those of like names are."""
    some = list(noted)
    blocks = sorted({found.block for found in some if not found.is_bare})
    words = {word for found in some for word in ((found.block,) if found.is_bare else found.words)}
    touched: set[int] = set()
    for block in blocks:
        words |= _regroup_block(connection, block, pins, touched)
    for word in _with_bare_faces(connection, words):
        _regroup_bare(connection, word, pins, touched)
    refresh(connection, touched)


def _regroup_block(connection: Connection, block: str, pins: Pins, touched: set[int]) -> set[str]:
    """Group the full names of a block; the words of all whose group has changed."""
    known = _kept(connection, people.faces.c.block == block)
    faces = [kept.face for kept in known.values() if not kept.face.is_bare]
    groups, placed = group(faces, _proofs(connection, faces), pins)
    _write(connection, groups, placed, known, touched)
    changed = {
        label
        for face, where in placed.items()
        for label in (where.entity, known[face].row["entity_id"])
        if known[face].row["entity_id"] != where.entity
    }
    return {
        word
        for face in faces
        if placed[face.id].entity in changed and face.person is not None
        for word in face.person.words
    }


def _regroup_bare(connection: Connection, word: str, pins: Pins, touched: set[int]) -> None:
    faces = people.faces.c
    known = _kept(connection, (faces.block == word) & (faces.kind == "person"))
    bare = [kept.face for kept in known.values() if kept.face.is_bare]
    having = select(people.face_words.c.face_id).where(people.face_words.c.word == word)
    groups: dict[int, Group] = {}
    full = [kept for kept in _kept(connection, faces.id.in_(having)).values() if not kept.face.is_bare]
    for kept in full:
        label = kept.row["entity_id"]
        if label is not None:
            groups.setdefault(label, Group.of([], label)).take(kept.face)
    proofs = _proofs(connection, [*bare, *(kept.face for kept in full)])
    placed = group_bare(bare, list(groups.values()), proofs, pins)
    own = [Group.of([face], placed[face.id].entity) for face in bare if placed[face.id].entity not in groups]
    _write(connection, [*groups.values(), *own], placed, known, touched)


def _with_bare_faces(connection: Connection, words: set[str]) -> list[str]:
    """Those of some words that are also bare names on some page."""
    faces, found, all_words = people.faces.c, set[str](), sorted(words)
    for at in range(0, len(all_words), AT_ONCE):
        query = select(faces.block).distinct()
        these = (faces.block.in_(all_words[at : at + AT_ONCE]), faces.is_floating, faces.kind == "person")
        found.update(connection.scalars(query.where(*these)))
    return sorted(found)


def _kept(connection: Connection, which: ColumnElement[bool]) -> dict[int, _Kept]:
    faces, own = people.faces.c, len(_COLUMNS)
    query = select(*_COLUMNS, *(faces[name] for name in _PLACE)).where(which)
    rows = connection.execute(query.order_by(faces.is_floating, faces.id.desc()).limit(MOST_FACES))
    return {row.id: _Kept(Face(*row[:own]), dict(zip(_PLACE, row[own:], strict=True))) for row in rows}


def _proofs(connection: Connection, faces: Sequence[Face]) -> Proofs:
    """What these faces have in common with each other."""
    table, ids = people.proofs.c, sorted(face.id for face in faces) if len(faces) > 1 else []
    there, found = set(ids), Proofs()
    for at in range(0, len(ids), AT_ONCE):
        query = select(people.proofs).where(table.one_id.in_(ids[at : at + AT_ONCE]))
        for row in connection.execute(query):
            if row.other_id in there:
                found.setdefault((row.one_id, row.other_id), []).append(Trait(row.kind, row.value, row.shown))
    return found


def _write(
    connection: Connection,
    groups: Sequence[Group],
    placed: dict[int, Placed],
    known: dict[int, _Kept],
    touched: set[int],
) -> None:
    """Write down what has changed; names that no page has as a name are nobody's."""
    named = {found.label for found in groups if any(face.is_named for face in found.faces)}
    wanted = {face: _row(where, named) for face, where in placed.items()}
    changed = {face: row for face, row in wanted.items() if known[face].row != row}
    entities = {row["entity_id"] for row in changed.values()} - {None}
    _make_entities(connection, entities)
    for face, row in changed.items():
        connection.execute(update(people.faces).where(people.faces.c.id == face).values(row))
    touched |= entities | ({known[face].row["entity_id"] for face in changed} - {None})


def _row(where: Placed, named: set[int]) -> dict[str, Any]:
    return {
        "entity_id": where.entity if where.entity in named else None,
        "like_id": where.like,
        "score": where.score,
        "reasons": msgspec.json.encode(where.reasons).decode() if where.reasons else None,
        "candidates": msgspec.json.encode(where.candidates).decode() if where.candidates else None,
    }


def _make_entities(connection: Connection, entities: set[int]) -> None:
    """Rows for those that have none; what they are called is found out when all faces are where they belong."""
    if entities:
        rows = [{"id": entity, "kind": "", "name": ""} for entity in sorted(entities)]
        connection.execute(insert_new(connection, people.entities), rows)


def refresh(connection: Connection, touched: set[int]) -> None:
    """Name these entities and their countries as their faces are now; those without faces go."""
    table, faces, ids = people.entities, people.faces.c, sorted(touched)
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        there = {row.id: tuple(row)[1:] for row in connection.execute(select(table).where(table.c.id.in_(some)))}
        now = _described(connection, faces.entity_id.in_(some) & faces.is_floating.is_(False) & faces.is_named)
        left = [entity for entity in there if entity not in now]
        now |= _described(connection, faces.entity_id.in_(left)) if left else {}
        for entity, before in there.items():
            if entity not in now:
                connection.execute(delete(table).where(table.c.id == entity))
            elif now[entity] != before:
                values = dict(zip(("kind", "name", "country"), now[entity], strict=True))
                connection.execute(update(table).where(table.c.id == entity).values(values))


def _described(connection: Connection, which: ColumnElement[bool]) -> dict[int, tuple[str, str, str | None]]:
    """Kind, name and country of the entities that have such faces: the oldest name, and the country if it is one."""
    faces, countries = people.faces.c, dict[int, set[str]]()
    found: dict[int, tuple[str, str]] = {}
    columns = (faces.entity_id, faces.kind, faces.name, faces.country)
    for row in connection.execute(select(*columns).where(which).order_by(faces.is_named.desc(), faces.id)):
        found.setdefault(row.entity_id, (row.kind, row.name))
        countries.setdefault(row.entity_id, set()).update([] if row.country is None else [row.country])
    return {
        entity: (*described, next(iter(countries[entity])) if len(countries[entity]) == 1 else None)
        for entity, described in found.items()
    }
