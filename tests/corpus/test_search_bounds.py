"""A search looks at a bounded number of pages, and still shows the right ones in the right order."""

from __future__ import annotations

import gzip
import itertools
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from tamani.corpus import search_index, searching, tables
from tamani.corpus.database import is_sqlite
from tamani.corpus.dumping import dump
from tamani.corpus.matching import matching
from tamani.corpus.queries import Query
from tamani.corpus.restoring import restore_to
from tamani.corpus.search_marks import mark, marks_of_days, marks_of_name
from tamani.corpus.searching import search
from tamani.corpus.store import Store
from tests.corpus.quick_reader import came

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2023, 12, 31))
FIRST = date(2025, 12, 1)


def page(number, **more):
    """Pages in no order of time, on days of three months."""
    day = FIRST + timedelta(days=number * 37 % 90)
    words = f"Titre {number}\nDiop (MLI) : « Nous avons signé. »\nBarry ACCUSE Diop{' encore' * (number % 3)}."
    usual = {"outlet": "AB"[number % 2], "published": day}
    return came(words, f"https://a.example/{number}", **{**usual, **more})


@pytest.fixture
def many(store, quick):
    list(store.add([page(n) for n in range(40)], quick))
    return store


def dates(results):
    return [hit.published for hit in results.hits]


def test_what_is_more_than_is_counted_says_so(many, monkeypatch):
    results = search(many.engine, Query(text="signé"))
    assert (results.total, results.more) == (40, False)
    monkeypatch.setattr(searching, "MOST_COUNTED", 7)
    results = search(many.engine, Query(text="signé"), limit=5)
    assert (results.total, results.more, len(results.hits)) == (7, True, 5)
    results = search(many.engine, Query(since="2025-12-01"), limit=5)
    assert (results.total, results.more) == (7, True)


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("ranked", [1, 5, 30])
@pytest.mark.parametrize(
    "asked", [{"text": "signé"}, {"outlet": "a"}, {"text": "encore", "since": "2025-12-20", "until": "2026-02-10"}]
)
def test_orders_by_date_are_the_same_however_few_pages_may_be_sorted_at_once(many, monkeypatch, order, ranked, asked):
    query = Query(order=order, **asked)
    whole = search(many.engine, query, limit=100)
    assert whole.total == len(whole.hits) > 10
    assert dates(whole) == sorted(dates(whole), reverse=order == "newest")
    monkeypatch.setattr(searching, "MOST_RANKED", ranked)
    parts = [search(many.engine, query, limit=4, offset=offset).hits for offset in range(0, whole.total, 4)]
    assert [h.version_id for h in itertools.chain(*parts)] == [h.version_id for h in whole.hits]


def test_of_a_word_that_is_on_too_many_pages_the_latest_come_first(many, monkeypatch):
    monkeypatch.setattr(searching, "MOST_RANKED", 3)
    assert [hit.version_id for hit in search(many.engine, Query(text="signé"), limit=3).hits] == [40, 39, 38]


def test_filters_say_nothing_of_how_well_a_page_fits(many):
    plain = search(many.engine, Query(text="encore"), limit=40)
    filtered = search(many.engine, Query(text="encore", speaker="Diop", event="accuse", country="MLI"), limit=40)
    assert [hit.version_id for hit in plain.hits] == [hit.version_id for hit in filtered.hits]


def test_a_page_cannot_write_a_mark(store, quick):
    list(store.add([came(f"Titre\nUn mot {mark('language', 'en')} ici.", "https://a.example/1")], quick))
    assert search(store.engine, Query(language="en")).total == 0
    assert search(store.engine, Query(language="fr")).total == 1
    assert search(store.engine, Query(text=mark("language", "fr"))).total == 0


def test_a_story_is_searched_with_words_that_must_not_be_there(many):
    with many.writing() as connection:
        connection.execute(insert(tables.stories).values(id=1, title="x", first_seen="2026-03-01"))
        connection.execute(insert(tables.story_pages), [{"story_id": 1, "page_id": n} for n in (1, 2, 3)])
    assert sorted(h.page_id for h in search(many.engine, Query(text="-encore", story=1)).hits) == [1]
    assert search(many.engine, Query(story=2)).total == 0
    assert search(many.engine, Query(story=1, event="ACCUSE")).total == 3


@given(DAYS, DAYS, DAYS)
def test_a_day_has_one_of_the_marks_of_some_days_exactly_where_it_is_among_them(first, last, day):
    own = {mark("day", day.isoformat()[:length]) for length in (4, 7, 10)}
    found = marks_of_days(first, last)
    assert len(own & set(found)) == (first <= day <= last)
    assert len(found) <= 120


