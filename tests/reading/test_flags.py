"""What a careful reader would doubt: each flag with a page that has it and one that must not."""

from __future__ import annotations

import pytest

import tamani

gap = pytest.mark.xfail(strict=True, reason="known gap of the engine; take the mark off when it is mended")

LEAD = (
    "Le président togolais Koffi Amegan a inauguré la route de Kara, longue de quarante kilomètres et attendue depuis"
    " des années par les habitants."
)
MIDDLE = (
    "Les travaux avaient commencé avec l'aide de la commune et de plusieurs entreprises de la région, qui ont employé"
    " plus de huit cents ouvriers."
)
END = "La route relie désormais la ville au marché, et les camions mettent deux heures de moins pour livrer le maïs."


def page(*paragraphs: str, date: str = "Publié le 8 avril 2025") -> str:
    lines = ["Politique", "La route de Kara est ouverte aux camions", date, *paragraphs]
    return "\n\n".join(line for line in lines if line) + "\n"


def flagged(text: str, kind: str) -> list[tuple[str, str]]:
    """The flags of a kind: the words and the code of the reason."""
    record = tamani.read(text, language="fr")
    assert record.failures == []
    for flag in record.flags:
        assert flag.why.words
        assert record.text[flag.start : flag.end].strip()
    return [(record.text[f.start : f.end], f.why.code) for f in record.flags if f.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("« La route est sûre, a dit Koffi Amegan devant les ouvriers.", "broken_unclosed"),
        ("La route est sûre », a dit Koffi Amegan devant les ouvriers.", "broken_unopened"),
        ("Koffi Amegan parle d'un »exploit« que la région attendait.", "broken_reversed"),
        ("Koffi Amegan parle d' »exploit» que la région attendait.", "broken_reversed"),
        ("Koffi Amegan parle d'un «exploit\" que la région attendait.", "broken_mixed"),
    ],
)
def test_broken_marks_are_flagged_with_what_is_wrong(sentence: str, code: str) -> None:
    [(words, why)] = flagged(page(LEAD, sentence, END), "broken_quote")
    assert why == code
    assert set(words) & set('«»"')


@pytest.mark.parametrize(
    "sentence",
    [
        "« La route est sûre », a dit Koffi Amegan devant les ouvriers.",
        "“La route est sûre”, a dit Koffi Amegan, parlant d'un «\u00a0exploit\u00a0».",
        "Koffi Amegan parle d'un \"exploit\" et d'une “fierté”, dans l’« attente » de la suite.",
        "« Il a crié « bravo » à la foule », a raconté Koffi Amegan.",
        "« La route est sûre.\n\nElle le restera », a dit Koffi Amegan devant les ouvriers.",
        "« La route est sûre.\n\n« Elle le restera », a dit Koffi Amegan devant les ouvriers.",
    ],
)
def test_whole_marks_are_not_flagged(sentence: str) -> None:
    assert flagged(page(LEAD, sentence, END), "broken_quote") == []


def test_a_line_of_the_site_between_two_paragraphs_is_flagged() -> None:
    text = page(LEAD, "Lire aussi : Le port agrandit ses quais", MIDDLE, END)
    assert flagged(text, "misplaced_block") == [("Lire aussi : Le port agrandit ses quais", "misplaced_block")]


def test_several_lines_of_the_site_in_one_place_are_one_flag() -> None:
    text = page(LEAD, "Partager sur Facebook\nPartager sur WhatsApp", "Publicité", MIDDLE, END)
    assert len(flagged(text, "misplaced_block")) == 1


def test_lines_of_the_site_around_the_article_are_in_their_place() -> None:
    text = page(LEAD, MIDDLE, END, "Lire aussi : Le port agrandit ses quais", "Laisser un commentaire")
    assert flagged(text, "misplaced_block") == []


def test_two_sentences_spliced_by_a_comma_are_flagged_round_the_comma() -> None:
    sentence = (
        "Le président togolais a affirmé que la frontière resterait ouverte aux commerçants des deux rives, de son côté"
        " le ministre tunisien de la Justice a déclaré que les contrôles des camions seraient renforcés."
    )
    [(words, code)] = flagged(page(LEAD, sentence, END), "run_on")
    assert code == "run_on"
    assert "rives, de son côté" in words


def test_a_phrase_that_may_go_with_either_sentence_is_in_the_flag_of_the_splice() -> None:
    sentence = (
        "Le président togolais a reçu mardi les maires des villes du fleuve, au terme d'une visite de trois jours, le"
        " ministre tunisien de la Justice a déclaré que les contrôles des camions seraient renforcés dès lundi."
    )
    [(words, _)] = flagged(page(LEAD, sentence, END), "run_on")
    assert words.startswith("fleuve, au terme d'une visite de trois jours, le ministre")


