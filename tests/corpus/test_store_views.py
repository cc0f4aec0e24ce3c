"""Other programs can read the store as it is: views with names, and Datasette."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from sqlalchemy import text

from tamani.corpus import store_views
from tamani.corpus.correcting import EntryPlace, correct
from tests.corpus.quick_reader import came

PAGE = "L'élection à 100 %\nDiop (MLI) : « Nous avons signé. »\nDiop ACCUSE Barry de tout."
DATASETTE = shutil.which("datasette")


@pytest.fixture
def filled(store, quick):
    list(store.add([came(PAGE, "https://a.example/1", outlet="A"), came("Rien\nRien.", "https://a.example/2")], quick))
    return store


def rows(store, view):
    with store.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {view}"))]  # noqa: S608 (ours)


def test_views_say_who_said_and_did_what_with_the_evidence(filled):
    [said] = rows(filled, "who_said_what")
    assert (said["speaker"], said["country"], said["url"]) == ("Diop", "MLI", "https://a.example/1")
    assert PAGE[said["start"] : said["end"]] == said["words"] == "« Nous avons signé. »"
    [done] = rows(filled, "who_did_what")
    assert (done["source"], done["type"], done["target"], done["status"]) == ("Diop", "ACCUSE", "Barry", "happened")
    [claimed] = rows(filled, "who_claimed_what")
    assert (claimed["speaker"], claimed["kind"]) == ("Diop", "accusation")


def test_views_show_the_latest_version_as_it_was_corrected(filled, quick):
    correct(filled.engine, EntryPlace(1, "events", 0), "wrong", by="Awa")
    assert rows(filled, "who_did_what") == []
    list(filled.add([came("Titre\nBarry (GIN) : « Non. »", "https://a.example/1")], quick))
    assert [said["speaker"] for said in rows(filled, "who_said_what")] == ["Barry"]


def test_views_can_be_made_again(filled):
    with filled.writing() as connection:
        store_views.create(connection)
    assert len(rows(filled, "who_said_what")) == 1


@pytest.mark.skipif(DATASETTE is None, reason="Datasette is not installed: pip install datasette")
@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/own.json", "who_did_what"),
        ("/own/who_said_what.json?speaker=Diop", "Nous avons sign"),
        ("/own/searched.json?_search=election", "lection"),
        ("/own/quotations/1,0.json", "Nous avons sign"),
        ("/own/contents.json", "sha256"),
        ("/own/versions.json?_labels=on", "https://a.example/1"),
    ],
)
def test_datasette_opens_the_store_as_it_is(sqlite_store, quick, tmp_path, path, holds):
    list(sqlite_store.add([came(PAGE, "https://a.example/1", outlet="A")], quick))
    labels = {"databases": {"own": {"tables": {"pages": {"label_column": "url"}}}}}
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    command = [DATASETTE, str(tmp_path / "own.db"), "-m", str(tmp_path / "labels.json"), "--get", path]
    shown = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout  # noqa: S603
    assert holds in shown
