"""French time expressions: a sentence, the publication date (or none), the words with their values."""

from datetime import date

import pytest

from tamani.languages import load
from tamani.reading.times import resolve_times

MONDAY = date(2025, 4, 7)
THURSDAY = date(2025, 4, 10)
SUNDAY = date(2025, 4, 13)
JANUARY = date(2025, 1, 8)

WEEKDAYS = [
    ("Le gouvernement a démissionné jeudi.", MONDAY, [("jeudi", "2025-04-03")]),
    ("Le président a reçu les syndicats jeudi.", THURSDAY, [("jeudi", "2025-04-10")]),
    ("Le ministre est arrivé ce jeudi à Niamey.", THURSDAY, [("ce jeudi", "2025-04-10")]),
    ("Elle a été libérée jeudi dernier.", THURSDAY, [("jeudi dernier", "2025-04-03")]),
    ("Le sommet s'ouvre jeudi prochain.", THURSDAY, [("jeudi prochain", "2025-04-17")]),
    ("Le Conseil s'est réuni lundi soir.", MONDAY, [("lundi soir", "2025-04-07")]),
    ("Le Conseil s'est réuni dimanche matin.", MONDAY, [("dimanche matin", "2025-04-06")]),
    ("La foule a envahi la place samedi après-midi.", MONDAY, [("samedi après-midi", "2025-04-05")]),
    ("L'assaut a été donné mercredi à 14h05.", MONDAY, [("mercredi à 14h05", "2025-04-02")]),
    ("L'assaut a été donné vendredi vers 3 heures.", MONDAY, [("vendredi vers 3 heures", "2025-04-04")]),
    ("Le Premier ministre se rendra mercredi à Tunis.", MONDAY, [("mercredi", "2025-04-09")]),
    ("L'ambassadeur a été convoqué vendredi.", MONDAY, [("vendredi", "2025-04-04")]),
    ("L'ambassadeur est convoqué vendredi.", MONDAY, [("vendredi", "2025-04-11")]),
    ("La grève débutera vendredi.", MONDAY, [("vendredi", "2025-04-11")]),
    ("Une nouvelle réunion est prévue mardi.", MONDAY, [("mardi", "2025-04-08")]),
    ("Une médiation des chefs est annoncée pour samedi.", THURSDAY, [("pour samedi", "2025-04-12")]),
    ("Mardi, le tribunal a rejeté le recours.", MONDAY, [("Mardi", "2025-04-01")]),
    ("Il a été interpellé lundi dernier au soir.", THURSDAY, [("lundi dernier au soir", "2025-04-07")]),
    ("Il a été entendu mardi et mercredi.", THURSDAY, [("mardi", "2025-04-08"), ("mercredi", "2025-04-09")]),
    ("Le couvre-feu a été levé dès lundi.", THURSDAY, [("dès lundi", "2025-04-07")]),
    ("Les cours sont suspendus depuis mardi.", THURSDAY, [("depuis mardi", "2025-04-08/..")]),
    (
        "Les combats ont duré de lundi à mercredi.",
        THURSDAY,
        [("de lundi à mercredi", "2025-04-07/2025-04-09")],
    ),
    ("Les partis ont jusqu'à vendredi pour répondre.", MONDAY, [("jusqu'à vendredi", "2025-04-11")]),
    ("Un accord doit être trouvé avant vendredi.", MONDAY, [("avant vendredi", "2025-04-11")]),
]

