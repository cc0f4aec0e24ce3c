"""Visits to a real server on this machine."""

import itertools
import json
import time
from datetime import date, timedelta

import pytest
from gather_site import PAGE, bomb, rss

from tamani.gather import Options, State, gather
from tamani.gather.gathered import now


def codes(missed):
    return [one.why.code.removeprefix("gather_") for one in missed]


def note_codes(page):
    return [note.code.removeprefix("gather_") for note in page.notes]


# One page


def test_a_page_comes_with_where_when_and_how(site, collect):
    url = site.page("/a")
    (page,), missed = collect(url + "#part")
    assert (page.content.decode(), page.url, page.outlet, page.how) == (PAGE, url, "127.0.0.1", "address")
    assert (page.media_type, page.published, page.origin, missed) == ("text/html", None, None, [])
    assert now() - page.fetched_at < timedelta(minutes=1)
    assert note_codes(page) == ["robots_none"]


def test_who_visits_says_so_and_how_to_reach_them(site, collect):
    collect(site.page("/a"), contact="desk@example.org\r\nX-Evil: 1")
    assert {r["headers"]["User-Agent"] for r in site.requests} == {"Tamani/0.1.0 (+desk@example.orgX-Evil: 1)"}
    assert not any("X-Evil" in r["headers"] for r in site.requests)


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_a_status_that_is_no_page_is_told(site, collect, status):
    pages, missed = collect(site.page("/a", status=status))
    assert (pages, codes(missed)) == ([], ["status"])
    assert str(status) in missed[0].why.words


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"), ("image/png", b"x"), ("video/mp4", b"x"),
        ("text/html", b"\x89PNG\r\n\x1a\n\0\0"),
        ("application/json", b"{}"), ("text/html; charset=utf-8", b"%PDF-1.7 \x00\x01\x02"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(site, collect, media_type, body):
    pages, missed = collect(site.page("/a", body, media_type=media_type))
    assert (pages, codes(missed)) == ([], ["media_type"])


def test_an_empty_page_is_told(site, collect):
    assert codes(collect(site.page("/a", " \n"))[1]) == ["empty"]


@pytest.mark.parametrize(
    "media_type", ["text/html; charset=ISO-8859-1", "application/xhtml+xml", "text/plain", "TEXT/HTML"]
)
def test_types_of_pages(site, collect, media_type):
    assert collect(site.page("/a", media_type=media_type))[0]


# Addresses that are not public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"])
def test_this_machine_is_refused_unless_allowed(site, collect, host):
    port = site.root.rsplit(":", 1)[1]
    pages, missed = collect(f"http://{host}:{port}/a", allow_private=False)
    assert pages == []
    assert site.requests == []
    assert codes(missed) in (["robots_unknown"], ["bad_address"], ["unknown_host"])


def test_the_number_that_was_checked_is_the_one_that_is_connected_to(monkeypatch):
    """A name that means a public number at first and this machine from then on leads nowhere."""
    import socket  # noqa: PLC0415

    from tamani.gather import addresses, connection  # noqa: PLC0415

    asked, connected = [], []

    def look_up(host, port, **_):
        asked.append(host)
        number = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    def connect(_, host, *__):
        connected.append(host)
        raise connection.httpcore.ConnectError(host)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(connection.httpcore.SyncBackend, "connect_tcp", connect)
    list(gather(["http://rebinding.example/a"], Options(delay=0)))
    assert connected == ["93.184.216.34"]


def test_every_hop_of_a_redirect_is_checked(site, collect, monkeypatch):
    from tamani.gather import addresses  # noqa: PLC0415

    port = site.root.rsplit(":", 1)[1]
    for hop in ("http://169.254.169.254/latest/meta-data", "http://10.0.0.7/", f"http://[::1]:{port}/a"):
        monkeypatch.setattr(addresses, "is_public", lambda number: str(number) == "127.0.0.1")
        site.page("/go", status=302, Location=hop)
        pages, missed = collect(f"{site.root}/go", allow_private=False)
        assert (pages, codes(missed)) == ([], ["robots_unknown"])
        assert "private network" in missed[0].why.words


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://a:b@127.0.0.1/"]
)
def test_redirects_to_another_protocol_or_with_a_password_are_refused(site, collect, place):
    pages, missed = collect(site.page("/go", status=301, Location=place))
    assert pages == []
    assert codes(missed)[0] in {"not_http", "password"}


def test_redirects_are_followed_and_noted(site, collect):
    start = site.page("/go", status=301, Location="a?b=é")
    site.page("/a?b=%C3%A9")
    (page,), _ = collect(start)
    assert page.url == f"{site.root}/a?b=%C3%A9"
    assert note_codes(page) == ["robots_none", "redirected"]


