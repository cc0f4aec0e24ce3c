"""Opening and making stores, their format, and that other programs can read them."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import insert, inspect

from tamani.corpus import migrations, tables
from tamani.corpus.database import CACHE, StoreError, default_store
from tamani.corpus.migrations import Migration, bring_up_to_date
from tamani.corpus.store import Store


def test_a_new_store_is_made_once_and_opened_again(tmp_path):
    file = tmp_path / "data" / "tamani.db"
    Store(file).close()
    with Store(file, create=False) as store:
        assert store.counts()["pages"] == 0
        assert store.check() == []


def test_plain_sqlite_reads_it(sqlite_store):
    connection = sqlite3.connect(sqlite_store.place)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"pages", "versions", "records", "quotations", "events", "search"} <= names
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_a_connection_holds_in_memory_does_not_grow_with_the_file(sqlite_store):
    with sqlite_store.reading() as connection:
        held = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("cache_size", "mmap_size")]
    assert held == [-CACHE, 0]
    assert CACHE <= 16384


def test_every_table_and_column_has_its_comment():
    assert [table.name for table in tables.METADATA.tables.values() if not table.comment] == []
    without = [
        f"{table.name}.{column.name}"
        for table in tables.METADATA.tables.values()
        for column in table.columns
        if not column.comment and column.name not in {"id", "story_id", "page_id"}
    ]
    assert without == []


def test_where_there_is_no_store_it_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="tamani add"):
        Store(tmp_path / "none.db", create=False)


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)


def test_a_file_of_something_else_is_left_alone(tmp_path):
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE cats(name)")
    with pytest.raises(StoreError, match="something else"):
        Store(file)


def test_what_is_no_database_at_all_is_left_alone(tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<html>" * 500)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(file)
    assert file.read_text() == "<html>" * 500


def test_other_databases_are_refused():
    with pytest.raises(StoreError, match="SQLite or PostgreSQL"):
        Store("mysql://localhost/tamani")


def test_a_store_of_a_newer_tamani_is_not_touched(store):
    with store.writing() as connection:
        connection.execute(insert(tables.migrations).values(number=99, name="later", applied_at="2030-01-01"))
    with pytest.raises(StoreError, match="newer Tamani"):
        Store(store.place)


def next_format():
    return migrations.FORMAT + len(migrations.MIGRATIONS) + 1


def test_an_older_store_is_brought_up_to_date(store):
    later = Migration(next_format(), "Note the editor", ("ALTER TABLE pages ADD COLUMN editor TEXT",))
    with store.writing() as connection:
        assert bring_up_to_date(connection, (later,)) == [later]
        assert bring_up_to_date(connection, (later,)) == []
        connection.exec_driver_sql("SELECT editor FROM pages")


def test_a_migration_that_fails_changes_nothing(store):
    statements = ("ALTER TABLE pages ADD COLUMN editor TEXT", "ALTER TABLE nothing ADD COLUMN x")
    broken = Migration(next_format(), "Broken", statements)
    with pytest.raises(Exception, match="nothing"), store.writing() as connection:
        bring_up_to_date(connection, (broken,))
    with store.reading() as connection:
        assert "editor" not in {column["name"] for column in inspect(connection).get_columns("pages")}


def test_migrations_are_numbered_from_the_first_format_on():
    numbers = [change.number for change in migrations.MIGRATIONS]
    assert numbers == list(range(migrations.FORMAT + 1, migrations.FORMAT + 1 + len(numbers)))


@pytest.mark.parametrize(
    ("environment", "platform", "end"),
    [
        ({"TAMANI_STORE": "postgresql://db/tamani"}, "linux", "postgresql://db/tamani"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/tamani/tamani.db"),
        ({}, "linux", ".local/share/tamani/tamani.db"),
        ({}, "darwin", "Library/Application Support/tamani/tamani.db"),
    ],
)
def test_the_store_lies_in_the_users_data_folder(environment, platform, end):
    assert default_store(environment, platform).endswith(end)


def test_what_is_remembered_is_recalled(store):
    assert store.recall("feeds") is None
    store.remember("feeds", "{}")
    store.remember("feeds", '{"a": 1}')
    assert store.recall("feeds") == '{"a": 1}'
