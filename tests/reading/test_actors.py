"""Who acts and speaks on a page: persons, states, bodies, organisations and groups."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani import Reader
from tamani.languages import load
from tamani.reading.actors import find_actors, resolve_speaker
from tamani.reading.parse import Parser, article_text, reading_of
from tamani.reading.reading import Reading
from tamani.record import Actor, Block


@functools.cache
def parser() -> Parser:
    return Parser(load("fr"))


def read(*paragraphs: str, headline: str = "") -> Reading:
    """The reading of an article made of a headline and paragraphs, its actors found."""
    lines = [(headline, "headline")] if headline else []
    lines += [(paragraph, "body") for paragraph in paragraphs]
    text, blocks = "", []
    for line, kind in lines:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(line), by="test"))
        text += line + "\n\n"
    article = article_text(text, blocks)
    reading = reading_of(article, next(iter(parser().parse([article]))), load("fr"), text)
    find_actors(reading)
    return reading


def actor(reading: Reading, name: str) -> Actor:
    found = [a for a in reading.actors if a.name == name]
    assert found, f"{name!r} is not among {[a.name for a in reading.actors]}"
    return found[0]


def names(reading: Reading) -> set[str]:
    return {a.name for a in reading.actors}


def speaker(reading: Reading, phrase: str) -> Actor:
    """Whom the last occurrence of a phrase means."""
    start = reading.text.rindex(phrase)
    identifier = resolve_speaker(reading, start, start + len(phrase)).actor
    return next(a for a in reading.actors if a.id == identifier)


@pytest.mark.parametrize(
    ("sentence", "name", "role", "country"),
    [
        (
            "Le ministre kényan des Transports, Musalia Odera, a quitté Nairobi.",
            "Musalia Odera",
            "ministre kényan des Transports",
            "KEN",
        ),
        (
            "Fatou Sanogo, porte-parole du gouvernement ivoirien, a salué l'accord.",
            "Fatou Sanogo",
            "porte-parole du gouvernement ivoirien",
            "CIV",
        ),
        ("Le président togolais Koffi Amegan a signé le décret.", "Koffi Amegan", "président togolais", "TGO"),
        (
            "Me Leïla Trabelsi, avocate de la famille, a déposé plainte.",
            "Leïla Trabelsi",
            "avocate de la famille",
            None,
        ),
    ],
)
def test_a_person_has_the_role_and_country_that_the_page_tells(sentence, name, role, country):
    found = actor(read(sentence), name)
    assert (found.kind, found.role) == ("person", role)
    assert country is None or found.country == country


def test_surname_and_role_are_the_same_person_later_on():
    reading = read(
        "Le ministre kényan des Transports, Musalia Odera, a ouvert la route.",
        "Odera a remercié les ouvriers. Le ministre a ensuite visité le port.",
    )
    mentions = {reading.page_text[m.start : m.end] for m in actor(reading, "Musalia Odera").mentions}
    assert {"Musalia Odera", "Odera", "Le ministre"} <= mentions


def test_a_counterpart_has_the_same_office_for_another_country():
    reading = read("Le ministre chilien de la Défense, Pablo Rojas, a reçu son homologue péruvien, Luis Quispe.")
    found = actor(reading, "Luis Quispe")
    assert (found.role, found.country) == ("ministre péruvien de la Défense", "PER")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lomé rejette ces accusations.", True),
        ("Les négociateurs se sont retrouvés à Lomé.", False),
        ("Accra a critiqué la position de Lomé.", True),
        ("Le marché de Lomé a rouvert.", False),
    ],
)
def test_a_capital_is_its_state_only_where_it_acts(sentence, expected):
    assert any(a.id == "TGO" for a in read(sentence).actors) is expected


def test_one_phrase_for_two_armies_makes_two_actors():
    reading = read("Les armées tchadienne et camerounaise ont mené une opération commune.")
    bodies = {a.country for a in reading.actors if a.kind == "government_body"}
    assert bodies == {"TCD", "CMR"}


def test_an_organisation_is_known_by_its_acronym_afterwards():
    reading = read("L'Association des riverains du lac (Arlac) a porté plainte.", "L'Arlac demande réparation.")
    found = actor(reading, "Association des riverains du lac")
    assert found.kind == "civil_society"
    assert "Arlac" in {reading.page_text[m.start : m.end] for m in found.mentions}


def test_people_without_a_name_are_groups_where_something_happens_to_them():
    reading = read("Trois pêcheurs sénégalais ont été arrêtés mardi. Le budget des familles augmente.")
    assert "pêcheurs sénégalais" in names(reading)
    assert "familles" not in names(reading)


def test_a_mention_begins_behind_the_word_that_leads_to_it():
    record = read("Le massacre de trente civils est condamné. Il parle du porte-parole du M23, Jean Kabi.")
    told = {record.text[m.start : m.end] for actor in record.actors for m in actor.mentions}
    assert "trente civils" in told
    assert not any(words.lower().startswith(("de ", "du ")) for words in told)


def test_streets_and_towns_are_no_persons():
    reading = read("Le cortège a quitté l'avenue Lumumba. Des tirs ont retenti à Sotouboua.")
    assert not [a for a in reading.actors if a.kind == "person"]


@pytest.mark.parametrize(
    ("paragraphs", "phrase", "name"),
    [
        (["La maire de Pikine, Awa Ndour, a fermé le marché.", "Elle promet un autre lieu."], "Elle", "Awa Ndour"),
        (
            ["Le syndicat a saisi le gouverneur, Paul Essomba. Ce dernier a promis une réponse."],
            "Ce dernier",
            "Paul Essomba",
        ),
        (["Le Togo a signé avec le Bénin, qui a ratifié le texte."], "qui", "Bénin"),
        (
            ["Dans un communiqué, le gouvernement togolais condamne l'attaque. « Rien ne le justifie », dit le texte."],
            "le texte",
            "gouvernement togolais",
        ),
    ],
)
def test_pronouns_and_documents_lead_back_to_who_is_meant(paragraphs, phrase, name):
    assert speaker(read(*paragraphs), phrase).name == name


def test_a_speaker_nobody_had_met_becomes_an_actor():
    reading = read("L'accord tient toujours, glisse une source portuaire.")
    found = speaker(reading, "une source portuaire")
    assert found.kind == "group"


def test_a_word_that_nobody_fits_is_left_open():
    reading = read("Il pleut sur la ville.")
    resolution = resolve_speaker(reading, 0, 2)
    assert resolution.actor is None
    assert resolution.reason is not None
    assert resolution.reason.code == "no_antecedent"


def test_a_demonym_that_the_page_contradicts_is_flagged_and_corrected():
    reading = read(
        "Le Niger a protesté lundi : le ministre nigérian du Commerce, Sani Oumarou, a convoqué la presse"
        " dans la capitale Niamey et dénoncé les taxes du Nigeria."
    )
    assert actor(reading, "Sani Oumarou").country == "NER"
    assert [f.kind for f in reading.flags] == ["demonym"]


def test_an_office_out_of_place_is_flagged():
    reading = read(
        "Les deux armées ont échangé des tirs à la frontière, et l'attaque a tué quatre soldats."
        " L'armée accuse des rebelles. Le ministre du Tourisme a déclaré que la défense de la frontière continuerait."
    )
    flagged = [reading.page_text[f.start : f.end] for f in reading.flags if f.kind == "role_mismatch"]
    assert flagged == ["Le ministre du Tourisme"]


@pytest.mark.parametrize(
    ("paragraphs", "phrase", "name"),
    [
        (
            ["Le préfet du Kouilou, Alphonse Mabiala, a rouvert le pont.", "Le représentant de l'État salue l'effort."],
            "Le représentant de l'État",
            "Alphonse Mabiala",
        ),
        (
            ["Nathalie Oyono a été battue dimanche à Bafia. L'ancienne députée accuse le parti au pouvoir de fraude."],
            "L'ancienne députée",
            "Nathalie Oyono",
        ),
        (
            ["La directrice de la station a présenté ses excuses.", "Awa Sarr, directrice de Radio Dounia, se tait."],
            "La directrice de la station",
            "Awa Sarr",
        ),
        (
            ["Une procureure, Salima Ferhat, suit le dossier. Interrogée hier, la magistrate refuse de commenter."],
            "la magistrate",
            "Salima Ferhat",
        ),
        (
            ["Le ministre des Affaires étrangères Şükrü Kılıçaslan est rentré. Kılıçaslan promet une réponse."],
            "Kılıçaslan",
            "Şükrü Kılıçaslan",
        ),
    ],
)
def test_a_role_in_other_words_is_the_person_named_with_it(paragraphs, phrase, name):
    assert speaker(read(*paragraphs), phrase).name == name


@pytest.mark.parametrize(
    ("sentences", "phrase", "name"),
    [
        (
            "Le président Issa Karé a reçu la presse à Niamey. L'ancien président, lui, dénonce une mascarade.",
            "L'ancien président",
            "Issa Karé",
        ),
        (
            "Le directeur du Port de Douala, Jean Etoundi, a parlé. Le directeur de l'hôpital manque de tout.",
            "Le directeur de l'hôpital",
            "Jean Etoundi",
        ),
    ],
)
def test_a_role_that_the_named_person_does_not_have_is_somebody_else(sentences, phrase, name):
    assert speaker(read(sentences), phrase).name != name


@pytest.mark.parametrize(
    ("paragraphs", "phrase", "name"),
    [
        (["Le Niger et le Bénin négocient. Il reproche au gouvernement son silence."], "Il", None),
        (["La partie grecque a protesté à Nicosie."], "La partie grecque", "Grèce"),
        (["Paul Messan a pris la parole. Il reproche au Bénin de tarder."], "Il", "Paul Messan"),
        (["La fédération proteste. Quant au préfet, il se tait."], "il", "préfet"),
        (["Ramata Ly a parlé. Et la Guinée ? Elle reste prudente."], "Elle", "Guinée"),
    ],
)
def test_a_pronoun_goes_back_to_the_topic_before_it(paragraphs, phrase, name):
    reading = read(*paragraphs)
    start = reading.text.index(phrase)
    end = len(reading.text)
    found = resolve_speaker(reading, start, start + len(phrase), before=end)
    if name is None:
        assert found.actor in {"NER", "BEN"}
    else:
        assert next(a.name for a in reading.actors if a.id == found.actor) == name


def test_who_just_spoke_is_whom_the_next_pronoun_means():
    reading = read("Selon Me Rose Adjovi, avocate de M. Koffi Lawson, rien ne tient. Elle demande un non-lieu.")
    speaker(reading, "Me Rose Adjovi")
    assert speaker(reading, "Elle").name == "Rose Adjovi"


def test_an_acronym_tells_where_a_long_name_ends():
    reading = read("Le Rassemblement des patriotes et la nouvelle gauche (RPNG) appelle au boycott. Le RPNG persiste.")
    assert actor(reading, "Rassemblement des patriotes et la nouvelle gauche").kind == "party"
    assert speaker(reading, "Le RPNG").name == "Rassemblement des patriotes et la nouvelle gauche"


def test_the_outlet_of_the_page_is_a_medium_where_the_story_names_it():
    text = "SAVANE INFO — toute l'actualité\n\nJoint par Savane Info, le maire de Kara refuse de répondre.\n"
    at = text.index("Joint")
    blocks = [
        Block(kind="navigation", start=0, end=at - 2, by="test"),
        Block(kind="body", start=at, end=len(text) - 1, by="test"),
    ]
    article = article_text(text, blocks)
    reading = reading_of(article, next(iter(parser().parse([article]))), load("fr"), text)
    find_actors(reading)
    assert actor(reading, "Savane Info").kind == "media"


def test_people_on_a_border_are_of_no_country_that_nothing_tells():
    reading = read("Des pillards ont passé la frontière entre le Tchad et le Niger. Des éleveurs ont fui.")
    assert actor(reading, "éleveurs").country is None


@pytest.mark.parametrize("phrase", ["Mine basse, voix éteinte", "les informations recueillies"])
def test_words_that_name_nobody_make_no_speaker(phrase):
    reading = read(f"{phrase[0].upper()}{phrase[1:]}, le pont a cédé dans la nuit.".replace("Les inf", "Selon les inf"))
    start = reading.text.index(phrase)
    assert resolve_speaker(reading, start, start + len(phrase)).actor is None


def test_a_letter_belongs_to_who_wrote_it():
    reading = read("Le Groupement des armateurs a reculé. Un courrier du Groupement annonce des départs.")
    assert speaker(reading, "Un courrier du Groupement").name == "Groupement des armateurs"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcÉéÀ «»\"'().,:;-0123456789\nLe Mali President", max_size=200))
def test_any_text_is_read_with_every_mention_in_bounds(text):
    line = text.replace("\n", " ").strip()
    reading = read(line) if line else read("x")
    for found in reading.actors:
        assert found.mentions
        for mention in found.mentions:
            assert 0 <= mention.start < mention.end <= len(reading.page_text)
    assert len({found.id for found in reading.actors}) == len(reading.actors)
    assert [m.start for m in reading.mentions] == sorted(m.start for m in reading.mentions)


def test_a_document_nobody_has_issued_speaks_for_itself(body_reader: Reader) -> None:
    """ "Selon un rapport" is not put into the mouth of whoever spoke last; "selon le communiqué" is its issuer's."""
    told = "La ministre, Awa Compaoré, a visité la digue. Selon un rapport remis en janvier, la digue perd de l'eau."
    record = body_reader.read(told)
    speaker = record.actor(record.quotations[0].speaker)
    assert speaker is not None
    assert speaker.name == "rapport" or "rapport" in speaker.name
    issued = "Le ministère a publié un communiqué. Selon le communiqué, la digue tient."
    record = body_reader.read(issued)
    speaker = record.actor(record.quotations[0].speaker)
    assert speaker is not None
    assert speaker.kind == "government_body"