DATES = [
    ("Lundi 7 avril 2025 – 18:42", MONDAY, [("Lundi 7 avril 2025 – 18:42", "2025-04-07")]),
    ("Publié le 07/04/2025 par la rédaction", None, [("le 07/04/2025", "2025-04-07")]),
    ("Publié le 2025-04-07 par la rédaction", None, [("le 2025-04-07", "2025-04-07")]),
    ("Mis en ligne le 28-04-2025", None, [("le 28-04-2025", "2025-04-28")]),
    ("Mis en ligne le 28.04.2025", None, [("le 28.04.2025", "2025-04-28")]),
    ("Les tours ont été frappées le 11 septembre 2001.", None, [("le 11 septembre 2001", "2001-09-11")]),
    ("La loi est entrée en vigueur le 1er mars.", MONDAY, [("le 1er mars", "2025-03-01")]),
    ("Le 12 mars, quatre bergers ont été tués.", MONDAY, [("Le 12 mars", "2025-03-12")]),
    ("Le 12 mars dernier, quatre bergers ont été tués.", MONDAY, [("Le 12 mars dernier", "2025-03-12")]),
    ("Le 20 décembre, l'armée a repris la ville.", JANUARY, [("Le 20 décembre", "2024-12-20")]),
    ("Le scrutin se tiendra le 25 octobre.", MONDAY, [("le 25 octobre", "2025-10-25")]),
    ("Le scrutin aura lieu le 3 février.", MONDAY, [("le 3 février", "2026-02-03")]),
    ("Le procès a été reporté au 5 mai.", MONDAY, [("au 5 mai", "2025-05-05")]),
    ("Le parti célèbre le 15 mai prochain son anniversaire.", MONDAY, [("le 15 mai prochain", "2025-05-15")]),
    ("Le vote a eu lieu dimanche 6 avril.", MONDAY, [("dimanche 6 avril", "2025-04-06")]),
    ("Le vote est fixé au dimanche 27 avril.", MONDAY, [("au dimanche 27 avril", "2025-04-27")]),
    (
        "Réuni le mercredi 12 mars 2025, le Conseil a tranché.",
        None,
        [("le mercredi 12 mars 2025", "2025-03-12")],
    ),
    ("Ce 4 avril, le pays fête son indépendance.", MONDAY, [("Ce 4 avril", "2025-04-04")]),
    ("Le séminaire s'est tenu du 3 au 5 mars.", MONDAY, [("du 3 au 5 mars", "2025-03-03/2025-03-05")]),
    ("Les 3 et 4 mars, le Parlement a siégé.", MONDAY, [("Les 3 et 4 mars", "2025-03-03/2025-03-04")]),
    (
        "Le salon se tiendra du 30 avril au 2 mai.",
        MONDAY,
        [("du 30 avril au 2 mai", "2025-04-30/2025-05-02")],
    ),
    (
        "Entre le 3 et le 5 mars, rien n'a filtré.",
        MONDAY,
        [("Entre le 3 et le 5 mars", "2025-03-03/2025-03-05")],
    ),
    ("Le sommet a eu lieu du 3 au 5 mai 2023.", None, [("du 3 au 5 mai 2023", "2023-05-03/2023-05-05")]),
    (
        "Un incendie le 24-Avril ? Non, le 24 avril.",
        MONDAY,
        [("le 24-Avril", "2025-04-24"), ("le 24 avril", "2025-04-24")],
    ),
    ("Le délai court jusqu'au 15 mai.", MONDAY, [("jusqu'au 15 mai", "2025-05-15")]),
    ("Les négociations sont suspendues depuis le 18 mars.", MONDAY, [("depuis le 18 mars", "2025-03-18/..")]),
    ("La mesure s'applique à partir du 1er mai.", MONDAY, [("à partir du 1er mai", "2025-05-01/..")]),
    ("Les loyers sont payables avant le 15 du mois.", MONDAY, [("avant le 15 du mois", "2025-04-15")]),
    ("Le dépôt est attendu le 15 du mois prochain.", MONDAY, [("le 15 du mois prochain", "2025-05-15")]),
    ("Il avait été nommé le 15 du mois dernier.", MONDAY, [("le 15 du mois dernier", "2025-03-15")]),
    ("Ils seront de retour à Noël.", MONDAY, [("à Noël", "2025-12-25")]),
    ("Né le 29 février 2024, il est le plus jeune.", None, [("le 29 février 2024", "2024-02-29")]),
    ("L'attentat du 2 avr. 2025 a choqué le pays.", None, [("du 2 avr. 2025", "2025-04-02")]),
]

