"""References, feeds, sources and raw pages, each read by the reader that others use."""

import dataclasses
import gzip
import io
from datetime import timedelta

import msgspec
import pytest

from tamani.exchange import StoredPage, StoryRow
from tamani.record import ArticleDate, Record
from tests.exchange.conftest import FETCHED


def test_ris_is_read_by_rispy(export):
    rispy = pytest.importorskip("rispy")
    first, second = rispy.loads(export("ris").text)
    assert first["type_of_reference"] == "NEWS"
    assert first["title"] == "=SUM(A1) & « Kiev » {répond}"
    assert first["authors"] == ["Aïcha Ba"]
    assert first["secondary_title"] == "L'Écho, & Cie"
    assert first["date"] == "2025/04/03/"
    assert "title" not in second


def test_biblatex_is_read_by_bibtexparser(export):
    bibtexparser = pytest.importorskip("bibtexparser")
    text = export("biblatex").text
    first, second = bibtexparser.loads(text).entries
    assert first["ENTRYTYPE"] == "article"
    assert first["entrysubtype"] == "newspaper"
    assert first["title"] == r"=SUM(A1) \& « Kiev » \textbraceleft{}répond\textbraceright{}"
    assert first["author"] == "{Aïcha Ba}"
    assert first["journaltitle"] == r"L'Écho, \& Cie"
    assert first["langid"] == "french"
    assert first["url"] == "https://example.org/a/page.html?x=%7B1%7D&y=2"
    assert second["ID"] == "tamani13"


def test_braces_of_bibtex_are_balanced(export):
    text = export("biblatex").text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_are_read_by_feedparser(export, name):
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse(export(name, title="Revue").data)
    assert not feed.bozo
    assert feed.feed.title == "Revue"
    newest, oldest = feed.entries
    assert newest.title == "Kidal"
    assert newest.link == "https://example.org/a/page.html?x={1}&y=2"
    assert newest.published_parsed[:6] == (2025, 4, 3, 0, 0, 0), "the day that the page states, not that of its coming"
    assert "L'Écho" in newest.summary
    assert oldest.title == "Old &amp; &lt;small>�" or "Old &" in oldest.title
    assert newest.id == "urn:tamani:story:2"


def dated(page, stated, **more):
    """A page that states when it was published."""
    date = ArticleDate(value=stated, start=None, end=None, by="test")
    article = msgspec.structs.replace(page.record.article, published=date)
    return dataclasses.replace(page, record=msgspec.structs.replace(page.record, article=article), **more)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2025-04-02T08:15:00+02:00", (2025, 4, 2, 6, 15, 0)),
        ("2031-01-01", (2025, 4, 3, 10, 30, 15)),
        ("in spring", (2025, 4, 3, 10, 30, 15)),
    ],
)
def test_a_story_is_as_old_as_its_first_page_says_unless_that_cannot_be(export, page, stated, told):
    feedparser = pytest.importorskip("feedparser")
    for name in ("rss", "atom"):
        [entry] = feedparser.parse(
            export(name, pages=[dated(page, stated)], stories=[StoryRow(2, "Kidal", FETCHED, [7])]).data
        ).entries
        assert entry.published_parsed[:6] == told


def test_what_was_published_last_stands_first_though_it_came_first(export, page):
    feedparser = pytest.importorskip("feedparser")
    old, new = dated(page, "2025-03-01", page_id=1), dated(page, "2025-04-01", page_id=2)
    stories = [StoryRow(1, "Old", FETCHED, [1]), StoryRow(2, "New", FETCHED - timedelta(hours=1), [2])]
    feed = feedparser.parse(export("rss", pages=[old, new], stories=stories).data)
    assert [entry.title for entry in feed.entries] == ["New", "Old"]


def test_the_description_does_not_repeat_the_title(export, page):
    feedparser = pytest.importorskip("feedparser")
    headline = page.record.article.headline.text
    file = dataclasses.replace(page, page_id=9, url=None, outlet=None)
    made = export("rss", pages=[page, file], stories=[StoryRow(1, headline, FETCHED, [7, 9])])
    [item] = feedparser.parse(made.data).entries
    assert item.summary.split("\n") == ["L'Écho, & Cie – 2025-04-03", "2025-04-03 – #9"]


def test_opml_is_read_by_listparser(export, page):
    listparser = pytest.importorskip("listparser")
    other = StoredPage(Record(text=""), 9, 14, url="https://other.example/x", outlet="Other")
    whole = listparser.parse(export("opml", pages=[page, page, other]).data)
    assert not whole.bozo
    assert [(feed.title, feed.url) for feed in whole.feeds] == [("L'Écho, & Cie", "https://example.org/feed.xml")]
    assert 'type="link" url="https://other.example/"' in export("opml", pages=[other]).text


def test_warc_is_read_by_warcio(export):
    archive = pytest.importorskip("warcio.archiveiterator")
    found = export("warc")
    records = archive.ArchiveIterator(io.BytesIO(found.data), check_digests="raise")
    info = next(records)
    assert info.rec_type == "warcinfo"
    info.content_stream().read()
    page = next(records)
    assert page.rec_type == "resource"
    assert page.rec_headers.get_header("WARC-Target-URI").startswith("https://example.org/")
    assert page.rec_headers.get_header("WARC-Date") == "2025-04-03T10:30:15Z"
    assert page.content_stream().read() == b"<p>raw \xff\r\n\r\nbytes</p>"
    assert next(records, None) is None
    assert found.tally.left_out["no_raw"] == 1


def test_warc_is_read_by_fastwarc(export):
    fastwarc = pytest.importorskip("fastwarc")
    archive = fastwarc.ArchiveIterator(io.BytesIO(export("warc").data), parse_http=False)
    kinds = [record.record_type for record in archive]
    assert kinds == [fastwarc.WarcRecordType.warcinfo, fastwarc.WarcRecordType.resource]


def test_a_line_break_in_a_url_makes_no_header(export):
    page = StoredPage(Record(text=""), 1, 1, url="https://a.example/\r\nEvil: yes", raw=lambda: b"")
    assert b"\r\nEvil" not in gzip.decompress(export("warc", pages=[page]).data)


def test_exports_of_no_pages_are_whole_too(export):
    feedparser = pytest.importorskip("feedparser")
    for name in ("rss", "atom"):
        assert not feedparser.parse(export(name, pages=[], stories=[]).data).bozo
    for name in ("web-annotation", "schema-org", "label-studio", "plover", "csv", "ris", "opml", "warc"):
        if name != "csv":
            assert export(name, pages=[], stories=[StoryRow(1, "x", None)]).tally.pages == 0
