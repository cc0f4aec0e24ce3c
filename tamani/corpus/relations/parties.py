"""Who is meant by a name, and which actors of the pages count for it.

A state is named by its code or by what pages call it; its government, forces, police, courts and parliament count for
it, its opposition, its armed groups and its people do not. Whoever else the world's tables name is that actor alone.
Any other name is looked up among the actors of the store.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, select

from tamani.corpus.entry_tables import actors
from tamani.corpus.folding import fold, words_of
from tamani.corpus.world_names import ids_by_name, name_key
from tamani.words.worded_error import WordedError
from tamani.world.entries import LANGUAGES, Entry, entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, FromClause

STATE_SECTORS = ("GOV", "MIL", "POL", "JUD", "LEG")
"""Sectors whose actors stand for their state: government, army, police, courts, parliament."""
STATE_KINDS = ("person", "state", "government_body", "group")
"""Kinds of actors that can stand for a state: a party or a company of its country never does."""
_WITH_COUNTRY = re.compile(r"(?P<name>.+?)\s*\((?P<country>[A-Za-z]{3})\)\s*")
MOST_NEAR = 5
MOST_COMPARED = 4000
"""Names of the store that a misspelt name is compared with."""


class PartyError(WordedError):
    """A name that means nobody, or several; the message says who was perhaps meant."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a relation.

    ``key`` is the ISO code of a state, the id of an entry of the world's tables, or a name as search compares names;
    ``country`` narrows a name to actors of that country, and to those of whom the page does not tell it.
    """

    kind: Literal["state", "entry", "name"]
    key: str
    names: dict[str, str]
    """What it is called, by language."""
    country: str | None = None
    whole_country: bool = False
    """Whether everybody of the state's country counts for it, not only its organs."""

    def name(self, language: str) -> str:
        """What to call it in this language."""
        return self.names.get(language) or next(iter(self.names.values()), self.key)

    def condition(self, of: FromClause) -> ColumnElement[bool]:
        """Which rows of the table of actors, or of an alias of it, count for this side."""
        columns = of.c
        if self.kind == "entry":
            return columns.actor == self.key
        if self.kind == "name":
            return and_(_called(self.key, columns), _perhaps_of(self.country, columns))
        if self.whole_country:
            return or_(columns.actor == self.key, columns.country == self.key)
        return or_(columns.actor == self.key, and_(columns.country == self.key, stands_for_state(columns)))


def stands_for_state(columns: Any) -> ColumnElement[bool]:  # noqa: ANN401 (the columns of a table)
    """Which actors stand for the state of their country."""
    return and_(columns.sector.in_(STATE_SECTORS), columns.kind.in_(STATE_KINDS))


def _called(key: str, columns: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Actors of this name or id, or whose name ends with it as a word of its own."""
    pattern = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    ends = or_(columns.name_key == key, columns.name_key.like(f"% {pattern}", escape="\\"))
    last = (words_of(key) or [""])[-1]
    return or_(columns.actor == key, and_(columns.name_end == last, ends))


def _perhaps_of(country: str | None, columns: Any) -> ColumnElement[bool]:  # noqa: ANN401
    return or_(columns.country == country, columns.country.is_(None))


def find_party(connection: Connection, given: str, *, whole_country: bool = False) -> Party:
    """Who is meant by a code, a name, or a name with a country behind it: ``Diop (MLI)``.

    Raises:
        PartyError: nobody is called so, or several are.

    """
    known = entries().get(given.strip().upper())
    if known is not None and known.kind in {"state", "territory"}:
        return _of_world(known, whole_country=whole_country)
    known = entries().get(given.strip()) or known
    if known is not None:
        return _of_world(known, whole_country=whole_country)
    found = ids_by_name().get(name_key(given), ())
    if len(found) == 1:
        return _of_world(entries()[found[0]], whole_country=whole_country)
    if found:
        meant = ", ".join(f"{identifier} ({_any_name(entries()[identifier])})" for identifier in found)
        raise PartyError("several_codes", given=given, meant=meant)
    return _of_store(connection, given)


def _of_world(entry: Entry, *, whole_country: bool) -> Party:
    is_state = entry.kind in {"state", "territory"}
    names = dict(entry.names) or {LANGUAGES[0]: entry.id}
    return Party(kind="state" if is_state else "entry", key=entry.id, names=names, whole_country=whole_country)


def _any_name(entry: Entry) -> str:
    return next(iter(entry.names.values()), entry.id)


def _of_store(connection: Connection, given: str) -> Party:
    """The actor of the store that is called so; the error names whom, where there are several or none."""
    name, asked = given.strip(), None
    with_country = _WITH_COUNTRY.fullmatch(name)
    if with_country is not None:
        name, asked = with_country["name"], with_country["country"].upper()
    key = fold(name)
    if not words_of(name):
        raise PartyError("no_party_named")
    columns = actors.c
    called = (
        select(columns.name, columns.country, func.count().label("pages"))
        .where(_called(key, columns))
        .group_by(columns.name, columns.country)
        .order_by(func.count().desc(), columns.name)
    )
    rows = connection.execute(called).all()
    countries = {row.country for row in rows if row.country is not None}
    if not rows or (asked is not None and asked not in countries):
        raise _nobody(connection, given, rows)
    if asked is None and len(countries) > 1:
        meant = ", ".join(_with_country(row) for row in rows[:MOST_NEAR])
        raise PartyError("several_names", given=given, meant=meant)
    country = asked or next(iter(countries), None)
    shown = next(row.name for row in rows if row.country == country)
    return Party(kind="name", key=key, names=dict.fromkeys(LANGUAGES, shown), country=country)


def _with_country(row: Any) -> str:  # noqa: ANN401 (a row of a query)
    return row.name if row.country is None else f"{row.name} ({row.country})"


def _nobody(connection: Connection, given: str, others: Iterable[Any]) -> PartyError:
    near = [_with_country(row) for row in others] or near_names(connection, given)
    if not near:
        return PartyError("nobody_called", given=given)
    return PartyError("nobody_called_but_near", given=given, near=", ".join(near[:MOST_NEAR]))


def near_names(connection: Connection, given: str) -> list[str]:
    """Names of the world's tables and of the store that are spelt nearly like this one, the nearest first."""
    key = name_key(given)
    last = (words_of(given) or [""])[-1]
    columns = actors.c
    begins = last[:2]
    stored = (
        select(columns.name, columns.name_end)
        .where(columns.name_end >= begins, columns.name_end < begins + "\U0010ffff")
        .distinct()
        .limit(MOST_COMPARED)
    )
    rows = connection.execute(stored).all()
    known = {row.name_end: row.name for row in rows} | {name_key(row.name): row.name for row in rows}
    world = {name: f"{_any_name(entries()[ids[0]])} ({ids[0]})" for name, ids in ids_by_name().items()}
    found = difflib.get_close_matches(key, [*known, *world], n=MOST_NEAR * 2, cutoff=0.72)
    return list(dict.fromkeys(known.get(name) or world[name] for name in found))[:MOST_NEAR]
