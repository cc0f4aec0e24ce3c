"""Differing numbers for the same thing, in French and in English, and numbers that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.corpus.stories.differing_numbers import difference, differing_numbers
from tamani.reading.figures.reader import Figure
from tests.corpus.stories.account_maker import account, actor, quotation, shown, story, time


def compared(*texts, **more):
    pages = [account(f"Titre\n{text}", language=language, **more) for text, language in texts]
    return differing_numbers(story(*pages))


def test_numbers_of_the_dead_differ_across_languages_and_ways_of_writing():
    [found] = compared(("L'attaque a fait douze morts.", "fr"), ("Fifteen people were killed.", "en"))
    assert shown([found]) == [("number", "numbers_differ", ["12", "15"])]
    assert [side.passages[0].text for side in found.sides] == ["douze morts", "Fifteen people were killed"]
    assert found.about == "dead"


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("Le bilan est de 20 blessés.", "Quarante personnes ont été blessées.", ["20", "40"]),
        ("Quarante véhicules blindés arriveront.", "Soixante blindés arriveront.", ["40", "60"]),
        ("Près de 6 000 tonnes de maïs ont brûlé.", "Neuf mille tonnes de maïs sont perdues.", ["≈ 6000", "9000"]),
    ],
)
def test_numbers_differ_in_french(one, other, values):
    assert shown(compared((one, "fr"), (other, "fr"))) == [("number", "numbers_differ", values)]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The army lost 12 soldiers.", "They say 30 soldiers were there.", ["12", "30"]),
        (
            "Some 2 million litres of diesel were aboard.",
            "Police found 3.5 million litres of diesel.",
            ["≈ 2000000", "3500000"],
        ),
    ],
)
def test_numbers_differ_in_english(one, other, values):
    assert shown(compared((one, "en"), (other, "en"))) == [("number", "numbers_differ", values)]


def test_a_bound_that_the_other_number_keeps_is_a_softer_disagreement():
    found = compared(("Au moins 12 personnes ont été tuées.", "fr"), ("Seventeen people were killed.", "en"))
    assert shown(found) == [("number", "numbers_bounded", ["≥ 12", "17"])]
    assert found[0].confidence < 0.6


def test_a_bound_that_the_other_number_breaks_is_a_plain_disagreement():
    found = compared(("Au moins 20 personnes ont été tuées.", "fr"), ("Seventeen people were killed.", "en"))
    assert shown(found) == [("number", "numbers_differ", ["≥ 20", "17"])]


def test_a_rough_number_that_is_near_is_the_softest_disagreement():
    found = compared(("Une dizaine de soldats ont été tués.", "fr"), ("Twelve soldiers were killed.", "en"))
    assert shown(found) == [("number", "numbers_rounded", ["≈ 10", "12"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Douze morts à Tougan.", "fr"), ("Twelve people were killed.", "en")),
        (("Une douzaine de camions.", "fr"), ("About 12 trucks came.", "en")),
        (("Douze morts à Tougan.", "fr"), ("Fifteen people were wounded.", "en")),
        (("Dix-sept morts, dont onze chauffeurs.", "fr"), ("Seventeen people were killed.", "en")),
        (("Dix-sept morts.", "fr"), ("Eleven drivers were killed.", "en")),
        (("Quarante camions.", "fr"), ("Sixty tanks crossed.", "en")),
        (("Deux mille tonnes de maïs.", "fr"), ("4,000 tonnes of wheat were lost.", "en")),
        (("Environ 80 camions sur 300.", "fr"), ("About 80 of 300 trucks had entered.", "en")),
    ],
)
def test_what_agrees_or_counts_something_else_is_no_disagreement(one, other):
    assert compared(one, other) == []


def test_a_text_with_two_numbers_for_a_thing_is_not_compared():
    two = "Douze morts à Tougan. Trois morts à Sourou."
    assert compared((two, "fr"), ("Fifteen people were killed.", "en")) == []


def test_a_page_that_reports_both_numbers_disagrees_with_nobody():
    both = "L'armée parle de 12 morts, le syndicat de 23 morts."
    assert compared((both, "fr"), ("Twelve people were killed.", "en")) == []


def test_a_text_speaks_with_the_number_of_its_headline_unless_it_gives_the_other_one_too():
    both = account("Trente-quatre morts à Gao\nLe gouverneur porte le bilan à 15 morts.")
    lower, same_low = account("Titre\nVingt et un morts."), account("Titre\nQuinze morts.")
    assert shown(differing_numbers(story(both, lower))) == [("number", "numbers_differ", ["34", "21"])]
    assert differing_numbers(story(both, same_low)) == []


def test_a_number_told_exactly_and_as_a_bound_is_one_number():
    found = compared(("Trois morts.", "fr"), ("At least three people were killed.", "en"), ("Cinq morts.", "fr"))
    assert shown(found) == [("number", "numbers_differ", ["3, ≥ 3", "5"])]
    assert [len(side.passages) for side in found[0].sides] == [2, 1]


def test_a_number_of_another_year_is_left_out():
    text = "Titre\nEn 2023, une attaque y avait fait 30 morts."
    old = account(text, times=[time(text, "En 2023", "2023")])
    assert differing_numbers(story(old, account("Titre\nDouze morts à Tougan."))) == []


def test_a_part_that_is_greater_than_the_whole_is_a_disagreement():
    found = compared(
        ("La police a procédé à 143 interpellations.", "fr"), ("Some 410 supporters had been arrested.", "en")
    )
    assert shown(found) == [("number", "numbers_part", ["143", "≈ 410"])]


def test_accounts_of_different_days_disagree_less_surely():
    early, late = (
        account("T\nDouze morts."),
        account("T\nVingt morts.", published="2026-03-06", seen="2026-03-06T09:00:00.000Z"),
    )
    [found] = differing_numbers(story(early, late))
    assert found.reason.code == "numbers_differ_later"
    assert found.reason.values["days"] == "3"
    assert found.confidence < 0.7


def test_copies_speak_with_one_voice_also_where_one_was_edited():
    words = " ".join(f"mot{n} suite{n} fin{n}" for n in range(40))
    first = account(f"Titre\nDouze morts à Tougan. {words}", "a")
    edited = account(f"Titre\nVingt morts à Tougan. {words}", "b", seen="2026-03-03T11:00:00.000Z")
    assert differing_numbers(story(first, edited)) == []
    other = account("Titre\nThirty people were killed.", "c", language="en", seen="2026-03-03T12:00:00.000Z")
    [found] = differing_numbers(story(first, edited, other))
    assert [[p.page for p in side.passages] for side in found.sides] == [[first.page], [other.page]]


def test_the_speaker_of_a_number_is_told():
    text = "Titre\nDiop : « Nous comptons vingt morts »"
    said = account(
        text, actors=[actor(text, "Diop")], quotations=[quotation(text, "« Nous comptons vingt morts »", "diop")]
    )
    [found] = differing_numbers(story(said, account("Titre\nDouze morts.")))
    assert {side.says: side.voice for side in found.sides} == {"20": "Diop", "12": None}


FIGURES = st.builds(
    Figure,
    start=st.just(0),
    end=st.just(1),
    value=st.integers(0, 10_000).map(float),
    bound=st.sampled_from([None, "at_least", "at_most", "about"]),
    thing=st.none(),
    state=st.just("dead"),
    matter=st.none(),
    is_part=st.just(False),  # noqa: FBT003
    sentence=st.just((0, 1)),
)


@given(FIGURES, FIGURES)
def test_two_numbers_differ_alike_in_both_orders(one, other):
    assert difference(one, other) == difference(other, one)
    assert (difference(one, other) is None) == (one.value == other.value)


NUMERALS = st.lists(st.sampled_from(["Douze", "Vingt", "Au moins 12", "Environ 15", "30"]), min_size=2, max_size=5)


@settings(deadline=None)
@given(NUMERALS)
def test_no_page_is_on_two_sides_and_every_passage_stands_on_its_page(numerals):
    pages = [account(f"Titre {n}\n{numeral} morts à Tougan.") for n, numeral in enumerate(numerals)]
    by_page = {page.page: page for page in pages}
    for found in differing_numbers(story(*pages)):
        told = [passage for side in found.sides for passage in side.passages]
        assert len({passage.page for passage in told}) == len(told)
        assert len(found.sides) > 1
        for passage in told:
            assert by_page[passage.page].record.text[passage.start : passage.end] == passage.text