MONTHS = [
    ("Le Mali a rompu ses relations en août 2024.", None, [("en août 2024", "2024-08")]),
    ("Août 2024 restera un tournant.", None, [("Août 2024", "2024-08")]),
    ("Les deux armées ont signé en août.", JANUARY, [("en août", "2024-08")]),
    ("Le président se rendra à Moscou en juin.", MONDAY, [("en juin", "2025-06")]),
    ("Sa prochaine visite à Moscou, en juin, inquiète.", MONDAY, [("en juin", "2025-06")]),
    ("Ils partagent leurs renseignements depuis janvier.", MONDAY, [("depuis janvier", "2025-01/..")]),
    ("Ils en ont saisi deux cents depuis janvier.", date(2025, 11, 5), [("depuis janvier", "2025-01/..")]),
    ("Elles seront partagées depuis janvier.", MONDAY, [("depuis janvier", "2025-01/..")]),
    ("Ils sont détenus depuis février 2023.", MONDAY, [("depuis février 2023", "2023-02/..")]),
    ("L'opposition exige un calendrier avant fin avril.", MONDAY, [("avant fin avril", "2025-04-30")]),
    ("Fin septembre, l'armée a lancé une offensive.", JANUARY, [("Fin septembre", "2024-09")]),
    ("Début mars, la junte a cédé.", MONDAY, [("Début mars", "2025-03")]),
    ("Le camp a été évacué à la mi-mars.", MONDAY, [("à la mi-mars", "2025-03")]),
    ("L'offensive de septembre a échoué.", JANUARY, [("de septembre", "2024-09")]),
    ("La mission a pris fin en mars dernier.", MONDAY, [("en mars dernier", "2025-03")]),
    ("Le vote est prévu en mai prochain.", MONDAY, [("en mai prochain", "2025-05")]),
    ("Au mois de février, les prix ont doublé.", MONDAY, [("Au mois de février", "2025-02")]),
    (
        "Des réfugiés sont arrivés la première semaine de mars.",
        MONDAY,
        [("la première semaine de mars", "2025-03-01/2025-03-07")],
    ),
    ("Il faut conclure avant la fin mai.", MONDAY, [("avant la fin mai", "2025-05-31")]),
    (
        "Les négociations ont duré de janvier à mars 2024.",
        MONDAY,
        [("de janvier à mars 2024", "2024-01/2024-03")],
    ),
    ("Il a siégé entre mars 2021 et juin 2023.", None, [("entre mars 2021 et juin 2023", "2021-03/2023-06")]),
    ("Le rapport de décembre 2022 est accablant.", None, [("de décembre 2022", "2022-12")]),
    ("Le cessez-le-feu tient depuis fin mars.", MONDAY, [("depuis fin mars", "2025-03/..")]),
    ("Le pays a voté courant février.", MONDAY, [("courant février", "2025-02")]),
]

YEARS = [
    ("Les putschs se sont succédé entre 2020 et 2023.", None, [("entre 2020 et 2023", "2020/2023")]),
    ("Il fut ministre de 2019 à 2021.", None, [("de 2019 à 2021", "2019/2021")]),
    ("Le mandat 2020-2025 s'achève.", None, [("2020-2025", "2020/2025")]),
    ("En 2016, ils ont saisi la Cour.", None, [("En 2016", "2016")]),
    ("La Russie contourne l'embargo depuis 2022.", None, [("depuis 2022", "2022/..")]),
    ("Début 2025, le dialogue a repris.", None, [("Début 2025", "2025")]),
    ("Le coup d'État de 2012 a tout changé.", None, [("de 2012", "2012")]),
    ("Les années 1990 ont été terribles.", None, [("Les années 1990", "1990/1999")]),
    ("Il combattait dans les années 80.", None, [("les années 80", "1980/1989")]),
    ("L'an dernier, trois infirmiers ont été arrêtés.", MONDAY, [("L'an dernier", "2024")]),
    ("L'année prochaine, il sera candidat.", MONDAY, [("L'année prochaine", "2026")]),
    ("Cette année, la récolte est bonne.", MONDAY, [("Cette année", "2025")]),
    ("La paix est promise d'ici à la fin de l'année.", MONDAY, [("d'ici à la fin de l'année", "2025-12-31")]),
    (
        "Le retrait tarderait au-delà de la fin de l'année.",
        MONDAY,
        [("au-delà de la fin de l'année", "2025-12-31")],
    ),
    ("La réforme était attendue pour fin 2024.", None, [("pour fin 2024", "2024")]),
    ("Ils s'étaient rencontrés à l'automne 2023.", None, [("à l'automne 2023", "2023-09/2023-11")]),
    ("Le barrage sera inauguré cet été.", MONDAY, [("cet été", "2025-06/2025-08")]),
    ("Les élections ont eu lieu au printemps.", MONDAY, [("au printemps", "2025-03/2025-05")]),
    ("La trêve de l'hiver dernier n'a pas tenu.", MONDAY, [("de l'hiver dernier", "2024-12/2025-02")]),
    (
        "Au premier trimestre 2025, l'inflation a reculé.",
        None,
        [("Au premier trimestre 2025", "2025-01/2025-03")],
    ),
    ("Le déficit s'est creusé au deuxième semestre.", JANUARY, [("au deuxième semestre", "2024-07/2024-12")]),
    ("Le groupe est né au cours de l'année 1998.", None, [("de l'année 1998", "1998")]),
]

