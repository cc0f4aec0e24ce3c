"""Stories that readers merge and split: signed, dated rows that are never changed, and can be taken back.

Joining only places pages that are in no story, so what was decided here stands until a later judgement.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import delete, func, insert, select, update

from tamani.corpus import tables
from tamani.corpus.database import reading, writing
from tamani.corpus.moments import now
from tamani.corpus.packing import unpack
from tamani.corpus.stories import story_tables
from tamani.corpus.stories.embedding import unpacked_vector
from tamani.corpus.stories.page_view import unpacked_view
from tamani.corpus.stories.story_store import put_names
from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

SIGNED = ("judgement", "from_id", "to_id", "pages", "withdraws", "why", "by", "at")
"""What the signature of a row covers, besides the signature before it."""


class StoryError(WordedError, ValueError):
    """A judgement that cannot be made; says why."""


@dataclass(frozen=True, slots=True)
class StoryJudgement:
    """What somebody decided: these pages of one story belong to another one."""

    id: int
    judgement: Literal["merged", "split", "withdrawn"]
    from_id: int
    to_id: int
    pages: tuple[int, ...]
    withdraws: int | None
    why: str | None
    by: str
    at: str
    signature: str


def merge(engine: Engine, into: int, other: int, *, by: str, why: str | None = None) -> StoryJudgement:
    """Put all pages of a story into another one.

    Raises:
        StoryError: one of them has no pages, or they are the same.

    """
    with writing(engine) as connection:
        if into == other:
            raise StoryError("story_into_itself", story=into)
        _pages_of(connection, into)
        return _move(connection, _pages_of(connection, other), other, into, judgement="merged", by=by, why=why)


def split(engine: Engine, story: int, pages: Sequence[int], *, by: str, why: str | None = None) -> StoryJudgement:
    """Put some pages of a story into a new one.

    Raises:
        StoryError: a page is not in the story, or none would be left in it.

    """
    with writing(engine) as connection:
        there = _pages_of(connection, story)
        moved = sorted(set(pages))
        strange = [str(page) for page in moved if page not in there]
        if strange:
            raise StoryError("story_without_page", story=story, pages=", ".join(strange))
        if not moved or len(moved) == len(there):
            raise StoryError("story_some_pages")
        new = (connection.scalar(select(func.max(tables.stories.c.id))) or 0) + 1
        first = moved[0]
        seen = connection.scalar(select(tables.pages.c.first_seen).where(tables.pages.c.id == first))
        title = _title(connection, first)
        connection.execute(insert(tables.stories).values(id=new, title=title, first_seen=seen))
        return _move(connection, moved, story, new, judgement="split", by=by, why=why)


def withdraw(engine: Engine, judgement: int, *, by: str, why: str | None = None) -> StoryJudgement:
    """Take a judgement back: its pages return, except those that a later judgement has moved on.

    Raises:
        StoryError: there is no such judgement, or it is withdrawn already.

    """
    with writing(engine) as connection:
        rows = {row.id: row for row in _history(connection)}
        old = rows.get(judgement)
        if old is None or old.judgement == "withdrawn":
            raise StoryError("no_judgement", judgement=judgement)
        if any(row.withdraws == judgement for row in rows.values()):
            raise StoryError("judgement_withdrawn", judgement=judgement)
        there = set(_placed(connection, old.to_id))
        back = [page for page in old.pages if page in there]
        settings: dict[str, Any] = {"judgement": "withdrawn", "withdraws": judgement, "by": by, "why": why}
        return _move(connection, back, old.to_id, old.from_id, **settings)


def history(engine: Engine) -> list[StoryJudgement]:
    """All judgements, oldest first."""
    with reading(engine) as connection:
        return _history(connection)


def broken_signatures(engine: Engine) -> list[int]:
    """Judgements whose row was changed behind Tamani's back, or before which one was taken out."""
    broken, before = [], None
    for row in history(engine):
        values = {name: getattr(row, name) for name in SIGNED} | {"pages": _as_json(row.pages)}
        if _sign(before, values) != row.signature:
            broken.append(row.id)
        before = row.signature
    return broken


def _history(connection: Connection) -> list[StoryJudgement]:
    table = story_tables.story_judgements
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [StoryJudgement(**{**row, "pages": tuple(msgspec.json.decode(row["pages"]))}) for row in rows]


def _pages_of(connection: Connection, story: int) -> list[int]:
    pages = _placed(connection, story)
    if not pages:
        raise StoryError("no_story", story=story)
    return pages


def _placed(connection: Connection, story: int) -> list[int]:
    placed = tables.story_pages.c
    query = select(placed.page_id).where(placed.story_id == story).order_by(placed.page_id)
    return list(connection.scalars(query))


def _title(connection: Connection, page: int) -> str | None:
    versions, records = tables.versions.c, tables.records.c
    query = select(records.headline).where(records.version_id == versions.id, versions.page_id == page)
    found: str | None = connection.scalar(query.order_by(versions.number))
    return found


def _move(connection: Connection, pages: list[int], origin: int, to: int, **settings: Any) -> StoryJudgement:  # noqa: ANN401
    """Move pages, and write down and sign that it was done."""
    placed = tables.story_pages
    where = (placed.c.story_id == origin, placed.c.page_id.in_(pages))
    connection.execute(update(placed).where(*where).values(story_id=to))
    for story in (origin, to):
        _name_anew(connection, story)
    table = story_tables.story_judgements
    before = connection.scalar(select(table.c.signature).order_by(table.c.id.desc()).limit(1))
    row = {"withdraws": None, **settings, "from_id": origin, "to_id": to, "pages": _as_json(pages), "at": now()}
    row["signature"] = _sign(before, row)
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 (one row was inserted)
    return StoryJudgement(id=int(key[0]), **{**row, "pages": tuple(pages)})


def _name_anew(connection: Connection, story: int) -> None:
    """Gather the names of a story again from the pages that it has now."""
    connection.execute(delete(story_tables.story_names).where(story_tables.story_names.c.story_id == story))
    views, placed = story_tables.story_views.c, tables.story_pages.c
    query = select(views.view, views.vector).where(views.page_id == placed.page_id, placed.story_id == story)
    rows = connection.execute(query).all()
    kept = [unpacked_view(unpack(row.view), unpacked_vector(row.vector)) for row in rows]
    put_names(connection, story, {name for view in kept for name in view.names})


def _as_json(pages: Sequence[int]) -> str:
    return msgspec.json.encode(list(pages)).decode()


def _sign(before: str | None, row: dict[str, Any]) -> str:
    signed = msgspec.json.encode([before, *(row[name] for name in SIGNED)])
    return hashlib.sha256(signed).hexdigest()
