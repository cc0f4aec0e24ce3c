"""What holds pages together in a story, and what keeps them apart."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tamani.corpus.stories.joining import Joiner
from tamani.corpus.stories.names import name_key, names_of
from tamani.corpus.stories.page_view import PageView, packed_view, unpacked_view
from tamani.corpus.stories.pair_score import COPY, JOINED, compare, rarity
from tamani.words import reason_words


def vector(likeness):
    """A vector that is this much like the first axis."""
    return np.array([likeness, np.sqrt(1 - likeness**2)], dtype=np.float32)


def view(key, names="", *, day=3, alike=1.0, countries="", numbers="", first="", days=()):
    told = None if day is None else date(2026, 2, day)
    split = (frozenset(words.split()) for words in (names, first or names, countries, numbers))
    names_, first_, countries_, numbers_ = split
    return PageView(
        key=key,
        title=f"page {key}",
        published=told,
        told=told,
        days=frozenset(date(2026, 2, d) for d in days) | ({told} if told else frozenset()),
        names=names_,
        first_names=first_,
        shown={name: name.title() for name in names_},
        countries=countries_,
        numbers=numbers_,
        vector=vector(alike),
    )


def always(_name):
    return 1.0


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Zaporijjia", "Zaporizhzhia"),
        ("Touadéra", "Touadera"),
        ("Machhad", "Mashhad"),
        ("Léré", "Lere"),
        ("Tchad", "Chad"),
        ("Khartoum", "Khartum"),
    ],
)
def test_the_spellings_of_two_languages_have_one_key(french, english):
    assert name_key(french) == name_key(english)


@pytest.mark.parametrize(
    ("one", "other"), [("Goma", "Gao"), ("Tougan", "Tongo"), ("Bamako", "Banako"), ("Diop", "Diof")]
)
def test_names_of_different_places_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


def test_a_capital_that_begins_a_sentence_makes_no_name():
    text = "Soldiers left Tougan. Traders stayed. They asked Balouki: « Quand partez-vous ? »"
    assert names_of(text) == {name_key("Tougan"), name_key("Balouki")}


def test_spans_that_are_left_out_hold_no_names():
    text = "They met on Tuesday in Goma."
    assert names_of(text, [(9, 19)]) == {name_key("Goma")}


def test_likeness_alone_never_joins():
    one, other = view(1, "tougan", day=3, countries="BFA"), view(2, "lere", day=4, alike=0.92, countries="BFA")
    pair = compare(one, other, always)
    assert pair.score == 0
    assert [why.code for why in pair.reasons] == ["story_only_alike"]


def test_copies_are_joined_whatever_they_name():
    assert compare(view(1), view(2, alike=COPY + 0.02), always).is_same


def test_pages_without_a_day_are_joined_only_as_copies():
    assert not compare(view(1, "tougan", day=None), view(2, "tougan", alike=0.9), always).is_same
    assert compare(view(1, "tougan", day=None), view(2, "tougan", alike=0.95), always).is_same


def test_the_same_place_weeks_later_is_another_event():
    assert compare(view(1, "goma kituku", day=1), view(2, "goma kituku", day=20), always).score == 0


def test_the_same_country_and_day_but_another_place_is_another_event():
    one = view(1, "kharkiv", countries="UKR RUS")
    other = view(2, "zaporizhzhia", alike=0.6, countries="UKR RUS")
    assert compare(one, other, always).score < JOINED
    assert "story_elsewhere" in {why.code for why in compare(one, other, always).reasons}


def test_every_link_says_why_in_both_languages():
    one = view(1, "tougan sourou", countries="BFA", numbers="342", days=(3,))
    pair = compare(one, view(2, "tougan sourou", day=4, alike=0.7, countries="BFA", numbers="342"), always)
    assert pair.is_same
    assert [why.code for why in pair.reasons] == [
        "story_names", "story_numbers", "story_countries", "story_days", "story_alike",
    ]  # fmt: skip
    assert pair.reasons[0].words == "Both name Sourou, Tougan."
    for why in pair.reasons:
        assert reason_words(why, "fr") != why.words


def test_a_name_says_less_the_more_stories_have_it():
    assert rarity(1, 100) == 1
    assert rarity(1, 100) > rarity(5, 100) > rarity(50, 100) > rarity(200, 100) == 0


def test_pages_join_the_story_that_they_fit_best():
    joiner = Joiner()
    links = [
        joiner.add(view(1, "tougan sourou", countries="BFA")),
        joiner.add(view(2, "lere", day=4, alike=0.4, countries="MLI")),
        joiner.add(view(3, "tougan dedougou", countries="BFA", alike=0.8)),
        joiner.add(view(4, "lere tombouctou", day=4, alike=0.5, countries="MLI")),
    ]
    assert [link.story for link in links] == [1, 2, 1, 2]
    assert [link.like for link in links] == [None, None, 1, 2]


def test_one_bridge_does_not_pull_a_story_over():
    joiner = Joiner()
    for key in range(1, 6):
        joiner.add(view(key, "tougan sourou", day=1 + key // 5))
    link = joiner.add(view(9, "goma tougan", first="goma", day=5, alike=0.6))
    assert link.story != 1


def test_a_view_survives_being_kept():
    kept = view(1, "tougan", numbers="342", countries="BFA")
    back = unpacked_view(packed_view(kept), kept.vector)
    assert all(getattr(back, name) == getattr(kept, name) for name in PageView.__struct_fields__ if name != "vector")
