"""The entries of an entity's card, each with its date, outlet, page and characters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import and_, exists, func, select

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.period import FETCHED, LATEST_FIRST, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from tamani.corpus.people.period import Period

MEETINGS = "CONSULT"
"""Type of the events in which people meet or speak with each other."""
MOST_MENTIONS = 50_000
"""Mentions that spellings and roles are counted from; the latest pages."""
MOST_SOURCES = 3
"""Places that a role or spelling is shown with: the first and the latest ones."""
AT_ONCE = 400
DENIED = "denial_verb"
"""The rule of the claims that a verb of denial tells: what stands behind the verb is what its speaker denies."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is said: characters ``start`` to ``end`` of a page version, with the words that stand there.

    ``date`` is when the page was published, None where it does not tell it; ``fetched`` is the day on which it came.
    """

    page: int
    version: int
    outlet: str | None
    url: str | None
    date: str | None
    fetched: str
    start: int
    end: int
    words: str


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """A way in which pages write the name."""

    name: str
    pages: int
    first: Place


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A role, when it is told for the first and for the last time, on how many pages, and on which, for example.

    ``first`` and ``last`` are None where none of these pages tells when it was published.
    """

    role: str
    first: str | None
    last: str | None
    pages: int
    sources: list[Place]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation. ``denied`` is whether these words are what the speaker denies, and not what he says."""

    at: Place
    kind: str
    confidence: float
    denied: bool = False


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An event that the entity had a part in. ``date`` is that of the event, where the page tells it.

    ``voice`` is who vouches for it: "narrator", or a name.
    """

    at: Place
    type: str
    status: str
    voice: str
    date: str | None
    sources: list[str]
    targets: list[str]
    clause: tuple[int, int]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim by the entity or about it."""

    at: Place
    kind: str
    speaker: str | None
    about: list[str]


def _own(entity: int, period: Period, *columns: Any) -> Select[Any]:  # noqa: ANN401 (columns of any type)
    """The places of an entity among the actors of the latest versions, with what is shown of their pages."""
    links, faces, versions, records, pages = (
        people.links.c, people.faces.c, tables.versions.c, tables.records.c, tables.pages.c,
    )  # fmt: skip
    return (
        select(links.version_id, versions.page_id, pages.outlet, pages.url)
        .add_columns(PUBLISHED.label("published"), FETCHED.label("fetched"), *columns)
        .join(people.faces, and_(faces.id == links.face_id, faces.entity_id == entity))
        .join(tables.versions, and_(versions.id == links.version_id, versions.is_latest))
        .join(tables.records, records.version_id == versions.id)
        .join(tables.pages, pages.id == versions.page_id)
        .where(*period.conditions)
    )


def _place(row: Row[Any]) -> Place:
    return Place(
        page=row.page_id, version=row.version_id, outlet=row.outlet, url=row.url, date=_day(row),
        fetched=row.fetched[:10], start=row.start, end=row.end, words=row.words,
    )  # fmt: skip


def _day(row: Row[Any]) -> str | None:
    return None if row.published is None else str(row.published)[:10]


def mentions(connection: Connection, entity: int, period: Period) -> tuple[list[Spelling], dict[str, int], list[Held]]:
    """How pages write the name, which countries they give, and the roles over time."""
    actors, links = entries.actors.c, people.links.c
    columns = (actors.name, actors.country, actors.role, actors.start, actors.end, actors.words)
    query = _own(entity, period, *columns).join(
        entries.actors, and_(actors.version_id == links.version_id, actors.n == links.n)
    )
    rows = connection.execute(query.order_by(*LATEST_FIRST, links.version_id.desc()).limit(MOST_MENTIONS)).all()
    rows = list(reversed(rows))
    rows.sort(key=lambda row: row.published is None)
    names: dict[str, list[Row[Any]]] = {}
    roles: dict[str, list[Row[Any]]] = {}
    for row in rows:
        names.setdefault(row.name, []).append(row)
        if row.role is not None:
            roles.setdefault(row.role, []).append(row)
    spellings = [Spelling(name=name, pages=len(found), first=_place(found[0])) for name, found in names.items()]
    countries = Counter(row.country for row in rows if row.country is not None)
    held = [
        Held(
            role=role, first=_day(found[0]), last=max(filter(None, map(_day, found)), default=None), pages=len(found),
            sources=[_place(row) for row in _ends(found)],
        )
        for role, found in roles.items()
    ]  # fmt: skip
    return sorted(spellings, key=lambda s: (-s.pages, s.name)), dict(countries.most_common()), held


def _ends(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    return list(rows) if len(rows) <= MOST_SOURCES else [rows[0], *rows[-MOST_SOURCES + 1 :]]


def quotations(
    connection: Connection, entity: int, period: Period, limit: int | None, counts: dict[str, int]
) -> list[Said]:
    """What it said, the latest first."""
    said, links = entries.quotations.c, people.links.c
    columns = (said.start, said.end, said.words, said.kind, said.confidence, said.n, _is_denied().label("denied"))
    query = _own(entity, period, *columns).join(
        entries.quotations, and_(said.version_id == links.version_id, said.speaker_n == links.n)
    )
    rows = _cut(connection, query, said.start, limit, counts, "said")
    return [
        Said(at=_place(row), kind=row.kind, confidence=row.confidence, denied=bool(row.denied)) for row in rows
    ]


def _is_denied() -> ColumnElement[bool]:
    """Whether a quotation stands behind the verb with which its speaker denies it."""
    said, claims = entries.quotations.c, entries.claims.c
    return exists().where(
        claims.version_id == said.version_id, claims.speaker_n == said.speaker_n, claims.kind == "denial",
        claims.rule == DENIED, claims.start < said.start, said.start < claims.end,
    )  # fmt: skip


def _cut(
    connection: Connection,
    query: Select[Any],
    start: ColumnElement[Any],
    limit: int | None,
    counts: dict[str, int],
    name: str,
) -> Sequence[Row[Any]]:
    """The first rows of a query, the latest page first, and how many there are in all."""
    counts[name] = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(*LATEST_FIRST, people.links.c.version_id.desc(), start)
    return connection.execute(ordered if limit is None else ordered.limit(limit)).all()


def acts(
    connection: Connection,
    entity: int,
    period: Period,
    limit: int | None,
    counts: dict[str, int],
    which: Literal["did", "met", "undergone"],
) -> list[Act]:
    """Events in which it acts, meets others, or is acted upon."""
    events, parts, links = entries.events.c, entries.event_actors.c, people.links.c
    columns = (
        events.start, events.end, events.words, events.n, events.type, events.status, events.voice,
        _name_of(events.voice).label("voice_name"), events.date.label("told"), events.clause_start, events.clause_end,
    )  # fmt: skip
    query = _own(entity, period, *columns).join(entries.events, events.version_id == links.version_id)
    has_part = exists().where(parts.version_id == links.version_id, parts.event_n == events.n, parts.actor_n == links.n)
    if which == "met":
        others = exists().where(
            parts.version_id == links.version_id, parts.event_n == events.n, parts.actor_n.is_distinct_from(links.n)
        )
        query = query.where(events.type == MEETINGS, has_part, others)
    else:
        side = "source" if which == "did" else "target"
        query = query.where(events.type != MEETINGS, has_part.where(parts.side == side))
    rows = _cut(connection, query, events.start, limit, counts, which)
    sides = _sides(connection, {(row.version_id, row.n) for row in rows})
    return [
        Act(
            at=_place(row), type=row.type, status=row.status, voice=row.voice_name or row.voice, date=row.told,
            sources=sides.get((row.version_id, row.n, "source"), []),
            targets=sides.get((row.version_id, row.n, "target"), []), clause=(row.clause_start, row.clause_end),
        )
        for row in rows
    ]  # fmt: skip


def _name_of(actor: ColumnElement[Any]) -> Any:  # noqa: ANN401 (a column of a query)
    """The name of an actor of the page by its id there."""
    actors, links = entries.actors.c, people.links.c
    named = select(actors.name).where(actors.version_id == links.version_id, actors.actor == actor)
    return named.limit(1).correlate(people.links, entries.events).scalar_subquery()


def _sides(connection: Connection, wanted: set[tuple[int, int]]) -> dict[tuple[int, int, str], list[str]]:
    """The names on both sides of events."""
    parts, actors, found = entries.event_actors.c, entries.actors.c, dict[tuple[int, int, str], list[str]]()
    versions = sorted({version for version, _ in wanted})
    for at in range(0, len(versions), AT_ONCE):
        query = (
            select(parts.version_id, parts.event_n, parts.side, func.coalesce(actors.name, parts.actor).label("name"))
            .outerjoin(entries.actors, and_(actors.version_id == parts.version_id, actors.n == parts.actor_n))
            .where(parts.version_id.in_(versions[at : at + AT_ONCE]))
            .order_by(parts.version_id, parts.event_n, parts.n)
        )
        for row in connection.execute(query):
            if (row.version_id, row.event_n) in wanted:
                found.setdefault((row.version_id, row.event_n, row.side), []).append(row.name)
    return found


def told(
    connection: Connection,
    entity: int,
    period: Period,
    limit: int | None,
    counts: dict[str, int],
    which: Literal["accused_of", "claims"],
) -> list[Told]:
    """Accusations against it, or what it maintains, demands, promises, threatens, praises or denies."""
    claims, about, links = entries.claims.c, entries.claim_about.c, people.links.c
    columns = (claims.start, claims.end, claims.words, claims.n, claims.kind, claims.speaker, claims.speaker_n)
    query = _own(entity, period, *columns).join(entries.claims, claims.version_id == links.version_id)
    if which == "claims":
        query = query.where(claims.speaker_n == links.n)
    else:
        is_about = exists().where(
            about.version_id == links.version_id, about.claim_n == claims.n, about.actor_n == links.n
        )
        query = query.where(claims.kind == "accusation", is_about)
    rows = _cut(connection, query, claims.start, limit, counts, which)
    speakers, subjects = _names_in_claims(connection, {(row.version_id, row.n) for row in rows})
    return [
        Told(
            at=_place(row), kind=row.kind, speaker=speakers.get((row.version_id, row.n), row.speaker),
            about=subjects.get((row.version_id, row.n), []),
        )
        for row in rows
    ]  # fmt: skip


ByClaim = dict[tuple[int, int], Any]


def _names_in_claims(connection: Connection, wanted: set[tuple[int, int]]) -> tuple[ByClaim, ByClaim]:
    """Who maintains each claim, and whom it is about."""
    claims, about, actors = entries.claims.c, entries.claim_about.c, entries.actors.c
    speakers, subjects = ByClaim(), ByClaim()
    versions = sorted({version for version, _ in wanted})
    for at in range(0, len(versions), AT_ONCE):
        some = versions[at : at + AT_ONCE]
        speaking = select(claims.version_id, claims.n, actors.name).where(
            claims.version_id.in_(some), actors.version_id == claims.version_id, actors.n == claims.speaker_n
        )
        speakers |= {(row.version_id, row.n): row.name for row in connection.execute(speaking)}
        spoken_of = (
            select(about.version_id, about.claim_n, func.coalesce(actors.name, about.actor).label("name"))
            .outerjoin(entries.actors, and_(actors.version_id == about.version_id, actors.n == about.actor_n))
            .where(about.version_id.in_(some))
            .order_by(about.version_id, about.claim_n, about.n)
        )
        for row in connection.execute(spoken_of):
            subjects.setdefault((row.version_id, row.claim_n), []).append(row.name)
    return speakers, subjects