def test_all_fighters_of_an_armed_group_are_the_group() -> None:
    reading = read("Les rebelles du M23 ont quitté la ville. Le M23 a confirmé. Trois combattants du M23 sont morts.")
    group = next(a for a in reading.actors if a.kind == "armed_group")
    assert {reading.text[m.start : m.end] for m in reading.mentions if m.actor == group.id} >= {
        "Les rebelles du M23", "M23",
    }  # fmt: skip
    assert any(a.kind == "group" for a in reading.actors)


def test_who_speaks_by_a_thing_of_his_is_himself() -> None:
    reading = read("Bamako réclame l'appui de Moscou, qui se dit prêt à livrer du pétrole.")
    start = reading.text.index("l'appui de Moscou")
    assert resolve_speaker(reading, start, start + len("l'appui de Moscou")).actor == "RUS"


def test_a_former_role_before_a_name_is_no_part_of_the_name() -> None:
    reading = read("L'ex-mandataire Rolando Achá a quitté la salle.")
    start = reading.text.index("L'ex-mandataire")
    speaker = resolve_speaker(reading, start, start + len("L'ex-mandataire Rolando Achá")).actor
    assert [a.name for a in reading.actors if a.id == speaker] == ["Rolando Achá"]


def test_that_before_a_number_is_a_conjunction_and_no_part_of_whom_it_tells(english_body_reader: Reader) -> None:
    record = english_body_reader.read("The ministry said that six Ghanaian sailors had asked for asylum.")
    told = {record.text[m.start : m.end] for actor in record.actors for m in actor.mentions}
    assert "six Ghanaian sailors" in told
    assert not any(words.startswith("that") for words in told)


