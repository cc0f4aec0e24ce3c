"""Which kind of list some bytes are, if any, and its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.gather.bounded import GZIP, join, unpacked
from tamani.gather.feeds import JSON_FEED, ROOTS, is_json_feed, read_json, read_json_feed, read_xml_feed
from tamani.gather.gathered import GatherError
from tamani.gather.sitemaps import INDEX, OPML, SITEMAP, read_opml, read_sitemap
from tamani.gather.xml_tree import root_name
from tamani.page.decoding import decode

if TYPE_CHECKING:
    from tamani.gather.listing import Listing

_SNIFFED = 60_000


def may_be_listing(head: bytes) -> bool:
    """Whether bytes that begin so, perhaps packed with gzip, are a list, as far as their first characters tell."""
    if head.startswith(GZIP):
        try:
            head = next(unpacked([head], "gzip"), b"")
        except GatherError:
            return False
    text = _opening(head)
    if text.startswith("{"):
        return JSON_FEED in text
    return text.startswith("<") and root_name(text) in {*ROOTS, OPML, SITEMAP, INDEX}


def _opening(content: bytes) -> str:
    return decode(content[:_SNIFFED]).text.lstrip("\ufeff \t\r\n")


def read_listing(content: bytes, limit: int) -> Listing | None:
    """The list in ``content``, which may be packed with gzip; None where it is no list.

    Raises:
        GatherError: it is a list and cannot be read, or unpacks to more than ``limit`` bytes.

    """
    if content.startswith(GZIP):
        content = join(unpacked([content], "gzip"), limit)
    head = _opening(content)
    if head.startswith("{"):
        value = read_json(content)
        return read_json_feed(value) if is_json_feed(value) else None
    root = root_name(head) if head.startswith("<") else None
    if root in ROOTS:
        return read_xml_feed(content)
    if root == OPML:
        return read_opml(content)
    if root in {SITEMAP, INDEX}:
        return read_sitemap(content, root)
    return None
