"""Sitemaps and sitemap indexes, with the dates of news sitemaps; and OPML files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.gather.listing import MOST_ENTRIES, Entry, Listing, read_day
from tamani.gather.xml_tree import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

SITEMAP, INDEX, OPML = "urlset", "sitemapindex", "opml"
_PARTS = {SITEMAP: "url", INDEX: "sitemap"}


def read_sitemap(content: bytes, root: str) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index.

    Raises:
        GatherError: it cannot be read as XML.

    """
    rows = list(_rows(content, _PARTS[root]))
    entries = [
        Entry(row["loc"], read_day(row.get("publication_date", "")), row.get("lastmod", ""))
        for row in rows
        if row.get("loc")
    ]
    return Listing("sitemap" if root == SITEMAP else "sitemap_index", entries, len(rows) - len(entries))


def _rows(content: bytes, part: str) -> Iterator[dict[str, str]]:
    """The fields of each part; those of images and videos, which have addresses too, stand deeper and are left out."""
    row: dict[str, str] | None = None
    count = 0
    for element in elements(content):
        depth = len(element.path)
        if depth == 1 and element.name == part:
            if row is not None:
                yield row
            if count == MOST_ENTRIES:
                return
            row, count = {}, count + 1
        elif row is not None and depth > 1 and element.path[1] == part:
            of_news = element.name == "publication_date" and element.path[-1] == "news"
            if of_news or (depth == 2 and element.name in {"loc", "lastmod"}):
                row.setdefault(element.name, element.text)
    if row is not None:
        yield row


def read_opml(content: bytes) -> Listing:
    """The feeds of an OPML file, in its folders as well.

    Raises:
        GatherError: it cannot be read as XML.

    """
    outlines = (e for e in elements(content) if e.name == "outline")
    addresses = (outline.attributes.get("xmlurl", "").strip() for outline in outlines)
    found = dict.fromkeys(address for address in addresses if address)
    return Listing("opml", [Entry(address) for address in list(found)[:MOST_ENTRIES]])