@pytest.mark.parametrize(
    ("sentence", "name", "sector"),
    [
        ("La banque centrale du Nigeria a relevé ses taux.", "banque centrale du Nigeria", "GOV"),
        ("La garde nationale malienne a encerclé le siège.", "garde nationale malienne", "MIL"),
        ("Le conseil municipal de Mersin a été dissous.", "conseil municipal de Mersin", "GOV"),
    ],
)
def test_a_body_told_by_a_noun_of_several_words_is_no_company_and_no_person(sentence, name, sector):
    found = actor(read(sentence), name)
    assert (found.kind, found.sector) == ("government_body", sector)


def test_an_english_body_told_by_a_noun_of_several_words(english_body_reader: Reader) -> None:
    record = english_body_reader.read("The Philippine coast guard said its boat was rammed.")
    assert ("Philippine coast guard", "government_body") in [(a.name, a.kind) for a in record.actors]


def test_a_parliament_that_is_only_named_is_an_actor_and_a_seat_in_it_is_none(english_body_reader: Reader) -> None:
    record = english_body_reader.read("Two hundred people rallied outside the Georgian parliament.")
    assert "Georgian parliament" in [a.name for a in record.actors]
    assert [a.name for a in english_body_reader.read("He was promised a Senate seat.").actors] == []
