"""A store out of the file that :mod:`tamani.corpus.dumping` wrote: all of it, or nothing."""

from __future__ import annotations

import base64
import gzip
import itertools
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
from sqlalchemy import LargeBinary, delete, func, insert, select
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError, StatementError

from tamani.corpus import migrations, search_index, store_views, tables
from tamani.corpus.append_only import forget
from tamani.corpus.database import StoreError, is_sqlite, is_url, writing
from tamani.corpus.dumping import AT_ONCE, KIND, all_tables, put_in_place, store_format
from tamani.corpus.moments import now
from tamani.corpus.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine, Table

    from tamani.corpus.dumping import Tell

DERIVED_FIRST = ("migrations",)
"""Tables of a new store that have rows before any page comes; those of the dump take their place."""


def restore(engine: Engine, file: Path, *, replace: bool = False, tell: Tell | None = None) -> int:
    """Fill an empty store from a dump, in one transaction; how many rows there were.

    A store with pages is left alone, unless ``replace`` is set: then all that it has goes, in the same transaction.

    Raises:
        StoreError: the file is no dump, was made by a newer Tamani, or the store is not empty.
        OSError: the file cannot be read.

    """
    try:
        return _restored(engine, file, replace=replace, tell=tell)
    except DBAPIError as problem:
        if isinstance(problem, OperationalError | InternalError | InterfaceError):  # the disk, the server
            raise
        raise StoreError("dump_damaged", file=file, problem=problem.orig) from problem
    except StatementError as problem:
        raise StoreError("dump_damaged", file=file, problem=problem.orig) from problem


def _restored(engine: Engine, file: Path, *, replace: bool, tell: Tell | None) -> int:
    with gzip.open(file, "rb") as packed, writing(engine) as connection:
        lines = _decoded(cast("BinaryIO", packed), file)
        found = _check_head(next(lines, None), file)
        if is_sqlite(connection):
            connection.exec_driver_sql(
                "PRAGMA defer_foreign_keys=ON"
            )  # checked at the end, in whatever order rows come
        if not _is_empty(connection):
            if not replace:
                raise StoreError("store_not_empty")
            _empty(connection)
        count = _Filling(connection, file, tell).fill(lines)
        _note_format(connection, found)
        search_index.mark_missing(connection)
        search_index.take_fetching_for_no_date(connection)
        if not is_sqlite(connection):
            _set_counters(connection)
            search_index.index_anew(connection)
    return count


def restore_to(place: str, file: Path, *, replace: bool = False, tell: Tell | None = None) -> int:
    """Make the store at a place from a dump; see :func:`restore`.

    A new SQLite store is made beside its place and gets its name when it is whole.

    Raises:
        StoreError: as in :func:`restore`.
        OSError: a file cannot be read or written.

    """
    if not file.is_file():
        raise StoreError("no_file", file=file)
    if is_url(place) or Path(place).exists():
        with Store(place) as store:
            return restore(store.engine, file, replace=replace, tell=tell)
    target = Path(place).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent) as folder:
        part = Path(folder) / target.name
        with Store(part) as store:
            count = restore(store.engine, file, tell=tell)
            with store.engine.connect() as connection:
                connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        put_in_place(part, target, replace=False)
    return count


def _is_empty(connection: Connection) -> bool:
    own = [table for table in all_tables() if table.name not in DERIVED_FIRST]
    return not any(
        connection.scalar(select(func.count()).select_from(select(table).limit(1).subquery())) for table in own
    )


def _empty(connection: Connection) -> None:
    """Take all away that a store has, and make it anew: rows that must never be changed go with their tables."""
    if is_sqlite(connection):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {search_index.INDEX}")
    store_views.drop(connection)
    tables.METADATA.drop_all(connection)
    for table in all_tables():
        forget(connection, table.name)
    migrations.bring_up_to_date(connection)


def _decoded(packed: BinaryIO, file: Path) -> Iterator[Any]:
    try:
        for line in packed:
            yield msgspec.json.decode(line)
    except (gzip.BadGzipFile, zlib.error, EOFError, msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise StoreError("no_dump_or_cut", file=file, problem=problem) from problem


def _check_head(head: Any, file: Path) -> int:  # noqa: ANN401 (as JSON has it)
    """The format that a dump was made in."""
    if not isinstance(head, dict) or head.get("kind") != KIND or not isinstance(head.get("format"), int):
        raise StoreError("no_dump", file=file)
    found: int = head["format"]
    if found > store_format():
        raise StoreError(
            "dump_too_new", file=file, format=found, tamani=head.get("tamani"), known=store_format()
        )
    return found


class _Filling:
    """Puts the rows of a dump into their tables."""

    def __init__(self, connection: Connection, file: Path, tell: Tell | None) -> None:
        self.connection = connection
        self.file = file
        self.tell = tell
        self.count = 0
        self.table: Table | None = None
        self.columns: list[str] = []
        self.binary: set[str] = set()

    def fill(self, lines: Iterator[Any]) -> int:
        """Insert the rows, each behind the line of its table; how many there were.

        Raises:
            StoreError: a line does not fit, or the end is missing.

        """
        waiting: list[dict[str, Any]] = []
        for line in itertools.chain(lines, [None]):
            if waiting and (not isinstance(line, list) or len(waiting) == AT_ONCE):
                self._insert(waiting)
                waiting = []
            if isinstance(line, list):
                waiting.append(self._row(line))
            elif isinstance(line, dict) and "table" in line:
                self._open(line)
            elif isinstance(line, dict) and line.get("end") == self.count:
                return self.count
            else:
                break
        raise StoreError("dump_cut", file=self.file, row=self.count)

    def _open(self, line: dict[str, Any]) -> None:
        name, columns = line["table"], line.get("columns")
        table = tables.METADATA.tables.get(name)
        if table is None or not isinstance(columns, list) or not set(columns) <= set(table.columns.keys()):
            raise StoreError("dump_strange_table", file=self.file, table=name)
        missing = [c for c in table.columns if c.name not in columns]
        needed = [c.name for c in missing if not c.nullable and c.default is None and c.server_default is None]
        if needed:
            raise StoreError("dump_lacks_columns", table=name, file=self.file, columns=", ".join(needed))
        if name in DERIVED_FIRST:
            self.connection.execute(delete(table))
        self.table, self.columns = table, columns
        self.binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}

    def _row(self, values: list[Any]) -> dict[str, Any]:
        try:
            row = dict(zip(self.columns, values, strict=True))
            return {n: base64.b64decode(v) if n in self.binary and v is not None else v for n, v in row.items()}
        except (ValueError, TypeError) as problem:
            raise StoreError("dump_damaged_row", file=self.file, row=self.count, problem=problem) from problem

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        if self.table is None:
            raise StoreError("no_dump", file=self.file)
        self.connection.execute(insert(self.table), rows)
        self.count += len(rows)
        if self.tell is not None:
            self.tell(self.count)


def _note_format(connection: Connection, found: int) -> None:
    """Note that rows of an older format came into a store of this one."""
    if found < store_format():
        name = f"restored from a dump of format {found}"
        row = {"number": store_format(), "name": name, "applied_at": now()}
        connection.execute(insert(tables.migrations).values(row))


def _set_counters(connection: Connection) -> None:
    """Let PostgreSQL number new rows behind those that came with their numbers."""
    for table in all_tables():
        if "id" in table.columns:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name} "  # noqa: S608
                "HAVING max(id) IS NOT NULL"
            )
