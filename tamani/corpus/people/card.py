"""What pages tell of an entity: spellings, countries, roles over time, what it said and did, what it is accused of.

Every line points at the page version and the characters that say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.database import reading
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.card_entries import Act, Held, Said, Spelling, Told, acts, mentions, quotations, told
from tamani.corpus.people.finding import FoundEntity, Possible, described, find_entities, possible
from tamani.corpus.people.period import Period
from tamani.record import Reason

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MOST_FACES = 100


class FaceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A name that the entity has, and why it is thought to be its own; ``version`` where it is that of one page."""

    id: int
    name: str
    country: str | None
    version: int | None
    like: int | None
    points: int | None
    reasons: list[Reason]
    may_be: list[int]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """All that is shown of an entity. The lists are cut; ``counts`` say how much there is of each."""

    entity: FoundEntity
    spellings: list[Spelling]
    countries: dict[str, int]
    roles: list[Held]
    faces: list[FaceShown]
    possible: list[Possible]
    said: list[Said]
    did: list[Act]
    met: list[Act]
    undergone: list[Act]
    accused_of: list[Told]
    claims: list[Told]
    counts: dict[str, int]


def who(engine: Engine, name: str) -> list[FoundEntity]:
    """The entities that a name or number may mean, those on most pages first."""
    with reading(engine) as connection:
        return find_entities(connection, name)


def card(engine: Engine, entity: int, period: Period | None = None, limit: int | None = None) -> Card | None:
    """What the pages of a period tell of an entity, the latest first; None where there is no such entity."""
    period = period or Period()
    with reading(engine) as connection:
        found = described(connection, [entity])
        if not found:
            return None
        spellings, countries, roles = mentions(connection, entity, period)
        counts: dict[str, int] = {}
        return Card(
            entity=found[0],
            spellings=spellings,
            countries=countries,
            roles=roles,
            faces=_faces(connection, entity),
            possible=possible(connection, entity),
            said=quotations(connection, entity, period, limit, counts),
            did=acts(connection, entity, period, limit, counts, "did"),
            met=acts(connection, entity, period, limit, counts, "met"),
            undergone=acts(connection, entity, period, limit, counts, "undergone"),
            accused_of=told(connection, entity, period, limit, counts, "accused_of"),
            claims=told(connection, entity, period, limit, counts, "claims"),
            counts=counts,
        )


def _faces(connection: Connection, entity: int) -> list[FaceShown]:
    faces, links, versions = people.faces.c, people.links.c, tables.versions.c
    query = select(people.faces).where(faces.entity_id == entity).order_by(faces.is_floating, faces.id)
    rows = connection.execute(query.limit(MOST_FACES)).all()
    floating = [row.id for row in rows if row.is_floating]
    pages = select(links.face_id, links.version_id).where(
        links.face_id.in_(floating), versions.id == links.version_id, versions.is_latest
    )
    page_of = {row.face_id: row.version_id for row in connection.execute(pages)}
    return [
        FaceShown(
            id=row.id, name=row.name, country=row.country, version=page_of.get(row.id), like=row.like_id,
            points=row.score,
            reasons=msgspec.json.decode(row.reasons or "[]", type=list[Reason]),
            may_be=msgspec.json.decode(row.candidates or "[]", type=list[int]),
        )
        for row in rows
        if not row.is_floating or row.id in page_of
    ]  # fmt: skip
