"""The same words in other mouths, the same office in other hands; and people who are one under two spellings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamani.corpus.stories.differing_speakers import differing_holders, differing_speakers
from tamani.corpus.stories.identities import same
from tamani.corpus.stories.same_words import quotations_of
from tests.corpus.stories.account_maker import account, actor, quotation, shown, story


class Translator:
    """An embedder that knows which sentences say the same: those that open with the same number."""

    def vectors(self, texts):
        return [np.eye(10, dtype=np.float32)[int(next(c for c in text if c.isdigit()))] for text in texts]


def said(words, who, language="fr", kind="person", **more):
    text = f"T\n« {words} », a dit {who}."
    return account(
        text, language=language, actors=[actor(text, who, kind)],
        quotations=[quotation(text, f"« {words} »", who.lower().replace(" ", "_"))], **more,
    )  # fmt: skip


def found(*pages, embedder=None):
    ordered = story(*pages)
    return shown(differing_speakers(quotations_of(ordered, embedder).quoted, ordered))


LAW = "La loi est la même pour tous"


def test_the_same_words_of_another_speaker_are_a_disagreement():
    assert found(said(LAW, "Lassina Diabaté"), said(LAW, "Sinaly Bamba")) == [
        ("speaker", "other_speaker", ["Lassina Diabaté", "Sinaly Bamba"])
    ]
    english = "We have nothing left to hide here"
    assert found(said(english, "Awa Diop", "en"), said(f"{english}.", "Fatou Sow", "en")) == [
        ("speaker", "other_speaker", ["Awa Diop", "Fatou Sow"])
    ]


def test_words_and_their_translation_are_compared_where_that_is_sure():
    french, english = (
        said("1 Notre pays n'a pas besoin de vous", "Awa Diop"),
        said("1 Our country does not need you", "Fatou Sow", "en"),
    )
    assert found(french, english, embedder=Translator()) == [
        ("speaker", "other_speaker_translated", ["Awa Diop", "Fatou Sow"])
    ]
    assert found(french, english) == []
    other = said("2 Our country does not need you", "Fatou Sow", "en")
    assert found(french, other, embedder=Translator()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kouassi Yao", "Kouassi Yaou"),
        ("Assimi Goïta", "Goita"),
        ("Sergueï Lavrov", "Sergey Lavrov"),
        ("Awa Diop", "Awa Diop Sow"),
    ],
)
def test_one_person_under_two_spellings_is_no_disagreement(one, other):
    assert found(said(LAW, one), said(LAW, other, "en")) == []
    assert found(said(LAW, one), said(LAW, other)) == []


def test_a_body_and_its_spokesman_may_both_have_said_it():
    assert found(said(LAW, "Lassina Diabaté"), said(LAW, "Mali", kind="state")) == []


def test_other_words_and_few_words_are_not_compared():
    assert found(said(LAW, "Lassina Diabaté"), said("Les urnes parleront demain matin", "Sinaly Bamba")) == []
    assert found(said("Nous verrons", "Lassina Diabaté"), said("Nous verrons", "Sinaly Bamba")) == []


def test_a_text_that_gives_the_words_to_both_differs_from_none():
    text = f"T\n« {LAW} », a dit Lassina Diabaté.\n« {LAW} », a répété Sinaly Bamba."
    first, second = quotation(text, f"« {LAW} »", "lassina_diabaté"), quotation(text, f"« {LAW} »", "sinaly_bamba")
    both = account(
        text, actors=[actor(text, "Lassina Diabaté"), actor(text, "Sinaly Bamba")], quotations=[first, second]
    )
    assert found(both, said(LAW, "Sinaly Bamba")) == []


# Offices


def held(words, who, role, language="fr", country="MLI", **more):
    text = f"T\n{words}"
    return account(text, language=language, actors=[actor(text, who, role=role, country=country)], **more)


FRENCH = held(
    "Le ministre malien des Affaires étrangères, Awa Diop, a parlé.",
    "Awa Diop",
    "ministre malien des Affaires étrangères",
)


def held_by_toure(role, **more):
    return held(f"Le {role}, Omar Touré, parle.", "Omar Touré", role, **more)


def holders(*pages):
    return shown(differing_holders(story(*pages)))


def test_an_office_of_a_state_with_another_holder_is_a_disagreement_across_languages():
    english = held("Malian Foreign Minister Omar Touré spoke.", "Omar Touré", "Malian Foreign Minister", "en")
    [made] = differing_holders(story(FRENCH, english))
    assert shown([made]) == [("role", "other_holder", ["Awa Diop", "Omar Touré"])]
    assert [side.passages[0].text for side in made.sides] == [
        "ministre malien des Affaires étrangères, Awa Diop",
        "Malian Foreign Minister Omar Touré",
    ]


def test_another_office_is_compared_within_its_language():
    one = held("Le chef de la délégation, Awa Diop, part.", "Awa Diop", "chef de la délégation")
    two = held("Omar Touré, chef de la délégation, part.", "Omar Touré", "chef de la délégation")
    assert holders(one, two) == [("role", "other_holder", ["Awa Diop", "Omar Touré"])]


def test_of_spokespeople_there_may_be_several():
    one = held("Le porte-parole de l'armée, Awa Diop, part.", "Awa Diop", "porte-parole de l'armée")
    two = held("Le porte-parole de l'armée, Omar Touré, part.", "Omar Touré", "porte-parole de l'armée")
    assert holders(one, two)[0][1] == "other_holder_shared"


@pytest.mark.parametrize(
    "other",
    [
        held_by_toure("ministre nigérien des Affaires étrangères", country="NER"),
        held_by_toure("ancien ministre des Affaires étrangères"),
        held_by_toure("ministre délégué des Affaires étrangères"),
        held("Former Foreign Minister Omar Touré spoke.", "Omar Touré", "former Foreign Minister", "en"),
        held("Foreign Minister A. Diop spoke.", "A. Diop", "Foreign Minister", "en"),
        held("Un conseiller, Omar Touré.", "Omar Touré", "conseiller"),
        held("Le ministre, Omar Touré.", "Omar Touré", "ministre"),
        held(
            "Foreign Minister Omar Touré spoke.", "Omar Touré", "Foreign Minister", "en",
            published="2026-06-03", seen="2026-06-03T09:00:00.000Z",
        ),
    ],
)  # fmt: skip
def test_other_countries_former_deputy_and_later_holders_are_no_disagreement(other):
    assert holders(FRENCH, other) == []


# Identities


def person(name):
    return actor(f"{name} parle", name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Awa Diop", "Omar Touré", False),
        ("Awa Diop", "Diop", True),
        ("Awa Diop", "Mamadou Diop", None),
        ("Olexandre Harbouz", "Oleksandr Harbuz", None),
        ("Assimi Goïta", "Assimi Goita", True),
    ],
)
def test_names_are_of_one_person_of_two_or_it_cannot_be_told(one, other, expected):
    assert same(person(one), person(other)) is expected


def test_a_state_is_its_government_and_no_armed_group():
    state = actor("Mali", "Mali", "state", identifier="MLI")
    army = actor("armée", "armée", "government_body", country="MLI")
    group = actor("JNIM", "JNIM", "armed_group", identifier="JNIM", country="MLI")
    assert [same(state, other) for other in (army, group, person("Awa Diop"))] == [True, False, None]


NAMES = st.lists(
    st.sampled_from(["Awa", "Diop", "Omar", "Touré", "Toure", "Yao", "Yaou", "Ba"]), min_size=1, max_size=3
)


@given(NAMES, NAMES)
def test_sameness_is_symmetric(one, other):
    a, b = person(" ".join(one)), person(" ".join(other))
    assert same(a, b) is same(b, a)
    assert same(a, a) is True or len(one) != len(set(one))
