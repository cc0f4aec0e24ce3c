"""Received bytes to a page: format, charset, lines. The text is stored as decoded and never changed."""

from __future__ import annotations

import hashlib
import re

from tamani.page.decoding import BrokenArchiveError, Decoded, decode, kind_of_binary, unpack
from tamani.page.html_text import read_html
from tamani.page.main_text import NoMainTextError, main_lines
from tamani.page.received import Line, Media, Page
from tamani.record import Reason
from tamani.words import reason

TEXT_LIMIT = 5_000_000
"""Characters of text that are kept; of a longer page only the beginning is read (:attr:`Page.cut`)."""
MARKUP_LIMIT = 20_000_000

_HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"<(?:/?(?:p|div|span|a|h[1-6]|ul|li|article|section|table|br|img|strong|em)\b[^<>]{0,500})>", re.I
)
_NOT_LINE_END = re.compile(r"[^\n]+")
_VISIBLE = re.compile(r"[^\W_]")


class PageError(Exception):
    """Bytes that no page can be made of; ``why`` says so in words."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why.words)
        self.why = why


def read_page(data: bytes, *, source: str | None = None, media: Media | None = None) -> Page:
    """The page in ``data``: text or HTML, perhaps gzipped, in any charset.

    Raises:
        PageError: the file is empty, binary, a broken archive, or holds no text.

    """
    if not data:
        raise PageError(reason("page_empty"))
    try:
        unpacked, bytes_cut = unpack(data)
    except BrokenArchiveError as error:
        raise PageError(reason("page_archive", detail=str(error))) from error
    binary = kind_of_binary(unpacked)
    if binary is not None:
        raise PageError(reason("page_binary", kind=binary) if binary else reason("page_binary_unknown"))
    decoded = decode(unpacked)
    digest = hashlib.sha256(data).hexdigest()
    if media == "html" or (media is None and looks_like_html(decoded.text)):
        return _html_page(decoded, source, digest, bytes_cut=bytes_cut)
    return _text_page(decoded, source, digest, bytes_cut=bytes_cut)


def page_from_text(text: str, source: str | None = None) -> Page:
    """The page whose text is ``text``, taken as plain text.

    Raises:
        PageError: there is nothing to read in it.

    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _text_page(Decoded(text, "utf-8", 0, cut=False), source, digest, bytes_cut=False)


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is markup: it begins like a document, or its beginning is full of tags."""
    head = text[:20_000].removeprefix("\ufeff")
    if _HTML_START.match(head[:4000]):
        return True
    tags = len(_HTML_TAG.findall(head))
    return tags >= 3 and tags * 400 > len(head)


def find_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of ``text``, white space at their ends left out."""
    found = []
    for match in _NOT_LINE_END.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            found.append(Line(start, start + len(stripped)))
    return tuple(found)


def _text_page(decoded: Decoded, source: str | None, digest: str, *, bytes_cut: bool) -> Page:
    text = decoded.text[:TEXT_LIMIT]
    cut = bytes_cut or len(decoded.text) > TEXT_LIMIT
    _demand_words(text)
    notes = _notes(decoded, cut=cut)
    return Page(text, find_lines(text), source, "text", decoded.encoding, digest, cut=cut, notes=notes)


def _html_page(decoded: Decoded, source: str | None, digest: str, *, bytes_cut: bool) -> Page:
    markup = decoded.text[:MARKUP_LIMIT]
    found = read_html(markup)
    text, lines = found.text[:TEXT_LIMIT], found.lines
    cut = bytes_cut or len(decoded.text) > MARKUP_LIMIT or len(found.text) > TEXT_LIMIT
    if len(found.text) > TEXT_LIMIT:
        lines = tuple(line for line in lines if line.end <= TEXT_LIMIT)
        text = text[: lines[-1].end] if lines else ""
    _demand_words(text)
    notes = _notes(decoded, cut=cut)
    try:
        lines = main_lines(markup, found.depth, text, lines)
    except NoMainTextError as error:
        notes += (reason(error.why, detail=error.detail),)
    return Page(text, lines, source, "html", decoded.encoding, digest, found.metadata, cut, notes)


def _demand_words(text: str) -> None:
    if not _VISIBLE.search(text):
        raise PageError(reason("page_no_text"))


def _notes(decoded: Decoded, *, cut: bool) -> tuple[Reason, ...]:
    notes: tuple[Reason, ...] = ()
    if decoded.broken:
        notes += (reason("page_broken_characters", count=str(decoded.broken), encoding=decoded.encoding),)
    if cut:
        notes += (reason("page_cut", limit=str(TEXT_LIMIT)),)
    return notes
