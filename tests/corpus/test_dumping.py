"""A whole store goes into a file and comes out again, also into another kind of database; all of it, or nothing."""

from __future__ import annotations

import gzip
import json
import os
import signal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text, insert, select

from tamani.corpus import dumping, tables
from tamani.corpus.correcting import EntryPlace, broken_signatures, correct
from tamani.corpus.database import StoreError
from tamani.corpus.dumping import dump
from tamani.corpus.queries import Query
from tamani.corpus.restoring import restore, restore_to
from tamani.corpus.searching import save_search, saved_searches, search
from tamani.corpus.store import Store
from tamani.gather.gathered import Missed
from tamani.record import Reason
from tests.corpus.quick_reader import came

PAGE = "L'élection {n}\nDiop (MLI) : « Nous avons signé {n} fois. »\nDiop ACCUSE Barry de tout."
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def all_rows(store):
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.METADATA.sorted_tables
        }


@pytest.fixture
def filled(store, quick):
    list(store.add([came(PAGE.format(n=n), f"https://a.example/{n}") for n in range(5)], quick))
    list(store.add([came(PAGE.format(n=9), "https://a.example/0")], quick))
    why = Reason(code="not_found", words="It is not there.")
    list(store.add([Missed("https://a.example/none", why)], quick))
    correct(store.engine, EntryPlace(2, "quotations", 0), "wrong", by="Awa")
    save_search(store.engine, "vote", Query(text="élection"))
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where there is no store yet."""
    return str(tmp_path / "new" / "own.db") if request.param == "sqlite" else request.getfixturevalue("postgresql_url")


def test_all_rows_come_back_and_the_store_goes_on(filled, tmp_path, place, quick):
    if "postgresql" in place and "postgresql" in filled.place:
        pytest.skip("both are PostgreSQL; the two other ways and SQLite alone are tested")
    file = tmp_path / "all.jsonl.gz"
    assert dump(filled.engine, file) == restore_to(place, file) > 50
    with Store(place, create=False) as own:
        assert all_rows(own) == all_rows(filled)
        assert own.check() == []
        assert broken_signatures(own.engine) == []
        assert search(own.engine, Query(text="élection", speaker="Diop")).total == 4
        assert [failure.place for failure in own.failures()] == ["https://a.example/none"]
        assert list(saved_searches(own.engine)) == ["vote"]
        [added] = own.add([came("Titre\nUne autre page.", "https://b.example/1")], quick)
        assert added.version_id == 7
        correct(own.engine, EntryPlace(3, "quotations", 0), "wrong", by="Awa")
        assert broken_signatures(own.engine) == []


def test_every_table_of_a_store_is_in_the_dump(filled, tmp_path):
    dump(filled.engine, tmp_path / "all.gz")
    with gzip.open(tmp_path / "all.gz", "rt", encoding="utf-8") as lines:
        heads = [json.loads(line) for line in lines if line.startswith("{")]
    assert {head["table"] for head in heads[1:-1]} == set(tables.METADATA.tables)


def test_a_table_that_is_added_later_is_dumped_without_being_named(tmp_path, quick):
    notes = Table(
        "test_notes", tables.METADATA,
        Column("id", Integer, primary_key=True), Column("page_id", ForeignKey("pages.id")),
        Column("before_id", ForeignKey("test_notes.id")), Column("words", Text), Column("raw", LargeBinary),
    )  # fmt: skip
    try:
        rows = [(1, 1, 2, "à l'envers", b"\x00\xff"), (2, None, None, None, None)]  # the first points at the second
        with Store(tmp_path / "a.db") as store:
            list(store.add([came(PAGE.format(n=1), "https://a.example/1")], quick))
            with store.writing() as connection:
                connection.execute(
                    insert(notes), [dict(zip(notes.columns.keys(), rows[n], strict=True)) for n in (1, 0)]
                )
            dump(store.engine, tmp_path / "all.gz")
        restore_to(str(tmp_path / "b.db"), tmp_path / "all.gz")
        with Store(tmp_path / "b.db") as store, store.reading() as connection:
            assert [tuple(row) for row in connection.execute(select(notes).order_by(notes.c.id))] == rows
    finally:
        tables.METADATA.remove(notes)


def test_a_table_that_nobody_knows_is_not_left_out_in_silence(sqlite_store, tmp_path):
    with sqlite_store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE cats (name TEXT)")
    with pytest.raises(StoreError, match="cats"):
        dump(sqlite_store.engine, tmp_path / "all.gz")
    assert list(tmp_path.glob("*.gz")) == []


def test_a_dump_is_not_overwritten_unless_this_is_asked(filled, tmp_path):
    file = tmp_path / "all.gz"
    file.write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        dump(filled.engine, file)
    assert file.read_text() == "mine"
    dump(filled.engine, file, replace=True)
    assert restore_to(str(tmp_path / "new.db"), file) > 50


def test_a_store_with_pages_is_left_alone_unless_its_replacement_is_asked(filled, tmp_path, quick):
    dump(filled.engine, tmp_path / "all.gz")
    before = all_rows(filled)
    list(filled.add([came("Titre\nUne autre page.", "https://b.example/1")], quick))
    with pytest.raises(StoreError, match="empty store"):
        restore(filled.engine, tmp_path / "all.gz")
    assert filled.counts()["pages"] == 6
    restore(filled.engine, tmp_path / "all.gz", replace=True)
    assert all_rows(filled) == before
    assert (filled.check(), broken_signatures(filled.engine)) == ([], [])
    assert search(filled.engine, Query(text="autre page")).total == 0
    with pytest.raises(Exception, match="append-only"), filled.writing() as connection:
        connection.exec_driver_sql("DELETE FROM corrections")


def test_a_replacement_that_fails_leaves_the_store_as_it_was(filled, tmp_path):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)
    before = all_rows(filled)
    file.write_bytes(file.read_bytes()[:-300])
    with pytest.raises(StoreError, match="cut off"):
        restore(filled.engine, file, replace=True)
    assert all_rows(filled) == before
    assert search(filled.engine, Query(text="élection")).total > 0


def test_half_a_dump_restores_nothing(filled, tmp_path):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)
    whole = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    for half in (file.read_bytes()[:-200], gzip.compress(b"".join(whole[:-1])), gzip.compress(b"".join(whole[:9]))):
        file.write_bytes(half)
        with pytest.raises(StoreError, match="cut off"):
            restore_to(str(tmp_path / "new.db"), file)
        assert not (tmp_path / "new.db").exists()
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@needs_fork
def test_killed_while_it_dumps_there_is_no_file(tmp_path, sqlite_store, quick, monkeypatch):
    list(sqlite_store.add([came(PAGE.format(n=n), f"https://a.example/{n}") for n in range(5)], quick))
    monkeypatch.setattr(dumping, "AT_ONCE", 7)
    file = tmp_path / "all.gz"
    assert killed_in(lambda kill: dump(sqlite_store.engine, file, tell=kill))
    assert not file.exists()
    assert dump(sqlite_store.engine, file) > 50


@needs_fork
def test_killed_while_it_restores_there_is_no_store_or_it_is_as_before(tmp_path, sqlite_store, quick):
    list(sqlite_store.add([came(PAGE.format(n=n), f"https://a.example/{n}") for n in range(5)], quick))
    file, place = tmp_path / "all.gz", tmp_path / "new.db"
    dump(sqlite_store.engine, file)
    assert killed_in(lambda kill: restore_to(str(place), file, tell=kill))
    assert not place.exists()
    restore_to(str(place), file)
    with Store(place) as store:
        list(store.add([came("Titre\nUne autre page.", "https://b.example/1")], quick))
        before = all_rows(store)
    assert killed_in(lambda kill: restore_to(str(place), file, replace=True, tell=kill))
    with Store(place) as store:
        assert all_rows(store) == before
        assert store.check() == []


def killed_in(work):
    """Whether a process of its own was killed in the middle of some work."""
    child = os.fork()
    if child == 0:
        try:
            work(lambda _count: os.kill(os.getpid(), signal.SIGKILL))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_dump_holds_one_moment_while_others_add(filled, tmp_path, quick, monkeypatch):
    monkeypatch.setattr(dumping, "AT_ONCE", 2)
    added = []

    def add_one(_count):
        if not added:
            added.extend(filled.add([came("Titre\nUne autre page.", "https://b.example/1")], quick))

    before = all_rows(filled)
    dump(filled.engine, tmp_path / "all.gz", tell=add_one)
    restore_to(str(tmp_path / "new.db"), tmp_path / "all.gz")
    with Store(tmp_path / "new.db") as own:
        assert all_rows(own) == before
    assert filled.counts()["pages"] == 6


@pytest.mark.parametrize(
    "content", [b"", b'{"kind": "cats"}\n', b"cats\n", b"\xff\xfe\n", b"[1]\n", b'{"kind": "tamani store"}\n']
)
def test_what_is_no_dump_says_so(tmp_path, content):
    file = tmp_path / "cats.gz"
    for data in (gzip.compress(content), content):
        file.write_bytes(data)
        with pytest.raises(StoreError, match="no dump"):
            restore_to(str(tmp_path / "new.db"), file)
    with pytest.raises(StoreError, match="no file"):
        restore_to(str(tmp_path / "new.db"), tmp_path / "none.gz")


def changed(file, change):
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    change(lines)
    file.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))


def test_a_dump_of_a_newer_tamani_says_to_upgrade(filled, tmp_path):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)
    changed(file, lambda lines: lines[0].update(format=99, tamani="9.0"))
    with pytest.raises(StoreError, match=r"Tamani 9\.0.*Upgrade"):
        restore_to(str(tmp_path / "new.db"), file)


@pytest.mark.parametrize("value", [None, ["a"], {"a": 1}, 99, "x"])
def test_a_row_that_cannot_be_says_that_the_file_is_damaged(filled, tmp_path, value):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)

    def other(lines):
        at = next(n for n, line in enumerate(lines) if isinstance(line, dict) and line.get("table") == "quotations")
        lines[at + 1][lines[at]["columns"].index("version_id")] = value

    changed(file, other)
    with pytest.raises(StoreError, match="damaged"):
        restore_to(str(tmp_path / "new.db"), file)
    assert not (tmp_path / "new.db").exists()


def test_a_dump_of_an_older_format_is_restored_and_the_store_is_of_this_one(filled, tmp_path):
    file = tmp_path / "all.gz"
    dump(filled.engine, file)

    def older(lines):
        lines[0]["format"] = 1
        at = next(n for n, line in enumerate(lines) if isinstance(line, dict) and line.get("table") == "migrations")
        lines[at + 1][0] = 1

    changed(file, older)
    restore_to(str(tmp_path / "new.db"), file)
    with Store(tmp_path / "new.db", create=False) as own, own.reading() as connection:
        numbers = list(connection.scalars(select(tables.migrations.c.number).order_by(tables.migrations.c.number)))
    assert numbers == [1, dumping.store_format()]


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_dump_is_restored_whole_or_not_at_all(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    with Store(folder / "a.db") as store:
        dump(store.engine, folder / "all.gz")
        whole = all_rows(store)
    lines = gzip.decompress((folder / "all.gz").read_bytes())
    at, byte = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, 255))
    (folder / "all.gz").write_bytes(gzip.compress(lines[:at] + bytes([byte]) + lines[at + 1 :]))
    try:
        restore_to(str(folder / "b.db"), folder / "all.gz")
    except StoreError:
        assert not (folder / "b.db").exists()
    else:
        with Store(folder / "b.db") as store:
            assert {name: len(rows) for name, rows in all_rows(store).items()} == {n: len(r) for n, r in whole.items()}