@pytest.mark.parametrize(
    "sentence",
    [
        "La route est ouverte, et les camions passent déjà, sous la surveillance de la police.",
        "De son côté, le ministre tunisien de la Justice a déclaré que les contrôles seraient renforcés.",
        "Le président a salué les ouvriers, les ingénieurs, les maires, puis il a repris la route de Lomé.",
        "« La route est sûre », a dit le président, qui était venu avec trois ministres.",
    ],
)
def test_enumerations_and_subordinate_clauses_are_no_splices(sentence: str) -> None:
    assert flagged(page(LEAD, sentence, END), "run_on") == []


@pytest.mark.parametrize(
    "meeting",
    [
        "Koffi Amegan a rencontré Paul Essomba.",
        pytest.param("Koffi Amegan et Paul Essomba ont ouvert la route.", marks=gap),
    ],
)
def test_a_pronoun_that_may_mean_two_persons_is_flagged(meeting: str) -> None:
    [(words, code)] = flagged(page(f"{meeting} « La route est sûre », a-t-il dit.", END), "ambiguous_speaker")
    assert code == "ambiguous_speaker"
    assert words.endswith("il")


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        (
            "Le ministre togolais de la Santé, Koffi Amegan, a affirmé que l'hôpital rouvrirait. « Nous sommes prêts »,"
            " a-t-il dit.",
            "Koffi Amegan",
        ),
        ("Koffi Amegan a ouvert la route du nord. « La route est sûre », a-t-il dit.", "Koffi Amegan"),
        ("Koffi Amegan a reçu la maire, Awa Ndour. « La route est sûre », a-t-elle dit.", "Awa Ndour"),
        ("Koffi Amegan et Paul Essomba ont ouvert la route. « Elle est sûre », a dit Paul Essomba.", "Paul Essomba"),
    ],
)
def test_a_pronoun_or_name_that_one_person_fits_is_not_flagged(paragraph: str, name: str) -> None:
    text = page(paragraph, END)
    assert flagged(text, "ambiguous_speaker") == []
    record = tamani.read(text, language="fr")
    assert [actor.name for q in record.quotations if (actor := record.actor(q.speaker))][-1] == name


def test_a_weekday_on_a_page_without_a_date_is_flagged() -> None:
    text = page(LEAD, "Le chantier fermera vendredi.", END, date="")
    assert flagged(text, "undated") == [("vendredi", "undated_weekday")]


@pytest.mark.parametrize("sentence", ["Le chantier fermera vendredi.", "Le chantier fermera demain."])
def test_a_weekday_on_a_page_with_a_date_is_not_flagged(sentence: str) -> None:
    assert flagged(page(LEAD, sentence, END), "undated") == []


def test_a_written_date_needs_no_publication_date() -> None:
    assert flagged(page(LEAD, "Le chantier a fermé le 3 mars 2024.", END, date=""), "undated") == []


def test_a_word_that_belongs_to_the_neighbouring_country_is_flagged() -> None:
    sentence = (
        "Le Niger a rouvert ses écoles. Le ministre nigérian de l'Éducation, Sani Oumarou, l'a annoncé dans la capitale"
        " Niamey, loin du Nigeria."
    )
    [(words, _)] = flagged(page(LEAD, sentence, END), "demonym")
    assert "nigérian" in words


def test_the_right_demonym_is_not_flagged() -> None:
    sentence = "Le Niger a rouvert ses écoles. Le ministre nigérien de l'Éducation, Sani Oumarou, l'a annoncé à Niamey."
    assert flagged(page(LEAD, sentence, END), "demonym") == []


def test_an_office_that_nobody_on_the_page_holds_is_flagged() -> None:
    text = page(
        "Les deux armées ont échangé des tirs à la frontière, et l'attaque a tué quatre soldats togolais.",
        "L'armée accuse des rebelles. Le ministre du Tourisme a déclaré que la défense de la frontière continuerait.",
        END,
    )
    assert [words for words, _ in flagged(text, "role_mismatch")] == ["Le ministre du Tourisme"]


def test_an_office_that_fits_the_page_is_not_flagged() -> None:
    text = page(
        "Les deux armées ont échangé des tirs à la frontière, et l'attaque a tué quatre soldats togolais.",
        "L'armée accuse des rebelles. Le ministre de la Défense a déclaré que la défense de la frontière continuerait.",
        END,
    )
    assert flagged(text, "role_mismatch") == []


def test_a_page_of_good_french_has_no_flag_at_all() -> None:
    record = tamani.read(page(LEAD, "« Elle est sûre », a dit Koffi Amegan mardi.", MIDDLE, END), language="fr")
    assert record.flags == []
