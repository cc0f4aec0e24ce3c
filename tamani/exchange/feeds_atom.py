"""Atom of the stories, the newest first, with a link to each page that tells one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from tamani.exchange.stamps import iso, utc
from tamani.exchange.story_pages import first_told, summary, told
from tamani.exchange.xml_out import Xml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.exchange.story_pages import Told

NAMESPACE = "http://www.w3.org/2005/Atom"


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write an entry a story."""
    entries = told(pages, stories)
    xml = Xml(out)
    with xml.inside("feed", xmlns=NAMESPACE):
        xml.element("id", "urn:tamani:stories")
        xml.element("title", options.title)
        xml.element("updated", iso(max((moment for entry in entries if (moment := _updated(*entry))), default=None)))
        with xml.inside("author"):
            xml.element("name", "Tamani")
        for story, told_by in entries:
            tally.entries += 1
            _entry(xml, story, told_by)
    xml.close()


def _updated(story: StoryRow, told_by: list[Told]) -> datetime | None:
    """When the newest of its pages came, or when it was first seen."""
    moments = [page.fetched_at for page in told_by if page.fetched_at]
    if story.first_seen:
        moments.append(utc(story.first_seen))
    return max(moments, default=None)


def _entry(xml: Xml, story: StoryRow, told_by: list[Told]) -> None:
    with xml.inside("entry"):
        xml.element("id", f"urn:tamani:story:{story.id}")
        xml.element("title", story.title)
        xml.element("updated", iso(_updated(story, told_by)))
        published = first_told(story, told_by)
        if published:
            xml.element("published", iso(published))
        xml.element("summary", summary(story, told_by))
        for place, page in enumerate(page for page in told_by if page.url):
            rel = "related" if place else "alternate"
            xml.element("link", rel=rel, href=page.url, title=page.line or None, hreflang=page.language)
