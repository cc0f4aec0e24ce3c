"""Who is who in a store: what is made one, what stays apart, what is left open, and why."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from tamani.corpus import tables
from tamani.corpus.correcting import EntryPlace, correct
from tamani.corpus.people import people_tables as people
from tamani.corpus.people.card import card, who
from tamani.corpus.people.resolving import resolve_anew, resolve_waiting
from tamani.corpus.queries import Query
from tamani.corpus.searching import search
from tamani.corpus.store import Store
from tests.corpus.people.people_reader import add, keep, page

FOREIGN = "ministre des Affaires étrangères"


def groups(store):
    """Who is one, as sets of (name, page)."""
    links, faces, versions, pages = people.links.c, people.faces.c, tables.versions.c, tables.pages.c
    query = select(faces.entity_id, faces.name, pages.outlet).where(
        links.face_id == faces.id, versions.id == links.version_id, pages.id == versions.page_id
    )
    found = {}
    with store.reading() as connection:
        for entity, name, outlet in connection.execute(query):
            found.setdefault(entity if entity is not None else (name, outlet), set()).add(outlet)
    return sorted(sorted(outlets) for outlets in found.values())


def reasons(store, name, place=0):
    """Codes of the reasons of an entity's faces."""
    shown = card(store.engine, who(store.engine, name)[place].id)
    return {why.code for face in shown.faces for why in face.reasons}


def test_spellings_of_one_name_in_one_country_are_one(store):
    add(store, page("a", "Sergueï Lavrov; RUS"), page("b", "Sergey Lavrov; RUS"), page("c", "Sergei Lavrov; RUS"))
    [found] = who(store.engine, "Lavrov")
    assert (found.name, found.country, found.pages) == ("Sergueï Lavrov", "RUS", 3)
    assert [s.name for s in card(store.engine, found.id).spellings] == [
        "Sergei Lavrov",
        "Sergey Lavrov",
        "Sergueï Lavrov",
    ]


def test_a_search_by_one_spelling_finds_the_others(store):
    add(store, page("a", "Sergueï Lavrov; RUS"), page("b", "Sergey Lavrov; RUS"), page("c", "Ivan Lavrov; RUS"))
    found = search(store.engine, Query(actor="Sergei Lavrov")).hits
    assert sorted(hit.outlet for hit in found) == ["a", "b"]


def test_a_near_spelling_needs_more_than_the_country(store):
    add(store, page("a", "Kouassi Yao; CIV; porte-parole"), page("b", "Kouassi Yaou; CIV; maire"))
    assert groups(store) == [["a"], ["b"]]
    add(store, page("c", "Kouassi Yaou; CIV; porte-parole"))
    assert groups(store) == [["a", "b", "c"]]
    assert reasons(store, "Yao") == {"who_near_spelling", "who_same_country", "who_role"}


def test_the_same_name_in_two_countries_stays_apart_and_is_shown_as_possible(store):
    add(store, page("a", "Brahima Traoré; MLI; colonel"), page("b", "Brahima Traoré; GHA; président de l'union"))
    assert groups(store) == [["a"], ["b"]]
    one, other = who(store.engine, "Traoré")
    [shown] = card(store.engine, one.id).possible
    assert (shown.id, shown.country, shown.is_apart) == (other.id, "GHA", False)
    assert {why.code for why in shown.reasons} == {"who_same_spelling", "who_other_country", "who_no_proof"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Brahima Traoré; MLI; président"], ["Brahima Traoré; GHA; président"]),
        (["Brahima Traoré; MLI", "Awa Ba; MLI"], ["Brahima Traoré; GHA", "Awa Ba; MLI"]),
    ],
)
def test_two_countries_are_not_bridged_by_a_common_rank_or_one_companion(store, one, other):
    add(store, page("a", *one), page("b", *other))
    assert sum(found.name == "Brahima Traoré" for found in who(store.engine, "Traoré")) == 2


