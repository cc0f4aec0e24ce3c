"""``tamani watch`` against a real server and a real store, with a reader that needs no model."""

import pytest
from click.testing import CliRunner
from gather_site import rss

pytest.importorskip("sqlalchemy")

from tamani import cli
from tamani.corpus import corpus_reader
from tamani.corpus.store import Store
from tamani.gather import State
from tamani.record import Block, Record


class QuickReader:
    def __init__(self, *_, **__):
        pass

    def read_many(self, pages):
        for asked in pages:
            text = asked.page.decode()
            block = Block(kind="body", start=0, end=len(text), by="quick")
            yield Record(source=asked.source, text=text, language="fr", blocks=[block])


@pytest.fixture
def watch(monkeypatch, tmp_path):
    """Runs one round over a store in a folder of its own."""
    monkeypatch.setattr(corpus_reader, "CorpusReader", QuickReader)
    store = tmp_path / "watched.db"

    def watch(*arguments):
        command = [
            "--lang",
            "en",
            "watch",
            "--once",
            "--store",
            str(store),
            "--allow-private",
            "--delay",
            "0",
            *arguments,
        ]
        with CliRunner().isolation() as (_, err, _):
            code = cli.run(command)
            return code, err.getvalue().decode()

    watch.store = store
    return watch


def test_a_round_adds_what_is_new_and_the_next_one_nothing(site, watch):
    links = [site.page("/a", "<p>Le pont a rouvert.</p>"), site.page("/b", "<p>Le port aussi.</p>")]
    feed = site.page("/feed", rss(*links),
                     media_type="text/xml", ETag='"1"')  # fmt: skip
    code, said = watch(feed)
    assert code == 0
    assert said.startswith("Pages: 2 new, 0 in a new version, 0 known, ")
    assert watch(feed)[1].startswith("Pages: 0 new, 0 in a new version, 0 known, ")
    assert len(site.asked("/a")) == 1
    with Store(watch.store) as store:
        assert store.counts()["pages"] == 2
        assert State.from_json(store.recall("watch")).listing(feed).etag == '"1"'


def test_what_could_not_be_had_is_said_and_kept(site, watch):
    there = site.page("/a", "<p>Le pont.</p>")
    feed = site.page("/feed", rss(f"{site.root}/gone", there), media_type="text/xml")
    code, said = watch(feed)
    assert code == 1
    assert f"{site.root}/gone: not had: The server answered with status 404." in said
    assert "1 missed" in said
    with Store(watch.store) as store:
        assert len(store.failures()) == 1


def test_options_of_gathering_reach_it(site, watch):
    rows = [(site.page(f"/{n}", f"<p>Page {n}.</p>"), f"<pubDate>2025-04-0{n}</pubDate>") for n in (1, 2, 3)]
    feed = site.page("/feed", rss(*rows), media_type="text/xml")
    watch(feed, "--since", "2025-04-02", "--most", "1", "--contact", "desk@example.org", "--outlet", "Le Fil")
    assert [r["path"] for r in site.asked() if r["path"][1:].isdigit()] == ["/3"]
    assert site.requests[0]["headers"]["User-Agent"].endswith("(+desk@example.org)")


def test_a_store_that_cannot_be_opened_is_told(site, watch):
    watch.store.write_text("no database")
    code, said = watch(site.page("/a"))
    assert code == 2
    assert "watched.db" in said


def test_the_text_of_a_feed_never_takes_the_place_of_the_page_itself(site, watch):
    whole = "<c:encoded xmlns:c='c'><![CDATA[<p>Le pont.</p>]]></c:encoded>"
    feed = site.page("/feed", rss((f"{site.root}/a", whole)), media_type="text/xml")
    said = watch(feed)[1].splitlines()
    assert said[-1].startswith("Pages: 1 new, 0 in a new version, 0 known, ")
    assert said[-2].startswith("Pages that could not be had and are kept as their feed holds them: 1;")
    site.page("/a", "<p>Le pont a rouvert.</p>")
    assert watch(feed)[1].startswith("Pages: 0 new, 1 in a new version, ")
    del site.answers["/a"]
    site.page("/feed", rss((f"{site.root}/a", f"{whole}<updated>2025-04-05</updated>")), media_type="text/xml")
    assert "Pages: 0 new, 0 in a new version, 1 known, " in watch(feed)[1]
    with Store(watch.store) as store:
        assert [page.record.text for page in store.pages()] == ["<p>Le pont a rouvert.</p>"]
        ways = [(page.how, page.feed) for page in store.pages(all_versions=True)]
    assert ways == [("feed_text", feed), ("feed", feed)]


def test_without_any_source_there_is_nothing_to_watch(watch):
    code, said = watch("none.opml", "example.org/feed")
    assert (code, watch.store.exists()) == (2, False)
    assert said.startswith("none.opml: there is no such file or folder.")
    assert "example.org/feed: " in said
