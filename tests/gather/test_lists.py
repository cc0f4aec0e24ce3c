import contextlib
import gzip
import json
from datetime import date

import pytest
from gather_site import rss
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.gather.gathered import GatherError
from tamani.gather.listing import Entry, read_day
from tamani.gather.listings import read_listing

LIMIT = 10_000_000
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/une/">
<link rel="self" href="https://example.org/feed"/>
<entry><title>A</title><link rel="enclosure" href="/a.mp3"/><link href="a"/>
<published>2025-04-03T23:30:00+02:00</published><updated>2025-04-04T08:00:00Z</updated>
<source><link href="https://elsewhere.example/"/><updated>2020-01-01</updated></source></entry>
<entry><title>without a link</title></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://example.org/</link></channel>
<item rdf:about="x"><link>https://example.org/a</link><dc:date>2025-04-03</dc:date></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://example.org/a</loc><lastmod>2025-04-04</lastmod>
<image:image><image:loc>https://example.org/a.jpg</image:loc></image:image>
<news:news><news:publication_date>2025-04-03T10:00:00+02:00</news:publication_date></news:news></url>
<url><lastmod>2025-04-04</lastmod></url></urlset>"""


def entries(text):
    return read_listing(text.encode() if isinstance(text, str) else text, LIMIT).entries


def test_rss_with_its_dates_and_its_permalinks():
    feed = rss(
        ("https://example.org/a", "<pubDate>Thu, 03 Apr 2025 23:30:00 +0200</pubDate>"),
        ("", "<guid>https://example.org/b</guid>"),
        ("", '<guid isPermaLink="false">https://example.org/c</guid>'),
        ("https://f.example/x", "<o:origLink xmlns:o='o'>https://example.org/d</o:origLink>"),
    )
    listing = read_listing(feed.encode(), LIMIT)
    assert [e.url for e in listing.entries] == [
        "https://example.org/a",
        "https://example.org/b",
        "https://example.org/d",
    ]
    assert listing.entries[0].published == date(2025, 4, 3)
    assert listing.without_address == 1


def test_atom_reads_its_own_links_and_not_those_of_its_parts():
    listing = read_listing(ATOM.encode(), LIMIT)
    assert listing.entries == [Entry("https://example.org/une/a", date(2025, 4, 3), "2025-04-04T08:00:00Z")]
    assert listing.without_address == 1


def test_rss_1():
    assert entries(RDF) == [Entry("https://example.org/a", date(2025, 4, 3))]


def test_json_feed():
    items = [
        {"url": "https://example.org/a", "date_published": "2025-04-03T10:00:00Z", "date_modified": "2025-04-04"},
        {"id": "b"}, {"url": 5}, "c",
    ]  # fmt: skip
    listing = read_listing(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode(), LIMIT)
    assert listing.entries == [Entry("https://example.org/a", date(2025, 4, 3), "2025-04-04")]
    assert listing.without_address == 3


WHOLE = "<content:encoded xmlns:content='c'><![CDATA[<p>Le pont a rouvert.</p>]]></content:encoded>"


def test_a_feed_may_hold_the_whole_text_of_its_entries():
    items = [
        {"url": "https://a.example/1", "title": "Pont", "content_html": "<p>Le pont a rouvert.</p>"},
        {"url": "https://a.example/2", "title": "A < B", "content_text": "Le pont\n\na <rouvert>."},
    ]
    json_feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Pont</title><link href="https://a.example/1"/>
    <content type="html">&lt;p>Le pont a rouvert.&lt;/p></content></entry></feed>"""
    one = rss(("https://a.example/1", f"<title>Pont</title><description>Un pont …</description>{WHOLE}"))
    for feed in (json_feed, atom, one):
        page = entries(feed)[0].page.decode()
        assert "<h1>Pont</h1>\n<p>Le pont a rouvert.</p>\n" in page
        assert "Un pont …" not in page
    page = entries(json_feed)[1].page.decode()
    assert "<h1>A &lt; B</h1>\n<p>Le pont</p>\n<p>a &lt;rouvert&gt;.</p>\n" in page


def test_a_summary_is_not_the_whole_text():
    assert entries(rss(("https://a.example/1", "<description>Un pont …</description>")))[0].page == b""


def test_sitemap_with_news_dates_and_without_images():
    listing = read_listing(gzip.compress(SITEMAP.encode()), LIMIT)
    assert (listing.kind, listing.without_address) == ("sitemap", 1)
    assert listing.entries == [Entry("https://example.org/a", date(2025, 4, 3), "2025-04-04")]


