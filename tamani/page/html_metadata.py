"""What an HTML page says of itself.

JSON-LD, Open Graph and meta tags, read from the same events as the text.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from tamani.page.received import Metadata

_DATE = re.compile(r"^\s*(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?)")
_ARTICLE_TYPE = re.compile(r"Article|NewsArticle|BlogPosting|Report|WebPage|Posting|Review|Liveblog", re.I)
_MOST_NODES = 2000

# Where a value is taken from, best first. Names of properties in lower case.
META_KEYS: dict[str, tuple[str, ...]] = {
    "headline": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "section": ("article:section", "og:section", "section", "dc.subject"),
    "author": ("author", "article:author", "dc.creator", "citation_author", "parsely-author"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "dcterms.created", "dcterms.date", "pubdate", "publishdate", "sailthru.date", "parsely-pub-date",
        "citation_publication_date", "article:published", "og:article:published_time",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    "outlet": ("og:site_name",),
    "language": ("og:locale", "content-language", "dc.language", "language", "inlanguage"),
}  # fmt: skip


class MetadataCollector:
    """Gathers metadata while a page's elements go by; :meth:`metadata` is what was found."""

    def __init__(self) -> None:
        self._meta: dict[str, list[str]] = {}
        self._json: list[str] = []
        self._language: str | None = None
        self._time: str | None = None

    def meta(self, attributes: dict[str, str]) -> None:
        """Take a ``meta`` element."""
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and attributes.get("content", "").strip():
            self._meta.setdefault(name.strip().lower(), []).append(attributes["content"].strip())

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Take any other element that may carry a language or a date."""
        if tag == "html":
            self._language = attributes.get("lang") or attributes.get("xml:lang") or self._language
        elif tag == "time" and self._time is None:
            marked = "pubdate" in attributes or "published" in attributes.get("class", "").lower()
            if (marked or attributes.get("itemprop") == "datePublished") and iso_date(attributes.get("datetime")):
                self._time = attributes["datetime"]

    def script(self, text: str) -> None:
        """Take the content of a JSON-LD script."""
        self._json.append(text)

    def metadata(self) -> Metadata:
        """All that was found; JSON-LD goes before meta tags, meta tags before ``time`` elements."""
        node = self._article_node()
        return Metadata(
            headline=_text(node.get("headline")) or self._first("headline"),
            section=_text(node.get("articleSection")) or self._first("section"),
            authors=_names(node.get("author")) or self._authors(),
            published=iso_date(_text(node.get("datePublished"))) or self._date("published") or iso_date(self._time),
            modified=iso_date(_text(node.get("dateModified"))) or self._date("modified"),
            outlet=self._first("outlet") or _text(node.get("publisher")),
            language=_language(_text(node.get("inLanguage")) or self._language or self._first("language")),
        )

    def _first(self, field: str) -> str | None:
        return next((self._meta[key][0] for key in META_KEYS[field] if key in self._meta), None)

    def _date(self, field: str) -> str | None:
        values = (value for key in META_KEYS[field] for value in self._meta.get(key, []))
        return next((found for value in values if (found := iso_date(value))), None)

    def _authors(self) -> tuple[str, ...]:
        for key in META_KEYS["author"]:
            names = tuple(v for v in self._meta.get(key, []) if not v.startswith(("http:", "https:")))
            if names:
                return names
        return ()

    def _article_node(self) -> dict[str, Any]:
        nodes = [node for text in self._json for node in _nodes(text)]
        articles = [node for node in nodes if _ARTICLE_TYPE.search(str(node.get("@type", "")))]
        return max(articles, key=_worth, default={})


def _worth(node: dict[str, Any]) -> int:
    return sum(
        3 if key in ("headline", "datePublished") else 1
        for key in ("headline", "datePublished", "author", "dateModified", "articleSection")
        if node.get(key)
    )


def _nodes(text: str) -> list[dict[str, Any]]:
    """All objects of a JSON-LD script, without recursion.

    Scripts that are no JSON are common and say nothing.
    """
    try:
        waiting: list[Any] = [json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    while waiting and len(found) < _MOST_NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            found.append(node)
            waiting.extend(
                v for k, v in node.items() if k in ("@graph", "mainEntity", "itemListElement", "mainEntityOfPage")
            )
    return found


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for item in values if (name := _text(item)) and not name.startswith(("http:", "https:")))


def iso_date(value: str | None) -> str | None:
    """``value`` where it begins with an ISO 8601 date that exists, else None."""
    found = _DATE.match(value or "")
    if found is None:
        return None
    try:
        date.fromisoformat(found.group(1)[:10])
    except ValueError:
        return None
    return found.group(1).replace(" ", "T", 1)


def _language(value: str | None) -> str | None:
    return re.split("[-_,]", value.strip().lower())[0] or None if value else None
