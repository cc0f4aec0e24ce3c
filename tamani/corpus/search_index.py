"""The index of words: FTS5 in SQLite, a tsvector in PostgreSQL, both over words in lower case without accents.

In SQLite the index keeps no text of its own: it points into the table ``searched``, and triggers keep both the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from tamani.corpus.database import is_sqlite
from tamani.corpus.folding import words_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

INDEX = "search"
_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "text, content='searched', content_rowid='version_id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER searched_added AFTER INSERT ON searched BEGIN "
    "INSERT INTO search(rowid, text) VALUES (new.version_id, new.text); END",
    "CREATE TRIGGER searched_gone AFTER DELETE ON searched BEGIN "
    "INSERT INTO search(search, rowid, text) VALUES ('delete', old.version_id, old.text); END",
    "CREATE TRIGGER searched_changed AFTER UPDATE ON searched BEGIN "
    "INSERT INTO search(search, rowid, text) VALUES ('delete', old.version_id, old.text); "
    "INSERT INTO search(rowid, text) VALUES (new.version_id, new.text); END",
)
_POSTGRESQL = (
    "ALTER TABLE searched ADD COLUMN words tsvector",
    "CREATE INDEX searched_words ON searched USING gin (words)",
)
LONGEST = 400_000
"""Characters whose words PostgreSQL indexes; a tsvector cannot hold more than a megabyte."""


def create(connection: Connection) -> None:
    """Make the index of a new store."""
    for statement in _SQLITE if is_sqlite(connection) else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def put(connection: Connection, version: int, words: str) -> None:
    """Make a version findable by its text."""
    if is_sqlite(connection):
        connection.execute(text("INSERT INTO searched(version_id, text) VALUES (:v, :t)"), {"v": version, "t": words})
        return
    connection.execute(
        text("INSERT INTO searched(version_id, text, words) VALUES (:v, :t, to_tsvector('simple', :w))"),
        {"v": version, "t": words.replace("\x00", " "), "w": " ".join(words_of(words[:LONGEST]))},
    )


def take_out(connection: Connection, version: int) -> None:
    """Make a version unfindable."""
    connection.execute(text("DELETE FROM searched WHERE version_id = :v"), {"v": version})


def index_anew(connection: Connection) -> None:
    """Index all texts of a PostgreSQL store; SQLite does so by itself as rows are inserted."""
    rows = connection.execute(text("SELECT version_id, text FROM searched")).all()
    update = text("UPDATE searched SET words = to_tsvector('simple', :w) WHERE version_id = :v")
    for row in rows:
        connection.execute(update, {"v": row.version_id, "w": " ".join(words_of(row.text[:LONGEST]))})
