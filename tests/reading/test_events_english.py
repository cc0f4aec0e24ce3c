"""Events of English constructions: owners, cut verbs, fixed prepositions, minorities, names without a role."""

from __future__ import annotations

import pytest
from test_events import Told, told_in

from tamani.reading.reader import Reader
from tamani.world.leaders import is_leader, leader_country

FIRED = [
    ("a capital that owns", "Kigali's call for a truce was heard.", Told("REQUEST", ("RWA",), (), "happened")),
    (
        "a lone name that owns",
        "Kallas's visit to Armenia lasted a day.",
        Told("CONSULT", ("EST",), ("ARM",), "happened"),
    ),
    ("a leader's surname", "Putin apologized to Baku.", Told("CONCEDE", ("RUS",), ("AZE",), "happened")),
    ("a verb cut at its hyphen", "North Korea test-fired two missiles.", Told("MOBILIZE", ("PRK",), (), "happened")),
    (
        "an object behind a fixed word",
        "Fiji called for talks with Tonga.",
        Told("REQUEST", ("FJI",), ("TON",), "happened"),
    ),
    ("what one will not do", "Iran said it would not negotiate.", Told("REJECT", ("IRN",), (), "happened")),
    ("a will refused", "Ghana will not sign the treaty with Togo.", Told("REJECT", ("GHA",), ("TGO",), "happened")),
    (
        "who is said to do it",
        "Togo denies arming Chad and accuses Ghana of arming Kenya.",
        Told("AID", ("GHA",), ("KEN",), "alleged"),
    ),
    ("two objects", "South Korea granted Laos a loan.", Told("AID", ("KOR",), ("LAO",), "happened")),
    ("a reflexive", "Oman committed itself to the treaty with Yemen.", Told("AGREE", ("OMN",), ("YEM",), "happened")),
    ("a minority", "Bosnian Serbs demanded a new vote.", Told("REQUEST", ("BIH",), (), "happened")),
    ("whom it accuses acts", "Kenya accuses Ghana of bombing Chad.", Told("ASSAULT", ("GHA",), ("TCD",), "alleged")),
    ("a dotted name", "The U.S. Congress praised Ghana.", Told("SUPPORT", ("USA",), ("GHA",), "happened")),
    ("a progressive", "Kenya is threatening Uganda with sanctions.", Told("THREATEN", ("KEN",), ("UGA",), "happened")),
    (
        "an adjective with an infinitive",
        "Peru is due to expel the Chilean consul.",
        Told("SANCTION", ("PER",), ("CHL",), "planned"),
    ),
    (
        "friendly act that is ended",
        "Botswana halted imports from Angola.",
        Told("SANCTION", ("BWA",), ("AGO",), "happened"),
    ),
    (
        "where an act comes from",
        "Praise for Rwanda came from the president of Chad.",
        Told("SUPPORT", ("TCD",), ("RWA",), "happened"),
    ),
    ("people of a town", "Dockers in Mombasa went on strike.", Told("PROTEST", ("KEN",), (), "happened")),
    (
        "a negated light verb",
        "Kuwait did not take part in the boycott of Qatar.",
        Told("PROTEST", ("KWT",), ("QAT",), "denied"),
    ),
]

