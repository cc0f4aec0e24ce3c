"""Events: who did what to whom in the constructions of French and English, with status, voice, date and place."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tamani.reading.reader import Reader
from tamani.record import Event, Record


class Told(NamedTuple):
    """One event in words: its type, the countries (or names) of its sides, its status."""

    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str


@pytest.fixture(scope="session")
def english_body_reader() -> Reader:
    return Reader("en", whole_text_is_body=True)


def side(record: Record, identifiers: list[str]) -> tuple[str, ...]:
    actors = [record.actor(identifier) for identifier in identifiers]
    return tuple((actor.country or actor.id) if actor else "?" for actor in actors)


def told_in(record: Record) -> list[Told]:
    assert record.failures == []
    return [Told(e.type, side(record, e.source), side(record, e.target), e.status) for e in record.events]


def trigger(record: Record, event: Event) -> str:
    return record.text[event.start : event.end]


FRENCH = [
    ("active", "Le Sénégal a expulsé l'ambassadeur du Gabon.", Told("SANCTION", ("SEN",), ("GAB",), "happened")),
    (
        "passive",
        "L'ambassadeur du Gabon a été expulsé par le Sénégal.",
        Told("SANCTION", ("SEN",), ("GAB",), "happened"),
    ),
    (
        "noun",
        "L'expulsion de l'ambassadeur du Gabon par le Sénégal a surpris.",
        Told("SANCTION", ("SEN",), ("GAB",), "happened"),
    ),
    (
        "demonym",
        "L'offensive éthiopienne contre l'Érythrée a commencé lundi.",
        Told("ASSAULT", ("ETH",), ("ERI",), "happened"),
    ),
    ("capital", "Lomé accuse Accra d'ingérence.", Told("ACCUSE", ("TGO",), ("GHA",), "happened")),
    (
        "coordination",
        "Le Kenya et l'Ouganda ont condamné le coup d'État.",
        Told("ACCUSE", ("KEN", "UGA"), (), "happened"),
    ),
    (
        "shared subject",
        "Le Ghana a rappelé son ambassadeur à Lomé et critiqué le Togo.",
        Told("ACCUSE", ("GHA",), ("TGO",), "happened"),
    ),
    (
        "relative",
        "La Namibie, qui a rompu ses relations avec l'Angola, se tait.",
        Told("SANCTION", ("NAM",), ("AGO",), "happened"),
    ),
    ("reciprocal", "Le Tchad et le Niger se sont rencontrés à Alger.", Told("CONSULT", ("TCD", "NER"), (), "happened")),
    (
        "clitic",
        "Le Mali a rompu avec la Côte d'Ivoire, l'accusant d'espionnage.",
        Told("ACCUSE", ("MLI",), ("CIV",), "happened"),
    ),
    ("negated", "Le Bénin n'a pas rompu ses relations avec le Niger.", Told("SANCTION", ("BEN",), ("NER",), "denied")),
    ("future", "Le Maroc signera un accord avec la Gambie.", Told("SUPPORT", ("MAR",), ("GMB",), "planned")),
    ("hearsay", "Le Soudan aurait bombardé le Tchad.", Told("ASSAULT", ("SDN",), ("TCD",), "alleged")),
    (
        "modal",
        "La Zambie pourrait expulser l'ambassadeur du Malawi.",
        Told("SANCTION", ("ZMB",), ("MWI",), "hypothetical"),
    ),
    (
        "accused of",
        "Le Tchad accuse le Soudan d'avoir bombardé le Niger.",
        Told("ASSAULT", ("SDN",), ("NER",), "alleged"),
    ),
    (
        "attack that killed",
        "Trois soldats maliens ont été tués dans une frappe nigérienne.",
        Told("ASSAULT", ("NER",), ("MLI",), "happened"),
    ),
    (
        "hostile name",
        "La Guinée a qualifié le Liberia d'« État terroriste ».",
        Told("ACCUSE", ("GIN",), ("LBR",), "happened"),
    ),
    (
        "option kept open",
        "La Slovénie n'exclut pas d'expulser l'ambassadeur de Hongrie.",
        Told("THREATEN", ("SVN",), ("HUN",), "happened"),
    ),
    (
        "measure aimed at",
        "Les sanctions visant le Laos ont été levées par le Japon.",
        Told("RETREAT", ("JPN",), ("LAO",), "happened"),
    ),
    (
        "controlled by a name of several words",
        "Oslo accuse les Émirats arabes unis d'armer le Tchad.",
        Told("AID", ("ARE",), ("TCD",), "alleged"),
    ),
    ("place taken", "La prise de Bunia par l'Ouganda a surpris.", Told("ASSAULT", ("UGA",), ("COD",), "happened")),
    (
        "alleged against the accuser",
        "Le Tchad accuse le Soudan d'avoir bombardé un village.",
        Told("ASSAULT", ("SDN",), ("TCD",), "alleged"),
    ),
    (
        "addressed before",
        "Le Chili a accusé le Pérou d'espionnage. Le gouvernement chilien exige désormais des excuses.",
        Told("REQUEST", ("CHL",), ("PER",), "happened"),
    ),
    (
        "release asked of the captor",
        "L'Iran a arrêté trois marins espagnols. L'Espagne demande la libération des marins.",
        Told("REQUEST", ("ESP",), ("IRN",), "happened"),
    ),
    (
        "near future",
        "La Hongrie va rompre ses relations avec la Moldavie.",
        Told("SANCTION", ("HUN",), ("MDA",), "planned"),
    ),
    (
        "words welcomed instead of somebody",
        "Le président ghanéen a salué « un tournant » dans la lutte contre le paludisme.",
        Told("SUPPORT", ("GHA",), (), "happened"),
    ),
    (
        "name between marks",
        "Lima a jugé la hausse des taxes chiliennes « irresponsable ».",
        Told("ACCUSE", ("PER",), ("CHL",), "happened"),
    ),
    (
        "agent left out",
        "L'ambassadeur du Qatar a été convoqué mardi.",
        Told("ACCUSE", (), ("QAT",), "happened"),
    ),
    (
        "asked for in a clause",
        "Le Guatemala demande que les fouilles soient reprises.",
        Told("REQUEST", ("GTM",), (), "happened"),
    ),
    (
        "neighbour",
        "Le Laos a accueilli la Birmanie. Vientiane reproche à son voisin d'avoir fermé le fleuve.",
        Told("ACCUSE", ("LAO",), ("MMR",), "happened"),
    ),
    (
        "apostrophe inside a name",
        "N'Djamena a fermé sa frontière avec le Soudan.",
        Told("SANCTION", ("TCD",), ("SDN",), "happened"),
    ),
    (
        "the other state of the page",
        "Le Belize et le Guatemala se disputent un fleuve. Le Belize a fermé la frontière.",
        Told("SANCTION", ("BLZ",), ("GTM",), "happened"),
    ),
    ("what one will not do", "Alger ne négociera pas avec Rabat.", Told("REJECT", ("DZA",), ("MAR",), "happened")),
    (
        "a condition is no refusal",
        "Moscou attaquera tant que Kiev n'aura pas retiré ses troupes de Koursk.",
        Told("RETREAT", ("UKR",), ("RUS",), "denied"),
    ),
]

ENGLISH = [
    ("active", "Kenya expelled the ambassador of Sudan.", Told("SANCTION", ("KEN",), ("SDN",), "happened")),
    ("passive", "The ambassador of Sudan was expelled by Kenya.", Told("SANCTION", ("KEN",), ("SDN",), "happened")),
    ("possessive", "Rwanda's attack on Burundi drew criticism.", Told("ASSAULT", ("RWA",), ("BDI",), "happened")),
    ("negated", "Ghana did not expel the ambassador of Togo.", Told("SANCTION", ("GHA",), ("TGO",), "denied")),
    ("future", "Zambia will expel the ambassador of Malawi.", Told("SANCTION", ("ZMB",), ("MWI",), "planned")),
    ("modal", "Zambia may expel the ambassador of Malawi.", Told("SANCTION", ("ZMB",), ("MWI",), "hypothetical")),
    (
        "duty",
        "Egypt said on Monday that Ethiopia must return the drones.",
        Told("REQUEST", ("EGY",), ("ETH",), "happened"),
    ),
    (
        "addressed before",
        "Chile has accused Peru of spying. The Chilean government now demands an apology.",
        Told("REQUEST", ("CHL",), ("PER",), "happened"),
    ),
    ("accused of", "Chad accused Sudan of bombing Niger.", Told("ASSAULT", ("SDN",), ("NER",), "alleged")),
    (
        "name between marks",
        "Lima called the Chilean tax rise “a reckless step”.",
        Told("ACCUSE", ("PER",), ("CHL",), "happened"),
    ),
]

TOLD_ONCE = [
    ("a refusal that is hammered home", "« Nous ne céderons pas », a martelé le général Tiani.", ["REJECT"]),
    ("who agree among themselves", "Le Tchad et le Soudan se sont rencontrés au Caire, a dit l'Égypte.", ["CONSULT"]),
]

SILENT = [
    "Le ministère de la Guerre se trouve près du fleuve.",
    "Elle a lu « La Guerre des étoiles » en une nuit.",
    "L'accord du participe reste difficile pour les élèves.",
]


@pytest.mark.parametrize(("name", "text", "wanted"), FRENCH, ids=[row[0] for row in FRENCH])
def test_french_constructions(name: str, text: str, wanted: Told, body_reader: Reader) -> None:
    assert wanted in told_in(body_reader.read(text)), name


@pytest.mark.parametrize(("name", "text", "types"), TOLD_ONCE, ids=[row[0] for row in TOLD_ONCE])
def test_no_more_is_told_than_was_done(name: str, text: str, types: list[str], body_reader: Reader) -> None:
    record = body_reader.read(text)
    assert [event.type for event in record.events] == types, name
    assert all(event.target == [] for event in record.events)


@pytest.mark.parametrize(("name", "text", "wanted"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english_constructions(name: str, text: str, wanted: Told, english_body_reader: Reader) -> None:
    assert wanted in told_in(english_body_reader.read(text)), name


@pytest.mark.parametrize("text", SILENT)
def test_names_titles_and_grammar_tell_no_event(text: str, body_reader: Reader) -> None:
    assert told_in(body_reader.read(text)) == []


def test_a_demand_by_an_organisation_may_be_addressed_to_nobody(body_reader: Reader) -> None:
    told = told_in(body_reader.read("Le Chili accuse le Pérou d'espionnage. L'ONU demande une enquête."))
    assert [event.target for event in told if event.type == "REQUEST"] == [()]


def test_what_is_not_sent_is_nobody(body_reader: Reader) -> None:
    record = body_reader.read("Le Japon n'enverra pas de soldats au Laos.")
    assert {actor.kind for actor in record.actors} == {"state"}


def test_a_meeting_that_takes_place_needs_no_names(body_reader: Reader) -> None:
    told = told_in(body_reader.read("Une réunion d'urgence a eu lieu dimanche au ministère."))
    assert [event.type for event in told] == ["CONSULT"]


def test_called_on_gives_nobody_a_name(english_body_reader: Reader) -> None:
    told = told_in(english_body_reader.read("Kenya called on the court to “act before midnight”."))
    assert "ACCUSE" not in [event.type for event in told]


@pytest.mark.parametrize("words", ["high", "the first since May", "a single market"])
def test_plain_words_between_marks_accuse_nobody(words: str, english_body_reader: Reader) -> None:
    told = told_in(english_body_reader.read(f"Kenya described the Chadian tax as “{words}”."))
    assert "ACCUSE" not in [event.type for event in told]


def test_a_high_price_is_no_insult(body_reader: Reader) -> None:
    told = told_in(body_reader.read("Lima a jugé la taxe chilienne « assez élevée »."))
    assert "ACCUSE" not in [event.type for event in told]


def test_a_group_told_again_with_one_more_word_is_the_same_group(body_reader: Reader) -> None:
    record = body_reader.read(
        "Les ministres de la Défense des cinq pays arrivent à Accra. "
        "Le Ghana a reçu les ministres de la Défense des cinq pays sahéliens."
    )
    assert len([actor for actor in record.actors if actor.kind == "group"]) == 1


def test_a_time_in_the_subject_of_a_passive_does_not_date_the_act(body_reader: Reader) -> None:
    record = body_reader.read("L'accord de 2012 a été annulé par la justice irakienne.", published="2025-10-02")
    assert [event.date for event in record.events] == [None]


def test_what_is_demanded_is_no_event_of_its_own(body_reader: Reader) -> None:
    told = told_in(body_reader.read("Le Kenya exige que le Rwanda libère les otages."))
    assert [event.type for event in told] == ["REQUEST"]


def test_a_speaker_vouches_for_what_he_tells(body_reader: Reader) -> None:
    record = body_reader.read("« Le Soudan a bombardé le Tchad », a déclaré le président kényan.")
    event = next(event for event in record.events if event.type == "ASSAULT")
    voice = record.actor(event.voice)
    assert voice is not None
    assert voice.country == "KEN"


def test_an_event_has_the_date_of_its_clause(body_reader: Reader) -> None:
    record = body_reader.read("Le Sénégal a expulsé l'ambassadeur du Gabon le 3 mars 2024.", published="2024-03-05")
    assert [event.date for event in record.events] == ["2024-03-03"]


def test_an_event_has_its_place_with_the_country(body_reader: Reader) -> None:
    record = body_reader.read("Des milliers d'enseignants ont manifesté à Douala contre la réforme.")
    places = [event.place for event in record.events if event.type == "PROTEST"]
    assert [(place.text, place.country) for place in places if place] == [("Douala", "CMR")]


def test_an_event_told_twice_is_one_event_with_mentions(reader: Reader) -> None:
    page = (
        "Monde\n\nLe Sénégal expulse l'ambassadeur du Gabon\n\n"
        "Le Sénégal a expulsé lundi l'ambassadeur du Gabon, a annoncé le gouvernement dans la soirée, "
        "après plusieurs semaines de tension entre les deux capitales.\n\n"
        "La décision prend effet dans la semaine, selon une note remise aux agences de presse de Dakar.\n"
    )
    record = reader.read(page)
    expulsions = [event for event in record.events if event.type == "SANCTION"]
    assert len(expulsions) == 1
    assert len(expulsions[0].mentions) == 1


def test_an_event_says_which_entry_made_it(body_reader: Reader) -> None:
    record = body_reader.read("Le Sénégal a expulsé l'ambassadeur du Gabon.")
    event = record.events[0]
    assert event.why.entry == "expulser → SANCTION"
    assert (event.quad, event.cameo) == (4, "161")
    assert trigger(record, event).startswith("a expulsé")
    assert record.to_json() == body_reader.read(record.text).to_json()


def test_an_envoy_is_called_in_by_the_state_that_the_page_is_about(body_reader: Reader) -> None:
    record = body_reader.read("Le Burundi a fermé sa frontière lundi. L'ambassadeur du Rwanda a été convoqué vendredi.")
    assert Told("ACCUSE", ("BDI",), ("RWA",), "happened") in told_in(record)


def test_the_two_countries_are_those_of_which_the_page_tells_most(body_reader: Reader) -> None:
    text = (
        "La Grèce a protesté contre la Turquie. Athènes accuse Ankara de forages illégaux, ce que la Turquie nie."
        " Le Caire a proposé une médiation. L'ONU a appelé les deux pays à la retenue."
    )
    [asked] = [told for told in told_in(body_reader.read(text)) if told.type == "REQUEST"]
    assert set(asked.target) == {"GRC", "TUR"}


INTERVIEW = """Énergie : le patron des électriciens se défend

