"""Every line of a page gets the kind that a careful reader would give it.

On pages of many different sites.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.languages import load
from tamani.page.article import find_article
from tamani.page.blocks import label_blocks
from tamani.page.receive import PageError, page_from_text, read_page

from .skeleton_pages import Skeleton, all_skeletons, html_page, other_sites

if TYPE_CHECKING:
    from conftest import Pace

PAGES = all_skeletons()
HEADLINE = "Le conseil de Tarmesa ferme deux écoles"
FIRST = (
    "Le conseil municipal de Tarmesa a adopté jeudi soir un budget de crise qui ferme deux écoles et suspend "
    "les travaux du marché central."
)
SECOND = (
    "La maire accuse le gouvernement de retenir depuis deux ans la dotation de la ville, ce que le ministère "
    "de l'Intérieur a aussitôt démenti devant la presse."
)


def kinds_of(text: str, language: str = "fr") -> list[tuple[str, str]]:
    page = page_from_text(text)
    blocks = label_blocks(page, load(language))
    return [
        (page.text[line.start : line.end], next(b.kind for b in blocks if b.start <= line.start < b.end))
        for line in page.lines
    ]


@pytest.mark.parametrize("page", PAGES, ids=[p.name for p in PAGES])
def test_every_line_of_a_site_has_its_kind(page: Skeleton) -> None:
    found = kinds_of(page.text, page.language)
    assert [kind for _, kind in found] == page.kinds, [
        (text[:60], kind, wanted) for (text, kind), wanted in zip(found, page.kinds, strict=True) if kind != wanted
    ]


@pytest.mark.parametrize("page", PAGES, ids=[p.name for p in PAGES])
def test_date_of_publication_and_who_wrote(page: Skeleton) -> None:
    received = page.facts.get("received")
    received_page = page_from_text(page.text)
    blocks = label_blocks(received_page, load(page.language))
    article = find_article(
        received_page, blocks, load(page.language),
        published=None, received=date.fromisoformat(received) if received else None,
    )  # fmt: skip
    assert (article.published.value if article.published else "") == page.facts.get("published", "")
    assert ";".join(name.text for name in article.byline) == page.facts.get("byline", "")
    for name in article.byline:
        assert name.start is not None
        assert received_page.text[name.start : name.end] == name.text


@pytest.mark.parametrize("name", ["wordpress", "bare"])
def test_html_is_labelled_with_the_help_of_its_markup(name: str) -> None:
    markup, wanted = html_page(name)
    page = read_page(markup.encode())
    blocks = label_blocks(page, load("fr"))
    found = [
        (page.text[line.start : line.end], next(b.kind for b in blocks if b.start <= line.start < b.end))
        for line in page.lines
    ]
    assert found == wanted


def test_nearly_all_lines_of_sites_that_no_phrase_was_written_for_have_their_kind() -> None:
    rows = [
        (kind, wanted)
        for page in other_sites()
        for (_, kind), wanted in zip(kinds_of(page.text, page.language), page.kinds, strict=True)
    ]
    assert sum(kind == wanted for kind, wanted in rows) >= 0.94 * len(rows)
    body = [(kind, wanted) for kind, wanted in rows if "body" in (kind, wanted)]
    assert sum(kind == wanted for kind, wanted in body) >= 0.97 * len(body)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Dites-nous en quelques mots ce que vous pensez de ce vote", "comments"),
        ("Notre récap de la semaine, chaque samedi dans votre messagerie", "newsletter"),
        ("Transférez cet article à un collègue", "share"),
        ("Les vidéos les plus commentées", "most_read"),
        ("Cette coopérative de presse est la société éditrice du site", "legal"),
        ("Tutti i diritti riservati", "legal"),
        ("Haberi paylaş", "share"),
        ("اترك تعليقا", "comments"),
        ("Kommentare (4)", "comments"),
    ],
)
def test_furniture_that_is_no_known_phrase_is_told_by_its_words(line: str, wanted: str) -> None:
    assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")[3][1] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Les abonnés au réseau d'eau n'ont pas reçu leur facture.",
        "Le commentaire du préfet a été partagé des milliers de fois.",
        "Faites un geste, a lancé la maire.",
        "Un avis partagé par l'opposition",
    ],
)
def test_words_of_furniture_in_a_statement_do_not_make_furniture_of_it(line: str) -> None:
    assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n")[2][1] == "body"


def test_a_credit_of_initial_and_surname_makes_a_caption() -> None:
    caption = "Des parents d'élèves devant la mairie, à Tarmesa. / K. Odjo"
    assert kinds_of(f"{HEADLINE}\n\n{caption}\n\n{FIRST}\n\n{SECOND}\n")[1][1] == "caption"


def test_the_agency_and_its_initials_below_a_dispatch_are_who_wrote() -> None:
    for line in ("mkd/so/ANK", "ANK/so", "Aline Sow / ANK"):
        assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")[3][1] == "byline"


def test_a_wire_says_below_who_reported_from_where_and_who_edited() -> None:
    line = "Reporting by Awa Sarr-Mbaye in Tarmesa and Luc Odjo in Kolda; Editing by Jane Fry"
    assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")[3][1] == "byline"


def test_who_writes_a_live_page_now_and_who_wrote_earlier_is_a_byline() -> None:
    found = kinds_of(f"{HEADLINE}\nAwa Sarr (now) and Luc Odjo (earlier)\n\n{FIRST}\n\n{SECOND}\n")
    assert found[1][1] == "byline"


def test_times_with_a_full_stop_are_times_where_there_are_several() -> None:
    live = "\n\n".join(f"{clock}\n{text}" for clock, text in (("18.34", FIRST), ("16.05", SECOND), ("13.20", FIRST)))
    assert [kind for line, kind in kinds_of(f"{HEADLINE}\n\n{live}\n") if "." in line[:3]] == ["dateline"] * 3


def test_the_sites_name_in_a_sentence_makes_no_author_of_it() -> None:
    last = f"{SECOND} Un brouillon que le Courrier Pacifique a pu lire n'en dit rien."
    found = kinds_of(f"Courrier Pacifique\n\n{HEADLINE}\n\n{FIRST}\n\n{last}\n")
    assert found[-1][1] == "body"


def test_english_furniture_is_known_on_a_french_page() -> None:
    found = kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\nLeave a Reply\n\nYou may also like\n\nTo Top\n")
    assert [kind for _, kind in found] == ["headline", "body", "body", "comments", "related", "navigation"]


def test_phrases_are_known_in_any_case_accent_and_apostrophe() -> None:
    for line in (
        "À LIRE AUSSI : Le port rouvre",
        "A lire aussi : le port rouvre",
        "à lire aussi – Le port rouvre",
    ):
        assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n")[2][1] == "related"
    for line in ("Copier l'URL", "Copier l’URL", "COPIER L´URL"):
        assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n")[2][1] == "share"


def test_an_unmarked_teaser_is_told_from_a_crosshead_and_says_why() -> None:
    teaser, crosshead = "Pêche : les chalutiers étrangers reprennent la mer", "La dotation de la ville"
    page = page_from_text(f"{HEADLINE}\n\n{FIRST}\n\n{teaser}\n\n{crosshead}\n\n{SECOND}\n")
    blocks = label_blocks(page, load("fr"))
    kinds = {page.text[b.start : b.end]: b for b in blocks}
    assert kinds[teaser].kind == "related"
    assert kinds[crosshead].kind == "body"
    assert kinds[teaser].reason is not None
    assert kinds[teaser].reason.code == "block_unmarked_teaser"
    assert kinds[teaser].confidence < 1


def test_prose_that_begins_like_furniture_stays_prose() -> None:
    for start in (
        "Chaque matin, ",
        "Pour aller plus loin, ",
        "Selon la rédaction du journal local, ",
        "Par ailleurs, ",
    ):
        assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{start}{SECOND[0].lower()}{SECOND[1:]}\n")[2][1] == "body"


def test_a_page_of_another_language_or_of_nothing_but_links_is_labelled_too() -> None:
    spanish = "El presidente anunció ayer que el gobierno cerrará dos escuelas.\n\nComentarios\n\nInicio\n"
    assert len(kinds_of(spanish)) == 3
    assert kinds_of("Accueil\nContact\n") == [("Accueil", "navigation"), ("Contact", "navigation")]


def test_a_page_is_labelled_in_a_few_milliseconds(pace: Pace) -> None:
    page = page_from_text(max((p.text for p in PAGES), key=len))
    label_blocks(page, load("fr"))
    assert pace.strides(lambda: [label_blocks(page, load("fr")) for _ in range(10)]) < 1.5


def test_a_very_long_page_takes_time_in_proportion(pace: Pace) -> None:
    def label(times: int) -> None:
        page = page_from_text(f"{HEADLINE}\n\n{FIRST}\n\nLire aussi : le port rouvre\n\nUn mot\n" * times)
        assert label_blocks(page, load("fr"))

    assert pace.grows_in_proportion(label, 500)


ENUMERATION = (
    "Le bloc exige en outre :",
    "– la levée du blocus des ports de la côte ;",
    "– le retour des observateurs avant la fin du mois ;",
    "– une enquête sur les tirs de lundi.",
)


def test_an_enumeration_is_part_of_the_text_and_no_list_of_links() -> None:
    text = "\n\n".join([HEADLINE, FIRST, "\n".join(ENUMERATION), SECOND])
    kinds = dict(kinds_of(text))
    assert {kinds[line] for line in ENUMERATION} == {"body"}


def test_whose_words_stand_behind_his_name_is_the_headline_and_not_the_line_below() -> None:
    head, below = "Awa Sarr : « Une trêve sans témoins ne tient pas »", "L'ancienne médiatrice sur la paix et le café"
    text = "\n\n".join(["Accueil", "Entretien", head, below, "Propos recueillis par Luc Ba", FIRST, SECOND])
    kinds = dict(kinds_of(text))
    assert (kinds[head], kinds[below]) == ("headline", "standfirst")


SOME_LINES = st.lists(
    st.one_of(
        st.sampled_from([line for page in PAGES for line in page.text.split("\n")]),
        st.text(max_size=60),
    ),
    max_size=25,
).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(SOME_LINES, st.text(max_size=300)))
def test_any_text_every_line_in_exactly_one_block(text: str) -> None:
    try:
        page = page_from_text(text)
    except PageError:
        return
    blocks = label_blocks(page, load("fr"))
    assert page.text == text
    for line in page.lines:
        assert sum(b.start <= line.start and line.end <= b.end for b in blocks) == 1
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    assert blocks == label_blocks(page, load("fr"))
    article = find_article(page, blocks, load("fr"), published=None, received=date(2025, 1, 1))
    places = [p for p in (article.headline, article.section, article.dateline, article.published, *article.byline) if p]
    assert all(p.start is None or 0 <= p.start < (p.end or 0) <= len(text) for p in places)


def test_the_agency_at_the_end_of_a_dispatch_makes_no_caption_of_it() -> None:
    last = f"« Nous attendons depuis deux ans que la dotation arrive », a ajouté la maire. {SECOND} (AFP)"
    assert kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{last}\n")[2][1] == "body"
    caption = "La mairie de Tarmesa, jeudi soir. (Photo AFP)"
    assert kinds_of(f"{HEADLINE}\n\n{caption}\n\n{FIRST}\n\n{SECOND}\n")[1][1] == "caption"


def test_the_copyright_line_of_a_footer_is_a_legal_notice() -> None:
    """What a line says outweighs the tag around it."""
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    foot = "<footer>© Radio Delta — Mentions légales</footer>"
    html = f"<html><body><article><h1>{HEADLINE}</h1>{body}</article>{foot}</body></html>"
    page = read_page(html.encode())
    blocks = label_blocks(page, load("fr"))
    assert [b.kind for b in blocks if "Radio Delta" in page.text[b.start : b.end]] == ["legal"]


def test_a_long_date_line_with_an_update_and_a_reading_time_dates_the_page() -> None:
    line = "Publié le 4 mars 2025 à 18h45, mis à jour à 20h10 • Lecture 3 min."
    page = page_from_text(f"{HEADLINE}\n\nPar Odile Bastarac et Rémi Coutansais\n{line}\n\n{FIRST}\n\n{SECOND}\n")
    blocks = label_blocks(page, load("fr"))
    assert dict(kinds_of(page.text))[line] == "dateline"
    article = find_article(page, blocks, load("fr"), published=None, received=None)
    assert article.published is not None
    assert article.published.value == "2025-03-04"


def test_a_readers_name_behind_his_words_makes_a_comment_of_them() -> None:
    comment = "Et nos enfants, ils iront où ? — Awa_de_Tarmesa"
    below = f"Réagissez à cet article (3)\n{comment}\n\nLes plus lus\n1. Le port rouvre\n"
    kinds = dict(kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{below}"))
    assert kinds[comment] == "comments"
    assert kinds["1. Le port rouvre"] == "most_read"


@pytest.mark.parametrize("initials", ["mlk/tbo/rs", "odb/tk (SPA)"])
def test_initials_in_small_letters_below_a_dispatch_are_who_wrote(initials: str) -> None:
    page = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{initials}\n\nTarmesa   Écoles   Budget\n"
    assert dict(kinds_of(page))[initials] == "byline"


def test_live_times_with_a_zone_are_times() -> None:
    times = ["1h ago 17.40 GMT", "16.05 GMT", "14.31 GMT", "09.12 GMT"]
    entries = "\n\n".join(f"{time}\n{SECOND}" for time in times)
    kinds = dict(kinds_of(f"{HEADLINE}\n\n{FIRST}\n\n{entries}\n"))
    assert [kinds[time] for time in times] == ["dateline"] * 4


def test_a_headline_stands_above_its_byline_and_no_summary_below_takes_its_place() -> None:
    page = (
        "TARMESA NEWS AGENCY\nWorld > Africa\nCouncil of Tarmesa shuts two schools as budget talks fail\n"
        "By Ruth Odell and Marc Tain\nMarch 4, 2025 6:27 PM GMT+1 Updated 3 hours ago\n"
        "Share on Facebook   Share on X\n\n"
        "Summary\nMayor blames the government\nMinistry denies holding funds back\n\n"
        "TARMESA, March 4 (TNA) - The council of Tarmesa shut two schools on Tuesday after budget talks with the "
        "government failed for the third time this year.\n\n"
        "The mayor blamed the government, which in her words had held back the city's funds for two years; the "
        "ministry denied it.\n\n"
        "Reporting by Ruth Odell in Tarmesa and Marc Tain in Olma; Editing by Sue Pryde\n"
        "Our Standards: The TNA Code of Trust.\n"
    )
    kinds = dict(kinds_of(page, "en"))
    assert kinds["Council of Tarmesa shuts two schools as budget talks fail"] == "headline"
    assert kinds["March 4, 2025 6:27 PM GMT+1 Updated 3 hours ago"] == "dateline"
    assert kinds["Reporting by Ruth Odell in Tarmesa and Marc Tain in Olma; Editing by Sue Pryde"] == "byline"
    assert kinds["Our Standards: The TNA Code of Trust."] == "legal"