def test_redirects_in_a_circle_end(site, collect):
    pages, missed = collect(site.page("/go", status=302, Location="/go"))
    assert (pages, codes(missed)) == ([], ["redirects"])
    assert len(site.asked("/go")) == 6


# Limits


def test_a_page_that_is_too_large_is_left(site, collect):
    assert codes(collect(site.page("/a", b"x" * 5000), page_limit=1000)[1]) == ["too_large"]


def test_a_packed_bomb_is_left(site, collect):
    url = site.page("/a", bomb(50_000_000), Content_Encoding="gzip")
    assert codes(collect(url, page_limit=100_000)[1]) == ["too_large"]


def test_packed_pages_are_unpacked(site, collect):
    import gzip  # noqa: PLC0415

    (page,), _ = collect(site.page("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip"))
    assert page.content.decode() == PAGE


def endless(stream):
    for _ in range(100_000):
        stream.write(b"<p>encore</p>" * 1000)


def dripping(stream):
    for _ in range(600):
        stream.write(b"x")
        stream.flush()
        time.sleep(0.05)


def test_a_stream_without_end_is_cut_off(site, collect):
    assert codes(collect(site.page("/a", write=endless), page_limit=1_000_000)[1]) == ["too_large"]


def test_a_server_that_drips_is_cut_off(site, collect):
    began = time.monotonic()
    assert codes(collect(site.page("/a", write=dripping), time_limit=1.0)[1]) == ["too_slow"]
    assert time.monotonic() - began < 20


def test_a_server_that_talks_nonsense_is_told(collect):
    import socket  # noqa: PLC0415
    import threading  # noqa: PLC0415

    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.recv(1000)
                connection.sendall(b"\x00\xff nonsense\r\n\r\n")

    threading.Thread(target=answer, daemon=True).start()
    pages, missed = collect(f"http://127.0.0.1:{server.getsockname()[1]}/a")
    server.close()
    assert (pages, codes(missed)) == ([], ["robots_unknown"])


# robots.txt and reservations


def test_robots_txt_is_obeyed_and_asked_for_once(site, collect):
    site.page(
        "/robots.txt", "User-agent: tamani\nDisallow: /closed\n\nUser-agent: *\nDisallow: /", media_type="text/plain"
    )
    pages, missed = collect(site.page("/a"), site.page("/b"), site.page("/closed/c"))
    assert [page.url for page in pages] == [f"{site.root}/a", f"{site.root}/b"]
    assert note_codes(pages[0]) == ["robots_open"]
    assert codes(missed) == ["robots_closed"]
    assert len(site.asked("/robots.txt")) == 1
    assert not site.asked("/closed/c")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_had_nothing_is_visited(site, collect, status):
    site.page("/robots.txt", status=status)
    assert codes(collect(site.page("/a"))[1]) == ["robots_unknown"]
    assert not site.asked("/a")


def test_the_target_of_a_redirect_may_be_closed_too(site, collect):
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed", media_type="text/plain")
    site.page("/closed")
    assert codes(collect(site.page("/go", status=302, Location="/closed"))[1]) == ["robots_closed"]


@pytest.mark.parametrize("where", ["file", "header", "meta"])
def test_reserved_pages_are_not_kept_without_a_licence(site, collect, where):
    meta = '<html><head><META content="1" name="TDM-Reservation"></head><body>x</body></html>'
    url = site.page("/a", meta if where == "meta" else PAGE, **({"tdm_reservation": "1"} if where == "header" else {}))
    if where == "file":
        rules = [{"location": "/free", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": 1,
                  "tdm-policy": "https://p.example/"}, 5, {"location": 1}]  # fmt: skip
        site.page("/.well-known/tdmrep.json", json.dumps(rules), media_type="application/json")
    for address in (url, site.page("/feed", rss(url), media_type="application/rss+xml")):
        pages, missed = collect(address)
        assert (pages, codes(missed)) == ([], ["tdm_reserved"])
    (page,), missed = collect(url, licensed=frozenset({"127.0.0.1"}))
    assert (note_codes(page), missed) == (["robots_none", "tdm_licensed"], [])


def test_a_page_that_says_it_is_free_has_a_note_of_it(site, collect):
    (page,), _ = collect(site.page("/a", tdm_reservation="0"))
    assert note_codes(page) == ["robots_none", "tdm_free"]


# Politeness


