"""Search finds words in all their forms, phrases, and what filters ask for; snippets point into the page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from tamani.corpus import tables
from tamani.corpus.queries import Query, QueryError
from tamani.corpus.saving import put_word_forms
from tamani.corpus.searching import forget_search, save_search, saved_search, saved_searches, search
from tests.corpus.quick_reader import came

PAGES = [
    came(
        "L'élection à Bamako\nDiop (MLI) : « Les élections auront lieu. »\n| À lire aussi : la crise au Niger",
        "https://a.example/1", outlet="A", published=date(2026, 3, 1),
    ),
    came(
        "Niamey réagit\nBarry ACCUSE Diop de trahison.\nIl est élu président de la transition.",
        "https://b.example/2", outlet="B", published=date(2026, 3, 5),
    ),
    came(
        "Election in the capital\nKeita (GIN) : « We agreed. »\nThe transition goes on, so the vote is near.",
        "https://c.example/3", outlet="C", published=date(2026, 3, 9),
    ),
]  # fmt: skip
LATER = datetime(2026, 11, 27, tzinfo=UTC)
FORMS = {("election", "election", "fr"), ("elections", "election", "fr"), ("vote", "vote", "en")}


@pytest.fixture
def filled(store, quick):
    list(store.add(PAGES, quick))
    with store.writing() as connection:
        put_word_forms(connection, FORMS)
    return store


def outlets(store, text="", **filters):
    return sorted(hit.outlet for hit in search(store.engine, Query(text=text, **filters)).hits)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("élection", "AC"),
        ("ELECTIONS", "AC"),
        ("elections", "AC"),
        ("transition président", "B"),
        ('"président de la transition"', "B"),
        ('"transition président"', ""),
        ("transition -président", "C"),
        ('transition -"goes on"', "B"),
        ("l'élection", "AC"),
        ("d’élections", "AC"),
        ('"l\'élection"', "A"),
        ("niger", ""),
        ("zzz", ""),
    ],
)
def test_words(filled, text, found):
    assert outlets(filled, text) == list(found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "Diop"}, "A"),
        ({"actor": "diop"}, "AB"),
        ({"actor": "DIOP"}, "AB"),
        ({"country": "mli"}, "A"),
        ({"country": "Mali"}, "A"),
        ({"country": "côte d’ivoire"}, ""),
        ({"event": "accuse"}, "B"),
        ({"event": "ACCUSE", "status": "denied"}, ""),
        ({"status": "happened"}, "B"),
        ({"since": "2026-03-05"}, "BC"),
        ({"until": "2026-03-05"}, "AB"),
        ({"outlet": "c"}, "C"),
        ({"language": "en"}, "C"),
        ({"text": "transition", "language": "fr"}, "B"),
        ({"text": "transition", "since": "2026-03-06"}, "C"),
        ({"text": "-transition", "since": "2026-03-01"}, "A"),
    ],
)
def test_filters(filled, filters, found):
    assert outlets(filled, **filters) == list(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [("trahisons", "B"), ("TRAHISON", "B"), ("président", "B"), ("présidentes", "B"), ("voting", "C"), ("agree", "C")],
)
def test_forms_that_no_page_has_find_those_that_pages_have(filled, text, found):
    with filled.writing() as connection:
        more = {("trahison", "trahison", "fr"), ("president", "president", "fr"), ("agreed", "agree", "en")}
        put_word_forms(connection, more)
    assert outlets(filled, text) == list(found)


@pytest.mark.parametrize("text", ["œuvre", "OEUVRE", "Œuvres", "oeuvres", "l’œuvre"])
def test_ligatures_are_found_whole_or_taken_apart(filled, quick, text):
    list(filled.add([came("Titre\nUne œuvre, deux oeuvres.", "https://d.example/4", outlet="D")], quick))
    with filled.writing() as connection:
        put_word_forms(connection, {("œuvre", "œuvre", "fr"), ("oeuvres", "oeuvre", "fr")})
    assert outlets(filled, text) == ["D"]


def test_a_country_that_is_none_is_an_error_that_says_what_to_give(filled):
    with pytest.raises(QueryError, match="name or its code"):
        outlets(filled, country="Freedonia")


@pytest.mark.parametrize("outlet", ["L'Écho du Mali", "l’echo du mali", "L'ÉCHO DU MALI"])
def test_an_outlet_is_found_however_its_accents_are_written(filled, quick, outlet):
    list(filled.add([came("Titre\nRien.", "https://e.example/5", outlet="L'Écho du Mali")], quick))
    assert outlets(filled, outlet=outlet) == ["L'Écho du Mali"]


def test_an_outlet_with_a_name_is_found_by_its_host_too(filled, quick):
    list(filled.add([came("Titre\nRien.", "https://www.herald.example/5", outlet="Coast Herald")], quick))
    assert outlets(filled, outlet="coast herald") == outlets(filled, outlet="herald.example") == ["Coast Herald"]


def test_the_pages_of_a_story(filled):
    with filled.writing() as connection:
        connection.execute(insert(tables.stories).values(id=1, title="Vote", first_seen="2026-03-01"))
        connection.execute(insert(tables.story_pages).values(story_id=1, page_id=3))
    assert outlets(filled, "transition", story=1) == ["C"]


def test_a_part_of_a_name_is_no_name(filled, quick):
    list(filled.add([came("Titre\nFatouDiop (SEN) : « Oui. »", "https://d.example/4", outlet="D")], quick))
    assert outlets(filled, actor="Diop") == ["A", "B"]


def test_snippets_point_into_the_page_and_mark_what_was_found(filled):
    [hit] = search(filled.engine, Query(text="élections", outlet="A")).hits
    page = filled.page(hit.version_id)
    words = [page.record.text[start:end] for start, end in hit.snippet.marks]
    assert words == ["élection", "élections"]
    assert hit.snippet.text == page.record.text[hit.snippet.start : hit.snippet.end]
    assert "[élections] auront lieu" in hit.snippet.marked("[", "]")


LONG = "Le marché de Kayes\n" + "Les prix du mil montent encore. " * 20 + "\n"


@pytest.mark.parametrize(
    ("filters", "marked"),
    [
        ({"speaker": "Traoré"}, "« Le mil manque. »"),
        ({"event": "ACCUSE"}, "ACCUSE"),
        ({"event": "assault", "status": "happened"}, "ASSAULT"),
        ({"status": "happened"}, "ACCUSE"),
        ({"actor": "Barry"}, "Barry"),
        ({"country": "Mali"}, "Traoré"),
        ({"speaker": "Traoré", "event": "ACCUSE"}, "« Le mil manque. »"),
    ],
)
def test_without_words_the_passage_is_what_the_filters_ask_for(store, quick, filters, marked):
    between = "Le fleuve est bas. " * 20
    page = f"{LONG}Traoré (MLI) : « Le mil manque. »\n{between}\nDiop ACCUSE Barry.\nDiop ASSAULT Barry."
    list(store.add([came(page, "https://d.example/1")], quick))
    [hit] = search(store.engine, Query(**filters)).hits
    assert [page[start:end] for start, end in hit.snippet.marks] == [marked]
    assert f"[{marked}]" in hit.snippet.marked("[", "]")


def test_of_words_that_go_on_for_long_the_beginning_is_shown(store, quick):
    page = f"{LONG}Traoré (MLI) : « {'Le mil manque partout. ' * 40}»\nIl pleut."
    list(store.add([came(page, "https://d.example/1")], quick))
    [hit] = search(store.engine, Query(speaker="Traoré")).hits
    [(start, end)] = hit.snippet.marks
    assert page[start:end].startswith("« Le mil manque partout.")
    assert end == hit.snippet.end
    assert len(hit.snippet.text) < 300


def test_orders_and_pages_of_results(filled):
    dates = [hit.published for hit in search(filled.engine, Query(language="fr", order="oldest")).hits]
    assert dates == ["2026-03-01", "2026-03-05"]
    results = search(filled.engine, Query(since="2026-01-01", order="newest"), limit=1, offset=1)
    assert (results.total, results.hits[0].published) == (3, "2026-03-05")
    assert search(filled.engine, Query(text="transition", order="newest")).hits[0].outlet == "C"


@pytest.fixture
def with_undated(filled, quick):
    """A page that does not tell when it was published, and that was fetched after all others."""
    page = came("Sans date\nLa transition dure.", "https://d.example/4", outlet="D", fetched_at=LATER)
    list(filled.add([page], quick))
    return filled


def test_a_page_without_a_date_is_of_no_day_however_lately_it_was_fetched(with_undated):
    results = search(with_undated.engine, Query(text="transition", since="2026-03-01"))
    assert (sorted(hit.outlet for hit in results.hits), results.undated) == (["B", "C"], 1)
    assert outlets(with_undated, "transition", until="2030-01-01") == ["B", "C"]
    assert search(with_undated.engine, Query(since="2026-04-01")).undated == 1
    assert search(with_undated.engine, Query(text="niamey", since="2026-04-01")).undated == 0
    assert outlets(with_undated, "transition") == ["B", "C", "D"]


@pytest.mark.parametrize(("order", "found"), [("newest", "CBD"), ("oldest", "BCD")])
@pytest.mark.parametrize("ranked", [1, 1000])
def test_a_page_without_a_date_comes_last_in_both_orders(with_undated, monkeypatch, order, found, ranked):
    monkeypatch.setattr("tamani.corpus.searching.MOST_RANKED", ranked)
    hits = search(with_undated.engine, Query(text="transition", order=order)).hits
    assert "".join(hit.outlet for hit in hits) == found


def test_a_changed_page_is_found_by_what_it_says_now(filled, quick):
    list(filled.add([came("L'élection à Bamako\nLe scrutin est reporté.", "https://a.example/1", outlet="A")], quick))
    assert outlets(filled, "scrutin") == ["A"]
    assert outlets(filled, "auront lieu") == []


@pytest.mark.parametrize("text", ["", "  ", "-élection", '""'])
def test_a_search_for_nothing_says_what_to_do(filled, text):
    with pytest.raises(QueryError, match="needs a word"):
        search(filled.engine, Query(text=text))


def test_a_date_that_is_none_says_so(filled):
    with pytest.raises(QueryError, match="YYYY-MM-DD"):
        search(filled.engine, Query(since="mars"))


@pytest.mark.parametrize("text", ['"', "a AND (", "x* OR", "NEAR(a b)", "text:y", "l'", "é-è \\ %"])
def test_signs_of_query_languages_are_only_signs(filled, text):
    try:
        search(filled.engine, Query(text=text))
    except QueryError as problem:
        assert "needs a word" in str(problem)  # noqa: PT017 (either outcome is right)


def test_saved_searches(filled):
    save_search(filled.engine, "vote", Query(text="élection", language="fr"))
    save_search(filled.engine, "vote", Query(text="élection", language="en"))
    assert saved_search(filled.engine, "vote").language == "en"
    assert list(saved_searches(filled.engine)) == ["vote"]
    assert forget_search(filled.engine, "vote")
    with pytest.raises(QueryError, match="none has a name yet"):
        saved_search(filled.engine, "vote")
