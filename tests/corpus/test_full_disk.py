"""A full disk or a power cut while pages are added: nothing that was reported is lost, nothing is half there."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from tamani import cli
from tamani.corpus import database
from tamani.corpus.database import StoreError
from tamani.corpus.dumping import dump
from tamani.corpus.restoring import restore_to
from tamani.corpus.store import Store
from tests.command.test_corpus_commands import KnowsStore
from tests.corpus.killing import doubles_and_holes, pages, read_versions
from tests.corpus.quick_reader import QuickReader

NUMBER = 40
needs_limits = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no limits on the size of files")


def limit_files(room):
    """From now on no file of this process can grow beyond so many bytes."""
    import resource  # noqa: PLC0415 (not there on Windows)

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def apart(work):
    """What some work said, line by line, in a process of its own."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            work(lambda said: os.write(write_end, f"{said}\n".encode()))
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as said:
        lines = said.read().splitlines()
    os.waitpid(child, 0)
    return lines


def add_until_full(place, room, say):
    limit_files(room)
    try:
        with Store(place) as store:
            for added in store.add(pages(NUMBER), QuickReader()):
                say(added.version_id)
        say("all")
    except (DBAPIError, StoreError) as problem:
        say(f"stopped: {getattr(problem, 'orig', problem)}")


@needs_limits
@pytest.mark.parametrize("room", [0, 100_000, 400_000, 500_000, 700_000, 900_000, 1_200_000])
def test_on_a_full_disk_nothing_reported_is_lost_and_the_same_work_goes_on(tmp_path, room):
    place = tmp_path / "tamani.db"
    said = apart(lambda say: add_until_full(place, room, say))
    assert said[-1].startswith("stopped: ")
    assert "disk" in said[-1] or "file" in said[-1]
    reported = {int(line) for line in said[:-1]}
    with Store(place) as store:
        assert doubles_and_holes(store) == []
        assert reported <= read_versions(store)
        list(store.add(pages(NUMBER), QuickReader()))
        assert doubles_and_holes(store) == []
        assert store.counts()["records"] == NUMBER == store.counts()["pages"]


def test_the_command_says_that_the_store_is_full_and_goes_on_where_there_is_room(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tamani.corpus.corpus_reader.CorpusReader", KnowsStore)
    monkeypatch.setenv("TAMANI_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("LANGUAGE", "en")
    folder = tmp_path / "pages"
    folder.mkdir()
    for n, page in enumerate(pages(NUMBER)):
        (folder / f"{n:02}.txt").write_bytes(page.content)
    Store(tmp_path / "store.db").close()
    used = Path(tmp_path / "store.db").stat().st_size // 4096
    usual = database._open_sqlite

    def full(file):
        connection = usual(file)
        connection.execute(f"PRAGMA max_page_count = {used + 30}")
        return connection

    monkeypatch.setattr(database, "_open_sqlite", full)
    code = cli.run(["add", str(folder)])
    err = capsys.readouterr().err
    assert (code, "full" in err, "the same command goes on" in err) == (3, True, True)
    monkeypatch.setattr(database, "_open_sqlite", usual)
    with Store(tmp_path / "store.db") as store:
        assert [wrong for wrong in doubles_and_holes(store) if wrong != "None twice"] == []  # files have no URL
        assert 0 < store.counts()["records"] < NUMBER
    assert cli.run(["add", str(folder)]) == 0
    with Store(tmp_path / "store.db") as store:
        assert [wrong for wrong in doubles_and_holes(store) if wrong != "None twice"] == []
        assert store.counts()["records"] == NUMBER == store.counts()["pages"]


@needs_limits
def test_on_a_full_disk_a_dump_and_a_restored_store_are_not_there(tmp_path):
    with Store(tmp_path / "a.db") as store:
        list(store.add(pages(NUMBER), QuickReader()))

    def dump_it(say):
        try:
            with Store(tmp_path / "a.db") as store:
                limit_files(2000)
                dump(store.engine, tmp_path / "small.gz")
        except OSError as problem:
            say(problem.strerror)

    def restore_it(say):
        limit_files(200_000)
        try:
            restore_to(str(tmp_path / "b.db"), tmp_path / "all.gz")
        except (DBAPIError, StoreError) as problem:
            say(problem)

    with Store(tmp_path / "a.db") as store:
        dump(store.engine, tmp_path / "all.gz")
    assert apart(dump_it) == ["File too large"]
    assert len(apart(restore_it)) == 1
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.endswith(("-wal", "-shm"))) == [
        "a.db", "all.gz",
    ]  # fmt: skip


def test_what_was_reported_was_on_the_disk_before(sqlite_store):
    """SQLite waits for the disk at each commit: ``synchronous`` is FULL on every connection."""
    for _ in range(3):
        with sqlite_store.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("seed", range(12))
def test_after_a_power_cut_all_that_was_reported_is_there(tmp_path, seed):
    """The disk then has all that was waited for, and of what was written behind it a part, or nonsense."""
    place, wal = tmp_path / "tamani.db", tmp_path / "tamani.db-wal"
    chance = random.Random(seed)  # noqa: S311 (moments of a test)
    reported, sizes = [], []
    with Store(place) as store:
        for added in store.add(
            pages(NUMBER),
            QuickReader(),
        ):
            reported.append(added.version_id)
            sizes.append(wal.stat().st_size)
        assert sizes == sorted(sizes), "the log was emptied in the middle: fewer pages, please"
        shutil.copy(place, tmp_path / "cut.db")
        log = wal.read_bytes()
    last = chance.randrange(len(reported))
    safe = {version for version, size in zip(reported, sizes, strict=True) if size <= sizes[last]}
    at = chance.randrange(sizes[last], len(log) + 1)
    behind = chance.choice([b"", bytes(len(log) - at), chance.randbytes(len(log) - at)])
    (tmp_path / "cut.db-wal").write_bytes(log[:at] + behind)
    with Store(tmp_path / "cut.db") as store:
        assert doubles_and_holes(store) == []
        assert safe <= read_versions(store)
        list(store.add(pages(NUMBER), QuickReader()))
        assert (doubles_and_holes(store), store.counts()["records"]) == ([], NUMBER)
