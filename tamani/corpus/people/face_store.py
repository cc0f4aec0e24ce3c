"""Faces in the store: who is on a page, the face of each, and what two faces of like names have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import exists, insert, select, update

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.database import is_sqlite
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.evidence import MOST_FIRM, Trait, looked_up_under, noted_under, trait_number, traits_of
from tamani.corpus.people.identities import NAMED, Identity, Seen, identity_of, page_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Insert, Table

MOST_ACTORS = 300
"""Actors of a page that are looked at; the first ones."""
MOST_FOUND = 20000
"""Faces that one question for several traits may find; the latest ones."""
AT_ONCE = 400
"""Values in one question to the database."""

Span = tuple[int, int]


_PROOF = ("one_id", "other_id", "kind", "value", "shown")


class _Known(NamedTuple):
    """A face that the store has."""

    id: int
    entity: int | None
    gender: str


class Noted(NamedTuple):
    """A face that is new or has something new, and the words that bare names like its may stand by."""

    id: int
    block: str
    words: tuple[str, ...]
    is_bare: bool


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insertion that leaves rows alone that are there already."""
    if is_sqlite(connection):
        from sqlalchemy.dialects.sqlite import insert as make  # noqa: PLC0415 (one of two)
    else:
        from sqlalchemy.dialects.postgresql import insert as make  # type: ignore[assignment]  # noqa: PLC0415
    return make(table).on_conflict_do_nothing()


def actors_of(connection: Connection, version: int) -> list[tuple[Seen, Identity]]:
    """The actors of a page version that have an identity beyond it, as readers have corrected them."""
    actors, mentions, pages, versions = entries.actors.c, entries.mentions.c, tables.pages.c, tables.versions.c
    page = connection.scalar(select(pages.identity).where(pages.id == versions.page_id, versions.id == version))
    forms: dict[int, list[str]] = {}
    query = select(mentions.actor_n, mentions.form).where(
        mentions.version_id == version, mentions.actor_n < MOST_ACTORS
    )
    for n, form in connection.execute(query):
        forms.setdefault(n, []).append(form)
    columns = (
        actors.n, actors.actor, actors.name, actors.kind, actors.country, actors.gender, actors.role,
        actors.start, actors.end,
    )  # fmt: skip
    rows = connection.execute(
        select(*columns).where(actors.version_id == version).order_by(actors.n).limit(MOST_ACTORS)
    )
    found = []
    for row in rows:
        said = forms.get(row.n, [])
        seen = Seen(
            row.n, row.actor, row.name, row.kind, row.country, row.gender, row.role,
            row.kind != "person" or not NAMED.isdisjoint(said), len(said), row.start, row.end,
        )  # fmt: skip
        identity = identity_of(seen, page_mark(page or ""))
        if identity is not None:
            found.append((seen, identity))
    return found


