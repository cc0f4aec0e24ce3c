"""Tables to which rows are added and never changed: the database itself refuses everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.corpus.database import is_sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a row that withdraws the other one'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION '{table} is append-only: add a row that withdraws the other one'; END $body$
"""
_POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only()
"""


def forbid_changes(connection: Connection, table: str) -> None:
    """Refuse updates and deletions of a table's rows from now on."""
    if is_sqlite(connection):
        for action in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_SQLITE.format(table=table, verb=action.lower(), action=action))
        return
    connection.exec_driver_sql(_POSTGRESQL_FUNCTION.format(table=table))
    connection.exec_driver_sql(_POSTGRESQL_TRIGGER.format(table=table))


def forget(connection: Connection, table: str) -> None:
    """Take away what :func:`forbid_changes` made, after the table itself is gone; SQLite has done so with the table."""
    if not is_sqlite(connection):
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {table}_append_only()")