FROM_TODAY = [
    ("Le chef de l'État a reçu hier une délégation.", MONDAY, [("hier", "2025-04-06")]),
    ("Hier soir, des tirs ont retenti.", MONDAY, [("Hier soir", "2025-04-06")]),
    ("L'otage a été libéré avant-hier.", MONDAY, [("avant-hier", "2025-04-05")]),
    ("Les écoles rouvrent demain.", MONDAY, [("demain", "2025-04-08")]),
    ("Le procès s'ouvre après-demain.", MONDAY, [("après-demain", "2025-04-09")]),
    ("Ce matin, le calme était revenu.", MONDAY, [("Ce matin", "2025-04-07")]),
    ("Aujourd'hui, les greffiers ont cessé le travail.", MONDAY, [("Aujourd'hui", "2025-04-07")]),
    ("Il l'avait juré il y a trois jours.", MONDAY, [("il y a trois jours", "2025-04-04")]),
    ("Il l'avait juré il y a deux ans.", MONDAY, [("il y a deux ans", "2023")]),
    ("Le camp avait fermé il y a deux mois.", MONDAY, [("il y a deux mois", "2025-02")]),
    ("Il y a une semaine, ils avaient cédé.", MONDAY, [("Il y a une semaine", "2025-03-31/2025-04-06")]),
    ("Il y a vingt-cinq ans, la guerre éclatait.", MONDAY, [("Il y a vingt-cinq ans", "2000")]),
    ("La route est coupée depuis trois jours.", MONDAY, [("depuis trois jours", "2025-04-04/..")]),
    ("La région est assiégée depuis deux ans.", MONDAY, [("depuis deux ans", "2023/..")]),
    ("Le premier convoi partira dans trois jours.", MONDAY, [("dans trois jours", "2025-04-10")]),
    ("Le dossier sera rouvert dans deux mois.", MONDAY, [("dans deux mois", "2025-06")]),
    ("Il doit quitter le pays dans les 48 heures.", MONDAY, [("dans les 48 heures", "2025-04-09")]),
    ("Une réponse est exigée sous dix jours.", MONDAY, [("sous dix jours", "2025-04-17")]),
    (
        "Cinq agents ont été arrêtés la semaine dernière.",
        MONDAY,
        [("la semaine dernière", "2025-03-31/2025-04-06")],
    ),
    ("Les blindés sont arrivés la semaine passée.", MONDAY, [("la semaine passée", "2025-03-31/2025-04-06")]),
    ("Il est attendu la semaine prochaine.", MONDAY, [("la semaine prochaine", "2025-04-14/2025-04-20")]),
    ("Le comité siège cette semaine.", MONDAY, [("cette semaine", "2025-04-07/2025-04-13")]),
    ("Le prix a baissé le mois dernier.", MONDAY, [("le mois dernier", "2025-03")]),
    ("Le vote aura lieu le mois prochain.", MONDAY, [("le mois prochain", "2025-05")]),
    ("Le contrat expire à la fin du mois.", MONDAY, [("à la fin du mois", "2025-04")]),
    ("Il faut payer avant la fin du mois.", MONDAY, [("avant la fin du mois", "2025-04-30")]),
    ("Les patrouilles commenceront dès la fin du mois.", MONDAY, [("dès la fin du mois", "2025-04")]),
    (
        "Le meeting du week-end dernier a rassemblé.",
        MONDAY,
        [("du week-end dernier", "2025-04-05/2025-04-06")],
    ),
    ("Ce week-end, ils ont défilé.", SUNDAY, [("Ce week-end", "2025-04-12/2025-04-13")]),
    ("Le bilan s'est alourdi ces derniers mois.", MONDAY, [("ces derniers mois", None)]),
    ("Une délégation viendra dans les prochains jours.", MONDAY, [("dans les prochains jours", None)]),
    ("Quelques mois plus tard, il fuyait.", MONDAY, [("Quelques mois plus tard", None)]),
]

NIGHTS = [
    (
        "Un drone a été abattu dans la nuit de dimanche à lundi.",
        MONDAY,
        [("dans la nuit de dimanche à lundi", "2025-04-06/2025-04-07")],
    ),
    (
        "Un drone a été abattu dans la nuit du 31 mars au 1er avril.",
        MONDAY,
        [("dans la nuit du 31 mars au 1er avril", "2025-03-31/2025-04-01")],
    ),
    (
        "Il a été condamné dans la nuit de vendredi à samedi.",
        MONDAY,
        [("dans la nuit de vendredi à samedi", "2025-04-04/2025-04-05")],
    ),
    (
        "La nuit du 3 au 4 mars 2024 fut longue.",
        None,
        [("La nuit du 3 au 4 mars 2024", "2024-03-03/2024-03-04")],
    ),
    (
        "Des tirs ont été entendus dans la nuit de samedi.",
        MONDAY,
        [("dans la nuit de samedi", "2025-04-05/2025-04-06")],
    ),
    (
        "Dans la nuit du 9 au 10 avril, le pont a cédé.",
        THURSDAY,
        [("Dans la nuit du 9 au 10 avril", "2025-04-09/2025-04-10")],
    ),
]

