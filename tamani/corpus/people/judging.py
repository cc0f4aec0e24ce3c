"""Entities that readers merge, split and tell apart: signed, dated rows that are never changed, and can be taken back.

A judgement gives faces to entities; what is made out later from pages respects it, as it is asked each time.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, insert, select

from tamani.corpus import entry_tables as entries
from tamani.corpus.database import reading, writing
from tamani.corpus.moments import now
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.decisions import EntityJudgement, MovedMention, judgements_of, pins_in_force
from tamani.corpus.people.face_store import FaceStore, Noted
from tamani.corpus.people.regrouping import regroup
from tamani.corpus.people.resolving import resolve
from tamani.corpus.people.spelling import person_name
from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Engine, Row

SIGNED = ("judgement", "from_id", "to_id", "faces", "moved", "withdraws", "why", "by", "at")
"""What the signature of a row covers, besides the signature before it."""


class EntityError(WordedError, ValueError):
    """A judgement that cannot be made; says why."""


def merge(engine: Engine, into: int, other: int, *, by: str, why: str | None = None) -> EntityJudgement:
    """Make two entities one; it keeps the number of the first.

    Raises:
        EntityError: there is no such entity, they are the same already, or of different kinds.

    """
    with writing(engine) as connection:
        one, second = entity_of(connection, into), entity_of(connection, other)
        if one == second:
            raise EntityError("entities_one_already", first=into, second=other)
        kinds = {_kind(connection, entity) for entity in (one, second)}
        if len(kinds) > 1 and "person" in kinds | {""}:
            raise EntityError("entities_of_kinds", first=into, second=other, kinds=", ".join(sorted(kinds)))
        faces = [(face, one) for entity in (one, second) for face in _telling_faces(connection, entity)]
        return _decide(connection, "merged", (second, one), faces, by=by, why=why)


def split(engine: Engine, entity: int, versions: Sequence[int], *, by: str, why: str | None = None) -> EntityJudgement:
    """Make those whom an entity is on some pages an entity of their own.

    Raises:
        EntityError: it is not on one of these page versions, or is on no other.

    """
    with writing(engine) as connection:
        old = entity_of(connection, entity)
        rows = _mentions(connection, old)
        wanted = set(versions)
        strange = sorted(wanted - {row.version_id for row in rows})
        if strange:
            raise EntityError("entity_not_on_page", entity=entity, pages=", ".join(map(str, strange)))
        leaving = [row for row in rows if row.version_id in wanted]
        if not leaving or len(leaving) == len(rows):
            raise EntityError("entity_some_pages")
        copies = _copies(connection, sorted({row.face_id for row in leaving}))
        new = min(copies.values())
        faces = [(face, new) for face in copies.values()]
        faces += [(face, old) for face in _telling_faces(connection, old)]
        moved = [MovedMention(row.version_id, row.start, row.end, copies[row.face_id]) for row in leaving]
        return _decide(connection, "split", (old, new), faces, moved=moved, by=by, why=why)


def reject(engine: Engine, one: int, other: int, *, by: str, why: str | None = None) -> EntityJudgement:
    """Say that two entities are not the same, whatever later pages may have in common.

    Raises:
        EntityError: there is no such entity, or they are one: that is for a split.

    """
    with writing(engine) as connection:
        first, second = entity_of(connection, one), entity_of(connection, other)
        if first == second:
            raise EntityError("entities_are_one", first=one, second=other, entity=first)
        faces = [(face, entity) for entity in (first, second) for face in _telling_faces(connection, entity)]
        return _decide(connection, "rejected", (first, second), faces, by=by, why=why)


def withdraw(engine: Engine, judgement: int, *, by: str, why: str | None = None) -> EntityJudgement:
    """Take a judgement back: what it decided is as if nobody had, except where a later judgement stands.

    Raises:
        EntityError: there is no such judgement, or it is withdrawn already.

    """
    with writing(engine) as connection:
        rows = {row.id: row for row in judgements_of(connection)}
        old = rows.get(judgement)
        if old is None or old.judgement == "withdrawn":
            raise EntityError("no_judgement", judgement=judgement)
        if any(row.withdraws == judgement for row in rows.values()):
            raise EntityError("judgement_withdrawn", judgement=judgement)
        ends = (old.to_id, old.from_id)
        made = _write(connection, "withdrawn", ends, (), (), {"withdraws": judgement, "by": by, "why": why})
        _see_to(connection, [face for face, _ in old.faces], {mention.version for mention in old.moved})
        return made


def history(engine: Engine) -> list[EntityJudgement]:
    """All judgements, oldest first."""
    with reading(engine) as connection:
        return judgements_of(connection)


def broken_signatures(engine: Engine) -> list[int]:
    """Judgements whose row was changed behind Tamani's back, or before which one was taken out."""
    broken, before = [], None
    for row in history(engine):
        values = {name: getattr(row, name) for name in SIGNED}
        values |= {"faces": _as_json(row.faces), "moved": _as_json(row.moved)}
        if _sign(before, values) != row.signature:
            broken.append(row.id)
        before = row.signature
    return broken


