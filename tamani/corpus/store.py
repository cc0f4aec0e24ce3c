"""The store: pages as they came, their versions, their records, and what can be asked of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError

from tamani.corpus import adding, copies, failing, migrations, tables
from tamani.corpus.database import (
    StoreError,
    connect,
    default_store,
    is_read_only,
    is_sqlite,
    is_url,
    look_whether_read_only,
    reading,
    writing,
)
from tamani.corpus.kept_pages import KeptPage, kept_page, kept_pages
from tamani.corpus.moments import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from sqlalchemy import Connection

    from tamani.corpus.adding import Added
    from tamani.corpus.copies import Copy
    from tamani.corpus.failing import StoredFailure
    from tamani.corpus.reads import PageReader, StoreReader
    from tamani.gather.gathered import Gathered, Missed


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a page from one version to the next; ``gone`` are the words of quotations that are gone."""

    version_id: int
    before_id: int
    diff: str
    gone: list[str]


class Store:
    """A corpus in one SQLite file or in a PostgreSQL database.

    Args:
        place: a file or a URL (``postgresql://user@host/database``); None for ``TAMANI_STORE`` or the file in the
            user's data folder.
        create: make the store if there is none.

    Raises:
        StoreError: it is not there, is something else, or was made by a newer Tamani.

    """

    def __init__(self, place: str | Path | None = None, *, create: bool = True) -> None:
        self.place = str(place) if place is not None else default_store()
        if not is_url(self.place):
            _prepare_file(Path(self.place), create=create)
        self.engine = connect(self.place)
        try:
            self._open(create=create)
        except DBAPIError as problem:
            self.close()
            raise StoreError("store_unopened", place=self.place, problem=problem.orig) from problem
        except StoreError:
            self.close()
            raise

    def _open(self, *, create: bool) -> None:
        with self.reading() as connection:
            there = inspect(connection).has_table(tables.migrations.name)
            if there:
                look_whether_read_only(self.engine, connection)
            current = there and connection.scalar(select(func.max(tables.migrations.c.number))) == _latest()
        if current:
            return
        if not there and not create:
            raise StoreError("no_store", place=self.place)
        if self.is_read_only:
            raise StoreError("store_read_only_and_old", place=self.place)
        with self.writing() as connection:
            migrations.bring_up_to_date(connection)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be changed here: by the permissions of the file, or those of the database's user."""
        return is_read_only(self.engine)

    def check_writable(self) -> None:
        """Refuse before work is done that could not be kept.

        Raises:
            StoreError: the store may only be read.

        """
        if self.is_read_only:
            raise StoreError("store_read_only")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes."""
        with writing(self.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that reads."""
        with reading(self.engine) as connection:
            yield connection

    def add(
        self, arrivals: Iterable[Gathered | Missed], reader: PageReader | StoreReader, *, batch: int = adding.AT_ONCE
    ) -> Iterator[Added]:
        """Add pages; one answer for each as soon as it is safe. Pages that an earlier run left unread come first."""
        yield from adding.add(self.engine, arrivals, reader, batch)

    def pages(self, *, corrected: bool = True, all_versions: bool = False) -> Iterator[KeptPage]:
        """The pages that were read, oldest first, with their records as readers have corrected them."""
        yield from kept_pages(self.engine, corrected=corrected, all_versions=all_versions)

    def page(self, version: int, *, corrected: bool = True) -> KeptPage | None:
        """One page version, None if there is none or if it was not read."""
        return kept_page(self.engine, version, corrected=corrected)

    def failures(self) -> list[StoredFailure]:
        """What could not be fetched or read and still cannot."""
        with self.reading() as connection:
            return failing.open_failures(connection)

    def copies(self, version: int) -> list[Copy]:
        """The pages with the same article, the first publisher first; empty where there is no other."""
        with self.reading() as connection:
            return copies.copies_of(connection, version)

    def changes(self, page: int) -> list[Change]:
        """What changed on a page, from version to version."""
        changed, gone, versions = tables.version_changes.c, tables.gone_quotations.c, tables.versions.c
        with self.reading() as connection:
            rows = connection.execute(
                select(changed.version_id, changed.before_id, changed.diff)
                .where(versions.page_id == page, versions.id == changed.version_id)
                .order_by(versions.number)
            ).all()
            words = {
                row.version_id: list(
                    connection.scalars(select(gone.words).where(gone.version_id == row.version_id).order_by(gone.n))
                )
                for row in rows
            }
        return [Change(row.version_id, row.before_id, row.diff, words[row.version_id]) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many pages, versions, records and so on there are."""
        counted = (tables.pages, tables.versions, tables.records, tables.parses, tables.copies, tables.corrections)
        with self.reading() as connection:
            return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in counted}

    def remember(self, name: str, value: str) -> None:
        """Keep a JSON text under a name, for the next run of whoever asks."""
        table = tables.remembered
        with self.writing() as connection:
            row = {"value": value, "changed_at": now()}
            if connection.execute(update(table).where(table.c.name == name).values(row)).rowcount == 0:
                connection.execute(insert(table).values(name=name, **row))

    def recall(self, name: str) -> str | None:
        """What was kept under a name."""
        table = tables.remembered.c
        with self.reading() as connection:
            found: str | None = connection.scalar(select(table.value).where(table.name == name))
            return found

    def check(self) -> list[str]:
        """What is broken in the store, as the database sees it; empty for a whole store."""
        with self.reading() as connection:
            if not is_sqlite(connection):
                return []
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
            return found + [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def _latest() -> int:
    return max((change.number for change in migrations.MIGRATIONS), default=migrations.FORMAT)


def _prepare_file(file: Path, *, create: bool) -> None:
    if file.is_dir():
        raise StoreError("store_is_folder", folder=file, suggestion=file / "tamani.db")
    if not file.exists() and not create:
        raise StoreError("no_store", place=file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreError("folder_unmade", folder=file.parent, problem=problem.strerror) from problem
