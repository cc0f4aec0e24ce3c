"""Names of persons, places, organisations and things in a parsed text."""

from __future__ import annotations

import numpy as np
import pytest
import tamani_model
from hypothesis import given
from hypothesis import strategies as st
from tamani_model.names import KINDS, Names, begins, beside, goes_on, may_be_named
from tamani_model.weights import DATA


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(DATA / "names.onnx")


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        (
            "fr",
            "La députée Célia Montenegro a quitté Maracaibo jeudi.",
            {("Célia Montenegro", "person"), ("Maracaibo", "place")},
        ),
        (
            "en",
            "The minister, Célia Montenegro, flew to Chong Bok on Monday.",
            {("Célia Montenegro", "person"), ("Chong Bok", "place")},
        ),
    ],
)
def test_persons_and_places_are_named(code: str, text: str, wanted: set[tuple[str, str]]) -> None:
    doc = tamani_model.load(language=code)(text)
    assert wanted <= {(entity.text, entity.label_) for entity in doc.ents}


def test_a_text_without_capitals_names_nobody() -> None:
    doc = tamani_model.load(language="fr")("les habitants du village ont parlé de la pluie et du marché.")
    assert not [entity for entity in doc.ents if entity.label_ in KINDS]


def test_words_soon_behind_a_capital_may_be_in_a_name_until_a_mark() -> None:
    words = ["le", "Parti", "pour", "la", "paix", ",", "dit", "il"]
    assert may_be_named(words) == [False, True, True, True, True, False, False, False]


@given(st.lists(st.text(max_size=12), max_size=30))
def test_any_words_are_looked_at(words: list[str]) -> None:
    assert len(may_be_named(words)) == len(words)


@given(st.integers(0, 9), st.integers(1, 12), st.integers(0, 99))
def test_a_name_opens_once_and_has_one_kind(kind: int, words: int, seed: int) -> None:
    chances = np.random.default_rng(seed).random((words, 1 + 2 * len(KINDS))) * 0.01
    chances[:, goes_on(kind)] += 0.8
    names = Names(DATA / "names.onnx")
    assert names.of(chances, np.arange(words)).tolist() == [begins(kind), *[goes_on(kind)] * (words - 1)]


def test_a_word_sees_those_beside_it_and_none_of_another_sentence() -> None:
    vectors = np.arange(1, 19, dtype=np.float32).reshape(2, 3, 3)
    there = np.array([[True, True, False], [True, True, True]])
    own, before, behind = beside(vectors, there, np.array([[True, True, False], [True, False, True]]))
    assert own.shape == (4, 3)
    assert before[:, 0].tolist() == [0.0, 3.0, 0.0, 15.0]
    assert behind[:, 0].tolist() == [6.0, 0.0, 15.0, 0.0]


def test_what_is_not_likely_enough_is_no_name(names: Names) -> None:
    even = np.full((3, 1 + 2 * len(KINDS)), 1 / (1 + 2 * len(KINDS)))
    assert not names.of(even, np.arange(3)).any()
