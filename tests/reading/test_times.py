"""What holds for the times of any text, and how they come into a reading."""

from array import array
from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.languages import load
from tamani.reading.reading import Part, Reading
from tamani.reading.times import find_times, is_iso_value, resolve_times

LANGUAGES = ["fr", "en"]
WORDS = st.sampled_from(
    [
        "le",
        "la",
        "12",
        "3",
        "31",
        "mars",
        "avril",
        "2024",
        "1999",
        "jeudi",
        "lundi",
        "dernier",
        "prochain",
        "depuis",
        "avant",
        "jusqu'au",
        "du",
        "au",
        "et",
        "entre",
        "de",
        "à",
        "dans",
        "la nuit de",
        "la veille",
        "deux jours plus tard",
        "il y a",
        "deux",
        "ans",
        "semaines",
        "fin",
        "début",
        "mi",
        "-",
        "/",
        ",",
        ".",
        "\n",
        "hier",
        "en",
        "on",
        "May",
        "June",
        "Tuesday",
        "last",
        "next",
        "week",
        "since",
        "by",
        "the",
        "end of",
        "ago",
        "years",
        "999",
        "décennies",
        "siècles",
        "centuries",
        "the day before",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))
DATES = st.one_of(st.none(), st.dates())


@given(text=TEXTS, published=DATES, code=st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sorted_spans_in_bounds_with_valid_values(text, published, code):
    found = resolve_times(text, language=load(code), published=published)
    at = 0
    for expression in found:
        assert at <= expression.start < expression.end <= len(text)
        at = expression.end
        assert expression.value is None or is_iso_value(expression.value)
        assert 0 < expression.confidence <= 1
        assert expression.value is not None or expression.reason is not None


@given(
    published=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    weeks=st.integers(-50, 50),
    words=st.sampled_from(
        [
            "jeudi",
            "lundi soir",
            "samedi dernier",
            "mardi prochain",
            "ce vendredi",
            "hier",
            "demain",
            "dans la nuit de dimanche à lundi",
            "la semaine dernière",
            "il y a trois jours",
        ]
    ),
)
def test_a_publication_some_weeks_later_moves_weekdays_by_as_much(published, weeks, words):
    (found,) = resolve_times(words, language=load("fr"), published=published)
    (moved,) = resolve_times(words, language=load("fr"), published=published + timedelta(weeks=weeks))
    ends = [date.fromisoformat(point) + timedelta(weeks=weeks) for point in str(found.value).split("/")]
    assert [date.fromisoformat(point) for point in str(moved.value).split("/")] == ends


@given(day=st.dates(date(1800, 1, 1), date(2100, 12, 31)), published=DATES)
def test_a_full_date_means_itself_whatever_the_publication(day, published):
    months = [name for name, number in load("fr").table("calendar")["months"].items() if number == day.month]
    (found,) = resolve_times(f"le {day.day} {months[0]} {day.year}", language=load("fr"), published=published)
    assert (found.value, found.anchor) == (day.isoformat(), "absolute")


@given(
    published=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    weekday=st.sampled_from(["lundi", "jeudi", "dimanche"]),
)
def test_a_past_weekday_is_the_last_one_up_to_publication(published, weekday):
    (found,) = resolve_times(f"Il a parlé {weekday}.", language=load("fr"), published=published)
    day = date.fromisoformat(str(found.value))
    assert timedelta(0) <= published - day < timedelta(days=7)
    assert day.weekday() == load("fr").table("calendar")["weekdays"][weekday]


@pytest.mark.parametrize("value", ["2024", "2024-08", "2024-02-29", "2020/2023", "2024-08/..", "2025-03-31/2025-04-01"])
def test_iso_values(value):
    assert is_iso_value(value)


@pytest.mark.parametrize(
    "value",
    ["", "24", "2024-13", "2025-02-29", "2023/2020", "../2020", "2020/2021/2022", "２０２４", "2024-8"],
)
def test_what_is_no_iso_value(value):
    assert not is_iso_value(value)


def reading_of(text, published=None, shift=0):
    doc = spacy.blank("fr")(text)
    return Reading(
        doc=doc,
        text=text,
        language=load("fr"),
        parts=[Part("body", 0, len(text))],
        origins=array("i", range(shift, shift + len(text))),
        page_text=" " * shift + text,
        published=published,
    )


def test_times_of_a_reading_point_into_the_page():
    reading = reading_of("Il a démissionné jeudi.", date(2025, 4, 7), shift=40)
    find_times(reading)
    (found,), (kept,) = reading.times, reading.times_found
    assert reading.page_text[found.start : found.end] == "jeudi" == reading.text[kept.start : kept.end]
    assert (found.value, found.anchor) == ("2025-04-03", "published")
    assert reading.flags == []


def test_an_undated_expression_is_flagged_once_in_plain_words():
    reading = reading_of("Il a parlé jeudi. Elle a répondu jeudi. Ils ont signé en août 2024.")
    find_times(reading)
    (flag,) = reading.flags
    assert flag.kind == "undated"
    assert reading.text[flag.start : flag.end] == "jeudi"
    assert "jeudi" in flag.why.words
    assert [entry.value for entry in reading.times] == [None, None, "2024-08"]


def test_reading_time_grows_with_the_text_and_no_faster(pace):
    text = "Le 12 mars, le ministre a déclaré jeudi que le sommet se tiendra en juin, après des mois d'attente. "
    resolve_times(text, language=load("fr"), published=date(2025, 4, 7))

    def resolve(times):
        resolve_times(text * times, language=load("fr"), published=date(2025, 4, 7))

    assert pace.grows_in_proportion(resolve, 100)
