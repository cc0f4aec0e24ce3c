"""The whole store as one file: JSON Lines, gzipped, from which :mod:`tamani.corpus.restoring` makes a store again.

A head with the format comes first, then each table's name and columns before its rows, and at the end how many rows
there were. Bytes are base64. All tables of the store are there, whoever added them; only what can be made anew (the
index of words) is left out.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
from sqlalchemy import func, inspect, select

from tamani import __version__
from tamani.corpus import migrations, search_index, tables
from tamani.corpus.database import StoreError, reading
from tamani.corpus.moments import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine, Table

    Tell = Callable[[int], None]
    """Told how many rows are done, every so often."""

KIND = "tamani store"
AT_ONCE = 500


def dump(engine: Engine, file: Path, *, replace: bool = False, tell: Tell | None = None) -> int:
    """Write all rows of a store into a file, as they are at one moment; how many there were.

    The file is whole or not there, also after a power cut. One that is there is left alone, unless ``replace`` is set.

    Raises:
        StoreError: the file is there already, or the store has tables that this Tamani does not know.
        OSError: the file cannot be written.

    """
    if file.exists() and not replace:
        raise StoreError("file_there", file=file)
    with _new_file(file, replace=replace) as out, reading(engine) as connection:
        _check_tables(connection)
        with gzip.open(out, "wb", compresslevel=6) as packed:
            count = 0
            for value, is_row in _lines(connection):
                cast("BinaryIO", packed).write(msgspec.json.encode(value) + b"\n")
                count += is_row
                if tell is not None and is_row and count % AT_ONCE == 0:
                    tell(count)
            cast("BinaryIO", packed).write(msgspec.json.encode({"end": count}) + b"\n")
    return count


def row_count(engine: Engine) -> int:
    """How many rows a dump of the store has."""
    with reading(engine) as connection:
        return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in all_tables())


def all_tables() -> list[Table]:
    """All tables, those first that others point at."""
    return list(tables.METADATA.sorted_tables)


def store_format() -> int:
    """The format of the stores that this Tamani makes."""
    return max((change.number for change in migrations.MIGRATIONS), default=migrations.FORMAT)


def _lines(connection: Connection) -> Iterator[tuple[Any, bool]]:
    yield {"kind": KIND, "format": store_format(), "tamani": __version__, "at": now()}, False
    for table in all_tables():
        yield {"table": str(table.name), "columns": [str(column.name) for column in table.columns]}, False
        rows = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
        for row in connection.execute(rows):
            yield [base64.b64encode(v).decode() if isinstance(v, bytes) else v for v in row], True


def _check_tables(connection: Connection) -> None:
    """No table is left out in silence."""
    known = {table.name for table in all_tables()}
    strange = [
        name
        for name in inspect(connection).get_table_names()
        if name not in known and name.partition("_")[0] != search_index.INDEX
    ]
    if strange:
        raise StoreError("strange_tables", tables=", ".join(strange))


@contextlib.contextmanager
def _new_file(file: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """A file that takes its place when all of it is on the disk; what is left of a killed run is a hidden ``.part``."""
    file = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{file.stem[:40]}-", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with open(handle, "wb") as out:  # noqa: PTH123 (a handle, not a path)
            yield out
            out.flush()
            os.fsync(out.fileno())
        put_in_place(part, file, replace=replace)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_in_place(part: Path, file: Path, *, replace: bool) -> None:
    """Give a finished file its name, on the disk too; another file of this name is replaced only where this is asked.

    Raises:
        StoreError: somebody else has made a file of this name in the meantime.

    """
    if replace:
        part.replace(file)
    else:
        try:
            os.link(part, file)  # unlike renaming, this fails where the name is taken
        except FileExistsError as problem:
            raise StoreError("file_made_meanwhile", file=file) from problem
        except OSError:  # a file system without links
            if file.exists():
                raise
            part.replace(file)
        part.unlink(missing_ok=True)
    _keep_folder(file.parent)


def _keep_folder(folder: Path) -> None:
    """Let the name of a new file outlive a power cut, where the system can be asked for it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders, and writes names at once
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
