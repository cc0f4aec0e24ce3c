"""A whole store goes into a file and comes out again, also into another kind of database."""

from __future__ import annotations

import gzip

import pytest
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.correcting import EntryPlace, broken_signatures, correct
from tamani.corpus.database import StoreError
from tamani.corpus.dumping import dump, restore
from tamani.corpus.queries import Query
from tamani.corpus.searching import search
from tamani.corpus.store import Store
from tests.corpus.quick_reader import came

PAGE = "L'élection {n}\nDiop (MLI) : « Nous avons signé {n} fois. »\nDiop ACCUSE Barry de tout."


def all_rows(store):
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.METADATA.sorted_tables
            if table.name != "migrations"
        }


@pytest.fixture
def filled(store, quick):
    list(store.add([came(PAGE.format(n=n), f"https://a.example/{n}") for n in range(5)], quick))
    list(store.add([came(PAGE.format(n=9), "https://a.example/0")], quick))
    correct(store.engine, EntryPlace(2, "quotations", 0), "wrong", by="Awa")
    return store


def test_all_rows_come_back_and_the_store_goes_on(filled, tmp_path, sqlite_store, quick):
    file = tmp_path / "all.jsonl.gz"
    assert dump(filled.engine, file) == restore(sqlite_store.engine, file) > 50
    assert all_rows(sqlite_store) == all_rows(filled)
    assert sqlite_store.check() == []
    assert broken_signatures(sqlite_store.engine) == []
    assert search(sqlite_store.engine, Query(text="élection")).total == 5
    [added] = sqlite_store.add([came("Titre\nUne autre page.", "https://b.example/1")], quick)
    assert added.version_id == 7


def test_from_sqlite_to_postgresql(tmp_path, sqlite_store, postgresql_url, quick):
    list(sqlite_store.add([came(PAGE.format(n=n), f"https://a.example/{n}") for n in range(3)], quick))
    dump(sqlite_store.engine, tmp_path / "all.gz")
    with Store(postgresql_url) as team:
        restore(team.engine, tmp_path / "all.gz")
        assert all_rows(team) == all_rows(sqlite_store)
        assert search(team.engine, Query(text="élection", speaker="Diop")).total == 3
        [added] = team.add([came("Titre\nUne autre page.", "https://b.example/1")], quick)
        assert added.version_id == 4


def test_a_store_with_pages_is_not_overwritten(filled, tmp_path):
    dump(filled.engine, tmp_path / "all.gz")
    with pytest.raises(StoreError, match="empty store"):
        restore(filled.engine, tmp_path / "all.gz")


def test_half_a_dump_restores_nothing(filled, tmp_path, sqlite_store):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(StoreError, match="cut off"):
        restore(sqlite_store.engine, file)
    assert sqlite_store.counts()["pages"] == 0


@pytest.mark.parametrize("content", [b"", b'{"kind": "cats"}\n', b"cats\n"])
def test_what_is_no_dump_says_so(tmp_path, sqlite_store, content):
    file = tmp_path / "cats.gz"
    file.write_bytes(gzip.compress(content))
    with pytest.raises(StoreError, match="no dump"):
        restore(sqlite_store.engine, file)
