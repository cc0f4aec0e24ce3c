"""English actors: where they work, whose office it is, envoys of foreign words, ships of a navy."""

from __future__ import annotations

import pytest

from tamani.reading.reader import Reader
from tamani.record import Actor, Record


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en", whole_text_is_body=True)


def mentions(record: Record) -> dict[str, Actor]:
    """The actors of a record by the words that name them."""
    return {record.text[m.start : m.end]: actor for actor in record.actors for m in actor.mentions}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("A diplomat in Lusaka said the talks could resume.", "A diplomat in Lusaka", "person"),
        ("The Danish consul in Izmir denied the report.", "The Danish consul in Izmir", "person"),
        ("The miners' union in Kitwe warned of a strike.", "The miners' union in Kitwe", "civil_society"),
        ("The prime minister's office denied the report.", "The prime minister's office", "government_body"),
        ("Norway's chargé d'affaires was summoned on Monday.", "Norway's chargé d'affaires", "person"),
        ("A Turkish frigate entered the bay on Monday.", "A Turkish frigate", "government_body"),
        ("A spokesman for the external affairs ministry said so.", "the external affairs ministry", "government_body"),
    ],
)
def test_who_is_meant_is_told_with_place_and_owner(reader: Reader, text: str, words: str, kind: str) -> None:
    found = mentions(reader.read(text))
    assert words in found
    assert found[words].kind == kind


def test_where_somebody_works_is_not_whose_he_is(reader: Reader) -> None:
    found = mentions(reader.read("The Danish consul in Izmir denied it."))
    assert found["The Danish consul in Izmir"].country == "DNK"


@pytest.mark.parametrize(
    "text",
    ["Peru recalled its ambassador for three weeks.", "Peru recalled its ambassador from Luanda for consultations."],
)
def test_for_how_long_and_from_where_an_envoy_is_called_home_is_no_part_of_him(reader: Reader, text: str) -> None:
    assert "its ambassador" in mentions(reader.read(text))


def test_the_body_with_a_small_letter_is_the_organ_of_the_un_and_not_the_un(reader: Reader) -> None:
    found = mentions(reader.read("Peru has asked the UN security council to meet."))
    assert "UN" not in found
    assert found["UN security council"].id == "CSNU"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Kenyan Supreme Court condemned Tanzania. The court praised Uganda.", "KEN"),
        ("The Burundian Ministry of Transport condemned Tanzania. The ministry praised Uganda.", "BDI"),
    ],
)
def test_a_body_whose_name_opens_with_a_people_is_of_its_state_and_acts_alone(
    reader: Reader, text: str, country: str
) -> None:
    record = reader.read(text)
    [body] = [actor for actor in record.actors if actor.kind == "government_body"]
    assert body.country == country
    assert [event.source for event in record.events] == [[body.id], [body.id]]
