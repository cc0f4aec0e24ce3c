"""BibLaTeX, an entry a page, as newspaper articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from tamani.exchange.event_dates import day
from tamani.exchange.stamps import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow

LANGIDS = {"fr": "french", "en": "english"}
"""What babel calls the languages that Tamani reads."""
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_NOT_IN_URLS = re.compile(r"[\s{}\\]")


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write an entry a page."""
    del stories, options
    for page in pages:
        tally.entries += 1
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(page) if value)
        out.write(f"@article{{tamani{page.version_id},\n{lines}}}\n\n".encode())


def escaped(text: str) -> str:
    """Text that TeX prints as it is, on one line."""
    return _SPECIAL.sub(lambda found: ESCAPES[found[0]], " ".join(text.split()))


def _fields(page: StoredPage) -> Iterator[tuple[str, str | None]]:
    article = page.record.article
    yield "entrysubtype", "newspaper"
    yield "title", escaped(article.headline.text) if article.headline else None
    yield "author", " and ".join(f"{{{escaped(found.text)}}}" for found in article.byline)
    yield "journaltitle", escaped(page.outlet or "")
    yield "date", day(article.published.value) if article.published else None
    yield "url", _url(page.url)
    yield "urldate", written(page.fetched_at, "%Y-%m-%d")
    yield "langid", LANGIDS.get(page.record.language or "")


def _url(url: str | None) -> str | None:
    """The URL, with what would end the field early written as URLs have it."""
    return _NOT_IN_URLS.sub(lambda found: f"%{ord(found[0]):02X}", url) if url else None
