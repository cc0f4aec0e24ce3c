"""The store's own format, and how a store of an older Tamani becomes one of this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, inspect, select, text

from tamani.corpus import entry_tables, search_index, store_views
from tamani.corpus.append_only import forbid_changes
from tamani.corpus.database import StoreError, is_sqlite
from tamani.corpus.moments import now
from tamani.corpus.people import people_tables
from tamani.corpus.stories import story_tables
from tamani.corpus.tables import METADATA, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

ALL_TABLES = (entry_tables, story_tables, people_tables)
"""The modules whose tables a new store has besides those of :mod:`tamani.corpus.tables`."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the format: statements for both databases, or others for PostgreSQL, and what else to do."""

    number: int
    name: str
    statements: tuple[str, ...]
    postgresql: tuple[str, ...] | None = None
    also: Callable[[Connection], None] | None = None

    def apply(self, connection: Connection) -> None:
        """Make the change and note it."""
        own = self.statements if is_sqlite(connection) or self.postgresql is None else self.postgresql
        for statement in own:
            connection.execute(text(statement))
        if self.also is not None:
            self.also(connection)
        connection.execute(insert(migrations).values(number=self.number, name=self.name, applied_at=now()))


FORMAT = 1
"""The format that :data:`METADATA` describes."""
MIGRATIONS: tuple[Migration, ...] = (
    Migration(2, "tables for joining stories", (), also=story_tables.create),
    Migration(3, "tables for who is who", (), also=people_tables.create),
    Migration(4, "marks for the filters of a search", (), also=search_index.remake),
    Migration(5, "views for other programs", (), also=store_views.create),
    Migration(6, "pages without a date have none in a search", (), also=search_index.take_fetching_for_no_date),
    Migration(
        7, "pages are found by their file", ("CREATE INDEX IF NOT EXISTS versions_by_origin ON versions (origin)",)
    ),
)
"""Changes from format 1 on, in order; a new store is made in the latest format at once."""


def bring_up_to_date(connection: Connection, changes: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Make the tables of a new store, or change those of an older one; the changes that were made.

    Raises:
        StoreError: the store was made by a newer Tamani, or is not a store.

    """
    latest = max((change.number for change in changes), default=FORMAT)
    there = inspect(connection).get_table_names()
    if migrations.name not in there:
        if there:
            raise StoreError("foreign_tables")
        _create(connection, latest)
        return []
    found = connection.scalar(select(func.max(migrations.c.number))) or FORMAT
    if found > latest:
        raise StoreError("store_too_new", format=found, known=latest)
    due = [change for change in changes if change.number > found]
    for change in due:
        change.apply(connection)
    return due


def _create(connection: Connection, latest: int) -> None:
    METADATA.create_all(connection)
    search_index.create(connection)
    store_views.create(connection)
    forbid_changes(connection, "corrections")
    connection.execute(insert(migrations).values(number=latest, name="a new store", applied_at=now()))
