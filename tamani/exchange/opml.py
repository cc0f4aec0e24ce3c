"""OPML 2.0 of the sources: each outlet once, with its feed where the feed is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from tamani.exchange.xml_out import Xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write an outline for each feed, and for each site whose feed is not known."""
    del stories
    sources = sorted({source for page in pages if (source := _source(page))}, key=_order)
    with_feed = {(name, site) for name, site, feed, _ in sources if feed}
    xml = Xml(out)
    with xml.inside("opml", version="2.0"):
        with xml.inside("head"):
            xml.element("title", options.title)
        with xml.inside("body"):
            for name, site, feed, language in sources:
                if feed:
                    kind = {"type": "rss", "xmlUrl": feed, "htmlUrl": site or None, "language": language or None}
                elif (name, site) not in with_feed:
                    kind = {"type": "link", "url": site, "language": language or None}
                else:
                    continue
                tally.entries += 1
                xml.element("outline", text=name, title=name, **kind)
    xml.close()


Source = tuple[str, str, str, str]
"""Name, site, feed, language; empty where it is not known."""


def _source(page: StoredPage) -> Source | None:
    """The source of a page; None where neither its feed nor its site is known."""
    parts = urlsplit(page.url or "")
    site = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
    if not (page.feed or site):
        return None
    return page.outlet or parts.hostname or page.feed or "", site, page.feed or "", page.record.language or ""


def _order(source: Source) -> tuple[str, Source]:
    return source[0].casefold(), source
