"""RSS 2.0 of the stories, the newest first."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING, BinaryIO

from tamani.exchange.story_pages import first_told, summary, told
from tamani.exchange.xml_out import Xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.exchange.story_pages import Told


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write an item a story."""
    xml = Xml(out)
    with xml.inside("rss", version="2.0"), xml.inside("channel"):
        xml.element("title", options.title)
        xml.element("link")
        xml.element("description")
        xml.element("generator", "Tamani")
        for story, told_by in told(pages, stories):
            tally.entries += 1
            _item(xml, story, told_by)
    xml.close()


def _item(xml: Xml, story: StoryRow, told_by: list[Told]) -> None:
    with xml.inside("item"):
        xml.element("title", story.title)
        link = next((page.url for page in told_by if page.url), None)
        if link:
            xml.element("link", link)
        xml.element("description", summary(story, told_by))
        xml.element("guid", f"urn:tamani:story:{story.id}", isPermaLink="false")
        published = first_told(story, told_by)
        if published:
            xml.element("pubDate", format_datetime(published))