def test_two_requests_to_a_host_lie_apart(site, collect):
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", media_type="text/plain")
    collect(*(site.page(f"/{n}") for n in range(3)))
    moments = [request["at"] for request in site.requests]
    assert len(moments) == 5
    assert all(later - earlier > 0.29 for earlier, later in itertools.pairwise(moments[1:]))


def test_a_host_that_wants_too_long_a_pause_is_left_alone(site, collect):
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400", media_type="text/plain")
    assert codes(collect(site.page("/a"), site.page("/b"))[1]) == ["asked_to_wait"] * 2


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_retry_after_is_obeyed(site, collect, wait):
    site.page("/a", status=429, Retry_After=wait)
    pages, missed = collect(f"{site.root}/a", site.page("/b"), workers=1)
    assert (pages, sorted(codes(missed))) == ([], ["asked_to_wait", "status"])
    assert not site.asked("/b")


def test_hosts_are_visited_side_by_side(site, collect):
    """Names of one machine are several hosts; each keeps its own pauses and none waits for another."""
    port = site.root.rsplit(":", 1)[1]
    hosts = ("127.0.0.1", "localhost", "0x7f000001", "2130706433")
    site.page("/a")
    began = time.monotonic()
    pages, _ = collect(*(f"http://{host}:{port}/a" for host in hosts), delay=1.0)
    assert len(pages) == len(hosts)
    assert time.monotonic() - began < len(hosts) * 1.0


# Lists


def test_a_feed_leads_to_its_pages(site, collect):
    feed = site.page(
        "/feed",
        rss(("/a", "<pubDate>Thu, 03 Apr 2025 23:30:00 +0200</pubDate>"), site.page("/b"), "ftp://x/", "/a"),
        media_type="text/xml",
    )
    site.page("/a")
    pages, missed = collect(feed)
    assert [(p.url.rsplit("/", 1)[1], p.published, p.how, p.origin) for p in pages] == [
        ("a", date(2025, 4, 3), "feed", feed), ("b", None, "feed", feed),
    ]  # fmt: skip
    assert codes(missed) == ["not_http"]


def test_what_a_feed_leads_to_is_a_page_and_no_other_feed(site, collect):
    inner = site.page("/inner", rss(site.page("/a")), media_type="application/rss+xml")
    assert codes(collect(site.page("/feed", rss(inner), media_type="text/xml"))[1]) == ["media_type"]


def test_opml_and_sitemap_indexes_lead_to_lists(site, collect, tmp_path):
    import gzip  # noqa: PLC0415

    site.page("/feed", rss(site.page("/a")), media_type="application/rss+xml")
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{site.root}/feed"/></body></opml>')
    packed = gzip.compress(f"<urlset><url><loc>{site.page('/b')}</loc></url></urlset>".encode())
    site.page("/s.xml.gz", packed, media_type="application/gzip")
    index = site.page("/index.xml", "<sitemapindex><sitemap><loc>/s.xml.gz</loc></sitemap></sitemapindex>",
                      media_type="application/xml")  # fmt: skip
    pages, missed = collect(opml, index)
    assert sorted((p.url.rsplit("/", 1)[1], p.how) for p in pages) == [("a", "feed"), ("b", "sitemap")]
    assert missed == []


def test_an_index_that_leads_to_itself_ends(site, collect):
    body = f"<sitemapindex><sitemap><loc>{site.root}/i</loc></sitemap><sitemap><loc>/j</loc></sitemap></sitemapindex>"
    site.page("/j", body, media_type="text/xml")
    assert collect(site.page("/i", body, media_type="text/xml")) == ([], [])


def test_one_source_leads_to_no_more_pages_than_allowed_newest_first(site, collect):
    rows = [(site.page(f"/{day}"), f"<pubDate>2025-04-0{day}</pubDate>") for day in (1, 3, 2, 4)]
    feed = site.page("/feed", rss(*rows), media_type="text/xml")
    pages, missed = collect(feed, most=2)
    assert [page.url[-1] for page in pages] == ["4", "3"]
    assert codes(missed) == ["left_out"]
    assert [page.url[-1] for page in collect(feed, since=date(2025, 4, 3))[0]] == ["4", "3"]


# From one run to the next


def test_a_feed_is_asked_for_changes_only(site, collect):
    state = State()
    feed = site.page("/feed", rss(site.page("/a")), media_type="text/xml", ETag='"1"', Last_Modified="x")
    assert len(collect(feed, state=state)[0]) == 1
    state = State.from_json(state.to_json())
    assert collect(feed, state=state) == ([], [])
    assert site.asked("/feed")[1]["headers"]["If-None-Match"] == '"1"'
    assert site.asked("/feed")[1]["headers"]["If-Modified-Since"] == "x"
    site.page("/feed", rss(f"{site.root}/a", site.page("/b")), media_type="text/xml", ETag='"2"')
    assert [page.url[-1] for page in collect(feed, state=state)[0]] == ["b"]
    assert len(site.asked("/a")) == 1