Ousmane Diallo dirige la Fédération des électriciens du Mali. Il répond à nos questions.

Q. — L'opposition vous reproche d'avoir changé d'avis. Que répondez-vous ?

R. — Je n'ai jamais changé d'avis. Le ministre de l'Énergie m'a menacé de prison en mars.

Q. — Le gouvernement vous accuse de sabotage.

R. — C'est faux. Nous nous sommes réunis hier et la Fédération des municipalités nous soutient.
"""


def test_you_in_a_question_is_whoever_answers_and_me_in_an_answer_too(reader: Reader) -> None:
    record = reader.read(INTERVIEW)
    interviewee = record.quotations[-1].speaker
    assert interviewee is not None
    assert record.actor(interviewee).name == "Ousmane Diallo"  # type: ignore[union-attr]
    told = {(event.type, tuple(event.target)) for event in record.events if event.source != [interviewee]}
    assert {("ACCUSE", (interviewee,)), ("THREATEN", (interviewee,)), ("SUPPORT", (interviewee,))} <= told


def test_a_rubric_in_front_of_a_headlines_colon_answers_no_questions(reader: Reader) -> None:
    assert "Énergie" not in {actor.name for actor in reader.read(INTERVIEW).actors}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Au Sénégal, les avocats ont porté plainte contre l'État.", "SEN"),
        ("Au Sénégal, le syndicat accuse l'État de mentir.", "SEN"),
        ("Au Sénégal, le tribunal a ordonné à l'État de payer.", "SEN"),
    ],
)
def test_the_state_to_which_something_is_done_is_the_pages_own(text: str, wanted: str, body_reader: Reader) -> None:
    assert [target for told in told_in(body_reader.read(text)) for target in told.target] == [wanted]


def test_the_head_and_the_safety_of_the_state_are_not_the_state(body_reader: Reader) -> None:
    record = body_reader.read("Au Sénégal, le chef de l'État a dénoncé une atteinte à la sûreté de l'État.")
    assert [record.text[m.start : m.end] for m in record.actor("SEN").mentions] == ["Sénégal"]  # type: ignore[union-attr]
