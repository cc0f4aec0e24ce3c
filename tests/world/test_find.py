"""What the gazetteer finds in sentences, what it passes over, and what it leaves in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamani.world import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return load_gazetteer("fr")


def found(world: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    """What is found: the words, the form, the ids."""
    return [
        (text[m.start : m.end], m.form, "/".join(entry.id for entry in m.entries)) for m in world.find(text)
    ]


def ids(world: Gazetteer, text: str) -> list[str]:
    return [identifier for _, _, identifier in found(world, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Mali accueille la délégation.", [("Mali", "name", "MLI")]),
        (
            "Les Etats-Unis et la Cote d’Ivoire",
            [("Etats-Unis", "name", "USA"), ("Cote d’Ivoire", "name", "CIV")],
        ),
        ("LE BURKINA FASO REPOND", [("BURKINA FASO", "name", "BFA")]),
        ("une source à N’Djaména", [("N’Djaména", "capital", "TCD")]),
        ("l’État hébreu hésite", [("État hébreu", "alias", "ISR")]),
        ("le Kremlin hausse le ton", [("Kremlin", "seat", "RUS")]),
        ("l'Élysée dément", [("Élysée", "seat", "ELYSEE")]),
        ("la Cédéao et l’U.A. appellent", [("Cédéao", "acronym", "CEDEAO"), ("U.A.", "acronym", "UA")]),
        ("la RDC accuse le M23", [("RDC", "acronym", "COD"), ("M23", "acronym", "M23")]),
        ("la Guinée-Bissau vote", [("Guinée-Bissau", "name", "GNB")]),
        ("la Guinée équatoriale vote", [("Guinée équatoriale", "name", "GNQ")]),
        ("le Soudan du Sud vote", [("Soudan du Sud", "name", "SSD")]),
        ("la Papouasie-Nouvelle-Guinée vote", [("Papouasie-Nouvelle-Guinée", "name", "PNG")]),
    ],
)
def test_names_are_found_as_they_are_written(
    world: Gazetteer, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(world, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "les pêcheurs du golfe de Guinée",
        "un cyclone dans l'océan Indien",
        "le niveau du fleuve Niger baisse",
        "la forêt du bassin du Congo",
        "des navires en mer de Chine",
        "au bord du lac Tchad",
        "une manifestation rue de Paris",
        "le texte des accords de Paris",
        "le tribunal de première instance de Tunis",
        "le maire de Dakar a voté",
        "le concile Vatican II",
        "un roman traduit en français",
        "Mendès France disait autrement",
        "le général Franco est mort",
        "Dominique et Maurice se marient",
        "Jordan Bardella était en tête",
        "un coup d'État manqué",
        "Grenade lacrymogène contre pavés",
        "un vol d'Air Mali",
        "voir www.mali-actu.example et @France",
        "le café est corsé",
        "les gauches latino-américaines",
        "un écrivain afro-américain",
        "les langues indo-européennes",
        "l'Empire austro-hongrois",
    ],
)
def test_names_that_stand_for_something_else_are_passed_over(world: Gazetteer, text: str) -> None:
    assert [match for match in world.find(text) if match.entries[0].kind == "state"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("les Panama Papers visent le Panama", ["PAN"]),
        ("l'ambassadeur de Maurice à Maurice", ["MUS"]),
        ("le premier ministre de la Dominique", ["DMA"]),
        ("de Tunis, le maire de Tunis accuse Tunis", ["TUN", "TUN"]),
    ],
)
def test_only_the_state_is_kept_of_two_uses(world: Gazetteer, text: str, expected: list[str]) -> None:
    assert ids(world, text) == expected


def test_the_niger_and_nigeria_are_kept_apart_and_known_to_be_confused(world: Gazetteer) -> None:
    assert ids(world, "le ministre nigérien et le ministre nigérian") == ["NER", "NGA"]
    assert "NGA" in world.confusable("NER")
    assert "NER" in world.confusable("NGA")


def test_dominicans_of_the_republic_and_of_the_island(world: Gazetteer) -> None:
    assert ids(world, "un Dominicain et un Dominiquais") == ["DOM", "DMA"]
    assert world.demonym_states("dominicaine") == ("DOM", "DMA")


def test_words_of_two_states_leave_both(world: Gazetteer) -> None:
    assert ids(world, "le président congolais") == ["COG/COD"]
    assert ids(world, "au Congo") in (["COD/COG"], ["COG/COD"])
    assert ids(world, "le dossier coréen") == ["PRK/KOR"]
    assert ids(world, "le sud-coréen et le nord-coréen") == ["KOR", "PRK"]


def test_a_guinean_may_be_of_another_guinea(world: Gazetteer) -> None:
    (match,) = world.find("la police guinéenne")
    assert [entry.id for entry in match.entries] == ["GIN"]
    assert {entry.id for entry in match.also} == {"GNB", "GNQ"}
    (exact,) = world.find("la police bissau-guinéenne")
    assert [entry.id for entry in exact.entries] == ["GNB"]
    assert exact.also == ()


@pytest.mark.parametrize(
    ("text", "gender", "number", "noun"),
    [
        ("les soldats maliens", "m", "p", False),
        ("les Maliennes", "f", "p", True),
        ("une Malienne", "f", "s", True),
        ("L'ARMÉE MALIENNE", "f", "s", False),
        ("un diplomate belge", None, "s", False),
        ("le Français", "m", None, True),
    ],
)
def test_demonyms_tell_gender_number_and_people(
    world: Gazetteer, text: str, gender: str | None, number: str | None, noun: object
) -> None:
    (match,) = world.find(text)
    assert (match.form, match.gender, match.number, match.noun) == ("demonym", gender, number, noun)


@pytest.mark.parametrize(
    "text", ["map", "Map", "il y a un cap", "la foi", "des fans", "Fact-checking", "les as"]
)
def test_acronyms_that_are_words_count_in_capitals_only(world: Gazetteer, text: str) -> None:
    assert world.find(text) == []


def test_acronyms_count_among_small_letters_and_not_in_a_line_of_capitals(world: Gazetteer) -> None:
    assert ids(world, "selon la MAP, à Rabat") == ["MAP", "MAR"]
    assert ids(world, "UN PAM DE TERRE") == []


def test_initials_of_a_person_are_no_acronym(world: Gazetteer) -> None:
    assert world.find("un roman de J.A. Dupuis") == []
    assert ids(world, "un rapport de l'O.N.U. sur l'U.E.") == ["ONU", "UE"]


def test_a_name_does_not_run_over_a_line_end(world: Gazetteer) -> None:
    assert "AES" not in ids(world, "Alliance des États\ndu Sahel")


def test_names_in_the_reader_s_words(world: Gazetteer) -> None:
    assert world.country_name("DEU") == "Allemagne"
    assert world.country_name("DEU", "en") == "Germany"
    assert world.demonym("GRC", "f") == "grecque"
    assert world.demonym("TUR", "m", "p") == "turcs"
    assert world.demonym("VIR") is None
    assert [world.article(iso3) for iso3 in ("MLI", "FRA", "DZA", "USA", "CUB")] == [
        "le",
        "la",
        "l'",
        "les",
        "",
    ]


def test_lookups_by_id(world: Gazetteer) -> None:
    state, group = world.state("MLI"), world.entry("JNIM")
    assert state is not None
    assert state.names["fr"] == "Mali"
    assert group is not None
    assert (group.kind, group.country, group.sector) == ("armed_group", "MLI", "REB")
    assert world.state("JNIM") is None
    assert world.entry("none such") is None


def test_english_sentences() -> None:
    world = load_gazetteer("en")
    text = "Nigerien officers and a Nigerian envoy met U.N. staff in the Gulf of Guinea, US sources told us."
    assert ids(world, text) == ["NER", "NGA", "ONU", "USA"]


def test_no_gazetteer_in_an_unknown_language() -> None:
    with pytest.raises(ValueError, match="xx"):
        load_gazetteer("xx")


WORDS = ["Mali", "mali", "la", "Guinée", "-", "Bissau", "franco", "congolais", "U.", "N.", "’", "d'", "Côte"]
WORDS += ["Ivoire", "RDC", ".", "é", "Union", "africaine", "İ", "ß", "Maurice", "à"]
PIECES = st.lists(
    st.sampled_from([*WORDS, "golfe de ", ". ", " ", "\n", "\u0301", "\u00a0"]) | st.text(max_size=4),
    max_size=25,
)


@given(PIECES)
def test_matches_lie_in_the_text_in_order_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for match in load_gazetteer("fr").find(text):
        assert end <= match.start < match.end <= len(text)
        assert match.entries
        assert text[match.start : match.end].strip() == text[match.start : match.end]
        end = match.end


@given(PIECES)
def test_the_same_text_gives_the_same_matches(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert load_gazetteer("fr").find(text) == load_gazetteer("fr").find(text)
