"""The whole store as one file, and a store out of that file: from SQLite to PostgreSQL and back, or to the next decade.

The file is JSON Lines, gzipped: a head with the format, then each table's name before its rows, the values in the order
of the columns that the table's line names. Bytes are base64. What can be made anew (the index of words) is left out.
"""

from __future__ import annotations

import base64
import gzip
import itertools
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
from sqlalchemy import LargeBinary, func, insert, select

from tamani.corpus import search_index, tables
from tamani.corpus.database import StoreError, is_sqlite, reading, writing
from tamani.corpus.migrations import FORMAT, MIGRATIONS
from tamani.corpus.moments import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

KIND = "tamani store"
AT_ONCE = 500
LEFT_OUT = frozenset({"migrations"})
"""A restored store has the format of the Tamani that restored it."""


def dump(engine: Engine, file: Path) -> int:
    """Write all rows of a store into a file, as they are at one moment; how many there were.

    Raises:
        OSError: the file cannot be written.

    """
    with file.open("wb") as out, gzip.open(out, "wb", compresslevel=6) as packed, reading(engine) as connection:
        return sum(_write(cast("BinaryIO", packed), line) for line in _lines(connection))


def _write(out: BinaryIO, line: tuple[Any, bool]) -> int:
    """One line; 1 where it is a row."""
    value, is_row = line
    out.write(msgspec.json.encode(value) + b"\n")
    return int(is_row)


def _lines(connection: Connection) -> Iterator[tuple[Any, bool]]:
    yield {"kind": KIND, "format": _format(), "at": now()}, False
    for table in _tables():
        yield {"table": str(table.name), "columns": [str(column.name) for column in table.columns]}, False
        rows = connection.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key))
        for row in rows:
            yield [base64.b64encode(v).decode() if isinstance(v, bytes) else v for v in row], True


def _tables() -> list[Table]:
    """All tables, those first that others point at."""
    return [table for table in tables.METADATA.sorted_tables if table.name not in LEFT_OUT]


def _format() -> int:
    return max((change.number for change in MIGRATIONS), default=FORMAT)


def restore(engine: Engine, file: Path) -> int:
    """Fill an empty store from a file that :func:`dump` wrote: all of it, or nothing; how many rows there were.

    Raises:
        StoreError: the file is no dump or of another format, or the store is not empty.
        OSError: the file cannot be read.

    """
    with gzip.open(file, "rb") as packed, writing(engine) as connection:
        lines = _decoded(cast("BinaryIO", packed), file)
        _check_head(next(lines, None), file)
        if connection.scalar(select(func.count()).select_from(tables.pages)):
            raise StoreError("Only an empty store can be filled from a dump; name a new one.")
        count = _fill(connection, lines)
        if not is_sqlite(connection):
            _set_counters(connection)
            search_index.index_anew(connection)
    return count


def _decoded(packed: BinaryIO, file: Path) -> Iterator[Any]:
    try:
        for line in packed:
            yield msgspec.json.decode(line)
    except (gzip.BadGzipFile, EOFError, msgspec.DecodeError) as problem:
        raise StoreError(f"{file} is no dump of a store, or it is cut off: {problem}.") from problem


def _check_head(head: Any, file: Path) -> None:  # noqa: ANN401 (as JSON has it)
    if not isinstance(head, dict) or head.get("kind") != KIND:
        raise StoreError(f"{file} is no dump of a store.")
    if head.get("format") != _format():
        raise StoreError(f"{file} has format {head.get('format')}; this Tamani restores format {_format()}.")


def _fill(connection: Connection, lines: Iterator[Any]) -> int:
    """Insert the rows, which stand behind the line of their table."""
    count = 0
    table, columns, binary = tables.pages, list[str](), set[str]()
    waiting: list[dict[str, Any]] = []
    for line in itertools.chain(lines, [None]):
        if waiting and (not isinstance(line, list) or len(waiting) == AT_ONCE):
            connection.execute(insert(table), waiting)
            count, waiting = count + len(waiting), []
        if isinstance(line, dict):
            table, columns = tables.METADATA.tables[line["table"]], line["columns"]
            binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
        elif line is not None:
            row = dict(zip(columns, line, strict=True))
            waiting.append({n: base64.b64decode(v) if n in binary and v is not None else v for n, v in row.items()})
    return count


def _set_counters(connection: Connection) -> None:
    """Let PostgreSQL number new rows behind those that came with their numbers."""
    for table in _tables():
        if "id" in table.columns:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name} "  # noqa: S608
                "HAVING max(id) IS NOT NULL"
            )
