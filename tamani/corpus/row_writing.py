"""Rows put into tables by statements that are made once, since making them costs more than the database does."""

from __future__ import annotations

import functools
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Dialect, Table


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, or_leave: bool = False
) -> None:
    """Insert rows that all have the same columns, of types that need no change on their way into the database.

    With ``or_leave`` rows whose key is there already are left as they are.
    """
    if not rows:
        return
    statement, given = _statement(connection.dialect, table, tuple(rows[0]), or_leave=or_leave)
    values: list[Any] = [given(row) for row in rows]
    connection.exec_driver_sql(statement, values)


@functools.lru_cache(maxsize=128)
def _statement(
    dialect: Dialect, table: Table, names: tuple[str, ...], *, or_leave: bool
) -> tuple[str, Callable[[dict[str, Any]], Any]]:
    """The statement as the driver takes it, and what makes its values from a row."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    words = f"{compiled} ON CONFLICT DO NOTHING" if or_leave else str(compiled)
    order = compiled.positiontup
    if order is None:  # this driver takes values by name
        return words, dict
    return words, itemgetter(*order) if len(order) > 1 else lambda row: (row[order[0]],)
