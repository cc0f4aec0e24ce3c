"""Who said what without a plain verb of saying: sources, agents, houses, answers, second clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from said import Said, said_in

from tamani.reading.reader import Reader

Read = Callable[[str], list[Said]]


@pytest.fixture
def said(body_reader: Reader) -> Read:
    """Who said what in bare article text."""
    return lambda text: said_in(body_reader.read(text))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        (
            "Les barrages seront levés, affirme la générale Leïla Trabelsi, selon qui les camions sont déjà chargés.",
            "les camions sont déjà chargés", "Leïla Trabelsi", "selon",
        ),
        (
            "Koffi Amegan a promis de revenir, tout en reconnaissant que les vivres manquent.",
            "les vivres manquent", "Koffi Amegan", "reconnaissant",
        ),
        (
            "Koffi Amegan est parti mardi pour Lomé, non sans rappeler que les vivres manquent.",
            "les vivres manquent", "Koffi Amegan", "rappeler",
        ),
        ("« Des preuves ? Je n'en vois aucune ! » a lancé Me Leïla Trabelsi.",
         "« Des preuves ? Je n'en vois aucune ! »", "Leïla Trabelsi", "a lancé"),
    ],
)  # fmt: skip
def test_what_is_said_beside_the_main_clause(said: Read, text: str, words: str, speaker: str, cue: str) -> None:
    assert (words, speaker, cue) in [(each[1], each[2], each[3]) for each in said(text)]


def test_what_goes_unsaid_is_no_quotation(said: Read) -> None:
    assert said("Koffi Amegan est parti mardi pour Lomé sans rappeler que les vivres manquent.") == []


def test_the_role_below_a_headline_is_whose_name_opens_the_headline(reader: Reader) -> None:
    text = (
        "Entretien\n\nLeïla Trabelsi : « Nous voulons un prix, pas une aumône »\n\n"
        "La présidente des Éleveurs du fleuve estime que l'accord condamne les troupeaux.\n\n"
        "Propos recueillis par Jean Petit\n\n"
        "Les éleveurs du fleuve manifestent depuis dix jours devant le ministère, où l'accord a été signé en mars.\n\n"
        "Ils demandent que les prix soient fixés pour deux ans et que les pâturages du nord restent ouverts à tous.\n"
    )
    found = [(each[1], each[2]) for each in said_in(reader.read(text))]
    assert ("l'accord condamne les troupeaux", "Leïla Trabelsi") in found


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("À Kiev, on dénonce « un crime de guerre ».", "« un crime de guerre »", "Ukraine"),
        ("« La visite est maintenue », indique-t-on au ministère de la Défense.",
         "« La visite est maintenue »", "ministère de la Défense"),
        ("« Les vols sont suspendus », peut-on lire dans une note du ministère des Transports.",
         "« Les vols sont suspendus »", "ministère des Transports"),
    ],
)  # fmt: skip
def test_one_speaks_for_the_house_that_is_told(said: Read, text: str, words: str, speaker: str) -> None:
    assert [(each[1], each[2]) for each in said(text)] == [(words, speaker)]


def test_one_who_is_nobody_in_particular_is_not_quoted(said: Read) -> None:
    assert said("À Kiev, on danse jusqu'à l'aube.") == []
    assert said("On assure que la visite est maintenue.") == []
    assert said("À Kribi, on assure que la visite est maintenue.") == []


def test_one_of_several_is_who_is_named_behind(said: Read) -> None:
    text = "« Un jour noir », résume l'un des avocats, Leïla Trabelsi."
    assert [each[2] for each in said(text)] == ["Leïla Trabelsi"]


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        ("La mesure a été qualifiée de « provocation » par la ministre Leïla Trabelsi.",
         "« provocation »", "Leïla Trabelsi", "a été qualifiée"),
        ("L'aide, dénoncée mardi comme « dérisoire » par Koffi Amegan, sera versée en juin.",
         "« dérisoire »", "Koffi Amegan", "dénoncée"),
        ("L'accord, jugé par Koffi Amegan « contraire à la loi », sera signé lundi.",
         "« contraire à la loi »", "Koffi Amegan", "jugé"),
    ],
)  # fmt: skip
def test_the_agent_of_a_passive_speaks(said: Read, text: str, words: str, speaker: str, cue: str) -> None:
    assert said(text) == [("mixed", words, speaker, cue)]


def test_the_agent_of_a_deed_does_not_speak(said: Read) -> None:
    assert said("L'opération « Rideau » a été lancée par Koffi Amegan.") == []


def test_who_says_i_is_a_person(said: Read) -> None:
    text = (
        "Koffi Amegan a nié les faits mardi. Le Parti du travail avait quitté la salle."
        " « Ce jour-là, j'étais à Kampala », a-t-il soutenu."
    )
    assert said(text)[-1][2] == "Koffi Amegan"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Jusqu'au verdict, estime Koffi Amegan, les deux camps resteront sur leurs gardes.",
         "Jusqu'au verdict, estime Koffi Amegan, les deux camps resteront sur leurs gardes", "Koffi Amegan"),
        ("Le pont a été détruit, ont indiqué mercredi des sources militaires.",
         "Le pont a été détruit", "sources militaires"),
        ("Le ministère de la Justice nous a adressé cette réponse : « Aucun détenu n'a été libéré. »",
         "« Aucun détenu n'a été libéré. »", "ministère de la Justice"),
    ],
)  # fmt: skip
def test_incises_and_answers_told_by_a_noun(said: Read, text: str, words: str, speaker: str) -> None:
    assert [(each[1], each[2]) for each in said(text)] == [(words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Le pont est fermé, affirme la générale Leïla Trabelsi, selon qui",
        "Le pont est fermé, affirme la générale Leïla Trabelsi, selon qui les camions roulent,",
        "» » » a dit Koffi Amegan.",
        "L'aide, dénoncée comme « dérisoire » par",
        "À Kiev, on",
        "« Non », indique-t-on à",
        "« Non », a lancé Me",
    ],
)
def test_a_sentence_cut_short_is_read_without_a_fault(said: Read, text: str) -> None:
    said(text)


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        ("Quarante-deux morts, dit la police.", "Quarante-deux morts", "police", "dit"),
        ("Pas question de rouvrir les urnes, tranche la Commission électorale.",
         "Pas question de rouvrir les urnes", "Commission électorale", "tranche"),
        ("L'évêque est accusé par le syndicat d'avoir hébergé des squatteurs.",
         "avoir hébergé des squatteurs", "syndicat", "est accusé"),
        ("Accusé par le syndicat de semer la panique, le gouverneur se tait.",
         "semer la panique", "syndicat", "Accusé"),
        ("Comme l'a rappelé le roi à l'ouverture de la session, la Jordanie « ne cédera rien ».",
         "la Jordanie « ne cédera rien »", "roi", "a rappelé"),
        ("« La mer est à tous », a observé le chef de la délégation. Et de conclure : « Nous préférons la carte. »",
         "« Nous préférons la carte. »", "chef de la délégation", "conclure"),
    ],
)  # fmt: skip
def test_what_is_said_without_a_clause_of_its_own(
    said: Read, text: str, words: str, speaker: str, cue: str
) -> None:
    assert (words, speaker, cue) in [(each[1], each[2], each[3]) for each in said(text)]


def test_whoever_speaks_on_in_the_next_paragraph_need_not_close_the_marks_of_the_first(body_reader: Reader) -> None:
    text = (
        "« Nous avons remis la liste en avril », a dit Leïla Trabelsi. « Le procureur l'a signée.\n"
        "« Depuis, pas un appel n'est venu. »"
    )
    record = body_reader.read(text)
    assert [record.text[q.start : q.end] for q in record.quotations] == [
        "« Nous avons remis la liste en avril »", "« Le procureur l'a signée.", "« Depuis, pas un appel n'est venu. »",
    ]  # fmt: skip
    assert {q.speaker for q in record.quotations} == {"trabelsi"}
    assert not [flag for flag in record.flags if flag.kind == "broken_quote"]
