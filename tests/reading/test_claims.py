"""Claims: their kinds, their speakers, and what answers what."""

from __future__ import annotations

import pytest

from tamani.reading.reader import Reader
from tamani.record import Record


def claims_in(record: Record) -> list[tuple[str, str | None]]:
    assert record.failures == []
    speakers = [record.actor(claim.speaker) for claim in record.claims]
    return [(c.kind, (s.country or s.id) if s else None) for c, s in zip(record.claims, speakers, strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le Tchad accuse le Soudan d'avoir bombardé un village.", ("accusation", "TCD")),
        ("Le Kenya exige le retrait des troupes rwandaises.", ("demand", "KEN")),
        ("Le Ghana menace le Togo de sanctions.", ("threat", "GHA")),
        ("Le Maroc a promis de livrer du blé à la Gambie.", ("promise", "MAR")),
        ("Le Rwanda nie toute présence militaire au Congo.", ("denial", "RWA")),
        ("Le Gabon a refusé de participer aux pourparlers.", ("denial", "GAB")),
        ("Le Bhoutan rejette toute responsabilité dans la crue.", ("denial", "BTN")),
    ],
)
def test_a_told_act_of_speech_is_a_claim(text: str, wanted: tuple[str, str], body_reader: Reader) -> None:
    assert wanted in claims_in(body_reader.read(text))


def test_quoted_facts_that_can_be_checked_are_an_assertion(body_reader: Reader) -> None:
    record = body_reader.read("« Nous avons vacciné 300 enfants en mars », a déclaré le ministre togolais de la Santé.")
    assert claims_in(record) == [("assertion", "TGO")]


def test_an_opinion_is_no_claim(body_reader: Reader) -> None:
    record = body_reader.read("« La mer est calme ce soir », a déclaré le ministre togolais de la Santé.")
    assert claims_in(record) == []


def test_a_denial_answers_the_accusation_before_it(body_reader: Reader) -> None:
    record = body_reader.read("Le Tchad accuse le Soudan d'avoir bombardé un village. Le Soudan nie ces accusations.")
    kinds = {claim.kind: claim for claim in record.claims}
    assert kinds["denial"].answers == kinds["accusation"].id


def test_a_denial_answers_an_accusation_and_no_demand(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Tchad accuse le Soudan d'avoir bombardé un village. Le Kenya demande une enquête. "
        "« C'est faux », a répondu le ministre soudanais de la Défense."
    )
    denial = next(claim for claim in record.claims if claim.kind == "denial")
    answered = next(claim for claim in record.claims if claim.id == denial.answers)
    assert answered.kind == "accusation"


def test_a_name_with_a_friendly_word_in_it_makes_no_praise_of_an_accusation(body_reader: Reader) -> None:
    record = body_reader.read("Le Tchad accuse le Soudan d'armer les Forces de soutien rapide.")
    assert claims_in(record) == [("accusation", "TCD")]


def test_an_act_of_speech_that_did_not_happen_is_no_claim(body_reader: Reader) -> None:
    assert claims_in(body_reader.read("Le Tchad n'a pas accusé le Soudan.")) == []


def test_a_vow_about_the_past_promises_nothing(body_reader: Reader) -> None:
    record = body_reader.read("Le ministre koweïtien de la Défense a juré que ses garde-côtes n'avaient pas bougé.")
    assert "promise" not in [kind for kind, _ in claims_in(record)]


def test_an_accuser_taken_from_before_is_no_sign_of_an_answer(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Pérou accuse le Chili d'espionnage. La Bolivie dénonce « un climat de guerre » dans la région."
    )
    assert [claim.answers for claim in record.claims] == [None, None]


def answered_kinds(record: Record) -> list[tuple[str, str | None]]:
    """Each claim's kind with the kind of what it answers."""
    kinds = {claim.id: claim.kind for claim in record.claims}
    return [(claim.kind, kinds.get(claim.answers or "")) for claim in record.claims]