def test_the_same_story_bridges_a_country_that_a_page_has_wrong(store):
    add(store, page("a", "Josephine Anaba; GHA"), page("b", "Josephine Anaba; BFA"), story=7)
    assert groups(store) == [["a", "b"]]
    assert reasons(store, "Anaba") == {"who_same_spelling", "who_other_country", "who_story"}
    assert who(store.engine, "Anaba")[0].country is None
    assert card(store.engine, who(store.engine, "Anaba")[0].id).countries == {"GHA": 1, "BFA": 1}


def test_a_name_without_a_country_needs_a_proof(store):
    add(store, page("a", f"Abdoulaye Diop; MLI; {FOREIGN}"), page("b", "Abdoulaye Diop"))
    assert groups(store) == [["a"], ["b"]]
    add(store, page("c", "Abdoulaye Diop; ; foreign minister"))
    assert groups(store) == [["a", "c"], ["b"]]
    assert {"who_office", "who_unknown_country"} <= reasons(store, "Diop")


def test_a_surname_alone_is_given_to_the_only_one_whom_other_pages_have(store):
    add(store, page("a", f"Diop; MLI; {FOREIGN}"))
    assert groups(store) == [["a"]]
    add(store, page("b", f"Abdoulaye Diop; MLI; {FOREIGN}"))
    assert groups(store) == [["a", "b"]]
    assert {"who_bare_name", "who_same_country", "who_office"} == reasons(store, "Diop")


def test_a_surname_alone_that_may_be_two_is_left_open_and_says_so(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("b", "Fatou Diop; MLI"), page("c", "Diop; MLI"))
    assert groups(store) == [["a"], ["b"], ["c"]]
    [face] = card(store.engine, next(f.id for f in who(store.engine, "Diop") if f.name == "Diop")).faces
    assert face.may_be == sorted(f.id for f in who(store.engine, "Diop") if f.name != "Diop")
    assert [why.code for why in face.reasons] == ["who_several"]
    assert "Abdoulaye Diop, Fatou Diop" in face.reasons[0].words


def test_a_surname_that_was_clear_is_left_open_when_a_second_one_comes(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("c", "Diop; MLI"))
    assert groups(store) == [["a", "c"]]
    add(store, page("b", "Fatou Diop; MLI"))
    assert groups(store) == [["a"], ["b"], ["c"]]


def test_the_story_tells_which_of_two_a_surname_is(store):
    add(store, page("b", "Fatou Diop; MLI"))
    add(store, page("a", "Abdoulaye Diop; MLI"), page("c", "Diop; MLI"), story=4)
    assert groups(store) == [["a", "c"], ["b"]]


def test_a_surname_in_another_country_is_nobody_elses(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("b", "Diop; SEN"))
    assert groups(store) == [["a"], ["b"]]


def test_a_name_that_stands_in_a_role_only_is_somebody_where_others_name_him(store):
    add(store, page("a", "(Tarek Souleimane); SDN; brigadier"))
    assert who(store.engine, "Souleimane") == []
    add(store, page("b", "Tarig Suleiman; SDN; brigadier"))
    assert [found.pages for found in who(store.engine, "Suleiman")] == [2]


def test_people_without_a_name_are_nobody(store):
    add(store, page("a", "(un apprenti); MLI; apprenti"))
    assert groups(store) == []


def test_a_state_is_one_by_its_code(store):
    add(store, page("a", "MLI", "RUS"), page("b", "MLI"))
    assert [(found.kind, found.pages) for found in who(store.engine, "MLI")] == [("state", 2)]


def test_the_card_shows_roles_over_time_and_every_line_points_at_its_words(store):
    add(store, page("a", "Awa Ba; MLI; maire; « Oui. »", "Awa Ba > ACCUSE > Ali Sy", day=1))
    add(
        store,
        page("b", "Awa Ba; MLI; ministre; « Non. »", "Ali Sy > CONSULT > Awa Ba", "Ali Sy > ACCUSE > Awa Ba", day=9),
    )
    shown = card(store.engine, who(store.engine, "Awa Ba")[0].id)
    assert [(held.role, held.first, held.last) for held in shown.roles] == [
        ("maire", "2026-03-01", "2026-03-01"), ("ministre", "2026-03-09", "2026-03-09"),
    ]  # fmt: skip
    assert [said.at.words for said in shown.said] == ["« Non. »", "« Oui. »"]
    assert [(act.type, act.sources, act.targets) for act in shown.did] == [("ACCUSE", ["Awa Ba"], ["Ali Sy"])]
    assert [act.sources for act in shown.met] == [["Ali Sy"]]
    assert [told.speaker for told in shown.accused_of] == ["Ali Sy"]
    places = [one.at for one in (*shown.said, *shown.did, *shown.met, *shown.undergone, *shown.accused_of)]
    places += [source for held in shown.roles for source in held.sources]
    for place in places:
        assert store.page(place.version).record.text[place.start : place.end] == place.words


