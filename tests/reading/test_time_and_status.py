"""When an act took place, and whether it did, as the words round it tell."""

from __future__ import annotations

from datetime import date

import pytest

from tamani.reading.reader import Reader

THURSDAY = date(2025, 11, 6)


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    return {code: Reader(code, whole_text_is_body=True) for code in ("fr", "en")}


TOLD = [
    (
        "fr",
        "Un accord signé mardi par l'Inde et le Japon permettra des exercices.",
        [("SUPPORT", "happened", "2025-11-04")],
    ),
    ("fr", "L'Arabie saoudite a convoqué mardi l'ambassadeur du Danemark.", [("ACCUSE", "happened", "2025-11-04")]),
    ("fr", "Les pilotes, capturés en mai par les rebelles, ont fui.", [("COERCE", "happened", "2025-05")]),
    ("fr", "Le colonel Issa Diarra est détenu depuis août.", [("COERCE", "ongoing", "2025-08/..")]),
    ("en", "General Moussa Keita has been held in Mali since 2022.", [("COERCE", "ongoing", "2022/..")]),
    (
        "fr",
        "Le porte-parole du parti appelle à manifester vendredi.",
        [("REQUEST", "happened", None), ("PROTEST", "planned", "2025-11-07")],
    ),
    (
        "en",
        "The union urged workers to march on Monday.",
        [("REQUEST", "happened", None), ("PROTEST", "planned", "2025-11-10")],
    ),
    ("fr", "L'armée a annoncé avoir tué dix rebelles dimanche.", [("ASSAULT", "happened", "2025-11-02")]),
    ("en", "Japan announced that it had lifted its sanctions on two Myanmar banks.", [("RETREAT", "happened", None)]),
    ("en", "North Korea has reportedly moved missiles to the border.", [("MOBILIZE", "alleged", None)]),
    (
        "fr",
        "La visite du chancelier autrichien en Serbie commencera mardi prochain.",
        [("CONSULT", "planned", "2025-11-11")],
    ),
    (
        "fr",
        "Le porte-parole a révélé que les pourparlers entre le Kenya et la Somalie reprendraient à Djibouti.",
        [("CONSULT", "planned", None)],
    ),
    ("fr", "Le ministre, accusé de corruption par la presse, a fui mardi.", [("ACCUSE", "happened", None)]),
    ("en", "The justice minister said he would resign if the bill passed.", [("RETREAT", "hypothetical", None)]),
]


@pytest.mark.parametrize(("code", "text", "told"), TOLD, ids=[text for _, text, _ in TOLD])
def test_status_and_date_are_those_that_a_reader_would_give(
    readers: dict[str, Reader], code: str, text: str, told: list[tuple[str, str, str | None]]
) -> None:
    record = readers[code].read(text, published=THURSDAY)
    assert [(event.type, event.status, event.date) for event in record.events] == told


def test_who_is_called_on_to_protest_will_protest_and_who_calls_says_so(readers: dict[str, Reader]) -> None:
    record = readers["fr"].read(
        "L'opposante Lina Morales a appelé ses partisans à manifester samedi.", published=THURSDAY
    )
    call, protest = record.events
    assert (call.source, call.target) == (["morales"], ["partisans"])
    assert (protest.source, protest.target, protest.voice) == (["partisans"], [], "morales")


def test_what_nobody_calls_for_is_no_protest(readers: dict[str, Reader]) -> None:
    record = readers["fr"].read("L'Union démocratique du travail n'appelle pas à la grève.", published=THURSDAY)
    assert [(event.type, event.status) for event in record.events] == [("REQUEST", "denied")]


def test_a_deadline_is_ahead_whatever_stands_before_it(readers: dict[str, Reader]) -> None:
    text = "La CEDEAO menace le Niger de sanctions si le président Bazoum n'est pas libéré d'ici vendredi."
    _, freed = readers["fr"].read(text, published=THURSDAY).events
    assert (freed.type, freed.status, freed.date) == ("RETREAT", "hypothetical", "2025-11-07")
