"""Files, folders, archives, JSON Lines, standard input."""

import gzip
import io
import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from gather_site import PAGE, bomb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tamani.gather import Gathered, Options, gather
from tamani.gather.files import name_of, path_of


def codes(missed):
    return [one.why.code.removeprefix("gather_") for one in missed]


# Files and folders


def test_a_file_comes_with_its_path_and_the_day_it_was_written(tmp_path, collect):
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (page,), _ = collect(path)
    assert (page.content.decode(), page.url, page.how, page.origin) == (PAGE, None, "file", str(path))
    assert page.fetched_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert page.media_type == "text/html"


def test_a_packed_file_is_the_same_page(tmp_path, collect):
    for name, content in (("a.html", PAGE.encode()), ("b.html.gz", gzip.compress(PAGE.encode()))):
        tmp_path.joinpath(name).write_bytes(content)
    pages, _ = collect(tmp_path)
    assert [page.content.decode() for page in pages] == [PAGE, PAGE]


def test_a_folder_in_the_order_of_names_without_what_is_hidden_or_belongs_to_a_page(tmp_path, collect):
    for name in (
        "b.txt",
        "a/z.html",
        "a/z_files/ad.html",
        "a/lone_files/x.html",
        ".git/x.txt",
        ".x.txt",
        "c.png",
        "feed.xml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)
    tmp_path.joinpath("a", "back").symlink_to(tmp_path)
    pages, missed = collect(tmp_path)
    names = [str(Path(page.origin).relative_to(tmp_path)) for page in pages]
    assert (names, missed) == (["b.txt", "a/z.html", "a/lone_files/x.html"], [])


def test_what_is_missing_empty_binary_or_too_large_is_told(tmp_path, collect):
    tmp_path.joinpath("empty.txt").write_text(" ")
    tmp_path.joinpath("broken.txt.gz").write_bytes(b"\x1f\x8b\x08broken")
    tmp_path.joinpath("binary.html").write_bytes(b"%PDF-1.7")
    tmp_path.joinpath("bomb.html.gz").write_bytes(bomb(3_000_000))
    tmp_path.joinpath("none").mkdir()
    names = ("absent.txt", "binary.html", "bomb.html.gz", "broken.txt.gz", "empty.txt", "none")
    pages, missed = collect(*(tmp_path / name for name in names), page_limit=1_000_000)
    assert (pages, [Path(one.url_or_path).name for one in missed]) == ([], list(names))
    assert codes(missed) == ["cannot_open", "media_type", "too_large", "broken_archive", "empty", "empty_folder"]


@pytest.mark.skipif(os.name != "posix", reason="other systems do not allow such names")
@pytest.mark.parametrize(
    "name", [b"a\nb.txt", b"\x1b[31mred.txt", b"\xff\xfe.txt", "é\u202e.txt".encode(), b"100%25.txt"]
)
def test_odd_names_can_be_stored_and_be_given_again(tmp_path, collect, name):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text(PAGE)
    (page,), _ = collect(tmp_path)
    page.origin.encode()
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in page.origin)
    (again,), _ = collect(page.origin)
    assert again.origin == page.origin
    assert path_of(name_of(path)).read_text() == PAGE


