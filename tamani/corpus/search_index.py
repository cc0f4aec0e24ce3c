"""The index of words: FTS5 in SQLite, a tsvector in PostgreSQL, both over words in lower case without accents.

Beside the words of its text the index has a page's marks (:mod:`tamani.corpus.search_marks`). In SQLite it keeps no
text of its own: it points into the table ``searched``, and triggers keep both the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text

from tamani.corpus import tables
from tamani.corpus.corrected import corrected_view
from tamani.corpus.database import is_sqlite
from tamani.corpus.folding import words_of
from tamani.corpus.packing import unpack
from tamani.corpus.search_marks import marks_of
from tamani.gather.addresses import outlet_of
from tamani.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

INDEX = "search"
_NEW = "INSERT INTO search(rowid, text, marks) VALUES (new.version_id, new.text, new.marks)"
_OLD = "INSERT INTO search(search, rowid, text, marks) VALUES ('delete', old.version_id, old.text, old.marks)"
_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "text, marks, content=\"searched\", content_rowid='version_id', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO search(search, rank) VALUES ('rank', 'bm25(1.0, 0.0)')",  # only the words say how well a page fits
    f"CREATE TRIGGER searched_added AFTER INSERT ON searched BEGIN {_NEW}; END",
    f"CREATE TRIGGER searched_gone AFTER DELETE ON searched BEGIN {_OLD}; END",
    f"CREATE TRIGGER searched_changed AFTER UPDATE ON searched BEGIN {_OLD}; {_NEW}; END",
)
_POSTGRESQL = (
    "ALTER TABLE searched ADD COLUMN words tsvector",
    "CREATE INDEX searched_words ON searched USING gin (words)",
)
_WORDS = "to_tsvector('simple', :w) || array_to_tsvector(string_to_array(:m, ' '))"
"""Marks begin with a sign that no word has."""
LONGEST = 400_000
"""Characters whose words PostgreSQL indexes; a tsvector cannot hold more than a megabyte."""
SIGN = "="
AT_ONCE = 256
"""Pages that are indexed anew together."""


def create(connection: Connection) -> None:
    """Make the index of a new store."""
    for statement in _SQLITE if is_sqlite(connection) else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def put(connection: Connection, version: int, words: str, record: Record) -> None:
    """Make a version findable by its text, and by what is in its record as readers have corrected it."""
    row = connection.execute(_ABOUT, {"version": version}).one()
    moment = row.published or ""
    marks = marks_of(record, outlet=row.outlet, host=outlet_of(row.url), published=row.published or None)
    if is_sqlite(connection):
        connection.execute(_PUT_SQLITE, {"v": version, "o": moment, "m": marks, "t": words})
    else:
        shown = words.replace("\x00", " ")
        connection.execute(
            _PUT_POSTGRESQL, {"v": version, "o": moment, "k": marks, "t": shown, **_lexemes(words, marks)}
        )


_ABOUT = (
    select(tables.pages.c.outlet, tables.pages.c.url, tables.records.c.published)
    .join(tables.versions, tables.versions.c.page_id == tables.pages.c.id)
    .join(tables.records, tables.records.c.version_id == tables.versions.c.id)
    .where(tables.versions.c.id == bindparam("version"))
)
_PUT_SQLITE = text("INSERT INTO searched(version_id, moment, marks, text) VALUES (:v, :o, :m, :t)")
_PUT_POSTGRESQL = text(
    f"INSERT INTO searched(version_id, moment, marks, text, words) VALUES (:v, :o, :k, :t, {_WORDS})"  # noqa: S608
)


def _lexemes(words: str, marks: str) -> dict[str, str]:
    """What PostgreSQL makes its tsvector of."""
    return {"w": " ".join(words_of(words[:LONGEST])), "m": " ".join(f"{SIGN}{one}" for one in marks.split())}


def mark_anew(connection: Connection, version: int, record: Record) -> None:
    """Set the marks of a version right after its record was corrected; nothing where it is not searched."""
    row = connection.execute(select(tables.searched).where(tables.searched.c.version_id == version)).first()
    if row is not None:
        take_out(connection, version)
        put(connection, version, row.text, record)


def take_out(connection: Connection, version: int) -> None:
    """Make a version unfindable."""
    connection.execute(text("DELETE FROM searched WHERE version_id = :v"), {"v": version})


def index_anew(connection: Connection) -> None:
    """Index all texts of a PostgreSQL store; SQLite does so by itself as rows are inserted."""
    update = text(f"UPDATE searched SET words = {_WORDS} WHERE version_id = :v")  # noqa: S608
    for some in _in_parts(connection, "searched"):
        for row in some:
            connection.execute(update, {"v": row.version_id, **_lexemes(row.text, row.marks)})


def remake(connection: Connection) -> None:
    """Make table and index anew from the texts of a store whose pages had no marks."""
    connection.execute(text("ALTER TABLE searched RENAME TO searched_before"))
    if is_sqlite(connection):
        for name in ("added", "gone", "changed"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS searched_{name}"))
        connection.execute(text("DROP TABLE search"))
    else:
        connection.execute(text("ALTER INDEX searched_pkey RENAME TO searched_before_pkey"))
        connection.execute(text("DROP INDEX searched_words"))
    connection.execute(text("DROP INDEX IF EXISTS searched_by_moment"))
    tables.searched.create(connection)
    create(connection)
    for some in _in_parts(connection, "searched_before"):
        for row in some:
            put(connection, row.version_id, row.text, _record_shown(connection, row.version_id))
    connection.execute(text("DROP TABLE searched_before"))


def mark_missing(connection: Connection) -> None:
    """Give marks to the pages that have none, as those of a dump of an older format."""
    for some in _in_parts(connection, "searched", "marks = '' AND version_id IN (SELECT version_id FROM records)"):
        for row in some:
            mark_anew(connection, row.version_id, _record_shown(connection, row.version_id))


def take_fetching_for_no_date(connection: Connection) -> None:
    """Leave pages without a date without one, which older formats took to be from the day of their fetching."""
    undated = "moment <> '' AND version_id IN (SELECT version_id FROM records WHERE published IS NULL)"
    for some in _in_parts(connection, "searched", undated):
        for row in some:
            mark_anew(connection, row.version_id, _record_shown(connection, row.version_id))


def _record_shown(connection: Connection, version: int) -> Record:
    record = Record.from_json(unpack(connection.scalars(_RECORD, {"version": version}).one()))
    return corrected_view(connection, version, record)


_RECORD = select(tables.records.c.record).where(tables.records.c.version_id == bindparam("version"))


def _in_parts(connection: Connection, table: str, where: str = "TRUE") -> Iterator[list[Row[tuple[object, ...]]]]:
    """The rows of a table of texts, some at a time, so that memory stays flat."""
    rows = f"SELECT * FROM {table} WHERE version_id > :last AND {where}"  # noqa: S608 (both are written here)
    query = text(f"{rows} ORDER BY version_id LIMIT {AT_ONCE}")
    last = 0
    while some := list(connection.execute(query, {"last": last}).all()):
        last = some[-1].version_id
        yield some