@pytest.mark.parametrize(("name", "asked", "is_it"), [
    ("Fatou Diop", "Diop", True), ("Fatou Diop", "fatou diop", True), ("FatouDiop", "Diop", False),
    ("Fatou Diop", "Fatou", False), ("Jean-Noël Barrot", "Noël Barrot", True), ("Élie Ba", "elie ba", True),
])  # fmt: skip
def test_an_actor_is_found_by_the_end_of_the_name(store, quick, name, asked, is_it):
    list(store.add([page(1)], quick))
    with store.writing() as connection:
        record = store.page(1).record
        actors = [type(record.actors[0])(**{**_fields(record.actors[0]), "id": "x", "name": name})]
        search_index.mark_anew(connection, 1, type(record)(**{**_fields(record), "actors": actors}))
    assert search(store.engine, Query(actor=asked)).total == is_it
    assert len(set(marks_of_name("actor", asked))) == len(marks_of_name("actor", asked))


def _fields(struct):
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_a_store_whose_index_had_no_marks_gets_them(many):
    asked = [Query(text="encore", outlet="a"), Query(speaker="Diop", since="2026-01-01"), Query(text='"avons signé"')]
    before = [[h.version_id for h in search(many.engine, query, limit=50).hits] for query in asked]
    with many.writing() as connection:
        _take_marks_out(connection)
    many.close()
    with Store(many.place) as again:
        assert again.check() == []
        assert [[h.version_id for h in search(again.engine, query, limit=50).hits] for query in asked] == before
        with again.reading() as connection:
            assert matching(connection, searching.Wanted(), 100) == list(range(40, 0, -1))


def test_a_dump_without_marks_is_searched_like_any_other(many, tmp_path):
    file = tmp_path / "all.gz"
    dump(many.engine, file)
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    lines[0]["format"] = 3
    at = {line["table"]: n for n, line in enumerate(lines) if isinstance(line, dict) and "table" in line}
    lines[at["migrations"] + 1][0] = 3
    kept = [place for place, name in enumerate(lines[at["searched"]]["columns"]) if name not in {"marks", "moment"}]
    head = lines[at["searched"]]
    head["columns"] = [head["columns"][place] for place in kept]
    for n in range(at["searched"] + 1, at["searched"] + 41):
        lines[n] = [lines[n][place] for place in kept]
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    restore_to(str(tmp_path / "again.db"), file)
    asked = Query(text="encore", speaker="Diop", since="2026-01-01", order="newest")
    with Store(tmp_path / "again.db") as again:
        found = search(again.engine, asked, limit=50)
        assert [hit.url for hit in found.hits] == [hit.url for hit in search(many.engine, asked, limit=50).hits]
        assert found.total > 3


def test_a_store_that_took_fetching_for_a_date_does_so_no_more(store, quick):
    list(store.add([page(1), page(2, published=None)], quick))
    with store.writing() as connection:
        _date_by_fetching(connection)
    store.close()
    with Store(store.place) as again:
        assert again.check() == []
        assert dates(search(again.engine, Query(since="2020-01-01"))) == ["2026-01-07"]
        assert search(again.engine, Query(text="signé", since="2020-01-01")).undated == 1


def test_a_dump_that_took_fetching_for_a_date_is_restored_without(store, quick, tmp_path):
    list(store.add([page(1), page(2, published=None)], quick))
    with store.writing() as connection:
        _date_by_fetching(connection)
    dump(store.engine, tmp_path / "all.gz")
    restore_to(str(tmp_path / "again.db"), tmp_path / "all.gz")
    with Store(tmp_path / "again.db") as again:
        assert dates(search(again.engine, Query(since="2020-01-01"))) == ["2026-01-07"]


def _date_by_fetching(connection):
    """What a search finds of the second page as it was in the fifth format."""
    connection.execute(text("UPDATE searched SET moment = '2026-03-01T12:00:00.000Z' WHERE version_id = 2"))
    connection.execute(text("DELETE FROM migrations"))
    connection.execute(insert(tables.migrations).values(number=5, name="a new store", applied_at="2026-01-01"))


def _take_marks_out(connection):
    """The table and the index as they were in the third format."""
    if is_sqlite(connection):
        for name in ("added", "gone", "changed"):
            connection.execute(text(f"DROP TRIGGER searched_{name}"))
        connection.execute(text("DROP TABLE search"))
        connection.execute(text("DROP INDEX searched_by_moment"))
        connection.execute(text("ALTER TABLE searched DROP COLUMN marks"))
        connection.execute(text("ALTER TABLE searched DROP COLUMN moment"))
        connection.execute(text("CREATE VIRTUAL TABLE search USING fts5(text, content='searched')"))
    else:
        connection.execute(text("ALTER TABLE searched DROP COLUMN marks CASCADE, DROP COLUMN moment"))
    connection.execute(text("DELETE FROM migrations"))
    connection.execute(insert(tables.migrations).values(number=3, name="a new store", applied_at="2026-01-01"))