@pytest.mark.parametrize(
    "words",
    [
        "Aucun de nos soldats n'a franchi la rivière",
        "Personne n'a été blessé",
        "Nous n'avons jamais vendu d'armes",
        "Rien n'a été volé",
        "Nous ne sommes pas des pirates",
        "Nous ne voulons pas de cette base",
    ],
)
def test_who_says_that_nobody_did_it_denies(words: str, body_reader: Reader) -> None:
    record = body_reader.read(f"« {words} », a déclaré le ministre togolais de la Défense.")
    assert claims_in(record) == [("denial", "TGO")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The group said it would not disarm.", "denial"),
        ("The lawyer said he would appeal within five days.", "promise"),
        ("The army said it would strike the camps if Niger did not.", "threat"),
    ],
)
def test_what_one_said_that_one_would_do_is_no_mere_assertion(text: str, kind: str) -> None:
    record = Reader("en", whole_text_is_body=True).read(text)
    assert [claim.kind for claim in record.claims] == [kind]


def test_who_is_said_to_have_armed_rebels_is_accused(body_reader: Reader) -> None:
    record = body_reader.read("Le Tchad affirme que la Libye a armé les rebelles.")
    assert claims_in(record) == [("accusation", "TCD")]


def test_nobody_will_is_no_denial(body_reader: Reader) -> None:
    record = body_reader.read("« Personne ne dormira ce soir », a déclaré le ministre togolais de la Défense.")
    assert "denial" not in [kind for kind, _ in claims_in(record)]


def test_a_vow_with_a_bare_negated_infinitive_denies_and_one_with_of_promises(body_reader: Reader) -> None:
    assert claims_in(body_reader.read("Le Mali jure ne pas connaître cet homme.")) == [("denial", "MLI")]
    assert claims_in(body_reader.read("Le Mali promet de ne pas expulser les réfugiés.")) == [("promise", "MLI")]


def test_a_word_that_calls_it_false_in_front_of_the_cue_denies(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Tchad reproche au Soudan d'avoir menti. Faux, rétorque le ministère soudanais des Finances : "
        "« Tout a été payé. »"
    )
    assert answered_kinds(record) == [("accusation", None), ("denial", "accusation")]


def test_a_denial_may_come_before_the_accusation_that_it_answers(body_reader: Reader) -> None:
    record = body_reader.read("Les mineurs nient en bloc. Le Gabon accuse les mineurs d'avoir brûlé le dépôt.")
    assert answered_kinds(record) == [("denial", "accusation"), ("accusation", None)]


def test_who_denies_these_accusations_answers_an_accusation(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Tchad accuse le Soudan d'avoir bombardé un village. Le Tchad a menacé le Soudan de fermer la frontière. "
        "Le Soudan a nié ces accusations."
    )
    assert answered_kinds(record)[-1] == ("denial", "accusation")


def test_a_refusal_answers_the_demand_just_before_it(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Tchad accuse le Soudan d'avoir bombardé un village. "
        "Le Tchad exige du Soudan des excuses ; le ministre soudanais de la Défense a refusé."
    )
    assert answered_kinds(record)[-1] == ("denial", "demand")


def test_a_promise_grants_what_was_asked_a_little_earlier(body_reader: Reader) -> None:
    record = body_reader.read(
        "Le Mali demande au Sénégal de rouvrir le port. Les camions attendent depuis mardi au bord de la route. "
        "Le Sénégal a promis de rouvrir le port."
    )
    assert answered_kinds(record)[-1] == ("promise", "demand")


def test_a_charge_by_nobody_named_is_answered_by_the_denial_just_behind_it(body_reader: Reader) -> None:
    record = body_reader.read(
        "Un ancien ministre gabonais a été mis en examen pour corruption. « Je n'ai jamais rien reçu », "
        "a répondu l'ancien ministre."
    )
    assert answered_kinds(record) == [("accusation", None), ("denial", "accusation")]


@pytest.mark.parametrize("verb", ["nie", "dément"])
def test_what_somebody_denies_is_denied_also_where_the_verb_looks_like_another_word(
    verb: str, body_reader: Reader
) -> None:
    record = body_reader.read(f"Le Togo {verb} avoir bombardé le Bénin.")
    assert [(event.type, event.status) for event in record.events] == [("ASSAULT", "denied")]
    assert claims_in(record) == [("denial", "TGO")]


def test_a_question_claims_nothing_and_a_bare_no_denies(body_reader: Reader) -> None:
    assert claims_in(body_reader.read("« Alors qui l'a signée en mars ? », a repris la députée.")) == []
    record = body_reader.read("Pas question de rouvrir les urnes, tranche la Commission électorale.")
    assert [kind for kind, _ in claims_in(record)] == ["denial"]