def test_standard_input(collect, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Le pont a rouvert.")))
    (page,), _ = collect("-", outlet="Le Fil")
    assert (page.how, page.media_type, page.origin, page.outlet) == ("standard_input", "text/plain", None, "Le Fil")


# The outlet

SITE = '<meta property="og:site_name" content="{name}">'
PUBLISHER = '<script type="application/ld+json">{{"@type": "NewsArticle", "publisher": {{"name": "{name}"}}}}</script>'


@pytest.mark.parametrize("told", [SITE, PUBLISHER])
def test_a_page_names_its_outlet_where_nobody_else_does(tmp_path, collect, told):
    page = f'<html><head>{told.format(name="L’Écho du Fleuve")}<link rel="canonical" href="https://echo.example/1"></head>'
    tmp_path.joinpath("page.html").write_text(page)
    (found,), _ = collect(tmp_path)
    assert (found.outlet, found.outlet_is_claimed) == ("L’Écho du Fleuve", True)
    assert found.notes[-1].words == "The outlet is what the page calls itself (L’Écho du Fleuve)."
    (found,), _ = collect(tmp_path, outlet="Le Fil")
    assert (found.outlet, found.outlet_is_claimed) == ("Le Fil", False)


@pytest.mark.parametrize("name", ["x" * 81, "https://evil.example", "WWW.evil.example", "–", " ", "&#x202e;"])
def test_what_can_be_no_name_of_an_outlet_is_left(tmp_path, collect, name):
    page = f'<html><head>{SITE.format(name=name)}<link rel="canonical" href="https://echo.example/1"></head>'
    tmp_path.joinpath("page.html").write_text(page)
    (found,), _ = collect(tmp_path)
    assert (found.outlet, found.outlet_is_claimed) == ("echo.example", False)


def test_the_name_of_an_outlet_is_one_line_without_hidden_signs(tmp_path, collect):
    tmp_path.joinpath("page.html").write_text(SITE.format(name="Le\n\x1b[31m Fil\u202e d’or"), encoding="utf-8")
    (found,), _ = collect(tmp_path)
    assert found.outlet == "Le [31m Fil d’or"


def test_in_lines_and_archives_the_host_that_sent_a_page_tells_the_outlet_whatever_the_page_says(tmp_path, collect):
    page = f"<html><head>{SITE.format(name='L’Écho')}</head><body>Le pont.</body></html>"
    url = "https://echo.example/1"
    lines_of(tmp_path / "a.jsonl", {"html": page, "url": url}, {"html": page, "url": url, "outlet": "Le Fil"})
    write_warc(tmp_path / "b.warc.gz", (url, page.encode(), {}))
    pages, _ = collect(tmp_path)
    assert [found.outlet for found in pages] == ["echo.example", "Le Fil", "echo.example"]


# Pages that were saved


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("<!-- saved from url=(0024)https://example.org/a -->", "saved from url"),
        ("<!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: x\n-->", "SingleFile"),
        ('<link href="https://example.org/a" rel="canonical">', "link rel=canonical"),
        ('<meta property="og:url" content="https://example.org/a">', "og:url"),
        ('<!-- saved from url=(1)x:y --><link rel=canonical href="https://example.org/a">', "link rel=canonical"),
    ],
)  # fmt: skip
def test_the_address_that_a_saved_page_tells(tmp_path, collect, head, where):
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html>\n{head}<html><body><p>Le pont.</p></body></html>")
    (page,), _ = collect(path)
    assert (page.url, page.outlet) == ("https://example.org/a", "example.org")
    assert page.notes[0].values == {"where": where}


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a
Subject: Le pont
Date: Thu, 3 Apr 2025 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----x"

------x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

