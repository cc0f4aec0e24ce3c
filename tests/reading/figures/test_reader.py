"""Figures as a reader would count them: how many of what, how exactly, in French and in English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.reading.figures.reader import MOST, figures_of
from tamani.record import Block, Record, Time


def page(text, language, times=()):
    blocks = [Block(kind="body", start=0, end=len(text), by="test")]
    return Record(text=text, language=language, blocks=blocks, times=list(times))


def read(text, language):
    return [(f.state, f.thing, f.value, f.bound) for f in figures_of(page(text, language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("L'attaque a fait douze morts.", "fr", ("dead", None, 12, None)),
        ("L'attaque a fait au moins 12 morts.", "fr", ("dead", None, 12, "at_least")),
        ("Quinze personnes ont été tuées.", "fr", ("dead", None, 15, None)),
        ("Fifteen people were killed.", "en", ("dead", None, 15, None)),
        ("The raid left 15 dead.", "en", ("dead", None, 15, None)),
        ("Gunmen killed at least 15 in the raid.", "en", ("dead", None, 15, "at_least")),
        ("Une dizaine de soldats ont été blessés.", "fr", ("wounded", "soldier", 10, "about")),
        ("About ten soldiers were wounded.", "en", ("wounded", "soldier", 10, "about")),
        ("Quatre-vingt-dix-sept villages ont été incendiés.", "fr", ("destroyed", "village", 97, None)),
        ("Deux cent trente et un prisonniers attendent.", "fr", (None, "prisoner", 231, None)),
        ("Two hundred and thirty-one prisoners are waiting.", "en", (None, "prisoner", 231, None)),
        ("Plus de 20 000 personnes ont fui.", "fr", ("displaced", None, 20000, "at_least")),
        ("More than 20,000 people fled.", "en", ("displaced", None, 20000, "at_least")),
        ("L'armée a saisi 2,5 millions de litres de gazole.", "fr", ("seized", "litre", 2500000, None)),
        ("They seized 2.5 million litres of diesel.", "en", ("seized", "litre", 2500000, None)),
        ("La police a procédé à 143 interpellations.", "fr", ("arrested", None, 143, None)),
        ("Police made 143 arrests.", "en", ("arrested", None, 143, None)),
        ("Burundi expelled three Rwandan diplomats.", "en", ("expelled", "diplomat", 3, None)),
        ("Aucun mort n'est à déplorer.", "fr", ("dead", None, 0, None)),
        ("Three of its diplomats left.", "en", (None, "diplomat", 3, None)),
        ("La milice a abattu deux drones.", "fr", ("shot_down", "drone", 2, None)),
        ("The ship has a crew of 18.", "en", (None, "sailor", 18, None)),
        ("Le navire a un équipage de 18 personnes.", "fr", (None, "sailor", 18, None)),
        ("Some two dozen trucks crossed.", "en", (None, "truck", 24, "about")),
        ("The governor, Awa Diop, put the toll at at least 15.", "en", ("dead", None, 15, "at_least")),
        ("Le préfet a porté le bilan à 15, samedi.", "fr", ("dead", None, 15, None)),
        ("Moins de 50 véhicules blindés arriveront.", "fr", (None, "armoured_vehicle", 50, "at_most")),
    ],
)
def test_a_figure_is_read(text, language, expected):
    assert read(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La ville de 2023 personne ne la connaît plus.", "fr"),
        ("Le suspect, un soldat de 34 ans, a été arrêté.", "fr"),
        ("Il n'y a pas eu 12 morts.", "fr"),
        ("L'opération pourrait déplacer 5 000 personnes, tuées ou non.", "fr"),
        ("Near 12 % of voters came.", "en"),
        ("The F-16 fighters flew.", "en"),
        ("If 12 soldiers were killed, he will resign.", "en"),
        ("It cost $12 trucks.", "en"),
        ("Une tonne de choses.", "fr"),
        ("Some 300 tonnes arrived.", "en"),
        ("Les 12 mesures du plan.", "fr"),
        ("The company put the toll at 15 dollars.", "en"),
        ("Le ministre a donné un bilan de 15 réformes.", "fr"),
    ],
)
def test_what_is_no_figure_of_people_or_things_is_left_out(text, language):
    assert read(text, language) == []


def test_dates_are_no_figures():
    text = "Le 12 mai, morts."
    assert figures_of(page(text, "fr", [Time(start=3, end=9, value="2026-05-12", anchor="absolute", by="x")])) == []


def test_a_part_is_told_from_the_whole():
    [whole, part] = figures_of(page("L'attaque a fait dix-sept morts, dont onze chauffeurs.", "fr"))
    assert (whole.is_part, part.is_part) == (False, True)
    assert (part.state, part.thing) == ("dead", "driver")
    [whole, part] = figures_of(page("Seventeen people were killed, including 11 drivers.", "en"))
    assert (part.is_part, part.state, part.thing) == (True, "dead", "driver")


def test_of_some_out_of_many_only_the_many_are_counted():
    assert read("Customs returned seven of nine trucks.", "en") == [(None, "truck", 9, None)]
    assert read("Environ 80 camions sur 300 sont entrés.", "fr") == []


def test_two_figures_of_one_sentence_keep_their_states():
    assert read("Three workers were killed and eleven people wounded.", "en") == [
        ("dead", "worker", 3, None),
        ("wounded", None, 11, None),
    ]
    assert read("Trois ouvriers ont été tués et onze personnes blessées.", "fr") == [
        ("dead", "worker", 3, None),
        ("wounded", None, 11, None),
    ]


def test_the_phrase_of_a_figure_stands_on_the_page():
    text = "Selon lui, au moins quatorze morts parmi les civils."
    [figure] = figures_of(page(text, "fr"))
    assert text[figure.start : figure.end] == "au moins quatorze morts parmi les civils"


def test_furniture_and_other_languages_are_not_read():
    text = "12 morts"
    record = Record(text=text, language="fr", blocks=[Block(kind="most_read", start=0, end=8, by="x")])
    assert figures_of(record) == []
    assert figures_of(page(text, "de")) == []


def test_a_page_of_nothing_but_figures_is_bounded():
    assert len(figures_of(page("12 morts. " * 5000, "fr"))) == MOST


WORDS = [
    "douze",
    "12",
    "morts",
    "dont",
    "personnes",
    "cent",
    "et",
    "-",
    "'",
    "soixante",
    "mille",
    "tués",
    "au moins",
    "\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "of", "killed", "no", "20 000", "1,5", "«", "."]), max_size=30), st.booleans())
def test_every_figure_is_a_number_in_its_sentence(words, french):
    text = " ".join(words)
    for figure in figures_of(page(text, "fr" if french else "en")):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.sentence[0] <= figure.start < figure.end <= figure.sentence[1]
        assert figure.value >= 0


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for language in ("fr", "en"):
        for figure in figures_of(page(text, language)):
            assert text[figure.start : figure.end].strip()
