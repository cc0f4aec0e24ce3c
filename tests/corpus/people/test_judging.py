"""What readers decide about who is who stands, is respected by later pages, and can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, inspect, select, update

from tamani.corpus import migrations, tables
from tamani.corpus.dumping import dump
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.card import card, who
from tamani.corpus.people.judging import EntityError, broken_signatures, history, merge, reject, split, withdraw
from tamani.corpus.people.resolving import resolve_anew
from tamani.corpus.restoring import restore
from tamani.corpus.store import Store
from tests.corpus.people.people_reader import add, page
from tests.corpus.people.test_resolving import groups


@pytest.fixture
def filled(store):
    """Two of one name in two countries, and a name without a country."""
    add(store, page("a", "Brahima Traoré; MLI; colonel"), page("b", "Brahima Traoré; GHA; maire"))
    add(store, page("c", "Brahima Traoré; MLI; colonel"), page("d", "Awa Ba; MLI"))
    return store


def number(store, name, country=None):
    return next(found.id for found in who(store.engine, name) if country in {None, found.country})


def ids(store):
    return number(store, "Traoré", "MLI"), number(store, "Traoré", "GHA")


def test_a_merge_stands_and_later_pages_follow_it(filled):
    one, other = ids(filled)
    judged = merge(filled.engine, one, other, by="Awa", why="the page has the country wrong")
    assert (judged.judgement, judged.to_id, judged.by) == ("merged", one, "Awa")
    assert groups(filled) == [["a", "b", "c"], ["d"]]
    add(filled, page("e", "Brahima Traoré; GHA"), page("f", "Brahima Traoré; ; maire"))
    assert groups(filled) == [["a", "b", "c", "e", "f"], ["d"]]
    assert number(filled, str(other)) == one, "a number that was shown once still leads there"


def test_two_of_different_names_can_be_one(filled):
    merge(filled.engine, number(filled, "Awa Ba"), ids(filled)[0], by="Awa")
    assert groups(filled) == [["a", "c", "d"], ["b"]]
    add(filled, page("e", "Brahima Traoré; MLI"))
    assert groups(filled) == [["a", "c", "d", "e"], ["b"]]


def test_a_split_takes_pages_away_and_later_pages_stay_with_the_others(filled):
    one, _ = ids(filled)
    judged = split(filled.engine, one, [3], by="Awa")
    assert groups(filled) == [["a"], ["b"], ["c"], ["d"]]
    add(filled, page("e", "Brahima Traoré; MLI; colonel"))
    assert groups(filled) == [["a", "e"], ["b"], ["c"], ["d"]]
    assert judged.to_id in {found.id for found in who(filled.engine, "Traoré")}


def test_what_was_rejected_stays_apart_whatever_comes(filled):
    one, other = ids(filled)
    reject(filled.engine, one, other, by="Awa")
    add(filled, page("e", "Brahima Traoré; MLI"), page("f", "Brahima Traoré; GHA"), story=3)
    assert groups(filled) == [["a", "c", "e"], ["b", "f"], ["d"]]
    [shown] = card(filled.engine, one).possible
    assert (shown.id, shown.is_apart) == (other, True)


def test_without_the_rejection_the_same_pages_would_be_one(filled):
    add(filled, page("e", "Brahima Traoré; MLI"), page("f", "Brahima Traoré; GHA"), story=3)
    assert groups(filled) == [["a", "b", "c", "e", "f"], ["d"]]


@pytest.mark.parametrize("judge", [
    lambda store: merge(store.engine, *ids(store), by="x"),
    lambda store: split(store.engine, ids(store)[0], [1], by="x"),
    lambda store: reject(store.engine, *ids(store), by="x"),
])  # fmt: skip
def test_a_judgement_taken_back_leaves_all_as_it_was(filled, judge):
    before, known = groups(filled), who(filled.engine, "Traoré")
    judged = judge(filled)
    withdraw(filled.engine, judged.id, by="Binta")
    list(resolve_anew(filled.engine))
    assert groups(filled) == before
    assert who(filled.engine, "Traoré") == known
    assert [row.judgement for row in history(filled.engine)] == [judged.judgement, "withdrawn"]
    assert broken_signatures(filled.engine) == []


@pytest.mark.parametrize("judge", [
    lambda store: merge(store.engine, *ids(store), by="x"),
    lambda store: split(store.engine, ids(store)[0], [1], by="x"),
])  # fmt: skip
def test_a_judgement_survives_when_all_is_looked_at_anew(filled, judge):
    judge(filled)
    before = groups(filled)
    list(resolve_anew(filled.engine))
    assert groups(filled) == before


def test_a_withdrawn_rejection_lets_what_pages_prove_come_true(filled):
    judged = reject(filled.engine, *ids(filled), by="Awa")
    add(filled, page("e", "Brahima Traoré; MLI"), page("f", "Brahima Traoré; GHA"), story=3)
    withdraw(filled.engine, judged.id, by="Awa")
    assert groups(filled) == [["a", "b", "c", "e", "f"], ["d"]]


@pytest.mark.parametrize("judge", [
    lambda store: merge(store.engine, ids(store)[0], ids(store)[0], by="x"),
    lambda store: merge(store.engine, ids(store)[0], 99, by="x"),
    lambda store: split(store.engine, ids(store)[0], [1, 3], by="x"),
    lambda store: split(store.engine, ids(store)[0], [2], by="x"),
    lambda store: split(store.engine, ids(store)[0], [], by="x"),
    lambda store: reject(store.engine, ids(store)[0], ids(store)[0], by="x"),
    lambda store: withdraw(store.engine, 7, by="x"),
])  # fmt: skip
def test_judgements_that_make_no_sense_are_refused(filled, judge):
    before = groups(filled)
    with pytest.raises(EntityError):
        judge(filled)
    assert history(filled.engine) == []
    assert groups(filled) == before


def test_a_person_cannot_be_merged_with_a_state(filled):
    add(filled, page("e", "MLI"))
    with pytest.raises(EntityError, match="kinds"):
        merge(filled.engine, number(filled, "MLI"), number(filled, "Awa Ba"), by="x")


def test_a_judgement_is_taken_back_once_only(filled):
    judged = merge(filled.engine, *ids(filled), by="x")
    withdraw(filled.engine, judged.id, by="x")
    with pytest.raises(EntityError, match="already"):
        withdraw(filled.engine, judged.id, by="x")


def test_judgements_cannot_be_changed(filled):
    merge(filled.engine, *ids(filled), by="Awa")
    for change in (update(people.judgements).values(by="x"), delete(people.judgements)):
        with pytest.raises(Exception, match="append-only"), filled.writing() as connection:
            connection.execute(change)


def test_a_dump_and_its_restoration_have_the_same_people_and_judgements(filled, tmp_path):
    merge(filled.engine, *ids(filled), by="Awa")
    split(filled.engine, ids_of_merged(filled), [2], by="Awa")
    dump(filled.engine, tmp_path / "dump.gz")
    with Store(tmp_path / "again.db") as again:
        restore(again.engine, tmp_path / "dump.gz")
        assert groups(again) == groups(filled)
        assert history(again.engine) == history(filled.engine)
        assert again.check() == []


def ids_of_merged(store):
    return who(store.engine, "Brahima Traoré")[0].id


def test_a_store_made_before_this_gets_its_tables(store):
    with store.writing() as connection:
        people.METADATA.drop_all(connection, tables=list(people.TABLES))
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("DROP FUNCTION entity_judgements_append_only")
        connection.execute(delete(tables.migrations))
        connection.execute(insert(tables.migrations).values(number=2, name="a new store", applied_at="2026-01-01"))
    with store.writing() as connection:
        own = [change for change in migrations.MIGRATIONS if change.also is people.create]
        assert migrations.bring_up_to_date(connection, own) == own
        assert [change.number for change in own] == [3]
    with store.reading() as connection:
        assert {table.name for table in people.TABLES} <= set(inspect(connection).get_table_names())
        assert connection.execute(select(people.entities)).all() == []
    assert add(store, page("a", "Awa Ba; MLI")) == [1]
