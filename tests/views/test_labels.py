import pytest
from sample_page import sample_record

from tamani.record import Actor, ArticleDate, Found, Reason
from tamani.views.labels import Labels
from tamani.words import reason


def test_countries_have_names_in_the_readers_language():
    assert Labels("fr").country("CIV") == "Côte d'Ivoire"
    assert Labels("en").country("DEU") == "Germany"
    assert Labels("fr").country("QQQ") == "QQQ"
    assert Labels("fr").country(None) == ""


def test_reasons_name_kinds_of_blocks_in_words():
    why = reason("misplaced_block", kind="newsletter")
    assert "(lettre d’information)" in Labels("fr").reason(why)
    assert "(newsletter)" in Labels("en").reason(why)


def test_a_reason_of_a_later_version_keeps_its_english_words():
    assert Labels("fr").reason(Reason(code="from_the_future", words="Two moons rose.")) == "Two moons rose."


def test_codes_without_a_label_are_shown_as_they_are():
    assert Labels("fr").of("block", "hologram") == "hologram"
    assert Labels("fr").language_name("bm") == "bm"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Found(text="x", start=0, end=1, by="lines"), "line 1"),
        (Found(text="x", start=14, end=15, by="lines"), "line 2"),
        (ArticleDate(value="2025-05-23", start=None, end=None, by="json-ld"), "from the page’s metadata"),
        (ArticleDate(value="2025-05-23", start=None, end=None, by="caller"), "as given"),
    ],
)
def test_values_say_where_they_come_from(found, words):
    assert Labels("en").origin(sample_record(), found) == words


def test_a_role_that_is_already_the_name_is_not_said_twice():
    fields = {"id": "x", "kind": "person", "sector": None, "mentions": [], "by": "roles"}
    chief = Actor(name="chef de l’état-major", role="chef de l'état-major", country="MLI", **fields)
    assert Labels("fr").role(chief) == "Mali"
