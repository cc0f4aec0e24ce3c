"""Names: which spellings are one, which may be, and which texts are no names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamani.corpus.people.offices import offices_of
from tamani.corpus.people.spelling import compare, person_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assimi Goita", "Assimi Goïta"),
        ("Sergueï Lavrov", "Sergei Lavrov"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Guennadi Sorokine", "Gennady Sorokin"),
        ("Olexandre Harbouz", "Oleksandr Harbuz"),
        ("Turki Al Dossari", "Turki Dossari"),
        ("TRAORÉ Brahima", "Brahima Traore"),
        ("Pape N’Diaye", "Pape Ndiaye"),
    ],
)
def test_spellings_that_sound_the_same(one, other):
    assert compare(person_name(one), person_name(other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kouassi Yao", "Kouassi Yaou"),
        ("Tarek Souleimane", "Tarig Suleiman"),
        ("Mamadou Lamine Diop", "Mamadou Diop"),
        ("Fatou Diop", "F. Diop"),
    ],
)
def test_names_that_may_be_one(one, other):
    assert compare(person_name(one), person_name(other)) == "near"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Fatou Diop", "Cheick Diop"), ("Ali Touré", "Ali Traoré"), ("Fatou Diop", "M. Diop")],
)
def test_names_of_different_people(one, other):
    assert compare(person_name(one), person_name(other)) is None


@pytest.mark.parametrize("text", ["the Russian ambassador", "un apprenti", "Premier ministre", "", "12", "…"])
def test_texts_that_are_no_names(text):
    assert person_name(text) is None


def test_a_title_in_small_letters_is_no_part_of_the_name():
    assert person_name("général de brigade Tarek Souleimane") == (("Tarek",), "Souleimane")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_compares_the_same_both_ways(one, other):
    first, second = person_name(one), person_name(other)
    if first is not None and second is not None:
        assert compare(first, second) == compare(second, first)
        assert compare(first, first) == "same"


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("ministre malien des Affaires étrangères", "Foreign Minister"),
        ("chef de la diplomatie russe", "Russian foreign minister"),
        ("porte-parole du ministère russe de la Défense", "spokesman for the Russian defence ministry"),
        ("commandant de la marine des gardiens", "naval commander"),
    ],
)
def test_an_office_is_the_same_in_both_languages(french, english):
    assert offices_of(french).particular & offices_of(english).particular


def test_offices_that_only_sound_alike_are_told_apart():
    assert not offices_of("Premier ministre").general & offices_of("ministre des Finances").general
    assert not offices_of("secrétaire général").general & offices_of("général").general
    assert not offices_of("deputy foreign minister").particular & offices_of("foreign minister").particular