SILENT = [
    ("a noun of action in front of a thing", "The protest song topped the charts in Norway."),
    ("what nature does", "A storm battered the coast of Vietnam and killed eight people."),
    ("a match", "Kenya beat Uganda on penalties in Nairobi."),
    ("a common noun at the head of a sentence", "Fog descended on the streets of the capital."),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en", whole_text_is_body=True)


@pytest.mark.parametrize(("construction", "text", "stated"), FIRED, ids=[case[0] for case in FIRED])
def test_the_construction_tells_its_event(reader: Reader, construction: str, text: str, stated: Told) -> None:
    assert stated in told_in(reader.read(text)), construction


@pytest.mark.parametrize(("construction", "text"), SILENT, ids=[case[0] for case in SILENT])
def test_the_construction_tells_no_event(reader: Reader, construction: str, text: str) -> None:
    assert told_in(reader.read(text)) == [], construction


def test_an_act_that_a_verb_breaks_off_is_not_told_as_done(reader: Reader) -> None:
    told = told_in(reader.read("Ecuador broke off trade negotiations with Mexico."))
    assert [event.type for event in told] == ["SANCTION"]


def test_a_declared_hostile_act_is_told_and_no_agreement(reader: Reader) -> None:
    told = told_in(reader.read("Iraq is prepared to bomb the Syrian villages."))
    assert [(event.type, event.status) for event in told] == [("ASSAULT", "planned")]


def test_a_leader_is_known_by_surname_or_whole_name() -> None:
    assert leader_country(["Putin"]) == "RUS"
    assert leader_country(["Boris", "Yeltsin"]) == "RUS"
    assert leader_country(["Mahamat", "Idriss", "Déby"]) == "TCD"


def test_an_everyday_surname_tells_no_state() -> None:
    assert is_leader("Johnson")
    assert leader_country(["Johnson"]) is None
    assert leader_country(["Boris", "Johnson"]) == "GBR"
    assert leader_country(["Ayşe", "Johnson"]) is None


def test_a_surname_of_leaders_of_several_states_tells_none() -> None:
    assert leader_country(["Aoun"]) == "LBN"
    assert leader_country(["Zardari"]) == "PAK"
    assert leader_country(["Arias"]) is None


def test_a_surname_that_is_a_given_name_too_tells_no_state() -> None:
    assert leader_country(["Michel"]) is None
    assert leader_country(["Charles", "Michel"]) == "BEL"


@pytest.mark.parametrize(
    ("construction", "text", "stated"),
    [
        ("asked in a clause", "Malta demanded that the licence be revoked.", Told("REQUEST", ("MLT",), (), "happened")),
        ("done by nobody named", "No frigate has been sent to the strait.", Told("MOBILIZE", (), (), "denied")),
        (
            "a decision taken up",
            "Kenya closed its border with Somalia on Monday. Ghana condemned the decision.",
            Told("ACCUSE", ("GHA",), ("KEN",), "happened"),
        ),
    ],
)
def test_sides_and_acts_that_are_told_in_other_words(
    reader: Reader, construction: str, text: str, stated: Told
) -> None:
    assert stated in told_in(reader.read(text)), construction


def test_what_is_insisted_upon_in_the_past_is_maintained_and_not_asked_for(reader: Reader) -> None:
    told = told_in(reader.read("The mayor insisted that the soldiers had left the village."))
    assert "REQUEST" not in [event.type for event in told]


def test_a_press_release_speaks_with_its_issuers_voice() -> None:
    page = (
        "Lake Wire — documents\nHome\n\nPress Releases\n\nStatement on the closure of the ferry at Kigoma\n\n"
        "The Burundian Ministry of Transport condemns the closure of the ferry by Tanzania. The ministry "
        "demands that Tanzania reopen the ferry, and thanks Uganda for its help in the past weeks.\n"
    )
    record = Reader("en").read(page)
    voices = {event.voice for event in record.events}
    assert "narrator" not in voices
    assert [record.actor(voice).kind for voice in voices] == ["government_body"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The president fired his defence minister on Tuesday.", "SANCTION"),
        ("The union called a strike for Monday.", "PROTEST"),
        ("Police fired on the crowd on Tuesday.", "ASSAULT"),
    ],
)
def test_a_preposition_that_leads_to_a_day_is_no_part_of_a_fixed_expression(
    reader: Reader, text: str, event_type: str
) -> None:
    assert [event.type for event in reader.read(text).events] == [event_type]


def test_a_number_that_acts_stands_for_those_whom_it_counts(reader: Reader) -> None:
    record = reader.read("Thousands marched in Tunis.")
    [event] = record.events
    assert event.type == "PROTEST"
    assert [record.actor(actor).kind for actor in event.source] == ["group"]


def test_a_protest_presses_him_of_whom_its_demand_is_made(reader: Reader) -> None:
    record = reader.read("Thousands of nurses marched in Accra to demand the resignation of the health minister.")
    [protest] = [event for event in record.events if event.type == "PROTEST"]
    assert [record.actor(actor).name for actor in protest.target] == ["health minister"]