def test_an_entry_that_says_it_has_changed_is_visited_again(site, collect):
    state = State()
    for changed in ("2025-04-03", "2025-04-04"):
        atom = f'<feed><entry><link href="{site.page("/a")}"/><updated>{changed}</updated></entry></feed>'
        assert len(collect(site.page("/feed", atom, media_type="text/xml"), state=state)[0]) == 1


def test_a_run_that_is_broken_off_is_taken_up(site):
    state = State()
    feed = site.page("/feed", rss(*(site.page(f"/{n}") for n in range(3))), media_type="text/xml", ETag='"1"')
    options = Options(allow_private=True, delay=0, state=state)
    run = gather([feed], options)
    next(run)
    run.close()
    assert state.listing(feed).etag is None
    assert len(list(gather([feed], options))) == 3
    assert state.listing(feed).etag == '"1"'


def test_a_page_that_failed_for_a_passing_reason_is_visited_again(site, collect):
    state = State()
    feed = site.page("/feed", rss(site.page("/a", status=503, Retry_After="0"), site.page("/b")), media_type="text/xml",
                     ETag='"1"')  # fmt: skip
    assert codes(collect(feed, state=state)[1]) == ["status"]
    site.page("/a")
    pages, missed = collect(feed, state=state)
    assert ([page.url[-1] for page in pages], missed) == (["a"], [])


def test_odd_bytes_in_a_remembered_etag_do_no_harm(site, collect):
    state = State()
    feed = site.page("/feed", rss(site.page("/a")), media_type="text/xml")
    for etag in ("é", "中", "a\r\nb"):
        state.listing(feed).etag = etag
        assert len(collect(feed, state=state)) == 2


def test_a_page_on_the_web_cannot_pass_itself_off_as_another_outlet(site, collect):
    url = site.page("/a", '<html><head><meta property="og:site_name" content="L’Écho"></head><p>Le pont.</p></html>')
    assert [page.outlet for page in collect(url)[0]] == ["127.0.0.1"]
    assert [page.outlet for page in collect(url, outlet="Le Fil")[0]] == ["Le Fil"]


# What a feed holds of pages that cannot be had


def whole(text):
    return f"<title>Titre</title><c:encoded xmlns:c='c'><![CDATA[<p>{text}</p>]]></c:encoded>"


def test_the_text_in_a_feed_is_kept_where_its_page_cannot_be_had(site, collect, tmp_path):
    there = site.page("/there")
    feed = tmp_path / "feed.xml"
    feed.write_text(rss((there, whole("Non.")), (f"{site.root}/gone", whole("Le pont a rouvert."))))
    pages, missed = collect(feed)
    assert sorted((p.url.rsplit("/", 1)[1], p.how) for p in pages) == [("gone", "feed_text"), ("there", "feed")]
    (kept,) = (p for p in pages if p.how == "feed_text")
    assert "<p>Le pont a rouvert.</p>" in kept.content.decode()
    assert (kept.origin, kept.notes[0].code) == (str(feed), "gather_from_feed")
    assert "status 404" in kept.notes[0].words
    assert codes(missed) == ["status"], "the page is still to be had, and asked for again"


def test_without_a_network_the_text_of_a_feed_is_kept(collect, tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(rss(("https://nowhere.invalid/1", whole("Le pont a rouvert."))))
    pages, missed = collect(feed)
    assert [(p.url, p.outlet) for p in pages] == [("https://nowhere.invalid/1", "nowhere.invalid")]
    assert codes(missed) == ["robots_unknown"]


def test_the_text_of_a_feed_is_not_kept_against_the_outlets_will(site, collect):
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed", media_type="text/plain")
    site.page("/reserved", tdm_reservation="1")
    links = [(f"{site.root}{path}", whole("Non.")) for path in ("/closed", "/reserved")]
    feed = site.page("/feed", rss(*links), media_type="text/xml")
    pages, missed = collect(feed)
    assert (pages, sorted(codes(missed))) == ([], ["robots_closed", "tdm_reserved"])
    own = site.page("/own", rss((f"{site.root}/gone", whole("Non."))), media_type="text/xml", tdm_reservation="1")
    pages, missed = collect(own)
    assert (pages, codes(missed)) == ([], ["status"])
    assert [p.how for p in collect(own, licensed=frozenset({"127.0.0.1"}))[0]] == ["feed_text"]