{PAGE.replace("lundi", "le d=C3=A9but")}
------x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------x--
"""


def test_mhtml_is_unpacked(tmp_path, collect):
    path = tmp_path / "page.mhtml"
    path.write_text(MHTML)
    (page,), _ = collect(path)
    assert "rouvert le début" in page.content.decode()
    assert (page.url, page.media_type) == ("https://example.org/a", "text/html")
    assert page.fetched_at == datetime(2025, 4, 3, 8, tzinfo=UTC)


def test_mhtml_without_a_page_is_told(tmp_path, collect):
    path = tmp_path / "page.mht"
    path.write_text(MHTML.replace("text/html", "text/css"))
    assert codes(collect(path)[1]) == ["no_page_inside"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300), st.sampled_from([b"", MHTML.encode()[:330], b"<html><head><!-- saved from url=(1)", b"{"])
)
def test_any_bytes_in_a_file_are_pages_or_missed(tmp_path, data, before):
    for name in ("x.html", "x.jsonl", "x.warc", "x.opml"):
        path = tmp_path / name
        path.write_bytes(before + data)
        for found in gather([str(path)], Options(page_limit=1000)):
            assert found.content if isinstance(found, Gathered) else found.why.words


# JSON Lines


def lines_of(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def test_lines_with_their_fields(tmp_path, collect):
    path = lines_of(
        tmp_path / "pages.jsonl",
        {"html": PAGE, "url": "https://www.example.org/a", "published": "2025-04-03T23:00:00+02:00", "more": [1]},
        "",
        {"text": "Le pont.", "outlet": "Le Fil", "published": "3 avril 2025", "fetched": "2025-04-04T10:00:00+02:00"},
        {"content": "The bridge.", "url": None},
    )
    pages, missed = collect(path)
    assert missed == []
    assert [(p.outlet, p.media_type, p.how, p.origin) for p in pages] == [
        ("example.org", "text/html", "json_lines", str(path)), ("Le Fil", "text/plain", "json_lines", str(path)),
        (None, None, "json_lines", str(path)),
    ]  # fmt: skip
    assert [p.published for p in pages] == [date(2025, 4, 3), date(2025, 4, 3), None]
    assert pages[1].fetched_at == datetime(2025, 4, 4, 8, tzinfo=UTC)


def test_lines_that_cannot_be_read_are_told_by_their_numbers(tmp_path, collect):
    rows = ["{", "[1]", "{}", '{"text": 5}', '{"text": " "}', '{"text": "x", "url": "ftp://x/"}', "[" * 100_000,
            '{"a": ' + "[" * 100_000, {"text": "x" * 2000}, "x" * 20_000, {"text": "\ud800"},
            {"text": "good"}]  # fmt: skip
    pages, missed = collect(lines_of(tmp_path / "a.jsonl", *rows), page_limit=1000)
    assert [page.content for page in pages] == [b"good"]
    assert [one.url_or_path.rsplit(":", 1)[1] for one in missed] == [str(n) for n in range(1, 12)]
    assert codes(missed)[2:6] == ["no_text_field", "bad_line", "empty", "not_http"]
    assert codes(missed)[8:] == ["too_large", "too_large", "bad_line"]


def test_packed_lines(tmp_path, collect):
    tmp_path.joinpath("a.ndjson.gz").write_bytes(gzip.compress(b'{"text": "a"}\n{"text": "b"}\n'))
    assert [page.content for page in collect(tmp_path)[0]] == [b"a", b"b"]


# WARC


def write_warc(path, *records, packed=True):
    """Each record: address, body, and what differs from a good answer with HTML."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for address, body, more in records:
            http = None
            kind = more.get("kind", "response")
            if kind == "response":
                headers = [("Content-Type", more.get("media_type", "text/html; charset=utf-8")), *more.get("http", [])]
                http = StatusAndHeaders(more.get("status", "200 OK"), headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address, kind, payload=io.BytesIO(body), http_headers=http,
                warc_content_type=more.get("media_type", "text/html") if http is None else "",
                warc_headers_dict={"WARC-Date": "2025-04-03T08:00:00Z"} | more.get("warc", {}),
            )  # fmt: skip
            writer.write_record(record)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_gives_its_pages_and_passes_over_the_rest(tmp_path, collect, packed):
    page = PAGE.encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page)
    path = write_warc(
        tmp_path / ("a.warc.gz" if packed else "a.warc"),
        ("https://www.example.org/a", page, {}),
        ("https://example.org/gzip", gzip.compress(page), {"http": [("Content-Encoding", "gzip")]}),
        ("https://example.org/chunked", chunked, {"http": [("Transfer-Encoding", "chunked")]}),
        ("https://example.org/said", page, {"http": [("Transfer-Encoding", "chunked")]}),
        ("https://example.org/cut", page, {"warc": {"WARC-Truncated": "length"}}),
        ("https://example.org/resource", page, {"kind": "resource"}),
        ("https://example.org/words", b"Le pont.", {"kind": "conversion", "media_type": "text/plain"}),
        ("https://example.org/old", page, {"status": "301 Moved"}),
        ("https://example.org/robots.txt", b"User-agent: *", {"media_type": "text/plain"}),
        ("https://example.org/a.png", b"x", {"media_type": "image/png"}),
        ("https://example.org/lie", b"%PDF-1.7", {}),
        packed=packed,
    )
    pages, missed = collect(path)
    assert missed == []
    assert [p.url.rsplit("/", 1)[1] for p in pages] == ["a", "gzip", "chunked", "said", "cut", "resource", "words"]
    assert {p.content.decode() for p in pages[:-1]} == {PAGE}
    assert {p.fetched_at for p in pages} == {datetime(2025, 4, 3, 8, tzinfo=UTC)}
    assert {(p.how, p.outlet, p.origin) for p in pages} == {("archive", "example.org", str(path))}
    assert [note.code for note in pages[4].notes] == ["gather_truncated"]


def test_what_an_archive_holds_and_cannot_be_had_is_told(tmp_path, collect):
    path = write_warc(
        tmp_path / "a.warc.gz",
        ("https://example.org/large", b"x" * 200_000, {}),
        ("https://example.org/bomb", bomb(5_000_000), {"http": [("Content-Encoding", "gzip")]}),
        ("https://example.org/br", b"x", {"http": [("Content-Encoding", "br")]}),
        ("https://example.org/a", PAGE.encode(), {}),
    )
    pages, missed = collect(path, page_limit=100_000)
    assert [one.url_or_path.rsplit("/", 1)[1] for one in missed] == ["large", "bomb", "br"]
    assert codes(missed) == ["too_large", "too_large", "encoding"]
    assert len(pages) == 1


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_what_stands_before_the_cut(tmp_path, collect, packed):
    path = write_warc(
        tmp_path / "a.warc", *((f"https://example.org/{n}", PAGE.encode() * 50, {}) for n in range(5)), packed=packed
    )
    path.write_bytes(path.read_bytes()[:-400])
    pages, missed = collect(path)
    assert [page.url[-1] for page in pages] == ["0", "1", "2", "3"]
    assert codes(missed) in (["broken_warc"], ["broken_archive"], ["cut_short", "broken_warc"])


@pytest.mark.parametrize("content", [b"no archive", b"WARC/1.1\r\n", gzip.compress(b"no archive"), b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_told(tmp_path, collect, content):
    tmp_path.joinpath("a.warc").write_bytes(content)
    pages, missed = collect(tmp_path / "a.warc")
    assert (pages, len(missed)) == ([], 1)
    assert codes(missed)[0] in {"broken_warc", "broken_archive"}
