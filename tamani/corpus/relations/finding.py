"""The events between two sides, or those of one side with everybody, out of the store as readers have corrected it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, case, exists, func, literal, null, or_, select

from tamani.corpus import entry_tables as entries
from tamani.corpus import tables
from tamani.corpus.relations.parties import Party, stands_for_state
from tamani.corpus.relations.periods import first_date, touches
from tamani.record import NARRATOR
from tamani.relation import DatedBy, RelationEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import CTE, ColumnElement, Connection, FromClause, Row, Select

AT_ONCE = 500
TOLD = ("happened", "ongoing")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for, besides who acts on whom. Dates are ISO dates, both ends included."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    narrator: bool = False
    """Only what pages tell in their own voice."""
    voice: Party | None = None
    """Only what this side says."""


def events_between(
    connection: Connection, first: Party, second: Party, filters: Filters, *, in_order: bool = False
) -> Iterator[RelationEvent]:
    """The events between two sides; by date where ``in_order`` asks for it."""
    flip = _count(connection, second) < _count(connection, first)
    pairs = _pairs(second, first, flip=True) if flip else _pairs(first, second, flip=False)
    return _found(connection, pairs, (first, second), filters, in_order=in_order)


def events_of(
    connection: Connection, party: Party, filters: Filters, *, in_order: bool = False
) -> Iterator[RelationEvent]:
    """The events of one side with whoever is on the other, each once for each of these."""
    return _found(connection, _with_everybody(party), (party,), filters, in_order=in_order)


def _count(connection: Connection, party: Party) -> int:
    """On how many pages a side is: the rarer one is looked up first."""
    return connection.scalar(select(func.count()).select_from(_ACTORS).where(party.condition(_ACTORS))) or 0


_ACTORS = entries.actors.alias("counted")


def _pairs(rare: Party, other: Party, *, flip: bool) -> CTE:
    """The events that have both sides in them, with who of them acts and who is acted on; the rarer is looked up."""
    of_rare, of_other, by_rare, by_other = _aliases()
    named = (null().label("partner"), null().label("partner_name"), null().label("partner_country"))
    sides = (_roles(by_other, by_rare) if flip else _roles(by_rare, by_other)) + named
    return (
        _joined((of_rare, of_other, by_rare, by_other), sides)
        .where(rare.condition(of_rare), other.condition(of_other))
        .group_by(by_rare.c.version_id, by_rare.c.event_n)
        .cte("pairs")
    )


def _with_everybody(party: Party) -> CTE:
    """The events of a side with each one who is in them besides; who stands for a state is that state."""
    own, other, by_own, by_other = _aliases()
    is_state = and_(stands_for_state(other.c), other.c.country.is_not(None))
    partner = case((is_state, other.c.country), else_=other.c.actor)
    name = func.max(case((is_state, null()), else_=other.c.name))
    columns = (*_roles(by_own, by_other), partner.label("partner"), name.label("partner_name"))
    return (
        _joined((own, other, by_own, by_other), (*columns, func.max(other.c.country).label("partner_country")))
        .where(party.condition(own), ~func.coalesce(party.condition(other), literal(False)))  # noqa: FBT003 (SQL's)
        .group_by(by_own.c.version_id, by_own.c.event_n, partner)
        .cte("pairs")
    )


def _aliases() -> tuple[FromClause, FromClause, FromClause, FromClause]:
    actors, acting = entries.actors, entries.event_actors
    return actors.alias("one"), actors.alias("other"), acting.alias("by_one"), acting.alias("by_other")


def _joined(
    aliases: tuple[FromClause, FromClause, FromClause, FromClause], columns: tuple[ColumnElement[Any], ...]
) -> Select[*tuple[Any, ...]]:
    """From the actors of one side to their events, to who else is in these."""
    one, other, by_one, by_other = aliases
    same_event = and_(by_other.c.version_id == by_one.c.version_id, by_other.c.event_n == by_one.c.event_n)
    return (
        select(by_one.c.version_id, by_one.c.event_n, *columns)
        .select_from(one)
        .join(by_one, _is(by_one, one))
        .join(by_other, and_(same_event, by_other.c.n != by_one.c.n))
        .join(other, _is(by_other, other))
    )


def _is(acting: FromClause, actor: FromClause) -> ColumnElement[bool]:
    return and_(actor.c.version_id == acting.c.version_id, actor.c.n == acting.c.actor_n)


def _roles(first: FromClause, second: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Whether the one and the other acts, and whether it is acted on: 1 or 0."""

    def has(acting: FromClause, side: str) -> ColumnElement[int]:
        return func.max(case((acting.c.side == side, 1), else_=0))

    return (
        has(first, "source").label("first_acts"), has(first, "target").label("first_target"),
        has(second, "source").label("second_acts"), has(second, "target").label("second_target"),
    )  # fmt: skip


