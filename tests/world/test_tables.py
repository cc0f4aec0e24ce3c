"""The tables of the world are whole, and each name in them is found in a text."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from tamani.record import ActorKind, Sector
from tamani.world import load_gazetteer
from tamani.world.entries import LANGUAGES, TABLES, entries, records, table
from tamani.world.forms import Form, forms_of
from tamani.world.phrases import fold

STATES = dict(records("states"))
UN_MEMBERS_AND_OBSERVERS = 195
# Kosovo, Taiwan, Western Sahara
OTHERS = {"XKX", "TWN", "ESH"}
PREFIX_AND_DEMONYM = [
    ("franco", "malien", ("FRA", "MLI")),
    ("russo", "ukrainienne", ("RUS", "UKR")),
    ("sino", "américaines", ("CHN", "USA")),
    ("algéro", "marocain", ("DZA", "MAR")),
    ("germano", "polonaise", ("DEU", "POL")),
    ("nippo", "sud-coréen", ("JPN", "KOR")),
]


def test_all_states_are_there() -> None:
    assert set(STATES) >= OTHERS
    assert len(STATES) == UN_MEMBERS_AND_OBSERVERS + len(OTHERS)
    assert all(len(iso3) == 3 and iso3.isascii() and iso3.isupper() for iso3 in STATES)


def test_western_sahara_is_a_territory_and_the_others_are_states() -> None:
    kinds = {iso3: entries()[iso3].kind for iso3 in STATES}
    assert {iso3 for iso3, kind in kinds.items() if kind != "state"} == {"ESH"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_names_capital_and_demonyms(language: str) -> None:
    for iso3, row in STATES.items():
        words = row[language]
        assert words["name"], iso3
        assert words["official"], iso3
        assert words["capital"], iso3
        assert words["demonyms"], iso3


def test_french_demonyms_have_masculine_feminine_and_their_plurals() -> None:
    for iso3, row in STATES.items():
        for series in row["fr"]["demonyms"]:
            assert len(series) == 4, iso3
            assert all(word == word.strip() and word[0].islower() for word in series), series


def test_two_states_share_no_french_demonym_but_the_two_congos() -> None:
    owners: dict[str, set[str]] = {}
    for iso3, row in STATES.items():
        for word in {word for series in row["fr"]["demonyms"] for word in series}:
            owners.setdefault(word, set()).add(iso3)
    shared = {word for word, states in owners.items() if len(states) > 1}
    assert shared == {"congolais", "congolaise", "congolaises"}


def test_two_states_share_no_capital() -> None:
    capitals = [place for row in STATES.values() for place in row["fr"]["capital"]]
    assert len(capitals) == len(set(capitals))


def test_other_entries_have_kinds_sectors_countries_and_sources() -> None:
    for name in TABLES:
        for identifier, row in records(name):
            entry = entries()[identifier]
            assert entry.kind in {*get_args(ActorKind), "territory"}
            assert entry.sector is None or entry.sector in get_args(Sector), identifier
            assert entry.country is None or entry.country in STATES, identifier
            assert row.get("source") or name == "territories", identifier


def test_no_entry_ends_before_it_begins() -> None:
    for entry in entries().values():
        if entry.since is not None and entry.until is not None:
            assert entry.since < entry.until, entry.id


def test_ids_of_territories_and_organisations_are_no_codes_of_states() -> None:
    others = {identifier for name in TABLES for identifier, _ in records(name)}
    assert not others & set(STATES)


def test_groups_of_confusable_states_name_known_states() -> None:
    for language in LANGUAGES:
        words = table("ambiguous")[language]
        named = {iso3 for group in words["confusable"] for iso3 in group} | set(words["also"])
        assert named <= set(entries())


def in_context(form: Form, language: str, neutral: str) -> tuple[str, int]:
    """A sentence in which the form must be found, and where it stands in it."""
    needs = {fold(name): before for name, before in table("context")[language]["needs"].items()}
    before = needs.get(fold(form.text), [neutral])[0]
    return f"… {before} {form.text} replied.", len(before) + 3


def findable(form: Form) -> bool:
    return form.case != "prefix" and not (form.form == "acronym" and not form.text.isalnum())


def test_every_french_form_is_found_as_its_entry() -> None:
    gazetteer = load_gazetteer("fr")
    for form in filter(findable, forms_of("fr")):
        text, start = in_context(form, "fr", "et")
        at = [match for match in gazetteer.find(text) if match.start == start]
        assert at, form.text
        assert text[at[0].start : at[0].end] == form.text, form.text
        if form.form != "demonym" or form.entry.kind == "state":
            assert form.entry in at[0].entries or at[0].form != form.form, form.text


def test_every_english_form_is_found() -> None:
    gazetteer = load_gazetteer("en")
    for form in filter(findable, forms_of("en")):
        text, start = in_context(form, "en", "and")
        assert any(match.start == start for match in gazetteer.find(text)), form.text


@pytest.mark.parametrize(("first", "second", "states"), PREFIX_AND_DEMONYM)
def test_compound_demonyms_name_both_states(first: str, second: str, states: tuple[str, str]) -> None:
    found = load_gazetteer("fr").find(f"les relations {first}-{second} restent tendues")
    assert tuple(match.entries[0].id for match in found) == states


def test_names_of_the_past_have_their_dates() -> None:
    (match,) = load_gazetteer("fr").find("Le roi du Swaziland était absent.")
    assert match.entries[0].id == "SWZ"
    assert match.valid_on(date(2017, 5, 1))
    assert not match.valid_on(date(2020, 5, 1))


def test_the_capital_of_kazakhstan_had_another_name_for_three_years() -> None:
    (match,) = load_gazetteer("fr").find("Noursoultan dément.")
    assert [match.valid_on(date(year, 6, 1)) for year in (2018, 2020, 2023)] == [False, True, False]


def test_a_dissolved_mission_is_known_with_its_end() -> None:
    mission = entries()["MINUSMA"]
    assert mission.valid_on(date(2022, 1, 1))
    assert not mission.valid_on(date(2012, 12, 31))
    assert not mission.valid_on(date(2025, 1, 1))
