"""The entries of the gazetteer (states, organisations, armed groups …) as the tables have them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Literal

from tamani.record import ActorKind, Sector

EntryKind = ActorKind | Literal["territory"]
"""A territory belongs to a state (``Entry.country``) or is disputed; it is none of the kinds of actors."""

TABLES = (
    "territories",
    "igos",
    "civil_society",
    "media",
    "parties",
    "companies",
    "armed_groups",
    "government_bodies",
)
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Something the world knows by name. The ``id`` of a state is its ISO 3166-1 alpha-3 code.

    ``names`` and ``official`` are keyed by language code. ``country`` is the state it belongs to; for a
    territory its parent state. ``since`` and ``until`` bound its existence, where known.
    """

    id: str
    kind: EntryKind
    country: str | None
    sector: Sector | None
    names: Mapping[str, str]
    official: Mapping[str, str]
    since: date | None = None
    until: date | None = None
    source: str | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it existed on that day, as far as the tables know."""
        return within(day, self.since, self.until)


def within(day: date, since: date | None, until: date | None) -> bool:
    """Whether a day lies from ``since`` (inclusive) to ``until`` (exclusive); None is open."""
    return (since is None or since <= day) and (until is None or day < until)


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table ``world/<name>.toml``, read once.

    Raises:
        FileNotFoundError: there is no such table.
    """
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def records(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a table with their ids; what stands at the head of the table holds for each of them."""
    raw = table(name)
    defaults = {key: value for key, value in raw.items() if not isinstance(value, dict)}
    for identifier, value in raw.items():
        if isinstance(value, dict):
            yield identifier, {**defaults, **value}


@functools.cache
def entries() -> dict[str, Entry]:
    """All entries by id.

    Raises:
        ValueError: two entries have the same id.
    """
    found: dict[str, Entry] = {}
    for entry in (*_states(), *_others()):
        if entry.id in found:
            raise ValueError(f"two entries of the gazetteer have the id {entry.id!r}")
        found[entry.id] = entry
    return found


def _states() -> Iterator[Entry]:
    for iso3, row in records("states"):
        yield Entry(
            id=iso3,
            kind="territory" if row.get("territory") else "state",
            country=iso3,
            sector="GOV",
            names={language: row[language]["name"] for language in LANGUAGES},
            official={language: row[language]["official"] for language in LANGUAGES},
            since=row.get("since"),
            until=row.get("until"),
        )


def _others() -> Iterator[Entry]:
    for name in TABLES:
        for identifier, row in records(name):
            yield _other(identifier, row)


def _other(identifier: str, row: dict[str, Any]) -> Entry:
    names = {language: main_name(row, language) for language in LANGUAGES}
    return Entry(
        id=identifier,
        kind=row["kind"],
        country=row.get("country"),
        sector=row.get("sector"),
        names=names,
        official=names,
        since=bound(row.get("since")),
        until=bound(row.get("until"), closing=True),
        source=row.get("source"),
    )


def main_name(row: dict[str, Any], language: str) -> str:
    """The name to show: the first one of the language, else of any language."""
    for code in (language, *LANGUAGES):
        if row.get(code):
            return str(row[code]["name"] if isinstance(row[code], dict) else row[code][0])
    raise ValueError(f"an entry of the gazetteer has no name: {row}")


def bound(value: date | int | None, *, closing: bool = False) -> date | None:
    """A bound of validity as a day; of a year its first day, or where it closes the first day after it."""
    return date(value + closing, 1, 1) if isinstance(value, int) else value