class FaceStore:
    """Writes the actors of some pages down, all in one transaction; ``noted`` are the faces that have something new."""

    def __init__(self, connection: Connection, moved: dict[tuple[int, Span], int]) -> None:
        self.connection = connection
        self.moved = moved
        self.noted: dict[int, Noted] = {}
        self._waiting: list[tuple[int, Identity, Trait]] = []

    def put(self, version: int, page: Sequence[tuple[Seen, Identity]], story: int | None) -> None:
        """Give each actor of a page its face."""
        known = self._known_faces({identity.key for _, identity in page})
        rows = []
        for seen, identity in page:
            face = self.moved.get((version, (seen.start, seen.end)))
            if face is None:
                face = self._face(seen, identity, known)
            rows.append({"version_id": version, "n": seen.n, "face_id": face})
            self._waiting += [(face, identity, trait) for trait in traits_of(seen, page, story)]
        if rows:
            self.connection.execute(insert(people.links), rows)

    def _known_faces(self, keys: set[str]) -> dict[str, _Known]:
        """Those faces that the store has already."""
        faces = people.faces.c
        query = select(faces.key, faces.id, faces.entity_id, faces.gender).where(faces.key.in_(sorted(keys)))
        return {row.key: _Known(row.id, row.entity_id, row.gender or "") for row in self.connection.execute(query)}

    def _face(self, seen: Seen, identity: Identity, known: dict[str, _Known]) -> int:
        """The face of an actor, made if there is none; with the gender that this page gives it."""
        gender = (seen.gender or "") if identity.kind == "person" else ""
        there = known.get(identity.key)
        if there is None:
            row = {
                "key": identity.key, "kind": identity.kind, "name": seen.name, "block": identity.block,
                "country": seen.country, "gender": gender or None, "is_floating": identity.is_floating,
                "is_named": seen.is_named,
            }  # fmt: skip
            known[identity.key] = _Known(self.add_face(row, identity.words), None, gender)
            self._note(known[identity.key].id, identity)
            return known[identity.key].id
        genders = "".join(sorted({*there.gender, *gender}))
        if genders != there.gender:
            table = people.faces
            self.connection.execute(update(table).where(table.c.id == there.id).values(gender=genders))
            known[identity.key] = there._replace(gender=genders)
        if genders != there.gender or there.entity is None:
            self._note(there.id, identity)
        return there.id

    def add_face(self, row: dict[str, Any], words: Iterable[str]) -> int:
        """A new face with the words that it is found by; its id."""
        key = self.connection.execute(insert(people.faces).values(row)).inserted_primary_key
        assert key is not None  # noqa: S101 (one row was inserted)
        face = int(key[0])
        found = [{"word": word, "face_id": face} for word in sorted(set(words))]
        if found:
            self.connection.execute(insert(people.face_words), found)
        return face

    def _note(self, face: int, identity: Identity) -> None:
        words = identity.words if identity.kind == "person" else ()
        self.noted[face] = Noted(face, identity.block, words, identity.is_bare)

    def compare(self) -> None:
        """Note what the faces of these pages have, and what they have in common with others."""
        noted: dict[tuple[int, int], tuple[Identity, Trait]] = {}
        for face, identity, trait in self._waiting:
            for place in noted_under(identity):
                noted.setdefault((trait_number(place, trait), face), (identity, trait))
        self._waiting = []
        known = self._known(noted)
        new = [key for key in noted if key not in known]
        if not new:
            return
        self.connection.execute(insert(people.traits), [{"trait": trait, "face_id": face} for trait, face in new])
        self._prove(
            {
                (face, trait.kind, trait.value): noted[number, face]
                for number, face in new
                for trait in [noted[number, face][1]]
            }
        )

    def _known(self, noted: dict[tuple[int, int], Any]) -> set[tuple[int, int]]:
        table = people.traits.c
        faces = sorted({face for _, face in noted})
        numbers = sorted({number for number, _ in noted})
        found: set[tuple[int, int]] = set()
        for at in range(0, len(numbers), AT_ONCE):
            for some in range(0, len(faces), AT_ONCE):
                these = (table.trait.in_(numbers[at : at + AT_ONCE]), table.face_id.in_(faces[some : some + AT_ONCE]))
                found.update(
                    (row.trait, row.face_id) for row in self.connection.execute(select(people.traits).where(*these))
                )
        return found

    def _prove(self, new: dict[tuple[int, str, str], tuple[Identity, Trait]]) -> None:
        """Note for each face that has something new which others have it."""
        asked: dict[int, list[tuple[tuple[int, str, str], int]]] = {}
        for key, (identity, trait) in new.items():
            for place, most in looked_up_under(identity):
                asked.setdefault(trait_number(place, trait), []).append((key, most))
        rows: dict[tuple[int, int, str, str], str] = {}
        for number, others in self._having(sorted(asked)).items():
            for key, most in asked[number]:
                face, kind, value = key
                for other in others[:most]:
                    if other != face:
                        rows[min(face, other), max(face, other), kind, value] = new[key][1].shown
                        self._note(face, new[key][0])
        if rows:
            found = [dict(zip(_PROOF, (*pair, shown), strict=True)) for pair, shown in rows.items()]
            self.connection.execute(insert_new(self.connection, people.proofs), found)

    def _having(self, numbers: Sequence[int]) -> dict[int, list[int]]:
        """The faces that have these traits, the latest first, not more of one than are compared."""
        table, found = people.traits.c, dict[int, list[int]]()
        for at in range(0, len(numbers), AT_ONCE):
            query = select(table.trait, table.face_id).where(table.trait.in_(numbers[at : at + AT_ONCE]))
            for row in self.connection.execute(query.order_by(table.face_id.desc()).limit(MOST_FOUND)):
                there = found.setdefault(row.trait, [])
                if len(there) < MOST_FIRM:
                    there.append(row.face_id)
        return found


def waiting_versions(connection: Connection, after: int, most: int) -> list[int]:
    """Page versions, the latest of each page, whose actors were not looked at; oldest first."""
    versions, records, looked, actors = tables.versions.c, tables.records.c, people.looked_at.c, entries.actors.c
    has_actors = exists().where(actors.version_id == records.version_id)
    query = (
        select(records.version_id)
        .join(tables.versions, versions.id == records.version_id)
        .outerjoin(people.looked_at, looked.version_id == records.version_id)
        .where(versions.is_latest, records.version_id > after)
        .where(looked.version_id.is_(None) | (looked.n.is_(None) & has_actors))
        .order_by(records.version_id)
        .limit(most)
    )
    return list(connection.scalars(query))
