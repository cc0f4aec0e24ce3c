"""Stores for the tests: each test of a ``store`` runs on SQLite and, where there is one, on a PostgreSQL server."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import create_engine

from tamani.corpus.store import Store
from tests.corpus import postgresql
from tests.corpus.quick_reader import QuickReader

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server():
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    why_not = postgresql.why_not()
    if why_not is not None:
        pytest.skip(why_not)
    with postgresql.server() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server):
    """A database of its own for one test."""
    name = f"test_{next(NUMBERS)}"
    engine = create_engine(f"{postgresql_server}/postgres".replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    engine.dispose()
    return f"{postgresql_server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    place = tmp_path / "tamani.db" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    with Store(place) as made:
        yield made


@pytest.fixture
def sqlite_store(tmp_path):
    with Store(tmp_path / "own.db") as made:
        yield made


@pytest.fixture
def quick():
    return QuickReader()
