"""Who said what, one construction of French reported speech after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from said import Said, said_in, words_at

from tamani.reading.reader import Reader
from tamani.record import Record

Read = Callable[[str], list[Said]]


@pytest.fixture
def said(body_reader: Reader) -> Read:
    """Who said what in bare article text."""
    return lambda text: said_in(body_reader.read(text))


@pytest.fixture
def record_of(body_reader: Reader) -> Callable[[str], Record]:
    return body_reader.read


# Clauses


def test_a_que_clause_is_what_was_said_without_its_que(said: Read) -> None:
    text = "La maire de Pikine, Awa Ndour, a affirmé mardi que le marché rouvrirait avant la fin du mois."
    assert said(text) == [("indirect", "le marché rouvrirait avant la fin du mois", "Awa Ndour", "a affirmé")]


def test_a_que_clause_with_words_in_marks_is_mixed_and_whole(said: Read) -> None:
    text = "Le gouverneur, Paul Essomba, a répété que la grève « pénalise les plus pauvres » du pays."
    assert said(text) == [("mixed", "la grève « pénalise les plus pauvres » du pays", "Paul Essomba", "a répété")]


def test_que_may_stand_before_the_marks(said: Read) -> None:
    text = "Awa Ndour a ajouté que « personne ne sera oublié »."
    assert said(text) == [("mixed", "« personne ne sera oublié »", "Awa Ndour", "a ajouté")]


def test_an_indirect_question_is_reported_speech(said: Read) -> None:
    text = "Awa Ndour a demandé si les camions étaient arrivés au port."
    assert said(text) == [("indirect", "les camions étaient arrivés au port", "Awa Ndour", "a demandé")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« C'est faux ! », s'est emporté Paul Essomba.", ("direct", "« C'est faux ! »", "s'est emporté")),
        ("« Est-ce fini ? » a demandé Paul Essomba.", ("direct", "« Est-ce fini ? »", "a demandé")),
        ("Paul Essomba a jugé « inacceptable » la décision.", ("mixed", "« inacceptable »", "a jugé")),
        ("Paul Essomba a nié avoir reçu de l'argent.", ("indirect", "avoir reçu de l'argent", "a nié")),
        ("Aux yeux de Paul Essomba, la loi est injuste.", ("indirect", "la loi est injuste", "Aux yeux de")),
        (
            "Paul Essomba a quitté la salle, estimant que le vote était « sans valeur ».",
            ("mixed", "le vote était « sans valeur »", "estimant"),
        ),
    ],
)
def test_other_ways_to_tell_what_somebody_said(said: Read, text: str, expected: tuple[str, str, str]) -> None:
    kind, words, cue = expected
    assert said(text) == [(kind, words, "Paul Essomba", cue)]


def test_a_pronoun_leads_to_who_was_named_before(said: Read) -> None:
    text = "La maire de Pikine, Awa Ndour, a fermé le marché. Elle a promis que les vendeuses seraient relogées."
    assert said(text) == [("indirect", "les vendeuses seraient relogées", "Awa Ndour", "a promis")]


def test_a_negated_verb_of_saying_still_tells_the_clause_and_who_is_asked(said: Read) -> None:
    [found] = said("Paul Essomba n'a jamais dit que la récolte était perdue.")
    assert (found.words, found.speaker) == ("la récolte était perdue", "Paul Essomba")


def test_a_denial_reports_what_is_denied(said: Read) -> None:
    text = "Le gouvernement togolais a démenti que ses soldats aient franchi le fleuve."
    assert said(text) == [("indirect", "ses soldats aient franchi le fleuve", "gouvernement togolais", "a démenti")]


# Sources: selon, d'après, pour, à en croire


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Selon Paul Essomba, la récolte sera bonne.", "la récolte sera bonne", "Selon"),
        ("La récolte sera bonne, selon Paul Essomba.", "La récolte sera bonne", "selon"),
        (
            "La récolte, selon Paul Essomba, sera bonne cette année.",
            "La récolte, selon Paul Essomba, sera bonne cette année",
            "selon",
        ),
        ("D'après Paul Essomba, trois ponts ont cédé.", "trois ponts ont cédé", "D'après"),
        ("Trois ponts ont cédé, d'après Paul Essomba.", "Trois ponts ont cédé", "d'après"),
        (
            "Trois ponts, d'après Paul Essomba, ont cédé lundi.",
            "Trois ponts, d'après Paul Essomba, ont cédé lundi",
            "d'après",
        ),
        ("Pour Paul Essomba, cette loi ne règle rien.", "cette loi ne règle rien", "Pour"),
        ("À en croire Paul Essomba, la trêve tient toujours.", "la trêve tient toujours", "À en croire"),
        ("La trêve tient toujours, à en croire Paul Essomba.", "La trêve tient toujours", "à en croire"),
    ],
)
def test_a_clause_with_its_source_before_inside_or_behind(said: Read, text: str, words: str, cue: str) -> None:
    assert said(text) == [("indirect", words, "Paul Essomba", cue)]


def test_a_source_before_marked_words(said: Read) -> None:
    assert said("Pour Awa Ndour, « c'est trop tard ».") == [("direct", "« c'est trop tard »", "Awa Ndour", "Pour")]


def test_a_source_of_whole_clause_with_a_marked_fragment_is_mixed(said: Read) -> None:
    text = "Selon Awa Ndour, la ville vit « un moment historique »."
    assert said(text) == [("mixed", "la ville vit « un moment historique »", "Awa Ndour", "Selon")]


def test_selon_with_a_pronoun(said: Read) -> None:
    text = "La ministre kényane des Transports, Grace Odera, a inspecté le port. Selon elle, la digue tiendra."
    assert said(text) == [("indirect", "la digue tiendra", "Grace Odera", "Selon")]


@pytest.mark.parametrize(
    "text",
    [
        "Les prix varient selon les saisons et les régions.",
        "Le scrutin aura lieu en mai, selon le calendrier électoral.",
        "Pour la première fois, le stade était plein.",
        "Le film est tourné d'après un roman togolais.",
        "Selon la loi, le mandat dure cinq ans.",
        "Pour l'instant, les écoles restent fermées.",
    ],
)
def test_conformity_purpose_and_time_are_no_source(said: Read, text: str) -> None:
    assert said(text) == []


# Incises


def test_an_incise_behind_a_clause_without_marks(said: Read) -> None:
    text = "Le texte sera voté en juin, a indiqué la ministre de la Justice, Leïla Trabelsi."
    assert said(text) == [("indirect", "Le texte sera voté en juin", "Leïla Trabelsi", "a indiqué")]


def test_an_incise_behind_marked_words(said: Read) -> None:
    text = "« Nous avons gagné », a lancé Leïla Trabelsi devant ses partisans."
    assert said(text) == [("direct", "« Nous avons gagné »", "Leïla Trabelsi", "a lancé")]


@pytest.mark.parametrize(
    "incise",
    [
        "a déclaré jeudi soir à Lomé le ministre Koffi Amegan",
        "a déclaré, jeudi soir à Lomé, le ministre Koffi Amegan",
        "a déclaré jeudi soir, au terme d'une longue réunion à Lomé, le ministre Koffi Amegan",
        "a déclaré jeudi soir, au terme d'une longue réunion à Lomé, Koffi Amegan",
    ],
)
def test_an_incise_with_adverbials_before_its_subject(said: Read, incise: str) -> None:
    text = f"« Le dialogue reste ouvert », {incise}."
    assert said(text) == [("direct", "« Le dialogue reste ouvert »", "Koffi Amegan", "a déclaré")]


def test_an_incise_with_a_pronoun_behind_its_verb(said: Read) -> None:
    text = "Koffi Amegan a reçu la presse. « La route est sûre », a-t-il assuré."
    assert said(text) == [("direct", "« La route est sûre »", "Koffi Amegan", "a-t-il assuré")]


@pytest.mark.parametrize(
    "text",
    [
        "« Le barrage, a expliqué Koffi Amegan, sera prêt avant les pluies. »",
        "« Le barrage sera prêt, a expliqué Koffi Amegan, avant les pluies. »",
    ],
)
def test_an_incise_inside_the_marks_leaves_the_quotation_direct_and_whole(
    record_of: Callable[[str], Record], text: str
) -> None:
    record = record_of(text)
    assert [(s.kind, s.speaker, s.cue) for s in said_in(record)] == [("direct", "Koffi Amegan", "a expliqué")]
    [quotation] = record.quotations
    assert text[quotation.start : quotation.end] == text


def test_a_quotation_cut_in_two_by_an_incise_has_two_parts(said: Read) -> None:
    text = "« Nous partirons », a dit Koffi Amegan, « mais nous reviendrons »."
    assert said(text) == [("direct", "« Nous partirons » … « mais nous reviendrons »", "Koffi Amegan", "a dit")]


@pytest.mark.parametrize(("verb", "cue"), [("l'affirme", "affirme"), ("l'a reconnu", "a reconnu")])
def test_an_incise_may_open_with_comme(said: Read, verb: str, cue: str) -> None:
    text = f"La piste sera longue, comme {verb} Koffi Amegan."
    assert said(text) == [("indirect", "La piste sera longue", "Koffi Amegan", cue)]


# Infinitives and attributes


def test_an_infinitive_behind_a_verb_of_saying(said: Read) -> None:
    text = "Grace Odera affirme avoir reçu des menaces."
    assert said(text) == [("indirect", "avoir reçu des menaces", "Grace Odera", "affirme")]


def test_an_infinitive_behind_a_verb_of_opinion(said: Read) -> None:
    text = "Grace Odera estime pouvoir réunir une majorité."
    assert said(text) == [("indirect", "pouvoir réunir une majorité", "Grace Odera", "estime")]


def test_accusing_somebody_of_doing_something(said: Read) -> None:
    text = "Grace Odera a accusé le gouvernement togolais de cacher les chiffres."
    assert said(text) == [("indirect", "cacher les chiffres", "Grace Odera", "a accusé")]


def test_threatening_to_do_something(said: Read) -> None:
    text = "Grace Odera a menacé de quitter la coalition."
    assert said(text) == [("indirect", "quitter la coalition", "Grace Odera", "a menacé")]


def test_saying_that_one_is_ready(said: Read) -> None:
    text = "Grace Odera s'est dite prête à rencontrer les grévistes."
    assert said(text) == [("indirect", "prête à rencontrer les grévistes", "Grace Odera", "s'est dite")]


@pytest.mark.parametrize(
    "text",
    [
        "Grace Odera a promis de reconstruire l'école.",
        "Grace Odera a appelé ses partisans à manifester samedi.",
        "Grace Odera s'est engagée à publier les comptes.",
        "Grace Odera a exigé la libération des pêcheurs.",
        "Grace Odera a dénoncé des violations du cessez-le-feu.",
        "Grace Odera a annoncé une visite à Kampala.",
        "Grace Odera craint que la digue ne cède.",
        "Grace Odera a constaté que la salle était vide.",
        "Grace Odera a appris que le vol était annulé.",
    ],
)
def test_promises_calls_noun_phrases_and_perception_without_marks_are_not_quotations(said: Read, text: str) -> None:
    assert said(text) == []


# Fragments and qualities


def test_only_the_fragment_counts_where_the_verb_takes_a_noun_phrase(said: Read) -> None:
    text = "Leïla Trabelsi a dénoncé une « manœuvre grossière » du pouvoir."
    assert said(text) == [("mixed", "« manœuvre grossière »", "Leïla Trabelsi", "a dénoncé")]


def test_two_fragments_of_one_verb_are_two_quotations(said: Read) -> None:
    text = "Leïla Trabelsi a salué un « geste courageux » et une « décision attendue »."
    assert said(text) == [
        ("mixed", "« geste courageux »", "Leïla Trabelsi", "a salué"),
        ("mixed", "« décision attendue »", "Leïla Trabelsi", "a salué"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Leïla Trabelsi a qualifié l'accord d'« historique ».", "« historique »", "a qualifié"),
        ("Leïla Trabelsi a décrit le scrutin comme « une farce ».", "« une farce »", "a décrit"),
        ("Leïla Trabelsi parle d'un « sabotage ».", "« sabotage »", "parle"),
        ("Leïla Trabelsi y voit une « trahison ».", "« trahison »", "y voit"),
        ("Leïla Trabelsi a appelé à « cesser les combats ».", "« cesser les combats »", "a appelé"),
    ],
)
def test_a_quality_in_marks_is_what_the_speaker_said(said: Read, text: str, words: str, cue: str) -> None:
    assert said(text) == [("mixed", words, "Leïla Trabelsi", cue)]


# Colons and cues that are nouns


def test_a_verb_and_a_colon_before_the_marks(said: Read) -> None:
    text = "Koffi Amegan a répondu : « Nous verrons bien. »"
    assert said(text) == [("direct", "« Nous verrons bien. »", "Koffi Amegan", "a répondu")]


def test_a_noun_may_carry_the_saying(said: Read) -> None:
    text = "Réponse de Koffi Amegan : « Nous verrons bien. »"
    assert said(text) == [("direct", "« Nous verrons bien. »", "Koffi Amegan", "Réponse")]


# Words whose speaker is told elsewhere, or nowhere


def test_marked_words_without_a_verb_go_on_for_the_speaker_before(said: Read) -> None:
    text = "Koffi Amegan a affirmé que la route était sûre. « Les camions passent chaque nuit. »"
    assert said(text) == [
        ("indirect", "la route était sûre", "Koffi Amegan", "a affirmé"),
        ("direct", "« Les camions passent chaque nuit. »", "Koffi Amegan", None),
    ]


def test_a_quotation_of_several_sentences_is_one(said: Read) -> None:
    text = "« Le pays est debout. Personne ne l'arrêtera », a dit Koffi Amegan."
    assert said(text) == [("direct", "« Le pays est debout. Personne ne l'arrêtera »", "Koffi Amegan", "a dit")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Si Koffi Amegan estime que la piste est longue, la route ne l'est pas.",
            ("la piste est longue", "estime"),
        ),
        (
            "Koffi Amegan prétend attendre les résultats, mais son adjoint fête la victoire.",
            ("attendre les résultats", "prétend"),
        ),
        ("Koffi Amegan confie ne plus dormir.", ("ne plus dormir", "confie")),
    ],
)
def test_reported_words_end_where_the_sentence_goes_on(said: Read, text: str, expected: tuple[str, str]) -> None:
    words, cue = expected
    assert said(text) == [("indirect", words, "Koffi Amegan", cue)]


def test_a_pronoun_between_commas_only_stresses_the_subject_before_it(said: Read) -> None:
    [quotation] = said("Le parquet se tait ; Koffi Amegan, lui, dénonce un dossier « vide ».")
    assert quotation == ("mixed", "« vide »", "Koffi Amegan", "dénonce")


def test_the_audience_is_no_part_of_an_inverted_subject(record_of: Callable[[str], Record]) -> None:
    for behind in ("à la foule", "sur sa page"):
        record = record_of(f"« Le peuple jugera », a lancé l'opposant {behind}.")
        assert [words_at(record, q.speaker_span) for q in record.quotations] == ["l'opposant"]


def test_marks_over_two_paragraphs_hold_one_quotation(said: Read) -> None:
    text = "Koffi Amegan a répondu : « Le pays est debout.\n\nPersonne ne l'arrêtera. »"
    assert said(text) == [
        ("direct", "« Le pays est debout.\n\nPersonne ne l'arrêtera. »", "Koffi Amegan", "a répondu"),
    ]


def test_each_paragraph_may_open_the_marks_again(said: Read) -> None:
    text = "Koffi Amegan a répondu : « Le pays est debout.\n\n« Personne ne l'arrêtera. »"
    assert [(s.words, s.speaker) for s in said(text)] == [
        ("« Le pays est debout.", "Koffi Amegan"),
        ("« Personne ne l'arrêtera. »", "Koffi Amegan"),
    ]


def test_marks_that_are_never_closed_still_give_the_words(said: Read) -> None:
    text = "« Le pays est debout, a dit Koffi Amegan."
    assert said(text) == [("direct", "« Le pays est debout", "Koffi Amegan", "a dit")]


def test_a_report_inside_a_quotation_counts_where_its_speaker_is_another(record_of: Callable[[str], Record]) -> None:
    text = "« La police affirme que le pont est sûr », a raconté Leïla Trabelsi."
    record = record_of(text)
    assert said_in(record) == [
        ("direct", "« La police affirme que le pont est sûr »", "Leïla Trabelsi", "a raconté"),
        ("indirect", "le pont est sûr", "police", "affirme"),
    ]
    assert [quotation.nested_in for quotation in record.quotations] == [None, 0]


@pytest.mark.parametrize(
    "inside",
    ["Je dis que le pont est sûr", "Nous affirmons que le pont est sûr", "Le pont, je le répète, est sûr"],
)
def test_what_a_speaker_says_that_he_says_is_no_second_quotation(said: Read, inside: str) -> None:
    text = f"« {inside} », a déclaré Leïla Trabelsi."
    assert said(text) == [("direct", f"« {inside} »", "Leïla Trabelsi", "a déclaré")]


# Kinds of text


def test_a_headline_names_its_speaker_before_a_colon(reader: Reader) -> None:
    text = (
        "Politique\n\nKoffi Amegan : « La route est sûre »\n\n"
        "Le président togolais Koffi Amegan a inauguré lundi la route de Kara, longue de quarante kilomètres.\n\n"
        "Les travaux avaient commencé il y a trois ans, avec l'aide de la Banque mondiale et de la commune.\n"
    )
    assert ("direct", "« La route est sûre »", "Koffi Amegan", None) in said_in(reader.read(text))


def test_answers_of_an_interview_are_the_interviewees_words(said: Read) -> None:
    text = (
        "L'économiste Grace Odera répond à nos questions.\n\n"
        "Pourquoi la monnaie baisse-t-elle ?\n\n"
        "Grace Odera : Parce que nous importons trop. Les réserves fondent.\n\n"
        "Que faut-il faire ?\n\n"
        "Produisons davantage, ici, tout de suite.\n"
    )
    assert [(s.kind, s.words, s.speaker) for s in said(text)] == [
        ("direct", "Parce que nous importons trop. Les réserves fondent.", "Grace Odera"),
        ("direct", "Produisons davantage, ici, tout de suite.", "Grace Odera"),
    ]


def test_what_an_interviewee_says_that_he_thinks_is_no_second_quotation(said: Read) -> None:
    text = (
        "Pourquoi la monnaie baisse-t-elle ?\n\n"
        "Grace Odera : Je crois que nous importons trop.\n\n"
        "Que faut-il faire ?\n\n"
        "Je pense qu'il faut produire davantage.\n"
    )
    assert [(s.words, s.speaker) for s in said(text)] == [
        ("Je crois que nous importons trop.", "Grace Odera"),
        ("Je pense qu'il faut produire davantage.", "Grace Odera"),
    ]


def test_names_on_lines_of_their_own_tell_who_answers(said: Read) -> None:
    text = (
        "Pourquoi la monnaie baisse-t-elle ?\n\nGrace Odera :\n\nNous importons trop.\n\n"
        "Que faut-il faire ?\n\nGrace Odera :\n\nIl nous faut produire davantage.\n"
    )
    assert [(s.words, s.speaker) for s in said(text)] == [
        ("Nous importons trop.", "Grace Odera"),
        ("Il nous faut produire davantage.", "Grace Odera"),
    ]


def test_an_interview_is_one_also_where_nobody_says_i(said: Read) -> None:
    text = (
        "La Gazette : Pourquoi la monnaie baisse-t-elle ?\n\n"
        "Grace Odera : Parce que le pays importe trop. Les réserves fondent.\n\n"
        "La Gazette : Que faut-il faire ?\n\n"
        "Grace Odera : Il faut produire davantage, ici, tout de suite.\n"
    )
    assert [(s.kind, s.words, s.speaker) for s in said(text)] == [
        ("direct", "Parce que le pays importe trop. Les réserves fondent.", "Grace Odera"),
        ("direct", "Il faut produire davantage, ici, tout de suite.", "Grace Odera"),
    ]


def test_a_communique_in_full_quotes_nobody_by_itself(said: Read) -> None:
    text = (
        "COMMUNIQUÉ\n\n"
        "Le ministère de la Santé informe la population de l'ouverture de trois centres de vaccination à Bohicon.\n\n"
        "Les centres sont ouverts chaque jour de huit heures à seize heures.\n"
    )
    assert said(text) == []


@pytest.mark.parametrize(
    ("splice", "second"),
    [
        (", de son côté, Leïla Trabelsi", "Leïla Trabelsi"),
        (", Leïla Trabelsi", "Leïla Trabelsi"),
        (", les syndicats", "syndicats"),
        (", de son côté le ministre tunisien de la Justice", "ministre tunisien de la Justice"),
        (", de son côté Leïla Trabelsi", "Leïla Trabelsi"),
    ],
)
def test_run_on_prose_finds_each_speaker_in_a_clause_of_his_own(said: Read, splice: str, second: str) -> None:
    verb = "ont déclaré" if second == "syndicats" else "a déclaré"
    text = (
        "Le président togolais, Koffi Amegan, a affirmé que la frontière resterait ouverte aux élèves des deux rives"
        f"{splice} {verb} que les contrôles des camions seraient renforcés à partir de lundi."
    )
    assert said(text) == [
        ("indirect", "la frontière resterait ouverte aux élèves des deux rives", "Koffi Amegan", "a affirmé"),
        ("indirect", "les contrôles des camions seraient renforcés à partir de lundi", second, verb),
    ]


@pytest.mark.parametrize("splice", [", de son côté", ",", ", de son côté,"])
def test_short_run_on_prose(said: Read, splice: str) -> None:
    text = f"Koffi Amegan a affirmé que la trêve tiendrait{splice} Leïla Trabelsi a dit que les combats reprendraient."
    assert said(text) == [
        ("indirect", "la trêve tiendrait", "Koffi Amegan", "a affirmé"),
        ("indirect", "les combats reprendraient", "Leïla Trabelsi", "a dit"),
    ]


def test_a_dialogue_with_dashes(said: Read) -> None:
    text = "— La route est coupée, a prévenu Koffi Amegan.\n\n— Nous prendrons la piste, a répondu Leïla Trabelsi."
    assert [(s.words, s.speaker, s.cue) for s in said(text)] == [
        ("La route est coupée", "Koffi Amegan", "a prévenu"),
        ("Nous prendrons la piste", "Leïla Trabelsi", "a répondu"),
    ]


@pytest.mark.parametrize("marks", ["« {} »", "«{}»", "“{}”", '"{}"', "„{}”", "«\u00a0{}\u00a0»", "<< {} >>", "''{}''"])
def test_every_shape_of_marks_is_understood(said: Read, marks: str) -> None:
    marked = marks.format("Nous avons gagné")
    assert said(f"{marked}, a lancé Leïla Trabelsi.") == [("direct", marked, "Leïla Trabelsi", "a lancé")]


@pytest.mark.parametrize(
    "text",
    [
        "Le festival « Couleurs du fleuve » ouvre samedi à Saint-Louis.",
        "Le roman « Les bruits de l'aube » a reçu le prix des lycéens.",
        "L'opération « Mains propres » a commencé lundi.",
        "La prétendue « victoire » n'a convaincu personne.",
        "Il est poursuivi pour « abus de confiance » et « faux en écriture ».",
        "L'ancien trésorier a été inculpé de « détournement de fonds publics ».",
        "Le parquet lui reproche d'avoir vendu des terrains de la commune.",
        "Le ministre aurait quitté le pays mardi.",
        "Les manifestants portaient des pancartes et des drapeaux.",
        "Il a reconnu son frère sur la photo.",
    ],
)
def test_titles_irony_charges_and_rumour_quote_nobody(said: Read, text: str) -> None:
    assert said(text) == []


def test_a_speaker_of_several_is_the_first_named(said: Read) -> None:
    text = "Koffi Amegan et Leïla Trabelsi ont affirmé que les négociations avançaient."
    assert said(text) == [("indirect", "les négociations avançaient", "Koffi Amegan", "ont affirmé")]


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        (
            "Dans un communiqué, le ministère togolais de la Santé indique que l'eau est potable.",
            "l'eau est potable",
            "ministère togolais de la Santé",
            "indique",
        ),
        (
            "Le ministre togolais des Transports, Koffi Amegan, a visité le port. « Il est prêt », s'est félicité le"
            " ministre.",
            "« Il est prêt »",
            "Koffi Amegan",
            "s'est félicité",
        ),
        (
            "La ministre kényane des Transports, Grace Odera, a visité le port. Odera a fait savoir que la digue"
            " tiendrait.",
            "la digue tiendrait",
            "Grace Odera",
            "a fait savoir",
        ),
        ("Lomé affirme que ses soldats sont rentrés.", "ses soldats sont rentrés", "Togo", "affirme"),
        ("L'ONU estime que la faim augmente.", "la faim augmente", "Organisation des Nations unies", "estime"),
        ("Le gouvernement estime que la famine menace.", "la famine menace", "gouvernement", "estime"),
        (
            "Le procureur aurait expliqué que le dossier était vide.",
            "le dossier était vide",
            "procureur",
            "aurait expliqué",
        ),
        (
            "Des habitants de Kara racontent que le fleuve a débordé.",
            "le fleuve a débordé",
            "habitants de Kara",
            "racontent",
        ),
        (
            "Le maire Paul Essomba, qui avait fermé le marché, a expliqué que les murs étaient fissurés.",
            "les murs étaient fissurés",
            "Paul Essomba",
            "a expliqué",
        ),
        (
            "Le maire qui avait fermé le marché, Paul Essomba, a expliqué que les murs étaient fissurés.",
            "les murs étaient fissurés",
            "Paul Essomba",
            "a expliqué",
        ),
    ],
)
def test_offices_documents_states_and_groups_speak(said: Read, text: str, words: str, speaker: str, cue: str) -> None:
    assert [(s.words, s.speaker, s.cue) for s in said(text)] == [(words, speaker, cue)]


def test_what_somebody_calls_something_is_his_word(said: Read) -> None:
    text = "Leïla Trabelsi dénonce ce qu'elle décrit comme un « complot »."
    assert [(s.words, s.speaker) for s in said(text)] == [("« complot »", "Leïla Trabelsi")]


def test_a_first_name_at_the_start_of_a_sentence_belongs_to_the_name(said: Read) -> None:
    text = "Grace Odera dénonce ce qu'elle décrit comme un « complot »."
    assert [(s.words, s.speaker) for s in said(text)] == [("« complot »", "Grace Odera")]


def test_who_speaks_is_unknown_is_said_with_a_reason(record_of: Callable[[str], Record]) -> None:
    record = record_of("Il a affirmé que le pont était sûr.")
    assert [(q.speaker, q.reason is not None) for q in record.quotations] == [(None, True)]
