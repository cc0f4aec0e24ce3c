"""``tamani relations``, ``tamani dump`` and ``tamani restore``: what they print and write, and their exit codes."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET

import pytest

from tamani import cli
from tamani.corpus.store import Store
from tests.corpus.relations.told import add

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def place(tmp_path):
    place = tmp_path / "store.db"
    with Store(place) as store:
        add(
            store,
            "MLI ACCUSE UKR on 2026-01\nUKR REJECT diop by UKR\n"
            "MLI ASSAULT UKR alleged by UKR\nMLI AID UKR denied by MLI",
            "MLI ACCUSE UKR on 2026-01\nMLI+UKR CONSULT -\nRUS AID MLI",
            stories=[1, 1],
        )
    return place


@pytest.fixture
def run(place, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TAMANI_STORE", str(place))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)

    def runs(*arguments):
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return runs


def words(line):
    return " ".join(line.split())


def test_each_direction_and_standing_has_its_table(run):
    code, out, err = run("relations", "Mali", "UKR")
    lines = [words(line) for line in out.splitlines()]
    assert code == 0
    assert "Mali (MLI): the state, its government" in err
    at = lines.index("Mali → Ukraine, told as having happened")
    assert lines[at + 1] == "1 event · 1 story · 2 texts · 2 outlets · 2 mentions · Goldstein −2.0"
    assert "2026-01 · 1 · 1 −2.0 1 2 2" in lines[at + 2 : at + 5]
    assert "Mali → Ukraine, alleged" in lines
    assert "Ukraine → Mali, told as having happened" in lines
    assert "Mali and Ukraine together, told as having happened" in lines
    assert "– Not in the tables: denied ×1. --status shows them." in lines
    assert "the page itself 2 · ·" in lines


def test_a_narrow_terminal_cuts_no_figure(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    for asked in (("MLI", "UKR"), ("MLI", "UKR", "--columns", "type"), ("MLI",)):
        out = run("relations", *asked)[1]
        assert "…" not in out
        assert "mentions" in out


def test_it_speaks_french(run):
    out = run("relations", "MLI", "UKR", "--lang", "fr")[1]
    assert "Mali → Ukraine, raconté comme ayant eu lieu" in out
    assert "Qui le dit (mentions) : Mali → Ukraine" in out


def test_every_number_can_be_opened(run, place):
    code, out, _ = run("relations", "MLI", "UKR", "--events", "--status", "alleged")
    assert (code, "says Ukraine" in out, "page #1, event e3, characters" in out, "Outlet 0" in out) == (0, *[True] * 3)
    events = [json.loads(line) for line in run("relations", "MLI", "UKR", "--events", "--json")[1].splitlines()]
    assert len(events) == 6
    with Store(place) as store:
        for event in events:
            assert store.page(event["version"]).record.text[event["start"] : event["end"]] == event["words"]


def test_figures_as_json(run):
    relation = json.loads(run("relations", "MLI", "UKR", "--by", "year", "--columns", "type", "--json")[1])
    [out] = [b for b in relation["blocks"] if (b["direction"], b["standing"]) == ("out", "told")]
    assert list(out["classes"]) == ["ACCUSE"]
    assert (out["figures"]["mentions"], out["figures"]["stories"]) == (2, 1)


def test_partners_of_one(run):
    code, out, _ = run("relations", "MLI")
    lines = [words(line) for line in out.splitlines()]
    assert code == 0
    assert lines[1].startswith("Ukraine UKR 1 3 4")
    assert lines[2].startswith("Russia RUS 1 1 1")
    assert "1 of 2; --limit shows more." in run("relations", "MLI", "-n", "1")[1]
    assert [json.loads(line)["partner"] for line in run("relations", "MLI", "--json")[1].splitlines()] == ["UKR", "RUS"]


def test_rows_as_csv(run, tmp_path):
    assert run("relations", "MLI", "UKR", "--csv", "lines.csv")[:2] == (0, "")
    assert run("relations", "MLI", "UKR", "--events", "--csv", "events.csv")[0] == 0
    assert run("relations", "MLI", "--csv", "partners.csv")[0] == 0
    with (tmp_path / "lines.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {(row["direction"], row["class"], row["mentions"]) for row in rows} >= {
        ("out", "3", "2"),
        ("back", "all", "1"),
    }
    with (tmp_path / "events.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 6
    with (tmp_path / "partners.csv").open(newline="", encoding="utf-8") as file:
        assert [row["partner"] for row in csv.DictReader(file) if row["kind"] == "all"] == ["UKR", "RUS"]


def test_the_picture_is_a_file_with_its_words(run, tmp_path):
    assert run("relations", "MLI", "UKR", "--svg", "a.svg")[:2] == (0, "")
    picture = ET.fromstring((tmp_path / "a.svg").read_text(encoding="utf-8"))  # noqa: S314 (our own)
    assert picture.find(f"{SVG}title").text == "Events between Mali and Ukraine, by month"
    assert "2026-01: verbal conflict 1" in picture.find(f"{SVG}desc").text
    assert len(picture.findall(f".//{SVG}rect[@class='alleged quad-4']")) == 2  # the bar, and the sample of the key


def test_the_html_file_has_picture_tables_and_events(run, tmp_path):
    assert run("relations", "MLI", "UKR", "--html", "a.html", "--lang", "fr")[:2] == (0, "")
    made = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<h1>Mali et Ukraine</h1>" in made
    assert made.count("<tr>") > 10
    assert 'href="https://p.example/2026-03-10/0"' in made


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("Congo", "UKR"), 2, "COG (Congo), COD"),
        (("MLI", "Ukrane"), 2, "Near to it: Ukraine (UKR)"),
        (("MLI", "FRA"), 1, ""),
        (("MLI", "FRA", "--events"), 1, "No page tells of such events."),
        (("MLI", "--svg", "a.svg"), 2, "name whom else"),
        (("MLI", "UKR", "--since", "mars"), 2, "is not a date"),
        (("MLI", "UKR", "--voice", "Nemo"), 2, "Nobody"),
        (("MLI", "UKR", "--csv", "/proc/none/a.csv"), 3, "cannot be written"),
    ],
)
def test_what_cannot_be_answered_says_why(run, asked, code, said):
    found, _, err = run("relations", *asked)
    assert (found, said in err) == (code, True)


def test_without_a_store_it_says_what_to_do(run, monkeypatch, tmp_path):
    monkeypatch.setenv("TAMANI_STORE", str(tmp_path / "none.db"))
    for command in (("relations", "MLI"), ("dump", "a.gz")):
        code, _, err = run(*command)
        assert (code, "tamani add" in err) == (2, True)
    assert not (tmp_path / "a.gz").exists()


def test_a_store_goes_into_a_file_and_out_of_it(run, tmp_path):
    code, _, err = run("dump", "all.gz")
    assert (code, "rows written: all.gz" in err) == (0, True)
    assert run("dump", "all.gz")[0] == 2
    assert run("dump", "all.gz", "--replace")[0] == 0
    code, _, err = run("restore", "all.gz", "--store", "new.db")
    assert (code, "rows of all.gz are in new.db" in err) == (0, True)
    code, _, err = run("restore", "all.gz", "--store", "new.db")
    assert (code, "--replace" in err) == (2, True)
    assert run("restore", "all.gz", "--store", "new.db", "--replace")[0] == 0
    before = run("relations", "MLI", "UKR", "--json")[1]
    assert run("relations", "MLI", "UKR", "--json", "--store", "new.db")[1] == before
    assert run("restore", "none.gz", "--store", "other.db")[0] == 2
    assert run("dump", "/proc/none/all.gz")[0] == 3
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", ["relations", "dump", "restore"])
def test_help_has_examples(run, command, language):
    code, out, _ = run(command, "--lang", language, "--help")
    assert (code, f"tamani {command}" in out) == (0, True)
