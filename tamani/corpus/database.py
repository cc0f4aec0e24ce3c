"""The connection to SQLite or PostgreSQL, set up so that several may write and what is written stays."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

FILE_NAME = "tamani.db"
VARIABLE = "TAMANI_STORE"
PATIENCE = 60.0
"""Seconds to wait while another process writes."""
CACHE = 16384
"""Kibibytes of the file that a connection to SQLite holds in memory; the system's own cache has the rest."""
_WRITES = "tamani_writes"
_READ_ONLY = "tamani_reads_only"
_ONE_WRITER = 0x7A3A41
"""PostgreSQL's lock for the one transaction that may write, as in SQLite: what it looks up stays true to its end."""


class StoreError(WordedError):
    """A store cannot be opened or used; the message says what to do."""


def default_store(environment: dict[str, str] | None = None, platform: str = sys.platform) -> str:
    """Where the store is if nothing else is asked for: ``TAMANI_STORE``, or a file in the user's data folder."""
    given = os.environ if environment is None else environment
    if given.get(VARIABLE):
        return given[VARIABLE]
    home = Path.home()
    if platform == "win32":
        folder = Path(given.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(given.get("XDG_DATA_HOME") or home / ".local" / "share")
    return str(folder / "tamani" / FILE_NAME)


def is_url(place: str) -> bool:
    """Whether a place is the URL of a database and not a file."""
    return "://" in place


def connect(place: str) -> Engine:
    """The engine for a file or a URL; nothing is opened yet.

    Raises:
        StoreError: the URL is none, or the package for its database is not installed.

    """
    if not is_url(place):
        return _sqlite(place)
    try:
        url = make_url(place)
    except ArgumentError as problem:
        raise StoreError("no_database_url", place=place) from problem
    if url.get_backend_name() == "sqlite":
        return _sqlite(url.database or ":memory:")
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreError("other_database", database=url.get_backend_name())
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError as problem:
        raise StoreError("postgresql_package") from problem
    event.listen(engine, "connect", _without_nul)
    return engine


def _without_nul(connection: Any, _record: object) -> None:  # noqa: ANN401 (psycopg may not be installed)
    """Let texts with the character U+0000 be written, which PostgreSQL cannot hold: a mark takes its place."""
    from psycopg.types.string import StrDumper, StrDumperUnknown  # noqa: PLC0415

    for dumper in (StrDumper, StrDumperUnknown):

        class WithoutNul(dumper):  # type: ignore[misc, valid-type]
            def dump(self, obj: str) -> Any:  # noqa: ANN401
                return super().dump(obj.replace("\x00", "\ufffd"))

        connection.adapters.register_dumper(str, WithoutNul)


def _sqlite(file: str) -> Engine:
    if file == ":memory:":
        raise StoreError("store_in_memory")
    read_only = not _may_write(Path(file))
    engine = create_engine(
        "sqlite://",
        creator=lambda: (_open_to_read if read_only else _open_sqlite)(file),
        poolclass=QueuePool,
        pool_size=4,
        execution_options={_READ_ONLY: read_only},
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _may_write(file: Path) -> bool:
    """Whether a file can be written, and what SQLite keeps beside it while it does."""
    return not file.exists() or (os.access(file, os.W_OK) and os.access(file.resolve().parent, os.W_OK))


def _open_to_read(file: str) -> sqlite3.Connection:
    """Open a file that may not be written, and make no file beside it.

    Where somebody else writes to it at the same time, what is written lies beside the file and is seen too.
    """
    path = Path(file).resolve()
    somebody_writes = path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro" if somebody_writes else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.as_uri()}?{mode}", uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    for pragma in ("query_only=ON", f"cache_size=-{CACHE}", "temp_store=MEMORY", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _open_sqlite(file: str) -> sqlite3.Connection:
    """Open a file with settings that survive a power cut and let one process write while others read."""
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    for pragma in (
        "journal_mode=WAL",  # readers go on while somebody writes
        "synchronous=FULL",  # what was reported as done survives a power cut
        "foreign_keys=ON",
        f"cache_size=-{CACHE}",
        "temp_store=MEMORY",
        "mmap_size=0",  # mapped pages would count as memory that grows with the store, and are no faster
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _begin_sqlite(connection: Connection) -> None:
    """Take the right to write at once: to ask for it in the middle of a transaction fails instead of waiting."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept or nothing.

    Raises:
        StoreError: the store may only be read.

    """
    if is_read_only(engine):
        raise StoreError("store_read_only")
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        if not is_sqlite(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads, and sees the store as it is at its beginning."""
    snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}  # SQLite's own way
    with engine.connect().execution_options(**snapshot) as connection, connection.begin():
        yield connection


def is_read_only(engine: Engine) -> bool:
    """Whether the store may only be read: by the permissions of its file, or those of the database's user."""
    return bool(engine.get_execution_options().get(_READ_ONLY, False))


def look_whether_read_only(engine: Engine, connection: Connection) -> None:
    """Note whether a PostgreSQL store may only be read; of a file it is known from the beginning."""
    if not is_sqlite(connection):
        engine.update_execution_options(**{_READ_ONLY: bool(connection.exec_driver_sql(_MAY_ONLY_READ).scalar())})


_MAY_ONLY_READ = (
    "SELECT current_setting('transaction_read_only') = 'on' OR NOT has_table_privilege('pages', 'INSERT, UPDATE')"
)


def is_sqlite(connection: Connection) -> bool:
    """Whether this is SQLite."""
    return connection.dialect.name == "sqlite"
