"""The commands of the store, with a quick reader: what they print, their exit codes, and both languages."""

from __future__ import annotations

import json
import os

import pytest

from tamani import cli
from tests.corpus.quick_reader import QuickReader

PAGE = "L'élection à Bamako\nDiop (MLI) : « Nous avons signé. »\nDiop ACCUSE Barry de tout."


class KnowsStore(QuickReader):
    def __init__(self, _engine, _language="auto", *, time_limit=None):  # noqa: ARG002 (as the real one is made)
        super().__init__()
        self.parsed = 0


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tamani.corpus.corpus_reader.CorpusReader", KnowsStore)
    monkeypatch.setenv("TAMANI_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "two.txt").write_text("Autre titre\nIl pleut.", encoding="utf-8")

    def runs(*arguments):
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return runs


def test_pages_are_added_once(run):
    assert run("add", "pages") == (0, "", run_line(new=2))
    assert run("add", "pages") == (0, "", run_line(known=2))
    code, _, err = run("add", "--lang", "fr", "pages")
    assert (code, "déjà connues : 2 ;" in err) == (0, True)


def test_files_that_a_folder_has_besides_pages_are_named_once(run, tmp_path):
    for name in ("flux.xml", "photo.png", ".hidden", *(f"scan{n}.pdf" for n in range(9))):
        (tmp_path / "pages" / name).write_text("x", encoding="utf-8")
    (tmp_path / "pages" / "gone.html").symlink_to("nowhere.html")
    code, _, err = run("add", "pages")
    [told] = [line for line in err.splitlines() if "left out" in line]
    assert code == 0
    assert told == (
        "Files left out of pages: 12, namely flux.xml (perhaps a feed or list, which “tamani add” follows only where "
        "it is named itself); gone.html (the link leads nowhere); photo.png, scan0.pdf, scan1.pdf, scan2.pdf, "
        "scan3.pdf and 5 more (the ending is not that of a page)."
    )
    assert "left out" not in run("add", "--quiet", "pages")[2]
    assert "left out" not in run("add", "pages/one.txt")[2]


def test_a_feed_with_whole_texts_is_kept_without_a_network(run, tmp_path):
    item = "<link>https://nowhere.invalid/1</link><c:encoded xmlns:c='c'><![CDATA[<p>Le pont.</p>]]></c:encoded>"
    feed = f"<rss><channel><item><title>Pont</title>{item}</item></channel></rss>"
    (tmp_path / "flux.xml").write_text(feed, encoding="utf-8")
    code, _, err = run("add", "flux.xml")
    assert code == 1
    assert "https://nowhere.invalid/1: not had" in err
    assert "Pages that could not be had and are kept as their feed holds them: 1;" in err
    assert "Pages: 1 new, " in err
    assert "https://nowhere.invalid/1" in run("search", "pont")[1]
    assert run("failures")[1].startswith("https://nowhere.invalid/1: ")


def run_line(new=0, known=0):
    return f"Pages: {new} new, 0 in a new version, {known} known, 0 that had waited, 0 missed; 0 read as copies.\n"


def test_what_cannot_be_had_is_listed_until_it_works(run, tmp_path):
    code, _, err = run("add", "none.txt")
    assert (code, "none.txt: not had:" in err) == (1, True)
    code, out, err = run("failures")
    assert (code, out.startswith("none.txt: "), "1 in trouble" in err) == (1, True, True)
    assert json.loads(run("failures", "--json")[1])["place"] == "none.txt"
    (tmp_path / "none.txt").write_text("Enfin\nLà.", encoding="utf-8")
    code, out, err = run("failures", "--retry")
    assert (code, out, err.splitlines()[-1]) == (0, "", "0 in trouble.")


def test_a_page_that_could_not_be_read_is_listed_with_its_file(run, tmp_path):
    (tmp_path / "blank.txt").write_text("\u2003", encoding="utf-8")
    (tmp_path / "blank.jsonl").write_text('{"content": "\u2003", "url": "https://a.example/1"}', encoding="utf-8")
    run("add", "blank.txt", "blank.jsonl")
    lines = run("failures")[1].splitlines()
    assert [line.split(": ")[0] for line in lines] == ["blank.txt #1", "https://a.example/1"]
    assert json.loads(run("failures", "--json")[1].splitlines()[0])["origin"] == "blank.txt"


def test_pages_are_found_and_the_words_marked(run):
    run("add", "pages")
    code, out, err = run("search", "election")
    assert (code, "[élection]" in out, err == "1 page.\n") == (0, True, True)
    hit = json.loads(run("search", "--speaker", "Diop", "--json")[1])
    assert hit["headline"] == "L'élection à Bamako"
    assert run("search", "zzz") == (1, "", "No page was found.\n")
    assert run("search") == (2, "", "tamani: A search needs a word or a filter.\n")


def test_a_search_for_several_words_that_finds_nothing_says_that_all_were_asked_for(run):
    run("add", "pages")
    code, _, err = run("search", "élection OR pluie")
    assert (code, "All words must be on the page (élection OR pluie)" in err) == (1, True)
    assert run("search", "titre", "--offset", "5")[2] == "1 in all; --offset leaves out every one.\n"


def test_the_day_of_fetching_is_not_shown_as_the_day_of_publication(run, tmp_path):
    os.utime(tmp_path / "pages" / "one.txt", (1772323200, 1772323200))
    run("add", "pages")
    assert "no date, fetched 2026-03-01 · pages/one.txt · #1" in run("search", "election")[1]
    assert "sans date, reçue le 2026-03-01 · pages/one.txt" in run("search", "--lang", "fr", "election")[1]
    code, out, err = run("search", "election", "--since", "2000-01-01")
    assert (code, out) == (1, "")
    assert "Pages that fit but for the days, as they do not tell when they were published: 1." in err


def test_a_page_without_an_address_is_shown_with_its_file(run):
    run("add", "pages")
    assert "pages/two.txt" in run("search", "pleut")[1]
    assert json.loads(run("search", "pleut", "--json")[1])["origin"] == "pages/two.txt"


def test_where_more_was_found_than_is_counted_it_says_so(run, monkeypatch):
    run("demo", "--store", "demo.db")
    asked = ("search", "--since", "2000-01-01", "--limit", "2", "--store", "demo.db")
    assert "1 to 2 of 52 pages" in run(*asked)[2]
    monkeypatch.setattr("tamani.corpus.searching.MOST_COUNTED", 9)
    assert "1 to 2 of more than 9 pages" in run(*asked)[2]


def test_a_search_has_a_name(run):
    run("add", "pages")
    run("search", "--event", "accuse", "--save", "accusations")
    assert run("search", "--list")[1].startswith("accusations\t")
    assert "Bamako" in run("search", "--saved", "accusations")[1]
    assert "There are: accusations" in run("search", "--saved", "other")[2]


def test_the_store_is_read_again(run):
    run("add", "pages")
    assert run("reread") == (0, "", "Pages read again: 2; read otherwise now: 0; parsed anew: 0.\n")


def test_without_a_store_it_says_what_to_do(run):
    for command in (("search", "x"), ("failures",), ("reread",)):
        code, _, err = run(*command)
        assert (code, "tamani add" in err) == (2, True)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", ["add", "failures", "reread", "search", "correct"])
def test_help_has_examples(run, command, language):
    code, out, _ = run(command, "--lang", language, "--help")
    assert (code, f"tamani {command}" in out) == (0, True)


def test_the_demo_goes_into_a_store_of_its_own_and_only_once(run, tmp_path):
    code, _, err = run("demo")
    assert code == 0
    assert "52 new" in err
    assert "tamani stories --store tamani-demo.db" in err
    assert (tmp_path / "tamani-demo.db").is_file()
    assert "52 known" in run("demo")[2]
