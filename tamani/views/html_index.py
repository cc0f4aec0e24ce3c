"""The index of a folder of HTML pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tamani.views.html import document
from tamani.views.html_tables import table
from tamani.views.labels import Labels
from tamani.views.markup import Markup, join, tag
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Record


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index says of a page."""

    file: str
    headline: str
    source: str
    language: str | None
    published: str | None
    quotations: int
    flags: int
    failures: int


def summary(record: Record, file: str) -> Summary:
    """A page's line of the index; ``file`` is its name beside the index."""
    article = record.article
    return Summary(
        file=file,
        headline=one_line(article.headline.text) if article.headline else "",
        source=record.source or "",
        language=record.language,
        published=article.published.value if article.published else None,
        quotations=len(record.quotations),
        flags=len(record.flags),
        failures=len(record.failures),
    )


def index_html(pages: Iterable[Summary], language: str) -> str:
    """A table of pages, each linked to its file."""
    labels = Labels(language)
    columns = [labels(key) for key in ("headline", "published", "index_quotations", "flags")]
    title = labels("index_title")
    header = tag("header", tag("div", tag("p", "Tamani", class_="brand"), tag("h1", title), class_="wrap"))
    section = tag(
        "section", table(columns, (_row(page, labels) for page in pages)), class_="found", id="page"
    )
    return document(title=title, labels=labels, body=join([header, tag("main", section, class_="wrap")]))


def _row(page: Summary, labels: Labels) -> Markup:
    name = tag("bdi", page.headline or page.source or page.file, lang=page.language)
    failed = tag("small", labels("failures"), class_="doubt") if page.failures else None
    return tag(
        "tr",
        tag("td", tag("a", name, href=quote(page.file)), tag("small", page.source), failed),
        tag("td", page.published or tag("i", labels("not_published"))),
        tag("td", str(page.quotations)),
        tag("td", str(page.flags)),
    )
