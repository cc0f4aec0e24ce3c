"""A shared archive: whoever may only read it can search it; what would change it says so and changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import tamani
from tamani.corpus.database import StoreError
from tamani.corpus.people.card import card, who
from tamani.corpus.queries import Query
from tamani.corpus.searching import search
from tamani.corpus.store import Store
from tests.corpus.conftest import postgresql_server, postgresql_url  # noqa: F401 (fixtures)
from tests.corpus.people.people_reader import add, keep, page

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
READER = 65534
"""Whoever is nobody: the superuser may write everywhere, and so cannot be the reader."""
PAGE = page("a", "Assimi Goïta; MLI; président; « Nous tiendrons. »")


@pytest.fixture
def archive():
    """A folder with a store that others may only read."""
    folder = Path(tempfile.mkdtemp(prefix="tamani-archive-"))
    with Store(folder / "press.db") as store:
        add(store, PAGE, story=1)
    _close(folder)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _close(folder):
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


def run(folder, *arguments):
    """The command as its own process, by somebody who may only read."""
    root = Path(tamani.__file__).parent.parent
    environment = {
        "LANGUAGE": "en", "PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "tamani-model")]),
    }  # fmt: skip
    command = [sys.executable, "-m", "tamani", *arguments, "--store", str(folder / "press.db")]
    who_runs = {"user": READER, "group": READER} if os.geteuid() == 0 else {}
    done = subprocess.run(  # noqa: S603
        command, env=environment, cwd="/", capture_output=True, text=True, timeout=120, check=False, **who_runs
    )
    return done.returncode, done.stdout, done.stderr


def test_an_archive_that_may_only_be_read_is_searched(archive):
    before = sorted(archive.iterdir())
    code, out, err = run(archive, "search", "tiendrons")
    assert (code, "[tiendrons]" in out, "1 page." in err) == (0, True, True), err
    code, out, err = run(archive, "stories")
    assert (code, "Page a" in out, err) == (0, True, "Stories: 1; pages: 1.\n")
    code, out, err = run(archive, "who", "Goita")
    assert (code, "« Nous tiendrons. »" in out, err) == (0, True, "")
    assert run(archive, "failures")[0] == 0
    assert sorted(archive.iterdir()) == before


@pytest.mark.parametrize(
    "asked", [("search", "x", "--save", "x"), ("add", "/etc/hostname"), ("who", "merge", "1", "2")]
)
def test_what_would_change_it_says_that_it_may_only_be_read(archive, asked):
    code, out, err = run(archive, *asked)
    assert (code, out) == (2, "")
    assert "This store may only be read here" in err
    assert "Ce fonds ne peut qu’être lu ici" in run(archive, *asked, "--lang", "fr")[2]


def test_what_is_being_written_by_somebody_else_is_seen(archive):
    with Store(archive / "press.db") as store:
        keep(store, page("b", "Assimi Goïta; MLI; « Plus tard. »"))
        _close(archive)
        code, out, err = run(archive, "search", "tard")
        assert (code, "[tard]" in out) == (0, True), err
        code, _, err = run(archive, "who", "Goita")
        assert (code, "pages that came since it was last worked with" in err) == (0, True)


def test_an_archive_of_an_older_format_says_who_can_help(archive):
    archive.chmod(0o755)
    (archive / "press.db").chmod(0o644)
    with sqlite3.connect(archive / "press.db") as connection:
        connection.execute("DELETE FROM migrations")
        connection.execute("INSERT INTO migrations VALUES (5, 'a new store', '2026-01-01')")
    connection.close()
    _close(archive)
    code, _, err = run(archive, "search", "x")
    assert (code, "Let whoever keeps it open it once" in err) == (2, True)


def test_a_database_whose_user_may_only_read_is_searched(postgresql_url):  # noqa: F811
    with Store(postgresql_url) as store:
        add(store, PAGE, story=1)
    engine = create_engine(postgresql_url.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP ROLE IF EXISTS press_reader"))
        connection.execute(text("CREATE ROLE press_reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO press_reader"))
    with Store(postgresql_url.replace("tamani@", "press_reader@"), create=False) as store:
        assert store.is_read_only
        assert search(store.engine, Query(text="tiendrons")).total == 1
        assert card(store.engine, who(store.engine, "Goita")[0].id).said
        with pytest.raises(StoreError, match="may only be read"):
            store.remember("x", "{}")
    with engine.connect() as connection:
        connection.execute(text("DROP OWNED BY press_reader"))
        connection.execute(text("DROP ROLE press_reader"))
    engine.dispose()
