"""RIS, a reference a page, as reference managers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from tamani.exchange.event_dates import day
from tamani.exchange.stamps import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow

NEWS = "NEWS"
"""The type of newspaper articles."""


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a reference a page."""
    del stories, options
    for page in pages:
        tally.entries += 1
        for tag, value in _fields(page):
            words = " ".join(value.split())
            if words:
                out.write(f"{tag}  - {words}\r\n".encode())
        out.write(b"ER  - \r\n\r\n")


def _fields(page: StoredPage) -> Iterator[tuple[str, str]]:
    article = page.record.article
    published = day(article.published.value) if article.published else None
    yield "TY", NEWS
    yield "ID", f"tamani-{page.version_id}"
    yield "TI", article.headline.text if article.headline else ""
    yield from (("AU", found.text) for found in article.byline)
    yield "T2", page.outlet or ""
    yield "SE", article.section.text if article.section else ""
    yield "DA", f"{published.replace('-', '/')}/" if published else ""
    yield "PY", published[:4] if published else ""
    yield "LA", page.record.language or ""
    yield "UR", page.url or ""
    yield "Y2", written(page.fetched_at, "%Y/%m/%d/") or ""
    yield "DP", "Tamani"
