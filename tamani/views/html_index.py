"""The index of a folder of HTML pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tamani.views.html import document
from tamani.views.html_table import Row, cell, number, row, table
from tamani.views.labels import Labels
from tamani.views.markup import join, tag
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Reason, Record


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index says of a page; ``file`` is None where there was nothing to show of it."""

    file: str | None
    headline: str
    source: str
    language: str | None
    published: str | None
    quotations: int
    events: int
    flags: int
    failures: tuple[Reason, ...]


def summary(record: Record, file: str | None) -> Summary:
    """A page's line of the index; ``file`` is its name beside the index, None where it has none."""
    article = record.article
    return Summary(
        file=file,
        headline=one_line(article.headline.text) if article.headline else "",
        source=record.source or "",
        language=record.language,
        published=article.published.value if article.published else None,
        quotations=len(record.quotations),
        events=len(record.events),
        flags=len(record.flags),
        failures=tuple(failure.why for failure in record.failures),
    )


def index_html(pages: Iterable[Summary], language: str) -> str:
    """A table of pages, each linked to its file, or with the reason why it has none."""
    labels = Labels(language)
    columns = [labels(key) for key in ("headline", "published", "language", "index_quotations", "events", "flags")]
    title = labels("index_title")
    header = tag("header", tag("div", tag("p", "Tamani", class_="brand"), tag("h1", title), class_="wrap"))
    section = tag(
        "section", table(columns, (_row(page, labels) for page in pages)), class_="found", id="page"
    )
    return document(title=title, labels=labels, body=join([header, tag("main", section, class_="wrap")]))


def _row(page: Summary, labels: Labels) -> Row:
    name = tag("bdi", page.headline or page.source or labels("standard_input"), lang=page.language)
    failed = [tag("small", labels.reason(failure), class_="doubt") for failure in page.failures]
    if page.file is None:
        empty = [cell() for _ in range(5)]
        return row(cell(name, *failed), *empty)
    return row(
        cell(tag("a", name, href=quote(page.file)), tag("small", page.source), *failed),
        cell(page.published or tag("i", labels("not_published"))),
        cell(labels.language_name(page.language)),
        number(page.quotations),
        number(page.events),
        number(page.flags),
    )
