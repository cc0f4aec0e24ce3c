"""``tamani who``: what it prints, its exit codes, and judgements made from the command line."""

from __future__ import annotations

import json

import pytest

from tamani import cli
from tamani.corpus.people.card_entries import DENIED
from tamani.corpus.store import Store
from tamani.reading.claims import answers
from tests.corpus.people.people_reader import keep, page


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    place = str(tmp_path / "store.db")
    monkeypatch.setattr("tamani.corpus.stories.embedding.is_available", lambda: False)
    monkeypatch.setenv("TAMANI_STORE", place)
    monkeypatch.setenv("LANGUAGE", "en")
    with Store(place) as store:
        keep(
            store,
            page("a", "Assimi Goïta; MLI; président; « Nous tiendrons. »", "Awa Ba > ACCUSE > Assimi Goïta", day=1),
            page("b", "Assimi Goita; MLI; general", day=5),
            page("c", "Assimi Goita; GIN", "Evil\x1b[31mName Ba; MLI"),
        )

    def runs(*arguments):
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return runs


def test_a_name_without_its_accents_finds_the_person_with_all_that_pages_tell(run):
    code, out, _ = run("who", "goita", "MLI")
    assert code == 1, "the country is no part of the name"
    code, out, err = run("who", "1")
    assert (code, err) == (0, "")
    assert "Assimi Goita (1), Assimi Goïta (1)" in out
    assert "2026-03-01 · président · 1 page · #1[7–19]" in out
    assert "« Nous tiendrons. »" in out
    assert "Accusation · by Awa Ba · about Assimi Goïta · ACCUSE" in out


def test_several_of_a_name_are_listed_with_their_numbers(run):
    code, out, err = run("who", "Goita")
    assert code == 0
    assert [line.split(" · ")[1:] for line in out.splitlines()] == [
        ["Person", "MLI", "2 pages"],
        ["Person", "GIN", "1 page"],
    ]
    assert all(line.split()[0].isdecimal() for line in out.splitlines())
    assert "2 answer to “Goita”" in err


def test_somebody_whom_no_page_names(run):
    code, out, err = run("who", "Nobody")
    assert (code, out) == (1, "")
    assert "Nobody" in err


def test_the_card_as_json_has_offsets(run):
    card = json.loads(run("who", "1", "--json")[1])
    assert card["said"][0]["at"]["words"] == "« Nous tiendrons. »"
    assert {"page", "version", "outlet", "date", "start", "end"} <= card["said"][0]["at"].keys()
    assert card["counts"]["accused_of"] == 1


def test_what_somebody_denies_is_not_shown_as_if_he_had_said_it(run, tmp_path):
    with Store(str(tmp_path / "store.db")) as store:
        keep(store, page("d", "Koffi Sow; MLI; ; denies that troops fired", "Koffi Sow; MLI; ; « No. »", day=6))
    [number] = [line.split()[0] for line in run("who", "Koffi Sow")[1].splitlines()[:1]]
    out = run("who", number)[1]
    assert "denies: troops fired" in out
    assert "denies: « No. »" not in out
    said = json.loads(run("who", number, "--json")[1])["said"]
    assert [(one["at"]["words"], one["denied"]) for one in said] == [("troops fired", True), ("« No. »", False)]


def test_a_denial_is_known_by_the_rule_that_reads_it():
    assert DENIED == answers.DENIED


def test_only_what_was_published_in_a_period(run):
    assert json.loads(run("who", "1", "--json", "--since", "2026-03-02")[1])["said"] == []
    assert len(json.loads(run("who", "1", "--json", "--until", "2026-03-01")[1])["roles"]) == 1
    assert run("who", "1", "--since", "yesterday")[0] == 2


def test_the_day_of_fetching_is_not_told_as_the_day_of_a_role(run, tmp_path):
    undated = page("d", "Assimi Goita; MLI; chef; « Nous y sommes. »", "Awa Ba > ACCUSE > Assimi Goita", day=None)
    with Store(tmp_path / "store.db") as store:
        keep(store, undated)
    out = run("who", "1")[1]
    roles = [line.strip().split(" · ")[:2] for line in out.splitlines() if "· 1 page ·" in line]
    assert roles[-1] == ["no date, fetched 2026-03-01", "chef"]
    assert [line for line in out.splitlines() if "«" in line][-1].startswith("  no date, fetched 2026-03-01 · d · #4[")
    card = json.loads(run("who", "1", "--json")[1])
    assert [(held["role"], held["first"]) for held in card["roles"]][-1] == ("chef", None)
    assert [said["at"]["date"] for said in card["said"]] == ["2026-03-01", None]
    assert len(json.loads(run("who", "1", "--json", "--since", "2020-01-01")[1])["said"]) == 1


def test_judgements_are_made_listed_and_taken_back(run):
    numbers = [line.split()[0] for line in run("who", "Goita")[1].splitlines()]
    assert run("who", "merge", *numbers, "--by", "Awa", "--why", "one man")[0] == 0
    assert "3 pages" in run("who", "Goita")[1]
    assert "Awa: merged" in run("who", "history")[1]
    assert run("who", "withdraw", "1", "--by", "Awa")[0] == 0
    assert len(run("who", "Goita")[1].splitlines()) == 2
    assert run("who", "reject", *numbers, "--by", "Awa")[0] == 0
    assert "Said by a reader to be somebody else" in run("who", numbers[0])[1]
    assert run("who", "split", numbers[0], "#2", "--by", "Awa")[0] == 0
    assert len(run("who", "Goita")[1].splitlines()) == 3
    assert run("who", "anew")[0] == 0
    assert len(run("who", "Goita")[1].splitlines()) == 3


@pytest.mark.parametrize(
    "asked", [("merge", "1"), ("split", "1"), ("withdraw",), ("merge", "1", "x"), ("reject", "1", "77")]
)
def test_what_makes_no_sense_is_said(run, asked):
    code, _, err = run("who", *asked, "--by", "Awa")
    assert code == 2
    assert err


def test_control_characters_of_a_page_are_shown_and_not_obeyed(run):
    _, out, _ = run("who", "Ba")
    assert "\x1b" not in out
    assert "␛" in out


def test_the_help_has_examples_in_both_languages(run):
    assert "tamani who merge 12 15" in run("who", "--help")[1]
    assert "graphies" in run("who", "--help", "--lang", "fr")[1]
