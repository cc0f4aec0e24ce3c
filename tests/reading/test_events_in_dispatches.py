"""Events as agencies tell them: places of dispatches, sources without a name, verdicts on what others did."""

from __future__ import annotations

import pytest

from tamani.reading.reader import Reader


@pytest.fixture(scope="module")
def english_body_reader() -> Reader:
    return Reader("en", whole_text_is_body=True)


@pytest.mark.parametrize("opening", ["NIAMEY –", "NIAMEY (APN) –", "(Niamey)", "Niamey, 20 nov. (APN) –"])
def test_the_place_of_a_dispatch_neither_acts_nor_speaks(body_reader: Reader, opening: str) -> None:
    text = "La police nigérienne a arrêté douze manifestants. Elle a dit que la ville dort."
    record = body_reader.read(f"{opening} {text}")
    [police] = [actor.id for actor in record.actors if actor.kind == "government_body"]
    assert [event.source for event in record.events] == [[police]]
    assert [quotation.speaker for quotation in record.quotations] == [police]


@pytest.mark.parametrize(
    "source", ["Un diplomate, qui a requis l'anonymat,", "Un diplomate, qui a demandé à ne pas être cité,"]
)
def test_who_wants_to_stay_unnamed_asks_nobody_for_anything(body_reader: Reader, source: str) -> None:
    record = body_reader.read(f"{source} accuse le Mali.")
    assert [event.type for event in record.events] == ["ACCUSE"]


def test_an_english_source_who_asks_not_to_be_named_asks_for_nothing(english_body_reader: Reader) -> None:
    record = english_body_reader.read("An official, who asked not to be named, accused Mali.")
    assert [event.type for event in record.events] == ["ACCUSE"]


def test_who_was_arrested_is_not_blamed_for_the_arrest(body_reader: Reader) -> None:
    record = body_reader.read("Le porte-parole a jugé « inacceptable » l'arrestation de l'opposante Awa Diarra.")
    [blame] = [event for event in record.events if event.type == "ACCUSE"]
    assert blame.target == []


def test_to_be_ready_is_an_offer_only_with_what_one_is_ready_for(body_reader: Reader) -> None:
    assert body_reader.read("L'armée malienne est prête.").events == []
    assert [event.type for event in body_reader.read("Le Mali est prêt à négocier.").events] == ["AGREE"]
