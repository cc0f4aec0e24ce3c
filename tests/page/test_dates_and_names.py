"""Dates as pages write them, names off bylines, languages of lines."""

from __future__ import annotations

from datetime import date

import pytest

from tamani.languages import load
from tamani.page.article import find_article
from tamani.page.blocks import label_blocks
from tamani.page.byline_lines import without_dates
from tamani.page.dates import find_dates, find_times
from tamani.page.language_detection import detect_language
from tamani.page.names import find_names, only_names
from tamani.page.receive import page_from_text, read_page

BODY = (
    "Le conseil municipal de Tarmesa a adopté jeudi soir un budget de crise qui ferme deux écoles et suspend "
    "les travaux du marché central de la ville."
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Publié le 3 mai 2025 à 10h", "2025-05-03"),
        ("1er août 2024", "2024-08-01"),
        ("Le 04/02/2023", "2023-02-04"),
        ("31.12.2022", "2022-12-31"),
        ("2024-11-05T10:00", "2024-11-05"),
        ("lun. 6 janv. 2025", "2025-01-06"),
        ("October 9, 2024", "2024-10-09"),
        ("9 October 2024", "2024-10-09"),
        ("9th of October 2024", "2024-10-09"),
        ("14/05/25", "2025-05-14"),
        ("12 FÉVRIER 2025", "2025-02-12"),
        ("23 déc. 2024", "2024-12-23"),
    ],
)
def test_dates_in_many_forms(text: str, day: str) -> None:
    assert [found.as_date() for found in find_dates(text)] == [date.fromisoformat(day)]


def test_what_is_no_date() -> None:
    for text in ("31/02/2024", "tel. 77 12 34 56", "192.168.10.2024", "version 10.12", "un mai ensoleillé"):
        assert find_dates(text) == []


def test_american_dates_have_the_month_first() -> None:
    assert find_dates("02/13/2024", "mdy")[0].as_date() == date(2024, 2, 13)
    assert find_dates("02/03/2024", "mdy")[0].as_date() == date(2024, 2, 3)
    assert find_dates("13/02/2024", "mdy")[0].as_date() == date(2024, 2, 13)


def test_clock_times() -> None:
    for text in ("14h05", "08 h 00", "21:47", "8:14 PM EDT", "9h"):
        assert len(find_times(text)) == 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Par Fatou Sarr (avec AFP)", ["Fatou Sarr", "AFP"]),
        ("De notre correspondant à Niamey, Ali Sidi", ["Ali Sidi"]),
        ("Propos recueillis par Jean de La Tour", ["Jean de La Tour"]),
        ("MD/KS (AMAP)", ["MD", "KS"]),
        ("La rédaction, 04/04/2025", ["La rédaction"]),
        ("Ana Ruiz. Traduit de l'espagnol par Léa Roux", ["Ana Ruiz"]),
        ("By Tom Ferris and Amy O'Neil in Lagos", ["Tom Ferris", "Amy O'Neil"]),
        ("Mamadou L. Sow", ["Mamadou L. Sow"]),
    ],
)
def test_names_off_bylines(line: str, names: list[str]) -> None:
    assert [line[n.start : n.end] for n in find_names(without_dates(line))] == names


def test_a_headline_is_not_taken_for_a_name() -> None:
    assert only_names("Odile Ransomé")
    assert not only_names("Le Petit Messager")
    assert not only_names("Odile Ransomé démissionne")


def test_languages_of_pages_and_lines() -> None:
    assert detect_language("Les élèves attendent depuis lundi dans la cour") == "fr"
    assert detect_language("The pupils have been waiting in the yard since Monday") == "en"
    assert detect_language("El presidente anunció que el gobierno cerrará las escuelas de la ciudad mañana") == "es"
    assert detect_language("قال الرئيس إن الحكومة ستغلق المدارس غدا في العاصمة") == "ar"
    assert detect_language("12 345") is None


def article(text: str, published: date | None = None, received: date | None = None):
    page = page_from_text(text)
    return find_article(page, label_blocks(page, load("fr")), load("fr"), published=published, received=received)


def test_first_publication_counts_and_not_the_update() -> None:
    found = article(f"Deux écoles ferment à Tarmesa\n\nMis à jour le 9 mai 2025, publié le 7 mai 2025\n\n{BODY}\n")
    assert found.published is not None
    assert found.published.value == "2025-05-07"
    assert found.modified is not None
    assert found.modified.value == "2025-05-09"


def test_what_the_caller_knows_goes_first_and_receipt_is_never_publication() -> None:
    text = f"Deux écoles ferment à Tarmesa\n\nPublié le 7 mai 2025\n\n{BODY}\n"
    known = article(text, published=date(2025, 5, 6)).published
    assert known is not None
    assert (known.value, known.by) == ("2025-05-06", "caller")
    undated = article(f"Deux écoles ferment à Tarmesa\n\n{BODY}\n", received=date(2025, 5, 8))
    assert undated.published is None
    assert undated.received == "2025-05-08"


def test_metadata_dates_an_html_page() -> None:
    page = read_page(
        f'<html><head><meta property="article:published_time" content="2025-05-07T23:30:00Z"></head><body>'
        f"<h1>Deux écoles ferment</h1><p>{BODY}</p></body></html>".encode()
    )
    found = find_article(page, label_blocks(page, load("fr")), load("fr"), published=None, received=None)
    assert found.published is not None
    assert (found.published.value, found.published.start) == ("2025-05-07", None)


def test_opening_of_the_first_paragraph_dates_a_dispatch() -> None:
    found = article(f"Deux écoles ferment à Tarmesa\n\nTarmesa, 7 mai 2025 (AGP) – {BODY}\n\n{BODY}\n")
    assert found.dateline is not None
    assert found.dateline.text == "Tarmesa, 7 mai 2025 (AGP)"
    assert found.published is not None
    assert found.published.value == "2025-05-07"
