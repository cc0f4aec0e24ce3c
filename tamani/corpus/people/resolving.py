"""Making out who is who in a store: each page once, as it comes, and again when it is read or corrected anew.

What a page adds is looked up by the words of its names: in a store of any size only faces of like names are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.database import reading, writing
from tamani.corpus.moments import now
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.decisions import moved_mentions, pins_in_force
from tamani.corpus.people.face_store import FaceStore, actors_of, waiting_versions
from tamani.corpus.people.regrouping import regroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

AT_ONCE = 32
"""Pages that are looked at in one transaction."""


def resolve_waiting(engine: Engine, at_once: int = AT_ONCE) -> Iterator[int]:
    """Look at the pages whose actors were not looked at; the version of each as soon as it is safe in the store."""
    last = 0
    while True:
        with reading(engine) as connection:
            versions = waiting_versions(connection, last, at_once)
        if not versions:
            return
        last = versions[-1]
        with writing(engine) as connection:
            resolve(connection, versions)
        yield from versions


def are_waiting(engine: Engine) -> bool:
    """Whether there are pages whose actors were not looked at."""
    with reading(engine) as connection:
        return bool(waiting_versions(connection, 0, 1))


def resolve(connection: Connection, versions: Sequence[int]) -> None:
    """Look at some page versions in one transaction; what was looked at before is looked at again."""
    store = FaceStore(connection, moved_mentions(connection))
    links, looked = people.links, people.looked_at
    for version in versions:
        page = actors_of(connection, version)
        connection.execute(delete(links).where(links.c.version_id == version))
        connection.execute(delete(looked).where(looked.c.version_id == version))
        store.put(version, page, _story(connection, version))
        row = {"version_id": version, "n": _first_actor(connection, version), "resolved_at": now()}
        connection.execute(insert(looked).values(row))
    store.compare()
    regroup(connection, store.noted.values(), pins_in_force(connection))


def resolve_anew(engine: Engine, at_once: int = AT_ONCE) -> Iterator[int]:
    """Forget what speaks for whom and look at all pages again; what readers decided stays.

    This is for a store whose stories were joined, merged or split after their pages were looked at.
    """
    with writing(engine) as connection:
        for table in (people.links, people.looked_at, people.proofs, people.traits):
            connection.execute(delete(table))
        connection.execute(update(people.faces).values(gender=None, entity_id=None))
        connection.execute(delete(people.entities))
    yield from resolve_waiting(engine, at_once)


def _first_actor(connection: Connection, version: int) -> int | None:
    actors = entries.actors.c
    found: int | None = connection.scalar(select(func.min(actors.n)).where(actors.version_id == version))
    return found


def _story(connection: Connection, version: int) -> int | None:
    placed, versions = tables.story_pages.c, tables.versions.c
    query = select(placed.story_id).where(placed.page_id == versions.page_id, versions.id == version)
    found: int | None = connection.scalar(query.order_by(placed.story_id).limit(1))
    return found
