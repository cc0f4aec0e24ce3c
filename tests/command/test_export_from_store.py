"""``tamani export`` from a store: what was added comes out, raw pages too."""

import gzip
import json

import pytest

pytest.importorskip("sqlalchemy")

from tamani.corpus.store import Store
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
