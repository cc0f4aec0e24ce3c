"""What the network's names change in who acts on a page."""

from __future__ import annotations

import pytest

from tamani.reading.reader import Reader


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    return {code: Reader(code, whole_text_is_body=True) for code in ("fr", "en")}


def kinds(reader: Reader, text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in reader.read(text).actors}


def test_a_state_inside_a_persons_name_is_none(readers: dict[str, Reader]) -> None:
    found = kinds(
        readers["en"], "Foreign Minister Célia Montenegro told reporters in Brasília that the talks had failed."
    )
    assert found["Célia Montenegro"] == "person"
    assert "Montenegro" not in found


@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_town_that_is_attacked_is_nobody(readers: dict[str, Reader], code: str) -> None:
    text = {"fr": "Les rebelles ont attaqué Pinga dimanche.", "en": "The rebels attacked Pinga on Sunday."}[code]
    record = readers[code].read(text)
    assert [(event.type, event.target) for event in record.events] == [("ASSAULT", [])]
    assert [actor.kind for actor in record.actors] == ["armed_group"]


def test_a_town_that_nobody_lists_is_retaken_as_any_other(readers: dict[str, Reader]) -> None:
    record = readers["fr"].read("Les FARDC ont repris Pinga au M23 mardi à l'aube.")
    assert [(event.type, event.source, event.target) for event in record.events] == [("ASSAULT", ["FARDC"], ["M23"])]


def test_a_leader_known_to_the_world_is_no_place(readers: dict[str, Reader]) -> None:
    record = readers["en"].read("Trump has talked with Netanyahu, the White House said.")
    assert [(event.type, event.source, event.target) for event in record.events] == [
        ("CONSULT", ["trump"], ["netanyahu"])
    ]