def entity_of(connection: Connection, number: int) -> int:
    """The entity that a number stands for now; numbers that an entity once had are those of its faces.

    Raises:
        EntityError: there is none.

    """
    faces = people.faces.c
    found: int | None = connection.scalar(select(faces.entity_id).where(faces.id == number))
    if found is None:
        raise EntityError("no_entity", entity=number)
    return found


def _kind(connection: Connection, entity: int) -> str:
    return connection.scalar(select(people.entities.c.kind).where(people.entities.c.id == entity)) or ""


def _telling_faces(connection: Connection, entity: int) -> list[int]:
    """The faces that make an entity: those that are found again on other pages, or all where there are none."""
    faces = people.faces.c
    rows = connection.execute(
        select(faces.id, faces.is_floating).where(faces.entity_id == entity).order_by(faces.id)
    ).all()
    return [row.id for row in rows if not row.is_floating] or [row.id for row in rows]


def _mentions(connection: Connection, entity: int) -> Sequence[Row[Any]]:
    links, faces, actors = people.links.c, people.faces.c, entries.actors.c
    query = select(links.version_id, links.face_id, actors.start, actors.end).where(
        links.face_id == faces.id, faces.entity_id == entity, actors.version_id == links.version_id, actors.n == links.n
    )
    return connection.execute(query.order_by(links.version_id, links.n)).all()


def _copies(connection: Connection, faces: Sequence[int]) -> dict[int, int]:
    """New faces that look like these, for those who leave."""
    table, words = people.faces, people.face_words.c
    number = (connection.scalar(select(func.max(people.judgements.c.id))) or 0) + 1
    store, made = FaceStore(connection, {}), {}
    for face in faces:
        row = connection.execute(select(table).where(table.c.id == face)).mappings().one()
        names = ("kind", "name", "block", "country", "gender", "is_floating", "is_named")
        copy = {name: row[name] for name in names} | {"key": f"apart|{number}|{row['key']}"}
        made[face] = store.add_face(copy, connection.scalars(select(words.word).where(words.face_id == face)))
    return made


def _decide(
    connection: Connection,
    judgement: str,
    ends: tuple[int, int],
    faces: Sequence[tuple[int, int]],
    *,
    moved: Sequence[MovedMention] = (),
    **signed: Any,  # noqa: ANN401 (by and why)
) -> EntityJudgement:
    made = _write(connection, judgement, ends, faces, moved, {"withdraws": None, **signed})
    _see_to(connection, [face for face, _ in faces], {mention.version for mention in moved})
    return made


def _write(
    connection: Connection,
    judgement: str,
    ends: tuple[int, int],
    faces: Sequence[tuple[int, int]],
    moved: Sequence[MovedMention],
    signed: dict[str, Any],
) -> EntityJudgement:
    """Write down and sign what was decided."""
    table = people.judgements
    before = connection.scalar(select(table.c.signature).order_by(table.c.id.desc()).limit(1))
    row = {"judgement": judgement, "from_id": ends[0], "to_id": ends[1], **signed, "at": now()}
    row |= {"faces": _as_json(faces), "moved": _as_json(moved)}
    row["signature"] = _sign(before, row)
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 (one row was inserted)
    return EntityJudgement(id=int(key[0]), **{**row, "faces": tuple(faces), "moved": tuple(moved)})


def _see_to(connection: Connection, faces: Iterable[int], versions: set[int]) -> None:
    """Find out anew whose these faces are, and whose face the actors of these pages have."""
    if versions:
        resolve(connection, sorted(versions))
    table, words = people.faces.c, people.face_words.c
    noted = []
    query = select(table.id, table.block, table.name, table.kind).where(table.id.in_(sorted(set(faces))))
    for row in connection.execute(query).all():
        own = tuple(connection.scalars(select(words.word).where(words.face_id == row.id)))
        name = person_name(row.name) if row.kind == "person" else None
        noted.append(Noted(row.id, row.block, () if name is None else own, name is not None and name.is_bare))
    regroup(connection, noted, pins_in_force(connection))


def _as_json(value: Sequence[Any]) -> str:
    return msgspec.json.encode(value).decode()


def _sign(before: str | None, row: dict[str, Any]) -> str:
    signed = msgspec.json.encode([before, *(row[name] for name in SIGNED)])
    return hashlib.sha256(signed).hexdigest()
