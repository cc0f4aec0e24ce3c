"""What ``tamani correct`` lists, what it takes for an entry and a value, and what it refuses."""

from __future__ import annotations

import pytest

from tamani import cli
from tamani.corpus.store import Store
from tests.corpus.quick_reader import QuickReader, came

PAGE = "L'élection à Bamako\nDiop (MLI) : « Nous avons signé. »\nDiop ACCUSE Barry de tout.\nBarry ASSAULT Diop."


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs commands on a store with one page, which has events e1 and e2."""
    place = tmp_path / "store.db"
    with Store(place) as store:
        list(store.add([came(PAGE, "https://a.example/1")], QuickReader()))
    monkeypatch.setenv("TAMANI_STORE", str(place))
    monkeypatch.setenv("LANGUAGE", "en")

    def runs(*arguments):
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return code, out, " ".join(err.split())

    return runs


def events(run):
    return [line.split()[1] for line in run("correct", "1", "events")[1].splitlines()]


def test_the_list_shows_what_can_be_corrected_by_the_names_that_other_views_have(run):
    lines = run("correct", "1")[1].splitlines()
    assert "q1\tkind=direct speaker=diop\t“« Nous avons signé. »”" in lines
    assert "e1\ttype=ACCUSE mode= source=diop target=barry status=happened voice=narrator date=\t“ACCUSE”" in lines
    assert "a1\tid=diop name=Diop kind=person country=MLI sector=GOV role=" in lines
    assert run("correct", "1", "blocks")[1].splitlines()[0] == "b1\tkind=headline\t“L'élection à Bamako”"


@pytest.mark.parametrize("named", [("e2",), ("E2",), ("events", "e2"), ("events", "2")])
def test_one_entry_is_shown_with_all_its_fields(run, named):
    code, out, _ = run("correct", "1", *named)
    lines = out.splitlines()
    assert (code, lines[0]) == (0, "e2\t“ASSAULT”")
    assert "  source=barry\t(Barry)" in lines
    assert "  status=happened" in lines


@pytest.mark.parametrize("named", [("e2",), ("events", "e2"), ("events", "2")])
def test_the_entry_that_is_judged_is_the_one_that_the_views_call_so(run, named):
    assert run("correct", "1", *named, "--wrong", "--by", "Awa")[0] == 0
    assert events(run) == ["type=ACCUSE"]
    assert "Awa: #1 e2 wrong “ASSAULT”" in run("correct", "1", "--history")[1]


@pytest.mark.parametrize(
    ("named", "says"),
    [
        (("e3",), "There is no e3: the page has 2 events, counted from 1."),
        (("events", "q1"), "which entry is meant?"),
        (("2",), "which entry is meant?"),
        (("e1", "2"), "which entry is meant?"),
        (("e0",), "'e0' is no entry; write one as"),
        (("cats",), "'cats' is no entry; write one as"),
        (("events",), "Name the entry with its number"),
        ((), "Name the page and the entry: tamani correct 12 e4"),
    ],
)
def test_an_entry_that_is_not_there_or_unclear_is_not_judged(run, named, says):
    code, _, err = run("correct", "1", *named, "--wrong")
    assert (code, says in err) == (2, True), err
    assert run("correct", "--history")[1] == ""


@pytest.mark.parametrize(
    "judged", [("--right", "--wrong"), ("--wrong", "--set", "status=denied"), ("--right", "--history")]
)
def test_judgements_that_contradict_each_other_are_not_written_down(run, judged):
    code, _, err = run("correct", "1", "e1", *judged)
    assert (code, "contradict each other; give one of them" in err) == (2, True)
    assert run("correct", "--history")[1] == ""
    assert len(events(run)) == 2


def test_a_field_gets_another_value_and_the_correction_is_taken_back(run):
    code, _, err = run("correct", "1", "q1", "--set", "speaker=barry", "--by", "Awa", "--why", "misread")
    assert (code, err) == (0, "Correction 1 is written down, signed by Awa.")
    assert "q1\tkind=direct speaker=barry" in run("correct", "1", "quotations")[1]
    assert run("correct", "--withdraw", "1", "--by", "Moussa")[0] == 0
    assert "speaker=diop" in run("correct", "1", "quotations")[1]
    lines = run("correct", "1", "--history")[1].splitlines()
    assert [line.split()[2] for line in lines] == ["Awa:", "Moussa:"]


def test_a_word_is_enough_for_a_list(run):
    assert run("correct", "1", "e1", "--set", "source=barry,diop")[0] == 0
    assert "source=barry,diop" in run("correct", "1", "events")[1]


def test_the_name_of_a_country_is_taken_for_its_code_and_that_is_said(run):
    _, _, err = run("correct", "1", "a1", "--set", "country=Mauritanie", "--by", "Awa")
    assert err.startswith("country: Mauritanie was taken for MRT.")
    assert "country=MRT" in run("correct", "1", "actors")[1]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("source=baba", "Nobody on the page is baba; there are: diop (Diop), barry (Barry)."),
        ("status=vrai", "status cannot be vrai; it is one of happened, ongoing"),
        ("colour=red", "This entry has no field colour"),
        ("source", "After --set stand a field and its value"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(run, given, says):
    code, _, err = run("correct", "1", "e1", "--set", given)
    assert (code, says in err) == (2, True), err
    assert "`" not in err
    assert run("correct", "--history")[1] == ""


def test_what_is_wrong_is_said_in_french_to_who_reads_french(run):
    _, _, err = run("correct", "1", "e1", "--set", "status=vrai", "--lang", "fr")
    assert err.startswith("tamani : status ne peut être vrai ; c’est l’un de happened")
    assert "comptés à partir de 1" in run("correct", "1", "e9", "--wrong", "--lang", "fr")[2]


def test_without_a_page_it_says_what_to_name(run):
    code, _, err = run("correct")
    assert (code, "name a page by its number: tamani correct 12" in err) == (2, True)
    assert run("correct", "99")[0] == 2
