"""Parquet, a file for each kind of entry: the tables of CSV with typed columns, times in UTC."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tamani.exchange.schemas import schema_bytes, tables
from tamani.exchange.tables import page_rows, story_rows
from tamani.exchange.targets import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.schemas import Column
    from tamani.exchange.stored import StoredPage, StoryRow

ROWS_HELD = 5_000
"""Rows of a table that are held before they are written as one group."""
SCHEMA = "schema.json"
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "dateTime": pa.timestamp("us", tz="UTC"),
}


class _Table:
    """A table that writes its rows in groups."""

    def __init__(self, columns: tuple[Column, ...], file: BinaryIO) -> None:
        self.schema = pa.schema([(column.name, TYPES[column.datatype]) for column in columns])
        self.writer = pq.ParquetWriter(file, self.schema, compression="zstd")
        self.rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        """Take a row."""
        self.rows.append({name: row.get(name) for name in self.schema.names})
        if len(self.rows) >= ROWS_HELD:
            self._write()

    def close(self) -> None:
        """Write what is held, and the file's end."""
        self._write()
        self.writer.close()

    def _write(self) -> None:
        self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
        self.rows.clear()


def write_folder(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], folder: Path, options: Options, tally: Tally
) -> None:
    """Write the tables that are asked for."""
    with contextlib.ExitStack() as stack:
        written: dict[str, _Table] = {}
        for name, columns in tables("tables").items():
            if options.wants(name):
                file = stack.enter_context(new_file(folder / f"{name}.parquet"))
                written[name] = _Table(columns, file)
        rows = itertools.chain(itertools.chain.from_iterable(page_rows(page) for page in pages), story_rows(stories))
        for name, row in rows:
            if name in written:
                tally.entries += 1
                written[name].add(row)
        for table in written.values():
            table.close()
        with new_file(folder / SCHEMA) as out:
            out.write(schema_bytes("tables"))
