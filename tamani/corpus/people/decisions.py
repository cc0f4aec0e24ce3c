"""What readers decided about who is who: the judgements as they were written down, and those that nobody took back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import select

from tamani.corpus.people import people_tables as people

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.corpus.people.face_store import Span
    from tamani.corpus.people.grouping import Pins

Decision = Literal["merged", "split", "rejected", "withdrawn"]


class MovedMention(msgspec.Struct, frozen=True, array_like=True):
    """An actor of a page, by its first mention, that a split gave a face of its own."""

    version: int
    start: int
    end: int
    face: int


@dataclass(frozen=True, slots=True)
class EntityJudgement:
    """What somebody decided. ``faces`` are pairs of a face and the entity that it belongs to from then on."""

    id: int
    judgement: Decision
    from_id: int
    to_id: int
    faces: tuple[tuple[int, int], ...]
    moved: tuple[MovedMention, ...]
    withdraws: int | None
    why: str | None
    by: str
    at: str
    signature: str


def judgements_of(connection: Connection) -> list[EntityJudgement]:
    """All judgements, oldest first; withdrawn ones too."""
    table = people.judgements
    return [
        EntityJudgement(
            **{
                **row,
                "faces": msgspec.json.decode(row["faces"], type=tuple[tuple[int, int], ...]),
                "moved": msgspec.json.decode(row["moved"], type=tuple[MovedMention, ...]),
            }
        )
        for row in connection.execute(select(table).order_by(table.c.id)).mappings()
    ]


def in_force(connection: Connection) -> list[EntityJudgement]:
    """The judgements that nobody has withdrawn, oldest first."""
    found = judgements_of(connection)
    withdrawn = {row.withdraws for row in found}
    return [row for row in found if row.judgement != "withdrawn" and row.id not in withdrawn]


def pins_in_force(connection: Connection) -> Pins:
    """The faces that readers gave to entities; a later judgement goes before an earlier one."""
    return {face: entity for row in in_force(connection) for face, entity in row.faces}


def moved_mentions(connection: Connection) -> dict[tuple[int, Span], int]:
    """The actors of pages that have another face than their name says."""
    return {(m.version, (m.start, m.end)): m.face for row in in_force(connection) for m in row.moved}


def told_apart(connection: Connection) -> set[tuple[int, int]]:
    """Pairs of entities that readers said are not the same, the lower id first."""
    return {
        (min(row.from_id, row.to_id), max(row.from_id, row.to_id))
        for row in in_force(connection)
        if row.judgement in {"rejected", "split"}
    }
