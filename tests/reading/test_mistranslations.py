"""Slips of translation: every pair of the tables flags its example, and leaves good prose alone."""

from array import array

import pytest
import spacy

from tamani.languages import load
from tamani.reading.mistranslations import find_mistranslations, flag_mistranslations
from tamani.reading.reading import Part, Reading
from tamani.record import Actor
from tamani.words import LANGUAGES, say

ENTRIES = [(code, entry) for code in ("fr", "en") for entry in load(code).table("mistranslations")["pairs"]]
NAMES = [f"{code} {entry['from']} {number}" for number, (code, entry) in enumerate(ENTRIES)]


def found_in(text, entry, code):
    states = frozenset(entry.get("states", ()))
    found = find_mistranslations(text, code=code, states=states)
    return [each for each in found if each.pair.word == entry["of"]]


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=NAMES)
def test_the_example_is_flagged_and_its_neighbour_is_not(code, entry):
    assert found_in(entry["flag"], entry, code)
    assert find_mistranslations(entry["keep"], code=code, states=frozenset(entry.get("states", ()))) == []


@pytest.mark.parametrize("entry", [entry for _, entry in ENTRIES], ids=NAMES)
def test_the_reason_can_be_said_in_every_language(entry):
    for language in LANGUAGES:
        key = f"reason.mistranslation_{entry['from']}"
        words = say(key, language, word=entry["of"], meaning=entry["means"])
        assert entry["means"] in words


def test_the_table_is_long_enough_to_mean_something():
    assert len(load("fr").table("mistranslations")["pairs"]) >= 150


def test_no_example_of_another_pair_is_a_false_alarm():
    kept = " ".join(entry["keep"] for code, entry in ENTRIES if code == "fr" and not entry.get("states"))
    without_conditions = [each for each in find_mistranslations(kept, code="fr") if not each.pair.needs]
    assert without_conditions == []


def mali(text, *states):
    actors = [
        Actor(id=state, name=state, kind="state", country=state, sector="GOV", role=None, mentions=[], by="test")
        for state in states
    ]
    return Reading(
        doc=spacy.blank("fr")(text),
        text=text,
        language=load("fr"),
        parts=[Part("body", 0, len(text))],
        origins=array("i", range(5, 5 + len(text))),
        page_text="     " + text,
        actors=actors,
    )


SIDE = "L'aspect financier a démenti toute rencontre avec les rebelles."


def test_the_financial_side_is_suspect_on_a_page_about_mali():
    reading = mali(SIDE, "MLI")
    flag_mistranslations(reading)
    (flag,) = reading.flags
    assert reading.page_text[flag.start : flag.end] == "L'aspect financier"
    assert "malienne" in flag.why.words
    assert "Arabic" in flag.why.words


@pytest.mark.parametrize("text", [SIDE, "L'aspect financier du budget a été débattu."])
def test_it_is_not_elsewhere(text):
    reading = mali(text, "SEN")
    flag_mistranslations(reading)
    assert reading.flags == []


def test_nor_where_the_page_is_about_money():
    reading = mali(SIDE + " Le FMI suspend son prêt.", "MLI")
    flag_mistranslations(reading)
    assert reading.flags == []
