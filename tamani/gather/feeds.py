"""RSS (0.9x, 1.0, 2.0), Atom and JSON Feed: the pages that they announce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import msgspec

from tamani.gather.feed_text import page_of_entry
from tamani.gather.listing import MOST_ENTRIES, Entry, Listing, read_day
from tamani.gather.xml_tree import Element, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"item", "entry"})
_PUBLISHED = frozenset({"pubdate", "published", "issued", "date"})
_CHANGED = frozenset({"updated", "modified", "lastbuilddate"})
JSON_FEED = "jsonfeed.org/version/"


class _Draft:
    """An entry while its elements go by."""

    def __init__(self) -> None:
        self.link = ""
        self.permalink = ""
        self.published = ""
        self.changed = ""
        self.title = ""
        self.markup = ""
        self.plain = ""

    def take(self, element: Element, base: str) -> None:
        """Take one element that stands directly in the entry; of several the first counts."""
        name, text = element.name, element.text
        if name == "link":
            self._take_link(element, base)
        elif name == "guid" and element.attributes.get("ispermalink", "true").strip().lower() == "true":
            self.permalink = self.permalink or (text if text.startswith(("http://", "https://")) else "")
        elif name == "origlink":  # FeedBurner's name for the page itself
            self.link = text or self.link
        elif name == "title":
            self.title = self.title or text
        elif name == "encoded":  # RSS has the whole text here, and a summary in its description
            self.markup = self.markup or text
        elif name == "content":
            self._take_content(element)
        elif name in _PUBLISHED:
            self.published = self.published or text
        elif name in _CHANGED:
            self.changed = self.changed or text

    def _take_link(self, element: Element, base: str) -> None:
        href = element.attributes.get("href", "").strip()
        wanted = element.attributes.get("rel", "alternate").strip().lower() == "alternate"
        address = href if wanted else ""
        self.link = self.link or _joined(base, address or element.text)

    def _take_content(self, element: Element) -> None:
        """The text of an Atom entry; what is a tree of elements, or lies elsewhere, is left."""
        kind = element.attributes.get("type", "text").strip().lower()
        if kind in {"html", "text/html"}:
            self.markup = self.markup or element.text
        elif kind in {"text", "text/plain"}:
            self.plain = self.plain or element.text

    def entry(self) -> Entry | None:
        """The entry, if it leads anywhere."""
        address = self.link or self.permalink
        if not address:
            return None
        page = page_of_entry(self.title, self.markup, self.plain)
        return Entry(address, read_day(self.published), self.changed.strip(), page)


def _joined(base: str, address: str) -> str:
    """The address with what ``xml:base`` puts before it; what is no address is refused when it is visited."""
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return address


def read_xml_feed(content: bytes) -> Listing:
    """The entries of an RSS or Atom feed.

    Raises:
        GatherError: it cannot be read as XML.

    """
    drafts = list(_drafts(content))
    entries = [entry for draft in drafts if (entry := draft.entry()) is not None]
    return Listing("feed", entries, len(drafts) - len(entries))


def _drafts(content: bytes) -> Iterator[_Draft]:
    draft: _Draft | None = None
    depth, count, base = 0, 0, ""
    for element in elements(content):
        if draft is not None and len(element.path) <= depth:
            yield draft
            draft = None
        if not element.path:
            base = element.attributes.get("base", "")
        if draft is None and element.name in _ENTRIES:
            if count == MOST_ENTRIES:
                return
            draft, depth, count = _Draft(), len(element.path), count + 1
        elif draft is not None and len(element.path) == depth + 1:
            draft.take(element, element.attributes.get("base", base))
    if draft is not None:
        yield draft


def is_json_feed(value: object) -> bool:
    """Whether a JSON value is a JSON Feed."""
    return isinstance(value, dict) and JSON_FEED in str(value.get("version", ""))[:200]


def read_json(content: bytes) -> Any:  # noqa: ANN401 (it is whatever a stranger wrote)
    """A JSON value; None where it is none, or is nested too deeply."""
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def read_json_feed(value: dict[str, Any]) -> Listing:
    """The entries of a JSON Feed that was decoded."""
    items = value.get("items")
    entries: list[Entry] = []
    without = 0
    for item in items[:MOST_ENTRIES] if isinstance(items, list) else ():
        fields = item if isinstance(item, dict) else {}
        address = _string(fields, "url") or _string(fields, "external_url")
        if address:
            day = read_day(_string(fields, "date_published"))
            text = _string(fields, "content_html"), _string(fields, "content_text")
            page = page_of_entry(_string(fields, "title"), *text)
            entries.append(Entry(address, day, _string(fields, "date_modified"), page))
        else:
            without += 1
    return Listing("feed", entries, without)


def _string(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