def _direction(pairs: CTE) -> ColumnElement[str]:
    """Who acts on whom; nothing where both act on somebody else, or both are acted on by somebody else.

    Two who act and nobody on whom: they act with each other, or the page leaves the other one out.
    """
    whom = entries.event_actors.alias("whom")
    on_somebody = exists().where(
        whom.c.version_id == pairs.c.version_id, whom.c.event_n == pairs.c.event_n, whom.c.side == "target"
    )
    out = and_(pairs.c.first_acts == 1, pairs.c.second_target == 1)
    back = and_(pairs.c.second_acts == 1, pairs.c.first_target == 1)
    alone = and_(pairs.c.first_acts == 1, pairs.c.second_acts == 1, ~on_somebody)
    return case((or_(and_(out, back), alone), literal("together")), (out, literal("out")), (back, literal("back")))


def _found(
    connection: Connection, pairs: CTE, sides: tuple[Party, ...], filters: Filters, *, in_order: bool
) -> Iterator[RelationEvent]:
    query = _details(pairs, sides, filters)
    if in_order:
        events, versions, records = entries.events.c, tables.versions.c, tables.records.c
        when = func.coalesce(events.date, records.published, versions.fetched_at)
        query = query.order_by(when, events.version_id, events.n)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        event = _event(row)
        if touches(event.date, filters.since, filters.until):
            yield event


def _details(pairs: CTE, sides: tuple[Party, ...], filters: Filters) -> Select[*tuple[Any, ...]]:
    """What is shown of the events, for the latest version of each page only."""
    events, versions, records = entries.events, tables.versions, tables.records
    direction, voice = _direction(pairs), entries.actors.alias("voice")
    same_voice = entries.actors.alias("same_voice").c
    voice_n = (
        select(func.min(same_voice.n))
        .where(same_voice.version_id == events.c.version_id, same_voice.actor == events.c.voice)
        .scalar_subquery()
    )
    return (
        select(
            direction.label("direction"), pairs.c.partner, pairs.c.partner_name, pairs.c.partner_country,
            *_columns(), *_voice_columns(voice, sides),
        )
        .select_from(pairs)
        .join(events, and_(events.c.version_id == pairs.c.version_id, events.c.n == pairs.c.event_n))
        .join(versions, and_(versions.c.id == events.c.version_id, versions.c.is_latest))
        .join(tables.pages, tables.pages.c.id == versions.c.page_id)
        .join(records, records.c.version_id == events.c.version_id)
        .outerjoin(tables.copies, tables.copies.c.version_id == events.c.version_id)
        .outerjoin(voice, and_(voice.c.version_id == events.c.version_id, voice.c.n == voice_n))
        .where(direction.is_not(None), *_conditions(filters, voice))
    )  # fmt: skip


def _columns() -> tuple[ColumnElement[Any], ...]:
    events, versions, pages, records = entries.events.c, tables.versions.c, tables.pages.c, tables.records.c
    more, placed = entries.event_mentions.c, tables.story_pages.c
    retold = select(func.count()).where(more.version_id == events.version_id, more.event_n == events.n)
    story = select(func.min(placed.story_id)).where(placed.page_id == versions.page_id)
    return (
        events.version_id.label("version"), versions.page_id.label("page"), events.n, events.type, events.mode,
        events.quad, events.goldstein, events.status, events.voice, events.date.label("stated"), events.start,
        events.end, events.words, events.confidence, events.reason_words.label("reason"),
        retold.scalar_subquery().label("retold"), story.scalar_subquery().label("story"),
        func.coalesce(tables.copies.c.group_id, events.version_id).label("text"), pages.outlet, pages.url,
        records.headline, records.published, versions.fetched_at,
    )  # fmt: skip


def _voice_columns(voice: FromClause, sides: tuple[Party, ...]) -> tuple[ColumnElement[Any], ...]:
    whose = [(party.condition(voice), literal(name)) for party, name in zip(sides, ("first", "second"), strict=False)]
    side = case((entries.events.c.voice == NARRATOR, literal("narrator")), *whose, else_=literal("other"))
    return voice.c.name.label("voice_name"), voice.c.country.label("voice_country"), side.label("voice_side")


def _conditions(filters: Filters, voice: FromClause) -> list[ColumnElement[bool]]:
    events = entries.events.c
    found: list[ColumnElement[bool]] = []
    if filters.types:
        found.append(events.type.in_(filters.types))
    if filters.statuses:
        found.append(events.status.in_(filters.statuses))
    if filters.narrator:
        found.append(events.voice == NARRATOR)
    if filters.voice is not None:
        found.append(filters.voice.condition(voice))
    return found


def _event(row: Row[Any]) -> RelationEvent:
    values = dict(row._mapping)
    retold, fetched = values.pop("retold"), values.pop("fetched_at")
    dates: tuple[tuple[DatedBy, str | None], ...] = (
        ("event", first_date(row.stated)), ("published", first_date(row.published)), ("fetched", first_date(fetched)),
    )  # fmt: skip
    dated_by, date = next((by, found) for by, found in dates if found is not None)
    return RelationEvent(**values, told=1 + retold, date=date, dated_by=dated_by)
