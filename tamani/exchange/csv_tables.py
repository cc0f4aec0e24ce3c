"""CSV, a file for each kind of entry, with the schema beside them (CSV on the Web); and what reads it back."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.exchange.schemas import schema, tables
from tamani.exchange.tables import page_rows, story_rows
from tamani.exchange.targets import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.schemas import Column
    from tamani.exchange.stored import StoredPage, StoryRow

SCHEMA = "schema.json"
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""What a spreadsheet may take for a formula. Apostrophes in front count in, so that taking one off again is exact."""


def escaped(cell: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe goes before what looks like a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """The text that :func:`escaped` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def write_folder(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], folder: Path, options: Options, tally: Tally
) -> None:
    """Write the tables that are asked for, one page at a time into all of them."""
    with contextlib.ExitStack() as stack:
        wanted = {name: columns for name, columns in tables("tables").items() if options.wants(name)}
        writers = {name: stack.enter_context(_table(folder, name, wanted[name], options)) for name in wanted}
        rows = itertools.chain(itertools.chain.from_iterable(page_rows(page) for page in pages), story_rows(stories))
        for name, row in rows:
            if name in writers:
                tally.entries += 1
                writers[name].writerow(_cell(row.get(column.name), column) for column in wanted[name])
        with new_file(folder / SCHEMA) as file:
            file.write(msgspec.json.format(msgspec.json.encode(_described(wanted, options)), indent=2) + b"\n")


def read_table(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, Any]]:
    """The rows of a table as they were before they were written; what is empty is None."""
    columns = {column.name: column for column in tables("tables")[path.stem]}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {name: _value(cell, columns[name]) for name, cell in row.items()}


@contextlib.contextmanager
def _table(folder: Path, name: str, columns: tuple[Column, ...], options: Options) -> Iterator[Any]:
    """A writer of rows for one table; numbers are bare, all else is quoted."""
    with new_file(folder / f"{name}.csv") as binary:
        binary.write(b"\xef\xbb\xbf" if options.bom else b"")
        text = io.TextIOWrapper(binary, encoding="utf-8", newline="")
        writer = csv.writer(text, delimiter=options.delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        yield writer
        text.flush()
        text.detach()


def _cell(value: object, column: Column) -> object:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return escaped(str(value)) if column.datatype == "string" else value


def _value(cell: str, column: Column) -> object:
    if cell == "":
        return None
    if column.datatype == "integer":
        return int(cell)
    if column.datatype == "number":
        return float(cell)
    if column.datatype == "dateTime":
        return datetime.fromisoformat(cell)
    return unescaped(cell)


def _described(wanted: Iterable[str], options: Options) -> dict[str, Any]:
    """The schema of the tables that were written, as they were written."""
    names = {f"{name}.csv" for name in wanted}
    whole = schema("tables")
    return whole | {
        "dialect": whole["dialect"] | {"delimiter": options.delimiter},
        "tables": [table for table in whole["tables"] if table["url"] in names],
    }