OCCASIONS = [
    (
        "Le 16 février, les rebelles sont entrés ; l'armée était partie la veille.",
        MONDAY,
        [("Le 16 février", "2025-02-16"), ("la veille", "2025-02-15")],
    ),
    (
        "Le 3 mai 2024, il fut élu. Le lendemain, il prêtait serment.",
        None,
        [("Le 3 mai 2024", "2024-05-03"), ("Le lendemain", "2024-05-04")],
    ),
    (
        "Le 3 mai 2024, il fut élu. Deux jours plus tard, il nommait un gouvernement.",
        None,
        [("Le 3 mai 2024", "2024-05-03"), ("Deux jours plus tard", "2024-05-05")],
    ),
    (
        "Le 3 mai 2024, il fut élu. Le surlendemain, il partait.",
        None,
        [("Le 3 mai 2024", "2024-05-03"), ("Le surlendemain", "2024-05-05")],
    ),
    (
        "Le 20 mars 2024, il a cédé. Une semaine auparavant, il refusait encore.",
        None,
        [("Le 20 mars 2024", "2024-03-20"), ("Une semaine auparavant", "2024-03-13")],
    ),
    (
        "Il est arrivé hier. Le même jour, il a vu le roi.",
        MONDAY,
        [("hier", "2025-04-06"), ("Le même jour", "2025-04-06")],
    ),
    (
        "Le 7 octobre 2023, tout a basculé ; ce jour-là, il était à Rome.",
        None,
        [("Le 7 octobre 2023", "2023-10-07"), ("ce jour-là", "2023-10-07")],
    ),
    (
        "Le 13 mai, ils ont dissous les partis, dix jours après que la foule avait défilé.",
        date(2025, 5, 19),
        [("Le 13 mai", "2025-05-13"), ("dix jours après", "2025-05-03")],
    ),
    (
        "Au lendemain de l'attaque, l'Élysée a réagi mardi.",
        THURSDAY,
        [("Au lendemain de", "2025-04-07"), ("mardi", "2025-04-08")],
    ),
    (
        "Le 16 février, la ville est tombée. Depuis, le couvre-feu est imposé.",
        MONDAY,
        [("Le 16 février", "2025-02-16"), ("Depuis", "2025-02-16/..")],
    ),
    (
        "Lundi, la Cour a tranché. Dans la soirée, Malabo a salué l'arrêt.",
        THURSDAY,
        [("Lundi", "2025-04-07"), ("Dans la soirée", "2025-04-07")],
    ),
    (
        "Il a fui en 2012. Trois ans plus tard, il revenait.",
        None,
        [("en 2012", "2012"), ("Trois ans plus tard", "2015")],
    ),
    (
        "La trêve date de mars 2024 ; le même mois, un accord fut signé.",
        None,
        [("de mars 2024", "2024-03"), ("le même mois", "2024-03")],
    ),
    (
        "Mercredi, ils ont signé ; la même semaine, ils ont rompu.",
        THURSDAY,
        [("Mercredi", "2025-04-09"), ("la même semaine", "2025-04-07/2025-04-13")],
    ),
    ("Deux jours après le 12 mars, il a parlé.", MONDAY, [("Deux jours après le 12 mars", "2025-03-14")]),
    (
        "La veille du 1er mai, les syndicats ont défilé.",
        date(2025, 5, 5),
        [("La veille du 1er mai", "2025-04-30")],
    ),
    ("Le bombardement, la veille, d'une école a indigné.", MONDAY, [("la veille", "2025-04-06")]),
    ("Un mois après la prise de la ville, la peur demeure.", MONDAY, [("Un mois après", None)]),
]

