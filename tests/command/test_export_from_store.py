"""``tamani export`` from a store: what was added comes out, raw pages too."""

import gzip
import json

import pytest

pytest.importorskip("sqlalchemy")

from sqlalchemy import insert

from tamani.corpus import tables
from tamani.corpus.store import Store
from tamani.corpus.stories.story_tables import story_links
from tamani.exchange.csv_tables import read_table
from tests.corpus.quick_reader import QuickReader, came


@pytest.fixture
def store(tmp_path):
    """A store with one page, on which one accuses another."""
    place = tmp_path / "tamani.db"
    with Store(place) as made:
        page = came("Titre\nDiop (MLI) : « Assez »\nDiop ACCUSE Petrenko.\n", "https://example.org/a", outlet="Écho")
        list(made.add([page], QuickReader()))
    return place


def test_pages_of_the_store_are_exported(run, store):
    done = run("export", "plover", "--store", store)
    assert (done.code, json.loads(done.out)["event"]) == (0, ["ACCUSE"])
    assert json.loads(done.out)["cite_info"]["publication"] == "Écho"


def test_raw_pages_come_out_as_they_came(run, store, tmp_path):
    assert run("export", "warc", "--store", store, "--out", tmp_path / "pages.warc.gz").code == 0
    assert b"Diop ACCUSE Petrenko.\n" in gzip.decompress((tmp_path / "pages.warc.gz").read_bytes())


def test_gold_waits_for_a_reader(run, store, tmp_path):
    done = run("export", "gold", "--store", store, "--out", tmp_path / "gold")
    assert done.code == 0
    assert "--all-pages" in done.err
    assert list((tmp_path / "gold").glob("*.json")) == []


def test_a_store_that_is_not_there_is_said(run, tmp_path):
    done = run("export", "plover", "--store", tmp_path / "none.db")
    assert done.code == 2
    assert "none.db" in done.err


@pytest.fixture
def told_twice(tmp_path):
    """A store with two pages that are one story."""
    place = tmp_path / "stories.db"
    with Store(place) as made:
        pages = [came(f"Pont {n}\nDiop (MLI) : « Assez {n} »\n", f"https://example.org/{n}") for n in (1, 2)]
        list(made.add(pages, QuickReader()))
        with made.engine.begin() as connection:
            at = "2026-03-01T12:00:00.000Z"
            connection.execute(insert(tables.stories).values(id=4, title="Le pont", first_seen=at))
            for page, reasons in ((1, "[]"), (2, '[{"code": "same", "words": "Both name Diop."}]')):
                connection.execute(insert(tables.story_pages).values(story_id=4, page_id=page))
                link = {"page_id": page, "score": 1, "reasons": reasons, "joined_at": at}
                connection.execute(insert(story_links).values(link))
    return place


def test_the_tables_of_stories_hold_the_stories_of_the_store(run, told_twice, tmp_path):
    done = run("export", "csv", "--store", told_twice, "--out", tmp_path / "csv", "--kind", "stories")
    [story] = read_table(tmp_path / "csv/stories.csv")
    assert (story["story_id"], story["title"], story["pages"], story["reasons"]) == (4, "Le pont", 2, "Both name Diop.")
    assert "Exported entries: 1; pages: 2." in done.err
    assert run("export", "csv", "--store", told_twice, "--out", tmp_path / "all").code == 0
    rows = list(read_table(tmp_path / "all/story_pages.csv"))
    assert [(row["story_id"], row["page_id"]) for row in rows] == [(4, 1), (4, 2)]


def test_parquet_has_the_stories_too(run, told_twice, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("export", "parquet", "--store", told_twice, "--out", tmp_path / "parquet").code == 0
    assert parquet.read_table(tmp_path / "parquet/stories.parquet")["title"].to_pylist() == ["Le pont"]