def test_sitemap_index():
    listing = read_listing(b"<sitemapindex><sitemap><loc>/s.xml.gz</loc></sitemap></sitemapindex>", LIMIT)
    assert (listing.kind, [e.url for e in listing.entries]) == ("sitemap_index", ["/s.xml.gz"])


def test_opml_with_folders():
    opml = """<opml version="2.0"><body><outline text="Afrique"><outline type="rss" xmlUrl="https://a.example/feed"/>
    <outline type="rss" xmlurl="https://b.example/feed"/></outline><outline xmlUrl="https://a.example/feed"/></body></opml>"""
    assert [e.url for e in entries(opml)] == ["https://a.example/feed", "https://b.example/feed"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_charsets_of_lists(encoding):
    feed = rss("https://example.org/é").replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1)
    assert entries(feed.encode(encoding))[0].url == "https://example.org/é"


def test_broken_xml_is_read_as_far_as_it_goes():
    broken = rss("https://example.org/a", "https://example.org/b?c=d&e=f")[:-30]
    assert [e.url for e in entries("\n\n" + broken + "<unclosed \x00")][:1] == ["https://example.org/a"]


@pytest.mark.parametrize(
    "text", ["", "Le pont a rouvert.", "<html><p>rss</p></html>", "{}", "[1]", "<!-- <rss> --><html>"]
)
def test_what_is_no_list(text):
    assert read_listing(text.encode(), LIMIT) is None


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
FILE_ENTITY = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "head", [BOMB, FILE_ENTITY, "<!-- <x> -->" + FILE_ENTITY.lower().replace("doctype", "DOCTYPE")]
)
def test_entities_of_its_own_are_refused_in_every_charset(head, encoding):
    feed = head + rss("https://example.org/&d;&a;").split("?>", 1)[1]
    with pytest.raises(GatherError) as refused:
        read_listing(feed.encode(encoding), LIMIT)
    assert refused.value.why.code == "gather_xml_entities"


def test_a_packed_bomb_of_a_list_is_refused():
    with pytest.raises(GatherError, match="larger"):
        read_listing(gzip.compress(rss("x").encode() + bytes(20_000_000)), 1_000_000)


@pytest.mark.parametrize(
    "hostile",
    [
        "<rss>" + "<a>" * 100_000, "<rss>" + "<item><link>" * 20_000, "<rss " + "a='b' " * 50_000 + ">",
        "<rss><item>" + "<!--" * 100_000, "<rss>" + "&amp;" * 200_000, "<rss><item><link>" + "x" * 2_000_000,
        '{"version": "jsonfeed.org/version/1", "items": ' + "[" * 100_000, "<!" * 100_000, "<?" * 100_000,
    ],
)  # fmt: skip
def test_hostile_lists_take_no_longer_than_honest_ones(hostile, pace):
    def read():
        with contextlib.suppress(GatherError):
            read_listing(hostile.encode(), LIMIT)

    assert pace.strides(read) < 30


PARTS = [*"<>/&;'\"![]?= \n\x00é", "item", "link", "rss", "rdf:", "http://", "entry", "href"]
MARKUP = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
BEGINNINGS = [b"", b"<rss>", b"<feed>", b"<urlset>", b"<opml>", b'{"version":"jsonfeed.org/version/1","items":',
              b"\x1f\x8b\x08", b"<sitemapindex><sitemap><loc>"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=400), MARKUP.map(str.encode)), st.sampled_from(BEGINNINGS))
def test_any_bytes_are_a_list_or_none_or_refused(data, before):
    with contextlib.suppress(GatherError):
        listing = read_listing(before + data, 100_000)
        assert listing is None or all(entry.url for entry in listing.entries)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-04-03", (2025, 4, 3)), ("2025-04-03T23:59:59-05:00", (2025, 4, 3)), ("2025-04-03 10:00", (2025, 4, 3)),
        ("Thu, 03 Apr 2025 23:30:00 GMT", (2025, 4, 3)), ("03 Apr 2025", (2025, 4, 3)),
        ("jeudi 3 avril 2025", (2025, 4, 3)),
        ("2025-04-03T25:61:00Z", (2025, 4, 3)), ("", None), ("soon", None), ("2025-13-45", None), ("9" * 4000, None),
    ],
)  # fmt: skip
def test_days_of_feeds(text, day):
    assert read_day(text) == (date(*day) if day else None)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_day_or_none(text):
    assert read_day(text) is None or isinstance(read_day(text), date)


def test_another_reader_of_feeds_finds_the_same_links():
    feedparser = pytest.importorskip("feedparser")
    for text in (ATOM, RDF, rss("https://example.org/a", "https://example.org/b")):
        links = [e["link"] for e in feedparser.parse(text).entries if e.get("link")]
        assert [e.url for e in entries(text)] == links
