"""Lemmas are rules about the end of a form; a rule made from a pair gives the pair back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tamani_model.lemmas import Lemmatizer, lemma_by, rule_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("parlaient", "parler"), ("Les", "le"), ("l'", "le"), ("est", "être"), ("Paris", "Paris"), ("n't", "not")],
)
def test_the_rule_of_a_pair_gives_its_lemma(form: str, lemma: str) -> None:
    assert lemma_by(rule_of(form, lemma), form) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_two_words_make_a_rule_that_gives_the_second_one(form: str, lemma: str) -> None:
    assert lemma_by(rule_of(form, lemma), form) == lemma


def test_a_rule_says_when_a_form_is_too_short_for_it() -> None:
    assert lemma_by(rule_of("parlaient", "parler"), "né") is None


def test_a_verb_has_the_ending_of_a_verb_where_a_rule_gives_one() -> None:
    words = Lemmatizer({"parlait VERB": "parler", "naît VERB": "naître"}, {"parlant": "parlant", "parler": "parler"})
    rules = [rule_of("parlant", "parlant"), rule_of("parlant", "parler")]
    assert words.lemma("parlant", "VERB", rules) == "parler"
    assert words.lemma("parlant", "ADJ", rules) == "parlant"
