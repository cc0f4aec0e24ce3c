"""The endings of French verbs tell future and conditional beyond doubt, and nothing else for them."""

from __future__ import annotations

import pytest
from tamani_model.languages import habits
from tamani_model.tenses import CONDITIONAL, FUTURE

FRENCH, ENGLISH = habits("fr").endings, habits("en").endings


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("signera", "signer"),
        ("rendront", "rendre"),
        ("Sera", "être"),
        ("auront", "avoir"),
        ("ira", "aller"),
        ("lèvera", "lever"),
        ("appellera", "appeler"),
        ("rejettera", "rejeter"),
        ("enverront", "envoyer"),
        ("reverront", "revoir"),
        ("prévoira", "prévoir"),
        ("maintiendra", "maintenir"),
        ("déploiera", "déployer"),
        ("courra", "courir"),
        ("préférera", "préférer"),
        ("saura", "savoir"),
    ],
)
def test_these_forms_are_future(form: str, lemma: str) -> None:
    assert FRENCH.told(form, lemma) == FUTURE


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("aurait", "avoir"),
        ("seraient", "être"),
        ("signerait", "signer"),
        ("viendrait", "venir"),
        ("pourraient", "pouvoir"),
    ],
)
def test_these_forms_are_conditional(form: str, lemma: str) -> None:
    assert FRENCH.told(form, lemma) == CONDITIONAL


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("montra", "montrer"),
        ("déclara", "déclarer"),
        ("livra", "livrer"),
        ("courait", "courir"),
        ("mourait", "mourir"),
        ("préparons", "préparer"),
        ("installa", "installer"),
        ("tirait", "tirer"),
        ("entrait", "entrer"),
        ("offrait", "offrir"),
        ("est", "être"),
        ("", ""),
        ("a", "avoir"),
    ],
)
def test_past_and_present_forms_that_look_alike_are_left_alone(form: str, lemma: str) -> None:
    assert FRENCH.told(form, lemma) is None


def test_a_language_without_such_endings_tells_nothing() -> None:
    assert ENGLISH.told("sera", "be") is None