def test_a_reading_corrected_by_hand_is_looked_at_again(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("b", "Abdoulaye Diop; SEN"))
    assert groups(store) == [["a"], ["b"]]
    correct(store.engine, EntryPlace(2, "actors", 0), "changed", by="Awa", field="country", value="MLI")
    assert list(resolve_waiting(store.engine)) == [2]
    assert groups(store) == [["a", "b"]]


def test_a_second_run_changes_nothing(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("b", "Diop; MLI"))
    before = groups(store)
    assert list(resolve_waiting(store.engine)) == []
    assert groups(store) == before


def test_looking_at_all_anew_takes_stories_that_came_later(store):
    add(store, page("a", "Awa Ba; MLI"), page("b", "Awa Ba"))
    assert groups(store) == [["a"], ["b"]]
    with store.writing() as connection:
        connection.execute(text("INSERT INTO stories (id, first_seen) VALUES (1, '2026-03-01')"))
        connection.execute(text("INSERT INTO story_pages (story_id, page_id) VALUES (1, 1), (1, 2)"))
    assert list(resolve_anew(store.engine)) == [1, 2]
    assert groups(store) == [["a", "b"]]


def test_the_store_stays_whole(store):
    add(store, page("a", "Abdoulaye Diop; MLI"), page("b", "Diop; MLI"), page("c", "Fatou Diop; MLI"))
    assert store.check() == []


def test_hostile_names_are_bounded(store):
    names = [f"{'A' * 5000} {'É' * 5000}; MLI", "X " * 400 + "Y; MLI; " + "chef " * 400]
    assert add(store, page("a", *names)) == [1]
    assert who(store.engine, "b" * 10_000) == []
    assert who(store.engine, "9" * 30) == []


NAMES = ["Abdoulaye Diop", "Fatou Diop", "A. Diop", "Diop", "Brahima Traoré", "Brahima Traore", "Traoré"]
PEOPLE = st.builds(
    "{}; {}; {}".format, st.sampled_from(NAMES), st.sampled_from(["", "MLI", "GHA"]),
    st.sampled_from(["", "colonel", "ministre", FOREIGN]),
)  # fmt: skip
PAGES = st.lists(
    st.tuples(
        st.lists(PEOPLE, min_size=1, max_size=3, unique_by=lambda line: line.split(";")[0]),
        st.sampled_from([None, 1, 2]),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES, st.randoms(use_true_random=False))
def test_the_order_in_which_pages_come_does_not_change_who_is_who(drawn, random):
    made = [(page(f"p{n}", *lines), story) for n, (lines, story) in enumerate(drawn)]
    other = random.sample(made, len(made))
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name, order, one_by_one in (("a", made, False), ("b", other, True)):
            with Store(Path(folder) / name) as store:
                for one, story in order:
                    (add if one_by_one else keep)(store, one, story=story)
                list(resolve_waiting(store.engine))
                found.append(groups(store))
        assert found[0] == found[1]


def test_pages_looked_at_one_by_one_or_together_make_the_same(tmp_path):
    lines = [f"{name}; {country}" for name, country in itertools.product(NAMES[:5], ["MLI", "GHA", ""])]
    found = []
    for size in (1, 3, 64):
        with Store(tmp_path / f"{size}.db") as store:
            keep(store, *(page(f"p{n}", line) for n, line in enumerate(lines)))
            list(resolve_waiting(store.engine, at_once=size))
            found.append(groups(store))
    assert found[0] == found[1] == found[2]