UNDATED = [
    ("La junte a annoncé mercredi une amnistie.", "mercredi"),
    ("Ils ont signé en août un accord.", "en août"),
    ("Le Parlement a été dissous la semaine dernière.", "la semaine dernière"),
    ("Il a été reçu hier.", "hier"),
    ("Le 12 mars, quatre bergers ont été tués.", "Le 12 mars"),
    ("Un vote est prévu d'ici à la fin de l'année.", "d'ici à la fin de l'année"),
    ("Il l'avait dit il y a deux ans.", "il y a deux ans"),
    ("Les troupes sont là depuis jeudi.", "depuis jeudi"),
    ("Des tirs dans la nuit de lundi à mardi ont réveillé la ville.", "dans la nuit de lundi à mardi"),
    ("Il viendra le mois prochain.", "le mois prochain"),
    ("Ils ont marché cet été.", "cet été"),
    ("Le week-end dernier, il a plu.", "Le week-end dernier"),
    ("La veille, ils avaient cédé.", "La veille"),
]

NOT_TIMES = [
    "Elle a 52 ans et trois enfants.",
    "Il a attendu pendant deux ans.",
    "Il est condamné à un an de prison.",
    "L'Union adopte son 17e paquet de sanctions.",
    "Un budget de 2025 euros par habitant.",
    "La boutique ouvre 24 heures sur 24.",
    "Le G7 condamne l'article 7 du traité.",
    "Les 27 se divisent sur le texte.",
    "Le convoi a quitté le boulevard du 30 juin.",
    "Le Mouvement du 23 mars nie toute retraite.",
    "Le Front du 4 août appelle au calme.",
    "La place du 1er novembre est bouclée.",
    "Mme Avril a refusé de répondre.",
    "L'avocat Robinson Mercredi plaide l'acquittement.",
    "La mer est calme, sam est un prénom.",
    "Il a été élu avec 12 voix.",
    "La sonde approche de Mars.",
    "Le monde de demain reste à bâtir.",
    "Il faut dix jours de marche et 300 kilomètres.",
    "Le ministre a été entendu, puis relâché.",
    "Ils ont marché deux heures dans le désert.",
    "Vingt et une personnes ont péri.",
    "Le score est de 3 à 1.",
    "La pluie est attendue en fin de journée.",
    "La réponse n'est pas connue à cette heure.",
]

TABLE = WEEKDAYS + DATES + MONTHS + YEARS + FROM_TODAY + NIGHTS + OCCASIONS


def read(sentence, published):
    found = resolve_times(sentence, language=load("fr"), published=published)
    return [(sentence[time.start : time.end], time.value) for time in found]


@pytest.mark.parametrize(("sentence", "published", "expected"), TABLE)
def test_the_expression_has_its_value(sentence, published, expected):
    assert read(sentence, published) == expected


@pytest.mark.parametrize(("sentence", "words"), UNDATED)
def test_without_a_publication_date_it_is_undated(sentence, words):
    (found,) = resolve_times(sentence, language=load("fr"), published=None)
    assert (sentence[found.start : found.end], found.value, found.undated) == (words, None, True)
    assert found.reason is not None
    assert words in found.reason.words


@pytest.mark.parametrize("sentence", NOT_TIMES)
def test_what_only_looks_like_a_time_is_none(sentence):
    assert read(sentence, MONDAY) == []


def test_the_table_is_long_enough_to_mean_something():
    assert sum(len(expected) for _, _, expected in TABLE) + len(UNDATED) >= 150


def test_curly_apostrophes_and_no_break_spaces_are_read_alike():
    assert read("d’ici à la fin de l’année", MONDAY) == [("d’ici à la fin de l’année", "2025-12-31")]


def test_a_day_that_does_not_exist_has_no_value_but_a_reason():
    (found,) = resolve_times("le 31 février 2024", language=load("fr"), published=MONDAY)
    assert found.value is None
    assert not found.undated
    assert found.reason is not None
    assert found.reason.code == "time_impossible"


def test_a_weekday_that_contradicts_its_date_is_doubted():
    (found,) = resolve_times("lundi 8 avril 2025", language=load("fr"), published=None)
    assert found.value == "2025-04-08"
    assert found.confidence < 0.8


def test_a_year_chosen_by_nearness_says_so():
    (found,) = resolve_times("Le congrès du 20 mai", language=load("fr"), published=MONDAY)
    assert found.value == "2025-05-20"
    assert found.reason is not None
    assert found.reason.code == "time_nearest_year"


def test_after_an_undated_occasion_its_echo_is_not_flagged_again():
    text = "Ils ont signé en août ; la même semaine, un général est venu."
    found = resolve_times(text, language=load("fr"), published=None)
    assert [time.undated for time in found] == [True, False]
