"""The events between two sides: which ones, how they are counted, and that each leads back to its characters."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tamani.corpus.correcting import EntryPlace, correct
from tamani.corpus.relations.finding import Filters, events_between, events_of
from tamani.corpus.relations.parties import PartyError, find_party
from tamani.corpus.relations.partners import partners
from tamani.corpus.relations.tallies import Tally
from tests.corpus.relations.told import add


def found(store, first, second, **filters):
    with store.reading() as connection:
        sides = find_party(connection, first), find_party(connection, second)
        voice = filters.pop("voice", None)
        if voice is not None:
            filters["voice"] = find_party(connection, voice)
        return list(events_between(connection, *sides, Filters(**filters), in_order=True))


def acts(events):
    return [(event.direction, event.type) for event in events]


def counted(store, first, second, by="month", **more):
    tally = Tally(by, **more)
    for event in found(store, first, second):
        tally.add(event)
    return tally.relation()


def told(relation, direction="out", standing="told"):
    [block] = [b for b in relation.blocks if (b.direction, b.standing) == (direction, standing)]
    return block


def test_each_direction_stands_apart_and_officials_count_for_their_state(store):
    add(store, "MLI ACCUSE UKR\nUKR REJECT diop\narmy_mli ASSAULT UKR\nRUS AID MLI")
    assert acts(found(store, "MLI", "UKR")) == [("out", "ACCUSE"), ("back", "REJECT"), ("out", "ASSAULT")]
    assert acts(found(store, "UKR", "MLI")) == [("back", "ACCUSE"), ("out", "REJECT"), ("back", "ASSAULT")]


def test_armed_groups_opponents_and_people_of_a_country_are_not_its_state(store):
    add(store, "jnim ASSAULT UKR\nopponent ACCUSE UKR\nUKR AID traders\nUKR AID MLI")
    assert acts(found(store, "MLI", "UKR")) == [("back", "AID")]
    with store.reading() as connection:
        whole = find_party(connection, "MLI", whole_country=True)
        ukr = find_party(connection, "UKR")
        assert len(list(events_between(connection, whole, ukr, Filters()))) == 4


def test_what_two_do_with_each_other_has_no_direction_and_what_they_do_to_a_third_is_left_out(store):
    add(store, "MLI+NER CONSULT -\nMLI+NER CONSULT MLI+NER\nMLI+NER SANCTION FRA\nMLI+FRA AID NER")
    assert acts(found(store, "MLI", "NER")) == [("together", "CONSULT"), ("together", "CONSULT"), ("out", "AID")]


def test_an_event_of_several_officials_is_one_event(store):
    add(store, "MLI+diop+army_mli ACCUSE UKR+RUS")
    assert acts(found(store, "MLI", "UKR")) == [("out", "ACCUSE")]


def test_only_the_latest_version_of_a_page_counts(store):
    add(store, "MLI ACCUSE UKR")
    add(store, "MLI REJECT UKR")
    assert acts(found(store, "MLI", "UKR")) == [("out", "REJECT")]


def test_events_are_those_of_the_corrected_view(store):
    [added] = add(store, "MLI ACCUSE UKR\nMLI REJECT UKR")
    correct(store.engine, EntryPlace(added.version_id, "events", 0), "wrong", by="Awa")
    assert acts(found(store, "MLI", "UKR")) == [("out", "REJECT")]


def test_every_event_leads_back_to_its_characters(store):
    [added] = add(store, "MLI ACCUSE UKR alleged by RUS on 2026-02")
    [event] = found(store, "MLI", "UKR")
    page = store.page(event.version)
    assert page.record.text[event.start : event.end] == event.words == "ACCUSE"
    assert page.record.events[event.n].type == event.type
    assert (event.version, event.outlet, event.status, event.voice_side) == (
        added.version_id, "Outlet 0", "alleged", "other",
    )  # fmt: skip


def test_what_is_alleged_denied_or_planned_is_not_among_what_is_told(store):
    add(store, "MLI ACCUSE UKR\nMLI ASSAULT UKR alleged by UKR\nMLI ASSAULT UKR denied by MLI\nMLI AID UKR planned")
    relation = counted(store, "MLI", "UKR")
    assert [(block.standing, block.figures.mentions) for block in relation.blocks] == [("told", 1), ("alleged", 1)]
    assert relation.left_out == {"denied": 1, "planned": 1}
    assert [(v.side, v.statuses) for v in relation.voices] == [
        ("narrator", {"happened": 1, "planned": 1}), ("first", {"denied": 1}), ("second", {"alleged": 1}),
    ]  # fmt: skip
    denied = counted(store, "MLI", "UKR", statuses=["denied"])
    assert [(block.standing, block.figures.mentions) for block in denied.blocks] == [("denied", 1)]


def test_pages_of_one_story_are_many_mentions_of_one_event(store):
    add(store, *["MLI ACCUSE UKR\n" + word for word in ("un", "deux", "trois")], "MLI ACCUSE UKR", stories=[7, 7, 7, 8])
    figures = told(counted(store, "MLI", "UKR")).figures
    assert (figures.mentions, figures.texts, figures.outlets) == (4, 4, 4)
    assert (figures.stories, figures.events, figures.goldstein) == (2, 2, -2.0)


def test_reprints_are_one_text_and_one_story_also_where_nothing_is_joined_yet(store):
    text = "MLI ACCUSE UKR\n" + " ".join(f"mot{n}" for n in range(80))
    add(store, *[text] * 4)
    relation = counted(store, "MLI", "UKR")
    figures = told(relation).figures
    assert (figures.mentions, figures.texts, figures.stories, figures.events) == (4, 1, 1, 1)
    assert relation.not_in_stories == 4


def test_one_story_may_tell_of_several_events_of_a_type_where_pages_date_them_apart(store):
    add(store, "MLI ASSAULT UKR on 2026-03-01", "MLI ASSAULT UKR on 2026-03-04", "MLI ASSAULT UKR", stories=[1, 1, 1])
    assert told(counted(store, "MLI", "UKR")).figures.events == 2


def test_what_is_dated_less_exactly_has_a_line_of_its_own(store):
    add(store, "MLI AID UKR on 2023\nMLI AID UKR on 2023-05\nMLI AID UKR on 2023-05-02\nMLI AID UKR on 2023-05-30/..")
    lines = told(counted(store, "MLI", "UKR")).lines
    assert [(line.period, line.exact, line.figures.mentions) for line in lines] == [
        ("2023", False, 1), ("2023-05", True, 3),
    ]  # fmt: skip


def test_what_no_page_dates_stands_under_the_day_of_the_page(store):
    add(store, "MLI AID UKR", published=date(2026, 2, 9))
    relation = counted(store, "MLI", "UKR", by="week")
    assert (told(relation).lines[0].period, relation.dated_by_page) == ("2026-W07", 1)


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"since": "2024-06-01"}, ["REJECT", "AID"]),
        ({"until": "2024-06-30"}, ["ACCUSE", "AID"]),
        ({"types": ("ACCUSE", "AID")}, ["ACCUSE", "AID"]),
        ({"statuses": ("denied",)}, ["REJECT"]),
        ({"narrator": True}, ["AID"]),
        ({"voice": "Ukraine"}, ["ACCUSE"]),
        ({"voice": "Abdoulaye Diop"}, ["REJECT"]),
    ],
)
def test_filters(store, filters, types):
    add(
        store,
        "MLI ACCUSE UKR by UKR on 2024-02-01\nMLI REJECT UKR denied by diop on 2024-07-01\nMLI AID UKR on 2024",
    )
    assert sorted(event.type for event in found(store, "MLI", "UKR", **filters)) == sorted(types)


def test_partners_are_ranked_by_stories_and_not_by_how_often_they_are_told(store):
    add(
        store, *["MLI ACCUSE UKR\n" + word for word in "abc"], "RUS AID MLI", "RUS AID diop\njnim ASSAULT MLI",
        stories=[1, 1, 1, 2, 3],
    )  # fmt: skip
    with store.reading() as connection:
        listed = partners(events_of(connection, find_party(connection, "MLI"), Filters()))
    assert [(p.partner, p.figures.stories, p.figures.mentions) for p in listed] == [
        ("RUS", 2, 2), ("UKR", 1, 3), ("jnim", 1, 1),
    ]  # fmt: skip
    assert set(listed[0].directions) == {"back"}


@pytest.mark.parametrize(
    ("given", "key"),
    [("mli", "MLI"), ("Mali", "MLI"), ("côte d’ivoire", "CIV"), ("Ivory Coast", "CIV"), ("ECOWAS", "CEDEAO"),
     ("cedeao", "CEDEAO"), ("Bamako", "MLI"), ("abdoulaye diop", "abdoulaye diop"), ("Diop (SEN)", "diop")],
)  # fmt: skip
def test_names_and_codes_are_understood(store, given, key):
    add(store, "diop ACCUSE UKR\nfatou ACCUSE UKR\nCEDEAO SANCTION MLI")
    with store.reading() as connection:
        assert find_party(connection, given).key == key


@pytest.mark.parametrize(
    ("given", "said"),
    [("Congo", "COG .*COD"), ("Diop", r"Abdoulaye Diop \(MLI\), Fatou Diop \(SEN\)"), ("Dipo", "Near to it: .*Diop"),
     ("Ukrane", r"Near to it: Ukraine \(UKR\)"), ("Zzyzx", "Nobody .* is called Zzyzx\\.$"), ("Diop (FRA)", "Nobody"),
     ("  ", "Name a state")],
)  # fmt: skip
def test_a_name_of_nobody_or_of_several_is_not_guessed(store, given, said):
    add(store, "diop ACCUSE UKR\nfatou ACCUSE UKR")
    with store.reading() as connection, pytest.raises(PartyError, match=said):
        find_party(connection, given)


def test_a_name_means_one_of_its_country_only(store):
    add(store, "diop ACCUSE UKR\nfatou ASSAULT UKR")
    assert acts(found(store, "Diop (SEN)", "UKR")) == [("out", "ASSAULT")]
    assert acts(found(store, "Abdoulaye Diop", "UKR")) == [("out", "ACCUSE")]


def test_no_table_of_entries_is_read_from_end_to_end(sqlite_store):
    add(sqlite_store, "MLI ACCUSE UKR")
    asked = []
    with sqlite_store.reading() as connection:
        sides = find_party(connection, "MLI"), find_party(connection, "UKR")
        connection.connection.dbapi_connection.set_trace_callback(asked.append)
        list(events_between(connection, *sides, Filters()))
        list(events_of(connection, sides[0], Filters()))
        connection.connection.dbapi_connection.set_trace_callback(None)
        plans = [
            row[3] for query in asked if query.startswith(("SELECT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")
        ]  # fmt: skip
    assert len(plans) > 10
    assert [step for step in plans if step.startswith("SCAN") and "pairs" not in step and "CONSTANT" not in step] == []


def test_an_event_is_unsure_unless_one_of_its_tellings_is_sure(store):
    add(store, "MLI ASSAULT UKR on 2026-03-02\nMLI ACCUSE UKR on 2026-03-02")
    assault, accusation = found(store, "MLI", "UKR")
    vague = msgspec.structs.replace(assault, confidence=0.38)

    def unsure(*events):
        tally = Tally("month")
        for event in events:
            tally.add(event)
        figures = told(tally.relation()).figures
        return figures.events, figures.unsure

    assert unsure(vague) == (1, 1)
    assert unsure(vague, accusation) == (2, 1)
    assert unsure(vague, msgspec.structs.replace(vague, version=9, confidence=0.9)) == (1, 0)
    assert unsure(vague, msgspec.structs.replace(vague, version=9, stated=None, confidence=0.9)) == (1, 0)
