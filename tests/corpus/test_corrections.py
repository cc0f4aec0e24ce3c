"""Readers' judgements are added, never overwritten; everything shows the corrected view."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tamani.corpus import entry_tables
from tamani.corpus.correcting import (
    EntryPlace,
    add_entry,
    broken_signatures,
    correct,
    history,
    lost_corrections,
    withdraw,
)
from tamani.corpus.correction_values import CorrectionError
from tamani.corpus.queries import Query
from tamani.corpus.rereading import reread
from tamani.corpus.searching import search
from tests.corpus.quick_reader import QuickReader, came

PAGE = "Titre\nDiop (MLI) : « Oui. »\nBarry (GIN) : « Non. »\nDiop ACCUSE Barry de tout."


@pytest.fixture
def filled(store, quick):
    list(store.add([came(PAGE, "https://a.example/1")], quick))
    return store


def speakers(store):
    [page] = store.pages()
    return [quotation.speaker for quotation in page.record.quotations]


def found(store, name):
    return search(store.engine, Query(speaker=name)).total


def test_another_speaker_is_shown_and_searched_for(filled):
    correct(
        filled.engine,
        EntryPlace(1, "quotations", 0),
        "changed",
        field="speaker",
        value="barry",
        by="Awa",
        why="misread",
    )
    assert speakers(filled) == ["barry", "barry"]
    assert (found(filled, "Diop"), found(filled, "Barry")) == (0, 1)
    [page] = filled.pages()
    assert (page.record.quotations[0].by, page.judgements) == ("correction", 1)
    assert [p.record.quotations[0].speaker for p in filled.pages(corrected=False)] == ["diop"]
    [judged] = history(filled.engine, 1)
    assert (judged.by, judged.why, judged.words) == ("Awa", "misread", "« Oui. »")


def test_what_is_no_quotation_goes_and_comes_back(filled):
    judged = correct(filled.engine, EntryPlace(1, "quotations", 0), "wrong", by="Awa")
    assert speakers(filled) == ["barry"]
    withdraw(filled.engine, judged.id, by="Moussa", why="it is one")
    assert speakers(filled) == ["diop", "barry"]
    assert [c.judgement for c in history(filled.engine)] == ["wrong", "withdrawn"]
    with pytest.raises(CorrectionError, match="already"):
        withdraw(filled.engine, judged.id, by="Moussa")


def test_an_event_that_is_none_leaves_no_claim_that_points_at_it(filled):
    correct(filled.engine, EntryPlace(1, "events", 0), "wrong", by="Awa")
    with filled.reading() as connection:
        assert connection.execute(select(entry_tables.events.c.n)).all() == []
        assert connection.scalars(select(entry_tables.claims.c.event_n)).all() == [None]


def test_an_actor_who_is_none_speaks_no_more(filled):
    correct(filled.engine, EntryPlace(1, "actors", 0), "wrong", by="Awa")
    assert speakers(filled) == [None, "barry"]


def test_a_missed_entry_is_added(filled):
    start = PAGE.index("de tout")
    time = {"start": start, "end": start + 7, "value": "2026-03", "anchor": None, "by": "x"}
    add_entry(filled.engine, 1, "times", time, by="Awa")
    [page] = filled.pages()
    assert [(t.value, t.by) for t in page.record.times] == [("2026-03", "correction")]


@pytest.mark.parametrize("given", ["MRT", "mrt", "Mauritanie", "Mauritania"])
def test_a_country_is_kept_by_its_code_by_whatever_name_it_was_given(filled, given):
    judged = correct(filled.engine, EntryPlace(1, "actors", 0), "changed", field="country", value=given, by="Awa")
    assert judged.value == '"MRT"'
    [page] = filled.pages()
    assert page.record.actors[0].country == "MRT"


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("source", "barry", ["barry"]),
        ("source", "barry, diop", ["barry", "diop"]),
        ("source", "", []),
        ("voice", "narrator", "narrator"),
        ("date", "", None),
        ("date", "2026-02", "2026-02"),
        ("date", 2026, "2026"),
        ("cameo", 112, "112"),
        ("date", "2026-02-01/2026-02-18", "2026-02-01/2026-02-18"),
        ("date", "2024/..", "2024/.."),
    ],
)
def test_a_word_is_enough_for_a_field(filled, field, given, kept):
    correct(filled.engine, EntryPlace(1, "events", 0), "changed", field=field, value=given, by="Awa")
    [page] = filled.pages()
    assert getattr(page.record.events[0], field) == kept


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ([1], "as a JSON object with its fields"),
        ({"value": "2026", "anchor": None}, "needs these fields too: start, end"),
        ({"start": "x", "end": 3, "value": None, "anchor": None, "by": "x"}, "start is a number, not x"),
    ],
)
def test_what_is_no_entry_is_not_added(filled, entry, says):
    with pytest.raises(CorrectionError, match=says):
        add_entry(filled.engine, 1, "times", entry, by="Awa")
    assert history(filled.engine) == []


def test_corrections_outlive_a_new_reading(filled):
    correct(filled.engine, EntryPlace(1, "quotations", 1), "changed", field="speaker", value=None, by="Awa")
    list(reread(filled.engine, QuickReader()))
    assert speakers(filled) == ["diop", None]
    assert lost_corrections(filled.engine, 1) == []


class Blind(QuickReader):
    def record(self, asked):
        record = super().record(asked)
        record.quotations = []
        return record


def test_a_correction_whose_entry_is_gone_is_listed(filled):
    judged = correct(filled.engine, EntryPlace(1, "quotations", 1), "right", by="Awa")
    list(reread(filled.engine, Blind()))
    assert lost_corrections(filled.engine, 1) == [judged]


@pytest.mark.parametrize(
    ("entry", "n", "judgement", "more", "says"),
    [
        ("quotations", 7, "wrong", {}, "has 2 quotations"),
        ("cats", 0, "wrong", {}, "no kind of entry"),
        ("quotations", 0, "changed", {"field": "speaker", "value": "nobody"}, "Nobody on the page"),
        ("quotations", 0, "changed", {"field": "colour", "value": 1}, "no field colour"),
        ("events", 0, "changed", {"field": "type", "value": "DANCE"}, "type cannot be DANCE; it is one of AGREE, "),
        ("events", 0, "changed", {"field": "start", "value": "soon"}, "start is a number, not soon"),
        ("events", 0, "changed", {"field": "source", "value": "baba"}, r"is baba; there are: diop \(Diop\), barry"),
        ("events", 0, "changed", {"field": "source", "value": {"a": 1}}, "does not fit the field source"),
        ("events", 0, "changed", {"field": "voice", "value": "baba"}, "Nobody on the page is baba"),
        ("events", 0, "changed", {"field": "date", "value": "yesterday"}, "yesterday is not a date"),
        ("events", 0, "changed", {"field": "date", "value": "2026-02-30"}, "2026-02-30 is not a date"),
        ("events", 0, "changed", {"field": "date", "value": "2026/2027/2028"}, "is not a date"),
        ("actors", 0, "changed", {"field": "country", "value": "Atlantis"}, "the name of no country"),
        ("actors", 0, "changed", {"field": "country", "value": "ONU"}, "the name of no country"),
        ("actors", 0, "changed", {"field": "country", "value": "Congo"}, "several countries.*COG"),
        ("actors", 0, "changed", {"field": "id", "value": "x"}, "other entries point at"),
        ("events", 0, "changed", {"field": "end", "value": 9999}, "no characters"),
        ("events", 0, "changed", {}, "wrong, right, or"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_written(filled, entry, n, judgement, more, says):
    with pytest.raises(CorrectionError, match=says):
        correct(filled.engine, EntryPlace(1, entry, n), judgement, by="Awa", **more)
    assert history(filled.engine) == []


@pytest.mark.parametrize("statement", ["UPDATE corrections SET why = 'x'", "DELETE FROM corrections"])
def test_the_database_itself_refuses_to_change_judgements(filled, statement):
    correct(filled.engine, EntryPlace(1, "quotations", 0), "wrong", by="Awa")
    with pytest.raises(DBAPIError, match="append-only"), filled.writing() as connection:
        connection.execute(text(statement))


def test_a_judgement_changed_behind_the_store_is_noticed(filled):
    for n in range(2):
        correct(filled.engine, EntryPlace(1, "quotations", n), "right", by="Awa")
    assert broken_signatures(filled.engine) == []
    with filled.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER corrections_no_update"))
        else:
            connection.execute(text("ALTER TABLE corrections DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE corrections SET why = 'x' WHERE id = 1"))
    assert broken_signatures(filled.engine) == [1]
