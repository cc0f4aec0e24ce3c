"""Bytes become a page, or a message that says why not."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.page.receive import TEXT_LIMIT, PageError, page_from_text, read_page

if TYPE_CHECKING:
    from conftest import Pace

SENTENCE = "Le préfet a reçu les élèves à l’hôtel de région, où l’été s’achève."


def test_text_is_kept_as_it_came() -> None:
    page = read_page(b"Titre\r\n\r\n  Une phrase.\r\n")
    assert page.text == "Titre\r\n\r\n  Une phrase.\r\n"
    assert [page.text[line.start : line.end] for line in page.lines] == ["Titre", "Une phrase."]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_charsets_of_french_pages(charset: str) -> None:
    text = f"{SENTENCE}\n" * 4
    assert read_page(text.encode(charset)).text.removeprefix("\ufeff") == text


def test_a_charset_that_is_declared_wrongly_is_not_believed() -> None:
    markup = f'<html><head><meta charset="iso-8859-1"></head><body><p>{SENTENCE}</p></body></html>'
    assert SENTENCE in read_page(markup.encode("utf-8")).text


def test_a_declared_charset_is_used_where_it_is_not_utf8() -> None:
    cyrillic = "<html><head><meta charset=windows-1251></head><body><p>Привет, это новости</p></body></html>"
    page = read_page(cyrillic.encode("cp1251"))
    assert "Привет" in page.text
    assert page.encoding == "cp1251"


def test_broken_utf8_is_read_and_noted() -> None:
    data = f"{SENTENCE}\n".encode() * 5 + b"\xff\xfe\xe9 fin\n"
    page = read_page(data)
    assert SENTENCE in page.text
    assert [note.code for note in page.notes] == ["page_broken_characters"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "page_empty"),
        (b" \n\t\r\n", "page_no_text"),
        (b"%PDF-1.7\n%\xe2\xe3", "page_binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "page_binary"),
        (b"PK\x03\x04\x14\x00", "page_binary"),
        (bytes(range(32)) * 40, "page_binary_unknown"),
        (b"\x1f\x8b\x08\x00broken", "page_archive"),
        (b"<html><body><script>x()</script></body></html>", "page_no_text"),
    ],
)
def test_files_that_are_no_pages_say_why(data: bytes, code: str) -> None:
    with pytest.raises(PageError) as error:
        read_page(data)
    assert error.value.why.code == code


def test_the_kind_of_a_binary_file_is_named() -> None:
    with pytest.raises(PageError, match="PDF"):
        read_page(b"%PDF-1.4 ...")


def test_gzip_is_unpacked_and_a_bomb_is_not() -> None:
    assert read_page(gzip.compress(SENTENCE.encode())).text == SENTENCE
    page = read_page(gzip.compress(b"a b\n" * 50_000_000, compresslevel=1))
    assert page.cut
    assert len(page.text) <= TEXT_LIMIT


def test_fifty_megabytes_are_cut_and_said_so() -> None:
    page = read_page(f"{SENTENCE}\n".encode() * 700_000)
    assert page.cut
    assert len(page.text) == TEXT_LIMIT
    assert "page_cut" in [note.code for note in page.notes]


def test_very_deep_html_is_read_without_the_extractor_and_says_so() -> None:
    page = read_page(b"<html><body>" + b"<div>" * 10_000 + b"Bonjour" + b"</div>" * 10_000)
    assert page.text.strip() == "Bonjour"
    assert [note.code for note in page.notes] == ["main_text_skipped"]


@pytest.mark.parametrize("junk", ['<a "', "<", "<!--", "<p>a ", "</div>", "<script>", '<a b="', "&amp", "<![CDATA["])
def test_markup_junk_takes_time_in_proportion(junk: str, pace: Pace) -> None:
    def read(times: int) -> None:
        assert "bonjour" in read_page(f"<html><body>bonjour {junk * times}".encode()).text

    assert pace.grows_in_proportion(read, 10_000)


def test_scripts_and_hidden_parts_are_left_out_and_attributes_with_angles_understood() -> None:
    page = read_page(
        b"<html><body><p title='a > b'>Un</p><style>p{}</style><template>non</template>"
        b"<div style='display: none'>cach\xc3\xa9</div><p>Deux<br>Trois</p></body></html>"
    )
    assert page.text.split() == ["Un", "Deux", "Trois"]


def test_metadata_is_read_off_the_page() -> None:
    page = read_page(
        b"""<html lang="fr"><head><meta property="og:title" content="Titre">
        <meta property="article:published_time" content="2025-02-07T09:00:00Z">
        <script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "C. Dossa"},
        {"name": "AFP"}]}
        </script><script type="application/ld+json">{broken</script></head><body><p>Texte</p></body></html>"""
    )
    assert page.metadata.headline == "Titre"
    assert page.metadata.published == "2025-02-07T09:00:00Z"
    assert page.metadata.authors == ("C. Dossa", "AFP")
    assert page.metadata.language == "fr"


def test_plain_text_with_an_angle_bracket_is_no_html() -> None:
    assert page_from_text("a < b et <b>gras</b>").media == "text"
    assert read_page(b"Si a < b, alors <voir plus haut>.").media == "text"


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(str.encode),
        st.text(alphabet="<>/!-=\"' adivp&;\n", max_size=300).map(lambda s: f"<html>{s}".encode()),
    )
)
def test_any_bytes_give_a_page_or_a_page_error(data: bytes) -> None:
    try:
        page = read_page(data)
    except PageError:
        return
    at = 0
    for line in page.lines:
        assert at <= line.start < line.end <= len(page.text)
        assert page.text[line.start : line.end].strip()
        at = line.end
